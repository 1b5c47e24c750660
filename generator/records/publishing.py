"""Read ``publish.yml``: every mistake with its place, and no secret in clear."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from generator.problems import Problem, did_you_mean
from generator.records.fields import Fields
from generator.records.files import read_text
from generator.records.source import Document, read_record
from generator.records.targets import (
    FILE,
    LOGIN_HINT,
    AnyTarget,
    BundleTarget,
    FolderTarget,
    HostingTarget,
    ObjectTarget,
    Publishing,
    SshTarget,
    login,
)
from generator.records.wording import problems_of, without_empty

KINDS: Mapping[str, type[Fields]] = {
    "ssh": SshTarget,
    **dict.fromkeys(("sftp", "ftp"), HostingTarget),
    **dict.fromkeys(("s3", "oss", "cos", "obs"), ObjectTarget),
    "folder": FolderTarget,
    "bundle": BundleTarget,
}
"""What a target may be."""
PORTS: Mapping[str, int] = {"ssh": 22, "sftp": 22, "ftp": 21}
"""Where servers listen unless told otherwise."""
_FREE = "dist"
"""The folder of the register that outputs may go to."""
_SECRET_KEY = re.compile(
    r"(?:^|[\s{,\"'])(?P<key>[a-z0-9_-]*(?:passw(?:or)?d|passwd|pass|pwd|passphrase|secret|secret_?key|secretkey"
    r"|access_?key|access_?key_?(?:id|secret)|api_?key|private_?key|token|credentials?)|口令|密码|密钥|私钥|令牌)"
    r"[\"']?\s*[:：]\s*(?P<value>[^\s#])",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"-----BEGIN |AGE-SECRET-KEY-|(?<![A-Za-z0-9])(?:(?:AKIA|ASIA)[A-Z0-9]{16}|LTAI[A-Za-z0-9]{12,}"
    r"|AKID[A-Za-z0-9]{12,}|gh[pousr]_[A-Za-z0-9]{30,})(?![A-Za-z0-9])|[^\s/:@'\"]+:[^\s/:@]+@[^\s/@]"
)
"""Private keys, access keys of the clouds, and an account with its password in an address."""
_NOISE = re.compile(r"(?<![\w+/=.~-])(?=[\w+/=]*[a-z])(?=[\w+/=]*[A-Z])(?=[\w+/=]*[0-9])[A-Za-z0-9+/=]{30,}(?![\w.-])")
"""What a cloud gives out as a secret: too long and too mixed for a name."""
_MANY = 3


def load_publishing(root: Path) -> tuple[Publishing | None, list[Problem]]:
    """The file of a register, and what is wrong with it; None where there is none, or it cannot be believed."""
    problems: list[Problem] = []
    if not os.path.lexists(root / FILE):
        return None, []
    if (root / FILE).is_symlink():
        message = "这是一个符号链接，登记册里不允许用链接"
        return None, [Problem(FILE, 1, 1, "F1", "error", message, "请把文件本身放进来")]
    text = read_text(root, FILE, problems)
    if text is None:
        return None, problems
    found, wrong = read_publishing(root, text)
    problems = sorted({*problems, *wrong})
    return (None if problems else found), problems


def read_publishing(root: Path, text: str) -> tuple[Publishing | None, list[Problem]]:
    """A text of the file, of now or of a commit, and what is wrong with it.

    Args:
        root: of the register; folders of this machine are told from there.
        text: of the file.
    """
    problems: list[Problem] = []
    secrets = list(clear_secrets(text))
    document = read_record(FILE, text, problems)
    found = _read(root, document, problems) if document.values is not None else None
    quiet = {secret.line for secret in secrets}  # other words about such a line might repeat it
    problems = sorted({*secrets, *(each for each in problems if each.line not in quiet)})
    return (None if problems else found), problems


def clear_secrets(text: str) -> Iterator[Problem]:
    """Passwords and keys that stand in the file for all to read, in remarks as well: git keeps those, too."""
    hint = "请删掉，口令放进环境变量或钥匙文件，这里只写 password_env、secret_env、key_file；提交过的，请马上换掉"
    for number, line in enumerate(text.split("\n"), start=1):
        head, mark, _ = line.partition("#")
        key = _SECRET_KEY.search(head if mark and not _bare(line) else line)
        found = key if key and (key["key"].isascii() or not _bare(line)) else _SECRET.search(line) or _noise(line)
        if found:
            column = found.start("key") + 1 if found is key else found.start() + 1
            yield Problem(FILE, number, column, "T14", "error", "口令、密钥不能写在这里：进了 git 就删不掉", hint)


def _bare(line: str) -> bool:
    """Whether a line is a remark and nothing else."""
    return line.lstrip().startswith("#")


def _noise(line: str) -> re.Match[str] | None:
    found = _NOISE.search(line)
    return found if found and found[0].count("/") <= _MANY else None


def _read(root: Path, document: Document, problems: list[Problem]) -> Publishing | None:
    given = without_empty(document.values, Publishing)
    targets = given.get("targets") if isinstance(given, dict) else None
    if isinstance(given, dict) and not targets and "wechat" not in given:
        problems.append(document.problem("F4", "没有写任何目标（targets）", "至少写一个，见手册", at=("targets",)))
    if isinstance(targets, dict):
        given = {**given, "targets": dict(_targets(root, document, targets, problems))}
    try:
        return Publishing.model_validate(given)
    except ValidationError as error:
        problems += map(_named, problems_of(document, Publishing, error))
        return None


def _named(problem: Problem) -> Problem:
    """The name of a target is a key; what the schema calls it means nothing to a reader."""
    key, mark, said = problem.message.partition("[key]：")
    if key or not mark:
        return problem
    return replace(problem, message=f"目标的名称{said}", hint="小写字母、数字，用 - 连接，例如 women-net")


def _targets(
    root: Path, document: Document, targets: Mapping[str, Any], problems: list[Problem]
) -> Iterator[tuple[str, AnyTarget]]:
    places: dict[tuple[str, ...], str] = {}  # of folders on servers and here → the first target that has it
    for name, value in targets.items():
        at = ("targets", name)
        if not isinstance(value, dict):
            problems.append(document.problem("F5", "这里应该是 “键: 值”", "目标的名称下面缩进两格写 kind 等", at=at))
            continue
        kind = value.get("kind")
        model = KINDS.get(kind) if isinstance(kind, str) else None
        if model is None:
            problems.append(_unknown(document, name, kind))
            continue
        try:
            target: Any = model.model_validate(without_empty(value, model))
        except ValidationError as error:
            problems += problems_of(document, model, error, at)
            continue
        problems += _misfits(document, name, target)
        taken = {places.setdefault(place, name) for place in _places(root, target)} - {name}
        for other in sorted(taken):
            hint = "请给它另一个文件夹，不然两边会互相删掉"
            problems.append(document.problem("F5", f"与目标 “{other}” 是同一个位置", hint, at=at))
        yield name, target


def _unknown(document: Document, name: str, kind: Any) -> Problem:
    choices = f"可以写：{'、'.join(KINDS)}"
    if kind is None:
        return document.problem("F4", "缺少 “kind”", f"发到哪一类地方，{choices}", at=("targets", name, "kind"))
    shown = str(kind)[:30]
    hint = did_you_mean(shown, KINDS) or choices
    return document.problem("F5", f"kind：“{shown}” 不在可选范围里", hint, at=("targets", name, "kind"))


def _misfits(document: Document, name: str, target: AnyTarget) -> Iterator[Problem]:
    """What is right alone and wrong together."""
    at = ("targets", name)
    if isinstance(target, HostingTarget) and target.kind == "ftp" and (target.key_file or target.known_hosts):
        yield document.problem(
            "F5", "FTP 不用钥匙文件", "请删掉 key_file、known_hosts，或者改用 sftp", at=(*at, "kind")
        )
    if isinstance(target, HostingTarget) and target.kind == "sftp":
        if {"tls", "ca_file"} & target.model_fields_set:
            hint = "SFTP 总是加密的，服务器的公钥写在 known_hosts；或者改用 ftp"
            yield document.problem("F5", "SFTP 不用 tls、ca_file", hint, at=(*at, "kind"))
        if not login(target.user):
            yield document.problem("F5", "user：账号的写法不对", LOGIN_HINT, at=(*at, "user"))
    if isinstance(target, HostingTarget) and target.ca_file and not target.tls:
        hint = "写 tls: false 就没有加密，用不着证书；请删掉其中一个"
        yield document.problem("F5", "没有加密，ca_file 没有用处", hint, at=(*at, "ca_file"))
    if isinstance(target, ObjectTarget) and (target.id_env is None) != (target.secret_env is None):
        yield document.problem("F4", "id_env 和 secret_env 要一起写", "写明两个环境变量的名称", at=(*at, "kind"))
    if isinstance(target, FolderTarget | BundleTarget) and not _apart(target.folder):
        hint = f"登记册以内只能用 {_FREE}/ 里的文件夹；也可以写登记册以外的完整路径"
        yield document.problem("F5", "folder：这个文件夹属于登记册，不能当作目标", hint, at=(*at, "folder"))


def _apart(folder: str) -> bool:
    """Whether a folder is free to be filled and emptied; whoever opens it looks again, at the real place."""
    place = PurePosixPath(os.path.normpath(folder.replace("\\", "/")))
    return place.is_absolute() or place.parts[:1] in {("..",), (_FREE,), ("~",)} or ":" in folder


def _places(root: Path, target: AnyTarget) -> list[tuple[str, ...]]:
    """Folders that a target fills and empties, its notes among them; nobody else may have one of them."""
    if isinstance(target, BundleTarget):
        return [("bundle", _here(root, target.folder), target.form)]
    if isinstance(target, FolderTarget):
        place = _here(root, target.folder)
        return [("folder", place), *([] if target.links else [("folder", f"{place}-jinguo")])]
    if isinstance(target, ObjectTarget):
        account: tuple[str, ...] = ("objects", (target.endpoint or "").rstrip("/"), target.bucket)
    else:
        usual = PORTS[target.kind]
        port = "" if target.port in {None, usual} else str(target.port)
        account = ("server", target.host.lower(), port, target.user or "")
    notes = target.state if isinstance(target, HostingTarget | ObjectTarget) else None
    return [(*account, _there(each)) for each in dict.fromkeys((target.folder, *([notes] if notes else [])))]


def _here(root: Path, folder: str) -> str:
    """Where a folder of this machine really is, whatever links lead there."""
    return os.path.realpath(root / Path(folder).expanduser())


def _there(folder: str) -> str:
    """One way to write a folder of a server; what is told from the account's own is the same with ~ and without."""
    return posixpath.normpath(re.sub(r"^~(?:/|$)", "./", folder)).rstrip("/") or "/"
