"""What is not published, or no longer agreed to, is nowhere."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator.pages.pictures import wanted
from tests import tiny

if TYPE_CHECKING:
    from tests.pages.conftest import Press, Site

FULL = "{scope: [name, portrait, story], channels: [web], given: 2024-01-02"
DEAD = {
    "withdrawn": FULL + ", withdrawn: 2024-12-31}",
    "withdrawn with a later day": FULL + ", withdrawn: 2025-01-02}",
    "withdrawn today": FULL + ", withdrawn: 2025-01-01}",
    "expired": FULL + ", expires: 2024-12-31}",
    "not given yet": "{scope: [name, portrait, story], channels: [web], given: 2025-01-02}",
    "another channel": "{scope: [name, portrait, story], channels: [wechat], given: 2024-01-02}",
}
ALIVE = {
    "expires today": FULL + ", expires: 2025-01-01}",
    "given today": "{scope: [name, portrait, story], channels: [web], given: 2025-01-01}",
}


def consents(number: int, consent: str) -> dict[str, str]:
    """The consents with one of them replaced."""
    lines = tiny.CONSENTS.splitlines()
    lines[number - 1] = f"c-2024-{number:04}: {consent}"
    return {"teams/consents.yml": "\n".join(lines) + "\n"}


def test_only_selected_stories_of_the_web_are_anywhere(whole: Site) -> None:
    """A draft, a submission and a story for WeChat leave no trace on any page."""
    for title in ("还是草稿", "刚刚投稿", "只发微信"):
        assert title not in whole.words
    for folder in ("0601", "0602", "0603"):
        assert folder not in " ".join(whole.pages)
    assert "看望独居老人" in whole.words


def test_a_story_of_tomorrow_is_not_shown_today(press: Press) -> None:
    """A selected story appears on its day, not before."""
    files = {"activities/2025/0102-mingtian/report.md": tiny.report("明天的事", "2025-01-02")}
    assert "明天的事" not in press.site(files).words
    assert "明天的事" in press.site(files, dt.date(2025, 1, 2)).words


@pytest.mark.parametrize("consent", DEAD.values(), ids=DEAD)
def test_without_live_consent_a_person_is_nowhere(press: Press, consent: str) -> None:
    """Name, page, portrait, honour and the photographs that name her vanish from every page together."""
    site = press.site(consents(1, consent))
    assert "王样荷" not in site.words
    assert "volunteers/wang-he.html" not in site.words
    assert not {path for path in wanted(site.shown) if "wang-he" in path or path.endswith("02.jpg")}
    assert site.pictures() == {"院子里的老人"}
    assert "李样梅" in site.words


@pytest.mark.parametrize("consent", ALIVE.values(), ids=ALIVE)
def test_consent_lives_from_its_first_to_its_last_day(press: Press, consent: str) -> None:
    """The day of giving and the day of expiry count."""
    site = press.site(consents(1, consent))
    assert {"王样荷像", "王样荷在扫院子"} <= site.pictures()
    assert "volunteers/wang-he.html" in site.pages


def test_without_portrait_in_scope_her_face_is_nowhere(press: Press) -> None:
    """Consent to name and story keeps the page and takes every picture of her away."""
    site = press.site(consents(1, "{scope: [name, story], channels: [web], given: 2024-01-02}"))
    assert "volunteers/wang-he.html" in site.pages
    assert site.pictures() == {"院子里的老人"}


@pytest.mark.parametrize("scope", ["name", "story", "portrait"])
def test_a_page_needs_name_and_story(press: Press, scope: str) -> None:
    """One scope alone is no consent to a page or to standing among the honoured with a page."""
    site = press.site(consents(1, f"{{scope: [{scope}], channels: [web], given: 2024-01-02}}"))
    assert "王样荷" not in site.words.replace("王样荷在扫院子", "")
    assert "volunteers/wang-he.html" not in site.words


@pytest.mark.parametrize("consent", DEAD.values(), ids=DEAD)
def test_leaders_and_the_honoured_without_a_page_need_consent_too(press: Press, consent: str) -> None:
    """A leader's name and a name on an honours list stand under the same law."""
    assert "领队样桂" not in press.site(consents(3, consent)).words
    assert "周样菊" not in press.site(consents(4, consent)).words


def test_public_words_are_what_is_shown(press: Press) -> None:
    """Names under live consent and the office's contacts are public words; a withdrawn name is none."""
    words = press.site().shown.public_words()
    assert {"王样荷", "李样梅", "领队样桂", "周样菊"} <= words
    assert {contact.value for contact in press.site().shown.federation.contacts} <= words
    withdrawn = press.site(consents(3, DEAD["withdrawn"])).shown.public_words()
    assert words - withdrawn == {"领队样桂"}


def test_a_leader_without_consent_id_is_not_named(press: Press) -> None:
    """No consent written is no consent."""
    path = "teams/xinhua/aixin/team.yml"
    site = press.site({path: tiny.FILES[path].replace(", consent: c-2024-0003", "")})
    assert "领队样桂" not in site.words


@pytest.mark.parametrize("people", ["[c-2024-0001, c-2024-0002]", "[c-2024-0002, c-2024-0001]", "[c-2024-0002]"])
def test_everyone_in_a_photo_must_agree(press: Press, people: str) -> None:
    """One person without consent takes the photo away, whoever else is in it and however it is written."""
    story = tiny.report("合影", "2024-05-01", f"photos: [{tiny.photo('01.jpg', people, '一张合影')}]\n")
    files = {"activities/2024/0501-heying/report.md": story, **consents(2, DEAD["withdrawn"])}
    assert "一张合影" not in press.site(files).pictures()


def test_a_portrait_with_a_second_person_needs_both(press: Press) -> None:
    """A portrait is a photograph: whoever else it names must agree as well."""
    path = "content/volunteers/wang-he.md"
    both = tiny.FILES[path].replace("people: [c-2024-0001]", "people: [c-2024-0001, c-2024-0002]")
    assert "王样荷像" in press.site({path: both}).pictures()
    assert "王样荷像" not in press.site({path: both, **consents(2, DEAD["expired"])}).pictures()


def test_an_unknown_consent_shows_nobody(press: Press) -> None:
    """A consent id that the register does not know is no consent."""
    site = press.site({"teams/consents.yml": "c-2020-0001: {scope: [name], given: 2020-01-01}\n"})
    for name in ("王样荷", "李样梅", "领队样桂", "周样菊"):
        assert name not in site.words


def test_a_disbanded_team_has_no_page_and_no_link(press: Press) -> None:
    """A disbanded team's stories stay, but nothing links to a page that is not there."""
    path = "teams/xinhua/aixin/team.yml"
    site = press.site({path: tiny.FILES[path] + "status: disbanded\n"})
    assert "teams/xinhua/aixin.html" not in site.words
    assert "activities/2024/0305-leifeng.html" in site.pages
    assert site.view("volunteers/wang-he.html").team.title == "新华区建设路爱心巾帼志愿服务小队"
