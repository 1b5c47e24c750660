"""Reports of the private side: the registration form of a team, rosters to print, year-end and supervising figures.

Reading order of the figures: ``units`` (whose line a team stands on) → ``service`` → ``tallies`` (sums, and their
proof) → ``stats``, ``annual`` (with ``makeup``), ``filing``, ``changes``, ``review``. Each makes a ``papers.Paper`` of
the ``material`` of the layer above; nothing here opens files but ``form_files``, and ``late``
(what came later than it says) for ``changes``.
"""
