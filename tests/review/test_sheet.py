"""What stands on the review sheet, and that it is one file that asks for nothing."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from generator.checks.photos import photographs
from generator.checks.run import check
from generator.console import Recorded
from generator.photos.faces import finder
from generator.review.gather import Desk, sheet
from generator.review.paper import html
from generator.review.people import persons
from generator.review.views import PhotoView, SheetView, worst
from tests.browsing import chromium
from tests.faced import FOLDER, PHOTOS, faced

TODAY = dt.date(2026, 11, 21)


def reviewed(root: Path) -> SheetView:
    """The sheet of the story with faces."""
    finds = finder(root)
    names = ("01.jpg", "02.jpg", "03.jpg")
    faces = finds.count({f"{FOLDER}/{name}": root / FOLDER / name for name in names})
    library, problems = check(root, TODAY, processes=1, faces=faces)
    listed = [each for each in photographs(library) if each[0].folder == FOLDER]
    return sheet(Desk(library, problems, TODAY, finds, ""), "看望", listed, Recorded())


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> SheetView:
    """Looked at once."""
    return reviewed(faced(tmp_path_factory.mktemp("reviewed") / "r"))


def said(photo: PhotoView) -> str:
    """All remarks of a photograph."""
    return "\n".join(f"{each.rule} {each.text}" for each in photo.remarks)


def test_faces_are_held_against_what_is_declared(view: SheetView) -> None:
    """None with a face, and fewer consents than faces, want an eye; a street does not."""
    one, three, street = view.photos
    assert "写的是 none，程序找到 1 张脸" in said(one)
    assert "同意书只有 2 份，程序找到 3 张脸" in said(three)
    assert [len(photo.frames) for photo in view.photos] == [1, 3, 0]
    assert "脸" not in said(street)


def test_consents_say_how_they_stand(view: SheetView) -> None:
    """Each of its own."""
    assert [(person.consent, person.holds) for person in view.photos[1].persons] == [
        ("c-2024-0001", True),
        ("c-2024-0004", False),
    ]
    assert view.photos[1].persons[1].state == "范围不含肖像"


def test_problems_stand_at_their_photograph(view: SheetView) -> None:
    """P8 of the second photograph is not told of the others."""
    assert ["P8" in said(photo) for photo in view.photos] == [False, True, False]


def test_photographs_on_one_line_are_told_apart(tmp_path: Path) -> None:
    """A list in brackets puts all of them on the same line."""
    entries = ["{file: 01.jpg, alt: 院子, people: none}", "{file: 02.jpg, alt: 三人, people: [c-2024-0004]}"]
    view = reviewed(faced(tmp_path / "r", f"photos: [{', '.join(entries)}]\n"))
    assert ["P8" in said(photo) for photo in view.photos] == [False, True]


@pytest.mark.parametrize(("minors", "level"), [("true", "error"), ("false", "warning")])
def test_a_face_in_a_blurred_photograph(tmp_path: Path, minors: str, level: str) -> None:
    """It is grave where there are children: nothing but that word lets the photograph pass."""
    entry = f"photos: [{{file: 01.jpg, alt: 孩子, people: none, minors: {minors}, blurred: true, checked: true}}]\n"
    (photo,) = reviewed(faced(tmp_path / "r", entry)).photos
    (remark,) = [each for each in photo.remarks if "写了已经打码" in each.text]
    assert remark.level == level


STATES = {
    "{scope: [portrait], given: 2024-01-01}": "有效",
    "{scope: [portrait], given: 2024-01-01, expires: 2027-01-01, guardian: true}": (
        "有效，到 2027-01-01 为止（监护人签署）"
    ),
    "{scope: [portrait], given: 2024-01-01, expires: 2026-01-01}": "2026-01-01 已到期",
    "{scope: [portrait], given: 2024-01-01, withdrawn: 2026-02-01}": "2026-02-01 已撤回",
    "{scope: [portrait], given: 2027-01-01}": "2027-01-01 才开始",
    "{scope: [name], given: 2024-01-01}": "范围不含肖像",
    "{scope: [portrait], channels: [wechat], given: 2024-01-01}": "渠道不含网站",
}


@pytest.mark.parametrize(("consent", "state"), STATES.items())
def test_every_state_of_a_consent(tmp_path: Path, consent: str, state: str) -> None:
    """In words that say why."""
    root = faced(tmp_path / "r")
    with (root / "teams/consents.yml").open("a", encoding="utf-8") as file:
        file.write(f"c-2024-0009: {consent}\n")
    report = root / FOLDER / "report.md"
    report.write_text(report.read_text(encoding="utf-8").replace("c-2024-0004", "c-2024-0009"), encoding="utf-8")
    library, _ = check(root, TODAY, processes=1)
    entry, photo, _ = [each for each in photographs(library) if each[0].folder == FOLDER][1]
    assert persons(library, entry, photo, TODAY)[1].state == state


def test_the_summary_counts_photographs(view: SheetView) -> None:
    """Not problems: a photograph with three mistakes is one."""
    assert view.summary.startswith("3 张，")
    assert view.count("error") + view.count("warning") + view.count("fine") == 3
    assert worst([]) == "fine"
    assert worst(["fine", "warning"]) == "warning"


def test_the_file_asks_for_nothing(view: SheetView) -> None:
    """No script, no address but data, and a policy that forbids others."""
    text = html(view)
    assert "default-src 'none'" in text
    assert "<script" not in text
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", text)


def test_texts_cannot_break_out(tmp_path: Path) -> None:
    """What somebody wrote into a record stays text."""
    alt = '"\'<img src=x onerror=alert(1)>"'
    text = html(reviewed(faced(tmp_path / "r", PHOTOS.replace("三位志愿者", alt))))
    assert "<img src=x" not in text


@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_every_window(view: SheetView, tmp_path: Path, width: int) -> None:
    """Nothing is cut off, nothing is asked for, nothing is complained of."""
    file = tmp_path / "sheet.html"
    file.write_text(html(view), encoding="utf-8")
    faults: list[str] = []
    asked_for: list[str] = []
    with chromium() as browser:
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.on("console", lambda message: faults.append(message.text))
        page.on("request", lambda asked: asked_for.append(asked.url))
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator(".frame").count() == 4
    assert faults == []
    assert [url for url in asked_for if not url.startswith("data:")] == [file.as_uri()]
