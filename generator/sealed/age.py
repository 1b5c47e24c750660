"""Bytes are sealed to age public keys and opened with age identities; the only file that imports pyrage."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pyrage
from pyrage import passphrase as by_passphrase
from pyrage import x25519

from generator.faults import words_of

_MAX_FILE = 64 * 1024
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_LOCKED = (b"age-encryption.org/", _ARMOUR)
_WORK = re.compile(rb"age-encryption\.org/v1\r?\n-> scrypt [^ \r\n]* (?P<log>[0-9]+)")
_MOST_WORK = 22
"""The logarithm of scrypt's cost above which the stock age program refuses too: 4 GB of memory."""
_DIGITS = 2
_HEAD = 512
"""Characters of base64 in which a header with one passphrase ends."""
_BOM = b"\xef\xbb\xbf"


class CannotOpen(Exception):  # noqa: N818 -- says what happened, reads better where it is caught
    """An age file did not open: no key or passphrase fits, or its bytes are not what was sealed."""

    def __init__(self, reason: Literal["key", "damaged", "passphrase", "costly"]) -> None:
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


def is_locked(data: bytes) -> bool:
    """Whether an identity file is itself an age file, in either form, so that a passphrase opens it."""
    return data.removeprefix(_BOM).lstrip().startswith(_LOCKED)


def is_too_costly(data: bytes) -> bool:
    """Whether an age file asks for more work and memory to try a passphrase than any program would make it ask."""
    found = _WORK.match(_first_bytes(data))
    return found is not None and (len(found["log"]) > _DIGITS or int(found["log"]) > _MOST_WORK)


def _first_bytes(data: bytes) -> bytes:
    """Where the header of an age file begins, out of its armour."""
    plain = data.removeprefix(_BOM).lstrip()
    if not plain.startswith(_ARMOUR):
        return plain
    text = b"".join(plain.removeprefix(_ARMOUR).split(b"-----")[0].split())[:_HEAD]
    try:
        return base64.b64decode(text[: len(text) // 4 * 4])
    except binascii.Error:
        return b""


def lock(data: bytes, passphrase: str) -> bytes:
    """An armored age file that only the passphrase opens; takes a second or two on purpose."""
    return bytes(by_passphrase.encrypt(data, passphrase, armored=True))


def unlock(data: bytes, passphrase: str) -> bytes:
    """What was locked.

    Raises:
        CannotOpen: the passphrase is another (``passphrase``), the file is sealed to keys instead of to a passphrase
            (``key``), it was changed (``damaged``), or to open it would take minutes and all memory (``costly``).
    """
    if is_too_costly(data):
        raise CannotOpen("costly")
    try:
        return bytes(by_passphrase.decrypt(data.removeprefix(_BOM), passphrase))
    except pyrage.DecryptError as error:
        said = str(error)
        if "Decryption failed" in said:
            raise CannotOpen("passphrase") from None
        raise CannotOpen("key" if "No matching keys" in said else "damaged") from None


def new_identity(comment: str) -> str:
    """The text of a fresh identity file, as ``age-keygen`` writes it, with a comment above the key."""
    key = x25519.Identity.generate()
    above = "".join(f"# {line}\n" for line in comment.splitlines())
    return f"{above}# public key: {key.to_public()}\n{key}\n"


def parse_identities(text: str, name: str = "钥匙文件") -> Identities:
    """Read an age identity file: comments with ``#``, one or several keys.

    Raises:
        IdentityError: it holds no key, a malformed one, or is itself locked with a passphrase.
    """
    if is_locked(text.encode("utf-8", errors="replace")):
        raise IdentityError(f"{name} 带有口令，没有口令打不开")
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


def read_identity_file(path: Path) -> bytes:
    """The bytes of an identity file, locked or not.

    Raises:
        IdentityError: it is missing, unreadable or no identity file by its size.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAX_FILE + 1)
    except OSError as error:
        raise IdentityError(f"{path} 读不出来：{words_of(error)}") from None
    if len(data) > _MAX_FILE:
        raise IdentityError(f"{path} 太大，不像钥匙文件")
    return data


def load_identities(paths: Iterable[Path]) -> Identities:
    """All keys of one or several identity files that have no passphrase; see ``identities`` for the others.

    Raises:
        IdentityError: a file is missing, unreadable or holds no usable key.
    """
    keys: list[x25519.Identity] = []
    for path in paths:
        text = read_identity_file(path).decode("utf-8", errors="replace")
        keys.extend(parse_identities(text, str(path)).keys)
    return Identities(tuple(keys))
