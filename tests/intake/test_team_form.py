"""Forms of teams: what ``jinguo report form`` prints comes back as the record that it was printed from."""

from __future__ import annotations

import datetime as dt
import io
from functools import lru_cache
from pathlib import Path

import docx
import pytest

from generator.cli.report_form import form_words
from generator.intake.guess import Known
from generator.intake.team_drafts import team_draft
from generator.intake.team_form import TeamForm, forms_of, is_form
from generator.intake.team_known import known_as
from generator.intake.team_ticks import Ticked, ticked
from generator.intake.team_values import month_of, number_of, times_of, unread
from generator.records.federation import Federation
from generator.records.library import Library, load
from generator.sealed.handed.fields import Rules
from generator.sealed.reports.form import FormFacts, form_document, month

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 8, tzinfo=dt.UTC)
LABELS = {"甲": ("巾帼甲志愿者", "甲"), "乙": ("巾帼乙志愿者", "乙"), "其他": ("其他",)}


@lru_cache
def sample() -> Library:
    """The sample register."""
    return load(ROOT, sealed=False)[0]


def federation() -> Federation:
    """Its federation."""
    return sample().facts


def rules() -> Rules:
    """What values may be in the sample register."""
    facts = federation()
    return Rules(TODAY, facts.categories, facts.sources, (), facts.service_times, sample=True)


def printed(address: str, **other: str) -> bytes:
    """The form of a team of the sample register."""
    team = sample().teams[address].fields
    facts = {
        "unit": team.unit, "name": team.name, "size": str(team.size), "founded": month(team.founded),
        "leader": "示例样桂", "post": "街道妇联执委", "phone": "12000001111", "wechat": "sample_weixin01",
        "other_text": team.other_category or "", **other,
    }  # fmt: skip
    filled = FormFacts(**facts, categories=team.categories, service_times=team.service_times)
    return form_document([filled], form_words(federation()), "示例", sample=True)


@pytest.mark.parametrize("address", sorted(load(ROOT, sealed=False)[0].teams))
def test_a_printed_form_comes_back(address: str) -> None:
    """Every team of the sample register, from its record to paper and back, is the same."""
    team = sample().teams[address].fields
    (form,) = forms_of(printed(address), "表.docx", federation())
    assert (form.name, form.unit, form.size) == (team.name, team.unit, team.size)
    assert form.founded == team.founded
    assert form.categories.chosen == tuple(each for each in federation().categories if each in team.categories)
    assert form.service_times.chosen == tuple(each for each in federation().service_times if each in team.service_times)
    assert not form.categories.doubtful
    assert form.values["phone"] == "12000001111"


def test_several_forms_in_one_file_keep_their_units() -> None:
    """The unit stands above its table, and belongs to that table only."""
    words = form_words(federation())
    facts = [
        FormFacts(unit, name, "8", "2020年5月", "", "", "", "", ("法律维权",), "", ("双休日",))
        for unit, name in (("新华区妇联", "甲队"), ("卫东区妇联", "乙队"))
    ]
    found = forms_of(form_document(facts, words, "示例", sample=True), "表.docx", federation())
    assert [(each.unit, each.name) for each in found] == [("新华区妇联", "甲队"), ("卫东区妇联", "乙队")]


def test_the_same_form_again_changes_nothing_in_the_record() -> None:
    """An existing team is not made twice; only its contact is sealed."""
    (form,) = forms_of(printed("xinhua/guangminglu-aixin"), "表.docx", federation())
    draft = team_draft(form, Known(sample(), TODAY), rules(), NOW, ())
    assert not draft.new
    assert not draft.files
    assert list(draft.sealed) == ["teams/xinhua/guangminglu-aixin/contact.sealed"]


def test_a_changed_form_is_a_proposed_change() -> None:
    """What differs is written into the record that is there, and said."""
    (form,) = forms_of(printed("xinhua/guangminglu-aixin", size="31人"), "表.docx", federation())
    draft = team_draft(form, Known(sample(), TODAY), rules(), NOW, ())
    (text,) = draft.files.values()
    assert "size: 31" in text.decode()
    assert any("人数 23 → 31" in each for each in draft.told)


def test_nothing_private_is_in_a_record() -> None:
    """Name, post, phone and WeChat id of a leader without consent are in the sealed line alone."""
    (form,) = forms_of(
        printed("xinhua/guangminglu-aixin", name="新华区光明路街道手工巾帼志愿服务小队"), "表.docx", federation()
    )
    draft = team_draft(form, Known(sample(), TODAY), rules(), NOW, ())
    assert draft.new
    assert draft.address.startswith("xinhua/")
    (text,) = draft.files.values()
    said = text.decode() + "".join(draft.told) + "".join(draft.asked) + "".join(map(str, draft.sealed.values()))
    for private in ("示例样桂", "12000001111", "sample_weixin01", "执委"):
        assert private not in said
    assert "township: 光明路街道" in text.decode()
    assert "level: 小队" in text.decode()


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("√巾帼甲志愿者    □巾帼乙志愿者\n□其他", ("甲",)),
        ("☑甲 ☐乙 ☐其他", ("甲",)),
        ("□甲√  □乙  □其他", ("甲",)),
        ("□甲  □乙√ □其他____", ("乙",)),
        ("■甲□乙□其他", ("甲",)),
        ("甲（√） 乙（ ） 其他（ ）", ("甲",)),
        ("[x]甲 [ ]乙 [ ]其他", ("甲",)),
        ("甲、乙", ("甲", "乙")),
        ("□甲 □乙 □其他", ()),
        ("□ 巾 帼 甲 志 愿 者 √ □巾帼乙志愿者", ("甲",)),
        ("□巾帼甲志愿者对    □巾帼乙志愿者", ("甲",)),
        ("□甲对□乙□其他", ("甲",)),
        ("巾帼甲志愿者\n□其他", ("甲",)),
        ("×甲 □乙 □其他", ()),
    ],
)
def test_ticks(text: str, chosen: tuple[str, ...]) -> None:
    """Whatever sign and whichever side."""
    assert ticked(text, LABELS, "其他").chosen == chosen


def test_other_has_its_words() -> None:
    """What stands on the line behind 其他 is kept when 其他 is ticked."""
    found = ticked("□甲 □乙 √其他　助残出行　", LABELS, "其他")
    assert (found.chosen, found.other) == (("其他",), "助残出行")


def test_a_tick_between_two_boxes_is_doubtful() -> None:
    """“A√□B”: nobody but the writer knows."""
    assert ticked("□甲√□乙√□其他", LABELS, "其他").doubtful


def test_a_tick_that_leans_on_the_next_word_is_doubtful() -> None:
    """“甲√ 乙 √其他”: nobody but the writer knows."""
    assert ticked("甲√ 乙 √其他", LABELS, "其他").doubtful


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("23人", 23), ("共计18人（含队长）", 18), ("十二", 12), ("二十一名", 21),
        ("一百零五人", 105), ("现有队员26名", 26),
        ("约20人", None), ("30余人", None), ("12-15", None), ("若干", None), ("", None),
    ],
)  # fmt: skip
def test_sizes(text: str, number: int | None) -> None:
    """As people write them; what is not exact is no number."""
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "month_"),
    [
        ("二〇一九年五月", "2019-05"), ("2018.3", "2018-03"), ("2019年5月成立", "2019-05"),
        ("2017-06-01", "2017-06-01"),
        ("二〇二〇年十一月二十三日", "2020-11-23"), ("2019年春", ""), ("21年", ""), ("2018.1", ""), ("二〇一九年", ""),
    ],
)  # fmt: skip
def test_months(text: str, month_: str) -> None:
    """Read where a month is told; a year alone is asked about, and says so."""
    assert month_of(text) == month_
    assert unread("founded", text)


@pytest.mark.parametrize(
    ("text", "chosen", "asked"),
    [
        ("周末", ("双休日",), False), ("随时", ("工作日", "双休日", "节假日"), True), ("农闲", (), True),
        ("双休日、农闲", ("双休日",), True), ("工作日、周末", ("工作日", "双休日"), False),
    ],
)  # fmt: skip
def test_times_of_service(text: str, chosen: tuple[str, ...], *, asked: bool) -> None:
    """By the words that people use; what is doubtful asks."""
    found = times_of(text, ("工作日", "双休日", "节假日"))
    assert found.chosen == chosen
    assert bool(found.doubtful or found.meant) == asked


def test_what_is_there_is_not_called_lacking() -> None:
    """A form whose month cannot be read says what it says."""
    (form,) = forms_of(
        printed("xinhua/guangminglu-aixin", name="某某小队", founded="2019年春"), "表.docx", federation()
    )
    draft = team_draft(form, Known(sample(), TODAY), rules(), NOW, ())
    assert not draft.made
    assert "2019年春" in draft.asked[0]
    assert "表上缺" not in draft.asked[0]


def test_a_leader_whose_name_cannot_be_sealed_is_not_sealed_at_all() -> None:
    """Her phone beside somebody else's name would make one person of two."""
    (form,) = forms_of(printed("xinhua/guangminglu-aixin", leader="示例样桂、示例样荷"), "表.docx", federation())
    draft = team_draft(form, Known(sample(), TODAY), rules(), NOW, ())
    assert not draft.sealed
    assert any("免得记到别人名下" in each for each in draft.asked)
    assert not any("密封进" in each for each in draft.told)


def test_only_what_was_sealed_is_listed() -> None:
    """A phone that is none is not said to be sealed."""
    (form,) = forms_of(printed("xinhua/guangminglu-aixin", phone="见附件", wechat="无"), "表.docx", federation())
    draft = team_draft(form, Known(sample(), TODAY), rules(), NOW, ())
    (said,) = [each for each in draft.told if "密封进" in each]
    assert "姓名、职务密封进" in said


def test_what_is_unclear_of_a_known_team_changes_nothing() -> None:
    """Its unit, and ticks that nobody can tell apart, are asked about."""
    (form,) = forms_of(printed("xinhua/guangminglu-aixin", unit="新华区某某妇联"), "表.docx", federation())
    unclear = TeamForm(
        form.origin, form.values, Ticked(("法律维权",), doubtful=True), Ticked(("工作日",), meant="随时")
    )
    draft = team_draft(unclear, Known(sample(), TODAY), rules(), NOW, ())
    assert not draft.files
    assert any("单位" in each for each in draft.asked)
    assert any("志愿服务类别的勾看不清楚，没有改" in each for each in draft.asked)
    assert any("随时" in each for each in draft.asked)


def test_a_second_team_of_a_unit_is_a_new_one() -> None:
    """The same township with another theme is no team that is there."""
    (form,) = forms_of(
        printed("xinhua/guangminglu-aixin", name="新华区光明路街道手工巾帼志愿服务小队"), "表.docx", federation()
    )
    assert known_as(form, Known(sample(), TODAY)) is None
    (short,) = forms_of(printed("xinhua/guangminglu-aixin", name="光明路街道爱心陪伴小队"), "表.docx", federation())
    entry = known_as(short, Known(sample(), TODAY))
    assert entry is not None
    assert entry.address == "xinhua/guangminglu-aixin"


def handwritten(rows: list[list[str]]) -> bytes:
    """A form as a clerk makes it herself."""
    document = docx.Document()
    table = document.add_table(len(rows), max(map(len, rows)))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=False):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_labels_above_their_values() -> None:
    """A form may have its labels in one row and the values below."""
    rows = [["队伍名称", "单 位", "人 数", "成立时间"], ["甲队", "新华区妇联", "12", "2019.5"]]
    (form,) = forms_of(handwritten(rows), "表.docx", federation())
    assert (form.name, form.unit, form.size, form.founded) == ("甲队", "新华区妇联", 12, "2019-05")


def test_an_empty_form_holds_nothing() -> None:
    """A place that is left empty does not take the label below it for its value."""
    rows = [["领队姓名", "", "职务", "", "联系电话", ""], ["队伍名称", "", "人数", "", "组建时间", ""]]
    (form,) = forms_of(handwritten(rows), "表.docx", federation())
    assert form.values == {}


def test_what_is_lacking_is_asked_for_and_not_invented() -> None:
    """A form without its month of founding makes no record."""
    (form,) = forms_of(printed("xinhua/guangminglu-aixin", name="某某小队", founded=""), "表.docx", federation())
    draft = team_draft(form, Known(sample(), TODAY), rules(), NOW, ())
    assert not draft.made
    assert "组建时间" in draft.asked[0]


def test_another_table_is_no_form() -> None:
    """A list of people is not taken for a form, nor are bytes that are no Word file."""
    assert not is_form(handwritten([["姓名", "电话"], ["示例", "1"]]))
    assert forms_of(b"PK\x03\x04", "表.docx", federation()) == []


def test_a_form_tells_nobody_its_values() -> None:
    """Not even in a traceback."""
    assert "示例样桂" not in repr(TeamForm("表", {"leader": "示例样桂"}))
