"""A row that is sealed in whole and in parts, and rows that were deleted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records.reader_marks import reader_mark
from generator.records.sheets import parse_sheet, retired_line
from generator.sealed.age import new_identity, parse_identities
from generator.sealed.sheets import OpenedSheet, Value, open_sheet, seal_row

OWNER = parse_identities(new_identity("test"))
OTHER = parse_identities(new_identity("test"))
KEYS = (*OWNER.public, *OTHER.public)
SHEET = "teams/xinhua/x/roster.sealed"
START = datetime(2026, 6, 30, tzinfo=UTC)


def line(values: dict[str, Value], second: int, *, part: bool, row_id: str = "r-1") -> str:
    """One sealed line."""
    return seal_row(SHEET, row_id, values, KEYS, START + timedelta(seconds=second), part=part)


def opened(*lines: str) -> OpenedSheet:
    """Lines as a key holder sees them."""
    return open_sheet(parse_sheet(SHEET, "\n".join(lines)), OWNER)


WHOLE = line({"name": "王样荷", "note": "旧", "skills": ["理发"]}, 0, part=False)


def test_a_part_changes_its_values_alone() -> None:
    """Whoever cannot read may still correct one value; an empty one takes it away."""
    result = opened(WHOLE, line({"note": "新"}, 1, part=True), line({"skills": ""}, 2, part=True))
    assert [dict(row.values) for row in result.rows] == [{"name": "王样荷", "note": "新"}]
    assert (result.row_count, result.unreadable, result.problems) == (1, 0, ())


def test_two_branches_both_have_their_way() -> None:
    """Two values corrected by two people who do not know of each other, in whatever order git puts the lines."""
    mine, theirs = line({"note": "甲"}, 5, part=True), line({"area": "乙"}, 5, part=True)
    both = {"name": "王样荷", "note": "甲", "skills": ["理发"], "area": "乙"}
    assert dict(opened(WHOLE, mine, theirs).rows[0].values) == both
    assert dict(opened(theirs, mine, WHOLE).rows[0].values) == both


def test_a_whole_line_starts_anew() -> None:
    """Parts older than the newest whole line are history."""
    result = opened(WHOLE, line({"note": "中"}, 1, part=True), line({"name": "李样梅"}, 2, part=False))
    assert dict(result.rows[0].values) == {"name": "李样梅"}
    assert [version.part for version in result.rows[0].versions] == [False, True, False]
    assert result.rows[0].added == START


def test_parts_alone_are_a_row() -> None:
    """A phone sealed before anything else was known is not lost."""
    assert dict(opened(line({"phone": "x"}, 1, part=True)).rows[0].values) == {"phone": "x"}


changes = st.lists(
    st.tuples(st.booleans(), st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "1", "2"]))), max_size=5
)


@settings(max_examples=60)
@given(changes, st.randoms(use_true_random=False))
def test_order_and_doubling_of_lines_do_not_matter(made: list[tuple[bool, dict[str, Value]]], chance: object) -> None:
    """The row is a function of the set of lines: a model that applies them in order of time agrees."""
    lines = [line(values, second, part=part) for second, (part, values) in enumerate(made)]
    expected: dict[str, Value] = {}
    for part, values in made:
        expected = {**expected, **values} if part else dict(values)
    shuffled = [*lines, *lines[:2]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    rows = opened(*shuffled).rows
    shown = dict(rows[0].values) if rows else {}
    assert {key: value for key, value in shown.items() if value} == {
        key: each for key, each in expected.items() if each
    }


def test_every_line_tells_for_whom_it_was_sealed() -> None:
    """The mark depends on the set of keys alone."""
    assert opened(WHOLE).rows[0].versions[0].readers == reader_mark(KEYS) == reader_mark((*reversed(KEYS), KEYS[0]))
    assert reader_mark(KEYS) != reader_mark(KEYS[:1])


def test_a_deleted_row_stays_closed() -> None:
    """What a merge brings back is neither opened nor counted, and its id stays taken."""
    sheet = parse_sheet(
        SHEET, "\n".join([WHOLE, retired_line("r-1", date(2026, 7, 1)), line({}, 1, part=False, row_id="r-2")])
    )
    result = open_sheet(sheet, OWNER)
    assert [row.row_id for row in result.rows] == ["r-2"]
    assert (result.row_count, result.unreadable, result.problems) == (1, 0, ())
    assert [row.line for row in sheet.leftover] == [1]
    assert sheet.taken == {"r-1", "r-2"}
    assert [(row.row_id, row.on) for row in sheet.retired] == [("r-1", date(2026, 7, 1))]
