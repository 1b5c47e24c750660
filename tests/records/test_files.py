"""What may not be read: links, devices, giants, names from another world; and what cannot lie in git for a test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Problem
from generator.records.files import MAX_TEXT, decode, walk
from tests.conftest import Problems, Register

TEAM = "teams/donghe/liulin-aixin/team.yml"
LINK = "这是一个符号链接，登记册里不允许用链接（它可能指向登记册以外的文件） —— 请把文件本身放进来"


def test_a_linked_file_is_not_followed(register: Register, problems: Problems, tmp_path: Path) -> None:
    """A link to a file outside is a mistake, and nothing of that file is read."""
    secret = tmp_path / "secret.md"
    secret.write_text("电话13000000000\n", encoding="utf-8")
    root = register({})
    (root / "content" / "about" / "link.md").symlink_to(secret)
    assert problems(root) == [f"content/about/link.md:1:1: error F1: {LINK}"]


def test_a_linked_folder_is_not_followed(register: Register, problems: Problems, tmp_path: Path) -> None:
    """Neither below a folder of the register nor in the place of one."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "team.yml").write_text("phone: 13000000000\n", encoding="utf-8")
    root = register({})
    (root / "teams" / "linked").symlink_to(outside, target_is_directory=True)
    (root / "activities" / "2024").symlink_to(root / "activities")
    assert problems(root) == [
        f"activities/2024:1:1: error F1: {LINK}",
        f"teams/linked:1:1: error F1: {LINK}",
    ]


def test_a_linked_top_folder_is_not_followed(tmp_path: Path) -> None:
    """The whole register may not lie elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "teams").symlink_to(tmp_path / "elsewhere")
    found = walk(tmp_path)
    assert [(each.path, each.rule) for each in found.problems] == [("teams", "F1")]


def test_a_linked_photo_is_not_shown(register: Register, problems: Problems) -> None:
    """A photo that is a link counts as missing."""
    root = register({})
    photo = root / "content/volunteers/yang-qiuhe/portrait.jpg"
    photo.unlink()
    photo.symlink_to("/etc/hostname")
    lines = problems(root)
    assert [line.split(": ")[1] for line in lines] == ["error F9", "error F1"]


def test_a_pipe_does_not_hang_the_check(register: Register, problems: Problems) -> None:
    """Reading a pipe would never end, so it is refused by its kind."""
    root = register({})
    os.mkfifo(root / "content" / "about" / "pipe.md")
    lines = problems(root)
    assert lines == [
        "content/about/pipe.md:1:1: error F1: 这不是普通文件（设备、管道等），不能放在登记册里 —— 请删掉它"
    ]


def test_the_stated_size_is_allowed(register: Register, problems: Problems) -> None:
    """A file of exactly the stated size is read."""
    page = "一" * (MAX_TEXT // 3)
    page += "x" * (MAX_TEXT - len(page.encode()))
    assert problems(register({"content/about/long.md": page})) == []


def test_one_byte_more_is_refused(register: Register, problems: Problems) -> None:
    """The file is named, and its text is not read."""
    lines = problems(register({"content/about/long.md": "x" * (MAX_TEXT + 1)}))
    assert lines == [
        "content/about/long.md:1:1: error F1: 文件太大：超过 512 KB —— 文字材料不会这么大，请检查是不是放错了文件"
    ]


def test_a_name_in_another_encoding(register: Register, problems: Problems) -> None:
    """A name out of a Windows archive is told, and can be printed."""
    root = register({})
    try:
        (root / "content" / os.fsdecode("说明".encode("gbk") + b".md")).write_text("x", encoding="utf-8")
    except OSError:
        return  # this file system refuses such names itself
    (line,) = problems(root)
    assert line.endswith(": error F1: 文件名不是 UTF-8 编码，多半是从压缩包里解出来的 —— 请重新命名，例如 01.jpg")
    assert "\\xdc" in line
    assert line.isprintable()


def test_what_programs_leave_behind_is_passed_over(register: Register, problems: Problems) -> None:
    """``.DS_Store`` holds nothing that anybody wrote."""
    assert problems(register({"teams/.DS_Store": b"\x00"})) == []


@pytest.mark.parametrize("path", ["content/.obsidian/x.md", "teams/.hidden.txt", "activities/.env"])
def test_nothing_hides_in_the_register(register: Register, problems: Problems, path: str) -> None:
    """A hidden file or folder would escape every rule about its text."""
    hidden = "/".join(path.split("/")[:2])
    said = "登记册里不放隐藏文件和隐藏文件夹（名称以点开头） —— 请删掉它，或者移到登记册以外"
    assert problems(register({path: "x: 1\n"})) == [f"{hidden}:1:1: error F7: {said}"]


@pytest.mark.parametrize("name", ["key", "名单", "名单.bak", "名单.rtf", "x.js"])
def test_text_under_any_name_is_read(register: Register, problems: Problems, name: str) -> None:
    """A phone or a key is found whatever the file is called, and the file itself is nobody's."""
    found = problems(register({f"teams/{name}": "联系人 13000000000\n"}))
    assert [line.split(" ")[1:3] for line in found] == [["error", "F7:"], ["error", "P3:"]]


@given(st.binary(max_size=400))
def test_any_bytes_become_text_or_a_problem(data: bytes) -> None:
    """Decoding never raises; text has only LF line ends and no control characters, and no text means a problem."""
    problems: list[Problem] = []
    text = decode("content/x.md", data, problems)
    if text is None:
        assert problems
    else:
        assert "\r" not in text
        assert "\x00" not in text
        text.encode("utf-8")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1))
def test_good_text_stays_as_it_is(text: str) -> None:
    """UTF-8 without control characters comes through unchanged and without a word."""
    problems: list[Problem] = []
    if text.strip() and not text.startswith("\ufeff"):
        assert decode("content/x.md", text.encode(), problems) == text
        assert problems == []


@given(st.text(alphabet="巾帼志愿服务队妇女之家，。：abc\n", min_size=20).filter(lambda text: text.strip()))
def test_a_chinese_legacy_file_is_still_read(text: str) -> None:
    """GB18030 is a mistake, yet the text is known, so that its other mistakes are told in the same run."""
    problems: list[Problem] = []
    read = decode("content/x.md", text.encode("gb18030"), problems)
    assert read == text or text.encode("gb18030").decode("utf-8", errors="replace") == read
    assert all(problem.rule == "F1" for problem in problems)
