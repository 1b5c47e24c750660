"""An article in the draft box of a WeChat account: there once, whole, as it was sent, and nothing else touched."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.articles.official_checks import crops, fingerprint, mark_of, marked
from generator.articles.parts import ArticleError, Picture
from tests.articles.drawn import drawn
from tests.articles.pushing import pushed, story
from tests.articles.wechat_server import Account as Kept


def only(kept: Kept) -> dict[str, object]:
    """The one article of the one draft."""
    (draft,) = kept.drafts
    (article,) = draft["content"]["news_item"]
    assert isinstance(article, dict)
    return article


def test_a_draft_holds_what_was_sent(kept: Kept, at: str) -> None:
    """Title, words, pictures of WeChat's own and cover; readers may not comment until somebody opens that."""
    draft, console = pushed(at)
    there = only(kept)
    assert (draft.media_id, draft.updated, draft.pictures, draft.lost) == (kept.drafts[0]["media_id"], False, 2, ())
    assert there["title"] == "新华区巾帼志愿者走进社区"
    assert "“学雷锋”" in str(there["content"])
    assert str(there["content"]).count("http://mmbiz.qpic.cn/") == 2
    assert "01.jpg" not in str(there["content"])
    assert there["need_open_comment"] == 0
    assert list(kept.images.values()) == [picture.data for picture in story().pictures]
    assert list(kept.covers.values()) == [story().banner]
    assert console.warnings == []
    assert any("从不群发" in line for line in console.lines)


def test_one_connection_is_enough(kept: Kept, at: str) -> None:
    """Each new one would cost a handshake."""
    pushed(at)
    assert kept.connections == 1


def test_nothing_is_ever_published(kept: Kept, at: str) -> None:
    """Sending to readers stays with a person: no interface for it is called."""
    pushed(at)
    assert not [call for call in kept.calls if "publish" in call or "mass" in call]


def test_letters_are_not_escaped(kept: Kept, at: str) -> None:
    """WeChat keeps an escaped letter as six characters of text."""
    pushed(at, story(title="志愿者😀“你好”"))
    assert only(kept)["title"] == "志愿者😀“你好”"
    assert not [body for body in kept.bodies if b"\\u" in body]


def test_pushing_again_makes_no_second_draft(kept: Kept, at: str) -> None:
    """The draft of the same story is brought up to date; its cover is there once."""
    pushed(at)
    words = story().content.replace("春风送暖", "秋风送爽")
    draft, console = pushed(at, story(title="改了题目", content=words))
    assert draft.updated
    assert only(kept)["title"] == "改了题目"
    assert "秋风送爽" in str(only(kept)["content"])
    assert len(kept.materials) == 1
    assert any("更新" in line for line in console.lines)


def test_other_drafts_are_left_alone(kept: Kept, at: str) -> None:
    """A story is known by its address, whatever is called the same; hundreds of others lie before it."""
    pushed(at, story(source_url="https://example.org/other/"))
    other = json.dumps(kept.drafts[0], sort_keys=True)
    pushed(at)
    for number in range(45):
        kept.drafts.insert(0, {"media_id": f"x{number}", "content": {"news_item": [{}]}, "update_time": 9})
    draft, _ = pushed(at, story(digest="新的摘要"))
    assert draft.updated
    assert len(kept.drafts) == 47
    assert json.dumps(kept.drafts[-1], sort_keys=True) == other


def test_a_story_that_an_editor_combined_with_others_is_updated_there(kept: Kept, at: str) -> None:
    """Only its own article of several changes."""
    pushed(at)
    kept.drafts[0]["content"]["news_item"].insert(0, {"title": "头条", "content": "别的"})
    draft, _ = pushed(at, story(digest="新的摘要"))
    first, second = kept.drafts[0]["content"]["news_item"]
    assert draft.updated
    assert first == {"title": "头条", "content": "别的"}
    assert second["digest"] == "新的摘要"


def test_work_of_an_editor_is_not_overwritten(kept: Kept, at: str) -> None:
    """What somebody typed in the back end stays, unless it is said otherwise."""
    pushed(at)
    only(kept)["content"] = str(only(kept)["content"]).replace("姐妹们", "大家")
    before = json.dumps(kept.drafts)
    with pytest.raises(ArticleError, match="--replace"):
        pushed(at, story(digest="新的摘要"))
    assert json.dumps(kept.drafts) == before
    draft, _ = pushed(at, replace=True)
    assert draft.updated
    assert "姐妹们" in str(only(kept)["content"])


def test_opening_a_draft_is_no_work(kept: Kept, at: str) -> None:
    """The back end writes markup anew; words and pictures are the same."""
    pushed(at)
    kept.in_editor = True
    draft, _ = pushed(at)
    assert draft.updated
    assert draft.lost == ()


def test_an_editors_choice_of_comments_stays(kept: Kept, at: str) -> None:
    """It is made in the back end and is none of the text."""
    pushed(at)
    only(kept)["need_open_comment"] = 1
    pushed(at, story(digest="新的摘要"))
    assert only(kept)["need_open_comment"] == 1


def test_a_story_without_an_address_is_known_by_its_title(kept: Kept, at: str) -> None:
    """The same text again changes nothing; another one asks first, for no mark says whose work it is."""
    pushed(at, story(source_url=""))
    assert pushed(at, story(source_url=""))[0].updated
    with pytest.raises(ArticleError, match="--replace"):
        pushed(at, story(source_url="", content=story().content.replace("春风", "秋风")))
    assert "content_source_url" not in only(kept)


def test_a_title_is_no_address(kept: Kept, at: str) -> None:
    """What is called the same and has an address is another story."""
    pushed(at)
    assert not pushed(at, story(source_url=""))[0].updated
    assert len(kept.drafts) == 2


def test_several_drafts_of_a_story_are_told(kept: Kept, at: str) -> None:
    """The newest is updated; nobody's draft is deleted."""
    pushed(at)
    kept.drafts.append({**kept.drafts[0], "media_id": "older", "update_time": 1})
    draft, console = pushed(at)
    assert draft.media_id != "older"
    assert any("2 份草稿" in line for line in console.warnings)
    assert len(kept.drafts) == 2


def test_what_was_filtered_is_told(kept: Kept, at: str) -> None:
    """The interface takes things out without a word, so the draft is read back."""
    kept.silently = r"下一步，|<img[^>]*义诊[^>]*>"
    draft, console = pushed(at)
    assert draft.lost == ("正文少了 4 个字", "图片从 2 张变成 1 张")
    assert len(console.warnings) == 2


def test_a_draft_that_cannot_be_read_back_is_still_one(kept: Kept, at: str) -> None:
    """Reading may be done five hundred times a day, writing a thousand times."""
    kept.wrong["/cgi-bin/draft/get"].append(45009)
    draft, console = pushed(at)
    assert kept.drafts[0]["media_id"] == draft.media_id
    assert any("没能读回来" in line for line in console.warnings)


def test_covers_are_cut_in_the_very_shapes(kept: Kept, at: str) -> None:
    """A shape that is off is refused, whatever the size of ours."""
    for number, (width, height) in enumerate(((900, 383), (1200, 500), (640, 640), (500, 900), (901, 383))):
        pushed(at, story(banner=drawn(width, height), source_url=f"https://example.org/{number}/"))
    assert len(kept.drafts) == 5


@given(st.integers(100, 3000), st.integers(100, 3000), st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_a_cut_lies_within_the_cover(width: int, height: int, focus: float) -> None:
    """Wherever the heart of it is."""
    for cut in crops(drawn(width, height), focus).values():
        left, upper, right, lower = (float(each) for each in cut.split("_"))
        assert 0 <= left < right <= 1
        assert 0 <= upper < lower <= 1
        assert upper + lower == pytest.approx(1, abs=0.00001)


def test_a_cut_follows_the_heart_of_the_picture() -> None:
    """Nobody's face is cut off because it is at the side."""
    left, right = (float(crops(drawn(900, 383), focus)["pic_crop_1_1"].split("_")[0]) for focus in (0.1, 0.9))
    assert left < 0.1
    assert right > 0.5


TEXTS = st.text(min_size=1, max_size=16).filter(lambda text: text.isprintable() and text.strip() == text)


@given(TEXTS, st.binary(max_size=400), TEXTS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_and_bytes_arrive_as_they_were(kept: Kept, at: str, title: str, tail: bytes, name: str) -> None:
    """Through forms and JSON, whatever is in them."""
    kept.drafts.clear()
    kept.images.clear()
    data = drawn(300, 200) + tail
    article = story(title=title, digest=name, pictures=(Picture("01.jpg", data, ""), story().pictures[1]))
    pushed(at, article)
    assert only(kept)["title"] == title
    assert only(kept)["digest"] == name
    assert data in kept.images.values()


def test_a_mark_tells_words_apart_and_opens_the_page() -> None:
    """It stands behind ``#``; the same words have the same mark on any machine."""
    address = marked(story())
    assert address.startswith(story().source_url + "#jinguo-")
    assert mark_of(address) == fingerprint(story().title, story().content)
    assert mark_of(marked(story(title="另一个题目"))) != mark_of(address)
    assert mark_of("https://example.org/#p-3") == ""
