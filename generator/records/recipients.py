"""Who may open a sheet: ``recipients.txt`` files, one age public key a line, as ``age -R`` reads them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from generator.faults import words_of
from generator.problems import Problem
from generator.records.reader_marks import ReaderMark, mark_in, shown_mark

RULE = "S2"
"""Rule id: recipients are well-formed, at least two, and none of them is a key that anyone can read."""

FILE_NAME = "recipients.txt"
FEWEST = 2
"""One key lost must not lose the register: somebody else, at best an offline backup, can still open it."""

SAMPLE_KEYS = frozenset(
    {
        "age1envmja5hvk2v8qxfnq2f627mecg9nv4z73fqnpyqtwf6fd2g4arspjz6uu",
        "age1art0tq40l9ycc3uk56he6frxwm6lpe7frmnv66ul634jlleuseaqh6pl9z",
        "age1r6y3g27a4c7u03khc0c3twscxxjn3sq4xj6t6wzp7lz747xxavksjsrj28",
        "age1cf4hhmnud59fvwszmk8w09w67s55unrzkhf3xg7ew5d6mdvvqgmq7qwzfh",
    }
)
"""Public keys whose identities lie under ``tests/sample/``, where anyone can read them."""

_MAX_FILE = 64 * 1024
_SEALED = "teams"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_KEY_LENGTH = 62
_HEADER = 2048
"""Characters of base64, a multiple of four, in which the header of a row for a dozen readers ends."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One public key and where it stands."""

    key: str
    path: str
    line: int
    note: str = ""
    """The comment in the line above it: whose key it is."""


@dataclass(frozen=True, slots=True)
class Recipients:
    """Everybody who may open something, in the order of files from the top down."""

    listed: tuple[Recipient, ...] = ()
    problems: tuple[Problem, ...] = ()
    marks: tuple[ReaderMark, ...] = ()
    """To whom the sheets were sealed; two where a merge has put two lists together."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Each key once."""
        return tuple(dict.fromkeys(each.key for each in self.listed))


@lru_cache(maxsize=1024)
def parse_recipients(path: str, text: str) -> Recipients:
    """Read one ``recipients.txt``; a line that is no key is a Problem and its text is never repeated."""
    listed: list[Recipient] = []
    problems: list[Problem] = []
    marks: list[ReaderMark] = []
    note = ""
    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        line = raw.strip()
        mark = mark_in(line)
        if mark is not None:
            marks.append(ReaderMark(mark, number))
            continue  # a note above stays that of the key below
        if not line or line.startswith("#"):
            note = line.lstrip("#").strip()
            continue
        fault = _fault(line)
        if fault:
            problems.append(Problem(path, number, 1, RULE, "error", *fault))
        else:
            listed.append(Recipient(line, path, number, note))
        note = ""
    return Recipients(tuple(listed), tuple(problems), tuple(marks))


def outdated_marks(lists: Mapping[str, Recipients]) -> Iterator[tuple[str, ReaderMark]]:
    """Lists that have changed since the sheets under them were sealed anew, each with the mark that says so.

    Of two marks both must fit: one of them may come from a branch on which nobody has sealed anew. Lists that cannot
    be used are told by S2.

    Args:
        lists: all lists of a register by path.
    """
    for path, own in lists.items():
        folder = PurePosixPath(path).parent
        if not own.marks or folder.parts[:1] != (_SEALED,):
            continue
        above = [lists.get((each / FILE_NAME).as_posix()) for each in (folder, *folder.parents) if each.parts]
        read = [each for each in above if each is not None]
        keys = {key for each in read for key in each.keys}
        if len(keys) >= FEWEST and not any(each.problems for each in read):
            yield from ((path, mark) for mark in own.marks if mark.text != shown_mark(keys))


def recipients_of(root: Path, sheet: str) -> Recipients:
    """Everybody to whom a sheet is sealed: the keys of its folder and of every folder above, below ``root``.

    A list in ``root`` itself does not count: it lies outside of the register's folders, where no check would see it.

    Args:
        root: folder that sheet paths are relative to.
        sheet: POSIX path of the sheet below it.

    Raises:
        ValueError: the path leaves ``root``.
    """
    place = PurePosixPath(sheet)
    if place.is_absolute() or ".." in place.parts:
        raise ValueError(f"not a path inside the register: {sheet}")
    files = [str(folder / FILE_NAME) for folder in reversed(place.parents) if folder.parts]
    read = [read_list(root, path) for path in files]
    listed = tuple(each for one in read for each in one.listed)
    problems = [problem for one in read for problem in one.problems]
    found = Recipients(listed, tuple(problems))
    if len(found.keys) < FEWEST:
        where = next((path for path in files if (root / path).is_file()), sheet)
        message = f"“{sheet}” 只有 {len(found.keys)} 把公钥能打开，至少要 {FEWEST} 把"
        hint = f"请在上级的 {FILE_NAME} 里写上本级妇联的公钥和一把离线备份的公钥，每行一把"
        problems.append(Problem(where, 1, 1, RULE, "error", message, hint))
    return Recipients(listed, tuple(problems))


def reader_count(token: str) -> int:
    """How many public keys a sealed row is sealed to, as its age header says to everybody.

    Other stanzas, which programs put there so that nobody relies on their absence, are not counted.
    """
    for length in (_HEADER, len(token)):
        head, foot, _ = base64.b64decode(token[:length]).partition(b"\n--- ")
        if foot:
            return head.count(b"\n-> X25519 ")
    return 0


def sample_key_problems(listed: Iterable[Recipient]) -> list[Problem]:
    """For a register that is not a sample: every recipient whose identity anyone can read."""
    message = "这是样例公钥，它的私钥随程序公开，谁都能打开用它密封的资料"
    hint = "请删掉这一行，换上本单位自己生成的公钥，再把已有的密封表全部重新密封"
    places = dict.fromkeys(each for each in listed if each.key in SAMPLE_KEYS)
    return [Problem(each.path, each.line, 1, RULE, "error", message, hint) for each in places]


def read_list(root: Path, path: str) -> Recipients:
    """One list as it lies on the disk, for every command: a list that two programs read differently names nobody."""
    full = root / path
    if full.is_symlink():
        message = "这是一个符号链接，公钥名单不允许用链接"
        return Recipients(problems=(Problem(path, 1, 1, RULE, "error", message, "请把文件本身放进来"),))
    if not full.is_file():
        return Recipients()
    try:
        with full.open("rb") as stream:
            data = stream.read(_MAX_FILE + 1)
    except OSError as error:
        message = f"文件读不出来：{words_of(error)}"
        return Recipients(problems=(Problem(path, 1, 1, RULE, "error", message, "请检查文件权限"),))
    if len(data) > _MAX_FILE:
        message = f"文件太大：超过 {_MAX_FILE // 1024} KB"
        return Recipients(problems=(Problem(path, 1, 1, RULE, "error", message, "每行一把公钥，请检查"),))
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
    if "\r" in text:
        message = "这一行里有一个单独的回车符：别的程序会当成两行"
        line = text.count("\n", 0, text.index("\r")) + 1
        return Recipients(problems=(Problem(path, line, 1, RULE, "error", message, "请重新写这一行和下一行"),))
    return parse_recipients(path, text)


def _fault(line: str) -> tuple[str, str] | None:
    """Message and hint for a line that is no X25519 public key."""
    if "AGE-SECRET-KEY" in line.upper():
        message = "这里写的是私钥，私钥不能进登记册"
        hint = "这把钥匙已经泄露：请马上停用，重新生成一把，用新公钥（age1 开头）把密封表全部重新密封"
        return message, hint
    if line.startswith("age1") and "#" in line:
        return "公钥后面不能跟说明", "说明请另起一行，以 # 开头"
    if line.startswith("age1") and line == line.lower() and len(line) == _KEY_LENGTH and _checks(line):
        return None
    if line.lower().startswith("age1") and len(line) == _KEY_LENGTH:
        return "公钥抄错了，校验不通过", "请重新复制整行公钥（小写，age1 开头，共 62 个字符）"
    if line.startswith(("ssh-", "age1pq", "age1tag", "age1yubikey")):
        return "不支持这一种公钥", "只用 age 的 X25519 公钥（age1 开头，共 62 个字符）"
    return "这一行不是公钥", "每行写一把 age 公钥（age1 开头，共 62 个字符），说明写在 # 开头的行里"


def _checks(key: str) -> bool:
    """Whether the Bech32 checksum of an ``age1…`` key holds (BIP 173)."""
    values = [_BECH32.find(char) for char in key[4:]]
    if min(values) < 0:
        return False
    prefix = "age"
    spread = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    check = 1
    for value in spread + values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for index, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= term if (top >> index) & 1 else 0
    return check == 1
