"""What must not enter history, asked of contents alone; how git is asked stands in ``tests/cli/test_hooks.py``."""

from __future__ import annotations

import pytest

from generator.drafts.entering import entering, in_message, public_addresses
from generator.drafts.staged import Staged
from tests import tiny
from tests.tiny import ROOT

MOBILE = "13000000000"
SEALED = next(ROOT.glob("teams/*/contact.sealed")).read_text(encoding="utf-8")
"""A sheet of the sample."""


def of(path: str, data: str | bytes | None, *, mode: str = "100644", program: bool = False) -> list[str]:
    """Rules that one file breaks."""
    raw = data.encode() if isinstance(data, str) else data
    return [each.rule for each in entering([Staged(path, raw, mode)], program=program)]


@pytest.mark.parametrize(
    ("path", "data", "rules"),
    [
        ("content/about/a.md", "# 我们\n\n服务 1300 人次，2026-03-05 开始。\n", []),
        ("content/about/a.md", "# 我们\n\n热线 12338，座机 0375-2988000。\n", []),
        ("activities/2026/0305-a/report.md", tiny.report("看望", "2026-03-05"), []),
        ("teams/a/team.yml", "name: 队\nleader: {name: 样桂, phone: 见表}\n", ["T14"]),
        ("teams/a/team.yml", "name: 队\nmembers:\n  - {姓名: 样桂, 身份证号: 见表}\n", ["T14"]),
        ("teams/federation.yml", "footer: {address: 示例路1号}\n", []),
        ("teams/a/contact.sealed", SEALED, []),
        ("teams/a/contact.sealed", f"leader sealed:v1:{MOBILE}\n", ["S1"]),
        ("teams/a/roster.sealed", f"样桂 {MOBILE}\n", ["S1", "P3"]),
        ("teams/a/team.yml", f"{MOBILE}: [\n", ["P3"]),
        ("README.md", "写信给 someone@example.org\n", []),
        ("README.md", f"{MOBILE}\n", ["P3"]),
        ("资料.PDF", b"%PDF", ["P15"]),
        ("notes.csv", "甲,乙\n", ["P15"]),
        ("private/名册.txt", "甲\n", ["P15"]),
        (".cache/photos/a.json", "{}\n", ["P15"]),
        ("名单.docx(1)", b"PK\x03\x04\0", ["P15"]),
        ("名册", b"PK\x03\x04\0", ["P15"]),
        ("名册.bak", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", ["P15"]),
        ("资料", b"%PDF-1.7\0", ["P15"]),
        ("a.tar.gz", b"\x1f\x8b\0", ["P15"]),
        ("content/a.tif", b"II*\0\0\0", ["F8"]),
        ("content/film.mp4", b"\0\0\0\x18ftypisom" + b"\0" * 40, ["I1"]),
        ("a.bin", f"号码 {MOBILE}".encode("utf-16-le"), ["P3"]),
        ("a.bin", bytes(range(256)) * 40, []),
        ("content/empty.md", "", []),
        ("content/clean.jpg", tiny.clean((1, 1, 1)), []),
        ("content/big.jpg", None, ["F1"]),
        ("content/binary.bin", b"\x00" * 20 + MOBILE.encode(), ["P15"]),
        ("content/a.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, ["I1"]),
        ("content/utf16.md", f"# 一\n{MOBILE}\n".encode("utf-16"), ["P3"]),
        ("content/utf16.md", f"# a\n{MOBILE}\n".encode("utf-16-le"), ["P3"]),
        ("content/zero.md", f"# 一\n\0{MOBILE}\n", ["P3"]),
    ],
)
def test_one_file(path: str, data: str | bytes | None, rules: list[str]) -> None:
    """Exactly these rules, each once."""
    assert of(path, data) == rules


def test_passwords_of_servers_do_not_enter() -> None:
    """In the one file where somebody would write them; the name of a variable may."""
    line = "targets:\n  a: {kind: ftp, host: x, user: y, folder: /z, %s}\n"
    assert of("publish.yml", line % "password: geheim-2026") == ["T14"]
    assert of("publish.yml", line % "password_env: JINGUO_PASSWORD") == []


def test_the_program_is_left_alone_only_where_it_is() -> None:
    """Its tests hold invented numbers; a folder of that name in another register does not."""
    text = f"NUMBER = {MOBILE!r}\n"
    assert of("tests/test_a.py", text, program=True) == []
    assert of("tests/test_a.py", text) == ["P3"]
    assert of("content/a.md", text, program=True) == ["P3"]
    assert of("mytests/a.py", text, program=True) == ["P3"]


def test_names_are_masked() -> None:
    """A path that is told does not repeat what is wrong with it."""
    (told,) = entering([Staged(f"content/{MOBILE}.md", b"# a\n", "100644")])
    assert MOBILE not in f"{told}"
    assert told.path == "content/130********.md"


def test_messages() -> None:
    """Git's list of files and whatever follows its scissors are not part of a message; other remarks may be."""
    assert in_message("新稿：服务 1300 人次\n") == []
    assert in_message(f"新稿\n# Untracked files:\n#\t{MOBILE}.md\n") == []
    scissors = "# ------------------------ >8 ------------------------"
    assert in_message(f"新稿\n{scissors}\ndiff --git a b\n-{MOBILE}\n") == []
    assert [each.rule for each in in_message(f"新稿\n{scissors}\n-{MOBILE}\n")] == ["P3"]
    (told,) = in_message(f"新稿\n\n#{MOBILE}\n")
    assert (told.rule, told.line, MOBILE in f"{told}") == ("P3", 3, False)


def test_public_addresses() -> None:
    """Those of ``contacts``, and none where the file cannot be read."""
    assert public_addresses(tiny.FEDERATION) == {"office@example.com"}
    assert public_addresses("contacts: [") == frozenset()
    assert public_addresses("contacts: 电话\n") == frozenset()
    assert public_addresses("") == frozenset()
