"""Walk the register's folders and read its files safely: no links out, nothing huge, only UTF-8."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.faults import words_of
from generator.problems import Problem

FOLDERS = ("teams", "activities", "content")
"""Top-level folders that make up the register, in reading order."""

PHOTO_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"})
ORIGINALS = frozenset(
    {".xlsx", ".xlsm", ".xls", ".et", ".docx", ".docm", ".doc", ".wps", ".pdf", ".zip", ".rar", ".7z"}
)
"""Office files and archives: what they hold cannot be seen here and may be a roster."""
_HARMLESS = frozenset({".DS_Store", ".gitkeep", ".gitignore", ".gitattributes"})
"""Hidden files that programs leave behind or git needs; they hold nothing."""
_SNIFFED = 8192
"""Bytes that decide whether a file is text: a key or a list of phones in a file of any name must be found."""
SHEET_SUFFIX = ".sealed"
_RECORDS = frozenset({".md", ".yml", ".yaml", ".txt", SHEET_SUFFIX})
_CONTROL = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ufffe\\uffff]"
)
"""With those that turn the direction of text, behind which a number can be read backwards."""
_MOSTLY = 3
"""A file with this many good characters for a broken one is UTF-8 with a slip, not another encoding."""
MAX_TEXT = 512 * 1024
"""Bytes of one text file; the longest honest report is under 20 KB."""
MAX_SHEET = 5 * 1024 * 1024
"""Bytes of one sealed sheet; 5 MB hold some 7,000 rows."""


@dataclass(frozen=True, slots=True)
class Walk:
    """All files of a register by POSIX path relative to its root, sorted."""

    root: Path
    texts: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    """Files that are not text: photographs and whatever else lies there."""
    problems: list[Problem] = field(default_factory=list)


def walk(root: Path) -> Walk:
    """List the files of a register; links and special files are problems and are not followed."""
    found = Walk(root)
    for folder in FOLDERS:
        if (root / folder).is_symlink():
            found.problems.append(_link(folder))
        elif (root / folder).is_dir():
            for entry in _entries(root / folder):
                _sort_in(found, entry)
    found.texts.sort()
    found.media.sort()
    return found


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            yield entry
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                yield from _entries(Path(entry.path))


def _sort_in(found: Walk, entry: os.DirEntry[str]) -> None:
    path = Path(entry.path).relative_to(found.root).as_posix()
    if not _is_unicode(entry.name):
        message = "文件名不是 UTF-8 编码，多半是从压缩包里解出来的"
        found.problems.append(Problem(path, 1, 1, "F1", "error", message, "请重新命名，例如 01.jpg"))
    elif entry.is_symlink():
        found.problems.append(_link(path))
    elif entry.name in _HARMLESS:
        return
    elif entry.name.startswith("."):
        message = "登记册里不放隐藏文件和隐藏文件夹（名称以点开头）"
        found.problems.append(Problem(path, 1, 1, "F7", "error", message, "请删掉它，或者移到登记册以外"))
    elif entry.is_dir(follow_symlinks=False):
        return
    elif not entry.is_file(follow_symlinks=False):
        message = "这不是普通文件（设备、管道等），不能放在登记册里"
        found.problems.append(Problem(path, 1, 1, "F1", "error", message, "请删掉它"))
    elif _is_text(entry):
        found.texts.append(path)
    else:
        found.media.append(path)


def _is_text(entry: os.DirEntry[str]) -> bool:
    """By name where the name is plain, else by content; what cannot be opened is said when it is read."""
    suffix = Path(entry.name).suffix.lower()
    if suffix in PHOTO_SUFFIXES or suffix in ORIGINALS:
        return False
    if suffix in _RECORDS:
        return True
    try:
        with open(entry.path, "rb") as stream:  # noqa: PTH123 - ten thousand of them
            return b"\0" not in stream.read(_SNIFFED)
    except OSError:
        return True


def _is_unicode(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _link(path: str) -> Problem:
    message = "这是一个符号链接，登记册里不允许用链接（它可能指向登记册以外的文件）"
    return Problem(path, 1, 1, "F1", "error", message, "请把文件本身放进来")


def read_text(root: Path, path: str, problems: list[Problem]) -> str | None:
    """Text of one file, or None when it cannot be read; what is wrong goes to ``problems``.

    A byte order mark or a Chinese legacy encoding is a mistake, but the text is still returned, so that the
    other mistakes of the file are reported in the same run.
    """
    full = root / path
    limit = MAX_SHEET if path.endswith(SHEET_SUFFIX) else MAX_TEXT
    if full.exists() and not full.is_file():  # a pipe would be waited for until somebody writes into it
        problems.append(Problem(path, 1, 1, "F1", "error", "这不是普通文件（设备、管道、文件夹等）", "请删掉它"))
        return None
    try:
        with full.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        problems.append(Problem(path, 1, 1, "F1", "error", f"文件读不出来：{words_of(error)}", "请检查文件权限"))
        return None
    if len(data) > limit:
        message = f"文件太大：超过 {limit // 1024} KB"
        problems.append(Problem(path, 1, 1, "F1", "error", message, "文字材料不会这么大，请检查是不是放错了文件"))
        return None
    return decode(path, data, problems)


def decode(path: str, data: bytes, problems: list[Problem]) -> str | None:
    """Bytes of a text file as text with LF line ends; see ``read_text``."""
    save = "请在编辑器里“另存为”，编码选 UTF-8（不带 BOM）"
    if not data.strip():
        if path.endswith(SHEET_SUFFIX):
            return ""  # a sheet without rows, which is something else than no sheet (S10)
        problems.append(Problem(path, 1, 1, "F1", "error", "文件是空的", "请填写内容，或者删掉这个文件"))
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(Problem(path, 1, 1, "F1", "error", "文件编码是 UTF-16，不是 UTF-8", save))
        return _printable(path, _newlines(data.decode("utf-16", errors="replace")), problems)
    if data.startswith(b"\xef\xbb\xbf"):
        problems.append(Problem(path, 1, 1, "F1", "error", "文件开头有 BOM 标记", save))
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(path, data, error, problems)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        problems.append(Problem(path, line, 1, "F1", "error", "文件里有空字节，不是文字文件", save))
        return None
    return _printable(path, _newlines(text), problems)


def _printable(path: str, text: str, problems: list[Problem]) -> str:
    """Control characters come with text pasted from Word; they are told once and read as spaces."""
    strange = _CONTROL.search(text)
    if strange is None:
        return text
    line = text.count("\n", 0, strange.start()) + 1
    column = strange.start() - text.rfind("\n", 0, strange.start())
    problems.append(Problem(path, line, column, "F1", "error", "这里有看不见的控制字符", "请删掉这几个字重新输入"))
    return _CONTROL.sub(" ", text)


def _legacy(path: str, data: bytes, error: UnicodeDecodeError, problems: list[Problem]) -> str | None:
    line = data.count(b"\n", 0, error.start) + 1
    save = "请在编辑器里“另存为”，编码选 UTF-8（不带 BOM）"
    mostly = data.decode("utf-8", errors="replace")
    good, bad = sum(char > "\x7f" and char != "\ufffd" for char in mostly), mostly.count("\ufffd")
    if good > _MOSTLY * bad:
        problems.append(
            Problem(path, line, 1, "F1", "error", "这一行有损坏的字（不是 UTF-8）", "请删掉坏掉的字重新输入")
        )
        return _printable(path, _newlines(mostly), problems)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        problems.append(Problem(path, line, 1, "F1", "error", "文件不是 UTF-8 编码，读不出来", save))
        return None
    problems.append(Problem(path, line, 1, "F1", "error", "文件编码是 GB18030/GBK，不是 UTF-8", save))
    return _printable(path, _newlines(text), problems)


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
