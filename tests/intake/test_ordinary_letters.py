"""The most ordinary letters and papers of a county: what of them becomes the story, and what is asked."""

from __future__ import annotations

import datetime as dt
import io
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from docx.document import Document

from generator.intake.body_captions import captions
from generator.intake.delivered import Delivery, Piece
from generator.intake.guess import SURE, Known, Understood
from generator.intake.guess_all import understand
from tests.intake.making import handed, letter, picture, saved, word
from tests.intake.test_guess_precision import register
from tests.sealed.handed_files import phone

TODAY = dt.date(2026, 11, 22)
TITLE = "新华区光明路街道开展“学雷锋 暖夕阳”志愿服务活动"
TOLD = (
    "3月5日上午，新华区妇联组织光明路街道爱心陪伴巾帼志愿服务小队18名志愿者走进光明社区妇女之家，为辖区46名空巢老人理发、包饺子。",
    "“姑娘们手艺好，剪得利索。”张大娘笑着说。",
)


def seen(piece: Piece) -> Understood:
    """What is made of a piece."""
    return understand(piece, Known(register(), TODAY))


def only(delivery: Delivery) -> Understood:
    """What is made of the one piece there is."""
    assert len(delivery.pieces) == 1
    return seen(delivery.pieces[0])


def body(understood: Understood) -> list[str]:
    """The lines that are left to be the story."""
    return [each.text for each in understood.story.blocks if each.text]


def paper(*lines: str) -> Document:
    """A document with a line a paragraph, none of them marked."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    return made


def foxmail() -> bytes:
    """A page alone, its picture beside it as if it were attached, greeting above and signature below a rule."""
    contact = f"手机：{phone(1)}<br>电话：0375-1234567<br>QQ：1234567<br>邮箱：office@example.org"
    page = (
        "<div>宣传部领导：</div><div>&nbsp;&nbsp;您好！现将我区活动信息报上，请审阅。</div><div><br></div>"
        f"<p align=center><b>{TITLE}</b></p>{''.join(f'<p>&nbsp;&nbsp;{each}</p>' for each in TOLD)}"
        "<p><img src='cid:one@abc'></p><p>图为志愿者为老人理发（赵样荷 摄）</p>"
        f"<p align=right>（新华区妇联 赵样荷）</p><hr><div>赵样荷<br>新华区妇联宣传科<br>{contact}</div>"
    )
    made = EmailMessage()
    made["Subject"], made["From"] = "新华区妇联学雷锋活动信息", "office@example.org"
    made["Date"] = "Thu, 5 Mar 2026 16:20:33 +0800"
    made.set_content(page, subtype="html")
    made.make_mixed()
    made.add_attachment(picture(), maintype="image", subtype="png", filename="微信图片_20260305.png", cid="<one@abc>")
    return made.as_bytes()


def test_the_most_ordinary_letter(tmp_path: Path) -> None:
    """Greeting and signature go, the bold third line is the title, the caption and the byline are what they are."""
    found = handed(tmp_path, {"来信.eml": foxmail()})
    understood = only(found)
    said, _ = captions(found.pieces[0], understood.story.blocks)
    assert understood.value("title") == TITLE
    assert body(understood)[:2] == list(TOLD)
    assert understood.value("credits.source") == "新华区妇联 赵样荷"
    assert understood.value("place.spot") == "光明社区妇女之家"
    assert [(each.text, each.credit) for each in said.values()] == [("志愿者为老人理发", "赵样荷")]
    assert [each.name for each in found.kept] == ["来信.eml › 签名.txt"]
    assert len(understood.asked) <= 4


@pytest.mark.parametrize(
    "lines",
    [
        ("从网易163邮箱发来的超大附件", "照片.zip (132.5M, 2026年6月17日 18:00 到期)"),
        ("从QQ邮箱发来的超大附件", "照片.zip (1.2G, 2026年06月17日 18:00 到期)", "进入下载页面"),
        ("来自QQ邮箱的超大附件：", "照片.zip", "132.5M", "2026年06月17日 18:00 到期", "下载"),
    ],
)
def test_a_file_that_did_not_come_along(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """Its day is no day of the story, and somebody has to fetch it."""
    told = ("今天上午，郏县冢头镇文化宣传志愿者走进冢头镇幼儿园，和80余名小朋友一起过六一。", *lines)
    raw = letter("".join(f"<div>{each}</div>" for each in told).encode(), "Subject: x", kind="text/html")
    found = handed(tmp_path, {"来信.eml": raw})
    understood = only(found)
    assert understood.value("date") == (dt.date(2026, 3, 6),) * 2
    assert body(understood) == [told[0]]
    assert "来信.eml有 1 个超大附件没有随信来（照片.zip），2026-06-17 到期，请尽快下载再交" in found.notes
    assert any("80余名小朋友" in each for each in understood.asked)


def test_a_sentence_about_such_a_file_stays(tmp_path: Path) -> None:
    """Only what a mail program writes is taken out."""
    told = "照片比较大，用超大附件另外发给您了，请留意。"
    understood = only(handed(tmp_path, {"来信.eml": letter(f"{TOLD[0]}\n\n{told}\n\n{TOLD[1]}".encode())}))
    assert told in body(understood)


def red(*more: str) -> Document:
    """An official paper about a week of activities."""
    made = paper(
        "平顶山市新华区妇女联合会文件", "平新妇〔2025〕9号", "关于“三八”维权周活动开展情况的报告", "市妇联：",
        "按照通知要求，我区于3月1日至8日组织开展了维权周系列活动。", "一、开展普法宣传",
        "3月6日，新华区矿工路街道法律维权巾帼志愿服务小队在矿工路广场设置咨询台，12名志愿者接待群众。", *more,
        "附件：活动照片", "新华区妇女联合会", f"（联系人：刘主任  联系电话：{phone(2)}）",
    )  # fmt: skip
    made.paragraphs[0].alignment = 1  # type: ignore[assignment]  # centred
    return made


def test_an_official_paper_may_be_no_story(tmp_path: Path) -> None:
    """Its head is no title, the year is that of its number, nothing is certain, and it is asked what it is."""
    understood = only(handed(tmp_path, {"报告.docx": saved(red())}))
    assert understood.value("title") == "关于“三八”维权周活动开展情况的报告"
    assert understood.value("date") == (dt.date(2025, 3, 6),) * 2
    assert not [key for key, each in understood.guesses.items() if each.confidence == SURE]
    assert "公文" in understood.asked[0]
    assert body(understood)[0].startswith("按照通知要求")
    assert not any(word_ in line for line in body(understood) for word_ in ("附件：", "联系人", "市妇联："))


def two(first: str, second: str, *above: str) -> bytes:
    """Two headings with a text and a picture each."""
    made = paper(*above)
    for number, (heading, text) in enumerate(
        (("一、尧山镇：护林姐妹巡山忙", first), ("二、下汤镇：暖阳助老送温暖", second))
    ):
        made.add_heading(heading, 2)
        made.add_paragraph(text)
        made.add_picture(io.BytesIO(picture(number * 40)))
        made.add_paragraph(f"▲第{number + 1}张")
    return saved(made)


FIRST = "11月3日，鲁山县尧山镇护林环保巾帼志愿服务小队20名志愿者走进山林，清理垃圾40余公斤。"
SECOND = "11月5日，鲁山县下汤镇暖阳助老巾帼志愿服务小队10名志愿者到下汤镇敬老院，为25名老人打扫卫生。"


def test_two_stories_in_one_paper_are_two(tmp_path: Path) -> None:
    """Each with its own day, team, place and picture; whoever hands it in is told."""
    found = handed(tmp_path, {"信息.docx": two(FIRST, SECOND)})
    one, other = map(seen, found.pieces)
    assert [one.value("teams"), other.value("teams")] == [("lushan/yaoshan-hulin",), ("lushan/xiatang-nuanyang",)]
    assert [one.value("title"), other.value("title")] == ["尧山镇：护林姐妹巡山忙", "下汤镇：暖阳助老送温暖"]
    assert [one.value("volunteers"), other.value("volunteers")] == [20, 10]
    assert [each.pictures[0].data for each in found.pieces] == [picture(0), picture(40)]
    assert any("2 篇稿子" in each for each in found.notes)


def test_two_stories_under_a_long_preface_are_asked_about(tmp_path: Path) -> None:
    """What may be a report stays whole, and nothing of it is certain."""
    understood = only(
        handed(
            tmp_path,
            {
                "信息.docx": two(
                    FIRST,
                    SECOND,
                    "现将我县十一月上旬开展的志愿服务活动情况报告如下，请审阅指正，有不妥的地方请联系我们，谢谢支持。",
                )
            },
        )
    )
    assert "2 篇稿子" in understood.asked[0]
    assert not [key for key, each in understood.guesses.items() if each.confidence == SURE]


def test_one_story_in_parts_is_one(tmp_path: Path) -> None:
    """Parts of one team's story are no stories of their own."""
    parts = (FIRST, FIRST.replace("11月3日", "11月4日"))
    assert len(handed(tmp_path, {"信息.docx": two(*parts)}).pieces) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("巾帼志愿者学习全会文件", "3月8日，大家在社区读书。"),
        ("家长课堂开讲了", "第三期"),
        ("爱心超市开张", "附图：志愿者整理货架"),
    ],
)
def test_what_only_looks_like_a_frame_stays(tmp_path: Path, first: str, second: str) -> None:
    """The title keeps its place, and nothing below it goes."""
    told = "3月9日，叶县妇联组织10名志愿者来到社区，陪大家说话。"
    understood = only(handed(tmp_path, {"稿.docx": word(first, second, told)}))
    assert understood.value("title") == first
    assert body(understood) == [second, told]


def test_a_notice_keeps_whom_to_ring(tmp_path: Path) -> None:
    """Whoever wants to come needs it."""
    told = ("巾帼志愿者招募公告", "3月20日将举办培训，欢迎大家报名参加。", f"联系人：刘主任，电话：{phone(3)}")
    assert told[2] in body(only(handed(tmp_path, {"稿.docx": word(*told)})))


def test_a_caption_is_no_heading_of_another_story(tmp_path: Path) -> None:
    """Two teams may act in one story."""
    made = paper("尧山下汤姐妹一起忙", FIRST)
    made.add_picture(io.BytesIO(picture()))
    for line in ("志愿者在山林里清理垃圾", SECOND):
        made.add_paragraph(line)
    assert len(handed(tmp_path, {"稿.docx": saved(made)}).pieces) == 1


@pytest.mark.parametrize(
    ("source", "told"), [("http://x.example/open.gif?id=1", 0), ("http://x.example/huodong.jpg", 1)]
)
def test_a_counter_of_readers_is_no_picture(tmp_path: Path, source: str, told: int) -> None:
    """Nobody is asked to send it."""
    raw = letter(f"<p>{TOLD[0]}</p><img src='{source}'>".encode(), kind="text/html")
    assert len(handed(tmp_path, {"来信.eml": raw}).notes) == told
