"""``jinguo photos blur``: what it changes, what it says, and what it leaves alone."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.cli import photos_blur
from generator.photos import eyes
from generator.photos.cache import IN_REGISTER, Cache
from generator.photos.develop import develop
from generator.photos.faces import Finder, Found, look
from generator.photos.metadata import findings
from generator.records.edits import UneditableError
from tests.built import digests
from tests.faced import FOLDER, PHOTOS, REPORT, faced, photos
from tests.portraits import portrait, row, saved


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register with faces."""
    return faced(tmp_path / "登记 册")


def test_only_a_person_calls_a_photo_blurred(root: Path) -> None:
    """A program that finds no face any more has proven nothing; ``--done`` beside a face that is left does not, too."""
    before = (root / REPORT).read_bytes()
    result = photos(root, "blur", FOLDER, "02.jpg", "--faces")
    assert (result.exit_code, "再运行一次，只加 --done" in result.output) == (0, True)
    assert look((root / FOLDER / "02.jpg").read_bytes()).faces == ()
    (root / FOLDER / "02.jpg").write_bytes(saved(row(3)))
    result = photos(root, "blur", FOLDER, "02.jpg", "--face", "1", "--done")
    assert (result.exit_code, "没有写 blurred: true" in result.output) == (0, True)
    assert (root / REPORT).read_bytes() == before
    assert photos(root, "blur", FOLDER, "02.jpg", "--done").exit_code == 0
    assert (root / REPORT).read_text(encoding="utf-8").count("blurred: true") == 1


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], object]]]:
    """What somebody else does while the command looks for faces."""
    others: list[Callable[[], object]] = []
    real = Finder.find

    def slow(self: Finder, data: bytes) -> Found:
        while others:
            others.pop()()
        return real(self, data)

    monkeypatch.setattr(Finder, "find", slow)
    yield others
    assert not others


def test_a_record_that_was_edited_meanwhile(root: Path, meanwhile: list[Callable[[], object]]) -> None:
    """The photo is found by its name in what the clerk has saved; her sentence stays, no other photo is marked."""
    text = (root / REPORT).read_text(encoding="utf-8").replace("photos:\n", "photos:\n  - {file: 03.jpg, alt: 新}\n", 1)
    text = text.replace("  - {file: 03.jpg, alt: 街道, people: none}\n", "") + "她刚写的一句\n"
    meanwhile.append(lambda: (root / REPORT).write_text(text, encoding="utf-8"))
    assert photos(root, "blur", FOLDER, "02.jpg", "--faces", "--done").exit_code == 0
    added = "    people: [c-2024-0001, c-2024-0004]\n    blurred: true\n"
    wanted = text.replace("    people: [c-2024-0001, c-2024-0004]\n", added)
    assert (root / REPORT).read_text(encoding="utf-8") == wanted


def test_a_photo_that_was_changed_meanwhile(root: Path, meanwhile: list[Callable[[], object]]) -> None:
    """It stays as somebody else has made it, and the command fails."""
    new = saved(portrait(400))
    meanwhile.append(lambda: (root / FOLDER / "01.jpg").write_bytes(new))
    result = photos(root, "blur", FOLDER, "01.jpg", "--box", "30%,5%,30%,35%", "--done")
    assert (result.exit_code, "刚刚有人改过" in result.output) == (1, True)
    assert (root / FOLDER / "01.jpg").read_bytes() == new
    assert "blurred" not in (root / REPORT).read_text(encoding="utf-8")


def test_a_record_that_cannot_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open in another program, as on Windows: one sentence says that the photo is done and the word is missing."""
    real = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if Path(target).name == "report.md":
            raise PermissionError(13, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    result = photos(root, "blur", FOLDER, "01.jpg", "--faces", "--done")
    assert result.exit_code == 1
    assert f"{REPORT} 写不进去（没有权限）" in result.output
    assert "请在照片 01.jpg 下面自己写上 blurred: true" in result.output
    assert look((root / FOLDER / "01.jpg").read_bytes()).faces == ()


@pytest.mark.parametrize(
    "typed",
    ["wang-he", "volunteers/wang-he", "volunteers/wang-he/", "content/volunteers/wang-he.md",
     "content\\volunteers\\wang-he", "wang-he.md"],
)  # fmt: skip
def test_a_record_has_many_names(root: Path, typed: str) -> None:
    """The same as for every other command."""
    result = photos(root, "blur", typed, "01.jpg", "--box", "1,1,9,9", "--dry-run")
    assert (result.exit_code, "content/volunteers/wang-he/01.jpg" in result.output) == (0, True), result.output


def test_all_faces(root: Path) -> None:
    """The master is another, clean, without a face; the record says so on a person's word, and not a byte more."""
    before = (root / REPORT).read_text(encoding="utf-8")
    result = photos(root, "blur", FOLDER, "02.jpg", "--faces", "--done")
    assert result.exit_code == 0, result.output
    assert result.output.count("处 ") == 3
    new = (root / FOLDER / "02.jpg").read_bytes()
    assert look(new).faces == ()
    assert findings(new) == []
    added = "    people: [c-2024-0001, c-2024-0004]\n    blurred: true\n"
    assert (root / REPORT).read_text(encoding="utf-8") == before.replace(
        "    people: [c-2024-0001, c-2024-0004]\n", added
    )


def test_one_face_by_its_number(root: Path) -> None:
    """The others stay, and are told."""
    result = photos(root, "blur", "2024/0305-leifeng", "02.jpg", "--face", "2")
    assert result.exit_code == 0, result.output
    left = look((root / FOLDER / "02.jpg").read_bytes()).faces
    assert len(left) == 2
    assert left[1].x - left[0].x > 500
    assert "还看到 2 张没有遮的脸" in result.output
    assert "没有写 blurred: true" in result.output
    assert "blurred" not in (root / REPORT).read_text(encoding="utf-8")


def test_a_box_by_hand(root: Path) -> None:
    """In shares; several files of the record can be named by a path."""
    result = photos(root, "blur", str(root / FOLDER), str(root / FOLDER / "01.jpg"), "--box", "30%,5%,30%,35%")
    assert result.exit_code == 0, result.output
    assert look((root / FOLDER / "01.jpg").read_bytes()).faces == ()


def test_nothing_of_the_old_picture_is_left(root: Path) -> None:
    """Not in the folder, not in any cache; what belongs to other photographs stays."""
    cache = Cache(root / IN_REGISTER)
    paths = {name: root / FOLDER / name for name in ("01.jpg", "03.jpg")}
    before = develop(paths, cache, processes=1)
    old = paths["01.jpg"].read_bytes()
    made = {source.path for source in before.results["01.jpg"].sources}  # type: ignore[union-attr]
    kept = {source.path for source in before.results["03.jpg"].sources}  # type: ignore[union-attr]
    assert photos(root, "blur", FOLDER, "01.jpg", "--faces").exit_code == 0
    assert not any(path.exists() for path in made)
    assert all(path.exists() for path in kept)
    everything = [path.read_bytes() for path in root.rglob("*") if path.is_file()]
    assert old not in everything
    for data in everything:
        if data[:2] == b"\xff\xd8" or data[:4] == b"RIFF":
            assert look(data).faces == () or data == (root / FOLDER / "02.jpg").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("01.jpg",), "没有说遮哪里"),
        (("01.jpg", "--box", "500,500,50,50"), "不在照片里：照片宽 512、高 512 像素。什么都没有改"),
        (("01.jpg", "--box", "1,2,3"), "写法不对"),
        (("09.jpg", "--faces"), "没有照片 “09.jpg”"),
        (("01.jpg", "--face", "2"), "只找到 1 张脸，没有第 2 张"),
        (("01.jpg", "02.jpg", "--box", "1,1,5,5"), "一次只能用于一张照片"),
        (("03.jpg", "--faces"), "程序没有找到脸，没有改"),
        (("04.jpg", "--faces"), "照片打不开"),
        (("05.heic", "--box", "1,1,5,5"), "HEIC"),
        (("06.jpg", "--faces"), "找不到这个照片文件"),
        (("01.jpg", "04.jpg", "--faces"), "什么都没有改"),
    ],
)
def test_what_is_wrong_changes_nothing(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """One Chinese sentence, a status that is not 0, and every file as it was."""
    from tests.photos.conftest import Studio  # noqa: PLC0415 - a class of another suite

    more = "".join(f"  - {{file: {name}, alt: 别的, people: none}}\n" for name in ("04.jpg", "05.heic", "06.jpg"))
    root = faced(tmp_path / "r", PHOTOS + more)
    (root / FOLDER / "04.jpg").write_bytes(b"\xff\xd8\xff broken")
    (root / FOLDER / "05.heic").write_bytes(Studio().heic())
    before = digests(root / FOLDER)
    result = photos(root, "blur", FOLDER, *words)
    assert result.exit_code != 0
    assert said in result.output + str(getattr(result.exception, "message", ""))
    assert digests(root / FOLDER) == before


def test_a_dry_run_changes_nothing(root: Path) -> None:
    """It lists the places."""
    before = digests(root / FOLDER)
    result = photos(root, "blur", FOLDER, "02.jpg", "--faces", "--dry-run")
    assert (result.exit_code, result.output.count("处 ")) == (0, 3)
    assert digests(root / FOLDER) == before


def test_an_unknown_record(root: Path) -> None:
    """The nearest is suggested."""
    result = photos(root, "blur", "activities/2024/0305-leifen", "01.jpg", "--faces")
    assert result.exit_code != 0
    assert "是不是 “activities/2024/0305-leifeng”？" in result.output


def test_where_the_old_picture_still_is(root: Path) -> None:
    """Other copies in the register, the built site and the history of git are named."""
    (root / "content/volunteers/wang-he/02.jpg").write_bytes(saved(portrait(400)))
    (root / "site").mkdir()
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    result = photos(root, "blur", FOLDER, "01.jpg", "--faces")
    assert "content/volunteers/wang-he/02.jpg 是很像的一张照片，没有打码" in result.output
    assert "site/ 里还是打码以前的照片" in result.output
    assert f"git 历史里还有 {FOLDER}/01.jpg 打码以前的样子" in result.output


def test_without_the_program_boxes_work(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--faces`` says how to install it, a box is laid over all the same."""
    monkeypatch.setattr(eyes, "can_see", lambda: False)
    result = photos(root, "blur", FOLDER, "01.jpg", "--faces")
    assert result.exit_code != 0
    assert "pip install" in result.output
    result = photos(root, "blur", FOLDER, "01.jpg", "--box", "30%,5%,30%,35%")
    assert (result.exit_code, "没有程序再看一遍" in result.output) == (0, True)
    assert "blurred" not in (root / REPORT).read_text(encoding="utf-8")
    result = photos(root, "blur", FOLDER, "01.jpg", "--done")
    assert result.exit_code == 0
    assert "blurred: true" in (root / REPORT).read_text(encoding="utf-8")


def test_a_box_on_something_else_says_nothing_of_faces(root: Path) -> None:
    """Where no face was found, none was proven gone: rules about children rely on the word ``blurred``."""
    result = photos(root, "blur", FOLDER, "03.jpg", "--box", "10%,10%,20%,20%")
    assert (result.exit_code, "没有写 blurred: true" in result.output) == (0, True)
    assert "blurred" not in (root / REPORT).read_text(encoding="utf-8")


def test_killed_between_photo_and_record(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The photo is covered already and the record still says less: nobody is shown by mistake."""

    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(photos_blur, "_noted", killed)
    before = (root / REPORT).read_bytes()
    assert photos(root, "blur", FOLDER, "01.jpg", "--faces", "--done").exit_code != 0
    assert look((root / FOLDER / "01.jpg").read_bytes()).faces == ()
    assert (root / REPORT).read_bytes() == before


def test_a_record_that_cannot_be_edited(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The photo is covered, and the clerk is told what to write."""

    def refused(*_: object, **__: object) -> str:
        raise UneditableError

    monkeypatch.setattr(photos_blur, "with_photo", refused)
    result = photos(root, "blur", FOLDER, "01.jpg", "--faces", "--done")
    assert result.exit_code == 1
    assert "请在照片 01.jpg 下面自己写上 blurred: true" in result.output
    assert look((root / FOLDER / "01.jpg").read_bytes()).faces == ()


def test_a_portrait(root: Path) -> None:
    """It stands under another key than the photographs of a story."""
    (root / "content/volunteers/wang-he/01.jpg").write_bytes(saved(portrait()))
    result = photos(root, "blur", "content/volunteers/wang-he.md", "01.jpg", "--faces", "--done")
    assert result.exit_code == 0, result.output
    text = (root / "content/volunteers/wang-he.md").read_text(encoding="utf-8")
    assert "blurred: true}" in text


@pytest.mark.parametrize("word", ["activities/2024/0412-hunyin/01.jpg", "../0412-hunyin/01.jpg", "/etc/01.jpg"])
def test_a_path_to_another_records_photo_is_refused(root: Path, word: str) -> None:
    """The photo of the same name in this record is not the one that was meant; its own path means it."""
    before = digests(root)
    result = photos(root, "blur", FOLDER, word, "--box", "1,1,50,50")
    assert (result.exit_code, "什么都没有改" in result.output) == (1, True)
    assert digests(root) == before
    assert photos(root, "blur", FOLDER, f"{FOLDER}/01.jpg", "--box", "1,1,50,50", "--dry-run").exit_code == 0
