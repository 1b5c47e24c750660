"""Object storage against an S3 server: headers as readers get them, listings of any length, faults in plain words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.mirrors.objects import listing
from generator.mirrors.objects import store as objects
from generator.mirrors.objects.operators import Patience
from generator.mirrors.objects.services import service
from generator.mirrors.objects.store import ObjectStore, open_stores
from generator.mirrors.parts import MirrorError
from generator.mirrors.served import ASK, FOR_EVER, served
from generator.publish.manifest import NAME
from generator.records.targets import ObjectTarget
from tests.mirrors.bucket import Bucket, bucket
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.s3 import KEY, moto

PAGE = served("a.html")
SECRET = KEY["JINGUO_BUCKET_SECRET"]


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """One S3 server for all tests here."""
    with moto() as port:
        yield port


@pytest.fixture
def place(server: int) -> Iterator[Bucket]:
    """A bucket of one's own."""
    with bucket(server) as found:
        yield found


@pytest.fixture
def site(place: Bucket) -> Iterator[ObjectStore]:
    """Its store for the site."""
    found, state = place.stores()
    assert isinstance(found, ObjectStore)
    yield found
    found.close()
    state.close()


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tries."""
    monkeypatch.setattr(objects, "_PATIENCE", Patience(first=0.01, longest=0.05))


def test_what_is_written_is_read_listed_and_deleted(site: ObjectStore) -> None:
    """Any name, any bytes, none at all; what ``write`` returns is what the listing says, and nothing missing is one."""
    files = {
        "index.html": b"<html>",
        "a/b/巾 帼+x&.html": "你好".encode(),
        "empty.txt": b"",
        "p.webp": bytes(range(256)),
    }
    written = {path: site.write(path, data, served(path)) for path, data in files.items()}
    assert site.listing() == written
    assert {path: seen.md5 for path, seen in written.items()} == {
        path: hashlib.md5(data, usedforsecurity=False).hexdigest() for path, data in files.items()
    }
    assert {path: site.read(path) for path in files} == files
    assert site.read("nothing.html") is None
    site.delete("nothing.html")
    for path in files:
        site.delete(path)
    assert site.listing() == {}


def test_readers_get_types_and_times_to_keep(place: Bucket, tmp_path: Path) -> None:
    """As served: pages are asked for anew each time, what carries a digest is kept for ever, and Chinese is UTF-8."""
    asset = "assets/jinguo.abcdefghij.css"
    wanted = release(tmp_path, {**story_site("one", 2, 64), asset: b"a{}", "photos/abcdefghijklmnop-480.webp": b"RIFF"})
    with place.mirror() as mirror:
        mirror.publish(wanted)
    told = {path: place.get(path)[1] for path in ("index.html", "feed.xml", NAME, asset)}
    picture = place.get("photos/abcdefghijklmnop-480.webp")[1]
    assert {path: (each["content-type"], each["cache-control"]) for path, each in told.items()} == {
        "index.html": ("text/html; charset=utf-8", ASK),
        "feed.xml": ("application/xml; charset=utf-8", ASK),
        NAME: ("application/json; charset=utf-8", ASK),
        asset: ("text/css; charset=utf-8", FOR_EVER),
    }
    assert (picture["content-type"], picture["cache-control"]) == ("image/webp", FOR_EVER)


def test_our_notes_are_beside_the_site(place: Bucket, tmp_path: Path) -> None:
    """They are in no listing of the site, and nobody on the way to a reader may keep them."""
    with place.mirror() as mirror:
        mirror.publish(release(tmp_path, story_site("one", 2, 64)))
    first, state = place.stores()
    assert not [path for path in first.listing() if "jinguo" in path]
    notes = state.listing()
    assert notes
    assert {place.get(f"_jinguo/{path}")[1]["cache-control"] for path in notes} == {"private, no-store"}
    first.close()
    state.close()


@pytest.mark.parametrize(
    ("folder", "state", "where"),
    [
        ("", "_jinguo", "_jinguo/"),
        ("/site/", None, "site-jinguo/"),
        ("site", "site/notes", "site/notes/"),
        ("a/b", "c", "c/"),
    ],
)
def test_folders(place: Bucket, folder: str, state: str | None, where: str) -> None:
    """Site and notes never see each other, wherever they are."""
    target = place.target().model_copy(update={"folder": folder, "state": state})
    first, second = open_stores("bucket", target, KEY)
    first.write("a.html", b"a", PAGE)
    second.write("b.json", b"b", PAGE)
    assert set(first.listing()) == {"a.html"}
    assert set(second.listing()) == {"b.json"}
    start = folder.strip("/")
    written = [path.split("/", 2)[2] for verb, path in place.counter.asked if verb == "PUT"]
    assert written == [f"{start}/a.html".strip("/"), f"{where}b.json"]
    first.close()
    second.close()


def test_a_whole_bucket_is_read_by_everybody(place: Bucket) -> None:
    """So whoever gives all of it to readers says where our notes may lie."""
    with pytest.raises(MirrorError, match=r"整个桶.*state"):
        open_stores("bucket", place.target().model_copy(update={"state": None}), KEY)


def test_a_long_listing_is_asked_for_by_the_thousand(place: Bucket, site: ObjectStore) -> None:
    """2,500 objects are three questions, and none is left out."""
    names = {f"a/{number:04}.html" for number in range(2_500)}
    with ThreadPoolExecutor(site.width) as pool:
        list(pool.map(lambda name: site.write(name, b"x", PAGE), sorted(names)))
    place.counter.asked.clear()
    assert set(site.listing()) == names
    assert place.counter.verbs() == {"LIST": 3}


def test_one_changed_story_costs_few_questions(place: Bucket, tmp_path: Path) -> None:
    """However many files there are: a listing by the thousand, the files that differ, and our notes."""
    one = {**story_site("one", 300, 64), "about.html": b"old"}
    first = release(tmp_path / "1", one)
    second = release(tmp_path / "2", {**one, "about.html": b"new"})
    with place.mirror() as mirror:
        mirror.publish(first)
    place.counter.asked.clear()
    with place.mirror() as mirror:
        done = mirror.publish(second)
    assert done.sent == 2  # the page and the list
    asked = place.counter.verbs()
    assert asked["LIST"] == 2
    assert sum(asked.values()) < 40, asked
    assert [path for verb, path in place.counter.asked if verb == "PUT" and "_jinguo" not in path] == [
        f"/{place.name}/about.html", f"/{place.name}/{NAME}",
    ]  # fmt: skip


def test_tags_that_are_no_digests(place: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the server encrypts with keys of its own, it is asked for each tag, and the site is not read back again."""
    monkeypatch.setattr(listing, "_MD5", re.compile(r"(?!)"))
    wanted = release(tmp_path, story_site("one", 20, 64))
    with place.mirror() as mirror:
        mirror.publish(wanted)
    place.counter.asked.clear()
    with place.mirror() as mirror:
        assert mirror.publish(wanted).sent == 0
    assert [path for verb, path in place.counter.asked if verb == "GET" and path.endswith(".html")] == []


def test_a_busy_server_is_asked_again(place: Bucket, tmp_path: Path) -> None:
    """503 SlowDown and 500 now and then are no reason to stop."""
    wanted = release(tmp_path, story_site("one", 20, 64))
    refusals = {3: (503, "SlowDown"), 5: (500, "InternalError")}

    def judge(number: int, _verb: str, _path: str) -> tuple[int, str] | None:
        return refusals.get(number % 8)

    place.counter.judge = judge
    with place.mirror() as mirror:
        mirror.publish(wanted)
    assert place.holds(wanted)


def test_going_back_needs_nothing_but_the_bucket(place: Bucket, tmp_path: Path) -> None:
    """Each of the kept releases comes back to the byte; a dead one does not, and nothing of it stays."""
    each = [release(tmp_path / name, story_site(name, 6, 300)) for name in ("one", "two", "three")]
    for one in each:
        with place.mirror() as mirror:
            mirror.publish(one)
    with place.mirror() as mirror:
        assert [kept.id for kept in mirror.kept()] == [one.manifest.id for one in reversed(each)]
        mirror.rollback(each[0].manifest.id)
    assert place.holds(each[0])
    with place.mirror() as mirror, pytest.raises(MirrorError, match="同意"):
        mirror.rollback(each[1].manifest.id, dead=[each[1].manifest.id])
    with place.mirror() as mirror:
        mirror.publish(each[2], dead=[each[1].manifest.id])
        assert each[1].manifest.id not in {kept.id for kept in mirror.kept()}
    assert place.holds(each[2])
    assert place.get("activities/2026/only-two.html")[0] in {403, 404}


FAULTS = [
    (404, "NoSuchBucket", "没有这个存储桶"),
    (403, "AccessDenied", "没有写入的权限"),
    (403, "InvalidAccessKeyId", "JINGUO_BUCKET_ID"),
    (403, "SignatureDoesNotMatch", "JINGUO_BUCKET_SECRET"),
    (403, "RequestTimeTooSkewed", "校准时间"),
    (403, "ExpiredToken", "临时密钥"),
    (301, "PermanentRedirect", "不在这个地域"),
    (400, "AuthorizationHeaderMalformed", "不在这个地域"),
    (403, "UserDisable", "欠费"),
    (507, "QuotaExceeded", "空间满了"),
    (409, "FileImmutable", "保留策略"),
    (503, "SlowDown", "服务器忙"),
    (502, "", "服务器忙"),
    (418, "Teapot", "服务器不接受（Teapot）"),
]


@pytest.mark.parametrize(("status", "code", "said"), FAULTS, ids=[f"{status} {code}" for status, code, _ in FAULTS])
def test_faults_are_told_in_plain_words(place: Bucket, site: ObjectStore, status: int, code: str, said: str) -> None:
    """What to do is in the message; the key is not, nor what the server wrote."""
    place.counter.judge = lambda *_: (status, code)
    with pytest.raises(MirrorError, match=said) as fault:
        site.write("index.html", b"x", PAGE)
    told = f"{fault.value}"
    assert SECRET not in told
    assert KEY["JINGUO_BUCKET_ID"] not in told
    assert "\n" not in told
    assert "S3Error" not in told


def test_a_bucket_that_is_not_there_is_no_empty_one(place: Bucket) -> None:
    """An absent folder is empty; an absent bucket is a fault when listing, reading and writing."""
    target = place.target().model_copy(update={"bucket": "nobodys-bucket"})
    first, second = open_stores("bucket", target, KEY)
    for asked in (first.listing, lambda: first.read("a"), lambda: first.write("a", b"", PAGE)):
        with pytest.raises(MirrorError, match="没有这个存储桶"):
            asked()
    first.close()
    second.close()


def test_nobody_there(site: ObjectStore) -> None:
    """A server that does not answer, and a store that has been closed."""
    for endpoint, said in (("http://127.0.0.1:9", "连不上"), ("http://nobody.localhost", "找不到服务器")):
        target = ObjectTarget(kind="s3", bucket="certificate-dns", endpoint=endpoint, style="path", folder="w")
        first, second = open_stores("bucket", target, KEY)
        with pytest.raises(MirrorError, match=said):
            first.listing()
        first.close()
        first.close()
        second.close()
    site.close()
    with pytest.raises(MirrorError, match="已经关了"):
        site.listing()


def test_keys_come_from_the_environment_alone(place: Bucket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A key that lies in the user's files or in other variables is never taken, and a missing one is named."""
    (tmp_path / "credentials").write_text("[default]\naws_access_key_id = WRONG\naws_secret_access_key = WRONG\n")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", f"{tmp_path / 'credentials'}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "WRONG")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "WRONG")
    with pytest.raises(MirrorError, match="JINGUO_BUCKET_ID、JINGUO_BUCKET_SECRET 是空的"):
        open_stores("bucket", place.target(), {})
    target = place.target().model_copy(update={"id_env": "MY_ID"})
    with pytest.raises(MirrorError, match="JINGUO_MY_SITE_SECRET 是空的"):
        open_stores("my-site", target, {"MY_ID": "x", "MY_SECRET": "y"})
    with pytest.raises(MirrorError, match="不像密钥") as fault:
        open_stores("bucket", target, {"MY_ID": "x", "JINGUO_BUCKET_SECRET": "aaa bbb"})
    assert "aaa" not in f"{fault.value}"
    assert SECRET not in repr(service("bucket", place.target(), KEY))
