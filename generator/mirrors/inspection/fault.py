"""What is wrong with what a server serves: where, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.problems import Severity, visible


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that a reader, or whoever runs the site, would not want."""

    where: str
    """An address below the site's, or what else is meant, such as ``证书``."""
    message: str
    """Chinese, one line."""
    hint: str = ""
    """Chinese, says what to do; may be empty."""
    severity: Severity = "error"
    about: Literal["release", "server", "cache", "proof"] = "release"
    """What has to be put right: the files, the settings of the server, a cache before it that is behind; or that
    nothing is known to be wrong, but it cannot be proven either."""

    once: bool = False
    """Whether it is said once, with how many files it is true of: what an ending or a cache has done to them all."""

    def __str__(self) -> str:
        tail = f" —— {self.hint}" if self.hint else ""
        return visible(f"{self.where}：{self.message}{tail}")


def errors(faults: list[Fault]) -> list[Fault]:
    """Those that must not stay."""
    return [each for each in faults if each.severity == "error"]
