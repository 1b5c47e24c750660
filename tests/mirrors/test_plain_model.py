"""Every prefix of what publishing does to a server of plain files is a site that a reader can walk through."""

from __future__ import annotations

import functools
import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.mirrors.parts import MirrorError, Release
from generator.mirrors.plain.mirror import PlainMirror
from generator.mirrors.plain.order import farewell, is_asset, stages
from generator.publish.manifest import NAME, File
from tests.mirrors.memory import Clockwork, MemoryStore
from tests.mirrors.releases import release

PAGES = ["index.html", "a/index.html", "a/1.html", "a/2.html", "b/index.html", "b/3.html", "b/c/4.html"]
FEEDS = ["feed.xml", "a/feed.json", "days.ics"]
Site = dict[str, bytes]


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """A site whose pages load files named by their digests, and link to each other and to feeds as they please."""
    pages = draw(st.sets(st.sampled_from(PAGES[1:]))) | {"index.html"}
    feeds = draw(st.sets(st.sampled_from(FEEDS)))
    pictures = [b"picture %d" % number for number in range(4)]
    files: Site = {"robots.txt": draw(st.sampled_from([b"one", b"two"]))}
    for page in sorted(pages):
        loads = draw(st.sets(st.sampled_from(pictures), max_size=2))
        links = draw(st.sets(st.sampled_from(sorted(pages | feeds)), max_size=4))
        names = sorted(f"photos/{hashlib.sha256(each).hexdigest()[:16]}.webp" for each in loads)
        files |= {f"photos/{hashlib.sha256(each).hexdigest()[:16]}.webp": each for each in loads}
        words = [f"src={name}" for name in names] + [f"href={name}" for name in sorted(links)]
        files[page] = " ".join([draw(st.sampled_from(["x", "y"])), *words, "end"]).encode()
    for feed in feeds:
        files[feed] = draw(st.sampled_from([b"old", b"new"]))
    return files


def faults(found: Site, old: Site, new: Site, others: list[Site]) -> Iterator[str]:
    """What a reader who starts from an address of before runs into."""
    known = [old, new, *others]
    for path, data in found.items():
        if path != NAME and data not in [each[path] for each in known if path in each]:
            yield f"{path} is of no release"
    seen, waiting = set(), [path for path in old if path in found and path.endswith(".html") and path in new]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        if page not in found:
            yield f"{page} is linked and missing"
        elif page.endswith(".html"):
            for kind, name in re.findall(r"(src|href)=(\S+)", found[page].decode()):
                if kind == "src" and name not in found:
                    yield f"{page} loads {name}, which is missing"
                elif kind == "href":
                    waiting.append(name)


class World:
    """A server in memory, looked at after each change."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.count = folder, 0
        self.clock = Clockwork()
        self.site, self.state = MemoryStore(self.clock), MemoryStore(self.clock)

    def made(self, files: Site) -> Release:
        """A release."""
        self.count += 1
        return release(self.folder / str(self.count), files)

    def mirror(self) -> PlainMirror:
        """A machine that knows nothing."""
        return PlainMirror(self.site, self.state, 2, patience=0.01)

    def interrupted(self, left: int, run: Callable[[PlainMirror], object]) -> bool:
        """Run until the link breaks after so many changes; whether it did."""
        self.clock.left = self.clock.done + left
        try:
            run(self.mirror())
        except MirrorError:
            return True
        finally:
            self.clock.left = None
        return False

    def stands(self, files: Site) -> None:
        """All of a release is there, to the byte."""
        found = self.site.bytes()
        assert {path: found.get(path) for path in files} == files


@settings(max_examples=40, deadline=None)
@given(sites(), sites(), sites(), st.integers(0, 40), st.integers(0, 40), st.booleans())
def test_a_reader_never_runs_into_a_wall(a: Site, b: Site, c: Site, first: int, second: int, md5: bool) -> None:  # noqa: FBT001
    """Whatever is interrupted wherever: each page is whole, what it loads and links to is there; then all is there."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        world.site.tells_md5 = md5
        releases = [world.made(each) for each in (a, b, c)]
        world.mirror().publish(releases[0])
        found: list[str] = []
        world.clock.watch = lambda: found.extend(faults(world.site.bytes(), a, b, [c]))
        world.interrupted(first, lambda mirror: mirror.publish(releases[1]))
        assert not found
        world.clock.watch = lambda: None
        world.mirror().publish(releases[1])
        world.stands(b)
        world.clock.watch = lambda: found.extend(faults(world.site.bytes(), b, c, [a]))
        world.interrupted(second, lambda mirror: mirror.publish(releases[2]))
        world.clock.watch = lambda: None
        world.mirror().publish(releases[2])
        world.stands(c)
        assert not found


@settings(max_examples=40, deadline=None)
@given(
    sites(), sites(), sites(), st.lists(st.integers(0, 30), min_size=1, max_size=3), st.integers(0, 30), st.booleans()
)
def test_going_back_can_be_interrupted_too(
    a: Site,
    b: Site,
    c: Site,
    cuts: list[int],
    publishing: int,
    forward: bool,  # noqa: FBT001
) -> None:
    """After any number of broken runs, the next one goes back or forward to the byte, from what the server holds."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        releases = [world.made(each) for each in (a, b, c)]
        for each in releases[:2]:
            world.mirror().publish(each)
        world.interrupted(publishing, lambda mirror: mirror.publish(releases[2]))
        first = releases[0].manifest.id
        for cut in cuts:
            world.interrupted(cut, lambda mirror: mirror.rollback(first))
        if forward:
            world.mirror().publish(releases[2])
            world.stands(c)
        world.mirror().rollback(first)
        world.stands(a)
        kept = world.mirror().kept()
        assert (kept[0].id, kept[0].live) == (first, True)
        for left in kept[1:]:
            world.mirror().rollback(left.id)
            files = next(files for files, made in zip((a, b, c), releases, strict=True) if made.manifest.id == left.id)
            world.stands(files)


@settings(max_examples=30, deadline=None)
@given(st.lists(sites(), min_size=2, max_size=6), st.data())
def test_whatever_is_kept_comes_back(history: list[Site], data: st.DataObject) -> None:
    """Over any mixture of publishing, going back and dying releases, and nothing of the dead is left."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        known: dict[str, Site] = {}
        for number, files in enumerate(history):
            files["days.ics"] = b"release %d" % number
            files[f"photos/own-{number}.webp"] = b"own %d" % number
            made = world.made(files)
            known[made.manifest.id] = files
            before = sorted(set(known) - {made.manifest.id})
            dead: set[str] = data.draw(st.sets(st.sampled_from(before))) if before else set()
            world.mirror().publish(made, dead)
            world.stands(files)
            others = [each.id for each in world.mirror().kept()[1:]]
            assert not set(others) & dead
            if back := data.draw(st.sampled_from([*others, ""])):
                world.mirror().rollback(back)
                world.stands(known[back])
            for each in dead:
                own = next(path for path in known[each] if path.startswith("photos/own-"))
                assert own not in world.site.files
                assert not [path for path in world.state.files if each in path]
        for left in world.mirror().kept():
            world.mirror().rollback(left.id)
            world.stands(known[left.id])


@given(st.lists(st.sampled_from([*PAGES, *FEEDS, "x.css", "photos/1.webp", NAME]), unique=True), st.data())
def test_groups_hold_every_file_once(paths: list[str], data: st.DataObject) -> None:
    """Assets before pages, new pages before changed ones, the list at the very end."""
    there = data.draw(st.sets(st.sampled_from(paths))) if paths else set()
    order = [file.path for group in stages([File(path, 0, "") for path in paths], there) for file in group]
    assert sorted(order) == sorted(paths)
    assert NAME not in order[:-1]
    assets = [is_asset(path) for path in order]
    assert assets == sorted(assets, reverse=True)
    pages = [path in there for path in order if path.endswith(".html")]
    assert pages == sorted(pages)
    gone = [is_asset(path) for path in farewell(paths)]
    assert gone == sorted(gone)


@pytest.mark.parametrize("width", [1, 4])
def test_every_single_step_may_be_the_last(width: int, tmp_path: Path) -> None:
    """Broken after one change, after two, after three …: the run after it always finishes, and never starts over."""
    old = {"index.html": b"x src=a.webp end", "a.webp": b"a", "b.html": b"x href=index.html end"}
    new = {"index.html": b"y src=c.webp href=d.html end", "c.webp": b"c", "d.html": b"x end", "feed.xml": b"f"}
    left, broken = 0, True
    while broken:
        world = World(tmp_path / str(left))
        world.site.width = width
        a, b = world.made(old), world.made(new)
        world.mirror().publish(a)
        sent = len(world.site.writes)
        broken = world.interrupted(left, functools.partial(PlainMirror.publish, release=b))
        assert not list(faults(world.site.bytes(), old, new, []))
        world.mirror().publish(b)
        world.stands(new)
        assert world.mirror().kept()[0].id == b.manifest.id
        assert len(world.site.writes) - sent == len(new) + 1
        world.mirror().rollback(a.manifest.id)
        world.stands(old)
        left += 1
    assert left > 12
