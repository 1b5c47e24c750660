"""A key's file: made behind a passphrase where nobody else can read it, and opened with that passphrase."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.faults import words_of
from generator.problems import visible
from generator.sealed.age import (
    CannotOpen,
    Identities,
    IdentityError,
    is_locked,
    is_too_costly,
    lock,
    new_identity,
    parse_identities,
    read_identity_file,
    unlock,
)
from generator.sealed.refused import Refused

SHORTEST = 10
"""Characters of a passphrase; its file may be copied, and then it is all that keeps the key."""
_VARIED = 5
_MAX_NOTE = 60
_STARTS, _ENDS = "bdfghjklmnprstwz", "aeiou"
_WORDS = 6
_FEDERATION = Path("teams/federation.yml")
# O_NOFOLLOW and O_CLOEXEC do not exist on Windows
_SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_KINDS_OF_FAULT = {
    "passphrase": "的口令不对",
    "key": "不是用口令锁的，是封给别的公钥的 age 文件，不能当钥匙文件用",
    "costly": "的口令参数大得不合常理，打开它要耗尽内存、算上很久，没有打开；请用 jinguo key new 另外生成一把",
    "damaged": "已经损坏（被截断或改动过），打不开",
}


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made."""

    path: Path
    public: str
    note: str

    @property
    def listed(self) -> str:
        """Its two lines for a ``recipients.txt``, without the last line end."""
        return f"# {self.note}\n{self.public}"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """One identity file as it was read, still locked if it has a passphrase."""

    path: Path
    data: bytes = field(repr=False)

    @property
    def locked(self) -> bool:
        """Whether a passphrase is needed."""
        return is_locked(self.data)


def unlocked(data: bytes, passphrase: str, name: str) -> Identities:
    """The keys of a locked identity file, armored or binary.

    Raises:
        IdentityError: another passphrase, a damaged file, or nothing in it that is a key.
    """
    try:
        text = unlock(data, passphrase).decode("utf-8", errors="replace")
    except CannotOpen as error:
        raise IdentityError(f"{name} {_KINDS_OF_FAULT[error.reason]}") from None
    return parse_identities(text, name)


def key_files(paths: Iterable[Path]) -> list[KeyFile]:
    """Identity files, read once each.

    Raises:
        IdentityError: one cannot be read.
    """
    return [KeyFile(path, read_identity_file(path)) for path in dict.fromkeys(paths)]


def key_ring(files: Iterable[KeyFile], passphrase_of: Callable[[Path], str]) -> Identities:
    """All keys of several identity files; the passphrase of each locked one is asked for once.

    Raises:
        IdentityError: a file holds no usable key, or its passphrase is another.
    """
    listed = list(files)
    rings = [_unlocked_already(file) for file in listed]  # before anybody types a passphrase
    for number, file in enumerate(listed):
        if file.locked:
            rings[number] = unlocked(file.data, passphrase_of(file.path), str(file.path))
    return Identities(tuple(key for ring in rings for key in ring.keys))


def _unlocked_already(file: KeyFile) -> Identities:
    """The keys of a file without a passphrase; none yet of a locked one that it makes sense to ask for."""
    name = str(file.path)
    if not file.locked:
        return parse_identities(file.data.decode("utf-8", errors="replace"), name)
    if is_too_costly(file.data):
        raise IdentityError(f"{name} {_KINDS_OF_FAULT['costly']}")
    return Identities(())


def passphrase_fault(passphrase: str) -> str:
    """What can be said against a passphrase for a new key, in Chinese; empty when it will do."""
    if len(passphrase.strip()) < SHORTEST:
        return f"口令太短，至少 {SHORTEST} 个字符"
    if len(set(passphrase)) < _VARIED:
        return "口令太简单，来回只有几个字符"
    if not passphrase.isprintable():
        return "口令里有看不见的控制字符"
    return ""


def new_passphrase() -> str:
    """Six words that can be said and typed but were never in a dictionary: 16 × 5 × 16 × 5 choices each, 75 bits."""

    def syllable() -> str:
        return secrets.choice(_STARTS) + secrets.choice(_ENDS)

    return "-".join(syllable() + syllable() for _ in range(_WORDS))


def place_for_key(path: Path) -> Path:
    """Where a new key may lie, its folder without links.

    Raises:
        Refused: something is there already, or it lies in a git working tree or in a register.
    """
    folder = Path(os.path.abspath(path)).parent.resolve()  # noqa: PTH100 -- ".." must not follow a link twice
    target = folder / path.name
    if not path.name or os.path.lexists(target):
        raise Refused(f"{target} 已经有了，钥匙从不覆盖 —— 请用 --out 换一个文件名")
    for each in (folder, *folder.parents):
        if (each / _FEDERATION).is_file():
            raise Refused(f"{target} 在登记册里，钥匙不能放在登记册里 —— 请用 --out 放到别处")
        bare = (each / "HEAD").is_file() and (each / "objects").is_dir() and (each / "refs").is_dir()
        if bare or os.path.lexists(each / ".git"):
            raise Refused(f"{target} 在 git 仓库里，钥匙永远不进 git —— 请用 --out 放到仓库以外")
    return target


def make_key(path: Path, passphrase: str, note: str) -> NewKey:
    """A fresh key behind a passphrase in a new file that only its owner can read, from the first moment on.

    Args:
        path: where; its folder is made if need be.
        passphrase: what opens the file.
        note: who holds the key, for the line above it in ``recipients.txt``; public.

    Raises:
        Refused: the place, the passphrase or the note will not do, or the file cannot be written.
    """
    fault = passphrase_fault(passphrase)
    if fault:
        raise Refused(f"{fault}，没有生成钥匙")
    target, plain = place_for_key(path), plain_note(note)
    text = new_identity(plain)
    public = parse_identities(text).public[0]
    data = lock(text.encode(), passphrase)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place_for_key(target)  # once more: locking took its time
        _write(target, data)
    except FileExistsError:
        raise Refused(f"{target} 已经有了，钥匙从不覆盖 —— 请用 --out 换一个文件名") from None
    except OSError as error:
        raise Refused(f"{target} 写不进去：{words_of(error)} —— 请用 --out 换一个地方") from None
    return NewKey(target, public, plain)


def plain_note(note: str) -> str:
    """A note as it is written above its key: one line, nothing invisible.

    Raises:
        Refused: it holds a private key or is too long.
    """
    plain = " ".join(visible(" ".join(note.split())).split())
    if "AGE-SECRET-KEY" in plain.upper():
        raise Refused("说明里不能写私钥")
    if len(plain) > _MAX_NOTE:
        raise Refused(f"说明太长，最多 {_MAX_NOTE} 个字")
    return plain


def _write(target: Path, data: bytes) -> None:
    """All of it or no file; no link is followed and nothing replaced."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFELY, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            if os.name == "posix":
                os.fchmod(stream.fileno(), 0o600)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink()
        raise
