"""The private sheet on which a person looks at all photographs of a record before they go out.

``views`` are plain objects, ``people`` and ``remarks`` say what is known and what does not fit, ``gather`` makes the
views of a register, ``paper`` turns them into one HTML file that asks for nothing from anywhere.
"""
