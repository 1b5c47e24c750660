"""All that can go wrong between us and WeChat: told in Chinese, bounded, no secret in it, mended by pushing again."""

from __future__ import annotations

import contextlib
import logging
import re
import traceback
from urllib.parse import quote

import pytest

from generator.articles.official import push
from generator.articles.official_account import Account
from generator.articles.official_errors import CODES, explained
from generator.articles.parts import Article, ArticleError
from generator.console import Recorded
from tests.articles.drawn import drawn
from tests.articles.pushing import impatient, pushed, story
from tests.articles.wechat_http import FILES, JSON
from tests.articles.wechat_server import APP_ID, SECRET, Disorder
from tests.articles.wechat_server import Account as Kept

TOKEN, ADD, UPDATE = "/cgi-bin/stable_token", "/cgi-bin/draft/add", "/cgi-bin/draft/update"
BOX, UPLOAD, COVER = "/cgi-bin/draft/batchget", "/cgi-bin/media/uploadimg", "/cgi-bin/material/add_material"
PICTURES, READ = "/cgi-bin/material/batchget_material", "/cgi-bin/draft/get"
PATHS = (TOKEN, BOX, UPLOAD, PICTURES, COVER, ADD, READ)
"""In the order of a first push."""
DISORDERS: tuple[Disorder, ...] = (
    "drop", "done-and-dropped", "half", "slow", "page", "list", "elsewhere", "broken", "endless", "nothing", "trickle",
)  # fmt: skip
HAN = re.compile(r"[\u4e00-\u9fff]{4,}")


def refused(at: str, article: Article | None = None) -> str:
    """Why a push was not done, which says nothing that it must not."""
    with pytest.raises(ArticleError) as told:
        pushed(at, article)
    assert HAN.search(str(told.value))
    return str(told.value)


def told(error: BaseException) -> str:
    """An exception with all that hangs on it, as the most talkative of tools prints it."""
    chain, each = [], error
    while each is not None:
        chain.append(f"{each!r} {each.args} {getattr(each, '__notes__', '')}")
        each = each.__context__ or each.__cause__  # type: ignore[assignment]
    return "\n".join([*chain, *traceback.format_exception(error)])


def attempted(at: str) -> str:
    """What is told of a push that may or may not succeed: all of it."""
    try:
        return "\n".join(pushed(at)[1].warnings)
    except ArticleError as fault:
        return told(fault)


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_code_says_what_to_do(kept: Kept, at: str, code: int) -> None:
    """With its number, for whoever looks it up; asked a few times at most, and nothing is left behind."""
    kept.wrong[ADD].extend([code] * 9)
    message = refused(at)
    assert f"微信返回码 {code}" in message
    assert "请" in message or "再推送" in message or "没有留言" in message
    assert kept.calls.count(ADD) <= 3
    assert kept.calls.count(TOKEN) <= 2
    assert kept.drafts == []
    assert len(kept.materials) == (code == -1), "a draft may hold the cover where WeChat does not say"


@pytest.mark.parametrize("path", PATHS)
def test_a_code_from_any_interface_is_told(kept: Kept, at: str, path: str) -> None:
    """Wherever it comes from; only what is read back afterwards is no reason to call it off."""
    kept.wrong[path].extend([48001] * 9)
    if path == READ:
        assert pushed(at)[0].lost
    else:
        assert "没有用接口建草稿的权限" in refused(at)
        assert kept.drafts == []


def test_the_address_to_be_allowed_is_named(kept: Kept, at: str) -> None:
    """An administrator needs exactly it."""
    kept.wrong[TOKEN].append(40164)
    assert "203.0.113.7（" in refused(at)
    assert "2001:db8::7" in explained(40164, "invalid ip 2001:db8::7, not in whitelist")
    assert "白名单" in explained(61004, "access clientip is not registered")


def test_an_unknown_code_comes_with_harmless_words(kept: Kept, at: str) -> None:
    """Nothing that steers a terminal, and not a page of it."""
    kept.wrong[ADD].append(99_999)
    kept.words = "odd \x1b[2J\u202e" + "x" * 500
    message = refused(at)
    assert "返回码 99999" in message
    assert message.isprintable()
    assert len(message) < 320


def test_a_code_may_be_written_as_text(kept: Kept, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some answers do so."""
    monkeypatch.setattr("tests.articles.wechat_http._refusal", lambda _account, code: {"errcode": str(code)})
    kept.wrong[ADD].append(45009)
    assert "45009" in refused(at)


@pytest.mark.parametrize("code", [40001, 40014, 42001])
@pytest.mark.parametrize("path", [BOX, UPLOAD, PICTURES, COVER, ADD, READ])
def test_an_expired_token_is_renewed_once(kept: Kept, at: str, path: str, code: int) -> None:
    """And the push goes on as if nothing had been."""
    kept.wrong[path].append(code)
    assert pushed(at)[0].lost == ()
    assert kept.calls.count(TOKEN) == 2
    assert len(kept.drafts) == len(kept.materials) == 1


def test_a_wrong_secret_is_not_tried_again(kept: Kept, at: str) -> None:
    """WeChat counts such attempts."""
    with pytest.raises(ArticleError, match="40125"):
        push(story(), Account(APP_ID, "another", at), Recorded())
    with pytest.raises(ArticleError, match="40013"):
        push(story(), Account("wx1", SECRET, at), Recorded())
    assert kept.calls == [TOKEN, TOKEN]


@pytest.mark.parametrize("path", PATHS)
def test_a_busy_system_is_asked_again(kept: Kept, at: str, path: str) -> None:
    """Twice, with pauses; not where that could make two drafts."""
    kept.wrong[path].extend([-1, -1])
    if path in {ADD, COVER}:
        assert "繁忙" in refused(at)
        kept.wrong.clear()
        assert pushed(at)[0].lost == ()
    else:
        assert pushed(at)[0].lost == ()
    assert len(kept.drafts) == len(kept.materials) == 1


@pytest.mark.parametrize("disorder", DISORDERS)
@pytest.mark.parametrize("path", PATHS)
def test_a_push_that_broke_off_is_finished_by_the_next(
    kept: Kept, at: str, path: str, disorder: Disorder, caplog: pytest.LogCaptureFixture
) -> None:
    """However it broke: one draft, one cover, and no traceback."""
    caplog.set_level(logging.DEBUG)
    kept.wrong[path].extend([disorder] * 5)
    with impatient():
        said = attempted(at)
    assert HAN.search(said) or not said
    assert kept.calls.count(path) <= 3 * max(1, len(story().pictures))
    assert not [call for call in kept.calls if call not in {*JSON, *FILES}]
    for secret in (SECRET, *kept.tokens):
        assert secret not in said + caplog.text
        assert quote(secret, safe="") not in said + caplog.text
    kept.wrong.clear()
    pushed(at)
    assert len(kept.drafts) == len(kept.materials) == 1


@pytest.mark.parametrize("disorder", DISORDERS)
def test_a_broken_update_leaves_one_draft(kept: Kept, at: str, disorder: Disorder) -> None:
    """The old text or the new one, and the next push brings the new one."""
    pushed(at)
    kept.wrong[UPDATE].extend([disorder] * 5)
    with contextlib.suppress(ArticleError), impatient():
        pushed(at, story(digest="新的摘要"))
    kept.wrong.clear()
    pushed(at, story(digest="新的摘要"))
    assert [each["content"]["news_item"][0]["digest"] for each in kept.drafts] == ["新的摘要"]


def test_a_draft_whose_answer_was_lost_is_found(kept: Kept, at: str) -> None:
    """It is not written a second time."""
    kept.wrong[ADD].append("done-and-dropped")
    draft, _ = pushed(at)
    assert [each["media_id"] for each in kept.drafts] == [draft.media_id]
    assert kept.calls.count(ADD) == 1


def test_a_cover_that_was_there_before_is_not_taken_away(kept: Kept, at: str) -> None:
    """Another draft holds it; only what this very push brought goes when the draft is refused."""
    pushed(at)
    kept.wrong[ADD].append(45166)
    refused(at, story(source_url="https://example.org/other/"))
    assert len(kept.materials) == 1
    kept.wrong[ADD].append(45166)
    refused(at, story(source_url="https://example.org/other/", banner=drawn(940, 400, 5)))
    assert len(kept.materials) == 1


def test_nobody_is_listening(kept: Kept) -> None:
    """No network, or the machine is shut off from it."""
    del kept
    with pytest.raises(ArticleError, match="连不上"):
        push(story(), Account(APP_ID, SECRET, "http://127.0.0.1:9"), Recorded())


def test_an_answer_that_trickles_is_not_waited_for(kept: Kept, at: str) -> None:
    """Each bit in time, and never an end."""
    kept.wrong[BOX].extend(["trickle"] * 3)
    with impatient():
        assert "没有说完" in refused(at)
    assert kept.calls.count(BOX) == 3


def test_an_answer_beyond_all_measure_is_not_read(kept: Kept, at: str) -> None:
    """Whoever answers there, it is no list of drafts."""
    kept.wrong[BOX].append("endless")
    assert "大得不合理" in refused(at)


@pytest.mark.parametrize("path", [TOKEN, BOX, UPLOAD, PICTURES, READ])
def test_what_harms_nobody_twice_is_tried_again(kept: Kept, at: str, path: str) -> None:
    """A gateway of WeChat's that is down for a moment, or a link that is: nobody notices."""
    kept.wrong[path].extend(["broken", "drop"])
    assert pushed(at)[0].lost == ()
    assert len(kept.drafts) == len(kept.materials) == 1


def test_a_redirect_is_not_followed(kept: Kept, at: str) -> None:
    """The token would go with it."""
    kept.wrong[BOX].append("elsewhere")
    assert "登录" in refused(at)
    assert kept.calls == [TOKEN, BOX]


@pytest.mark.parametrize("code", [-1, 40001, 40164, 45009, 99_999])
@pytest.mark.parametrize("path", [TOKEN, BOX, ADD])
def test_what_wechat_repeats_is_scrubbed(
    kept: Kept, at: str, path: str, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Its own words may hold what we said to it."""
    caplog.set_level(logging.DEBUG)
    kept.tokens.append("97_token-x+/=")
    kept.words = "bad {token} {secret} " + quote(SECRET) + " " + quote("97_token-x+/=", safe="")
    kept.wrong[path].extend([code] * 9)
    with pytest.raises(ArticleError) as fault:
        pushed(at)
    shown = told(fault.value) + caplog.text
    assert SECRET not in shown
    assert "97_token" not in shown or path == TOKEN
    assert "97_token" not in str(fault.value) or path == TOKEN
