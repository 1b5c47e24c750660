"""jinguo (巾帼): from a women's federation's register in git to a public site and private exports.

Reading order: ``problems`` (what can be wrong) → ``records`` (files become frozen facts) → ``checks``
(rules over facts) → ``photos`` (camera files become clean web sizes) → ``pages`` (facts become pages and
views) → ``plugin`` (the MkDocs face). Beside them ``sealed`` (private sheets and exports) and ``publish``
(the built site read as a stranger would). ``cli`` holds the commands.
"""

__version__ = "0.1.0"
