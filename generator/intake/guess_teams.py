"""Which team held an activity: by its name, its short name, its unit, or the township it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.intake.guess import LIKELY, LOOSE, SURE, Guess, Known, Understood
from generator.records.federation import Federation
from generator.records.kinds import Team
from generator.records.library import TOP, Entry

_ENDING = re.compile(r"(?:巾帼)?(?:志愿者?)?(?:服务)?(?:总队|分队|小队|大队|队)$")
_CALLED = r"(?:巾帼)?(?:志愿者?)?(?:服务)?(?:小队|分队|大队|队)"
_ACTS = re.compile(
    r"(?:联合.{0,20}|会同.{0,20}|携手.{0,20})?(?:组织|开展|举办|联合|发动|带领|主办|牵头|动员|深入|走进|来到|到|在|的?巾帼)"
)
_SHORTEST = 2
_TOP_TEAM = re.compile(r"(?<!分)市(?:巾帼志愿服务)?总队|(?<![\u4e00-\u9fff])总队")
_HEAD_TEAM = re.compile(r"(?<=[、，。和与跟同请邀上县区市])[县区]?(?:巾帼志愿服务)?分队|[县区]分队")
_TOGETHER = re.compile(
    r"联合|会同|携手|协同|一道|共同(?:组织|举办|开展)|邀[上请].{0,12}[队]|[分总小]队.{0,6}[、和与跟].{0,16}[分总小]队"
)
_ANOTHER = re.compile("(?<![该本各])[分总]队")


def guess_teams(known: Known, understood: Understood) -> None:
    """Put ``teams``: addresses, the organiser first."""
    if known.team is not None:
        understood.put("teams", Guess((known.team,), SURE, "--team"))
        return
    text = understood.story.text
    named = _by_name(text, known)
    if named:
        named = _with_those_above(text, named, known)
        sure = SURE if len(named) == 1 and not _others(text, named, known) else LIKELY
        understood.put("teams", Guess(tuple(named), sure, "、".join(named.values())))
        if len(named) > 1:
            said = _names(understood.guesses["teams"], known)
            understood.ask(30, f"有 {len(named)} 支队伍，第一个算组织者，顺序对吗？（{said}）")
        elif sure != SURE:
            understood.ask(31, "来稿像是还写到别的队伍，要不要一起写进 teams？")
        return
    guess = _by_unit(text, known, understood)
    if guess is not None:
        understood.put("teams", guess)
        words = f"（从“{guess.words}”看出来的）" if guess.words else ""
        understood.ask(10, f"队伍是不是 {_names(guess, known)}？{words}")
        return
    guess = _loose(understood, known)
    understood.put("teams", guess)
    understood.ask(3, f"是哪支队伍办的？来稿里看不出来，先写了 {_names(guess, known)}")


def _names(guess: Guess, known: Known) -> str:
    listed = guess.value if isinstance(guess.value, tuple) else ()
    return "、".join(known.library.teams[each].fields.name for each in listed if each in known.library.teams)


def _with_those_above(text: str, named: dict[str, str], known: Known) -> dict[str, str]:
    """县分队 and 市总队 beside a team are those above it."""
    found = {address: (text.find(word), word) for address, word in named.items()}
    top = _TOP_TEAM.search(text)
    if top and TOP in known.library.teams:
        found.setdefault(TOP, (top.start(), top[0]))
    heads = {address.partition("/")[0] for address in named if "/" in address}
    head = _HEAD_TEAM.search(text)
    if head and len(heads) == 1 and (one := heads.pop()) in known.library.teams:
        found.setdefault(one, (head.start(), head[0]))
    return {address: word for address, (_, word) in sorted(found.items(), key=lambda item: item[1][0])}


def _others(text: str, named: dict[str, str], known: Known) -> bool:
    """Whether the text may tell of another team or unit that took part."""
    rest = text
    for address, word in named.items():
        for mine in (known.library.teams[address].fields.name, word):
            rest = rest.replace(mine, "")
    return _TOGETHER.search(rest) is not None or _ANOTHER.search(rest) is not None


def _by_name(text: str, known: Known) -> dict[str, str]:
    """Address → the words, in reading order, of teams whose whole name or its core stands in the text."""
    found: dict[str, tuple[int, str]] = {}
    cores = _cores(known)
    shorter = _short_names(text, known)
    for address, words in cores.items():
        for word in (*words, *shorter.get(address, ())):
            if (at := text.find(word)) >= 0:
                if at < found.get(address, (len(text), ""))[0]:
                    found[address] = at, word
                break
    kept = {
        address: (at, word)
        for address, (at, word) in found.items()
        if not any(word != other and word in other and at >= place for place, other in found.values())
    }
    return {address: word for address, (_, word) in sorted(kept.items(), key=lambda item: item[1][0])}


def _cores(known: Known) -> Mapping[str, tuple[str, ...]]:
    """What a team may be called in full: its name, and for those below the division its name without the ending."""
    listed: dict[str, tuple[str, ...]] = {}
    used: dict[str, int] = {}
    for address, entry in _active(known):
        words = [entry.fields.name]
        core = _ENDING.sub("", entry.fields.name)
        special = _special(entry.fields, known.federation)
        if len(special) >= _SHORTEST and special not in entry.fields.unit:
            words.append(core)
            short = _without_division(core, entry.fields, known.federation)
            words += [short] if short != special else []
        for word in set(words):
            used[word] = used.get(word, 0) + 1
        listed[address] = tuple(dict.fromkeys(words))
    return {address: tuple(each for each in words if used[each] == 1) for address, words in listed.items()}


def _without_division(text: str, team: Team, federation: Federation) -> str:
    division = federation.division(team.division)
    for name in (division.name, division.label) if division else ():
        text = text.removeprefix(name)
    return text


def _special(team: Team, federation: Federation) -> str:
    """What tells a team from others of its place: 爱心陪伴."""
    text = _without_division(_ENDING.sub("", team.name).removeprefix(federation.place), team, federation)
    for township in (team.township or "", (team.township or "").removesuffix("街道")):
        text = text.removeprefix(township) if township else text
    return text


def _short_names(text: str, known: Known) -> dict[str, tuple[str, ...]]:
    """Address → 爱心陪伴小队 as the text has it, where only one team can be meant."""
    found: dict[str, str] = {}
    for address, entry in _active(known):
        special = _special(entry.fields, known.federation)
        match = re.search(rf"{re.escape(special)}{_CALLED}", text) if len(special) >= _SHORTEST else None
        if match:
            found[address] = match[0]
    many = {word for word in found.values() if list(found.values()).count(word) > 1}
    return {
        address: (word,)
        for address, word in found.items()
        if word not in many or _township(known.library.teams[address].fields, text)
    }


def _township(team: Team, text: str) -> bool:
    return bool(team.township and team.township in text)


def _by_unit(text: str, known: Known, understood: Understood) -> Guess | None:
    """Teams by the unit that acts; of a unit with several teams none is taken."""
    units: dict[str, list[str]] = {}
    for address, entry in _active(known):
        for name in _spellings(entry, known.federation):
            units.setdefault(name, []).append(address)
    hits = []
    for name, addresses in units.items():
        at = _stands_alone(text, name, units)
        if at >= 0 and len(addresses) == 1:
            acts = _ACTS.match(text, at + len(name)) is not None
            hits.append((not acts, at, name, addresses[0]))
    if hits:
        _, _, name, address = min(hits)
        return Guess((address,), LIKELY, name)
    for said in (understood.story.credits.get("source", ""), understood.story.piece.sender):
        for name, addresses in sorted(units.items(), key=lambda item: -len(item[0])):
            if said and said.startswith(name) and len(addresses) == 1:
                return Guess((addresses[0],), LIKELY, name)
    return None


def _stands_alone(text: str, name: str, units: Mapping[str, object]) -> int:
    """Where a unit is named that is not part of a longer unit's name; -1 where it is not."""
    longer = [each for each in units if name in each and each != name]
    for match in re.finditer(re.escape(name), text):
        inside = any(text.startswith(each, max(0, match.start() - each.index(name))) for each in longer)
        if not inside:
            return match.start()
    return -1


def _spellings(entry: Entry[Team], federation: Federation) -> set[str]:
    """新华区光明路街道妇联 is also 光明路街道妇联."""
    unit = entry.fields.unit
    short = _without_division(unit, entry.fields, federation)
    place = federation.place
    names = {unit, short if len(short) > 4 else unit}  # noqa: PLR2004
    if unit.startswith("市") and place.endswith("市"):
        names.add(place + unit[1:])
    return names | {each.replace("妇联", "妇女联合会") for each in names}


def _loose(understood: Understood, known: Known) -> Guess:
    """The only team of the township that the text names, the team of the only division, else the top."""
    text = understood.story.text
    active = _active(known)
    near = {address: each.fields.township or "" for address, each in active if _township(each.fields, text)}
    if len(near) == 1:
        return Guess(tuple(near), LOOSE, next(iter(near.values())))
    listed = known.federation.divisions
    named = [each for each in listed if each.name in text or any(town in text for town in each.townships)]
    if len(named) == 1:
        for address, entry in active:
            if entry.fields.division == named[0].code and "/" not in address and address != TOP:
                return Guess((address,), LOOSE, named[0].name)
    return Guess((TOP,), LOOSE)


def _active(known: Known) -> list[tuple[str, Entry[Team]]]:
    return [(address, each) for address, each in known.library.teams.items() if each.fields.status != "disbanded"]
