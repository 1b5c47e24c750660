"""Camera files → clean web sizes, through a cache by content; the only package that imports Pillow.

Reading order: ``formats`` (what is accepted), ``masters`` (files on disk), ``decode`` (bytes → upright pixels),
``sizes`` and ``encoders`` (what is made of them, by which programs), ``render`` (pixels → files), ``metadata``
(proof that a file reveals nothing), ``cache``, ``workers``, ``darkroom`` (all of it together), and ``develop``,
which is what others call.
"""
