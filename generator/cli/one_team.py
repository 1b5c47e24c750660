"""One team and what the register says of values, read without the rest of the register."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from generator.clock import today
from generator.console import Console
from generator.problems import ContentError, did_you_mean, errors
from generator.records.federation import Federation
from generator.records.library import ALL, TOP, Library, load_only
from generator.records.recipients import SAMPLE_KEYS, recipients_of
from generator.sealed.handed.fields import Rules
from generator.sealed.recipients import recipient_keys

_CONSENTS = "teams/consents.yml"
_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:/[A-Za-z0-9][A-Za-z0-9_-]*)*")
_FEW = 4
"""Teams that are suggested."""


@dataclass(frozen=True, slots=True)
class OneTeam:
    """A team to which something is added."""

    root: Path
    federation: Federation
    address: str
    """As people type it."""
    folder: str
    """POSIX path of its sheets below the root."""
    name: str
    division: str

    @property
    def rules(self) -> Rules:
        """What values may be."""
        return rules_of(self.root, self.federation)

    @property
    def called(self) -> tuple[str, ...]:
        """What a list may call it, its full name first."""
        return self.name, self.address, self.folder


def rules_of(root: Path, federation: Federation) -> Rules:
    """What values may be, by the federation's words and the consents of today."""
    return Rules(
        today(),
        federation.categories,
        federation.sources,
        _Consents(root),
        federation.service_times,
        federation.form.category_label,
        federation.sample,
    )


class _Consents(Collection[str]):
    """Numbers of all consents, read when somebody asks: the list may be long and most tables name none."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @cached_property
    def _known(self) -> frozenset[str]:
        library, _ = load_only(self._root, [_CONSENTS])
        broken = {address for kind, address in library.broken if kind == "consents"}
        return frozenset(library.consents) | (broken - {ALL})

    def __contains__(self, number: object) -> bool:
        return number in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def federation_of(root: Path) -> Federation:
    """The federation's facts.

    Raises:
        click.ClickException: they cannot be read.
    """
    library, problems = load_only(root, ["teams/federation.yml"])
    if library.federation is None:
        listed = "\n".join(str(each) for each in errors(problems)[:3])
        raise click.ClickException(f"teams/federation.yml 读不出来，先运行 jinguo check\n{listed}".rstrip())
    return library.federation.fields


def one_team(root: Path, typed: str) -> OneTeam:
    """The team that somebody means by its address or its full name.

    Raises:
        click.ClickException: there is none, or its record cannot be read.
    """
    federation = federation_of(root)
    address = team_address(root, typed, federation)
    folder = f"teams/{address}" if address else "teams"
    library, problems = load_only(root, [f"{folder}/team.yml"])
    entry = library.teams.get(address)
    if entry is None or not entry.fields.division:
        listed = "\n".join(str(each) for each in errors(problems)[:3])
        raise click.ClickException(f"{folder}/team.yml 读不出来，先运行 jinguo check\n{listed}".rstrip())
    shown = address or federation.levels[0].name
    return OneTeam(root, federation, shown, folder, entry.fields.name, entry.fields.division)


def keys_for(root: Path, sheet: str) -> tuple[str, ...]:
    """The public keys that may read a sheet.

    Raises:
        click.ClickException: the lists of recipients are not in order.
    """
    try:
        return recipient_keys(root, sheet)
    except ContentError as error:
        listed = "\n".join(str(each) for each in error.problems)
        raise click.ClickException(f"收件公钥有问题，没有密封：\n{listed}") from None


def tell_readers(root: Path, sheet: str, console: Console) -> None:
    """Say to how many keys a sheet is sealed and whose they are, and shout when anybody has one of them."""
    listed = {each.key: each for each in recipients_of(root, sheet).listed}.values()
    names = "、".join(each.note or f"{each.path} 第 {each.line} 行" for each in listed)
    console.say(f"密封给 {len(listed)} 把公钥：{names}")
    if any(each.key in SAMPLE_KEYS for each in listed):
        console.warn("注意：里面有样例公钥，谁都能打开，只能放虚构的人；真实登记册先换成自己的公钥")


def team_address(root: Path, typed: str, federation: Federation) -> str:
    """Address of the team that somebody means: by its folder, the whole path, its full name; the top also by its level.

    Of a register of thousands only those files are read that hold the name.

    Raises:
        click.ClickException: there is none, or several bear that name.
    """
    word = typed.strip().replace("\\", "/").strip("/").removesuffix("team.yml").strip("/")
    word = "" if word == "teams" else word.removeprefix("teams/")
    top = federation.levels[0]
    if typed.strip() and word in {"", top.name, top.full_name}:
        return TOP
    if _ADDRESS.fullmatch(word) and (root / "teams" / word / "team.yml").is_file():
        return word
    files = {path.relative_to(root).as_posix(): path for path in sorted((root / "teams").rglob("team.yml"))}
    likely = [name for name, path in files.items() if word.encode() in path.read_bytes()] if word else []
    for some in (likely, files):  # a name may be spelt with the escapes of YAML
        library, _ = load_only(root, ["teams/federation.yml", *some])
        if (found := library.team(word) if word else None) is not None:
            return found.address
    raise click.ClickException(_no_such_team(typed.strip(), word, library))


def _no_such_team(typed: str, word: str, library: Library) -> str:
    """Who may be meant: teams of that name, or whose name the word is short for, the highest first."""
    named = {address: entry.fields.name for address, entry in library.teams.items() if address}
    same = [address for address, name in named.items() if name == word]
    if same:
        return f"有 {len(same)} 支队伍都叫 “{typed[:60]}”，请写地址：{'、'.join(sorted(same)[:_FEW])}"
    said = f"没有 “{typed[:60]}” 这支队伍。"
    if guess := did_you_mean(word, named):
        return said + guess
    likely = [address for address, name in named.items() if word and _within(word, name)]
    likely = likely or [address for address, name in named.items() if did_you_mean(word, [name])]
    likely.sort(key=lambda address: (address.count("/"), word not in named[address], address))
    highest = [each for each in likely if each.count("/") == likely[0].count("/")][:_FEW]
    if highest:
        return f"{said}是不是 {'、'.join(f'{address}（{named[address]}）' for address in highest)}？"
    return f"{said}可以写：{'、'.join(sorted(named)[: _FEW * 2])} …"


def _within(short: str, long: str) -> bool:
    """Whether a short name leaves out characters of a long one and changes none."""
    rest = iter(long)
    return all(char in rest for char in short)
