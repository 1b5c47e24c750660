"""A release to be carried by hand: signed, checkable with stock programs, whole or not there, the same each time."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.mirrors.bundle import mirror as bundle
from generator.mirrors.bundle import signature
from generator.mirrors.bundle.mirror import BundleMirror
from generator.mirrors.bundle.reading import examined, listed_in
from generator.mirrors.bundle.signature import allowed
from generator.mirrors.parts import MirrorError, Release
from generator.records.targets import BundleTarget
from tests import tiny
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.sshd import SSH

with_keygen = pytest.mark.skipif(not SSH, reason="ssh is not installed, nor its ssh-keygen")
FORMS = pytest.mark.parametrize("form", ["zip", "tar"])


def key(place: Path, passphrase: str = "") -> Path:
    """A new key for signing."""
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "", "-f", str(place)]
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
    return place


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register, a key outside of it."""
    key(tmp_path / "key")
    return tiny.write(tmp_path / "登记 册", photos=False)


def mirror(root: Path, form: Any = "zip", **more: Any) -> BundleMirror:
    """A target that signs."""
    target = BundleTarget(kind="bundle", form=form, **{"sign_key": str(root.parent / "key")} | more)
    return BundleMirror(root, "cms", target)


def one(root: Path, version: str = "one") -> Release:
    """A release of a few pages."""
    return release(root / f"site-{version}", story_site(version, 5, 2000) | {"photos/1.webp": version.encode() * 900})


def signers(root: Path) -> Path:
    """The list of those who may sign."""
    place = root.parent / "allowed_signers"
    place.write_text(allowed(root.parent / "key", "cms"), encoding="utf-8")
    return place


@with_keygen
@FORMS
def test_it_is_checked_with_stock_programs(root: Path, form: str) -> None:
    """Unpacked by unzip or tar, every file by sha256sum, the signature by ssh-keygen."""
    made = one(root)
    done = mirror(root, form).publish(made)
    assert (done.id, done.sent, done.deleted) == (made.manifest.id, len(made.manifest.everything()), 0)
    (archive,) = mirror(root, form).archives()
    assert archive.name == f"jinguo-cms-{made.manifest.id[:12]}.{'zip' if form == 'zip' else 'tar.gz'}"
    out = root.parent / "out"
    shutil.unpack_archive(archive, out)
    assert sorted(each.name for each in out.iterdir()) == ["SHA256SUMS", "index.html", "site"]
    checked = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=out, capture_output=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, b"")
    words = [
        "ssh-keygen",
        "-Y",
        "verify",
        "-f",
        str(signers(root)),
        "-I",
        "cms",
        "-n",
        "jinguo",
        "-s",
        f"{archive}.sig",
    ]
    assert subprocess.run(words, input=archive.read_bytes(), capture_output=True, check=False).returncode == 0
    for file in made.manifest.everything():
        assert (out / "site" / file.path).read_bytes() == (made.folder / file.path).read_bytes()
    assert examined(archive, signers(root)) == (made.manifest, "cms", [])


@with_keygen
@FORMS
def test_the_same_release_gives_the_same_bytes(root: Path, form: str) -> None:
    """Also another day; another release bears another day, for servers that compare days."""
    mirror(root, form).publish(one(root))
    (archive,) = mirror(root, form).archives()
    before = [archive.read_bytes(), Path(f"{archive}.sig").read_bytes()]
    mirror(root, form).publish(one(root))
    assert [archive.read_bytes(), Path(f"{archive}.sig").read_bytes()] == before
    moments = {bundle._moment(root, replace(one(root).manifest, url=str(number))) for number in range(20)}
    assert len(moments) == 20


@with_keygen
def test_the_first_page_says_what_it_is(root: Path) -> None:
    """Id, commit, numbers, sections, who to ask; it loads nothing, and each of its links leads into the archive."""
    made = one(root)
    mirror(root).publish(made)
    (archive,) = mirror(root).archives()
    with zipfile.ZipFile(archive) as packed:
        text, names = packed.read("index.html").decode(), set(packed.namelist())
    assert made.manifest.id in text
    assert made.manifest.commit in text
    assert str(made.manifest.size) in text
    assert "office@example.com" in text
    links = [part.split('"')[0] for part in text.split('href="')[1:]]
    assert links
    assert set(links) <= names
    assert "-I 名单里的名称" in text
    listed = signers(root)
    mirror(root, signers=str(listed)).publish(made)
    with zipfile.ZipFile(archive) as packed:
        assert "-I cms -n" in packed.read("index.html").decode()
    assert "src=" not in text
    assert "://" not in text


@with_keygen
@FORMS
@pytest.mark.parametrize("what", ["one byte", "a file more", "a file less", "a link"])
def test_a_changed_archive_is_known(root: Path, form: str, what: str) -> None:
    """By the signature; and by its own list where somebody has signed the changed one."""
    mirror(root, form).publish(one(root))
    (archive,) = mirror(root, form).archives()
    out = root.parent / "out"
    shutil.unpack_archive(archive, out)
    if what == "one byte":
        page = out / "site/feed.xml"
        page.write_bytes(page.read_bytes().replace(b"one", b"two"))
    elif what == "a file less":
        (out / "site/feed.xml").unlink()
    elif what == "a file more":
        (out / "site/extra.html").write_text("more")
    else:
        (out / "site/feed.xml").unlink()
        (out / "site/feed.xml").symlink_to("/etc/hostname")
    if form == "zip":
        archive.unlink()
        subprocess.run(["python3", "-m", "zipfile", "-c", str(archive), "index.html", "SHA256SUMS", "site"], cwd=out,
                       check=True)  # fmt: skip
    else:
        with tarfile.open(archive, "w:gz") as packed:
            for each in sorted(out.rglob("*")):
                if not each.is_dir() or each.is_symlink():
                    packed.add(each, each.relative_to(out).as_posix(), recursive=False)
    with pytest.raises(MirrorError, match="签名不对"):
        examined(archive, signers(root))
    signature.sign(archive, root.parent / "key")
    assert [each for each in examined(archive, signers(root))[2] if each.severity == "error"]


@with_keygen
def test_no_signature_no_bundle(root: Path) -> None:
    """Without a key it is refused, unless the target is a trial; then it is warned of."""
    with pytest.raises(MirrorError, match="sign_key"):
        mirror(root, sign_key=None).publish(one(root))
    assert not (root / "dist").exists()
    mirror(root, sign_key=None, trial="true").publish(one(root))
    (archive,) = mirror(root).archives()
    assert [each.severity for each in examined(archive, None, unsigned=True)[2]] == ["warning"]
    with pytest.raises(MirrorError, match="没有签名"):
        examined(archive, signers(root))


@with_keygen
def test_nobody_is_asked_for_a_passphrase(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked key stops at once and says what to do; so does one that is not there. What was there stays."""
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    mirror(root).publish(one(root))
    before = {path.name: path.read_bytes() for path in (root / "dist").iterdir()}
    locked = key(root.parent / "locked", "not empty")
    with pytest.raises(MirrorError, match="ssh-add"):
        mirror(root, sign_key=str(locked)).publish(one(root, "two"))
    with pytest.raises(MirrorError, match="没有签名用的私钥"):
        mirror(root, sign_key="nowhere").plan(one(root, "two"))
    assert {path.name: path.read_bytes() for path in (root / "dist").iterdir()} == before


@with_keygen
def test_a_signature_of_somebody_else_does_not_count(root: Path) -> None:
    """Nor does one under a name that is a pattern, or for another purpose."""
    mirror(root).publish(one(root))
    (archive,) = mirror(root).archives()
    listed = signers(root)
    words = allowed(key(root.parent / "other"), "cms")
    for text in (words, signers(root).read_text().replace("cms", "*"), "", "# cms\n"):
        listed.write_text(text, encoding="utf-8")
        with pytest.raises(MirrorError):
            examined(archive, listed)
    listed.write_text(signers(root).read_text().replace('"jinguo"', '"mail"'), encoding="utf-8")
    with pytest.raises(MirrorError, match="签名不对"):
        examined(archive, listed)


@with_keygen
def test_a_killed_run_leaves_the_old_archive_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it was doing; what it left beside is swept away an hour later."""
    mirror(root).publish(one(root))
    (old,) = mirror(root).archives()
    monkeypatch.setattr(bundle, "sign", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        mirror(root).publish(one(root, "two"))
    assert mirror(root).archives() == [old]
    assert examined(old, signers(root))[2] == []
    left = root / "dist" / ".jinguo-bundle-killed"
    left.mkdir()
    os.utime(left, (1, 1))
    monkeypatch.undo()
    mirror(root).publish(one(root, "two"))
    assert not left.exists()


@with_keygen
def test_dead_and_old_archives_go(root: Path) -> None:
    """Those that show somebody who has withdrawn, and those above the number to keep; the plan knows the newest."""
    for number, version in enumerate(("one", "two", "three", "four")):
        mirror(root).publish(one(root, version))
        newest = mirror(root).archives()[0]
        os.utime(newest, (1_000_000 + number, 1_000_000 + number))
    kept = mirror(root).kept()
    assert [each.live for each in kept] == [True, False, False, False]
    plan = mirror(root).plan(one(root, "five"))
    assert plan.before == kept[0].id
    assert len(plan.added) == 2
    done = mirror(root, keep="1").publish(one(root, "five"), [kept[0].id])
    assert done.deleted == 3
    left = {each.id for each in mirror(root).kept()}
    assert left == {one(root, "five").manifest.id, kept[1].id}
    assert len(list((root / "dist").glob("*.sig"))) == 2
    with pytest.raises(MirrorError, match="再交一次"):
        mirror(root).rollback(kept[1].id)


def test_what_is_no_archive_is_said(tmp_path: Path) -> None:
    """Broken, empty, another kind, or not there."""
    for name, data in (("a.zip", b"no"), ("b.tar.gz", b"no"), ("c.zip", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(MirrorError):
            listed_in(tmp_path / name)
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as packed:
        packed.writestr("index.html", "hello")
    with pytest.raises(MirrorError, match="不是 jinguo"):
        listed_in(tmp_path / "d.zip")
    with pytest.raises(MirrorError):
        listed_in(tmp_path / "nowhere.zip")
