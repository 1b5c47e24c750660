"""The volunteer number (巾帼志愿者证号): the id of her row, public where the number of her id card must not be.

MZ/T 061-2015 gives each volunteer a number so that nobody needs the 身份证号 for that. Ours is issued where she
registers: the six digits of the team's division (GB/T 2260), eight digits, and a check digit (ISO 7064 MOD 11,10),
``410402-5830-2746-3``. The eight digits are drawn, not counted: whoever adds people on one branch cannot know what
is added on another, and two people must never get one number. Neither group begins with 1 and no check digit is 1,
so that no number, nor its end with what follows it, can be taken for a mobile.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable, Container

NUMBER = re.compile(r"([0-9]{6})-?([0-9]{4})-?([0-9]{4})-?([0-9])")
_LEADING = "23456789"
_DIGITS = "0123456789"


def new_number(division: str, taken: Container[str], choice: Callable[[str], str] = secrets.choice) -> str:
    """A number that nobody has: not among the row ids of the sheet, deleted ones included.

    Args:
        division: six digits.
        taken: row ids that are or were in use.
        choice: one character of a text; only a sample that must come out the same every time hands in its own.

    Raises:
        ValueError: the division is not six digits.
    """
    if not re.fullmatch(r"[0-9]{6}", division):
        raise ValueError("a division has six digits")
    while True:
        groups = [choice(_LEADING) + "".join(choice(_DIGITS) for _ in range(3)) for _ in range(2)]
        number = f"{division}-{groups[0]}-{groups[1]}-{_check(division + groups[0] + groups[1])}"
        if number not in taken and not number.endswith("1"):
            return number


def as_number(text: str) -> str | None:
    """A number as it is written officially, whatever its hyphens, blanks and digits look like; None when it is none."""
    match = NUMBER.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if match is None or _check("".join(match.groups()[:3])) != match[4]:
        return None
    return "-".join(match.groups())


def _check(digits: str) -> str:
    """ISO 7064 MOD 11,10."""
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)
