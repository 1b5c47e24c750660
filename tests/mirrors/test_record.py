"""The record of what lies on a server: whatever is interrupted or damaged, nothing false is believed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.mirrors.plain.record import Entry, Record
from generator.mirrors.plain.store import Seen
from tests.mirrors.memory import MemoryStore

PATHS = st.sampled_from(["index.html", "a/1.html", "photos/x.webp", "页.html"])
ENTRIES = st.builds(Entry, st.sampled_from(["aa", "bb"]), st.integers(0, 9), st.sampled_from(["", "t1", "t2"]))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("note"), PATHS, st.one_of(st.none(), ENTRIES)),
        st.tuples(st.sampled_from(["flush", "gather", "all", "again"]), st.just(""), st.none()),
    ),
    max_size=60,
)


@given(STEPS)
def test_what_was_written_down_is_what_is_read(steps: list[tuple[str, str, Entry | None]]) -> None:
    """In any order of notes, parts and lists, by one machine or another."""
    store = MemoryStore()
    record = Record(store, store.files)
    expected: dict[str, Entry] = {}
    written: dict[str, Entry] = {}
    for what, path, entry in steps:
        if what == "note":
            record.note(path, entry)
            expected.pop(path, None)
            if entry:
                expected[path] = entry
        elif what == "again":
            record, expected = Record(store, store.files), dict(written)
        else:
            if what == "flush":
                record.flush()
            else:
                record.gather(always=what == "all")
            written = dict(expected)
    found = Record(store, store.files)
    assert found.paths == frozenset(written)
    for path, entry in written.items():
        assert (found.digest(path), found.size(path)) == (entry.sha256, entry.size)
        same = found.known({path: Seen(entry.size, entry.tag)})
        assert same == ({path: entry.sha256} if entry.tag else {})
        assert found.known({path: Seen(entry.size + 1, entry.tag)}) == {}
        assert found.known({path: Seen(entry.size, f"{entry.tag}x")}) == {}


@given(st.data(), st.binary(max_size=40))
def test_what_is_damaged_is_not_believed(data: st.DataObject, noise: bytes) -> None:
    """A part that cannot be read takes nothing else with it; its files are read back from the server."""
    store = MemoryStore()
    record = Record(store, store.files)
    for number in range(4):
        record.note(f"{number}.html", Entry("aa", number, "t"))
        record.flush()
    part = data.draw(st.sampled_from(sorted(store.files)))
    store.put(part, noise)
    assert len(Record(store, store.files).paths) == 3
    record.gather(always=True)
    assert sorted(store.files) == ["record.z"]
    store.put("record.z", store.bytes()["record.z"][:-3])
    assert Record(store, store.files).paths == frozenset()
