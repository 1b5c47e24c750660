"""Camera files → clean web sizes, through a cache by content; the only package that imports Pillow.

Reading order: ``formats`` (what is accepted), ``masters`` (files on disk), ``decode`` (to upright pixels),
``sizes``, ``crops`` and ``encoders`` (what is made, by which programs), ``placeholder`` and ``colour`` (hints for the
page itself), ``render`` (pixels to files), ``metadata`` with ``jpeg``, ``png``,
``webp`` and ``avif`` (proof that a file reveals nothing), ``cache`` and
``generations`` (what is kept, and for how long), ``workers``, ``darkroom`` (all of it together), and ``develop``, which
is what others call.

Into the register: ``batch`` and ``archive`` (what was handed over), ``claims`` (what a file says, before that is gone),
``master`` (what git keeps), ``quality`` and ``likeness`` (what is said of it), and ``intake``, all of it together.

Before that, people look: ``eyes`` (optional programs that see), ``faces``, ``blur`` (out of the master, for good),
``twins`` (the same picture elsewhere), ``thumbs``, and ``swap``, which puts a file in the place of another.
"""
