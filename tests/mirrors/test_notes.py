"""Our notes on a server: nobody finds them who has not the account, and nothing that is done to them does harm."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.cli.targets import open_mirror
from generator.console import Recorded
from generator.mirrors.folder.store import FolderStore
from generator.mirrors.parts import MirrorError, Release
from generator.mirrors.plain.mirror import PlainMirror
from generator.mirrors.plain.notes import SIGN, SIGN_BYTES
from generator.mirrors.state import addresses, exposed
from generator.records.targets import FolderTarget, HostingTarget, ObjectTarget
from tests.mirrors.memory import Server
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.web import web, with_nginx

FIXED = {"index.html", ".htaccess", "web.config", SIGN}
"""What lies under names that everybody can guess."""


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Release]:
    """Three versions of a site."""
    folder = tmp_path_factory.mktemp("releases")
    return [release(folder / name, story_site(name, 4, 200)) for name in ("a", "b", "c")]


def test_names_of_notes_cannot_be_guessed(releases: list[Release]) -> None:
    """All lie in a folder with a random name, which any machine with the account finds; every server gets its own."""
    words = set()
    for _ in range(2):
        server = Server()
        for each in releases:
            server.mirror.publish(each)
        inside = set(server.state.files) - FIXED
        assert set(server.state.files) > FIXED
        assert inside
        found = {re.fullmatch(r"([0-9a-f]{32})/.+", path) for path in inside}
        assert None not in found
        words |= {match[1] for match in found if match}
        assert [each.id for each in server.mirror.kept()] == [each.manifest.id for each in reversed(releases)]
    assert len(words) == 2


def test_the_folder_is_shut_before_anything_is_in_it(releases: list[Release]) -> None:
    """Whatever change is the last one, no pack lies in a folder that tells web servers nothing."""
    left, broken = 0, True
    while broken:
        server = Server()
        server.clock.left = left
        try:
            server.mirror.publish(releases[0])
            broken = False
        except MirrorError:
            assert not any("/" in path for path in server.state.files) or set(server.state.files) >= FIXED
        left += 1
    assert left > 10


def test_servers_that_take_no_such_names_are_no_mistake(releases: list[Release]) -> None:
    """A host that refuses dot files and settings is published to like any other."""
    server = Server()
    server.state.stuck = lambda path: path in {".htaccess", "web.config", "index.html"}
    for each in releases:
        server.mirror.publish(each)
    assert len(server.mirror.kept()) == 3


def test_notes_that_readers_can_open_hold_nothing(releases: list[Release]) -> None:
    """Nothing of earlier releases is kept, what was kept goes, and the user hears of it."""
    a, b, c = releases
    server = Server()
    server.mirror.publish(a)
    server.mirror.publish(b)
    asked: list[str] = []

    def seen(path: str, data: bytes) -> bool:
        asked.append(path)
        return server.state.bytes().get(path) == data

    PlainMirror(server.site, server.state, 3, server.console, 0.1, seen).publish(c)
    assert asked == [SIGN]
    assert server.holds(c)
    assert not [path for path in server.state.files if "undo/" in path]
    assert [each.id for each in server.mirror.kept()] == [c.manifest.id]
    assert any("外人在网上打得开" in line for line in server.console.warnings)
    server.mirror.publish(a)
    assert [each.id for each in server.mirror.kept()] == [a.manifest.id, c.manifest.id]


def test_notes_under_old_names_are_thrown_away(releases: list[Release]) -> None:
    """And those of another run's folder; what we did not write stays."""
    server, old = Server(), "a" * 64
    for path in ("record.z", "kept.json", "journal/00000001.z", f"undo/{old}/list.z", f"undo/{old}/{'b' * 16}.zip"):
        server.state.put(path, b"x")
    server.state.put("mine.txt", b"mine")
    server.mirror.publish(releases[0])
    server.state.put(f"{'f' * 32}/undo/{old}/list.z", b"x")
    server.mirror.publish(releases[1])
    words = {path.partition("/")[0] for path in server.state.files if "/" in path}
    assert len(words) == 1
    assert {path for path in server.state.files if "/" not in path} == FIXED | {"mine.txt"}
    assert len(server.mirror.kept()) == 2


@with_nginx
def test_what_a_web_server_shows_is_found(tmp_path: Path, releases: list[Release]) -> None:
    """Beside the site, in it, and where the site is a folder of what is served; not where it is not."""
    site = tmp_path / "www/htdocs/site"
    PlainMirror(FolderStore(site), FolderStore(site.with_name("site-jinguo")), 2).publish(releases[0])

    def target(url: str, state: str | None = None) -> HostingTarget:
        told = {"kind": "ftp", "host": "h", "user": "u", "folder": "/htdocs/site", "state": state}
        return HostingTarget.model_validate({**told, "url": url, "trial": True})

    with web(tmp_path / "www/htdocs") as url:
        assert exposed(target(f"{url}site/"))(SIGN, SIGN_BYTES)
        assert not exposed(target(f"{url}site/", "/private/notes"))(SIGN, SIGN_BYTES)
        assert not exposed(target(f"{url}site/"))(SIGN, b"something else")
    with web(site) as url:
        assert not exposed(target(url))(SIGN, SIGN_BYTES)
    assert not exposed(target(url))(SIGN, SIGN_BYTES)  # nobody answers
    nameless = target(url).model_copy(update={"url": ""})
    assert not exposed(nameless)(SIGN, SIGN_BYTES)


@with_nginx
def test_the_command_line_hands_the_question_over(tmp_path: Path, releases: list[Release]) -> None:
    """A target of the file whose notes the web shows keeps nothing."""
    site = tmp_path / "www/site"
    site.parent.mkdir()
    with web(tmp_path / "www") as url:
        told = FolderTarget(kind="folder", folder=str(site), links=False, url=f"{url}site/", trial=True)
        for each in releases[:2]:
            console = Recorded()
            mirror = open_mirror(tmp_path / "register", "net", told, console)
            mirror.publish(each)
            assert any("外人在网上打得开" in line for line in console.warnings)
    assert len(mirror.kept()) == 1
    assert not list((tmp_path / "www/site-jinguo").rglob("undo"))


def test_where_notes_would_be_found() -> None:
    """By the address of the site, for every kind of target."""
    url = "https://h.example.org/x/"
    hosting = HostingTarget(kind="ftp", host="h", user="u", folder="/w/x", url=url)
    assert addresses(hosting, "a") == [
        "https://h.example.org/x-jinguo/a", "https://h.example.org/w/x-jinguo/a"
    ]  # fmt: skip
    bucket = ObjectTarget(kind="s3", bucket="bbb", folder="", state="notes", url=url)
    assert addresses(bucket, "a") == ["https://h.example.org/x/notes/a", "https://h.example.org/notes/a"]
    folder = FolderTarget(kind="folder", folder="/srv/x", links=False, url=url)
    assert "https://h.example.org/x-jinguo/a" in addresses(folder, "a")


def packed(text: str) -> bytes:
    """A note as it lies there."""
    return zlib.compress(text.encode())


def bomb(size: int) -> bytes:
    """A few bytes that become many."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


def packs(change: Callable[[bytearray], object], method: int = zipfile.ZIP_STORED) -> bytes:
    """A pack of one file, damaged."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("c" * 64, bytes(range(256)) * 20)
    data = bytearray(buffer.getvalue())
    change(data)
    return bytes(data)


def _locked(data: bytearray) -> None:
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1


def _odd(data: bytearray) -> None:
    data[8] = data[data.find(b"PK\x01\x02") + 10] = 99


def _broken(data: bytearray) -> None:
    data[110:170] = b"\xff" * 60


DAMAGE: dict[str, tuple[str, bytes]] = {
    "infinite size": ("record.z", packed('{"through":0,"files":{"a":["x",Infinity,"t"]}}')),
    "infinite number": ("record.z", packed('{"through":1e999,"files":{}}')),
    "large number": ("record.z", packed(json.dumps({"through": 2**70, "files": {}}))),
    "letters": (
        "record.z",
        packed('{"through":0,"files":{"\\ud800":["x",1,"t"],"a":["x",1,"\\ud800"]}}'),
    ),
    "deep": ("record.z", packed("[" * 200_000)),
    "bomb": ("record.z", bomb(200 << 20)),
    "half": ("record.z", packed("{}" * 100)[:-5]),
    "odd story": (
        "kept.json",
        b'{"releases":[["\\ud800","x"]],"url":"","spared":["\\ud800"],"spared_of":""}',
    ),
    "deep story": ("kept.json", b"[" * 200_000),
    "locked pack": ("pack", packs(_locked)),
    "odd pack": ("pack", packs(_odd)),
    "broken pack": ("pack", packs(_broken, zipfile.ZIP_LZMA)),
    "deep claim": ("claim.json", b"[" * 900),
    "process of another world": ("claim.json", b'{"process": 1180591620717411303424, "machine": "m"}'),
    "claim without an end": ("claim.json", b" " * (10 << 20)),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_notes_end_nothing(damage: str, releases: list[Release]) -> None:
    """By a bad disk, or by somebody: what cannot be read is as if it were not there, and the next run writes anew."""
    a, b, c = releases
    server = Server()
    server.mirror.publish(a)
    server.mirror.publish(b)
    name, data = DAMAGE[damage]
    own = next(path.partition("/")[0] for path in server.state.files if path.endswith("/kept.json"))
    places = [path for path in server.state.files if path.endswith(".zip")] if name == "pack" else [f"{own}/{name}"]
    for place in ["claim.json"] if name == "claim.json" else places:
        server.state.put(place, data)
    if name == "pack":
        with pytest.raises(MirrorError, match="退不回"):
            server.mirror.rollback(a.manifest.id)
    server.mirror.kept()
    server.mirror.publish(c)
    assert server.holds(c)
    server.mirror.publish(b)
    assert server.holds(b)


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[Path]:
    """A folder on another disk in which a folder of the site is a link to somebody's own."""
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim/mine.txt").write_text("mine")
    (tmp_path / "usb").mkdir()
    (tmp_path / "usb/activities").symlink_to(tmp_path / "victim")
    yield tmp_path
    assert (tmp_path / "victim/mine.txt").read_text() == "mine"
    assert len(list((tmp_path / "victim").iterdir())) == 1


def test_links_on_another_disk_are_not_followed(linked: Path, releases: list[Release]) -> None:
    """Neither a folder nor a file of ours leads to what is somebody else's."""
    store, notes = FolderStore(linked / "usb"), FolderStore(linked / "notes")
    with pytest.raises(MirrorError, match="链接"):
        PlainMirror(store, notes, 2).publish(releases[0])
    with pytest.raises(MirrorError, match="链接"):
        store.read("activities/mine.txt")
    with pytest.raises(MirrorError, match="链接"):
        store.delete("activities/mine.txt")
    (linked / "usb/page.html").symlink_to(linked / "victim/mine.txt")
    assert store.read("page.html") is None
    (linked / "usb/zero").symlink_to("/dev/zero")
    assert store.read("zero") is None
