"""Something private does not take place, in words for the user."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 -- says what happened
    """A private command does not take place; the message is Chinese, repeats no private value, and says what to do."""
