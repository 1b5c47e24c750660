"""``jinguo report stats|annual|filing|changes`` and ``jinguo roster review``: files, log, and what is said aloud."""

from __future__ import annotations

import io
import json
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from msoffcrypto import OfficeFile
from python_calamine import CalamineWorkbook

from generator.cli import paper_job
from generator.cli.main import jinguo
from generator.sealed.age import new_identity, parse_identities
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import seal_row
from tests import tiny
from tests.conftest import SITES
from tests.lines import add_lines
from tests.sealed.conftest import person

SQUAD = "teams/xinhua/aixin"
SEALED = datetime(2026, 6, 30, tzinfo=UTC)
SECRETS = ("李样梅", "王样兰", "12000000001", "12000000002", "000000200103120001", "甲街道样例小区")
TOLD_IN_FULL = ("12000000001", "000000200103120001")
WHAT = {
    "统计表": ("report", "stats"), "年报": ("report", "annual", "--year", "2024"), "备案情况": ("report", "filing"),
    "变动情况": ("report", "changes", "--since", "2026-01-01"), "整理清单": ("roster", "review"),
}  # fmt: skip
KEYLESS = ("统计表", "年报", "备案情况", "整理清单")


def sealed(root: Path) -> Path:
    """Keys for the top and one 分队, and two volunteers, into a register."""
    identities = {name: new_identity("test") for name in ("总队", "备份", "新华")}
    for name, text in identities.items():
        (root.parent / f"{name}.identity").write_text(text, encoding="ascii")
    public = {name: parse_identities(text).public[0] for name, text in identities.items()}
    (root / "teams" / "recipients.txt").write_text(f"{public['总队']}\n{public['备份']}\n", encoding="ascii")
    (root / "teams" / "xinhua" / "recipients.txt").write_text(f"{public['新华']}\n", encoding="ascii")
    for sheet, values in (
        (f"{SQUAD}/roster.sealed", person("李样梅", 1)),
        ("teams/yexian/roster.sealed", person("王样兰", 2)),
    ):
        (root / sheet).parent.mkdir(parents=True, exist_ok=True)
        add_lines(root / sheet, [seal_row(sheet, "r-1", values, recipient_keys(root, sheet), SEALED)])
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register with keys and two volunteers."""
    return sealed(tiny.write(tmp_path / "登记 册", photos=False))


def run(root: Path, *arguments: str, key: str = "总队", typed: str = "") -> Result:
    """One command with one key, or none."""
    words = list(arguments)
    words += ["--identity", str(root.parent / f"{key}.identity")] if key and "filing" not in words else []
    return CliRunner().invoke(jinguo, [*words, "--root", str(root), "--out", str(root.parent / "出")], input=typed)


def texts(path: Path) -> Iterator[str]:
    """Every text of a workbook or a document."""
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(str(path))
        yield from (
            str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
        )
    else:
        document = docx.Document(str(path))
        yield from (paragraph.text for paragraph in document.paragraphs)
        yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("name", WHAT)
def test_two_files_and_a_line_in_the_log(root: Path, name: str) -> None:
    """Excel and Word, for one's own eyes, masked; neither log nor console holds a value."""
    done = run(root, *WHAT[name])
    assert done.exit_code == 0, done.output
    out = root.parent / "出"
    assert sorted(path.name for path in out.iterdir()) == sorted([f"{name}.xlsx", f"{name}.docx", "exports.log"])
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    log = (out / "exports.log").read_text(encoding="utf-8")
    assert json.loads(log)["people"] == (name in {"变动情况", "整理清单"})  # figures need not come back when one leaves
    line = json.loads(log)
    assert (line["what"], line["values"], line["reason"]) == (name, "masked", "")
    assert "xinhua/aixin" in line["teams"]
    assert not [word for word in SECRETS if word in done.output or word in log]
    for path in (out / f"{name}.xlsx", out / f"{name}.docx"):
        said = " ".join(texts(path))
        assert "示例市" in said
        assert not [word for word in SECRETS[2:] if word in said], path


@pytest.mark.parametrize("name", KEYLESS)
def test_without_a_key(root: Path, name: str) -> None:
    """What can be counted is counted; what cannot be known is said, and nobody is named."""
    done = run(root, *WHAT[name], key="")
    assert done.exit_code == 0, done.output
    said = " ".join(texts(root.parent / "出" / f"{name}.xlsx"))
    assert not [word for word in SECRETS if word in said]
    assert name == "备案情况" or "没有用钥匙" in done.output


def test_changes_need_a_key(root: Path) -> None:
    """A row that cannot be opened has no history to tell."""
    done = run(root, *WHAT["变动情况"], key="")
    assert done.exit_code == 2
    assert not (root.parent / "出").exists()


@pytest.mark.parametrize("name", ["统计表", "年报", "变动情况", "整理清单"])
def test_the_key_of_one_unit(root: Path, name: str) -> None:
    """It reads its own; which teams it cannot read is in the file, how many on the console."""
    done = run(root, *WHAT[name], key="新华")
    assert done.exit_code == 0, done.output
    assert "打不开 1 支队伍的名册" in done.stderr
    assert "S3" not in done.stderr


def test_a_key_of_nobody(root: Path) -> None:
    """Nothing is written that would say zero where it means unknown."""
    (root.parent / "别人.identity").write_text(new_identity("test"), encoding="ascii")
    done = run(root, *WHAT["统计表"], key="别人")
    assert done.exit_code == 1
    assert "一行也打不开，没有导出" in done.output
    assert list((root.parent / "出").iterdir()) == []


def test_what_it_said_before_needs_a_reason(root: Path) -> None:
    """Old and new values stand in the report only for a reason that goes to the log."""
    sheet = f"{SQUAD}/roster.sealed"
    later = SEALED.replace(month=7)
    line = seal_row(sheet, "r-1", {"mobile": "12000000009"}, recipient_keys(root, sheet), later, part=True)
    add_lines(root / sheet, [line])
    arguments = ("report", "changes", "--since", "2026-07-01", "--full")
    assert run(root, *arguments).exit_code == 1
    done = run(root, *arguments, "--reason", "核对更正")
    assert done.exit_code == 0, done.output
    said = " ".join(texts(root.parent / "出" / "变动情况.docx"))
    assert "12000000001 → 12000000009" in said
    assert json.loads((root.parent / "出" / "exports.log").read_text(encoding="utf-8"))["reason"] == "核对更正"
    assert "12000000009" not in done.output


def test_a_list_that_nobody_would_print(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in the workbook alone, and the document says so."""
    monkeypatch.setattr(paper_job, "MOST_LINES", 1)
    assert run(root, *WHAT["变动情况"]).exit_code == 0
    out = root.parent / "出"
    assert "李样梅" in " ".join(texts(out / "变动情况.xlsx"))
    printed = " ".join(texts(out / "变动情况.docx"))
    assert "李样梅" not in printed
    assert "共 2 行，太长，只在 Excel 文件里" in printed


def test_a_password(root: Path) -> None:
    """Asked for, not taken from the command line; both files need it then."""
    done = run(root, *WHAT["统计表"], "--password", typed="long enough\nlong enough\n")
    assert done.exit_code == 0, done.output
    for path in (root.parent / "出").glob("统计表.*"):
        assert OfficeFile(io.BytesIO(path.read_bytes())).is_encrypted()


def test_the_due_day(root: Path) -> None:
    """G16: from the day in federation.yml on, missing units are named on the console and in the file."""
    with (root / "teams" / "federation.yml").open("a", encoding="utf-8") as stream:
        stream.write("stats_due: 07-30\n")
    before = run(root, "report", "stats", "--as-of", "2026-07-29")
    after = run(root, "report", "stats", "--as-of", "2026-07-30")
    assert "提醒 G16" not in before.output
    assert "提醒 G16：截止日 2026-07-30 已到，叶县：2025-07-30 以后没有更新" in after.stderr
    assert "缺报单位" in CalamineWorkbook.from_path(str(root.parent / "出" / "统计表.xlsx")).sheet_names


def test_a_day_that_is_none(root: Path) -> None:
    """Said in Chinese, with the way to write it."""
    done = run(root, "report", "stats", "--as-of", "7月30日")
    assert done.exit_code == 2
    assert "2026-06-30" in str(done.exception) or "2026-06-30" in done.output


@pytest.mark.parametrize("name", KEYLESS)
def test_a_province_of_four_levels(tmp_path: Path, name: str) -> None:
    """Hunan's register differs in its data only: cities, their teams counted by their levels."""
    root = tmp_path / "湖南"
    shutil.copytree(SITES / "hunan", root)
    done = run(root, *WHAT[name], key="")
    assert done.exit_code == 0, done.output
    said = " ".join(each.replace("\n", "") for each in texts(root.parent / "出" / f"{name}.xlsx"))
    assert "湖南省" in said
    if name == "统计表":
        assert {"长沙市", "湘西州", "省直妇工委", "市总队（支）", "分队（支）", "小队（支）"} <= set(said.split())
        assert "浏阳市" not in said.split()
