"""The private side: what key holders may read. Nothing that makes or publishes the site imports it.

Reading order: ``age`` (bytes are sealed and opened) → ``recipients`` (to whom) → ``sheets`` (rows that know
their place) → ``rosters`` (which columns there are) → ``masking`` → ``teams`` (which teams are asked for) →
``workers`` (several processes) → ``gather`` (their sheets) → ``tables`` → ``as_xlsx``, ``as_csv`` → ``folder`` (where
clear text may lie) → ``export`` (the job). Beside them ``words`` (what the leak check must not find), ``claims``
(what a row says of itself, held against the others) and ``remove`` (somebody leaves for good).

Figures: ``material`` (the sheets that a report is made from) → ``people`` (whoever stands in them) → ``forked`` (two
people under one number).

Reports: ``papers`` (what a report is) → ``paper_look``, ``excel``, ``word`` → ``paper_xlsx``, ``paper_docx`` →
``passwords`` → ``deliver`` (the one door for clear text) → ``reports`` (the registration form, rosters to print,
figures of the year …).

Coming in: ``handed`` (tables that people hand in, checked before anything of them is sealed) → ``numbers`` →
``writing`` (sealed lines go into the register). ``hours`` (who served how long, from the sign-in sheet to the totals).

Keys: ``identities`` (a key's file and its passphrase) → ``readers`` (who may read a row by the lists of now) →
``placing`` (whose a row is, proven by all its lines) → ``reseal`` (one sheet is sealed anew) → ``list_marks`` (lists
remember to whom) → ``rotate`` (all of them, or none). ``history``: what git knows, where stamps may lie.
"""
