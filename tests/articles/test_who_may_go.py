"""Only what may go out goes out, and a consent for one channel is none for another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.articles.cms import Paper
from generator.articles.parts import Article, ArticleError
from generator.articles.wechat import wechat_article
from generator.checks.passages import unnamed
from generator.pages.published import published
from generator.records.consent import may_hang, may_show
from generator.records.fields import Channel
from generator.records.library import load
from tests import tiny
from tests.articles.stories import ADDRESS, REPORT, TODAY, every_word, for_cms, for_wechat, one_photo, register, story

HER = "王样荷"
GIVEN = "given: 2024-01-02"


def consents(channels: str, more: str = "", scope: str = "[name, portrait, story]") -> dict[str, str]:
    """Her consent, for some channels."""
    hers = f"c-2024-0001: {{scope: {scope}, channels: {channels}, {GIVEN}{more}}}\n"
    rest = tiny.CONSENTS.partition("\n")[2]
    return {"teams/consents.yml": hers + rest}


def tells_of_her() -> dict[str, str]:
    """A story that names her everywhere, with one photograph of her and one of nobody."""
    listed = f"photos: [{one_photo(1)}, {one_photo(2, '[c-2024-0001]')}, {one_photo(3)}]\n"
    listed = listed.replace("院子里的老人1", f"{HER}家的院子").replace("图说3", f"{HER}拍的")
    more = f"summary: 说的是{HER}\narticle: {{title: {HER}和姐妹}}\n{listed}"
    body = f"{HER}说：来了！队员**王样**荷和 王 样 荷 都是她。\n"
    return {REPORT: tiny.report(f"{HER}的一天", "2024-03-05", more, body, channels="[web, wechat]")}


def made(root: Path, channel: Channel, files: dict[str, str], today: dt.date = TODAY) -> Article | Paper:
    """The article of one channel."""
    return for_wechat(root, files, today) if channel == "wechat" else for_cms(root, files, today=today)


@pytest.mark.parametrize("channel", ["web", "wechat"])
@pytest.mark.parametrize("other", [False, True])
def test_a_consent_is_for_its_channel(tmp_path: Path, channel: Channel, *, other: bool) -> None:
    """Name, title, captions and portrait go out where she agreed, and nowhere else."""
    agreed = {"web": "wechat", "wechat": "web"}[channel] if other else channel
    article = made(tmp_path, channel, {**tells_of_her(), **consents(f"[{agreed}]")})
    assert (HER in every_word(article)) is not other
    assert ("王" in every_word(article)) is not other
    assert len(article.pictures) == (2 if other else 3)
    assert (len(article.notes) == 2) is other


@pytest.mark.parametrize("channel", ["web", "wechat"])
@pytest.mark.parametrize("ended", [", withdrawn: 2024-12-31", ", expires: 2024-12-31"])
def test_the_withdrawn_are_nowhere(tmp_path: Path, channel: Channel, ended: str) -> None:
    """Not in the title, a caption, an alternative text or a picture."""
    article = made(tmp_path, channel, {**tells_of_her(), **consents("[web, wechat]", ended)})
    assert "王" not in every_word(article)
    assert "样" not in every_word(article)
    assert [each.alt for each in article.pictures] == ["某某家的院子", "院子里的老人3"]
    assert any("某某" in note for note in article.notes)
    assert any("02.jpg" in note and "c-2024-0001" in note for note in article.notes)


@pytest.mark.parametrize("channel", ["web", "wechat"])
def test_consents_are_read_by_channel(tmp_path: Path, channel: Channel) -> None:
    """The rule itself, for every scope, and the published register with it."""
    other: Channel = "wechat" if channel == "web" else "web"
    library = register(tmp_path, {**tells_of_her(), **consents(f"[{channel}]", scope="[name, portrait, story, home]")})
    entry = library.activities[ADDRESS]
    for scope in ("name", "portrait", "story", "home"):
        assert may_show(library, "c-2024-0001", scope, TODAY, channel)
        assert not may_show(library, "c-2024-0001", scope, TODAY, other)
    assert may_hang(library, entry, entry.fields.photos[1], TODAY, channel)
    assert not may_hang(library, entry, entry.fields.photos[1], TODAY, other)
    shown, hidden = published(library, TODAY, channel), published(library, TODAY, other)
    assert "wang-he" in shown.volunteers
    assert shown.portrait(shown.volunteers["wang-he"])
    assert "wang-he" not in hidden.volunteers
    assert not hidden.named("c-2024-0001")
    assert HER in hidden.hidden - shown.hidden


def test_the_web_is_the_channel_where_none_is_named(tmp_path: Path) -> None:
    """Everything that was there before goes on judging for the site."""
    library = register(tmp_path, {**tells_of_her(), **consents("[wechat]")})
    assert not may_show(library, "c-2024-0001", "name", TODAY)
    assert published(library, TODAY).channel == "web"


def test_words_for_the_account_are_read_by_the_rules(tmp_path: Path) -> None:
    """They go out like any other text of the record."""
    library = register(tmp_path, story(more="article: {title: 短一些, digest: 一句话}\n"))
    told = {passage.at: passage.text for passage in unnamed(library.activities[ADDRESS])}
    assert told["article", "title"] == "短一些"
    assert told["article", "digest"] == "一句话"


def test_paper_takes_a_consent_of_its_own(tmp_path: Path) -> None:
    """What hangs on a wall is what the site tells, but only of those who agreed to be printed."""
    for channels, printed in (("[web, wechat]", False), ("[web, print]", True)):
        library = register(tmp_path / channels, {**tells_of_her(), **consents(channels)})
        shown = published(library, TODAY, "print")
        assert ("wang-he" in shown.volunteers) is printed
        assert (HER in shown.hidden) is not printed
        assert [each.address for each in shown.stories] == [each.address for each in published(library, TODAY).stories]


def test_a_text_that_names_somebody_unknown_stays(tmp_path: Path) -> None:
    """A program cannot take a sealed name out, so the whole story does not go where she did not agree."""
    files = story(more="named: [c-2024-0002]\n")
    with pytest.raises(ArticleError, match=r"c-2024-0002.*微信公众号公开姓名"):
        for_wechat(tmp_path / "a", files)
    assert for_cms(tmp_path / "b", files).title


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (story(status="draft"), "还是草稿"),
        (story(status="submitted"), "还在审"),
        (story(channels="[web]"), "不发微信公众号"),
        ({REPORT: story()[REPORT].replace(", review: 乙审核", "")}, "没有写审核，三审三校"),
        ({REPORT: story()[REPORT].replace("edit: 甲编辑", "edit: ''").replace(", issue: 丁签发", "")}, "编辑、签发"),
        ({REPORT: story()[REPORT].replace("2024-03-05", "2025-03-05")}, "还没有到"),
    ],
)
def test_what_is_not_ready_stays(tmp_path: Path, files: dict[str, str], said: str) -> None:
    """Each refusal says what is missing."""
    with pytest.raises(ArticleError, match=said):
        for_wechat(tmp_path, files)


def test_a_story_for_wechat_only_is_not_for_sites(tmp_path: Path) -> None:
    """Another site is the web."""
    with pytest.raises(ArticleError, match="不发网站"):
        for_cms(tmp_path, story(channels="[wechat]"))


def test_a_slip_in_the_address_gets_a_hint(tmp_path: Path) -> None:
    """Nobody has to look an address up twice."""
    library = load(tiny.write(tmp_path))[0]
    with pytest.raises(ArticleError, match=r"是不是 “?2024/0305-leifeng"):
        wechat_article(library, "2024/0305-leifang", TODAY)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("写信到 someone@example.net 就行。\n", "电子邮箱"),
        ("她的证号是410402-5830-2746-3。\n", "志愿者证号"),
        ("她的证号是４１０４０２５８３０２７４６３。\n", "志愿者证号"),
    ],
)
def test_the_last_look(tmp_path: Path, body: str, said: str) -> None:
    """What no rule of the site let through does not go out, and the message does not repeat it."""
    hers = tiny.FILES["content/volunteers/li-mei.md"].replace("---\n她", "number: 410402-5830-2746-3\n---\n她")
    files = {**story(body), "content/volunteers/li-mei.md": hers}
    with pytest.raises(ArticleError, match=said) as caught:
        for_wechat(tmp_path, files)
    assert "5830" not in str(caught.value)
    assert "someone" not in str(caught.value)


def test_her_number_goes_where_her_page_does(tmp_path: Path) -> None:
    """A number that her own page shows there is public there."""
    hers = tiny.FILES["content/volunteers/wang-he.md"].replace("hours: 320", "number: 410402-5830-2746-3")
    files = {**story("她的证号是410402-5830-2746-3。\n"), "content/volunteers/wang-he.md": hers}
    assert "5830" in for_wechat(tmp_path / "a", files).content
    with pytest.raises(ArticleError, match="志愿者证号"):
        for_wechat(tmp_path / "b", {**files, **consents("[web]")})
    assert for_cms(tmp_path / "c", {**files, **consents("[web]")})


def test_the_office_writes_its_own_address(tmp_path: Path) -> None:
    """The office's public contact is no leak."""
    assert "office@example.com" in for_wechat(tmp_path, story("投稿请寄 office@example.com。\n")).content
