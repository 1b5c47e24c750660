"""The Chinese fonts of this machine, or those that federation.yml names; none is ever fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typst

from generator.prints.faults import PrintError
from generator.prints.glyphs import characters, missing
from generator.problems import did_you_mean
from generator.records.federation import Printing

SANS = (
    "Source Han Sans SC", "Source Han Sans CN", "Noto Sans CJK SC", "Noto Sans SC", "HarmonyOS Sans SC",
    "Alibaba PuHuiTi 3.0", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "DengXian", "STHeiti", "SimHei",
    "FZHei-B01", "FZHei-B01S", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
)  # fmt: skip
"""Free ones first: a poster is published, and many fonts that come with a computer may not be used for that."""
SERIF = (
    "Source Han Serif SC", "Source Han Serif CN", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", "STSong",
    "FZShuSong-Z01", "FZShuSong-Z01S", "FZXiaoBiaoSong-B05", "SimSun", "NSimSun", "AR PL UMing CN",
)  # fmt: skip
PLAIN = "妇女儿童志愿服务海报"
"""A font that lacks one of these is none for us."""
INSTALL = (
    "请装一种中文字体（思源黑体、思源宋体可以免费用于印刷）：Debian、Ubuntu 运行 sudo apt install fonts-noto-cjk，"
    "Windows、macOS 双击字体文件安装；或者把字体文件放进一个文件夹，"
    "在 teams/federation.yml 里写 printing: {folder: 文件夹}"
)
_NORMAL = 400


@dataclass(frozen=True, slots=True)
class Typefaces:
    """What everything is set in: the first name of each kind, and after it whatever else can lend a rare character."""

    sans: tuple[str, ...]
    serif: tuple[str, ...]
    faces: tuple[tuple[str, int], ...]
    """File and number of one face of each of them."""
    found: typst.Fonts = field(repr=False)

    def demand(self, texts: Iterable[str]) -> None:
        """That every character can be printed.

        Raises:
            PrintError: some cannot; they are named with what to do.
        """
        lacking = missing(texts, self.faces)
        if lacking:
            shown = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in lacking[:8])
            more = f" 等 {len(lacking)} 个字" if len(lacking) > 8 else ""  # noqa: PLR2004 - as many as were shown
            raise PrintError(
                f"字体里没有 {shown}{more}，印出来会是空框，没有做 —— 姓名里的生僻字请装字更全的字体"
                "（如思源宋体、方正超大字符集），表情符号请从文字里删掉"
            )


def typefaces(printing: Printing, root: Path, *, system: bool = True) -> Typefaces:
    """The fonts to print with.

    Args:
        printing: what federation.yml asks for.
        root: of the register, which a folder may be relative to.
        system: look at the fonts that are installed.

    Raises:
        PrintError: there is no Chinese font, or not the one that is asked for.
    """
    folders = [_folder(printing.folder, root)] if printing.folder else []
    found = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=list(folders))
    chinese = _chinese(found)
    if not chinese:
        raise PrintError(f"没有找到能用的中文字体 —— {INSTALL}")
    sans = _chosen(printing.sans, "sans", SANS, chinese)
    serif = _chosen(printing.serif, "serif", SERIF, chinese)
    known = [name for name in (*SANS, *SERIF) if name in chinese]
    rest = [name for name in chinese if name not in known and name in {printing.sans, printing.serif}]
    lenders = dict.fromkeys([sans or serif, serif or sans, *known, *rest] if known or rest else list(chinese))
    names = [name for name in lenders if name]
    return Typefaces(
        _first(sans or serif or names[0], names), _first(serif or sans or names[0], names),
        tuple(chinese[name] for name in names), found,
    )  # fmt: skip


def _folder(named: str, root: Path) -> Path:
    folder = root / Path(named).expanduser()
    if not folder.is_dir():
        raise PrintError(f"没有字体文件夹 {folder} —— 请检查 teams/federation.yml 的 printing.folder")
    return folder


def _chinese(found: typst.Fonts) -> dict[str, tuple[str, int]]:
    """Family → its plainest face, of those that can write Chinese; in the order of their names."""
    plainest: dict[str, typst.FontInfo] = {}
    for face in found.fonts():
        best = plainest.get(face.family)
        if face.path and (best is None or _plainness(face) < _plainness(best)):
            plainest[face.family] = face
    told = {name: (str(face.path), face.index) for name, face in sorted(plainest.items())}
    return {name: face for name, face in told.items() if set(map(ord, PLAIN)) <= characters(*face)}


def _plainness(face: typst.FontInfo) -> tuple[bool, int, str, int]:
    return face.style != "normal", abs(face.weight - _NORMAL), str(face.path), face.index


def _chosen(asked: str | None, key: str, known: Sequence[str], chinese: dict[str, tuple[str, int]]) -> str:
    """The one that is asked for, else the first known one that is there; empty where there is none."""
    if asked is None:
        return next((name for name in known if name in chinese), "")
    if asked not in chinese:
        hint = did_you_mean(asked, chinese) or f"可以写：{'、'.join(list(chinese)[:8])}"
        raise PrintError(f"没有中文字体 “{asked}”（teams/federation.yml 的 printing.{key}）—— {hint}")
    return asked


def _first(name: str, names: Sequence[str]) -> tuple[str, ...]:
    return (name, *(each for each in names if each != name))
