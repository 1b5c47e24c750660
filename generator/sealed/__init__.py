"""The private side: what key holders may read. Nothing that makes or publishes the site imports it.

Reading order: ``age`` (bytes are sealed and opened) → ``recipients`` (to whom) → ``sheets`` (rows that know
their place) → ``rosters`` (which columns there are) → ``masking`` → ``teams`` (which teams are asked for) →
``gather`` (their sheets) → ``tables`` → ``as_xlsx``, ``as_csv`` → ``folder`` (where clear text may lie) →
``export`` (the job). Beside them ``words`` (what the leak check must not find).
"""
