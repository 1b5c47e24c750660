"""Which rules have a number or a word list that a federation may change; a setting for any other rule does nothing.

One table, because people look for it: ``jinguo rules`` shows it, rule R6 refuses what is not in it, and a test reads
the rules' code to make sure that it is true.
"""

from __future__ import annotations

from collections.abc import Mapping

LIMITS: Mapping[str, int] = {"A18": 15, "A20": 80, "A21": 32, "A22": 600, "G5": 10, "G6": 14}
"""Rule → its usual number."""
WORDS = frozenset("A9 A10 A11 A12 A13 A14 A15 A17 G18 W4 W5 W8 W11".split())  # noqa: SIM905 - easier to keep
"""Rules to whose word list words may be added, and from which words may be taken."""
ALLOWING = WORDS | frozenset("W1 W2 W3 W7 W10".split())  # noqa: SIM905
"""Rules that can be told which words to let pass."""
