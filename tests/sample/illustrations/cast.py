"""The people of the series, picked by number so that every scene is drawn the same each time."""

from __future__ import annotations

from dataclasses import replace

from .anatomy import CHILD, ELDER, ELDER_MAN, MAN, SOFT_WOMAN, TEEN, WOMAN
from .clothes import Outfit
from .figures import Person
from .hair import Hair
from .heads import Face
from .palette import PLUM, SKINS

DARK, BROWN, CHESTNUT, GREY, SILVER = "#2B1D20", "#3D2826", "#553328", "#857C80", "#D3CCC8"

VOLUNTEERS: tuple[tuple[str, str, str, str, str, int], ...] = (
    # style, colour, fringe, cap or glasses, shirt, age
    ("bob", DARK, "part", "", "#F4E8D8", 34),
    ("ponytail", BROWN, "swept", "", "#BFD9E0", 28),
    ("short", BROWN, "part", "cap", "#FFFDFA", 46),
    ("low bun", DARK, "part", "", "#E6D2B5", 42),
    ("perm", CHESTNUT, "part", "", "#B9C7A0", 55),
    ("long", DARK, "middle", "", "#F4E8D8", 25),
    ("bob", CHESTNUT, "bangs", "round", "#D9C7DE", 30),
    ("ponytail", DARK, "bangs", "cap", "#E9B7B4", 23),
    ("short", GREY, "part", "thin", "#DDE5DA", 60),
    ("lob", CHESTNUT, "part", "", "#E0AC4A", 38),
)


def volunteer(i: int, **clothes: str | bool) -> Person:
    """A woman volunteer in the plum vest."""
    style, colour, fringe, extra, shirt, age = VOLUNTEERS[i % len(VOLUNTEERS)]
    trousers = ("#4B4A5C", "#3E5570", "#5A4B44", "#34405F", "#6B6A58")[i % 5]
    person = Person(
        build=SOFT_WOMAN if i % 3 == 2 or age > 50 else WOMAN,
        face=Face(
            skin=SKINS[(i * 3) % 4],
            eyes="dots",
            age=age,
            glasses=extra if extra in ("round", "thin", "square") else "",
            mouth=("smile", "open")[i % 4 == 1],
        ),
        hair=Hair(style, colour, fringe, cap=PLUM if extra == "cap" else ""),
        outfit=Outfit(top=shirt, bottom=trousers, vest=True, shoes=("#F4E8D8", "#3A2A30", "#FFFDFA")[i % 3]),
        height=(1.0, 1.02, 0.97)[i % 3],
    )
    return person.wearing(**clothes) if clothes else person


def volunteer_man(i: int) -> Person:
    """A man who lends a hand, in the vest."""
    return replace(man(i), outfit=Outfit(top=("#F4E8D8", "#BFD9E0")[i % 2], bottom="#3E4458", vest=True))


def elder_woman(i: int) -> Person:
    """An old woman."""
    style, colour, fringe = (
        ("low bun", SILVER, "swept"),
        ("perm", GREY, "part"),
        ("short", SILVER, "part"),
        ("low bun", GREY, "middle"),
        ("short", "#E9E3DE", "swept"),
    )[i % 5]
    top, pattern, print_colour = (
        ("#7D5A73", "flowers", "#E3B6BC"),
        ("#9C4B46", "flowers", "#F0CF9A"),
        ("#5F7B76", "dots", "#D9E4D6"),
        ("#54627F", "flowers", "#E6D2B5"),
        ("#B98958", "checks", "#8A5A3A"),
    )[i % 5]
    return Person(
        build=ELDER,
        face=Face(
            skin=SKINS[(2, 1, 0, 4, 1)[i % 5]],
            eyes="glad",
            age=76,
            glasses=("", "", "thin")[i % 3],
            mouth=("smile", "open")[i % 2],
        ),
        hair=Hair(style, colour, fringe),
        outfit=Outfit(top=top, pattern=pattern, pattern_colour=print_colour, bottom="#453C47", kind="padded"),
        height=0.93,
    )


def elder_man(i: int) -> Person:
    """An old man."""
    fringe = ("receding", "bald", "crop")[i % 3]
    top = ("#50606E", "#6F6250", "#3F4A5E", "#7B7F6A")[i % 4]
    return Person(
        build=ELDER_MAN,
        face=Face(
            skin=SKINS[(4, 2, 1)[i % 3]],
            eyes="glad",
            age=78,
            jaw=0.6,
            glasses=("", "square", "")[i % 3],
            mouth=("open", "smile")[i % 2],
        ),
        hair=Hair("crop", (SILVER, "#E9E3DE", GREY)[i % 3], fringe),
        outfit=Outfit(top=top, kind="jacket", collar="#F4E8D8", bottom="#3F3B45"),
        height=0.97,
    )


def woman(i: int) -> Person:
    """A woman of the town or village, not in the vest."""
    rows = (
        ("lob", DARK, "part", "#CF7A55", "", "", "shirt", 32),
        ("ponytail", BROWN, "swept", "#3F7F82", "", "", "shirt", 36),
        ("bob", CHESTNUT, "part", "#E9C9A8", "checks", "#B5563C", "shirt", 41),
        ("perm", BROWN, "part", "#7C6A8E", "flowers", "#E9B7B4", "shirt", 53),
        ("low bun", DARK, "swept", "#E0AC4A", "", "", "jacket", 38),
        ("long", DARK, "bangs", "#BFD9E0", "stripes", "#5C7693", "shirt", 24),
        ("short", DARK, "part", "#93A765", "dots", "#F4E8D8", "shirt", 48),
        ("braid", BROWN, "part", "#C4606A", "", "", "shirt", 27),
    )
    style, colour, fringe, top, pattern, print_colour, kind, age = rows[i % len(rows)]
    return Person(
        build=SOFT_WOMAN if i % 3 == 0 else WOMAN,
        face=Face(skin=SKINS[(i * 2 + 1) % 5], age=age, mouth=("smile", "open")[i % 3 == 0]),
        hair=Hair(style, colour, fringe),
        outfit=Outfit(
            top=top,
            pattern=pattern,
            pattern_colour=print_colour or "#B5563C",
            kind=kind,
            bottom=("#4B4A5C", "#5C7693", "#6B4A3F", "#3E4458")[i % 4],
            skirt="#7B4A55" if i % 8 == 5 else "",
        ),
        height=(0.99, 1.01, 0.97, 1.03)[i % 4],
    )


def man(i: int) -> Person:
    """A man of the town or village."""
    top, kind = (("#7E95A8", "shirt"), ("#8C7A5E", "jacket"), ("#5E6E5A", "shirt"), ("#A65F4A", "jacket"))[i % 4]
    return Person(
        build=MAN,
        face=Face(
            skin=SKINS[(i + 2) % 5],
            age=(33, 45, 52)[i % 3],
            jaw=0.8,
            glasses=("", "", "square")[i % 3],
            mouth=("smile", "open", "smile")[i % 3],
        ),
        hair=Hair("crop", (DARK, BROWN, DARK)[i % 3], "crop"),
        outfit=Outfit(top=top, kind=kind, bottom=("#3E4458", "#5A4B44")[i % 2], collar="#F4E8D8"),
        height=1.07,
    )


def child(i: int) -> Person:
    """A child of six to ten."""
    rows = (
        ("pigtails", DARK, "bangs", "#E0AC4A", "", True),
        ("crop", DARK, "crop", "#5C8FA3", "stripes", False),
        ("bob", BROWN, "bangs", "#D9737F", "dots", True),
        ("crop", BROWN, "bangs", "#7FA069", "", False),
        ("ponytail", DARK, "bangs", "#B98BC0", "flowers", True),
        ("crop", DARK, "crop", "#CF7A55", "lines", False),
        ("braid", BROWN, "middle", "#6FA8A0", "", True),
    )
    style, colour, fringe, top, pattern, girl = rows[i % len(rows)]
    return Person(
        build=CHILD,
        face=Face(skin=SKINS[(0, 3, 1, 2)[i % 4]], age=8, mouth=("open", "smile")[i % 2]),
        hair=Hair(style, colour, fringe),
        outfit=Outfit(
            top=top,
            pattern=pattern,
            pattern_colour="#FBF1DF",
            bottom=("#4E5B78", "#6B4A3F", "#44505A")[i % 3],
            skirt="#8E5A7A" if girl and i % 2 == 0 and i % 4 else "",
            shoes=("#C4303B", "#F4E8D8", "#34405F")[i % 3],
        ),
        height=(0.64, 0.68, 0.6, 0.7)[i % 4],
    )


def teen(i: int) -> Person:
    """A pupil in a school tracksuit."""
    girl = i % 2 == 0
    return Person(
        build=TEEN,
        face=Face(skin=SKINS[(i * 2) % 4], age=14, glasses="round" if i % 3 == 2 else ""),
        hair=Hair("ponytail" if girl else "crop", DARK, "bangs" if girl else "crop"),
        outfit=Outfit(top="#F2EEE6", kind="jacket", pattern="", collar="#3F7F82", bottom="#2F6A73", shoes="#FFFDFA"),
        height=0.86,
    )


def doctor(i: int) -> Person:
    """A woman in a white coat."""
    base = volunteer((3, 6, 8, 1)[i % 4])
    return replace(base, outfit=Outfit(top="#FBFAF5", kind="coat", collar="#9CC3C0", bottom="#3F7F82", shoes="#F4E8D8"))


def lawyer(i: int) -> Person:
    """A woman in a dark suit."""
    base = volunteer((0, 9, 3)[i % 3])
    return replace(base, outfit=Outfit(top="#3C3A4E", kind="suit", collar="#FFFDFA", bottom="#3C3A4E"))
