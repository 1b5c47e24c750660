"""``jinguo report form``: what a user sees while the registration forms are made."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from msoffcrypto import OfficeFile

from generator.cli.main import jinguo
from generator.sealed.age import new_identity, parse_identities
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import Value, seal_row
from tests import tiny
from tests.lines import add_lines

SQUAD = "teams/xinhua/aixin"
NAME = "新华区建设路爱心巾帼志愿服务小队"
PHONE = "12000010001"
SEALED = datetime(2026, 6, 30, tzinfo=UTC)
PASSWORD = "long enough"  # noqa: S105 -- of nothing


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register with keys and one contact."""
    made = tiny.write(tmp_path / "登记 册", photos=False)
    keys = [new_identity("test") for _ in range(2)]
    (tmp_path / "总队.identity").write_text(keys[0], encoding="ascii")
    public = "".join(f"{parse_identities(key).public[0]}\n" for key in keys)
    (made / "teams" / "recipients.txt").write_text(public, encoding="ascii")
    sheet = f"{SQUAD}/contact.sealed"
    values: dict[str, Value] = {"leader": "赵样桂", "phone": PHONE, "wechat": "yangli_1"}
    add_lines(made / sheet, [seal_row(sheet, "leader", values, recipient_keys(made, sheet), SEALED)])
    return made


def run(root: Path, *arguments: str, typed: str = "") -> Result:
    """Make forms with the key of the top team."""
    key = str(root.parent / "总队.identity")
    return CliRunner().invoke(
        jinguo, ["report", "form", "--root", str(root), "--identity", key, *arguments], input=typed
    )


def test_what_a_user_sees(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the forms are, and which places somebody has to fill in by hand; never a value."""
    monkeypatch.chdir(root)
    done = run(root)
    assert done.exit_code == 0, done.output
    assert f"已写入 5 份登记表：{root / 'private' / '登记表'}" in done.stdout
    assert f"合在一起的一份：{root / 'private' / '登记表.docx'}" in done.stdout
    assert "叶县巾帼志愿服务分队：没有领队姓名、职务、联系电话、领队微信号，表上空着" in done.stderr
    assert f"{NAME}：没有" not in done.stderr
    assert PHONE not in done.output
    assert "赵样桂" not in done.output


def test_one_team_in_full(root: Path) -> None:
    """What is filed: with a reason, which the log keeps; the post comes from the open record."""
    done = run(root, "--team", "xinhua/aixin", "--full")
    assert done.exit_code == 1
    assert "--reason" in done.stderr
    assert not (root / "private").exists()
    done = run(root, "--team", "xinhua/aixin", "--full", "--reason", "报送市妇联备案")
    assert done.exit_code == 0, done.output
    table = docx.Document(str(root / "private" / "登记表" / f"{NAME}.docx")).tables[0]
    assert [cell.text for cell in table.rows[0].cells][1::2] == ["赵样桂", "主席", PHONE]
    noted = json.loads((root / "private" / "exports.log").read_text(encoding="utf-8"))
    assert (noted["what"], noted["values"], noted["reason"]) == ("登记表", "full", "报送市妇联备案")
    assert noted["files"] == [f"登记表/{NAME}.docx"]


def test_with_a_password(root: Path) -> None:
    """Asked for twice, shown nowhere, on every file."""
    done = run(root, "--team", "xinhua", "--password", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output
    files = list((root / "private").rglob("*.docx"))
    assert len(files) == 3
    for path in files:
        locked, plain = OfficeFile(io.BytesIO(path.read_bytes())), io.BytesIO()
        locked.load_key(password=PASSWORD)
        locked.decrypt(plain)
        assert docx.Document(plain).paragraphs[0].text == "示例市巾帼志愿服务队伍登记表"
    done = run(root, "--password", typed="short\nshort\n")
    assert done.exit_code == 1
    assert "口令太短" in done.stderr


def test_what_stops_it(root: Path) -> None:
    """No key, an unknown team, a key for something else, nothing but teams that are no more: one line each."""
    done = CliRunner().invoke(jinguo, ["report", "form", "--root", str(root)])
    assert done.exit_code == 2
    assert "--identity" in done.output
    done = run(root, "--team", "xinhua/aixi")
    assert done.exit_code == 1
    assert "没有 “xinhua/aixi” 这支队伍" in done.stderr
    (root.parent / "总队.identity").write_text(new_identity("other"), encoding="ascii")
    done = run(root)
    assert done.exit_code == 1
    assert "一行也打不开" in done.stderr
    assert not list((root / "private").rglob("*.docx"))
    for path in (root / "teams").rglob("team.yml"):
        path.write_text(path.read_text(encoding="utf-8") + "status: disbanded\n", encoding="utf-8")
    done = run(root)
    assert done.exit_code == 1
    assert "5 支队伍已经解散" in done.stdout
    assert "没有要做登记表的队伍" in done.stderr


def test_a_row_that_does_not_open_leaves_a_blank(root: Path) -> None:
    """The other forms are made: that a key does not open a team's contact is said, and is no failure."""
    other = [parse_identities(new_identity("other")).public[0] for _ in range(2)]
    sheet = "teams/yexian/contact.sealed"
    add_lines(root / sheet, [seal_row(sheet, "leader", {"leader": "钱样"}, other, SEALED)])
    done = run(root)
    assert done.exit_code == 0, done.output
    assert "已写入 5 份登记表" in done.stdout
    assert "打不开 1 支队伍的联系方式，一共有 1 行打不开，表上的联系方式空着" in done.stderr
    assert (root / "private" / "登记表.docx").exists()


def test_a_damaged_row_is_a_failure(root: Path) -> None:
    """No other key would cure it: the forms are made, and the status says that something is lost."""
    sheet = root / "teams/yexian/contact.sealed"
    sheet.write_bytes((root / f"{SQUAD}/contact.sealed").read_bytes())
    done = run(root)
    assert done.exit_code == 1
    assert "已写入 5 份登记表" in done.stdout
    assert "从别处搬来的" in done.stderr


def test_a_number_of_people_that_the_roster_denies(root: Path) -> None:
    """Fewer rows than people on the form are told before it is handed in; rows of people who left explain a few."""
    sheet = f"{SQUAD}/roster.sealed"
    keys = recipient_keys(root, sheet)
    size = next(
        int(line.partition(":")[2])
        for line in (root / SQUAD / "team.yml").read_text(encoding="utf-8").splitlines()
        if line.startswith("size:")
    )
    add_lines(
        root / sheet, [seal_row(sheet, f"r-{number}", {"name": "样"}, keys, SEALED) for number in range(size - 1)]
    )
    assert f"{NAME}：登记 {size} 人，名册 {size - 1} 人" in run(root).stderr
    add_lines(root / sheet, [seal_row(sheet, f"s-{number}", {"name": "样"}, keys, SEALED) for number in range(3)])
    assert f"{NAME}：登记" not in run(root).stderr


def test_forms_of_earlier_are_told(root: Path) -> None:
    """They may hold numbers in full."""
    run(root)
    done = run(root, "--team", "yexian")
    assert "里还有 3 份以前做的登记表" in done.stderr
