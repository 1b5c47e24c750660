"""The official registration form: laid out as the notice has it, filled from both sides of the register."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_LINE_SPACING
from pydantic import ValidationError

from generator.cli.report_form import form_words
from generator.console import Recorded
from generator.records.federation import Form
from generator.records.library import load
from generator.sealed.deliver import Order
from generator.sealed.reports.form import FormFacts, FormWords, form_document, missing, month
from generator.sealed.reports.form_files import ALL, FormResult, file_names, make_forms
from generator.sealed.tables import FULL_NOTE, MASK_NOTE
from tests import tiny
from tests.sealed.office import printed, with_pdf_text, with_writer

if TYPE_CHECKING:
    from tests.sealed.conftest import Register

ROOT = Path(__file__).resolve().parents[2]
WORDS = FormWords(
    "示例市巾帼志愿服务队伍登记表", "巾帼{}志愿者", "电子版报送备案。",
    ("爱心帮扶", "法律维权", "护绿环保", "其他"), "其他", ("工作日", "双休日", "节假日"),
)  # fmt: skip
TEAM = FormFacts(
    "新华区妇联", "新华区爱心巾帼志愿服务小队", "23", "2018年3月", "赵样桂", "主席", "12000010001", "yangli_1",
    ("法律维权", "其他"), "心理疏导", ("双休日",),
)  # fmt: skip
GRID = [
    ["领队姓名", "赵样桂", "职务", "主席", "联系电话", "12000010001"],
    ["队伍名称", "新华区爱心巾帼志愿服务小队", "人数", "23", "组建时间", "2018年3月"],
]


def rows(data: bytes, which: int = 0) -> list[list[str]]:
    """The cells of one form, those that span several columns once."""
    table = docx.Document(io.BytesIO(data)).tables[which]
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]


def texts(data: bytes) -> list[str]:
    """The paragraphs around the tables."""
    return [each.text for each in docx.Document(io.BytesIO(data)).paragraphs if each.text]


def test_it_is_laid_out_as_the_notice_has_it() -> None:
    """Title, unit with its place for the seal, six columns, the boxes two a line, the remark."""
    data = form_document([TEAM], WORDS, MASK_NOTE, sample=False)
    assert texts(data) == ["示例市巾帼志愿服务队伍登记表", "单位：新华区妇联（盖章）", "备注：电子版报送备案。"]
    assert rows(data) == [
        *GRID,
        ["领队微信号", "yangli_1"],
        ["志愿服务类别\n（请在相应类别打“√”）",
         "□巾帼爱心帮扶志愿者\t√ 巾帼法律维权志愿者\n□巾帼护绿环保志愿者\n√ 其他　心理疏导　"],
        ["志愿服务时间", "□工作日　　√ 双休日　　□节假日　　"],
    ]  # fmt: skip


def test_a_tick_does_not_move_its_line() -> None:
    """Lines of boxes have one height, ticked or not, and a framed tick is smaller than its line's text."""
    table = docx.Document(io.BytesIO(form_document([TEAM], WORDS, MASK_NOTE, sample=False))).tables[0]
    lines = [line for row in (3, 4) for line in table.rows[row].cells[1].paragraphs]
    assert len({line.paragraph_format.line_spacing for line in lines}) == 1
    assert all(line.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY for line in lines)


def test_what_is_missing_stays_blank() -> None:
    """And is told by the form's own words; an unticked 其他 has a line to write on."""
    empty = FormFacts("甲妇联", "甲队", "9", "2018年", "", "", "", "")
    data = form_document([empty], WORDS, MASK_NOTE, sample=False)
    assert [row[1::2] for row in rows(data)[:2]] == [["", "", ""], ["甲队", "9", "2018年"]]
    assert rows(data)[3][1].endswith("□其他　　　　　　　")
    assert "√" not in rows(data)[3][1] + rows(data)[4][1]
    assert missing(empty) == ["领队姓名", "职务", "联系电话", "领队微信号", "志愿服务类别", "志愿服务时间"]
    assert missing(TEAM) == []


@pytest.mark.parametrize(
    ("founded", "said"), [("2018-03", "2018年3月"), ("2018-11-05", "2018年11月5日"), ("", ""), ("不详", "不详")]
)
def test_months_are_written_as_on_paper(founded: str, said: str) -> None:
    """Without zeros; what is no date stays what it is."""
    assert month(founded) == said


def test_a_federation_prints_its_own_form() -> None:
    """Long labels stand one a line, a federation without 其他 has no such line, without a remark none is printed."""
    own = FormWords("表" * 40, "{}", "", ("一个很长很长很长很长很长很长很长的类别", "乙"), "", ("平时",))
    data = form_document([replace(TEAM, categories=("乙",))], own, FULL_NOTE, sample=True)
    assert rows(data)[3][1] == "□一个很长很长很长很长很长很长很长的类别\n√ 乙"
    assert texts(data) == ["表" * 40, "单位：新华区妇联（盖章）"]
    document = docx.Document(io.BytesIO(data))
    assert "样例数据" in document.sections[0].header.paragraphs[0].text
    assert FULL_NOTE in document.sections[0].footer.paragraphs[0].text


def test_what_is_printed_is_data(tmp_path: Path) -> None:
    """Of ``federation.yml``: without a word about the form it has the place in its title and labels of its own."""
    library, _ = load(tiny.write(tmp_path, photos=False))
    assert form_words(library.facts) == FormWords(
        "示例市巾帼志愿服务队伍登记表",
        "巾帼{}志愿者",
        "",
        ("爱心帮扶", "法律维权", "其他"),
        "其他",
        ("工作日", "双休日"),
    )
    with pytest.raises(ValidationError, match="类别写在哪里"):
        Form.model_validate({"category_label": "志愿者"})


def test_forms_for_printing_have_a_page_each() -> None:
    """One file, a table a team."""
    document = docx.Document(io.BytesIO(form_document([TEAM, TEAM, TEAM], WORDS, MASK_NOTE, sample=False)))
    assert len(document.tables) == 3
    assert sum(bool(each.paragraph_format.page_break_before) for each in document.paragraphs) == 2


def test_names_of_files() -> None:
    """No sign of a path, no device of Windows, at most 80 bytes, all different whatever their case."""
    names = file_names(
        ["甲队", "甲队", "../../甲队", "a/b\\c:d", "CON", "A", "a", " .. ", "长" * 60, "长" * 61, "x\ny", "𠮷" * 40]
    )
    assert names == [
        "甲队", "甲队-2", "甲队-3", "abcd", "CON_", "A", "a-2", "队伍", "长" * 26, "长" * 26 + "-2", "x y", "𠮷" * 20,
    ]  # fmt: skip
    assert all(len(name.encode()) <= 80 for name in names)


def made(register: Register, tmp_path: Path, *, full: bool = False, only: tuple[str, ...] = ()) -> FormResult:
    """The forms of the tiny register with a team that is no more."""
    facts = [
        replace(team, founded="2018-03", categories=("爱心帮扶",), service_times=("双休日",), leader="开放的名字",
                status="disbanded" if team.address == "xinhua/b" else "active")
        for team in register.facts
    ]  # fmt: skip
    order = Order("登记表", tmp_path / "private", full, "报送备案" if full else "")
    return make_forms(register.root, facts, register.owner, WORDS, order, only, console=Recorded())


def test_one_a_team_and_one_with_all(register: Register, tmp_path: Path) -> None:
    """Teams that are no more are left out and counted; blanks are told by team."""
    result = made(register, tmp_path)
    folder = tmp_path / "private"
    names = sorted(path.name for path in (folder / "登记表").iterdir())
    assert names == sorted(f"{team.name}.docx" for team in register.facts if team.address != "xinhua/b")
    assert (result.teams, result.disbanded, result.unreadable, result.earlier) == (5, 1, 0, 0)
    assert sorted(result.files) == sorted([folder / ALL, *(folder / "登记表" / name for name in names)])
    assert len(docx.Document(str(folder / ALL)).tables) == 5
    assert result.blanks["叶县丙镇巾帼志愿服务小队"] == ("职务", "联系电话", "领队微信号")
    assert "新华区巾帼志愿服务分队" not in result.blanks


def test_masked_unless_there_is_a_reason(register: Register, tmp_path: Path) -> None:
    """Phone and WeChat id; the name of the sealed sheet goes before the open record's."""
    path = tmp_path / "private" / "登记表" / "新华区巾帼志愿服务分队.docx"
    made(register, tmp_path, only=("xinhua",))
    grid = rows(path.read_bytes())
    assert grid[0] == ["领队姓名", "赵样桂", "职务", "领队", "联系电话", "120****0001"]
    assert grid[2] == ["领队微信号", "y****1"]
    made(register, tmp_path, full=True, only=("xinhua",))
    grid = rows(path.read_bytes())
    assert (grid[0][5], grid[2][1]) == ("12000010001", "yangli_1")
    log = (tmp_path / "private" / "exports.log").read_text(encoding="utf-8")
    assert log.count('"values": "full"') == log.count("报送备案") == 1
    assert "yangli" not in log
    assert "赵样桂" not in log


def test_the_leader_has_a_row_of_her_own(register: Register, tmp_path: Path) -> None:
    """Beside the row of who answers for the team, in whatever order they were sealed."""
    sheet = "teams/yexian/c/contact.sealed"
    register.seal(sheet, {"responsible": {"responsible": "孙样责", "responsible_phone": "12000020000"}})
    register.seal(sheet, {"leader": {"leader": "钱样领", "phone": "12000030000"}})
    made(register, tmp_path, full=True, only=("yexian/c",))
    grid = rows((tmp_path / "private" / "登记表" / "叶县丙镇巾帼志愿服务小队.docx").read_bytes())
    assert grid[0][1::2] == ["钱样领", "", "12000030000"]


def test_one_team_has_no_second_file(register: Register, tmp_path: Path) -> None:
    """What lies there from earlier is counted, never removed: it may be the only copy."""
    made(register, tmp_path)
    result = made(register, tmp_path, only=("xinhua/a",))
    assert [path.name for path in result.files] == ["新华区甲街道巾帼志愿服务小队.docx"]
    assert result.earlier == 4


def test_a_wrong_key_makes_no_form(register: Register, tmp_path: Path) -> None:
    """A form with blanks where values are sealed would be filed as it is."""
    register.owner = register.backup
    register.seal("teams/yexian/contact.sealed", {"leader": {"leader": "钱样领"}})
    assert made(register, tmp_path, only=("yexian",)).unreadable == 0
    register.owner = type(register)(tmp_path).owner
    result = made(register, tmp_path / "b", only=("yexian",))
    assert (result.files, result.unreadable) == ((), 2)
    assert [path.name for path in (tmp_path / "b" / "private").rglob("*.docx")] == []


@with_writer
@with_pdf_text
def test_every_form_of_the_sample_fits_a_page(tmp_path: Path) -> None:
    """With the longest names, units and remarks: printed by LibreOffice, one page a team, the boxes as they are."""
    library, _ = load(ROOT)
    words = form_words(library.facts)
    teams = [
        FormFacts(entry.fields.unit, entry.fields.name, str(entry.fields.size), month(str(entry.fields.founded)),
                  "欧阳样桂", "党组成员、副主席、领队", "12000010001、12000010002", "yangli_" + "x" * 12,
                  entry.fields.categories, entry.fields.other_category or "", entry.fields.service_times)
        for entry in library.teams.values()
    ]  # fmt: skip
    worst = replace(
        max(teams, key=lambda each: len(each.name)), categories=words.categories, other_text="心理疏导" * 4,
        service_times=words.service_times,
    )  # fmt: skip
    pages = printed(tmp_path, "in.docx", form_document([worst, *teams], words, FULL_NOTE, sample=True))
    assert len(pages) == len(teams) + 1
    for page, team in zip(pages[1:], teams, strict=True):
        assert page.count("√") == 1 + len(team.categories) + len(team.service_times)
        assert page.count("□") == len(words.categories) + len(words.service_times) + 1 - page.count("√")
        for text in (words.title, f"单位：{team.unit}（盖章）", "报送邮箱：", "内部资料不得公开"):
            assert text in page, text
    assert pages[0].count("□") == 0
