"""Rules about language: what is wrong is told, and ordinary good stories are not.

``ordinary_language.txt``, ``ordinary.txt`` and the sample register hold text that was not written around these rules.
"""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import pytest

from generator.checks.hanzi import simplified
from generator.checks.near_names import meant
from generator.checks.registry import CHECKS, RULES, Facts
from generator.checks.run import MODULES
from generator.problems import Problem
from generator.records.kinds import Page
from generator.records.library import Entry, Library, load
from generator.records.rule_settings import RuleSetting
from generator.records.source import Document
from tests.conftest import TODAY

HERE = Path(__file__).parent
ORDINARY = [
    line
    for name in ("ordinary_language.txt", "ordinary.txt", "ordinary_stories.txt")
    if (HERE / name).is_file()
    for line in (HERE / name).read_text(encoding="utf-8").splitlines()
]
IDS = ("W1", "W2", "W3", "W4", "W5", "W7", "W8", "W9", "W10", "W11")
ROOT = HERE.parents[1]
FEDERATION = load(ROOT)[0].federation
WRONG = [
    ("W1", "她们來到社區，為老人理髮。"),
    ("W1", "一羣孩子跑过。"),
    ("W2", "活动从2026.3.8开始。"),
    ("W2", "2026/03/08，队员到齐。"),
    ("W2", "2026-3-8是周日。"),
    ("W2", "26年3月她入了队。"),
    ("W2", "98年12月的老照片。"),
    ("W2", "26年度总结会。"),
    ("W2", "“3.8”妇女节快到了。"),
    ("W2", "6.1儿童节的礼物。"),
    ("W2", "落款是2026年07月06日。"),
    ("W2", "5月01日那天。"),
    ("W3", "平妇字[2017]22号印发。"),
    ("W3", "国办函（2019）19号要求。"),
    ("W3", "豫妇〔2017〕022号。"),
    ("W3", "湘妇字〔2011〕第9号。"),
    ("W4", "队员扶着瞎子过马路。"),
    ("W4", "他是个聋子，说话要大声。"),
    ("W4", "为弱智儿童送去书包。"),
    ("W5", "县长亲自为老人包饺子。"),
    ("W5", "启动仪式隆重举行。"),
    ("W5", "这种膏药能根治风湿病。"),
    ("W5", "她们的服务全省最好。"),
    ("W7", "巾国志愿者来了。"),
    ("W7", "金帼建功标兵。"),
    ("W7", "平项山市的志愿者。"),
    ("W7", "平顶上市妇联发文。"),
    ("W7", "大家学习志愿服务条例。"),
    ("W7", "市妇女联会发出倡议。"),
    ("W7", "女王节特惠。"),
    ("W9", "大家都说好,下次还来。"),
    ("W9", "她念完《家书，哭了。"),
    ("W9", "“好，她说。"),
    ("W9", "参加的人(志愿者)很多。"),
    ("W9", "人数（12人)。"),
    ("W10", "“共建美好新家园，同享美好新生活”的横幅。"),
    ("W10", "口号是“讲文明竖新风”。"),
    ("W11", "美女队长冲在前头。"),
    ("W11", "这些剩女也来相亲。"),
    ("W1", "大家在臺上唱歌跳舞。"),
    ("W2", "2026-03-05，队员们来到社区。"),
    ("W2", "3/5，队员们来到社区。"),
    ("W2", "二〇二六年3月5日，队员到齐。"),
    ("W2", "十二月5日，队员到齐。"),
    ("W2", "26年初，小队成立。"),
    ("W2", "“3.5”学雷锋日那天。"),
    ("W3", "根据平妇字2017年22号文，开展活动。"),
    ("W4", "这孩子智障，爸妈愁白了头。"),
    ("W4", "她的丈夫是个瘫子。"),
    ("W4", "村里的疯子也得到了照顾。"),
    ("W4", "患唐氏综合征的傻孩子。"),
    ("W4", "正常人和残疾人一起做游戏。"),
    ("W5", "局长亲临现场，慰问了老人。"),
    ("W5", "市领导高度重视，亲自部署。"),
    ("W5", "这个项目堪称国内第一。"),
    ("W5", "规模史无前例。"),
    ("W7", "3·8妇女节当天走上街头。"),
    ("W7", "“三八”国际劳动妇女节当天。"),
    ("W7", "国际三八妇女节到了。"),
    ("W7", "市妇连组织活动。"),
    ("W7", "根据《中国志愿服务条例》培训。"),
    ("W7", "全国妇女联合会要求各地开展活动。"),
    ("W7", "汝洲市的姐妹也来了。"),
    ("W7", "叶县仙苔镇的姐妹也来了。"),
    ("W7", "大家学习湖南省志愿服务条例。"),
    ("W10", "大家喊出“讲文明，树新风尚”的口号。"),
    ("W11", "女人嘛，再能干也要顾家。"),
    ("W11", "血流一地，没人敢看。"),
]
FINE = [
    ("W1", "著名作家、乾坤湾、瞭望台、於先生、昇平街、“萬里長城”、《三國演義》。"),
    ("W2", "2026-03-08是标准写法。手册说不写“2026.3.8”。"),
    ("W2", "坚持26年3个月。近26年。步行3.8公里，3.15晚会。"),
    ("W2", "见[附件](https://example.org/2026/3/8/a.html)和2026.3.8.zip。"),
    ("W2", "连续26年度先进，她干了12年7月有余，工龄历时26年10月。第12年度。"),
    ("W2", "5.1节能灯、6.1节省了一半。"),
    ("W3", "2026年第3号公告，(2026)豫0402民初123号，第3号楼（2026）5号。"),
    ("W4", "不要叫“瞎子”，要叫“盲人”。故事《瞎子阿炳》。哑巴吃黄连，书呆子。"),
    ("W4", "别把老人当傻子骗。"),
    ("W5", "领导说不搞隆重仪式。妈妈亲自下厨。最佳辩手奖。效果最好的一次。"),
    ("W5", "主席说，她母亲自己种菜，父亲自学电工。主席介绍，队员亲自上门。根治形式主义毛病。乳腺癌根治术。"),
    ("W5", "谨防号称“根治糖尿病”的骗局。"),
    ("W7", "毛巾国产，平顶的山，市妇联合唱团，《河南省志愿服务条例》，“女神节”。"),
    ("W7", "平顶山市、平顶的市场、山顶山。"),
    ("W9", "（一）甲 乙、丙；1）丁。ok, thanks. 9:30，3,000。"),
    ("W10", "“共建美好新家园、共享美好新生活”，“送温暖、献爱心”。"),
    ("W11", "血淋淋的教训摆在眼前。"),
    ("W11", "她是孩子的好妈妈、公婆的好儿媳。“女人嘛，就得靠自己。”她说。"),
    ("W1", "臺北故宫、臺大来的姐妹。"),
    (
        "W2",
        "比分3/5，半场结束。用了1/3的时间，3/5的人举了手。农历三月5日。两三个月5天一次。三月三，五月初五，三月八日。",
    ),
    ("W2", "她在那里住了26年，初春才搬走。坚守26年初心不改。档案编号2026-03-05-01。二〇二六年三月五日。"),
    ("W3", "市里下发2017年22号文件。平妇办2017年搬到22号楼。"),
    (
        "W4",
        "智障人士的家长互助会，智障儿童康复中心。她干起活来像个疯子，疯子一样跑来。“傻孩子，哭啥。”傻孩子都长大了。正常人都会这么想。",
    ),
    ("W5", "全国第一位女舵手。比赛得了全省第一。史无前例的暴雨来了。他亲临其境。队长亲自带队。老兵亲临过战场。"),
    ("W7", "1910年提议设立国际劳动妇女节。第一百一十六个国际劳动妇女节。市妇连续三年办班。中华全国妇女联合会。"),
    ("W7", "《湖南省志愿服务条例》《鞍山市志愿者服务条例》。汝州市仙台镇、郑州市、株洲市、汝阳县、仙女镇。"),
    ("W10", "“深入开展讲文明树新风活动”的通知。口号是“讲文明、树新风，送温暖、献爱心”。"),
    ("W11", "讲座反对“剩女”这类标签。“我就是女汉子。”她笑。"),
]


def library(text: str) -> Library:
    """A register with the sample's federation and one page."""
    made = Library(Path())
    made.federation = FEDERATION
    made.pages["x"] = Entry("x", Page.model_validate({}), Document("content/x.md", {}, {}, text, 1))
    return made


def told(text: str, *ids: str) -> list[Problem]:
    """What the rules about language say of a page with this text."""
    assert MODULES
    facts = Facts(library(text), TODAY)
    return [problem for each in ids or IDS for problem in CHECKS[each](RULES[each], facts)]


@pytest.mark.parametrize(("rule", "text"), WRONG)
def test_what_is_wrong_is_told(rule: str, text: str) -> None:
    """Each by its own rule and by no other."""
    assert {problem.rule for problem in told(text)} == {rule}


@pytest.mark.parametrize(("rule", "text"), FINE)
def test_what_comes_near_is_fine(rule: str, text: str) -> None:
    """Lessons, titles, proverbs, measures and quotations are no mistakes."""
    assert [str(problem) for problem in told(text, rule)] == []


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_sentences_are_fine(text: str) -> None:
    """Nothing is said of good copy."""
    assert [str(problem) for problem in told(text)] == []


def test_a_federation_sets_its_words() -> None:
    """More words, and words that may pass; W8 has none of its own, and tells who has to look."""
    facts = Facts(library("瞎子沟的旧地名，红旗公社也提到了，服务全市最好。"), TODAY)
    assert facts.library.federation is not None
    settings = [
        {"id": "W8", "words": ["红旗公社"], "reason": "旧地名要核对"},
        {"id": "W4", "allow": ["瞎子"], "reason": "这是地名"},
        {"id": "W5", "allow": ["最好"], "reason": "口号里有"},
    ]
    fields = facts.library.federation.fields
    ruled = fields.model_copy(update={"rules": tuple(RuleSetting.model_validate(each) for each in settings)})
    facts.library.federation = dataclasses.replace(facts.library.federation, fields=ruled)
    said = [problem for each in IDS for problem in CHECKS[each](RULES[each], facts)]
    assert [problem.rule for problem in said] == ["W8"]
    assert "终审" in said[0].hint


def test_messages_repeat_no_letters_and_digits() -> None:
    """A number typed in full width may be somebody's."""
    (problem,) = told("联系人的编号是ＡＢ１２３４。", "W9")
    assert "１" not in str(problem)
    assert "1234" not in str(problem)


def test_characters_standard_somewhere_stay() -> None:
    """What GB 2312 holds is never called traditional; what is traditional has one standard form."""
    assert simplified("乾著瞭於夥") == "乾著瞭於夥"
    assert simplified("隊員們") == "队员们"


@pytest.mark.parametrize(
    ("written", "name"),
    [("王秀芝", "王秀兰"), ("王兰秀", "王秀兰"), ("王秀秀兰", "王秀兰"), ("欧阳兰", "欧阳秀兰")],
)
def test_slips_in_a_name(written: str, name: str) -> None:
    """One character is another, missing, doubled, or two have changed places."""
    assert meant(written, [name, "赵一曼"]) == name


@pytest.mark.parametrize("written", ["王秀兰", "王芳", "李桂兰", "张三"])
def test_other_people_are_no_slips(written: str) -> None:
    """Two characters are too few, and two differing ones are too many."""
    assert meant(written, ["王秀兰", "王方"]) == ""


def test_two_possible_names_are_none() -> None:
    """Nobody can tell who was meant."""
    assert meant("王秀芝", ["王秀兰", "王秀英"]) == ""


@pytest.mark.parametrize("part", ["甲", "a", "“", "《", "瞎子", "`a", "<!--", "甲,", "， ", "a.", "2026.3.8", "](("])
def test_no_text_is_slow(part: str) -> None:
    """However strange, a text takes a time that grows with its length."""
    start = time.process_time()
    told(part * (20_000 // len(part)))
    assert time.process_time() - start < 5
