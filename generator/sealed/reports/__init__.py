"""Reports of the private side: the registration form of a team, rosters to print, year-end and supervising figures.

Reading order of the figures: ``units`` (whose line a team stands on) → ``material`` (the sheets) → ``people`` →
``service`` → ``tallies`` (sums, and their proof) → ``stats``, ``annual`` (with ``makeup``), ``filing``, ``changes``,
``review`` (with ``forked``). Each makes a ``papers.Paper``; only ``material`` opens files.
"""
