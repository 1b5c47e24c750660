"""The one door through which clear text leaves."""

from __future__ import annotations

import io
import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import msoffcrypto
import pytest
import xlsxwriter

from generator.sealed.deliver import LOG, Contents, Order, deliver, prepare
from generator.sealed.passwords import with_password
from generator.sealed.refused import Refused

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
SECRET = "荷塘月色-2026"  # noqa: S105 -- of a test


def workbook() -> bytes:
    """A tiny xlsx."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.add_worksheet().write_string(0, 0, "王样荷")
    book.close()
    return data.getvalue()


@pytest.mark.parametrize(
    ("order", "names", "told"),
    [
        (Order("名册", Path("private"), full=True, reason=" "), ["a.xlsx"], "要写明理由"),
        (Order("名册", Path("private"), password=SECRET[:5]), ["a.xlsx"], "至少要 8 个字符"),
        (Order("名册", Path("private"), password=SECRET), ["a.csv"], "只能加在 Excel 和 Word"),
        (Order("名册", Path("site")), ["a.xlsx"], "会公开或进入 git"),
    ],
    ids=["no reason", "short password", "nothing to lock", "public folder"],
)
def test_refused_before_anything_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: Order, names: list[str], told: str
) -> None:
    """The folder is not even made."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused, match=told):
        prepare(tmp_path, order, names)
    assert list(tmp_path.iterdir()) == []


def test_files_are_private_and_noted(tmp_path: Path) -> None:
    """0700, 0600, and a line that says who, what and how many, but no value."""
    order = Order("名册", tmp_path / "private", full=True, reason=" 投保 ")
    folder = prepare(tmp_path, order, ["a.csv"])
    contents = Contents(("xinhua",), ("姓名",), {"rows": 1})
    (path,) = deliver(folder, {"a.csv": "王样荷".encode()}, order, contents, NOW)
    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, path, folder / LOG)] == [0o700, 0o600, 0o600]
    noted = json.loads((folder / LOG).read_text(encoding="utf-8"))
    assert {key: noted[key] for key in ("what", "files", "teams", "values", "reason", "rows", "password")} == {
        "what": "名册", "files": ["a.csv"], "teams": ["xinhua"], "values": "full", "reason": "投保", "rows": 1,
        "password": False,
    }  # fmt: skip
    assert "王样荷" not in (folder / LOG).read_text(encoding="utf-8")


def test_with_a_password_only_what_carries_one_is_written(tmp_path: Path) -> None:
    """The csv would lie there open; the password itself is nowhere."""
    order = Order("名册", tmp_path / "private", password=SECRET)
    folder = prepare(tmp_path, order, ["a.xlsx", "a.csv"])
    deliver(folder, {"a.xlsx": workbook(), "a.csv": "王样荷".encode()}, order, Contents(), NOW)
    assert sorted(path.name for path in folder.iterdir()) == ["a.xlsx", LOG]
    locked = (folder / "a.xlsx").read_bytes()
    assert SECRET not in repr(order) + (folder / LOG).read_text(encoding="utf-8")
    assert "王样荷".encode() not in locked
    assert not locked.startswith(b"PK")


def test_the_password_opens_it() -> None:
    """And no other one does."""
    data = workbook()
    locked = msoffcrypto.OfficeFile(io.BytesIO(with_password(data, SECRET)))
    locked.load_key(password=SECRET, verify_password=True)
    plain = io.BytesIO()
    locked.decrypt(plain)
    assert plain.getvalue() == data
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        locked.load_key(password=SECRET + "x", verify_password=True)
