"""What all readers of one delivery share: the room that is left, a private temporary folder, the programs at hand."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from generator.console import Console
from generator.intake.limits import Budget


@dataclass
class Desk:
    """Used as a context: the temporary folder is made when first needed, and gone afterwards."""

    console: Console
    budget: Budget = field(default_factory=Budget)
    _folder: Path | None = None
    _count: int = 0
    profile: Path | None = None
    """Settings of LibreOffice for this delivery."""

    def folder(self) -> Path:
        """A new empty folder that nobody else may look into."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="jinguo-intake-"))  # mkdtemp makes it 0700
        self._count += 1
        new = self._folder / str(self._count)
        new.mkdir(mode=0o700)
        return new

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
