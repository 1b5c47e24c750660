"""Camera files → clean web sizes, through a cache by content; the only package that imports Pillow.

Reading order: ``formats`` (what is accepted), ``masters`` (files on disk), ``decode`` (to upright pixels),
``sizes`` and ``encoders`` (what is made, by which programs), ``placeholder`` (a hint for the page itself),
``render`` (pixels to files), ``metadata`` (proof that a file reveals nothing), ``cache``, ``workers``, ``darkroom``
(all of it together), and ``develop``, which is what others call.
"""
