"""Short papers as they are typed in a county: their years, titles, numbers, captions and places."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest

from generator.intake.body_captions import captions
from generator.intake.guess import LOOSE, SURE
from tests.intake.making import handed, picture, saved, word
from tests.intake.test_ordinary_letters import TITLE, TOLD, only, paper


@pytest.mark.parametrize(
    ("lines", "changed", "day"),
    [
        (("8月8日，郏县安良镇陶瓷创业小队开班。", "自2025年3月1日开班以来，已办班5期。"), "2013-12-23", "2025-08-08"),
        (("8月8日，郏县安良镇陶瓷创业巾帼志愿服务小队开班。",), "2013-12-23", "2026-08-08"),
        (("8月8日，郏县安良镇陶瓷创业巾帼志愿服务小队开班。",), "2026-09-01", "2026-08-08"),
        (("12月8日，郏县安良镇陶瓷创业巾帼志愿服务小队开班。",), "2026-01-09", "2025-12-08"),
        (("8月8日，郏县安良镇陶瓷创业巾帼志愿服务小队开班。", "2024年8月9日"), "2026-09-01", "2024-08-08"),
        (("2025年8月7日，大家备课。8月8日，郏县安良镇陶瓷创业巾帼志愿服务小队开班。",), "2026-09-01", "2025-08-07"),
    ],
)  # fmt: skip
def test_the_year_that_the_text_tells(tmp_path: Path, lines: tuple[str, ...], changed: str, day: str) -> None:
    """The text comes before the property of the file, which may be that of a paper of years ago."""
    made = paper("安良镇：陶瓷姐妹带徒忙", *lines)
    made.core_properties.modified = dt.datetime.fromisoformat(changed)
    understood = only(handed(tmp_path, {"稿.docx": saved(made)}))
    value = understood.value("date")
    assert isinstance(value, tuple)
    assert value[0] == dt.date.fromisoformat(day)
    by_file = changed.startswith("2026") and not any("年" in each for each in lines)
    assert any("文件属性" in each for each in understood.asked) == by_file


@pytest.mark.parametrize(
    ("lines", "title", "loose"),
    [
        (("叶县昆阳街道普法宣传", "3月8日，小队在广场普法，服务群众120人。"), "叶县昆阳街道普法宣传", False),
        (("高新区皇台街道文明礼仪", "5月5日，8名志愿者参加劝导。"), "高新区皇台街道文明礼仪", False),
        (("3月8日，叶县昆阳街道普法小队在广场普法。", "大家都说好。"), "叶县昆阳街道普法小队在广场普法", True),
        (("近日，叶县昆阳街道普法小队在广场普法。",), "叶县昆阳街道普法小队在广场普法", True),
    ],
)  # fmt: skip
def test_short_stories_have_titles(tmp_path: Path, lines: tuple[str, ...], title: str, loose: bool) -> None:  # noqa: FBT001
    """A day is never a title, and no sentence ends at its first comma."""
    understood = only(handed(tmp_path, {"稿.docx": word(*lines)}))
    assert understood.value("title") == title
    assert (understood.guesses["title"].confidence == LOOSE) == loose


@pytest.mark.parametrize(
    ("text", "served", "asked"),
    [
        ("服务群众120人。", 120, ""), ("宝丰县家长课堂开课，50名家长参加。", 50, ""), ("活动惠及妇女300人。", 300, ""),
        ("和80余名小朋友一起过六一。", None, "80余名小朋友"), ("受益群众500余人。", None, "受益群众500余人"),
        ("培训妇女40人次。", None, "培训妇女40人次"), ("大家都说好。", None, "没有读出准数"),
        ("50名志愿者参加。", None, "没有读出准数"),
    ],
)  # fmt: skip
def test_how_many_were_served(tmp_path: Path, text: str, served: int | None, asked: str) -> None:
    """The number may stand before or behind the people; what is not exact is asked for in its own words."""
    understood = only(handed(tmp_path, {"稿.docx": word("一个标题在这里", f"3月8日，大家来到广场。{text}")}))
    value = understood.value("served")
    assert (value[0] if isinstance(value, tuple) else None) == served
    assert not asked or any(asked in each for each in understood.asked)


def test_hours_that_were_served(tmp_path: Path) -> None:
    """累计服务18小时."""
    understood = only(handed(tmp_path, {"稿.docx": word("一个标题在这里", "3月8日，9名志愿者参加，累计服务18小时。")}))
    assert understood.value("hours") == 18


@pytest.mark.parametrize("over", [False, True])
def test_pictures_and_their_words_in_a_table(tmp_path: Path, over: bool) -> None:  # noqa: FBT001
    """Each picture has the words of its column; 文/图 names who took them."""
    made = paper(TITLE, *TOLD)
    table = made.add_table(2, 2)
    for column, said in enumerate(("志愿者为老人理发", "老人们排队等候")):
        table.cell(int(over), column).paragraphs[0].add_run().add_picture(io.BytesIO(picture(column * 30)))
        table.cell(int(not over), column).text = said
    made.add_paragraph("（汝州市妇联 赵样荷 文/图）")
    found = handed(tmp_path, {"稿.docx": saved(made)})
    understood = only(found)
    said_, left = captions(found.pieces[0], understood.story.blocks)
    assert [said_[number].text for number in (0, 1)] == ["志愿者为老人理发", "老人们排队等候"]
    assert [each.text for each in left if each.text] == list(TOLD)
    assert understood.value("credits.source") == "汝州市妇联 赵样荷"
    assert understood.value("credits.photo") == "赵样荷"


def test_words_above_and_below_a_picture(tmp_path: Path) -> None:
    """下图 and 上图 speak of the picture between them; a title names no spot."""
    made = paper(
        "舞钢市垭口街道健康义诊进社区", "5月12日，垭口街道健康义诊巾帼志愿服务小队在垭口社区广场义诊。", "下图：测血压"
    )
    made.add_picture(io.BytesIO(picture()))
    made.add_paragraph("上图：义诊现场")
    found = handed(tmp_path, {"稿.docx": saved(made)})
    understood = only(found)
    said, left = captions(found.pieces[0], understood.story.blocks)
    assert said[0].text == "测血压，义诊现场"
    assert len([each for each in left if each.text]) == 1
    assert understood.value("place.spot") == "垭口社区广场"


def test_several_townships_are_all_named(tmp_path: Path) -> None:
    """Whoever answers sees between which."""
    text = "9月6日至8日，叶县妇联组织志愿者先后走进任店镇、常村镇、盐都街道，开展反诈宣传。"
    understood = only(handed(tmp_path, {"稿.docx": word("叶县组织反诈宣传进乡镇", text)}))
    assert any("任店镇、常村镇、盐都街道" in each for each in understood.asked)
    assert understood.guesses["place"].confidence != SURE
