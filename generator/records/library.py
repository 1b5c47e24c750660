"""The whole register in memory: every record typed and frozen, by its address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from generator.problems import Problem, did_you_mean
from generator.records import files, kinds, recipients, sheets
from generator.records.federation import Federation
from generator.records.fields import Fields
from generator.records.honours import Honours
from generator.records.kinds_by_path import kind_of
from generator.records.salvage import salvaged
from generator.records.source import Document, read_record
from generator.records.wording import problems_of, without_empty

F = TypeVar("F", bound=Fields)


@dataclass(frozen=True, slots=True)
class Entry(Generic[F]):
    """One record with where it came from."""

    address: str
    """Identity within its kind: ``xinhua/guangminglu-aixin``, ``2026/0305-xinhua-leifeng``, ``linli-shouwang``."""
    fields: F
    document: Document
    read: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What the checks have made of it, so that forty rules do not each make it anew."""

    @property
    def path(self) -> str:
        """POSIX path of the file, relative to the register's root."""
        return self.document.path

    def lacks(self, key: str) -> bool:
        """Whether a key is left out, which is not the same as written so that it could not be read."""
        return getattr(self.fields, key) is None and key not in self.document.silent

    @property
    def folder(self) -> str:
        """Where the record's photographs lie: beside a report, in a folder of the same name for other records."""
        beside = self.path.startswith(("teams/", "activities/"))
        return self.path.rpartition("/")[0] if beside else self.path.rpartition(".")[0]


@dataclass(slots=True)
class Library:
    """Everything that the register says. Filled by ``load``, read-only afterwards."""

    root: Path
    federation: Entry[Federation] | None = None
    teams: dict[str, Entry[kinds.Team]] = field(default_factory=dict)
    retired: list[Entry[kinds.Retired]] = field(default_factory=list)
    activities: dict[str, Entry[kinds.Activity]] = field(default_factory=dict)
    brands: dict[str, Entry[kinds.Brand]] = field(default_factory=dict)
    projects: dict[str, Entry[kinds.Project]] = field(default_factory=dict)
    volunteers: dict[str, Entry[kinds.Volunteer]] = field(default_factory=dict)
    communities: dict[str, Entry[kinds.Community]] = field(default_factory=dict)
    honours: dict[str, Entry[Honours]] = field(default_factory=dict)
    consents: dict[str, Entry[kinds.Consent]] = field(default_factory=dict)
    pages: dict[str, Entry[kinds.Page]] = field(default_factory=dict)
    sheets: dict[str, sheets.Sheet] = field(default_factory=dict)
    """Sealed sheets by path: row ids and ciphertext, nothing else."""
    recipients: dict[str, recipients.Recipients] = field(default_factory=dict)
    """``recipients.txt`` files by path."""
    texts: dict[str, str] = field(default_factory=dict)
    """Text of every file that could be read, for the rules that read text."""
    media: list[str] = field(default_factory=list)
    """Paths of all files that are not text."""
    broken: set[tuple[str, str]] = field(default_factory=set)
    """``(kind, address)`` of records that exist but could not be read whole; references to them are not dangling."""
    _named: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def facts(self) -> Federation:
        """The federation's own facts; only for callers behind a check without errors."""
        if self.federation is None:
            raise LookupError("teams/federation.yml")
        return self.federation.fields

    def team(self, written: str) -> Entry[kinds.Team] | None:
        """The team that somebody means, by its folder, the whole path or its full name; the top one by its level too.

        A name that two teams have means neither of them. Only for a library that is loaded whole.
        """
        word = written.strip().replace("\\", "/").strip("/").removesuffix("team.yml").strip("/")
        word = TOP if word == "teams" else word.removeprefix("teams/")
        return self.teams.get(word) or self.teams.get(self._names.get(word, word))

    @property
    def _names(self) -> dict[str, str]:
        """What teams are called besides their addresses; made once, for thousands may be asked for."""
        if not self._named:
            top = self.teams.get(TOP)
            often = Counter(team.fields.name for team in self.teams.values())
            named = {team.fields.name: address for address, team in self.teams.items()}
            self._named = {name: address for name, address in named.items() if often[name] == 1}
            levels = self.federation.fields.levels[:1] if self.federation else ()
            called = [name for level in levels for name in (level.full_name, level.name) if name]
            called = called or ([top.fields.level] if top else [])  # which a broken federation.yml does not tell
            self._named |= dict.fromkeys(called, TOP)
        return self._named


_FEDERATION = "teams/federation.yml"
_CONSENTS = "teams/consents.yml"
ALL = "*"
"""In ``broken``: a whole list could not be read, so that nothing can be said about its members."""
TOP = ""
"""Address of the team at the top of the tree; people write it as the name of the first level."""


def load(root: Path, *, sealed: bool = True) -> tuple[Library, list[Problem]]:
    """Read every file of the register below ``root`` (``teams/``, ``activities/``, ``content/``).

    Without ``sealed`` the sheets are passed over: whoever opens them one by one need not hold them all.
    """
    found = files.walk(root)
    library = Library(root, media=found.media)
    problems = found.problems
    for path in found.texts:
        if not sealed and path.endswith(files.SHEET_SUFFIX):
            continue
        text = files.read_text(root, path, problems)
        if text is not None:
            library.texts[path] = text
            _read_file(library, path, text, problems)
        else:
            _remember_broken(library, path)
    library.teams = dict(sorted(library.teams.items()))  # a team before the teams in its folder
    unsaid = all(problem.path != _FEDERATION for problem in problems)
    if library.federation is None and _FEDERATION not in library.texts and unsaid:
        message = "没有找到 teams/federation.yml"
        hint = "请在登记册的文件夹里运行，或者补上这个文件"
        problems.append(Problem(_FEDERATION, 1, 1, "F1", "error", message, hint))
    return library, problems


def load_only(root: Path, paths: Iterable[str]) -> tuple[Library, list[Problem]]:
    """Read these files and no other, for commands about one record in a register of thousands."""
    library = Library(root)
    problems: list[Problem] = []
    for path in paths:
        text = files.read_text(root, path, problems)
        if text is not None:
            library.texts[path] = text
            _read_file(library, path, text, problems)
    return library, problems


def take_in(library: Library, path: str, text: str) -> list[Problem]:
    """Read a text that lies in no file yet as if it stood at ``path``; what is wrong with it alone."""
    problems: list[Problem] = []
    library.texts[path] = text
    _read_file(library, path, text, problems)
    return problems


def _read_file(library: Library, path: str, text: str, problems: list[Problem]) -> None:
    if path.endswith(files.SHEET_SUFFIX):
        sheet = sheets.parse_sheet(path, text)
        library.sheets[path] = sheet
        problems += sheet.problems
    elif path.rpartition("/")[2] == "recipients.txt":
        listed = recipients.read_list(library.root, path)  # not the text, whose line ends were made even
        library.recipients[path] = listed
        problems += listed.problems
    elif path == _FEDERATION:
        document = read_record(path, text, problems)
        facts = _validated(document, Federation, problems)
        rest = (facts, document) if facts else salvaged(document, Federation) if document.values else None
        library.federation = Entry("", *rest) if rest else None
    elif path == _CONSENTS:
        _read_consents(library, read_record(path, text, problems), problems)
    elif path == "teams/retired.yml":
        _read_retired(library, read_record(path, text, problems), problems)
    else:
        _read_kind(library, path, text, problems)


def _read_kind(library: Library, path: str, text: str, problems: list[Problem]) -> None:
    kind = kind_of(path)
    if kind is None:
        if path.rpartition("/")[2] != "README.md":
            problems.append(_misplaced(path))
        return
    name, address, model = kind
    before = len(problems)
    document = read_record(path, text, problems)
    if document.values is None and model is kinds.Page and len(problems) == before:
        document = Document(path, {}, {}, document.body, document.body_line)
    elif document.values is None and len(problems) == before:
        hint = "文件第一行写 “---”，下面写各个键，再写一行 “---”，然后是正文"
        problems.append(Problem(path, 1, 1, "F2", "error", "没有开头的信息块（front matter）", hint))
    fields = _validated(document, model, problems) if document.values is not None else None
    if fields is None:
        library.broken.add((name, address))
        rest = salvaged(document, model)
        if rest is not None:
            getattr(library, name)[address] = Entry(address, *rest)
    else:
        getattr(library, name)[address] = Entry(address, fields, document)


_BELONGS = {
    "teams": "队伍放在 teams/分队/小队/team.yml；别的文件请移到登记册以外",
    "activities": "活动放在 activities/年份/月日-名称/report.md；别的文件请移到登记册以外",
    "content": "页面用 .md，表彰用 content/honours/年份.yml；别的文件请移到登记册以外",
}


def _misplaced(path: str) -> Problem:
    folder, name = path.partition("/")[0], path.rpartition("/")[2]
    known = {"team.yml", "report.md", "recipients.txt", "federation.yml", "consents.yml", "retired.yml"}
    hint = did_you_mean(name, known - {name}) if name not in known else ""
    if name.endswith(".yaml") and not hint:
        hint = f"是不是 “{name.removesuffix('.yaml')}.yml”？"
    message = "这个文件没有人读：名称或位置不对"
    return Problem(path, 1, 1, "F7", "error", message, hint or _BELONGS.get(folder, "请检查文件名和所在的文件夹"))


def _remember_broken(library: Library, path: str) -> None:
    kind = ("consents", ALL) if path == _CONSENTS else kind_of(path)
    if kind:
        library.broken.add((kind[0], kind[1]))


def _validated(
    document: Document,
    model: type[F],
    problems: list[Problem],
    value: Any = None,
    under: tuple[str | int, ...] = (),
) -> F | None:
    given = document.values if value is None else value
    if given is None:
        return None
    try:
        return model.model_validate(without_empty(given, model))
    except ValidationError as error:
        problems += problems_of(document, model, error, under)
        return None


def _read_consents(library: Library, document: Document, problems: list[Problem]) -> None:
    if not isinstance(document.values, Mapping):
        if document.values is not None:
            hint = "例如 c-2026-0012: {scope: [name], given: 2026-01-05}"
            problems.append(document.problem("F5", "这里应该是 “同意书编号: {…}”", hint))
        _remember_broken(library, document.path)
        return
    for key, value in document.values.items():
        fields = _validated(document, kinds.Consent, problems, value if value is not None else {}, (key,))
        if not re.fullmatch(r"c-[0-9]{4}-[0-9]{4,}", key):
            message = f"同意书编号 “{key[:30]}” 的写法不对"
            problems.append(document.problem("F5", message, "写成 c-年份-四位序号，例如 c-2026-0012", at=(key,)))
        if fields is None:
            library.broken.add(("consents", key))
        else:
            library.consents[key] = Entry(key, fields, document)


def _read_retired(library: Library, document: Document, problems: list[Problem]) -> None:
    if document.values is not None and not isinstance(document.values, list):
        problems.append(document.problem("F5", "这里应该是列表", "每一项写成 “- {id: …, name: …, on: 2024-05}”"))
        return
    for index, value in enumerate(document.values or []):
        fields = _validated(document, kinds.Retired, problems, value if value is not None else {}, (index,))
        if fields is not None:
            library.retired.append(Entry(fields.id, fields, document))
