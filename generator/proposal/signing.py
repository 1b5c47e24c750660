"""Rules G2 and G3, which only a proposal can keep or break: who has signed, who still must, and who handed it in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.checks.registry import RULES
from generator.problems import Problem
from generator.proposal.pair import Pair, Touched
from generator.proposal.parts import Section, code, quoted, said
from generator.proposal.readers import CALLED, titled
from generator.records.library import TOP, Entry, Library
from generator.records.rule_settings import Signer

STORY = ("编辑", "审核", "签发")
TEAM = ("审核", "签发")
_ROLES = {"activities": STORY, "volunteers": STORY, "projects": STORY, "communities": STORY, "teams": TEAM,
          "honours": TEAM}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One record and what it needs."""

    kind: str
    entry: Entry[Any]
    divisions: tuple[str, ...]
    """Codes of its teams' divisions; empty for the whole federation."""
    roles: tuple[str, ...]
    missing: tuple[str, ...]
    """Roles that nobody has signed for."""


def asked(pair: Pair, author: str, approved: Collection[str]) -> list[Asked]:
    """Every record of a proposal that readers will see, with the roles that are not signed yet."""
    able = {*map(_account, approved)} - {_account(author)}
    counted = [signer for signer in signers_of(pair) if _account(signer.account) in able]
    found = []
    waiting = [(each, pair.head.library) for each in _signable(pair)]
    for each, library in [*waiting, *((each, pair.base.library) for each in _taken_away(pair))]:
        places, roles = _divisions(library, each), _ROLES[each.kind]
        present = [signer for signer in counted if covers(signer, places)]
        found.append(Asked(each.kind, each.entry, places, roles, _missing(roles, present)))
    return found


def signers_of(pair: Pair) -> tuple[Signer, ...]:
    """As the register stands before the proposal: nobody makes herself a signer in what she wants signed."""
    library = pair.base.library if pair.base.library.federation is not None else pair.head.library
    return library.federation.fields.signers if library.federation else ()


def _signable(pair: Pair) -> Iterator[Touched]:
    for each in pair.touched:
        if each.kind in _ROLES and getattr(each.entry.fields, "status", "") not in {"draft", "submitted"}:
            yield each


def _taken_away(pair: Pair) -> Iterator[Touched]:
    """Records that readers saw and that are there no more."""
    for kind in _ROLES:
        after = getattr(pair.head.library, kind)
        for address, entry in pair.base.public(kind).items():
            if address not in after and (kind, address) not in pair.head.library.broken:
                yield Touched(kind, address, entry, entry)


def _account(written: str) -> str:
    return written.strip().removeprefix("@").lower()


def _divisions(library: Library, each: Touched) -> tuple[str, ...]:
    fields = each.entry.fields
    if each.kind == "teams":
        return (fields.division,) if each.address != TOP else ()
    written = getattr(fields, "teams", ()) or ((fields.team,) if each.kind == "volunteers" else ())
    teams = [library.team(name) for name in written[:1]]
    return tuple(team.fields.division for team in teams if team is not None and team.address != TOP)


def covers(signer: Signer, places: Collection[str]) -> bool:
    """Whether somebody signs for a division, or for one that it lies in."""
    if signer.division is None:
        return True
    above = signer.division.rstrip("0") if signer.division.endswith("00") else signer.division
    return bool(places) and all(place == signer.division or place.startswith(above) for place in places)


def _missing(roles: tuple[str, ...], able: Iterable[Signer]) -> tuple[str, ...]:
    """As few roles as possible, when nobody signs for two."""
    people: dict[str, set[str]] = {}
    for signer in able:
        people.setdefault(_account(signer.account), set()).update(signer.roles)
    seated: dict[str, str] = {}

    def seat(role: str, asked_already: set[str]) -> bool:
        """Find somebody for a role, moving others to their second role where that helps."""
        for who in sorted(people):
            if role in people[who] and who not in asked_already:
                asked_already.add(who)
                if who not in seated or seat(seated[who], asked_already):
                    seated[who] = role
                    return True
        return False

    return tuple(role for role in roles if not seat(role, set()))


def unsigned(wanted: Iterable[Asked]) -> Iterator[Problem]:
    """G2 for every record that is not signed by all whom it needs."""
    for each in wanted:
        if each.missing:
            message = f"还没有签：{'、'.join(each.missing)}（要 {len(each.roles)} 个人各签一审）"
            hint = "请在合并以前由这几审的人在平台上点“批准”；一个人只算一审，提交的人自己不算"
            yield RULES["G2"].at(each.entry, message, hint)


def strangers(pair: Pair, author: str) -> Iterator[Problem]:
    """G3 for every record that somebody hands in for a division that is not hers."""
    own = [each for each in signers_of(pair) if _account(each.account) == _account(author)]
    if not author or not signers_of(pair):
        return
    for each in pair.touched:
        if each.kind not in _ROLES:
            continue
        entry, places = each.entry, _divisions(pair.head.library, each)
        if not own:
            message = "投稿的账号没有登记在 signers，不知道是不是这支队伍或上级的人"
            yield RULES["G3"].at(
                entry, message, "请向队伍核实是谁投的稿；常投稿的人可以登记到 federation.yml 的 signers"
            )
        elif not any(covers(signer, places) for signer in own):
            message = "投稿的账号是另一个县（市、区）的"
            yield RULES["G3"].at(entry, message, "请向队伍核实；由这支队伍所在的县（市、区）或上级的人来投")


def levelled(pair: Pair, problems: Iterable[Problem]) -> list[Problem]:
    """As the federation has set these rules before the proposal."""
    library = pair.base.library if pair.base.library.federation is not None else pair.head.library
    rules = library.federation.fields.rules if library.federation else ()
    levels = {each.id: each.level for each in rules if each.level is not None}
    left = []
    for problem in problems:
        level = levels.get(problem.rule, problem.severity)
        if level != "off":
            left.append(replace(problem, severity=level))
    return left


def signatures(wanted: Iterable[Asked], signers: Iterable[Signer]) -> Section:
    """Which roles are missing, and who has them."""
    section = Section("还要谁签")
    listed = list(signers)
    for each in wanted:
        state = f"：还缺 {'、'.join(each.missing)}" if each.missing else "：都签了"
        section.add(
            said(f"{CALLED[each.kind]} "), quoted(titled(each.entry)), said(" "), code(each.entry.path), said(state)
        )
        for role in each.missing if listed else ():
            who = [one.account.removeprefix("@") for one in listed if role in one.roles and covers(one, each.divisions)]
            names = code("、".join(who)) if who else said("federation.yml 的 signers 里没有登记这一审的人")
            section.add(said(f"{role}："), names, inner=True)
    if section.lines:
        section.note = "每一审由不同的人签，提交的人自己不算。签字就是在平台上批准这次合并。"
        section.note += "" if listed else "谁可以签，还没有登记在 federation.yml 的 signers 里。"
    return section
