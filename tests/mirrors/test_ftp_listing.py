"""Lines of FTP listings: whatever a server's form, a name and a size are never mistaken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.mirrors.ftp.listing import Line, StrangeError, from_facts, from_list

NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"], exclude_characters="/\0"), min_size=1).filter(
    lambda name: name not in {".", ".."}
)
WHENS = st.sampled_from(["Nov 22 12:42", "Feb  1  2025", "11月 22 12:42", "22 Nov 2026", "2026-11-22 12:42"])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "-rw-r--r--    1 1        1               3 Nov 22 13:15 y z.html",
            Line("y z.html", "file", 3, "Nov 22 13:15"),
        ),
        ("drwxr-xr-x   2 web web 4096 Jan  3  2025 photos", Line("photos", "folder", 4096, "Jan 3 2025")),
        ("-rw-r--r--+ 1 some body domain users 12 May  9 08:00 a", Line("a", "file", 12, "May 9 08:00")),
        ("lrwxrwxrwx 1 w w 7 May  9 08:00 now -> other", Line("now", "other", 7, "May 9 08:00")),
        (
            "-rw-r--r-- 1 w w 2026 May  9 08:00 2026 May 9 08:00 x",
            Line("2026 May 9 08:00 x", "file", 2026, "May 9 08:00"),
        ),
        ("11-22-26  01:15PM                 1024 首 页.html", Line("首 页.html", "file", 1024, "11-22-26 01:15PM")),
        ("11-22-2026  13:15       <DIR>          photos", Line("photos", "folder", 0, "11-22-2026 13:15")),
        ("total 12", None),
        ("", None),
        ("drwxr-xr-x 2 w w 4096 Jan  3  2025 ..", None),
    ],
)
def test_the_usual_forms(line: str, expected: Line | None) -> None:
    """As real servers write them."""
    assert from_list(line) == expected


@pytest.mark.parametrize("line", ["+i8388621.48594,m825718503,r,s280,\tdjb.html", "FILE.TXT 12", "d [R--F--] sv 512 x"])
def test_other_forms_are_not_guessed(line: str) -> None:
    """A file that we overlook would be sent again and again; a folder would look empty and be somebody else's."""
    with pytest.raises(StrangeError):
        from_list(line)


@given(NAMES, st.integers(0, 10**12), WHENS, st.sampled_from(["w w", "some body users", "1000 1000"]))
def test_a_unix_line_is_read_back(name: str, size: int, when: str, owner: str) -> None:
    """Names with gaps, numbers and dates in them included; our own never begin or end with a gap."""
    assert from_list(f"-rw-r--r--   1 {owner} {size} {when} {name}") == Line(name, "file", size, " ".join(when.split()))


@given(NAMES, st.integers(0, 10**12))
def test_facts_are_read_back(name: str, size: int) -> None:
    """In any case of letters, with facts that nobody asked for."""
    line = f"Type=file;Size={size};Modify=20261122130000;UNIX.mode=0644; {name}"
    assert from_facts(line) == Line(name, "file", size, "20261122130000")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("type=cdir;modify=20260101000000; .", None),
        ("type=pdir;modify=20260101000000; ..", None),
        ("type=OS.unix=slink:/x;size=3; link", Line("link", "other", 0, "")),
        ("type=dir;modify=20260101000000; a b", Line("a b", "folder", 0, "20260101000000")),
    ],
)
def test_facts_of_other_things(line: str, expected: Line | None) -> None:
    """The folder itself is no entry; links are nobody's files."""
    assert from_facts(line) == expected


@pytest.mark.parametrize("line", ["", "index.html", "type=file; index.html", "type=file;size=x; index.html"])
def test_facts_that_are_none(line: str) -> None:
    """A file without a size cannot be compared."""
    with pytest.raises(StrangeError):
        from_facts(line)
