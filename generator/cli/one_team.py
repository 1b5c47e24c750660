"""One team and what the register says of values, read without the rest of the register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from generator.clock import today
from generator.console import Console
from generator.problems import ContentError, Problem, did_you_mean, errors
from generator.records.federation import Federation
from generator.records.library import TOP, load_only
from generator.records.recipients import SAMPLE_KEYS, recipients_of
from generator.sealed.handed.fields import Rules
from generator.sealed.recipients import recipient_keys

_CONSENTS = "teams/consents.yml"
_CONSENT = re.compile(r"^[\"']?(c-[0-9]{4}-[0-9]{4,})[\"']?\s*:", re.MULTILINE)
_NAME = re.compile(r"^name:[ \t]*[\"']?(.+?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:/[A-Za-z0-9][A-Za-z0-9_-]*)*")
_HEAD = 4096
"""Bytes of a team.yml in which its name stands."""


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


def rules_of(root: Path, federation: Federation) -> Rules:
    """What values may be, by the federation's words and the consents of today."""
    return Rules(today(), federation.categories, federation.sources, consents_of(root), federation.sample)


def consents_of(root: Path) -> frozenset[str]:
    """Numbers of all consents; the list is long and only its keys are needed."""
    try:
        text = (root / _CONSENTS).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return frozenset()
    return frozenset(_CONSENT.findall(text))


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
    address = _address(root, typed, federation)
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


def warn_all(problems: list[Problem], console: Console, say: object = str) -> None:
    """Every problem on a line of its own."""
    for problem in problems:
        console.warn(say(problem) if callable(say) else str(problem))


def _address(root: Path, typed: str, federation: Federation) -> str:
    word = typed.strip().replace("\\", "/").strip("/").removesuffix("/team.yml").removeprefix("teams/")
    top = federation.levels[0]
    if word in {"teams", top.name, top.full_name}:
        return TOP
    if _ADDRESS.fullmatch(word) and (root / "teams" / word / "team.yml").is_file():
        return word
    names = dict(_names(root))
    if word in names:
        return names[word]
    known = [address for address in names.values() if address]
    hint = did_you_mean(word, [*known, *names]) or f"可以写：{'、'.join(sorted(known)[:8])} …"
    raise click.ClickException(f"没有 “{typed[:60]}” 这支队伍。{hint}")


def _names(root: Path) -> Iterator[tuple[str, str]]:
    """Full name and address of every team, as the beginning of its file says."""
    for path in sorted((root / "teams").rglob("team.yml")):
        with path.open("rb") as stream:
            found = _NAME.search(stream.read(_HEAD).decode("utf-8", errors="replace"))
        address = path.parent.relative_to(root / "teams").as_posix()
        yield (found[1] if found else address), "" if address == "." else address
