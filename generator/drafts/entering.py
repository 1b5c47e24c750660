"""What must never enter git's history: personal data, keys, photographs that tell where, originals of rosters.

The same rules as ``jinguo check``, asked of single files before a commit, so that they take no longer than the files
are many.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from generator import personal
from generator.checks.films import FILM_SUFFIXES
from generator.checks.privacy import discreet, in_name, in_text
from generator.checks.registry import RULES
from generator.checks.run import MODULES
from generator.drafts import foreign
from generator.drafts.staged import LINK, Staged
from generator.photos.metadata import UNKNOWN, findings
from generator.problems import Problem
from generator.records.files import FOLDERS, ORIGINALS, PHOTO_SUFFIXES, SHEET_SUFFIX, decode
from generator.records.marks import KeyPath
from generator.records.publishing import clear_secrets
from generator.records.sheets import parse_sheet
from generator.records.source import Document, read_record
from generator.records.targets import FILE as PUBLISH
from generator.records.wording import is_private_key, private_key

assert MODULES  # noqa: S101 - importing them declares every rule that is told here
PROGRAM = ("generator", "tests", "theme", "benchmarks")
"""Folders of the program, whose invented numbers try the rules; they are looked at in a register without a program."""
_TABLES = frozenset({".csv", ".tsv", ".ods", ".numbers"})
_TEXTS = frozenset({".md", ".yml", ".yaml", ".txt", ".csv", ".tsv", ".json", ".html", ".eml", ".rtf"})
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins."""
_FEDERATION = "teams/federation.yml"
_MESSAGE = "提交说明"
_OUTPUTS = frozenset({"private", ".cache", "site", "dist"})
"""What the program writes; a roster in clear may lie there."""
_SCISSORS = "# ------------------------ >8 ------------------------"


def entering(files: Iterable[Staged], *, public: Collection[str] = (), program: bool = False) -> list[Problem]:
    """Everything that must not be committed, sorted by place; no value is repeated.

    Args:
        files: as the next commit will hold them.
        public: e-mail addresses that may be written.
        program: whether this repository holds the program too.
    """
    found: list[Problem] = []
    for file in files:
        if not (program and file.path.split("/")[0] in PROGRAM):
            found += _of_file(file, frozenset(public))
    return sorted({discreet(problem) for problem in found})


def in_message(text: str) -> list[Problem]:
    """Personal data in the message of a commit; git's own remarks below are no part of it."""
    kept, _, below = text.partition(_SCISSORS)
    if "diff --git" not in below:
        kept = text  # nobody but git cuts there, so whatever stands below will be kept
    plain = "\n".join("" if line.startswith("#\t") else line for line in kept.splitlines())  # git lists files so
    told = [
        replace(each, hint="请改提交说明，不写号码；要写是谁，写“有关人员”就够了") for each in in_text(_MESSAGE, plain)
    ]
    return sorted(told)


def public_addresses(federation: str) -> frozenset[str]:
    """E-mail addresses that a federation has made public, read from the text of ``federation.yml``."""
    values = read_record(_FEDERATION, federation, []).values
    contacts = values.get("contacts") if isinstance(values, Mapping) else None
    listed = [each.get("value") for each in contacts or () if isinstance(each, Mapping)]
    return frozenset(address for value in listed for address in personal.emails(str(value or "")))


def _of_file(file: Staged, public: frozenset[str]) -> Iterator[Problem]:
    path = _readable(file.path)
    suffix = PurePosixPath(path).suffix.lower()
    inside = path.split("/")[0] in FOLDERS
    yield from in_name(path)
    if path.split("/")[0] in _OUTPUTS:
        message = "这是程序生成的或者内部的文件夹，不能进 git"
        yield _told(path, "P15", message, f"请在 .gitignore 里写一行 /{path.split('/')[0]}/，再运行 git rm --cached")
    elif file.mode == LINK:
        yield _told(path, "F1", "这是一个符号链接，登记册里不允许用链接", "请把文件本身放进来")
    elif file.data is None:
        yield _told(path, "F1", "文件太大，没有检查", "请移到登记册以外")
    elif suffix in ORIGINALS | _TABLES or foreign.container(file.data):
        message = "表格、文档和压缩包不能放进登记册（里面可能有个人信息，进了 git 历史就收不回来）"
        yield _told(path, "P15", message, "请移到登记册以外；名册登记到密封表，报道写成 report.md")
    elif suffix == SHEET_SUFFIX:
        yield from parse_sheet(path, file.data.decode("utf-8", "replace")).problems
        yield from in_text(path, _without_tokens(file.data.decode("utf-8", "replace")))
    elif suffix in PHOTO_SUFFIXES or foreign.is_photograph(file.data):
        yield from _of_photo(path, file.data)
    else:
        yield from _of_other(path, file.data, public, inside=inside)
    if path == PUBLISH and file.data is not None:
        yield from clear_secrets(file.data.decode("utf-8", "replace"))


def _of_other(path: str, data: bytes, public: frozenset[str], *, inside: bool) -> Iterator[Problem]:
    """Texts of any name, and whatever nobody can look into."""
    picture = foreign.other_picture(data)
    if picture:
        yield _told(
            path, "F8", f"这是 {picture}，不能证明里面没有拍摄地点", "请另存为 JPG，用 jinguo photos add 放进来"
        )
    elif PurePosixPath(path).suffix.lower() in _TEXTS or data.startswith(_WIDE) or not foreign.is_binary(data):
        yield from _of_text(path, data, public, inside=inside)
    elif inside and PurePosixPath(path).suffix.lower() not in FILM_SUFFIXES:
        hint = "登记册里只放文字、照片和密封表；别的请移到登记册以外"
        yield _told(path, "P15", "看不出这是什么文件，里面可能有个人信息", hint)
    else:
        yield from in_text(path, foreign.without_zeros(data))


def _without_tokens(sheet: str) -> str:
    """A sealed sheet without its ciphertext, in which chance digits mean nothing."""
    return re.sub(r"sealed:v1:[A-Za-z0-9+/=]+", "", sheet)


def _of_photo(path: str, data: bytes) -> Iterator[Problem]:
    held = ["手机的 HEIC 原片（可能有拍摄地点）" if each == UNKNOWN else each for each in findings(data)]
    if held:
        typed = f'"{path}"' if " " in path else path
        hint = f"请运行 jinguo photos clean {typed}，再 git add 一次"
        yield _told(path, "I1", f"照片还没有洗净：{'、'.join(held)}", hint)


def _of_text(path: str, data: bytes, public: frozenset[str], *, inside: bool) -> Iterator[Problem]:
    text = decode(path, data, [])
    if text is None:  # of another encoding, or with a zero in it, behind which nothing shall hide
        text = data.decode("gb18030", "replace").replace("\0", "")
    yield from in_text(path, text)
    if not inside:
        return
    for number, line in enumerate(text.split("\n"), start=1) if "@" in text or "＠" in text else ():
        if set(personal.emails(line)) - public:
            hint = "请删掉；办公邮箱可以公开的，写进 teams/federation.yml 的 contacts"
            yield replace(_told(path, "P4", "这里有电子邮箱", hint), line=number)
    if path.endswith((".md", ".yml", ".yaml")) and path != _FEDERATION:
        document = read_record(path, text, [])
        yield from _private_keys(document, document.values)


def _private_keys(document: Document, value: Any, at: KeyPath = ()) -> Iterator[Problem]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            if is_private_key(str(key)):
                yield private_key(document, (*at, key))
            else:
                yield from _private_keys(document, each, (*at, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _private_keys(document, each, (*at, number))


def _readable(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _told(path: str, rule_id: str, message: str, hint: str) -> Problem:
    return Problem(path, 1, 1, rule_id, RULES[rule_id].severity, message, hint)
