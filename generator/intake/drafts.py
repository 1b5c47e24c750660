"""A story that was understood → the files of a draft: what is sure stands plain, the rest asks to be looked at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.console import Console
from generator.drafts.addresses import activity_address, slug
from generator.drafts.text import record_text
from generator.intake.body_captions import Caption, captions
from generator.intake.body_markdown import markdown
from generator.intake.body_private import certainly_clean, public_values, redacted
from generator.intake.delivered import Block, Kept, Piece
from generator.intake.drafts_photos import Photos, photos_of
from generator.intake.drafts_prints import marked, print_of
from generator.intake.drafts_veiled import Veil, lists_of_people, paragraphs_of, veil_of
from generator.intake.guess import LOOSE, SURE, Known, Understood
from generator.intake.guess_all import ask_about_names, understand
from generator.records.kinds import Activity
from generator.records.library import TOP

_UNKNOWN_TOWNSHIP = "待填写"
_NEEDED = frozenset({"title", "date", "place", "teams", "brand", "credits"})
"""Keys without which a report cannot be read at all: a loose guess stays, and says so."""
_ASK = "请核对"
_SAID_ALREADY = "来稿里有电话、身份证号"
"""The same question in other words: one of them is enough."""
_CHILD = re.compile("儿童|孩子|小朋友|(?<!大)学生|宝宝|女童|男童|[女男]孩|少年|幼儿|娃|同学")


@dataclass(frozen=True, slots=True)
class Draft:
    """One story as files of the register."""

    piece: Piece
    address: str
    """Of the activity."""
    files: Mapping[str, bytes]
    understood: Understood
    asked: tuple[str, ...]
    photos: int
    kept: tuple[Kept, ...] = ()
    told: tuple[str, ...] = ()
    print: str = ""

    @property
    def title(self) -> str:
        """As it stands in the draft."""
        return str(self.understood.value("title") or "")


@dataclass(slots=True)
class _Cleaned:
    """Texts on their way into the draft, and what was taken out of them."""

    public: Collection[str]
    veil: Veil
    taken: list[str] = field(default_factory=list)

    def __call__(self, text: str) -> str:
        clean, more = redacted(self.veil(text), self.public)
        self.taken += more
        return clean


def draft_of(piece: Piece, known: Known, folder: Path, console: Console, free: Callable[[str], str] = str) -> Draft:
    """The draft of one story.

    Args:
        piece: what was handed in.
        known: the register and the day.
        folder: for unfinished photographs.
        console: hears of the progress.
        free: makes an address one that nobody else has taken meanwhile.
    """
    understood = understand(piece, known)
    said, blocks = captions(piece, understood.story.blocks)
    lists = lists_of_people(blocks)
    blocks = [each for each in blocks if not any(each is one for rows in lists for one in rows)]
    clean = _Cleaned(public_values(known.federation), _veil(understood, blocks, said, known))
    blocks = [Block(each.kind, clean(each.text), each.picture) for each in blocks]
    if lists:
        understood.ask(
            2, f"来稿里有 {len(lists)} 张人员名单，没有放进草稿：要登记的请用 jinguo roster add 或 service add"
        )
    photos = photos_of(piece, said, folder, console)
    values = _values(understood, known, photos, clean)
    address = free(_address(values, understood, known))
    body = markdown(blocks)
    print_ = print_of(piece)
    told = list(photos.told)
    _ask_about(understood, clean.taken, photos)
    remarks = _remarks(understood, clean) | {"": _head(understood, clean, print_)}
    text, more = certainly_clean(record_text(Activity, values, body, remarks=remarks), clean.public)
    if clean.taken or more:
        kinds = "、".join(dict.fromkeys(re.sub(r"[（）]|已删去", "", each) for each in [*clean.taken, *more]))
        told.append(f"草稿里删去了 {len(clean.taken) + len(more)} 处：{kinds}")
    folder_path = f"activities/{address}"
    files = {f"{folder_path}/report.md": text.encode()}
    files |= {f"{folder_path}/{name}": data for name, data in photos.files.items()}
    asked = tuple(clean(each) for each in understood.asked)
    kept = (*photos.kept, *_unused(piece, lists))
    return Draft(piece, address, files, understood, asked, len(photos.files), kept, tuple(told), print_)


def _unused(piece: Piece, lists: list[list[Block]]) -> list[Kept]:
    """A table of names has no place in a story; whoever needs it finds it in private."""
    reason = "像是人员名单，没有放进草稿"
    return [
        Kept(f"{piece.name} › 名单{number}.txt", "\n".join(each.text for each in rows).encode(), reason)
        for number, rows in enumerate(lists, start=1)
    ]


def _veil(understood: Understood, blocks: list[Block], said: Mapping[int, Caption], known: Known) -> Veil:
    """Whom the draft must not name, and the question about it."""
    texts = [("标题", understood.story.title), *paragraphs_of(blocks)]
    texts += [(f"第 {number + 1} 张照片的图说", each.text) for number, each in sorted(said.items())]
    veil = veil_of(texts, known.library)
    if veil.question:
        understood.ask(0, veil.question)
        ask_about_names(known, understood, veil.names)
    return veil


def _ask_about(understood: Understood, taken: list[str], photos: Photos) -> None:
    if taken:
        understood.questions = [each for each in understood.questions if not each.text.startswith(_SAID_ALREADY)]
        understood.ask(1, "来稿里的电话、邮箱这类资料已经从草稿里删去，要公开的办公电话请自己加回来")
    if photos.files:
        bare = len([each for each in photos.entries if "caption" not in each])
        said = f"（其中 {bare} 张还没有图说）" if bare else ""
        understood.ask(24, f"{len(photos.files)} 张照片{said}里看得到什么（alt）、有没有认得出的人（people）？")
    young = [f"{at}" for at, each in enumerate(photos.entries, start=1) if _CHILD.search(f"{each.get('caption', '')}")]
    if young:
        understood.ask(
            23,
            f"第 {'、'.join(young)} 张照片的图说写到孩子：认得出孩子的，写 minors: true，并要监护人同意书或者打码；"
            "背影、远景这类认不出的，才写 minors: false",
        )
    if not any("credit" in each for each in photos.entries) and photos.files and not understood.value("credits.photo"):
        understood.ask(49, "照片是谁拍的？来稿没有写")


def _values(understood: Understood, known: Known, photos: Photos, clean: _Cleaned) -> dict[str, object]:
    values: dict[str, object] = {"status": "draft"}
    first, last = _days(understood)
    values["title"] = clean(str(understood.value("title")))
    values["date"] = first if first == last else {"from": first, "to": last}
    teams = understood.value("teams")
    listed = teams if isinstance(teams, tuple) else (TOP,)
    values["teams"] = [each or known.federation.levels[0].name for each in listed]
    values["place"] = _place(understood, known, str(listed[0]), clean)
    for key in ("brand", "project", "campaign", "categories", "volunteers", "hours", "kind"):
        guess = understood.guesses.get(key)
        if guess is not None and (guess.confidence != LOOSE or key in _NEEDED):
            values[key] = list(guess.value) if isinstance(guess.value, tuple) else guess.value
    served = understood.guesses.get("served")
    if served is not None and isinstance(served.value, tuple) and served.confidence != LOOSE:
        values["served"] = {"people": served.value[0], "group": served.value[1]}
    credits_ = {key.partition(".")[2]: clean(str(each.value)) for key, each in understood.guesses.items()
                if key.startswith("credits.")}  # fmt: skip
    values["credits"] = credits_
    if photos.entries:
        photographer = credits_.get("photo")
        values["photos"] = [_photo(each, photographer, clean) for each in photos.entries]
    return values


def _photo(entry: Mapping[str, object], photographer: str | None, clean: _Cleaned) -> dict[str, object]:
    known = {"credit": photographer, **entry}
    said = {key: clean(text) if isinstance(text, str) else text for key, text in known.items()}
    return {key: said[key] for key in ("file", "alt", "caption", "credit", "ai") if said.get(key)}


def _days(understood: Understood) -> tuple[dt.date, dt.date]:
    value = understood.value("date")
    if not isinstance(value, tuple):
        raise TypeError("every story has a day")
    return value[0], value[1]


def _place(understood: Understood, known: Known, organiser: str, clean: _Cleaned) -> dict[str, object]:
    guess, spot = understood.guesses.get("place"), understood.value("place.spot")
    if guess is None or not isinstance(guess.value, tuple):
        # the federation's own code: no rule then asks of which division such a township is
        return {"township": _UNKNOWN_TOWNSHIP, "division": known.federation.code}
    code, township = guess.value
    place: dict[str, object] = {"township": township}
    if spot:
        place["spot"] = clean(str(spot))
    entry = known.library.teams.get(organiser)
    if entry is None or entry.fields.division != code:
        place["division"] = code
    return place


def _address(values: Mapping[str, object], understood: Understood, known: Known) -> str:
    """Campaign, project or brand tells stories of one day apart."""
    brand = known.federation.brand(str(values.get("brand")))
    word = str(values.get("campaign") or values.get("project") or (brand.id if brand else ""))
    teams = values["teams"]
    team = str(teams[0]) if isinstance(teams, list) else ""
    return activity_address(known.library, _days(understood)[0], team=team, word=slug(word))


def _remarks(understood: Understood, clean: _Cleaned) -> dict[str, str]:
    """Above each key that is not certain: how sure the program is, and the words that it read."""
    found: dict[str, str] = {}
    for key, guess in understood.guesses.items():
        top = key.partition(".")[0]
        if guess.confidence == SURE or top in found or (guess.confidence == LOOSE and top not in _NEEDED):
            continue
        words = f"，从“{_short(clean(guess.words))}”看出来的" if guess.words else "，来稿里没有写"
        found[top] = f"{_ASK}（{guess.confidence}{words}）"
    if "place" not in understood.guesses:
        found["place"] = f"{_ASK}：来稿没有写在哪个乡镇（街道），填好以后删去 division"
    return found


def _short(words: str) -> str:
    longest = 40
    plain = " ".join(words.split())
    return plain if len(plain) <= longest else f"{plain[:longest]}……"


def _head(understood: Understood, clean: _Cleaned, print_: str) -> str:
    """At the top of the file: the questions that remain, and which story it was made from."""
    asked = [f"{_ASK} {number}：{clean(each)}" for number, each in enumerate(understood.asked, start=1)]
    return "\n".join([*asked, f"{marked(print_)}（核对完，这几行都可以删去）"])
