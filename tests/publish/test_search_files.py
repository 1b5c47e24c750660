"""The leak check opens the packed files of the search and reads them as it reads pages."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from generator.publish.leaks import Allowed, Forbidden, read_as_stranger
from generator.publish.search_files import FOREIGN, UNREADABLE
from generator.search.index import search_files
from generator.search.records import Findable

MOBILE = "13000000000"
FORBIDDEN = Forbidden.sealed({"张样兰": "姓名", "甲街道样例小区3号楼": "住址"})
MARKER = b"pagefind_dcd"


def site(root: Path, *found: Findable) -> Path:
    """The search of some records as a site."""
    return written(root, search_files(found))


def written(root: Path, files: dict[str, bytes]) -> Path:
    """Files as a site."""
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def said(root: Path) -> set[str]:
    """What the check says of a site."""
    return {leak.message for leak in read_as_stranger(root, Allowed(), FORBIDDEN)}


def found(title: str = "看望老人", text: str = "", *facts: tuple[str, str]) -> Findable:
    """A record."""
    return Findable("活动", title, "activities/2024/0305-x.html", facts, text)


def test_clean_records_give_nothing(tmp_path: Path) -> None:
    """Figures of separate fields, hotlines and names cut by punctuation are no leaks, nor are Pagefind's own files."""
    facts = (("人数", "138"), ("户数", "0013"), ("次数", "8000"), ("队伍", "小队 1"), ("来源", "39012345678"))
    text = "服务 1,380 人次，热线 12338、0375-2612338。姓张，样兰花开。"
    assert said(site(tmp_path, found("第 13 期", text, *facts), found("00 138 场"))) == set()


@pytest.mark.parametrize("where", ["title", "text", "fact"])
@pytest.mark.parametrize(
    ("secret", "message"),
    [
        (MOBILE, "有手机号码"),
        ("130 0000 0000", "有手机号码"),
        ("１３０００００００００", "有手机号码"),
        ("someone@example.org", "有没有列为公开的电子邮箱"),
        ("张样兰", "有密封资料的原文（姓名）"),
        ("甲街道样例小区3号楼", "有密封资料的原文（住址）"),
    ],
)
def test_a_record_is_read_like_a_page(tmp_path: Path, where: str, secret: str, message: str) -> None:
    """Whatever may stand on no page may stand in no record, in whichever field."""
    record = {
        "title": found(secret),
        "text": found(text=f"前文{secret}后文"),
        "fact": found("题", "", ("来源", secret)),
    }[where]
    assert said(site(tmp_path, record)) == {message}


def test_the_value_is_never_repeated(tmp_path: Path) -> None:
    """The check names the file, not what it found."""
    leaks = read_as_stranger(site(tmp_path, found(text=MOBILE)), Allowed())
    assert len(leaks) == 1
    assert re.fullmatch(r"search/[a-p]{10}/fragment/[^/]+", leaks[0].path)
    assert MOBILE not in str(leaks[0])


@pytest.mark.parametrize("suffix", ["pf_fragment", "pf_index", "pf_meta", "pagefind"])
@pytest.mark.parametrize(
    "content",
    [b"", b"text", gzip.compress(b"no marker"), gzip.compress(MARKER + b"{}")[:-9], MARKER + b"{}"],
    ids=["empty", "plain", "no marker", "cut", "not packed"],
)
def test_what_cannot_be_opened_is_a_leak(tmp_path: Path, suffix: str, content: bytes) -> None:
    """A file that nobody can read is not published."""
    assert said(written(tmp_path, {f"search/x.{suffix}": content})) == {UNREADABLE}


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        ("pf_fragment", b"no json"),
        ("pf_index", "张样兰".encode()),
        ("pf_index", b"\x81\x81\x83k13000000000\x80\x80"),
        ("pf_index", b"\x81\x81\x83hABCDEFGH\x80\x80"),
    ],
)
def test_an_index_holds_tokens_and_numbers_only(tmp_path: Path, suffix: str, content: bytes) -> None:
    """Any other text in a chunk, or a record that is no record, is a leak."""
    assert said(written(tmp_path, {f"search/x.{suffix}": gzip.compress(MARKER + content)})) == {UNREADABLE}


def test_a_pair_that_no_record_shows_is_a_leak(tmp_path: Path) -> None:
    """An index of words that are in no record, such as a left-over of a withdrawn page, is found."""
    root = site(tmp_path, found("看望老人"), found("张样兰的故事"))
    for path in root.glob("search/*/fragment/*"):
        if "张样兰" in gzip.decompress(path.read_bytes()).decode():
            path.unlink()
    assert said(root) == {FOREIGN}


def test_packed_files_belong_into_the_search_only(tmp_path: Path) -> None:
    """Elsewhere the same file is one that does not belong on the site; a hidden record in it is not read further."""
    record = gzip.compress(MARKER + json.dumps({"url": "x"}).encode())
    assert any("不该出现" in message for message in said(written(tmp_path, {"photos/x.pf_fragment": record})))


def test_a_link_out_of_the_search_is_a_leak(tmp_path: Path) -> None:
    """A packed file is a file of its own."""
    record = tmp_path / "outside.pf_fragment"
    record.write_bytes(gzip.compress(MARKER + b"{}"))
    (tmp_path / "site" / "search").mkdir(parents=True)
    (tmp_path / "site" / "search" / "x.pf_fragment").symlink_to(record)
    assert said(tmp_path / "site") == {UNREADABLE}
