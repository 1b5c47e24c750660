"""No slip of the pen makes the check itself fail: whatever a line says, there is a report."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.run import check
from generator.records.library import load
from generator.records.references import check_references
from tests.conftest import SITES, TODAY, Register, copied

FILES = sorted(
    path.relative_to(SITES / "whole").as_posix()
    for path in (SITES / "whole").rglob("*")
    if path.suffix in {".yml", ".md", ".txt", ".sealed"}
)
VALUES = st.sampled_from(
    ["", "~", "[]", "{}", "[[]]", "[{}]", "{a: b}", "[null]", "x", "-1", "'  '", "true", "2026-02-30", "c-2026-0001",
     "99999999999999999999", "{from: 2026-01-01}", "[none]", "[crowd, c-2026-0001]", "../x", "总队", '"\\0"', "𠮷", "|"]
)  # fmt: skip
STRAY = st.text(alphabet="：:[]{}\"'#&*!|>-?\t \u200b\u2028\x07,，甲", min_size=1, max_size=3)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One whole register that the examples change and mend again."""
    return copied(tmp_path_factory.mktemp("robust") / "r", {})


@given(st.sampled_from(FILES), st.data())
@settings(max_examples=150)
def test_no_slip_breaks_the_check(workshop: Path, path: str, data: st.DataObject) -> None:
    """A value of another kind, a stray sign, a lost or doubled line: each gives a sorted, unique, printable report."""
    text = (SITES / "whole" / path).read_text(encoding="utf-8")
    lines = text.split("\n")
    number = data.draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    values = list(re.finditer(r"([\w-]+): ?([^,}\n]*)", line))
    what = data.draw(st.sampled_from(["value", "stray", "lost", "doubled"]))
    if what == "value" and values:
        slip = data.draw(st.sampled_from(values))
        lines[number] = f"{line[: slip.start(2)]} {data.draw(VALUES)}{line[slip.end(2) :]}"
    elif what == "stray":
        place = data.draw(st.integers(0, len(line)))
        lines[number] = line[:place] + data.draw(STRAY) + line[place:]
    elif what == "lost":
        del lines[number]
    else:
        lines.insert(number, line)
    (workshop / path).write_text("\n".join(lines), encoding="utf-8")
    try:
        _, problems = check(workshop, TODAY)
    finally:
        (workshop / path).write_text(text, encoding="utf-8")
    assert problems == sorted(set(problems))
    assert all(str(problem).isprintable() for problem in problems)


def test_addresses_that_differ_in_case_only(register: Register) -> None:
    """Two folders that some file systems take for one are told, whatever file system the test runs on."""
    library, problems = load(register({}))
    assert problems == []
    (address, entry) = next(iter(library.activities.items()))
    twin = replace(entry, address=address.upper(), document=replace(entry.document, path=entry.path.upper()))
    library.activities[twin.address] = twin
    found = [problem.message for problem in check_references(library) if problem.rule == "R2"]
    assert found == [f"网址 “{address.upper()}” 的写法不对", f"网址与 {entry.path} 重复"]
