"""Cards and record sheets hold names of the roster: they leave through the one door, and the log tells of it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import Result

from generator.cli import service_add
from generator.clock import today
from tests import tiny
from tests.prints.printed import info, with_eyes, with_font, words
from tests.serving_people import HEAD, NUMBERS, PEOPLE, Keyed, line

pytestmark = [with_font, with_eyes]


@pytest.fixture
def keyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keyed:
    """A register in which six people are on a roster and one served."""
    monkeypatch.setattr(service_add, "today", lambda: today().replace(year=2024, month=3, day=6))
    made = Keyed(tmp_path)
    tiny.with_theme(made.root)
    assert made.add(HEAD + line(0, "2", PEOPLE[NUMBERS[0]], "打扫")).exit_code == 0
    return made


def run(keyed: Keyed, *typed: str, key: str = "owner") -> Result:
    """``jinguo print`` with a key."""
    return keyed.run("print", *typed, "--identity", str(keyed.files / key))


def private(keyed: Keyed) -> dict[str, bytes]:
    """What lies in the private folder, without the log."""
    found = (keyed.root / "private").glob("*")
    return {path.name: path.read_bytes() for path in found if path.name != "exports.log"}


def log(keyed: Keyed) -> list[dict[str, object]]:
    """Lines of the log."""
    text = (keyed.root / "private/exports.log").read_text(encoding="utf-8")
    return [json.loads(each) for each in text.splitlines()]


def test_a_card_is_private_and_logged(keyed: Keyed) -> None:
    """Name, number, team; the log names her team and no value."""
    done = run(keyed, "card", NUMBERS[0].replace("-", ""), "--single")
    assert done.exit_code == 0, done.output
    name = f"巾帼志愿者证-{NUMBERS[0]}.pdf"
    assert list(private(keyed)) == [name]
    assert stat.S_IMODE((keyed.root / "private").stat().st_mode) == 0o700
    told = words(private(keyed)[name])
    for each in ("巾帼志愿者证", PEOPLE[NUMBERS[0]], NUMBERS[0], "新华区建设路爱心巾帼志愿服务小队", "示例：人物"):
        assert each in told, each
    assert info(private(keyed)[name])["Pages"] == "2"
    noted = log(keyed)[-1]
    assert (noted["rows"], noted["columns"]) == (1, ["姓名", "证号", "队伍"])
    assert noted["teams"] == ["xinhua/aixin"]
    assert PEOPLE[NUMBERS[0]] not in json.dumps(noted, ensure_ascii=False) + done.output
    assert not (keyed.root / "dist").exists()


def test_a_team_gets_a_sheet_of_cards(keyed: Keyed) -> None:
    """Everybody who is still in it; the district's key opens it as well."""
    done = run(keyed, "card", "--team", "xinhua", key="district")
    assert "一共 6 张" in done.output
    told = words(private(keyed)["巾帼志愿者证-xinhua.pdf"])
    assert all(name in told and number in told for number, name in PEOPLE.items())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("card",), "请写一个证号，或者用 --team 写队伍"),
        (("card", NUMBERS[0], "--team", "xinhua"), "请写一个证号，或者用 --team 写队伍"),
        (("card", "410402-0000-0000-0"), "没有这个证号"),
        (("card", "--team", "没有"), "没有"),
        (("record", "410402-0000-0000-0"), "没有这个证号"),
        (("card", "--team", "yexian"), "没有打得开的人"),
    ],
)
def test_nobody_no_file(keyed: Keyed, typed: tuple[str, ...], said: str) -> None:
    """The message says what to do; nothing is written."""
    done = run(keyed, *typed)
    assert done.exit_code != 0
    assert said in done.output
    assert private(keyed) == {}


def test_a_key_is_needed(keyed: Keyed) -> None:
    """For both."""
    for what in ("card", "record"):
        done = keyed.run("print", what, NUMBERS[0])
        assert (done.exit_code, private(keyed)) == (2, {})
        assert "--identity" in done.output


def test_what_is_private_does_not_go_to_the_site(keyed: Keyed) -> None:
    """Nor anywhere that git or the public sees."""
    for folder in ("site", "content", "dist/print"):
        done = run(keyed, "card", NUMBERS[0], "--out", str(keyed.root / folder))
        assert done.exit_code == 1, folder
        assert not list(keyed.root.rglob("巾帼志愿者证*"))


def test_a_record_sheet_says_what_it_is_not(keyed: Keyed) -> None:
    """The same facts as ``jinguo report person``, on paper."""
    done = run(keyed, "record", NUMBERS[0])
    assert done.exit_code == 0, done.output
    pdf = private(keyed)[f"服务记录表-{NUMBERS[0]}.pdf"]
    told = words(pdf)
    for each in (
        "本表由示例市妇女联合会登记，不是志愿服务记录证明",
        PEOPLE[NUMBERS[0]],
        "看望独居老人",
        "打扫",
        "本人核对",
    ):
        assert each in told, each
    assert log(keyed)[-1]["values"] == "masked"
    assert "写明理由" in run(keyed, "record", NUMBERS[0], "--full").output
    assert run(keyed, "record", NUMBERS[0], "--full", "--reason", "本人核对").exit_code == 0
    assert log(keyed)[-1]["values"] == "full"
