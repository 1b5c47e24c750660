"""No view of the published register holds a name, a page or a text that consent does not cover."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.pages import feeds
from generator.pages.figures import pages as figures_pages
from generator.pages.frame import frame
from generator.pages.heads import heads
from generator.pages.published import published
from generator.records.library import load
from generator.records.names import MASK, compact
from generator.search.records import findables
from tests import tiny
from tests.pages.conftest import Press, Site, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = {1: "王样荷", 2: "李样梅", 3: "领队样桂", 4: "周样菊", 5: "郑样封"}
"""By the number of the consent; the last is named in texts only, as ``named`` says."""
WORDS = "、".join(NAMES[number] for number in (1, 2, 3, 4))
STORY = "activities/2024/0501-dazhong"
UNKNOWN = "activities/2024/0502-fengming"


def consents(dead: Iterable[int]) -> str:
    """All five consents, some of them withdrawn."""
    lines = [*tiny.CONSENTS.splitlines(), "c-2024-0005: {scope: [name], channels: [web], given: 2024-01-02}"]
    for number in dead:
        lines[number - 1] = lines[number - 1].replace("}", ", withdrawn: 2024-06-01}")
    return "\n".join(lines) + "\n"


def files(dead: Iterable[int]) -> dict[str, str]:
    """The names in every kind of text that a register has."""
    caption = f"photos: [{{file: 01.jpg, alt: {WORDS}在广场, caption: {WORDS}, credit: {WORDS}摄, people: none}}]\n"
    told = {
        f"{STORY}/report.md": tiny.report(
            f"{WORDS}上街", "2024-05-01", f"{caption}summary: {WORDS}出门\nproject: linli\n",
            f"{WORDS}说。[{NAMES[1]}](../../../content/volunteers/wang-he.md)和"
            f'<a href="../../volunteers/wang-he.html#x" title="{NAMES[1]}">她</a>，[读][她们]。\n\n'
            f"`volunteers/wang-he.md` 和：\n\n~~~yaml\n- {{volunteer: wang-he}}\n~~~\n\n"
            f"[她们]: ../../../content/volunteers/li-mei.md\n[又]: /volunteers/wang-he.html\n",
        ),
        f"{UNKNOWN}/report.md": tiny.report(
            f"{NAMES[5]}的一天", "2024-05-02", "named: [c-2024-0005]\n", f"{NAMES[5]}扫雪。\n"
        ),
    }  # fmt: skip
    untold = ("---\n", "---\nnamed: [c-2024-0005]\n", 1)
    own = {
        path: tiny.FILES[path].replace(*untold).replace("summary: ", f"summary: {NAMES[5]}")
        for path in ("content/projects/linli.md", "content/communities/guangming.md")
    }
    pages = ("content/brands/zhukun.md", "content/privacy.md", "content/about/index.md", "content/guide/index.md",
             "content/index.md")  # fmt: skip
    texts = {path: f"{tiny.FILES[path]}\n{WORDS}。\n" for path in pages}
    team = "teams/xinhua/aixin/team.yml"
    texts[team] = f"{tiny.FILES[team]}intro: {WORDS}的小队\n"
    facts = tiny.FEDERATION.replace("description: 一个", f"description: {WORDS}的一个")
    texts["teams/federation.yml"] = facts.replace("value: office", f"value: {WORDS} office")
    return {**told, **own, **texts, "teams/consents.yml": consents(dead)}


def everything(site: Site) -> str:
    """All that is written of a site but the rendered pages: views, heads, feeds, the search, the frame."""
    framed = frame(site.shown.federation, site.pages.values(), "https://example.org/")
    values: list[object] = [site.pages, heads(site.pages.values(), framed), framed, findables(site.cards)]
    words = [str(each) for value in values for each in walk(value) if isinstance(each, str)]
    fed = [data.decode() for data in feeds.files(site.cards, framed).values()]
    return "\n".join([*words, *fed, *site.shown.public_words()])


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """Plans sites of one module's tests."""
    return Press(tmp_path_factory.mktemp("redacted"))


@settings(max_examples=24, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dead=st.sets(st.sampled_from(sorted(NAMES))))
def test_no_view_holds_a_dead_name(many: Press, dead: set[int]) -> None:
    """Whichever consents end, their names are nowhere, and the others' names are where they were."""
    site = many.site(files(dead))
    told = compact(everything(site))
    for number, name in NAMES.items():
        assert (name in told) == (number not in dead), name
    for number, page in {1: "volunteers/wang-he", 2: "volunteers/li-mei"}.items():
        assert (f"{page}." in told) == (number not in dead)
    assert ("wang-he" in told) == (1 not in dead)


def test_a_text_with_a_name_that_nobody_knows_is_withheld_whole(many: Press) -> None:
    """Story, project and community go with their pages, lists, entries of honours and links; nothing points to them."""
    site = many.site(files({5}))
    told = everything(site)
    for address in ("activities/2024/0502-fengming", "projects/linli", "communities/guangming"):
        assert f"{address}." not in told
    story = site.view(f"{STORY}.html")
    assert story.project is None
    honoured = [link.title for award in site.view("honours/2024.html").awards for link in award.recipients]
    assert "光明妇女之家" not in honoured
    assert NAMES[1] in honoured


def test_what_is_withheld_is_not_counted(many: Press) -> None:
    """Figures count what is shown: who adds up the list comes to the same number, and learns of nothing hidden."""
    counts = []
    for dead in (set[int](), {5}):
        site = many.site(files(dead))
        pages = {page.address: page for page in figures_pages(site.cards)}
        counts.append(pages["stats/index.html"].view.headline)
        assert len(site.shown.stories) == sum(len(each) for each in site.shown.by_year.values())
    assert counts[0] != counts[1]


def test_links_of_other_texts_neither_break_nor_tell(many: Press) -> None:
    """A link to her page becomes plain words, whether it was written to the file or to the page."""
    body = many.site(files({1})).pages[f"{STORY}.html"].body
    assert "wang-he" not in body
    assert f"说。{MASK}和" in body
    assert 'href="#"' in body
    assert "volunteers/li-mei" in body


@pytest.mark.parametrize(
    "change", [", expires: 2024-12-31}", ", withdrawn: 2024-12-31}", ", withdrawn: 2026-01-01}"], ids=str
)
def test_expiry_is_like_withdrawal(many: Press, change: str) -> None:
    """A consent that ran out hides the name and the text as one that was withdrawn does."""
    text = consents(()).replace("given: 2024-01-02}", f"given: 2024-01-02{change}")
    told = everything(many.site({**files(()), "teams/consents.yml": text}))
    assert not [name for name in NAMES.values() if name in told]


def test_consent_to_another_channel_is_none_to_the_web(many: Press) -> None:
    """Names under consent to WeChat only are not on the web."""
    text = consents(()).replace("channels: [web]", "channels: [wechat]").replace("[web, wechat]", "[wechat]")
    told = everything(many.site({**files(()), "teams/consents.yml": text}))
    assert not [name for name in NAMES.values() if name in told]


def test_the_words_of_the_federation_stay(many: Press) -> None:
    """Names of brand lines, townships and categories are what pages are built on; a person's name changes none."""
    team = "teams/xinhua/aixin/team.yml"
    named = {team: tiny.FILES[team].replace("领队样桂", "助困关爱"), "teams/consents.yml": tiny.CONSENTS.replace(
        "c-2024-0003: {scope: [name], channels: [web], given: 2024-01-02}",
        "c-2024-0003: {scope: [name], channels: [web], given: 2024-01-02, withdrawn: 2024-06-01}")}  # fmt: skip
    site = many.site(named)
    assert site.pages["brands/zhukun.html"].title == "助困关爱"
    assert {story.fields.brand for story in site.shown.stories} == {"助困关爱", "维权维稳"}
    assert site.view("teams/xinhua/aixin.html").leader is None


def test_words_called_after_her_lose_her_name_everywhere_alike(many: Press) -> None:
    """A brand line, a prize and a campaign with her name are shown without it, and what belongs to them still does."""
    facts = tiny.FEDERATION.replace("助困关爱", "王样荷助困").replace("优秀项目]", "王样荷奖]")
    facts = facts.replace("name: 重阳节", "name: 王样荷敬老节") + "sources: [王样荷巾帼工作室]\n"
    files = {path: text.replace("助困关爱", "王样荷助困") for path, text in tiny.FILES.items() if "助困关爱" in text}
    files |= {f"{STORY}/report.md": tiny.report("她们", "2024-05-01", brand="王样荷助困", campaign="chongyang"),
              "content/honours/2024.yml": tiny.FILES["content/honours/2024.yml"].replace("优秀项目", "王样荷奖"),
              "teams/federation.yml": facts, "teams/consents.yml": consents({1})}  # fmt: skip
    site = many.site(files)
    assert NAMES[1] not in compact(everything(site))
    brand = f"{MASK}助困"
    assert site.pages["brands/zhukun.html"].title == brand
    assert {story.fields.brand for story in site.shown.stories} == {brand, "维权维稳"}
    assert len(site.shown.by_brand[brand]) == len(site.shown.stories) - 1
    assert f"{MASK}奖" in {award.honour for year in site.shown.honours for award in year.fields.awards}
    assert site.shown.by_campaign["chongyang"]
    assert NAMES[1] in compact(everything(many.site({**files, "teams/consents.yml": consents(())})))


def test_nothing_is_copied_where_nothing_is_hidden(many: Press) -> None:
    """A register in which all consents live is published as the very records that were read."""
    library, _ = load(tiny.write(many.root / "alike"))
    shown = published(library, dt.date(2025, 1, 1))
    assert all(story is library.activities[story.address] for story in shown.stories)
    assert all(entry is library.volunteers[address] for address, entry in shown.volunteers.items())
    assert shown.federation is library.facts
    assert shown.hidden == frozenset()
