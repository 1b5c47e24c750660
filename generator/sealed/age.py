"""Bytes are sealed to age public keys and opened with age identities; the only file that imports pyrage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pyrage
from pyrage import x25519

_MAX_FILE = 64 * 1024
_LOCKED = ("age-encryption.org/", "-----BEGIN AGE ENCRYPTED FILE-----")


class CannotOpen(Exception):  # noqa: N818 -- says what happened, reads better where it is caught
    """An age file did not open: no key fits, or its bytes are not what was sealed."""

    def __init__(self, reason: Literal["key", "damaged"]) -> None:
        self.reason = reason
        super().__init__(reason)


class IdentityError(Exception):
    """An identity file cannot be used; the message is for the user and repeats nothing of the file."""


@dataclass(frozen=True, slots=True)
class Identities:
    """Keys at hand that open what is sealed to them."""

    keys: tuple[x25519.Identity, ...] = field(repr=False)

    @property
    def public(self) -> tuple[str, ...]:
        """The public keys (``age1…``) that belong to them."""
        return tuple(str(key.to_public()) for key in self.keys)


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """An age file that each of the recipients (``age1…``) can open; different bytes every time.

    Raises:
        ValueError: there is no recipient, or one is no X25519 public key.
    """
    if not recipients:
        raise ValueError("nobody to seal to")
    try:
        keys = [x25519.Recipient.from_str(each) for each in recipients]
    except pyrage.RecipientError:
        raise ValueError("not an age X25519 public key") from None
    return bytes(pyrage.encrypt(data, keys))


def unseal(data: bytes, identities: Identities) -> bytes:
    """What was sealed.

    Raises:
        CannotOpen: no key fits, or the file was cut or changed.
    """
    try:
        return bytes(pyrage.decrypt(data, list(identities.keys)))
    except pyrage.DecryptError as error:
        reason: Literal["key", "damaged"] = "key" if "No matching keys" in str(error) else "damaged"
        raise CannotOpen(reason) from None


def new_identity(comment: str) -> str:
    """The text of a fresh identity file, as ``age-keygen`` writes it, with a comment above the key."""
    key = x25519.Identity.generate()
    above = "".join(f"# {line}\n" for line in comment.splitlines())
    return f"{above}# public key: {key.to_public()}\n{key}\n"


def parse_identities(text: str, name: str = "钥匙文件") -> Identities:
    """Read an age identity file: comments with ``#``, one or several keys.

    Raises:
        IdentityError: it holds no key, a malformed one, or is itself sealed with a passphrase.
    """
    if text.lstrip().startswith(_LOCKED):
        raise IdentityError(f"{name} 带有口令，本版本还不能用；请先用 age -d 解开到私密处，用完即删")
    keys: list[x25519.Identity] = []
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("age1"):
            raise IdentityError(f"{name} 第 {number} 行是公钥，打不开密封表；私钥以 AGE-SECRET-KEY-1 开头")
        try:
            keys.append(x25519.Identity.from_str(line))
        except pyrage.IdentityError:
            message = f"{name} 第 {number} 行不是 age 私钥（应以 AGE-SECRET-KEY-1 开头），请检查文件是否完整"
            raise IdentityError(message) from None
    if not keys:
        raise IdentityError(f"{name} 里没有钥匙；请选 age-keygen 或本程序生成的钥匙文件")
    return Identities(tuple(keys))


def load_identities(paths: Iterable[Path]) -> Identities:
    """All keys of one or several identity files.

    Raises:
        IdentityError: a file is missing, unreadable or holds no usable key.
    """
    keys: list[x25519.Identity] = []
    for path in paths:
        try:
            with path.open("rb") as stream:
                data = stream.read(_MAX_FILE + 1)
        except OSError as error:
            raise IdentityError(f"{path} 读不出来：{error.strerror}") from None
        if len(data) > _MAX_FILE:
            raise IdentityError(f"{path} 太大，不像钥匙文件")
        keys.extend(parse_identities(data.decode("utf-8", errors="replace"), str(path)).keys)
    return Identities(tuple(keys))
