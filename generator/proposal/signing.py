"""Rules G2 and G3, which only a proposal can keep or break: who has signed, who still must, and who handed it in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.checks.registry import RULES
from generator.problems import Problem
from generator.proposal.pair import Pair
from generator.proposal.parts import Section, Span, code, said
from generator.proposal.readers import CALLED, titled
from generator.proposal.signable import Signable, signable
from generator.records.rule_settings import Signer


@dataclass(frozen=True, slots=True)
class Asked:
    """One record or file and what it needs."""

    what: Signable
    missing: tuple[str, ...]
    """Roles that nobody has signed for."""
    unseen: tuple[str, ...]
    """Codes of divisions of which, or from above which, nobody has signed."""


def asked(pair: Pair, author: str, approved: Collection[str]) -> list[Asked]:
    """Everything in a proposal that must be signed, with what is not signed yet."""
    able = {*map(_account, approved)} - {_account(author)}
    counted = [signer for signer in signers_of(pair) if _account(signer.account) in able]
    found = []
    for what in signable(pair):
        present = [signer for signer in counted if _has_a_say(signer, what.places)]
        unseen = tuple(place for place in what.places if not any(covers(signer, (place,)) for signer in present))
        found.append(Asked(what, _missing(what.roles, present), unseen))
    return found


def signers_of(pair: Pair) -> tuple[Signer, ...]:
    """As the register stands where the proposal wants to go: nobody makes herself a signer in what she wants signed."""
    federation = pair.ruling.federation
    return federation.fields.signers if federation else ()


def _account(written: str) -> str:
    return written.strip().removeprefix("@").lower()


def covers(signer: Signer, places: Collection[str]) -> bool:
    """Whether somebody signs for all of some divisions: for them, or for one that they lie in."""
    if signer.division is None:
        return True
    above = signer.division.rstrip("0") if signer.division.endswith("00") else signer.division
    return bool(places) and all(place == signer.division or place.startswith(above) for place in places)


def _has_a_say(signer: Signer, places: Sequence[str]) -> bool:
    """What two divisions do together, people of both sign."""
    return covers(signer, places) or any(covers(signer, (place,)) for place in places)


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


def unsigned(pair: Pair, wanted: Iterable[Asked]) -> Iterator[Problem]:
    """G2 for everything that is not signed by all whom it needs."""
    rule = RULES["G2"]
    for each in wanted:
        if not each.missing and not each.unseen:
            continue
        what = each.what
        message = f"还没有签：{_lacking(pair, each)}（要 {len(what.roles)} 个人各签一审）"
        hint = "请在合并以前由这几审的人在平台上点“批准”；一个人只算一审，提交的人自己不算"
        if what.entry is None:
            yield Problem(what.path, 1, 1, rule.id, rule.severity, message, hint)
        else:
            yield rule.at(what.entry, message, hint)


def _lacking(pair: Pair, each: Asked) -> str:
    """Roles; and where others have them already, the divisions that were left out."""
    if each.missing:
        return "、".join(each.missing)
    return "、".join(f"{place_name(pair, place)}的人（哪一审都可以）" for place in each.unseen)


def place_name(pair: Pair, division: str) -> str:
    """What a division is called."""
    federation = pair.ruling.federation
    if federation is None or division == federation.fields.code:
        return "本会"
    return next((each.label for each in federation.fields.divisions if each.code == division), division)


def strangers(pair: Pair, author: str) -> Iterator[Problem]:
    """G3 for every record that somebody hands in for a division that is not hers, or takes from one."""
    signers = signers_of(pair)
    own = [each for each in signers if _account(each.account) == _account(author)]
    if not author or not signers:
        return
    for each in signable(pair, waiting=True):
        if each.entry is None or each.kind in {"brands", "pages"}:
            continue
        if not own:
            message = "投稿的账号没有登记在 signers，不知道是不是这支队伍或上级的人"
            yield RULES["G3"].at(
                each.entry, message, "请向队伍核实是谁投的稿；常投稿的人可以登记到 federation.yml 的 signers"
            )
        elif not _belongs(own, each):
            message = "投稿的账号是另一个县（市、区）的"
            yield RULES["G3"].at(each.entry, message, "请向队伍核实；由这支队伍所在的县（市、区）或上级的人来投")


def _belongs(own: Sequence[Signer], what: Signable) -> bool:
    """Whether somebody hands in what is hers: of what several do together one is enough, but none is put out or in."""
    moved = set(what.before) ^ set(what.after) if what.before and what.after else set()
    if any(not any(covers(signer, (place,)) for signer in own) for place in moved):
        return False
    sides = [places for places in (what.before, what.after) if places]
    return all(any(_has_a_say(signer, places) for signer in own) for places in sides)


def levelled(pair: Pair, problems: Iterable[Problem]) -> list[Problem]:
    """As the federation has set these rules where the proposal wants to go."""
    federation = pair.ruling.federation
    levels = {each.id: each.level for each in (federation.fields.rules if federation else ()) if each.level}
    left = []
    for problem in problems:
        level = levels.get(problem.rule, problem.severity)
        if level != "off":
            left.append(replace(problem, severity=level))
    return left


def signatures(pair: Pair, wanted: Iterable[Asked]) -> Section:
    """Which roles are missing, and who has them."""
    section = Section("还要谁签")
    listed = signers_of(pair)
    for each in wanted:
        what = each.what
        name = (*_called(pair, what), code(what.path))
        state = f"：还缺 {_lacking(pair, each)}" if each.missing or each.unseen else "：都签了"
        section.add(*name, said(state if not what.goes else f"（不再刊登）{state}"))
        for role in each.missing if listed else ():
            who = [one.account for one in listed if role in one.roles and _has_a_say(one, what.places)]
            section.add(said(f"{role}："), _accounts(who, "federation.yml 的 signers 里没有登记这一审的人"), inner=True)
        for place in each.unseen if listed and len(what.places) > 1 else ():
            who = [one.account for one in listed if covers(one, (place,))]
            told = said(f"其中要有{place_name(pair, place)}的人：")
            section.add(told, _accounts(who, "没有登记"), inner=True)
    if section.lines:
        section.note = "每一审由不同的人签，提交的人自己不算。签字就是在平台上批准这次合并。"
        section.note += "" if listed else "谁可以签，还没有登记在 federation.yml 的 signers 里。"
    return section


def _called(pair: Pair, what: Signable) -> tuple[Span, ...]:
    if what.entry is None:
        return (said("本会的登记 "),)
    return said(f"{CALLED[what.kind]} "), titled(pair, what.entry), said(" ")


def _accounts(accounts: Iterable[str], nobody: str) -> Span:
    names = "、".join(dict.fromkeys(each.removeprefix("@") for each in accounts))
    return code(names) if names else said(nobody)
