"""Rules about a story as a whole: honours claimed, key dates and their numbers, texts that come from elsewhere."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.checks import reuse
from generator.checks.registry import RULES, Facts
from generator.records.library import load
from tests.checks.one_story import FEDERATION, Told, judged, story, telling
from tests.conftest import SITES, TODAY, copied

HERE = Path(__file__).parent


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """What the rules say of one story, or of several."""
    return telling(tmp_path)


@pytest.mark.parametrize("name", ["ordinary_stories.txt", "ordinary.txt"])
def test_ordinary_sentences_pass(told: Told, name: str) -> None:
    """Lessons, wishes, people of history, own third times, craft seals: nobody claims or copies anything."""
    sentences = (HERE / name).read_text(encoding="utf-8").split("\n")[:-1]
    assert len(sentences) > 40
    assert [str(each) for each in told(sentences)] == []


@pytest.mark.parametrize(
    "claim",
    [
        "她去年荣获全国三八红旗手称号。",
        "小队被评为省级优秀志愿服务队。",
        "小队长被授予平顶山市“最美巾帼志愿者”称号，奖章还在抽屉里。",
        "2025年，妇女之家获评全省示范妇女之家。",
        "队员三人获得市级先进个人，一人获得县级先进个人。",
        "她家入选全国最美家庭。",
        "小队被省妇联授予“三八红旗集体”。",
        "我们的项目在全省比赛里夺得全省志愿服务项目大赛金奖。",
        "去年，她获河南省五一劳动奖章。",
        "小队荣获全国学雷锋志愿服务先进集体。",
        "该项目获得了国家级金奖。",
        "小队拿下了全省志愿服务项目大赛第一名。",
        "这支队伍是全国三八红旗集体。",
        "光明社区是全国文明社区。",
        "她入选中国好人榜。",
    ],
)
def test_a_claim_without_a_document_is_asked_about(told: Told, claim: str) -> None:
    """An honour of the nation, the province or the city needs its number, its name or a link; a warning, once."""
    assert [(each.rule, each.severity) for each in told(claim)] == [("A17", "warning")]
    for document in ("（国妇字〔2025〕3号）", "依据《关于表彰的决定》。", "见[名单](https://example.cn/a)。"):
        assert told(f"{claim}{document}") == [], document
    assert told(claim, status="draft") == []


def test_an_honour_of_our_own_is_in_the_register(told: Told) -> None:
    """What content/honours lists needs no number in the text as well."""
    assert told("她获评全市优秀巾帼志愿者。") == []


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("honours: [2025 年度优秀巾帼志愿者]", "honours: [2024 年度最美家庭]", 1),
        ("honours: [2025 年度优秀巾帼志愿者]", "honours: [2024 年度最美家庭（云妇字〔2024〕3号）]", 0),
        ("headline: ", "headline: 全国三八红旗手，", 1),
        ("headline: ", "headline: 向全国的巾帼志愿者看齐，", 0),
    ],
)
def test_honours_on_a_page(tmp_path: Path, old: str, new: str, count: int) -> None:
    """What a volunteer's page lists or says in its headline rests on a document as well."""
    page = "content/volunteers/yang-qiuhe.md"
    text = (SITES / "whole" / page).read_text(encoding="utf-8")
    assert old in text
    found = judged(copied(tmp_path / "r", {page: text.replace(old, new)}), "A17")
    assert [(each.rule, each.path) for each in found] == [("A17", page)] * count


def test_a_federation_adds_its_titles(told: Told) -> None:
    """And takes out those that it hands out by the hundred."""
    rules = "rules: [{id: A17, words: [最美网格员], allow: [示范点], reason: 本地的叫法}]\n"
    assert [each.rule for each in told("她获评全市最美网格员。", federation=FEDERATION + rules)] == ["A17"]
    assert told("这里被评为市级示范点。", federation=FEDERATION + rules) == []


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("迎接第115个三八国际妇女节", "2026年的三八国际妇女节是第 116 个，这里写的是第 115 个"),
        ("迎接第一百一十五个“三八”国际妇女节", "2026年的三八国际妇女节是第 116 个，这里写的是第 115 个"),
        ("第１１５个国际劳动妇女节", "2026年的国际劳动妇女节是第 116 个，这里写的是第 115 个"),
        ("第 62 个“学雷锋纪念日”", "2026年的学雷锋纪念日是第 63 个，这里写的是第 62 个"),
        ("第六十四个学雷锋日", "2026年的学雷锋日是第 63 个，这里写的是第 64 个"),
        ("第四十个国际志愿者日", "2026年的国际志愿者日是第 41 个，这里写的是第 40 个"),
        ("2024年3月8日是第115个三八妇女节", "2024年的三八妇女节是第 114 个，这里写的是第 115 个"),
        ("第116届“三八”国际妇女节", ""),
        ("去年是第115个三八国际妇女节", ""),
        ("2018年是第108个三八国际妇女节，2023年是第60个学雷锋纪念日", ""),
        ("2015年第30个、2022年第37个国际志愿者日", ""),
    ],
)
def test_days_are_numbered_by_their_years(told: Told, sentence: str, message: str) -> None:
    """By the year that the sentence says, else by the activity's; digits of both widths and Chinese numerals."""
    found = told(f"{sentence}，姐妹们都来了。")
    assert [each.message for each in found] == ([message] if message else [])
    assert all((each.rule, each.severity) == ("A19", "error") for each in found)


def test_a_federation_says_since_when(told: Told) -> None:
    """``since`` of a campaign has its number checked like the days of the whole nation."""
    more = "  - {id: xianfa, name: 国家宪法日（宪法宣传周）, on: 12-04, since: 2014}\n"
    federation = FEDERATION.replace("campaigns:\n", f"campaigns:\n{more}")
    for text, rules in (
        ("第13个国家宪法日到了。", []),
        ("第十二个“国家宪法日”到了。", ["A19"]),
        ("她入队后的第三个国家宪法日。", []),
    ):
        assert told(text) == []
        assert [each.rule for each in told(text, federation=federation)] == rules


@pytest.mark.parametrize(
    ("day", "campaign", "away"),
    [
        ("2026-02-18", "xueleifeng", 0), ("2026-03-20", "xueleifeng", 0), ("2026-02-17", "xueleifeng", 16),
        ("2026-03-21", "xueleifeng", 16), ("2025-10-14", "chongyang", 0), ("2025-10-13", "chongyang", 16),
        ("2026-11-02", "chongyang", 0), ("2026-11-03", "chongyang", 16), ("2026-06-16", "shuqi", 0),
        ("2026-06-15", "shuqi", 16), ("2026-09-15", "shuqi", 0), ("2026-09-16", "shuqi", 16),
        ("2026-08-01", "shuqi", 0),
        ("2025-12-20", "newyear", 0), ("2025-12-16", "newyear", 16), ("2026-01-20", "newyear", 0),
        ("2026-01-21", "newyear", 16),
    ],
)  # fmt: skip
def test_a_story_is_near_its_day(told: Told, day: str, campaign: str, away: int) -> None:
    """Fifteen days on both sides, from either end of a stretch, over New Year too, by the moon where it counts."""
    more = "  - {id: newyear, name: 迎新, from: 01-01, to: 01-05}\n"
    federation = FEDERATION.replace("campaigns:\n", f"campaigns:\n{more}")
    found = told("一起来。", day, more=f"campaign: {campaign}\n", federation=federation)
    assert [f"有 {away} 天" in each.message for each in found] == ([True] if away else [])


def test_a_plan_or_a_way_of_working_has_no_day(told: Told) -> None:
    """A notice comes before its day, and a practice is of no day."""
    for kind in ("notice", "practice"):
        assert [
            each.rule
            for each in told("从前没人管，我们每周上门，如今3户都好。", more="campaign: xueleifeng\n", kind=kind)
        ] == []
    assert [each.rule for each in told("一起来。", more="campaign: xueleifeng\n")] == ["A18"]


LONG = (
    "早上的院子里先有了扫帚声，再有人声。姐妹们把被子一床床搭上绳，掸子起落，棉絮在光里飞。"
    "老人坐在门口剥蒜，说今年的太阳比去年勤快。一个孩子把小板凳排成火车，喊大家上车，没有人不上。"
    "晌午前下了几滴雨，被子收进来又抱出去，来回两趟，谁也没有抱怨，都说正好活动胳膊。"
)
OTHERWISE = "后来的事就不一样了：锅是借来的，面是自己和的，十几个人围着一张案板，擀皮的催包的，包的催煮的，煮的喊吃的。"


@pytest.mark.parametrize(
    ("second", "rules"),
    [
        (LONG, ["A20"]),
        (LONG.replace("姐妹们", "队员们").replace("今年", "这个月"), ["A20"]),
        (LONG[:70] + OTHERWISE * 2, []),
        ("扫帚声。" + LONG[:60], []),
    ],
)
def test_a_story_is_told_once(told: Told, second: str, rules: list[str]) -> None:
    """Four fifths of the text again is a warning at the later one; a shared paragraph and a few words are none."""
    found = told([LONG, second])
    assert [each.rule for each in found] == rules
    assert all(each.path.endswith("s1/report.md") and each.severity == "warning" for each in found)
    assert told([LONG, LONG], kind="notice") == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("（来源：网络）", ["A20"]), ("图文来源于网络，侵删。", ["A20"]), ("部分图片来自互联网。", ["A20"]),
        ("转自：微信群", ["A20"]),
        ("本文转载自一个公众号，略有删改。", ["A20"]), ("转载自公众号“邻里帮”。", []), ("故事选自村里的黑板报。", []),
        ("本文系转载。", ["A20"]), ("（转载）", ["A20"]), ("【转载】", ["A20"]),
        ("本文转载自《示例日报》。", []), ("（转载）来源：示例日报", []), ("（来源：东河区妇联）", []),
        ("（来源：网络安全宣传办）", []),
        ("来自微信群“邻里帮”的消息，一分钟里有人应了。", []), ("转载请写明出处。", []),
    ],
)  # fmt: skip
def test_what_comes_from_elsewhere_says_from_where(told: Told, text: str, rules: list[str]) -> None:
    """“The net” is nobody; a newspaper, an office or a link is somebody."""
    found = told(f"姐妹们照着做了一遍。\n\n{text}")
    assert [each.rule for each in found] == rules
    assert all(each.severity == "error" for each in found)


def test_ten_thousand_stories_are_compared_in_seconds(tmp_path: Path) -> None:
    """A thousand alike cost no more than a thousand different ones: a clause remembers a few stories only."""
    for at in range(300):
        place = tmp_path / f"activities/2026/0401-s{at}/report.md"
        place.parent.mkdir(parents=True)
        place.write_text(story(LONG * 4), encoding="utf-8")
    library, _ = load(tmp_path)
    assert len(library.activities) == 300
    start = time.process_time()
    found = list(reuse.told_once(RULES["A20"], Facts(library, TODAY)))
    assert len(found) == 299
    assert time.process_time() - start < 10


def test_dates_that_cannot_be_read_are_told_once(told: Told) -> None:
    """The stand-in for a broken date is no day of a story."""
    assert told("一起来。", "四月一日一日", more="campaign: xueleifeng\n") == []
