"""The same file under two entries: both say the same of it, or nobody knows what is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.run import check
from generator.photos.copies import copies
from generator.records.library import load
from generator.withdrawal.register import borne
from tests import tiny
from tests.conftest import TODAY

STORY = "activities/2024/0501-x"
ORIGINAL = "content/volunteers/wang-he/01.jpg"


def said(root: Path, entry: str, digest_of: str = f"{tiny.STORY}/02.jpg") -> list[str]:
    """What rule I15 says of a register with one more story, whose photograph is a copy."""
    tiny.write(root, {f"{STORY}/report.md": tiny.report("院子", "2024-05-01", f"photos: [{{file: 9.jpg, {entry}}}]\n")})
    (root / STORY / "9.jpg").write_bytes((root / digest_of).read_bytes())
    return [each.message for each in check(root, TODAY, processes=1)[1] if each.rule == "I15"]


@pytest.mark.parametrize(
    ("entry", "keys"),
    [
        ("alt: 院子, people: [c-2024-0001]", ""),
        ("alt: 院子, people: [c-2024-0001], minors: false, home: false", ""),
        ("alt: 院子, people: none", "people"),
        ("alt: 院子, people: [c-2024-0002]", "people"),
        ("alt: 院子, people: [c-2024-0001], minors: true", "minors"),
        ("alt: 院子, people: none, blurred: true", "people、blurred"),
        ("alt: 院子, people: [c-2024-0001], home: true", "home"),
        ("alt: 院子, people: [c-2024-0001], householder: c-2024-0001", "householder"),
    ],
)
def test_copies_are_described_alike(tmp_path: Path, entry: str, keys: str) -> None:
    """Each key that differs is named; what is not written means the same as “false”."""
    found = said(tmp_path, entry)
    assert len(found) == bool(keys)
    assert all(f"，{keys} 写得不一样" in each for each in found)


@pytest.mark.parametrize(("people", "fits"), [("[c-2024-0001]", True), ("none", False)])
def test_a_portrait_used_again(tmp_path: Path, people: str, *, fits: bool) -> None:
    """A portrait is of whom its page is about, whether it says so or not."""
    assert (said(tmp_path, f"alt: 院子, people: {people}", ORIGINAL) == []) == fits


def test_copies_are_found_by_their_bytes(tmp_path: Path) -> None:
    """Weight alone is no proof, links and missing files have no copies, and what is wanted is none of itself."""
    for name, data in {"a": b"12", "b": b"12", "c": b"21", "d": b"123"}.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "link").symlink_to(tmp_path / "a")
    names = ["a", "b", "c", "d", "link", "gone", "no\0name"]
    assert copies(tmp_path, ["a", "gone"], names) == {"b": "a"}
    assert copies(tmp_path, [], names) == {}
    assert copies(tmp_path, ["link", "gone"], names) == {}


def test_a_withdrawal_lists_copies(tmp_path: Path) -> None:
    """The same file under another name shows her too, whatever is written there; so does one that nobody names."""
    again, loose = "activities/2024/0412-hunyin/01.jpg", "content/projects/linli/x.jpg"
    tiny.write(tmp_path)
    (tmp_path / loose).parent.mkdir(parents=True)
    for path in (again, loose):
        (tmp_path / path).write_bytes((tmp_path / ORIGINAL).read_bytes())
    held = borne(load(tmp_path)[0], "c-2024-0001", TODAY)
    assert set(held.masters) == {ORIGINAL, f"{tiny.STORY}/02.jpg", again, loose}
    told = [each.path for each in held.places if "是同一张，也不再显示" in each.what]
    assert told == ["activities/2024/0412-hunyin/report.md", loose]
