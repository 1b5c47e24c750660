"""Before something is printed: where it may lie, and a last look at its words, those that were typed among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

from generator.prints.codes import LONGEST
from tests.prints.printed import URL, register, run, with_font
from tests.serving_people import NUMBERS, PEOPLE, Keyed
from tests.tiny import CONSENTS, STORY, report, with_theme, write

pytestmark = with_font
MOBILE = "138 0013" + " 8000"
PRINTED = CONSENTS.replace("channels: [web, wechat]", "channels: [web, print]")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register."""
    return register(tmp_path)


def slogan(root: Path, words: str) -> Result:
    """A poster with something of one's own on it."""
    return run(root, "poster", "0305-leifeng", "--url", URL, "--slogan", words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (f"请打 {MOBILE}", "手机号"),
        ("李样梅说得好", "不能公开的姓名"),
        ("李 样 梅说得好", "不能公开的姓名"),
        ("写信到 someone@example.net", "电子邮箱"),
        ("姐妹同心" * 11, "写了 44 个字，最多 40 个"),
    ],
)
def test_a_slogan_is_looked_at(root: Path, words: str, said: str) -> None:
    """A number, a name without consent to print, or too many words: nothing is made, and the message repeats none."""
    done = slogan(root, words)
    assert done.exit_code != 0
    assert said in done.output
    assert "--slogan" in done.output
    assert MOBILE not in done.output
    assert "样梅" not in done.output
    assert not (root / "dist").exists()


def test_a_slogan_may_name_who_agreed_to_print(tmp_path: Path) -> None:
    """Consent to the site alone is not enough."""
    assert slogan(register(tmp_path / "a"), "像王样荷一样").exit_code == 1
    assert slogan(register(tmp_path / "b", {"teams/consents.yml": PRINTED}), "像王样荷一样").exit_code == 0


@pytest.mark.parametrize(
    "folder",
    [".", "teams", "activities/2024/0305-leifeng", "content/honours", "site", ".git", ".git/x", "private", "TEAMS/x",
     "dist/../teams/y", "new"],
)  # fmt: skip
def test_nothing_is_put_among_the_records(root: Path, folder: str) -> None:
    """Nor into what git keeps: a poster there would stop the register. Nothing appears on the disk."""
    before = sorted(root.rglob("*"))
    for words in (("story", "0305-leifeng"), ("leaflet", "zhukun"), ("certificate", "2024")):
        done = run(root, *words, "--out", str(root / folder))
        assert done.exit_code == 1, done.output
        assert "请换一个文件夹" in done.output
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("linked", ["dist", "dist/print"])
def test_a_link_into_the_register_is_no_way_in(root: Path, linked: str) -> None:
    """Where it leads counts."""
    (root / linked).parent.mkdir(exist_ok=True)
    (root / linked).symlink_to(root / "teams")
    before = sorted((root / "teams").rglob("*"))
    assert run(root, "story", "0305-leifeng").exit_code == 1
    assert sorted((root / "teams").rglob("*")) == before


def test_git_never_sees_what_was_printed(root: Path, tmp_path: Path) -> None:
    """The folder of outputs says so itself; outside of the register any folder will do."""
    assert run(root, "story", "0305-leifeng").exit_code == 0
    assert (root / "dist/.gitignore").read_text(encoding="utf-8") == "*\n"
    assert run(root, "story", "0305-leifeng", "--out", str(tmp_path / "出/里")).exit_code == 0
    assert [path.name for path in (tmp_path / "出/里").iterdir()] == ["2024-0305-leifeng-文稿.pdf"]


def test_an_address_that_no_code_can_bear_is_told(tmp_path: Path) -> None:
    """Typed or in federation.yml; there is a limit, and it is said."""
    root = register(tmp_path / "a")
    done = run(root, "poster", "0305-leifeng", "--url", URL.ljust(3000, "x"))
    assert (done.exit_code, f"最多 {LONGEST} 个" in done.output) == (2, True)
    done = run(root, "story", "0305-leifeng", "--url", URL.ljust(LONGEST - 5, "x"))
    assert (done.exit_code, "二维码会密得扫不出来" in done.output) == (1, True)
    federation = (root / "teams/federation.yml").read_text(encoding="utf-8")
    longer = federation.replace("tagline:", f"url: {URL.ljust(400, 'x')}/, tagline:")
    done = run(register(tmp_path / "b", {"teams/federation.yml": longer}), "leaflet", "zhukun")
    assert (done.exit_code, "二维码会密得扫不出来" in done.output) == (1, True)


def test_with_a_key_all_is_held_against_the_sealed_sheets(tmp_path: Path) -> None:
    """Who is on a roster and nowhere else is known to the key only; without one, that nothing was compared is said."""
    keyed = Keyed(tmp_path)
    with_theme(write(keyed.root))
    name = PEOPLE[NUMBERS[2]]
    story = keyed.root / STORY / "report.md"
    key = ("--identity", str(keyed.files / "owner"))
    done = keyed.run("print", "story", "0305-leifeng", *key)
    assert done.exit_code == 0, done.output
    assert "已逐字核对" in done.output
    done = keyed.run("print", "poster", "0305-leifeng", "--url", URL, "--slogan", f"{name}来了", *key)
    assert (done.exit_code, "有密封资料的原文" in done.output) == (1, True)
    story.write_text(report("看望", "2024-03-05", body=f"{name[0]}**{name[1:]}**来了。\n"), encoding="utf-8")
    done = keyed.run("print", "story", "0305-leifeng", "--out", str(tmp_path / "x"), *key)
    assert (done.exit_code, "有密封资料的原文" in done.output) == (1, True)
    assert name not in done.output
    assert not (tmp_path / "x").exists()
    assert "没有给出钥匙，没有核对密封资料" in keyed.run("print", "story", "0305-leifeng").output


def test_part_of_a_name_is_enough(root: Path) -> None:
    """As everywhere: one activity that has it in its address is meant."""
    done = run(root, "story", "leifeng")
    assert done.exit_code == 0, done.output
    assert (root / "dist/print/2024-0305-leifeng-文稿.pdf").exists()
