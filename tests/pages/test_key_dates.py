"""The calendar file: right days, read back by the library and by hand, and the calendar of the year on the site."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from icalendar import Calendar

from generator.pages import key_dates
from generator.pages.cards import Cards
from generator.pages.frame import frame
from generator.pages.pictures import Album
from generator.pages.published import published
from generator.publish.leaks import Allowed, read_as_stranger
from generator.records import calendar
from generator.records.campaigns import Campaign
from generator.records.library import load
from tests import tiny
from tests.tiny import FEDERATION, ROOT

if TYPE_CHECKING:
    from tests.pages.conftest import Press, Site

URL = "https://example.org/jg/"
DAYS = {
    "chunjie": ("2026-02-17", "2027-02-06", "2028-01-26"),
    "yuanxiao": ("2026-03-03", "2027-02-20", "2028-02-09"),
    "qingming": ("2026-04-05", "2027-04-05", "2028-04-04"),
    "muqin": ("2026-05-10", "2027-05-09", "2028-05-14"),
    "zhucan": ("2026-05-17", "2027-05-16", "2028-05-21"),
    "duanwu": ("2026-06-19", "2027-06-09", "2028-05-28"),
    "qixi": ("2026-08-19", "2027-08-08", "2028-08-26"),
    "fengshou": ("2026-09-23", "2027-09-23", "2028-09-22"),
    "zhongqiu": ("2026-09-25", "2027-09-15", "2028-10-03"),
    "chongyang": ("2026-10-18", "2027-10-08", "2028-10-26"),
    "sanba": ("2026-03-08", "2027-03-08", "2028-03-08"),
}
"""The sample's moving days as the almanac prints them; 2028 has a leap fifth month."""
CAMPAIGNS = FEDERATION[FEDERATION.index("campaigns:") : FEDERATION.index("honours:")]


def with_campaigns(*lines: str) -> dict[str, str]:
    """The tiny register with other key dates."""
    text = "campaigns:\n" + "".join(f"  - {{{line}}}\n" for line in lines) if lines else ""
    return {"teams/federation.yml": FEDERATION.replace(CAMPAIGNS, text)}


def made(site: Site, url: str = "") -> dict[str, bytes]:
    """The calendars of a site, which stands at an address or nowhere yet."""
    return key_dates.files(site.cards, frame(site.shown.federation, site.pages.values(), url))


def events(data: bytes) -> list[Any]:
    """The events of a calendar read back."""
    return list(Calendar.from_ical(data).walk("VEVENT"))


@pytest.fixture(scope="module")
def sample() -> dict[str, bytes]:
    """The calendars of the sample register, planned without its photographs."""
    library, _ = load(ROOT)
    shown = published(library, dt.date(2026, 11, 21))
    return key_dates.files(Cards(shown, Album({})), frame(library.facts, []))


def test_every_key_date_has_its_days(sample: dict[str, bytes]) -> None:
    """Each lunar day, solar term and nth Sunday falls where it does, in its own file and among all."""
    assert set(sample) == {"calendar.ics", *(f"campaigns/{each}.ics" for each in _ids())}
    everything = {each["uid"]: each for each in events(sample["calendar.ics"])}
    assert len(everything) == 3 * len(_ids())
    for name, days in DAYS.items():
        own = events(sample[f"campaigns/{name}.ics"])
        assert tuple(each["dtstart"].dt.isoformat() for each in own) == days
        for each in own:
            assert each["dtend"].dt == each["dtstart"].dt + dt.timedelta(days=1)
            assert each == everything[each["uid"]]


def _ids() -> set[str]:
    library, _ = load(ROOT)
    return {campaign.id for campaign in library.facts.campaigns}


def test_a_stretch_ends_the_day_after_its_last(sample: dict[str, bytes]) -> None:
    """All-day events end on the day that is no longer part of them."""
    first, *_ = events(sample["campaigns/weiquanzhou.ics"])
    assert (first["dtstart"].dt, first["dtend"].dt) == (dt.date(2026, 3, 1), dt.date(2026, 3, 9))
    assert b"DTSTART;VALUE=DATE:20260301\r\n" in sample["campaigns/weiquanzhou.ics"]


def test_the_file_is_as_rfc_5545_wants_it(sample: dict[str, bytes]) -> None:
    """CRLF at every end, no line over 75 octets, no character cut in two, one calendar, required properties."""
    for data in sample.values():
        assert data.endswith(b"END:VCALENDAR\r\n")
        lines = data.split(b"\r\n")
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75
        for line in lines:
            line.decode("utf-8")
        unfolded = data.replace(b"\r\n ", b"").decode().split("\r\n")
        assert unfolded.count("BEGIN:VCALENDAR") == unfolded.count("VERSION:2.0") == 1
        assert sum(line.startswith("PRODID:") for line in unfolded) == 1
        count = unfolded.count("BEGIN:VEVENT")
        for key in ("UID:", "DTSTAMP:", "DTSTART;VALUE=DATE:", "DTEND;VALUE=DATE:", "SUMMARY:"):
            assert sum(line.startswith(key) for line in unfolded) == count
        assert "BEGIN:VALARM" not in unfolded


def test_long_words_come_back_whole(press: Press) -> None:
    """Han text of any length, commas, semicolons and backslashes survive folding and escaping."""
    about = "送温暖，" * 40 + r"a,b; c\\d 换行"
    site = press.site(with_campaigns(f"id: chang, name: 很长的节点, on: 03-05, about: '{about}', brands: [助困关爱]"))
    first = events(made(site)["calendar.ics"])[0]
    assert first["description"] == f"{about}\n适合的品牌：助困关爱\n日子：每年3月5日"
    assert first["summary"] == "很长的节点"
    assert first["categories"].cats == ["助困关爱"]


def test_an_event_says_what_it_is(whole: Site) -> None:
    """It takes nobody's time, was made when the calendar begins, and leads to the site only where that is known."""
    plain, placed = (events(made(whole, url)["calendar.ics"]) for url in ("", URL))
    for each in plain:
        assert each["transp"] == "TRANSPARENT"
        assert each["dtstamp"].dt == dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
        assert "url" not in each
    assert {str(each["url"]) for each in placed} == {
        f"{URL}campaigns/{each}.html" for each in ("xueleifeng", "chongyang")
    }
    assert [each["uid"] for each in plain] == [each["uid"] for each in placed]
    assert [each["dtstart"].dt for each in plain] == sorted(each["dtstart"].dt for each in plain)


def test_uids_are_for_ever(whole: Site) -> None:
    """A calendar program knows an event again by its id, so this one never changes."""
    found = [str(each["uid"]) for each in events(made(whole)["campaigns/xueleifeng.ics"])]
    assert len({UUID(each) for each in found}) == 3
    assert found[0] == "789f93f4-6bd5-59b4-9e81-7ba8f8546a5e"


def test_the_years_follow_the_newest_story(press: Press) -> None:
    """The calendar does not change with the day of the build, only with the register."""
    assert made(press.site(today=dt.date(2025, 1, 1))) == made(press.site(today=dt.date(2031, 7, 1)))
    new = {"activities/2026/0101-x/report.md": tiny.report("新的一年", "2026-01-01")}
    later = press.site(new, dt.date(2026, 2, 1))
    assert {each["dtstart"].dt.year for each in events(made(later)["calendar.ics"])} == {2026, 2027, 2028}
    empty = press.site({path: "" for path in tiny.FILES if path.startswith("activities/")}, dt.date(2030, 5, 5))
    assert key_dates.years(empty.shown) == (2030, 2031, 2032)


def test_without_key_dates_there_is_no_calendar(press: Press) -> None:
    """No file, and no page that leads to one."""
    site = press.site(
        {
            **with_campaigns(),
            "activities/2024/0305-leifeng/report.md": "",
            "activities/2023/1023-chongyang/report.md": "",
        }
    )
    assert made(site) == {}
    assert site.view("campaigns/index.html").calendar == ""
    assert site.view("campaigns/index.html").months == ()


RUN = "id: run, name: 闰日, on: 02-29"
OTHERS = ("id: xueleifeng, name: 学雷锋, on: 03-05", "id: chongyang, name: 重阳节, lunar: 09-09")


def test_a_day_that_no_year_has(press: Press) -> None:
    """29 February stands in leap years only; in years without one it has neither file nor link."""
    site = press.site(with_campaigns(RUN, *OTHERS))
    assert [each["dtstart"].dt.isoformat() for each in events(made(site)["campaigns/run.ics"])] == ["2024-02-29"]
    new = {"activities/2025/0101-x/report.md": tiny.report("新的一年", "2025-01-01")}
    site = press.site({**with_campaigns(RUN, *OTHERS), **new})
    assert set(made(site)) == {"calendar.ics", "campaigns/xueleifeng.ics", "campaigns/chongyang.ics"}
    assert site.view("campaigns/run.html").calendar == ""
    assert [each.title for each in site.view("campaigns/index.html").undated] == ["闰日"]


def test_a_stretch_over_new_year_ends_in_the_next(press: Press) -> None:
    """From December to January is one stretch of three weeks, not one that ends before it begins."""
    site = press.site(with_campaigns("id: nianmo, name: 岁末慰问, from: 12-20, to: 01-10", *OTHERS))
    first, *_ = events(made(site)["campaigns/nianmo.ics"])
    assert (first["dtstart"].dt, first["dtend"].dt) == (dt.date(2024, 12, 20), dt.date(2025, 1, 11))


def test_a_stretch_over_new_year_stands_in_both_months(press: Press) -> None:
    """In January it is the one of last year, which a story of those days finds going on; in December it is to come."""
    stretch = with_campaigns("id: nianmo, name: 岁末慰问, from: 12-20, to: 01-10", *OTHERS)
    seen = {}
    for day in ("2025-01-05", "2025-01-11", "2025-12-28"):
        story = {f"activities/2025/{day[5:7]}{day[8:]}-x/report.md": tiny.report("新年", day)}
        months = press.site({**stretch, **story}, dt.date(2026, 1, 1)).view("campaigns/index.html").months
        seen[day] = {
            m.number: [(d.days, d.state) for d in m.days if d.name == "岁末慰问"] for m in (months[0], months[-1])
        }
    january, december = "上年12月20日—1月10日", "12月20日—次年1月10日"
    assert seen == {
        "2025-01-05": {1: [(january, "now")], 12: [(december, "")]},
        "2025-01-11": {1: [(january, "past")], 12: [(december, "")]},
        "2025-12-28": {1: [(january, "past")], 12: [(december, "now")]},
    }


def test_the_home_page_and_the_calendar_name_the_same_next_day(press: Press) -> None:
    """What comes next is decided in one place, so also a day that is two years away is next on both."""
    story = {"activities/2026/0501-x/report.md": tiny.report("五一", "2026-05-01")}
    site = press.site({**with_campaigns(RUN, *OTHERS), **story}, dt.date(2026, 5, 2))
    home = site.view("index.html").coming
    assert [(each.name, f"{each.day}") for each in home] == [
        ("重阳节", "2026-10-18"), ("学雷锋", "2027-03-05"), ("闰日", "2028-02-29"),
    ]  # fmt: skip
    view = site.view("campaigns/index.html")
    assert (view.next.name, view.next.first) == (home[0].name, home[0].day)
    assert [day.name for month in view.months for day in month.days if day.state == "next"] == [home[0].name]


def test_a_day_is_found_once(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lunar day takes long to find: a whole plan with its calendars asks for each key date of each year once."""
    asked: list[tuple[str, int]] = []
    find = calendar.days

    def days(campaign: Campaign, year: int) -> tuple[dt.date, dt.date]:
        asked.append((campaign.id, year))
        return find(campaign, year)

    monkeypatch.setattr(calendar, "days", days)
    key_dates.in_year.cache_clear()
    made(press.site())
    assert asked
    assert len(set(asked)) == len(asked)


def test_every_link_to_a_calendar_has_its_file(whole: Site) -> None:
    """The list leads to the whole calendar, each key date to its own; no page has the address of a file."""
    views = [whole.view(address) for address in whole.pages if address.startswith("campaigns/")]
    assert {view.calendar for view in views} == set(made(whole))
    assert not set(made(whole)) & set(whole.pages)


def test_the_calendar_of_the_year_knows_what_comes_next(press: Press) -> None:
    """Seen from the newest story: what is over, what is going on, and the one day that comes next."""
    site = press.site(
        with_campaigns(
            *OTHERS, "id: chun, name: 春风行动, from: 01-01, to: 04-30", "id: sanba, name: 妇女节, on: 03-08",
            "id: mama, name: 母亲节, month: 5, nth: 2, weekday: 7", "id: jia, name: 家庭日, on: 05-15",
        )
    )  # fmt: skip
    view = site.view("campaigns/index.html")
    assert (view.year, view.next.name, view.next.days) == (2024, "母亲节", "5月12日")
    assert [(month.number, [(day.name, day.state) for day in month.days]) for month in view.months] == [
        (1, [("春风行动", "now")]),
        (3, [("学雷锋", "past"), ("妇女节", "past")]),
        (5, [("母亲节", "next"), ("家庭日", "")]),
        (10, [("重阳节", "")]),
    ]
    first = view.months[1].days[0]
    assert (first.days, first.when, first.stories, first.brands) == ("3月5日", "每年3月5日", 1, ())


def test_after_the_last_day_of_a_year_comes_the_next_year(press: Press) -> None:
    """Where the year has no day left, the first one of the year after comes next; without stories nothing does."""
    new = {"activities/2024/1231-x/report.md": tiny.report("岁末", "2024-12-31")}
    view = press.site(new).view("campaigns/index.html")
    assert (view.next.name, view.next.first) == ("学雷锋纪念日", dt.date(2025, 3, 5))
    assert {day.state for month in view.months for day in month.days} == {"past"}
    empty = press.site({path: "" for path in tiny.FILES if path.startswith("activities/")})
    assert empty.view("campaigns/index.html").next is None


def test_a_key_date_tells_three_years(whole: Site) -> None:
    """This year and the next two, as its calendar file does."""
    view = whole.view("campaigns/chongyang.html")
    assert view.dates == ((2024, "10月11日"), (2025, "10月29日"), (2026, "10月18日"))


def test_a_stranger_finds_nothing_in_the_calendar(sample: dict[str, bytes], tmp_path: Path) -> None:
    """No id of an event and no row of days reads as a telephone number."""
    for name, data in sample.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert read_as_stranger(tmp_path, Allowed()) == []
