"""The tiny register with photographs of a real face in one story."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli.main import jinguo
from tests import tiny
from tests.portraits import portrait, row, saved, street

STORY = tiny.STORY
FOLDER = "activities/2024/0305-leifeng"
REPORT = f"{FOLDER}/report.md"
PHOTOS = """\
photos:
  - {file: 01.jpg, alt: 院子里的老人, people: none}
  # 这一张要小心
  - file: 02.jpg
    alt: 三位志愿者
    people: [c-2024-0001, c-2024-0004]
  - {file: 03.jpg, alt: 街道, people: none}
"""


def faced(root: Path, photos: str = PHOTOS) -> Path:
    """Write it: one face where the record says nobody, three where it says two, none in the third."""
    more = f"{photos}project: linli\ncampaign: xueleifeng\n"
    tiny.write(root, {REPORT: tiny.report("看望独居老人", "2024-03-05", more)})
    for name, image in (("01.jpg", portrait()), ("02.jpg", row(3)), ("03.jpg", street())):
        (root / FOLDER / name).write_bytes(saved(image))
    return root


def photos(root: Path, *words: str) -> Result:
    """Run ``jinguo photos``."""
    return CliRunner().invoke(jinguo, ["photos", *words, "--root", str(root)])
