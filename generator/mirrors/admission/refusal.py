"""Why a release does not go out, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One gate that is shut."""

    message: str
    """Chinese, one line."""
    hint: str
    """Chinese: what to do."""
    trial: bool = False
    """Whether a trial target lets it pass, and only says so."""

    def __str__(self) -> str:
        return f"{self.message} —— {self.hint}"
