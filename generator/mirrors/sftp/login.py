"""How an SFTP server is reached."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Login:
    """How a server is reached."""

    host: str
    port: int
    user: str
    known_hosts: Path
    key_file: Path | None = None
    password: str = field(default="", repr=False)
    """Of the account, or of the key file where there is one."""
