"""What the editor of a county or city site finds in the folder of an article."""

from __future__ import annotations

import html
import json

from generator.articles.cms import TO_FILL, Paper
from generator.articles.preview import Field, Sheet, preview

_ADVICE = (
    "在网站后台新建文章，把下面各项复制到对应的格子里。正文先试“复制正文（带图片）”；"
    "后台不收粘贴的图片，就复制不带图片的，再在写着“插入图片”的地方上传 01.jpg、02.jpg……只收纯文字的，用 article.txt。"
)
_WHEN = "发布时间"


def cms_files(paper: Paper) -> dict[str, bytes]:
    """File name → bytes; the same article gives the same bytes."""
    return {
        "article.html": paper.content.encode() + b"\n",
        "article.txt": _for_notepad(paper.text),
        "page.html": _page(paper),
        "fields.txt": _for_notepad("".join(f"{_labelled(label, value)}：{value}\n" for label, value in paper.fields)),
        "fields.json": (json.dumps(_told(paper), ensure_ascii=False, indent=2) + "\n").encode(),
        "preview.html": preview(_sheet(paper)),
        **{picture.name: picture.data for picture in paper.pictures},
    }


def _labelled(label: str, value: str) -> str:
    """An empty field says what belongs there, but not in the place of what belongs there."""
    return f"{label}（{TO_FILL}）" if label == _WHEN and not value else label


def _for_notepad(text: str) -> bytes:
    """Offices open it on old Windows, whose editor needs a mark to know UTF-8, and both signs at the end of a line."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _told(paper: Paper) -> dict[str, object]:
    return {
        "address": paper.address,
        "fields": dict(paper.fields),
        "meta": dict(paper.meta),
        "pictures": [{"file": each.name, "alt": each.alt, "caption": each.caption} for each in paper.pictures],
        "notes": list(paper.notes),
    }


def _page(paper: Paper) -> bytes:
    """A whole page with the names in its head that sites of government use, for systems that take a file."""
    meta = "".join(f'<meta name="{name}" content="{html.escape(value)}">\n' for name, value in paper.meta if value)
    title = html.escape(paper.title)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n{meta}</head>\n'
        f"<body>\n<h1>{title}</h1>\n{paper.content}\n</body>\n</html>\n"
    ).encode()


def _sheet(paper: Paper) -> Sheet:
    told = dict(paper.fields)
    fields = [
        Field(f"field-{number}", _labelled(label, value), value) for number, (label, value) in enumerate(paper.fields)
    ]
    return Sheet(
        heading="网站文章预览",
        advice=_ADVICE,
        title=paper.title,
        by=f"来源：{told['来源']}　发布时间：{told[_WHEN] or '发表时填写'}　责任编辑：{told['责任编辑']}",
        fields=fields,
        content=paper.content,
        pictures=paper.pictures,
        buttons={"whole": "正文（带图片）", "bare": "正文（不带图片）"},
        covers={},
        notes=paper.notes,
        wide=True,
    )
