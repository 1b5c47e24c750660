"""What pages say of themselves to programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.pages.frame import frame
from generator.pages.heads import HeadView, head

if TYPE_CHECKING:
    from tests.pages.conftest import Press, Site

URL = "https://www.example.org/jinguo/"
STORY = "activities/2024/0305-leifeng.html"


def headed(site: Site, address: str, url: str = "") -> HeadView:
    """The head of one page of a site that stands at ``url``."""
    return head(site.pages[address], frame(site.shown.federation, site.pages.values(), url))


def graph(view: HeadView) -> dict[str, Any]:
    """JSON-LD by type."""
    return {each["@type"]: each for each in json.loads(view.data)["@graph"]}


def test_a_story_is_read_as_an_article(whole: Site) -> None:
    """Chats, search engines and monitors learn title, day, source, section and a real picture (rule G12)."""
    view = headed(whole, STORY, URL)
    names, properties = dict(view.names), dict(view.properties)
    assert view.title == "看望独居老人 - 示例市巾帼志愿服务"
    assert view.canonical == URL + STORY
    assert {key: names[key] for key in ("ArticleTitle", "PubDate", "ContentSource", "ColumnName", "Author")} == {
        "ArticleTitle": "看望独居老人", "PubDate": "2024-03-05 00:00", "ContentSource": "新华区妇联",
        "ColumnName": "活动", "Author": "甲编辑",
    }  # fmt: skip
    assert names["SiteDomain"] == "www.example.org"
    assert names["Keywords"] == "助困关爱,爱心帮扶,新华区建设路街道"
    assert properties["og:type"] == "article"
    assert properties["og:url"] == view.canonical
    picture = whole.view(STORY).card.picture.jpeg.address
    assert properties["og:image"] == names["Image"] == URL + picture
    article = graph(view)["NewsArticle"]
    assert article["headline"] == "看望独居老人"
    assert article["datePublished"] == "2024-03-05"
    assert article["image"]["url"] == URL + picture
    assert article["author"]["name"] == "新华区妇联"
    assert article["publisher"]["name"] == "示例市妇联"
    trail = graph(view)["BreadcrumbList"]["itemListElement"]
    assert [each["name"] for each in trail] == ["首页", "活动", "2024 年", "看望独居老人"]
    assert trail[0]["item"] == URL


def test_without_an_address_nothing_is_invented(whole: Site) -> None:
    """No canonical address and no domain; other references lead from the page itself to the same files."""
    view = headed(whole, STORY)
    assert view.canonical == ""
    assert not {"SiteDomain", "SiteIDCode", "Url"} & dict(view.names).keys()
    properties = dict(view.properties)
    assert "og:url" not in properties
    assert properties["og:image"] == "../../" + whole.view(STORY).card.picture.jpeg.address
    trail = graph(view)["BreadcrumbList"]["itemListElement"]
    assert [each["item"] for each in trail] == ["../../index.html", "../index.html", "index.html", "0305-leifeng.html"]


def test_the_home_page_tells_who_publishes(whole: Site) -> None:
    """The organisation and the site, at the site's own address."""
    view = headed(whole, "index.html", URL)
    assert view.canonical == URL
    assert view.title == "示例市巾帼志愿服务 · 奉献他人"
    told = graph(view)
    assert told["Organization"] == {"@type": "Organization", "name": "示例市妇联", "url": URL}
    assert told["WebSite"]["url"] == URL
    assert dict(view.properties)["og:type"] == "website"
    assert "ArticleTitle" not in dict(view.names)


def test_every_page_has_a_picture_to_share(whole: Site) -> None:
    """A page without a picture of its own is shared with that of the home page's lead story."""
    lead = whole.view("index.html").lead.picture.jpeg.address
    for address in whole.pages:
        properties = dict(headed(whole, address, URL).properties)
        assert properties["og:image"].startswith(f"{URL}photos/"), address
    assert dict(headed(whole, "privacy.html", URL).properties)["og:image"] == URL + lead


def test_a_woman_is_told_only_with_what_her_page_shows(whole: Site) -> None:
    """Name, sentence and portrait under consent; a portrait without consent is nowhere."""
    with_portrait = graph(headed(whole, "volunteers/wang-he.html"))["ProfilePage"]["mainEntity"]
    assert with_portrait["name"] == "王样荷"
    assert "image" in with_portrait
    without = graph(headed(whole, "volunteers/li-mei.html"))["ProfilePage"]["mainEntity"]
    assert without == {"@type": "Person", "name": "李样梅", "description": "法律明白人"}


def test_no_picture_at_all_is_no_picture(press: Press) -> None:
    """A register without photographs shares its pages without one."""
    gone = [STORY, "activities/2024/0412-hunyin.html", "content/honours/2024.yml", "content/volunteers/wang-he.md"]
    site = press.site({address.replace(".html", "/report.md"): "" for address in gone})
    assert not [key for key, _ in headed(site, "index.html", URL).properties if key.startswith("og:image")]


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!-- & ]]> \\u003c", '"引号" & 反斜杠\\'])
def test_no_title_ends_the_script(press: Press, title: str) -> None:
    """Whatever a record holds, the data stays data."""
    quoted = "'" + title.replace("'", "''") + "'"
    files = {"activities/2024/0305-leifeng/report.md": (
        f"---\ntitle: {quoted}\ndate: 2024-03-05\nplace: {{township: 建设路街道}}\nteams: [xinhua/aixin]\n"
        "brand: 助困关爱\ncredits: {source: 甲}\nstatus: selected\n---\n正文。\n"
    )}  # fmt: skip
    view = headed(press.site(files), "activities/2024/0305-leifeng.html")
    assert not set("<>&") & set(view.data)
    assert graph(view)["NewsArticle"]["headline"] == title
