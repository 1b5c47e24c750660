"""What is made for others, a text at a time, held against the sealed sheets before it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import personal
from generator.cli.leaks import Sealed, forbidden_words
from generator.console import Console
from generator.records.fields import ConsentChannel


@dataclass(frozen=True, slots=True)
class Compared:
    """Looks for sealed values that no channel has made public."""

    sealed: Sealed

    def __call__(self, text: str) -> list[str]:
        """What a text holds that it must not, such as ``有密封资料的原文（姓名，见 …）``; never the value."""
        seen = self.sealed.forbidden.names_in
        plain = personal.normalise(text)
        return sorted(seen(text) | (set() if plain is text else seen(plain)))

    @property
    def told(self) -> str:
        """What was compared, or that nothing was."""
        words = len(self.sealed.forbidden.words)
        if words:
            return f"已逐字核对 {words} 条密封资料"
        if self.sealed.given:
            return "钥匙打得开的密封资料里，没有要核对的"
        return "没有给出钥匙，没有核对密封资料（加 --identity 钥匙文件 可以核对）"


def compared(root: Path, identities: Sequence[Path], console: Console, channel: ConsentChannel = "web") -> Compared:
    """With the keys of identity files; names that are public over the channel under consent are let pass.

    Raises:
        click.ClickException: an identity file cannot be used.
    """
    return Compared(forbidden_words(root, identities, console, channel))
