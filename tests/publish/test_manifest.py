"""The list that is a release: its id is the digest of all else, and nothing in it can be changed unnoticed."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.manifest import NAME, File, Manifest, ManifestError, changes, measure, plain, read, write

COMMIT = "0123456789abcdef0123456789abcdef01234567"
DIGEST = hashlib.sha256(b"x").hexdigest()
NAMES = st.text("abc.Z-中/ ", min_size=1, max_size=12).filter(lambda name: plain(name) and name != NAME)
FILES = st.dictionaries(NAMES, st.binary(max_size=8), max_size=6)


def listed(files: dict[str, bytes], commit: str = COMMIT, url: str = "") -> Manifest:
    """The list of files in memory."""
    made = (File(path, len(data), hashlib.sha256(data).hexdigest()) for path, data in files.items())
    return Manifest(tuple(sorted(made)), commit, url)


@given(FILES)
def test_a_list_is_read_back(files: dict[str, bytes]) -> None:
    """What is written says the same when it is read."""
    manifest = listed(files, url="https://example.org/")
    assert read(manifest.text.encode()) == manifest
    assert read(manifest.text.encode()).id == manifest.id


@given(FILES, st.data())
def test_no_byte_can_be_changed(files: dict[str, bytes], data: st.DataObject) -> None:
    """Whatever is put in its place, a changed list is refused."""
    text = listed(files).text.encode()
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != text[at]))
    with pytest.raises(ManifestError):
        read(text[:at] + bytes([other]) + text[at + 1 :])


@given(FILES, FILES)
def test_two_sites_have_two_ids(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Ids are equal where all files are, and only there; the commit and the address count as well."""
    assert (listed(one).id == listed(other).id) == (one == other)
    assert listed(one).id != listed(one, "").id
    assert listed(one).id != listed(one, url="https://example.org/").id


@pytest.mark.parametrize(
    "path", ["../x.html", "/x.html", "a//b.html", "a/./b.html", "a\\b.html", "a\nb.html", "", "a/\x1b[31m.html", NAME]
)
def test_a_list_leads_nowhere_else(path: str) -> None:
    """Paths that leave the folder, steer a terminal or name the list itself are refused, with a true id."""
    with pytest.raises(ManifestError):
        read(Manifest((File(path, 1, DIGEST),)).text.encode())


@pytest.mark.parametrize(
    "wrong", [{"size": -1}, {"size": True}, {"size": "1"}, {"sha256": "x"}, {"sha256": DIGEST.upper()}, {"path": 3}]
)
def test_a_list_holds_what_it_should(wrong: dict[str, object]) -> None:
    """Sizes are numbers, digests are digests."""
    entry = {"path": "a.html", "size": 1, "sha256": DIGEST, **wrong}
    text = json.dumps({"jinguo": 1, "id": "", "commit": "", "url": "", "files": [entry]})
    with pytest.raises(ManifestError):
        read(text.encode())


def test_a_commit_is_a_commit() -> None:
    """It is handed to git later on."""
    with pytest.raises(ManifestError):
        read(Manifest((), "--output=x").text.encode())


def test_a_folder_is_measured(tmp_path: Path) -> None:
    """Every file counts, an older list does not, times and rights do not either."""
    (tmp_path / "页").mkdir()
    (tmp_path / "页/a.html").write_bytes(b"a")
    (tmp_path / "index.html").write_bytes(b"b")
    before = measure(tmp_path, COMMIT)
    write(tmp_path, before)
    (tmp_path / "index.html").chmod(0o600)
    os.utime(tmp_path / "index.html", (1, 1))
    assert measure(tmp_path, COMMIT) == before == listed({"页/a.html": b"a", "index.html": b"b"})
    assert read((tmp_path / NAME).read_bytes()) == before
    assert [file.path for file in before.everything()] == ["index.html", NAME, "页/a.html"]


@pytest.mark.parametrize("name", ["a\nb.html", "a\\b.html", "a\udcff.html"])
def test_names_that_no_list_holds_are_refused(name: str, tmp_path: Path) -> None:
    """They would be written into a list that nobody can read."""
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(ManifestError, match="不能放到服务器上"):
        measure(tmp_path)


def test_links_and_pipes_are_no_files(tmp_path: Path) -> None:
    """What a link leads to may change, or lie outside."""
    (tmp_path / "a.html").symlink_to("/etc/hostname")
    with pytest.raises(ManifestError, match="不是普通文件"):
        measure(tmp_path)


@given(FILES, FILES)
def test_changes_lead_from_one_to_the_other(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Taking away what is gone and laying down what is new or changed gives the second site."""
    before, after = listed(one), listed(other)
    added, changed, gone = changes(before.files, after.files)
    there = {file.path: file for file in before.files if file.path not in gone}
    assert {file.path for file in added}.isdisjoint(one)
    assert {file.path for file in changed} <= one.keys()
    assert sorted((there | {file.path: file for file in (*added, *changed)}).values()) == sorted(after.files)
