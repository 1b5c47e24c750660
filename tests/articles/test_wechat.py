"""An article for WeChat: within the account's limits, its pictures in place, signed, and always the same."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generator.articles.kept import WECHAT
from generator.articles.limits import ADDRESS as PICTURE
from generator.articles.limits import CONTENT, fits, units
from generator.articles.order import placed
from generator.articles.parts import ArticleError
from generator.articles.tree import Element
from generator.articles.wechat import SAMPLE, wechat_article
from generator.articles.wechat_files import wechat_files
from generator.photos.metadata import findings
from generator.records.library import load
from tests import tiny
from tests.articles.stories import ADDRESS, REPORT, TODAY, every_word, for_wechat, story
from tests.articles.test_kept import faults

RICH = """\
第一段，见[介绍](../../../content/about/index.md)和[外站](https://example.com/x)。

## 小标题

> 引用的话。

做法有三条：

1. 一
2. 二

| 时间 | 人数 |
| --- | --- |
| 上午 | 12 |

***

最后一段 **重点** 和 *强调*。
"""


@pytest.mark.parametrize(
    ("text", "count"), [("巾帼志愿", 4), ("abc 12", 6), ("👩‍⚕️", 5), ("😀", 2), ("，“”", 3), ("𠮷", 2), ("é", 1)]
)
def test_how_characters_are_counted(text: str, count: int) -> None:
    """A letter counts like a Han character, an emoji as what it is made of."""
    assert units(text) == count


@given(st.text())
def test_the_count_is_never_below_python_s(text: str) -> None:
    """Whatever “字” means to the platform, ours is no smaller than the number of characters."""
    assert units(text) >= len(text)


@pytest.mark.parametrize(
    ("key", "what", "most"), [("title", "标题", 32), ("author", "作者", 16), ("digest", "摘要", 128)]
)
@pytest.mark.parametrize("sign", ["好", "a", "😀"])
def test_words_are_never_cut(key: str, what: str, most: int, sign: str) -> None:
    """At the limit all is well; one more is refused with the count and the way out."""
    words = {"title": "好", "author": "好", "digest": "好"}
    size = units(sign)
    fits(words | {key: sign * (most // size)}, "x", 0)
    with pytest.raises(ArticleError, match=rf"{what}有 {most + size} 字，公众号最多 {most} 字。.*article: {{{key}:"):
        fits(words | {key: sign * (most // size + 1)}, "x", 0)


def test_a_text_is_counted_with_its_pictures() -> None:
    """WeChat's own addresses of pictures are longer than ours, so each takes its room."""
    words = {"title": "好", "author": "好", "digest": "好"}
    fits(words, "x" * (CONTENT - 1), 0)
    fits(words, "x" * (CONTENT - 1 - 3 * PICTURE), 3)
    for content, pictures in (("x" * CONTENT, 0), ("x" * (CONTENT - 3 * PICTURE), 3)):
        with pytest.raises(ArticleError, match=r"少于 20000 个。.*分成两篇"):
            fits(words, content, pictures)


def test_own_words_for_the_account(tmp_path: Path) -> None:
    """A story that is too long for the account gets other words there, and keeps its own on the site."""
    long = "长" * 33
    with pytest.raises(ArticleError, match="标题有 33 字"):
        for_wechat(tmp_path / "a", story(title=long))
    article = for_wechat(
        tmp_path / "b", story(title=long, more="article: {title: 短一些, author: 市妇联, digest: 一句话}\n")
    )
    assert (article.title, article.author, article.digest) == ("短一些", "市妇联", "一句话")


def test_a_long_text_is_refused_with_its_count(tmp_path: Path) -> None:
    """Nothing is left out in silence."""
    with pytest.raises(ArticleError, match=r"report\.md：正文连格式有 \d+ 个字符（其中 1 张图片"):
        for_wechat(tmp_path, story("很长的一段话。\n\n" * 1200))


def test_everything_in_its_place(tmp_path: Path) -> None:
    """Brand, day and place above; the text; whose report it is and who signed it below."""
    article = for_wechat(tmp_path, story(RICH, photos=3))
    text = re.sub(r"<[^>]*>", "\n", article.content)
    told = [line for line in text.split("\n") if line.strip()]
    assert told[:3] == ["助困关爱", "2024年3月5日 · 新华区建设路街道 · 社区广场", SAMPLE]
    assert told[-6:] == [
        "（来源：新华区妇联）",
        "• END •",
        "编辑｜甲编辑",
        "校对｜丙校对",
        "审核｜乙审核",
        "签发｜丁签发",
    ]
    assert re.findall(r'src="([^"]+)"', article.content) == ["01.jpg", "02.jpg", "03.jpg"]
    assert [each.name for each in article.pictures] == ["01.jpg", "02.jpg", "03.jpg"]
    assert [each.caption for each in article.pictures] == [f"图说{number}（示例摄影）" for number in (1, 2, 3)]
    assert "<table" in article.content
    assert "<blockquote" in article.content
    assert "介绍" in article.content
    assert "href" not in article.content
    assert "example.com" not in article.content
    assert faults(article.content, WECHAT) == []
    assert article.sample


@pytest.mark.parametrize("photos", [0, 1, 2, 20])
@pytest.mark.parametrize("body", ["一段话。\n", RICH, ""])
def test_any_number_of_photographs(tmp_path: Path, photos: int, body: str) -> None:
    """All are there, in the record's order, whatever the text."""
    more = "summary: 摘要就是正文。\n" if not body else ""
    article = for_wechat(tmp_path, story(body, photos=photos, more=more))
    names = [f"{number:02}.jpg" for number in range(1, photos + 1)]
    assert re.findall(r'src="([^"]+)"', article.content) == names
    assert len(article.pictures) == photos
    assert bool(article.banner) is bool(article.square) is bool(photos)
    assert any("另选一张" in note for note in article.notes) is (photos == 0)
    assert ("现场" in article.content) is (photos == 20)
    assert faults(article.content, WECHAT) == []


def test_pictures_are_pixels_only(tmp_path: Path) -> None:
    """A master that tells its camera and place gives pictures and covers that tell nothing."""
    files = story()
    tiny.write(tmp_path, files)
    (tmp_path / tiny.STORY / "01.jpg").write_bytes(tiny.revealing((9, 99, 199)))
    article = wechat_article(load(tmp_path)[0], ADDRESS, TODAY)
    for data in (article.pictures[0].data, article.banner, article.square):
        assert findings(data) == []
        assert len(data) < 1_000_000
        assert b"SECRET" not in data
    sizes = [Image.open(io.BytesIO(data)).size for data in (article.banner, article.square)]
    assert sizes[0][0] / sizes[0][1] == pytest.approx(2.35, abs=0.01)
    assert sizes[1][0] == sizes[1][1]


def test_a_broken_photograph_is_told_and_left_out(tmp_path: Path) -> None:
    """The others still go."""
    tiny.write(tmp_path, story(photos=2))
    (tmp_path / tiny.STORY / "01.jpg").write_bytes(b"\xff\xd8 broken")
    article = wechat_article(load(tmp_path)[0], ADDRESS, TODAY)
    assert len(article.pictures) == 1
    assert any("01.jpg" in note for note in article.notes)


def test_pictures_by_machines_say_so(tmp_path: Path) -> None:
    """Below the picture and in its description, because it leaves our pages."""
    files = story()
    files[REPORT] = files[REPORT].replace("people: none", "people: none, ai: true")
    article = for_wechat(tmp_path, files)
    assert "AI 生成" in article.pictures[0].caption
    assert "AI 生成" in article.pictures[0].alt
    assert any("创作来源" in note for note in article.notes)


@pytest.mark.parametrize(("sample", "url"), [("sample: true\n", ""), ("", "https://example.org/jinguo/")])
def test_the_original_and_the_sample(tmp_path: Path, sample: str, url: str) -> None:
    """阅读原文 leads to the story on the site, where there is one; an invented register says that it is one."""
    federation = tiny.FEDERATION.replace("sample: true\n", sample)
    if url:
        federation = federation.replace("site: {", f"site: {{url: '{url}', ")
    article = for_wechat(tmp_path, {**story(), "teams/federation.yml": federation})
    assert article.source_url == (f"{url}activities/{ADDRESS}.html" if url else "")
    assert article.sample is bool(sample)
    assert (SAMPLE in article.content) is bool(sample)
    only = for_wechat(tmp_path / "b", {**story(channels="[wechat]"), "teams/federation.yml": federation})
    assert only.source_url == ""


def test_the_same_files_every_time(tmp_path: Path) -> None:
    """Same register, same day, same bytes; the list of fields says what the files hold."""
    files = wechat_files(for_wechat(tmp_path / "a", story(RICH, photos=2)))
    assert files == wechat_files(for_wechat(tmp_path / "b", story(RICH, photos=2)))
    assert sorted(files) == [
        "01.jpg", "02.jpg", "article.html", "cover-square.jpg", "cover.jpg", "fields.json", "preview.html",
    ]  # fmt: skip
    told = json.loads(files["fields.json"])
    assert told["title"] == "看望独居老人"
    assert told["sample"] is True
    page = files["preview.html"].decode()
    assert "6 / 32 字" in page
    assert page.count("data:image/jpeg;base64,") == 4
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    assert "$" not in page


def test_hunan_writes_its_own(tmp_path: Path) -> None:
    """Another federation: its brand, its colour, its places; nothing of ours."""
    root = tiny.ROOT / "tests/sites/hunan"
    article = wechat_article(load(root)[0], "2026/0307-shengzhi-zixun", dt.date(2026, 11, 21))
    assert not re.search("平顶山|河南|助困关爱", every_word(article))
    assert "（来源：" in article.content
    assert faults(article.content, WECHAT) == []
    del tmp_path


@given(st.lists(st.sampled_from(["p", "h2", "ul", "hr", "colon"]), max_size=12), st.integers(0, 20))
def test_photographs_follow_the_text(kinds: list[str], count: int) -> None:
    """The first leads, none is lost or out of order, none stands between words and what they announce."""
    blocks = [Element("p" if kind == "colon" else kind, {}, ["如下：" if kind == "colon" else "字"]) for kind in kinds]
    run, rest = placed(blocks, list(range(count)))
    assert [each for each in run if isinstance(each, int)] + rest == list(range(count))
    assert [each for each in run if not isinstance(each, int)] == blocks
    assert not count or run[0] == 0
    for before, each in pairwise(run):
        if isinstance(each, int):
            assert isinstance(before, Element)
            assert before.tag not in {"h2", "hr"}
            assert before.text != "如下："
