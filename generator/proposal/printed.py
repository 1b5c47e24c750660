"""A summary as plain text, as JSON for programs, and as one HTML page with small photographs in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from generator.photos.formats import Unreadable
from generator.photos.masters import read
from generator.photos.thumbs import thumb
from generator.problems import visible
from generator.proposal.parts import ARROW, Line, Section, Span, Summary

_MARKS = {"gone": ("[-", "-]"), "new": ("{+", "+}")}
_THUMBS = 200
"""Photographs that the page shows; more would make it heavy."""
_STYLE = """
body{font:16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:60rem;margin:2rem auto;
padding:0 1rem;color:#222;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ddd}
ul{padding-left:1.2rem}li.inner{margin-left:1.2rem}code{background:#f2f2f2;padding:0 .25em;overflow-wrap:anywhere}
del{background:#fde7e9;color:#8a1c24}ins{background:#e3f4e6;color:#17602b;text-decoration:none}
img{display:block;max-width:240px;max-height:240px;margin:.3rem 0}
"""


def as_text(summary: Summary) -> str:
    """For a terminal."""
    lines = [summary.title, *summary.lead]
    for section in summary.sections:
        lines += ["", f"【{section.title}】", *([section.note] if section.note else [])]
        lines += [f"{'    ' if line.inner else '  '}{_words(line)}" for line in section.lines]
    return "\n".join(lines) + "\n"


def _words(line: Line) -> str:
    parts = []
    whole = any(span.kind == "said" and span.text == ARROW for span in line.spans)
    for span in line.spans:
        before, behind = ("", "") if whole else _MARKS.get(span.kind, ("", ""))
        parts.append(f"{before}{visible(' '.join(span.text.split()) if span.kind in _MARKS else span.text)}{behind}")
    return "".join(parts).replace("\n", " ")


def as_json(summary: Summary) -> str:
    """For programs."""
    sections = [
        {
            "title": section.title,
            "note": section.note,
            "lines": [
                {"inner": line.inner, "photo": line.photo, "spans": [[span.kind, span.text] for span in line.spans]}
                for line in section.lines
            ],
        }
        for section in summary.sections
    ]
    told = {"title": summary.title, "wrong": summary.wrong, "lead": list(summary.lead), "sections": sections}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def as_page(summary: Summary, root: Path) -> str:
    """One page that needs nothing else and runs nothing; ``root`` is where the photographs lie."""
    return "".join(_page(summary, root))


def _page(summary: Summary, root: Path) -> Iterator[str]:
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    yield '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="robots" content="noindex">\n'
    yield f"<title>{escape(summary.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    yield f"<h1>{escape(summary.title)}</h1>\n"
    yield from (f"<p>{escape(each)}</p>\n" for each in summary.lead)
    shown = 0
    for section in summary.sections:
        yield _head(section)
        for line in section.lines:
            picture = _thumb(root / line.photo) if line.photo and shown < _THUMBS else ""
            shown += bool(picture)
            kind = ' class="inner"' if line.inner else ""
            yield f"<li{kind}>{''.join(_marked(span) for span in line.spans)}{picture}</li>\n"
        yield "</ul>\n"
    yield "</body>\n</html>\n"


def _head(section: Section) -> str:
    note = f"<p>{escape(section.note)}</p>\n" if section.note else ""
    return f"<h2>{escape(section.title)}</h2>\n{note}<ul>\n"


def _marked(span: Span) -> str:
    tag = {"code": "code", "gone": "del", "new": "ins"}.get(span.kind)
    text = escape(visible(" ".join(span.text.split()) if span.kind in {"gone", "new", "quoted"} else span.text))
    return f"<{tag}>{text}</{tag}>" if tag else text


def _thumb(path: Path) -> str:
    try:
        return f'<img src="{thumb(read(path)).address}" alt="">'
    except Unreadable:
        return ""
