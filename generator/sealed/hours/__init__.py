"""Who served how long (民政部令第67号): what is handed in, what it adds up to, what is exported of it.

Reading order: ``amounts`` (hours as people write them) → ``rosters`` (who may be meant, without a key and with one) →
``columns`` and ``sheet`` (a handed-in table becomes rows) → ``against`` (the rows held against the report and against
each other) → ``adding`` and ``correcting`` (they are sealed) → ``repeats`` (rows of one person and day) → ``served``
and ``named`` (rows that count, and whose they are) → ``totals`` (all rows of all activities, person by person) →
``book`` with ``matched`` (服务记录) and ``card`` (one person's record). ``records`` seals training, awards and
evaluations.
"""
