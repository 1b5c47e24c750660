"""A register of strange records: none is wrong, each is hard on a page."""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from tests import tiny
from tests.built import BUILD, run

LONG_TITLE = (
    "姐妹们从清早一直忙到天黑，把三条街、五个院子、七户人家、九位"
    "老人的事一件一件都办妥了，末了还在灯下把账一笔笔对清，约好下"
)
UYGHUR = "ئاياللار پىدائىيلىرى يېزىغا كەلدى"
RARE = "𠮷祥里的𡈽灶台与㑇𠱁阿婆"
ONE_WORD = "https://www.example.org/" + "abcdefghijklmnopqrstuvwxyz" * 4
NAMES = {
    "no-photo": "没有照片的一天",
    "long": LONG_TITLE,
    "uyghur": f"{UYGHUR}（进村）",
    "rare": RARE,
    "one": "只有一张照片",
    "sixty": "六十张照片",
    "portrait": "竖着的头图",
    "panorama": "很宽的头图",
    "word": "一个拆不开的长词",
}
"""Folder below ``activities/2024`` → title."""
_SHAPES = {"one": [(900, 600)], "portrait": [(600, 1400), (900, 600)], "panorama": [(1600, 320), (600, 900)],
           "sixty": [(900, 600), (600, 900), (800, 800), (1200, 500)] * 15, "long": [(900, 600)],
           "uyghur": [(900, 600)], "rare": [(600, 900)], "word": [(900, 600)]}  # fmt: skip


def _picture(number: int, size: tuple[int, int]) -> bytes:
    """A picture that tells top from bottom and its number apart from the others."""
    wide, high = size
    image = Image.new("RGB", size, (250, 235, 215))
    draw = ImageDraw.Draw(image)
    for row in range(0, high, 4):
        draw.rectangle((0, row, wide, row + 4), fill=(200 - row * 90 // high, 120 + number * 37 % 100, 150))
    draw.ellipse((wide * 0.35, high * 0.15, wide * 0.65, high * 0.15 + wide * 0.3), fill=(163, 25, 91))
    draw.rectangle((wide * 0.3, high * 0.6, wide * 0.7, high * 0.95), fill=(38, 22, 31))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return out.getvalue()


def write(root: Path) -> Path:
    """The tiny register with the strange stories, a team and a brand line of which nothing is told."""
    facts = tiny.FEDERATION.replace(
        "campaigns:", "  - {id: kongbai, name: 还没有开始的品牌, motto: 万事开头难}\ncampaigns:"
    )
    files = {
        "teams/federation.yml": facts,
        "content/brands/kongbai.md": "---\nname: 还没有开始的品牌\nsummary: 万事开头难\n---\n",
        "teams/yexian/wu/team.yml": tiny.team("叶县没有活动的巾帼志愿服务小队", "小队", "任店镇妇联", "410422", 5),
        "content/projects/kong.md": (
            "---\ntitle: 没有活动也没有照片的项目\nbrand: 维权维稳\nteams: [yexian/wu]\nsince: 2024-01\n"
            "summary: 刚刚立项\n---\n"
        ),
    }
    for number, (folder, title) in enumerate(NAMES.items(), 1):
        shapes = _SHAPES.get(folder, [])
        photos = "".join(
            f"  - {{file: {each:02}.jpg, alt: 院子一角{each}, caption: 第{each}张, people: none}}\n"
            for each in range(1, len(shapes) + 1)
        )
        body = f"{UYGHUR}\n\n{RARE}\n" if folder in {"uyghur", "rare"} else "姐妹们忙了一天。\n"
        body += f"\n{ONE_WORD}\n" if folder == "word" else ""
        story = f"activities/2024/{600 + number:04}-{folder}"
        written = f"'{title}'"
        files[f"{story}/report.md"] = tiny.report(
            written, f"2024-06-{number:02}", f"photos:\n{photos}" if photos else "", body=body,
            brand="维权维稳" if folder == "no-photo" else "助困关爱",
        )  # fmt: skip
        for each, shape in enumerate(shapes, 1):
            (root / story).mkdir(parents=True, exist_ok=True)
            (root / story / f"{each:02}.jpg").write_bytes(_picture(each, shape))
    return tiny.with_theme(tiny.write(root, files))


@lru_cache
def strange_site() -> Path:
    """The strange register, built once."""
    root = Path(tempfile.mkdtemp(prefix="jinguo-strange-")).resolve()
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    done = run(write(root), *BUILD)
    assert done.returncode == 0, done.stderr
    return root / "site"


def address(folder: str) -> str:
    """Address of a strange story's page."""
    return f"activities/2024/{600 + list(NAMES).index(folder) + 1:04}-{folder}.html"
