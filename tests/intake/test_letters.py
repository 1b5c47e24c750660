"""Letters as Chinese mail programs write them, read as their readers see them."""

from __future__ import annotations

import datetime as dt
import email.policy
import tracemalloc
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.console import Recorded
from generator.intake.reading import read
from tests.intake.making import STORY, handed, letter, picture, reasons, told, word


def composed(subject: str = "学雷锋活动") -> EmailMessage:
    """A letter with its heads."""
    message = EmailMessage(policy=email.policy.SMTP)
    message["Subject"], message["From"] = subject, "新华区妇联 <office@example.org>"
    message["Date"] = "Thu, 05 Mar 2026 09:00:00 +0800"
    return message


def test_heads_are_read(tmp_path: Path) -> None:
    """The day is the Chinese one, the sender a name without an address, the subject bare."""
    piece = handed(tmp_path, {"a.eml": letter(STORY.encode(), "Subject: Re: Fwd: =?gbk?B?uKjFrsG9?=")}).pieces[0]
    assert (piece.sender, piece.sent) == ("新华区妇联", dt.date(2026, 3, 6))
    assert piece.subject == "辅女两"
    assert "@" not in piece.sender + piece.subject


@pytest.mark.parametrize(
    ("charset", "code"),
    [
        ("utf-8", "utf-8"), ("gb2312", "gbk"), ("gbk", "gb18030"), ("gb2312", "utf-8"), ("utf-8", "gb18030"),
        ("us-ascii", "gb18030"), ("iso-8859-1", "gb18030"), ("unknown-8bit", "gb18030"), ("x-made-up", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)  # fmt: skip
def test_bodies_are_read_whatever_charset_they_declare(tmp_path: Path, charset: str, code: str) -> None:
    """Declared charsets are often wrong: the bytes decide."""
    found = handed(tmp_path, {"a.eml": letter(STORY.encode(code), charset=charset)})
    assert told(found.pieces[0]) == [STORY]
    assert not found.kept


@pytest.mark.parametrize("charset", ["big5", "us-ascii"])
def test_big5_is_told_from_gbk(tmp_path: Path, charset: str) -> None:
    """Many bytes are both: everyday characters decide."""
    text = "今天上午婦女志願者來到社區為老人理髮並打掃房屋大家都說很高興希望以後常來"
    assert told(handed(tmp_path, {"a.eml": letter(text.encode("cp950"), charset=charset)}).pieces[0]) == [text]


def test_raw_gbk_in_heads(tmp_path: Path) -> None:
    """Old programs write subject and file names as bare GBK bytes."""
    raw = "Subject: 三八活动".encode("gbk").decode("utf-8", "surrogateescape")
    assert handed(tmp_path, {"a.eml": letter(STORY.encode(), raw)}).pieces[0].subject == "三八活动"


def attached(name_line: bytes) -> bytes:
    """A letter with one text as its attachment, whose name is written as given."""
    return (
        b"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n"
        b"Content-Type: text/plain\r\n\r\n\r\n--B\r\nContent-Type: application/octet-stream\r\n"
        b"Content-Disposition: attachment; " + name_line + b"\r\n\r\n\x01\x02\x03\r\n--B--\r\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        b"filename*=GBK''" + quote("活动小结.bin".encode("gbk")).encode(),
        b"filename*0*=gb2312''" + quote("活动".encode("gbk")).encode() + b";\r\n filename*1*="
        + quote("小结.bin".encode("gbk")).encode(),
        'filename="活动小结.bin"'.encode("gbk"),
        'filename="活动小结.bin"'.encode(),
        b'filename="=?gb18030?B?u+62r9ChveEuYmlu?="',
        b'filename="=?gb18030?B?u+62r9Ch?=\r\n =?gb18030?B?veEuYmlu?="',
        'filename="C:\\\\桌面\\\\活动小结.bin"'.encode(),
        'filename="../../活动小结.bin"'.encode(),
    ],
)  # fmt: skip
def test_names_of_attachments(tmp_path: Path, line: bytes) -> None:
    """Each way to write a Chinese file name gives the same one, never a path."""
    found = handed(tmp_path, {"a.eml": attached(line)})
    assert [each.name for each in found.kept] == ["a.eml › 活动小结.bin"]
    assert found.kept[0].data == b"\1\2\3"


def test_plain_text_is_preferred(tmp_path: Path) -> None:
    """Of two wordings of one text the plain one is taken, and nothing is told twice."""
    message = composed()
    message.set_content(STORY)
    message.add_alternative(f"<html><body><p>{STORY}</p></body></html>", subtype="html")
    found = handed(tmp_path, {"a.eml": bytes(message)})
    assert told(found.pieces[0]) == [STORY]
    assert not found.kept


@pytest.mark.parametrize("stub", ["", " \n", "您的邮件客户端不支持HTML", "请用支持 HTML 的邮件客户端查看"])
def test_a_stub_is_not_the_letter(tmp_path: Path, stub: str) -> None:
    """Where the plain part says nothing, the page is read."""
    message = composed()
    message.set_content(stub)
    message.add_alternative(f"<p>{STORY}</p>", subtype="html")
    assert told(handed(tmp_path, {"a.eml": bytes(message)}).pieces[0]) == [STORY]


def test_another_wording_that_says_more_is_kept(tmp_path: Path) -> None:
    """What only one wording says must not be lost."""
    message = composed()
    message.set_content(STORY)
    message.add_alternative(f"<p>{STORY}</p><p>另有一段只在网页里</p>", subtype="html")
    found = handed(tmp_path, {"a.eml": bytes(message)})
    assert reasons(found) == [
        "a.eml › 正文的另一种写法.html：信的正文还有另一种写法，或者有认不出的字，原样留着，请核对"
    ]


def test_html_alone(tmp_path: Path) -> None:
    """A page becomes paragraphs, headings, items and tables; scripts and hidden words are no text."""
    page = (
        "<html><head><title>t</title><style>p{}</style></head><body><script>alert(1)</script><h2>一次活动</h2>"
        f"<div>　　{STORY}<br>第二段在这里。</div><ul><li>理发</li><li>体检</li></ul><p style='display:none'>暗文</p>"
        "<table><tr><td>队伍</td><td>人数</td></tr><tr><td>甲队</td><td>12</td></tr></table>"
        "<table><tr><td><p>排版用的表格</p></td></tr></table><!-- 注 --><p>&lt;b&gt;&nbsp;完</p></body></html>"
    )
    found = handed(tmp_path, {"a.eml": letter(page.encode("gbk"), charset="gb2312", kind="text/html")})
    assert [(block.kind, block.text) for block in found.pieces[0].blocks] == [
        ("heading", "一次活动"), ("paragraph", STORY), ("paragraph", "第二段在这里。"), ("item", "理发"),
        ("item", "体检"), ("table", "队伍\t人数\n甲队\t12"), ("paragraph", "排版用的表格"), ("paragraph", "<b> 完"),
    ]  # fmt: skip


def test_a_deep_page_is_read_or_kept(tmp_path: Path) -> None:
    """No depth of a page breaks the reader."""
    page = b"<div>" * 20_000 + STORY.encode() + b"</div>" * 20_000
    found = handed(tmp_path, {"a.eml": letter(page, kind="text/html")})
    assert (found.pieces and told(found.pieces[0]) == [STORY]) or page.strip() in [each.data for each in found.kept]


def test_pictures_stand_where_they_stood(tmp_path: Path) -> None:
    """Inline pictures come in their places; those on the web are not fetched."""
    message = composed()
    message.set_content("见网页")
    message.add_alternative(
        f"<p>{STORY}</p><img src='cid:one@x'><p>图一：理发</p><img src='cid:two@x'><p>图二：体检</p>"
        "<img src='http://127.0.0.1:9/x.png'>",
        subtype="html",
    )
    page = list(message.iter_parts())[1]
    assert isinstance(page, EmailMessage)
    for number, key in enumerate(("one@x", "two@x", "three@x"), start=1):
        page.add_related(picture(number), "image", "png", cid=f"<{key}>", filename=f"{number}.png")
    found = handed(tmp_path, {"a.eml": bytes(message)})
    assert told(found.pieces[0]) == [STORY, "[1.png]", "图一：理发", "[2.png]", "图二：体检"]
    assert [each.name for each in found.pieces[0].pictures] == ["1.png", "2.png", "3.png"]
    assert found.notes == ("a.eml里有 1 张网上的图片，没有去取，请把图片作为附件发来",)


def test_flowed_and_wrapped_lines_are_joined(tmp_path: Path) -> None:
    """Lines that a program broke become one again; those that a writer ended stay."""
    flowed = "志愿者来到社区， \n为老人理发。\n第二段。\n"
    data = letter(flowed.encode(), kind="text/plain; format=flowed")
    assert told(handed(tmp_path, {"a.eml": data}).pieces[0]) == ["志愿者来到社区， 为老人理发。", "第二段。"]
    wrapped = "志" * 35 + "\n愿者来了。\n\n短句\n又一句\n• 一项\n"
    assert told(handed(tmp_path, {"b.eml": letter(wrapped.encode())}).pieces[0]) == [
        "志" * 35 + "愿者来了。", "短句", "又一句", "一项",
    ]  # fmt: skip


def test_an_answer_keeps_what_it_quotes_aside(tmp_path: Path) -> None:
    """The older letter and the signature are kept, not told."""
    text = f"{STORY}\n--\n新华区妇联 办公室\n------------------ 原始邮件 ------------------\n发件人: 市妇联\n请报活动\n"
    found = handed(tmp_path, {"a.eml": letter(text.encode(), "Subject: =?utf-8?B?5Zue5aSN77ya?= x")})
    assert told(found.pieces[0]) == [STORY]
    assert reasons(found) == [
        "a.eml › 引用的旧信.txt：信末引用的旧信，没有放进草稿", "a.eml › 签名.txt：信末的签名，没有放进草稿",
    ]  # fmt: skip
    assert "请报活动" in found.kept[0].data.decode()


def test_a_forwarded_letter_is_the_story(tmp_path: Path) -> None:
    """Whoever hands a letter on means that letter; its addresses stay in private."""
    text = (f"请编发\n-----原始邮件-----\n发件人: 曙光社区 <sq@example.org>\n发送时间: 2026年3月5日\n"
            f"收件人: x@example.org\n主题: 曙光社区学雷锋\n\n{STORY}\n")  # fmt: skip
    found = handed(tmp_path, {"a.eml": letter(text.encode(), "Subject: =?utf-8?B?6L2s5Y+R77ya?= x")})
    piece = found.pieces[0]
    assert (told(piece), piece.subject, piece.sender) == ([STORY], "曙光社区学雷锋", "曙光社区")
    assert [each.name for each in found.kept] == ["a.eml › 转发的信头.txt", "a.eml › 转发时写的话.txt"]
    assert found.notes == ("a.eml是转发的信，用的是被转发的那一封",)


def test_letters_in_letters(tmp_path: Path) -> None:
    """An attached letter is read like any other, and the few words above it are a note."""
    inner = composed("曙光社区活动")
    inner.set_content(STORY)
    outer = composed("转")
    outer.set_content("见附件")
    outer.add_attachment(inner)
    found = handed(tmp_path, {"a.eml": bytes(outer)})
    assert [(piece.name, piece.subject) for piece in found.pieces] == [("a.eml › 曙光社区活动.eml", "曙光社区活动")]
    assert reasons(found) == ["a.eml › 附信.txt：随附件写的几句话，没有放进草稿"]


def test_word_and_pictures_in_one_letter(tmp_path: Path) -> None:
    """Pictures beside one story belong to it."""
    message = composed()
    message.set_content("您好，稿子和照片见附件，请查收。")
    message.add_attachment(word(STORY), maintype="application", subtype="msword", filename="活动信息.docx")
    message.add_attachment(picture(1), maintype="image", subtype="png", filename="照片.png")
    found = handed(tmp_path, {"a.eml": bytes(message)})
    assert [piece.name for piece in found.pieces] == ["a.eml › 活动信息.docx"]
    assert [each.name for each in found.pieces[0].pictures] == ["照片.png"]


@pytest.mark.parametrize(("body", "stories"), [("签到表见附件，请查收。", 0), (STORY + "签到表见附件。", 1)])
def test_a_note_beside_a_list_is_no_story(tmp_path: Path, body: str, stories: int) -> None:
    """A few words that hand a list over make no draft; a story that mentions one does."""
    message = composed()
    message.set_content(body)
    message.add_attachment(b"a,b", maintype="text", subtype="csv", filename="签到表.csv")
    found = handed(tmp_path, {"a.eml": bytes(message)})
    assert (len(found.pieces), len(found.tables), len(found.kept)) == (stories, 1, 1 - stories)


def test_each_document_is_a_story(tmp_path: Path) -> None:
    """Two documents and a full letter are three stories; pictures go by their names, or are asked about."""
    message = composed("三篇")
    message.set_content(STORY * 3)
    for name in ("植树造林.docx", "反家暴宣讲.docx"):
        message.add_attachment(word(STORY), maintype="application", subtype="msword", filename=name)
    for number, name in enumerate(("植树造林1.png", "DSC0001.png")):
        message.add_attachment(picture(number), maintype="image", subtype="png", filename=name)
    found = handed(tmp_path, {"a.eml": bytes(message)})
    assert [len(piece.pictures) for piece in found.pieces] == [0, 1, 0]
    assert reasons(found) == ["a.eml › DSC0001.png：交来的有几篇稿子，看不出这张照片是哪一篇的，请看过以后放进那场活动"]
    assert found.notes == ("照片 DSC0001.png是哪一篇的？看不出来，没有放进草稿",)


def test_a_large_letter_is_read_in_little_memory(tmp_path: Path) -> None:
    """60 MB of photographs take a few times their size, not hundreds."""
    message = composed()
    message.set_content(STORY)
    for number in range(9):
        data = picture(number, "JPEG") + bytes([number]) * 5_000_000
        message.add_attachment(data, maintype="image", subtype="jpeg", filename=f"{number}.jpg")
    raw = bytes(message)
    assert len(raw) > 60_000_000
    path = tmp_path / "a.eml"
    path.write_bytes(raw)
    del message
    size = len(raw)
    del raw
    tracemalloc.start()
    found = read([path], Recorded())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.pieces[0].pictures) == 9
    assert peak < 5 * size


def test_an_empty_letter_is_kept(tmp_path: Path) -> None:
    """Nothing in it is a message too."""
    assert reasons(handed(tmp_path, {"a.eml": letter(b"")})) == ["a.eml：信里没有文字，也没有附件，请看看是不是发错了"]


def test_no_letter_is_kept(tmp_path: Path) -> None:
    """A name alone makes no letter."""
    found = handed(tmp_path, {"a.eml": b"\x01\x02\x03"})
    assert reasons(found) == ["a.eml：不是邮件，或者已经损坏，请在邮箱里重新另存为 .eml 再交"]


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    """Word's web pages are letters without heads, also under the name of a document."""
    page = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
        b"--B\r\nContent-Type: text/html; charset=gb2312\r\n\r\n<p>" + STORY.encode("gbk") + b"</p>\r\n"
        b"--B\r\nContent-Type: image/png\r\nContent-Location: file:///C:/1.png\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--B--\r\n"
    )  # fmt: skip
    piece = handed(tmp_path, {"活动信息.doc": page}).pieces[0]
    assert (told(piece), piece.subject, len(piece.pictures)) == ([STORY], "活动信息", 1)


def test_marks_before_the_heads(tmp_path: Path) -> None:
    """An editor's mark or an empty line does not hide a letter."""
    assert handed(tmp_path, {"a.eml": b"\xef\xbb\xbf\r\n" + letter(STORY.encode())}).pieces
