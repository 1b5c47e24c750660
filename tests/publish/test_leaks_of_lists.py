"""The leak check takes the list of a release for what it is: no more than the files say, and no number in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import personal
from generator.publish.leaks import UNLISTED, Allowed, read_as_stranger
from generator.publish.manifest import NAME, File, Manifest, measure, write

MOBILE = "1" + "3800138" + "000"
NUMBER = f"a{MOBILE}b"


def found(site: Path) -> list[str]:
    """What the leak check says."""
    return [str(leak) for leak in read_as_stranger(site, Allowed())]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages with its list."""
    (tmp_path / "a.html").write_text("<p>甲</p>", encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>乙</p>", encoding="utf-8")
    write(tmp_path, measure(tmp_path, "0" * 40, "https://example.org/"))
    return tmp_path


def test_a_true_list_is_no_leak(site: Path) -> None:
    """Thousands of digests hold runs of digits that look like numbers of people."""
    assert found(site) == []


def test_digests_are_no_numbers(tmp_path: Path) -> None:
    """The law is not empty: a page whose digest reads like a mobile number exists, and passes."""
    texts = (f"<p>{number}</p>".encode() for number in range(2_000_000))
    for text in texts:
        (tmp_path / "a.html").write_bytes(text)
        write(tmp_path, measure(tmp_path))
        if personal.find((tmp_path / NAME).read_text(encoding="utf-8")):
            break
    else:
        pytest.fail("no such page")
    assert found(tmp_path) == []


@pytest.mark.parametrize("name", ["a.html", "c.html", "sub/d.html"])
def test_whatever_is_changed_afterwards_is_a_leak(name: str, site: Path) -> None:
    """A page that says something else, and a page that nobody built."""
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("<p>改过</p>", encoding="utf-8")
    assert found(site) == [f"{NAME}: G13: {UNLISTED}"]


def test_what_has_gone_is_told(site: Path) -> None:
    """A list may not speak of pages that are not there: their names are all that is left of them."""
    (site / "b.html").unlink()
    assert found(site) == [f"{NAME}: G13: {UNLISTED}"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", f'{{"note": "{NUMBER}"}}', "\x00"])
def test_another_file_of_that_name_is_a_leak(text: str, site: Path) -> None:
    """Whatever stands in it, it is not the list, and nothing of it is repeated."""
    (site / NAME).write_text(text, encoding="utf-8")
    assert found(site) == [f"{NAME}: G13: {UNLISTED}"]


def test_a_list_deeper_down_is_a_file_like_any_other(site: Path) -> None:
    """Only at the top of a site is it a list of ours."""
    (site / "sub").mkdir()
    (site / "sub" / NAME).write_text(f'{{"x": "{MOBILE}"}}', encoding="utf-8")
    write(site, measure(site))
    assert found(site) == [f"sub/{NAME}: G13: 有手机号码"]


def test_names_in_a_list_are_names_of_files(site: Path) -> None:
    """A number in the name of a file is found once, as a name, and not repeated."""
    (site / f"{MOBILE}.html").write_text("<p>丙</p>", encoding="utf-8")
    write(site, measure(site))
    assert found(site) == ["（隐去的文件名）.html: G13: 文件名里有手机号码"]


def test_the_address_is_read(site: Path) -> None:
    """It is the only text of a list that no file says."""
    write(site, measure(site, "", f"https://example.org/{MOBILE}/"))
    assert found(site) == [f"{NAME}: G13: 清单里的网址有不能公开的内容"]


def test_a_link_is_no_list(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It may lead to another list tomorrow."""
    other = tmp_path_factory.mktemp("elsewhere") / NAME
    other.write_text(Manifest((File("x.html", 0, "0" * 64),)).text)
    (site / NAME).unlink()
    (site / NAME).symlink_to(other)
    assert any("是一个链接" in line for line in found(site))
