"""What a clerk hands in today: a letter with a Word file, photographs with the words below them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from email.message import EmailMessage

import docx
from docx.shared import Cm

TITLE = "夜校来了新同学"
_WORD = "vnd.openxmlformats-officedocument.wordprocessingml.document"
_LINES = (
    "11月17日晚上，新华区光明路街道爱心陪伴巾帼志愿服务小队来到光明路街道文化活动室，开展志愿服务活动。",
    "12名志愿者陪31名居民学用手机：挂号、缴水费、看公交到站。头一晚只教一样，学会了再教下一样。",
    "下课时，有位阿姨把当天学的步骤抄在了挂历背面。大家约好，下周二接着学。",
)
_BELOW = ("图为志愿者陪居民围桌学习", "图为居民一起动手")


def letter(photographs: Sequence[bytes]) -> bytes:
    """The whole letter; nothing in it belongs to anybody."""
    message = EmailMessage()
    message["Subject"], message["From"] = f"投稿：{TITLE}", "新华区妇联 <xinhua@example.org>"
    message["Date"] = "Wed, 18 Nov 2026 09:00:00 +0800"
    message.set_content("您好，附件是稿子，请查收。")
    message.add_attachment(_word(photographs), maintype="application", subtype=_WORD, filename="活动信息.docx")
    return bytes(message)


def _word(photographs: Sequence[bytes]) -> bytes:
    document = docx.Document()
    document.core_properties.modified = dt.datetime(2026, 11, 18, 1, tzinfo=dt.UTC)
    document.add_heading(TITLE, 0)
    for line in _LINES:
        document.add_paragraph(line)
    for data, words in zip(photographs, _BELOW, strict=True):
        document.add_picture(io.BytesIO(data), width=Cm(12))
        document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
