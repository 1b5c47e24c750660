"""Tables that people hand in, before anything of them is sealed.

Reading order: ``opening`` (bytes of any file → grids of raw cells) with ``archives``, ``comma`` and ``word`` below it →
``cells`` (one cell as plain text, a day, a phone) → ``tables`` (the heading found, columns named, rows) → ``unneeded``
(columns that a roster has no place for) → ``deciding`` (columns whose cells tell what they are) → ``people`` (what a
row of a roster must hold).
"""
