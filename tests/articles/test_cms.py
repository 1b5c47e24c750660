"""An article for another site: plain markup, plain text in that site's shape, and every field that its form has."""

from __future__ import annotations

import json
from pathlib import Path

from generator.articles.cms_files import cms_files
from generator.articles.kept import CMS
from tests.articles.stories import for_cms, story
from tests.articles.test_kept import faults
from tests.articles.test_wechat import RICH


def test_plain_markup(tmp_path: Path) -> None:
    """Paragraphs, lists, tables, numbered pictures with words below; links lead outside only; the source closes it."""
    paper = for_cms(tmp_path, story(RICH, photos=2))
    assert faults(paper.content, CMS) == []
    assert "style" not in paper.content
    lines = paper.content.splitlines()
    assert lines[:2] == ['<p><img src="01.jpg" alt="院子里的老人1"></p>', "<p>▲ 图说1（示例摄影）</p>"]
    assert lines[2].startswith("<p>第一段")
    assert 'href="https://example.com/x"' in paper.content
    assert "index" not in paper.content
    assert "<p>（新华区妇联）</p>" in paper.content


def test_plain_text(tmp_path: Path) -> None:
    """Paragraphs as that site prints them, with its source in closing brackets."""
    paper = for_cms(tmp_path, story(RICH, photos=2))
    assert paper.text.splitlines() == [
        "第一段，见介绍和外站。", "小标题", "引用的话。", "做法有三条：", "1. 一", "2. 二", "时间　人数", "上午　12",
        "最后一段 重点 和 强调。", "（新华区妇联）", "（示例登记册：人物、活动和数字均为虚构，图片为示意）",
    ]  # fmt: skip


def test_fields(tmp_path: Path) -> None:
    """What the form asks for; the time of publication is never made up."""
    paper = for_cms(tmp_path / "a", story(more="summary: 一句话\n"))
    told = dict(paper.fields)
    assert told["标题"] == paper.title == "看望独居老人"
    assert told["发布时间"] == ""
    assert (told["来源"], told["责任编辑"], told["签发"]) == ("新华区妇联", "甲编辑", "丁签发")
    assert (told["摘要"], told["关键词"]) == ("一句话", "助困关爱,爱心帮扶,新华区建设路街道")
    assert "PubDate" not in dict(paper.meta)
    timed = for_cms(tmp_path / "b", story(), "2024-03-06 09:30")
    assert dict(timed.fields)["发布时间"] == dict(timed.meta)["PubDate"] == "2024-03-06 09:30"


def test_files(tmp_path: Path) -> None:
    """Text for an old editor on Windows, a whole page with its names in the head, and the same bytes every time."""
    files = cms_files(for_cms(tmp_path / "a", story(photos=2, title="“甲”与<乙>"), "2024-03-06 09:30"))
    assert files == cms_files(for_cms(tmp_path / "b", story(photos=2, title="“甲”与<乙>"), "2024-03-06 09:30"))
    assert sorted(files) == [
        "01.jpg", "02.jpg", "article.html", "article.txt", "fields.json", "fields.txt", "page.html", "preview.html",
    ]  # fmt: skip
    assert files["fields.txt"].startswith("\ufeff标题：“甲”与<乙>\r\n发布时间：2024-03-06 09:30\r\n".encode())
    page = files["page.html"].decode()
    assert '<meta name="ArticleTitle" content="“甲”与&lt;乙&gt;">' in page
    assert '<meta name="PubDate" content="2024-03-06 09:30">' in page
    assert '<meta name="ContentSource" content="新华区妇联">' in page
    assert json.loads(files["fields.json"])["fields"]["标题"] == "“甲”与<乙>"
