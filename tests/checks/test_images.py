"""What is written about photographs, and how large they are: rules I2, I3 and I8 to I14."""

from __future__ import annotations

import pytest

from generator.checks.captions import photos_are_described
from generator.checks.covers import covers_can_be_cut, photos_have_a_fitting_size
from generator.checks.films import films_can_be_read
from generator.checks.labels import credits_a_machine, says_generated
from generator.checks.registry import RULES, Facts
from generator.checks.run import check
from generator.checks.signs import forbidden_sign, volunteers_show_their_sign
from generator.photos.develop import Probed
from generator.records.library import Library
from tests.conftest import SITES, TODAY, Register

FOLDER = "activities/2026/0305-liulin-leifeng"
STORY = f"{FOLDER}/report.md"
FIRST = "file: 01.jpg, alt: 院子里晾被子, caption: 趁着太阳好,"
MB = 1024 * 1024


def library_with(register: Register, *changes: tuple[str, str], path: str = STORY) -> Library:
    """The whole register with words of one of its records replaced."""
    text = (SITES / "whole" / path).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return check(register({path: text}), TODAY, processes=1)[0]


@pytest.mark.parametrize(
    "alt",
    [
        "照片", "图片1", "活动照片", "活动现场图片（2）", "合影", "图", "01", "第 3 张", "IMG_20260305",
        "DSC01234.JPG", "mmexport1709", "微信图片_20260305081500", "Screenshot-1", "……", "无", "待填写",
        "待填写：照片里看得到什么", "01.jpg", "０１.ＪＰＧ",
    ],
)  # fmt: skip
def test_words_that_show_nothing(register: Register, alt: str) -> None:
    """Names of files and words for pictures do not help anybody who cannot see one."""
    library = library_with(register, (FIRST, f"file: 01.jpg, alt: '{alt}', caption: 趁着太阳好,"))
    problems = list(photos_are_described(RULES["I2"], Facts(library, TODAY)))
    assert [each.severity for each in problems] == ["error"]
    assert alt not in problems[0].message


@pytest.mark.parametrize(
    "alt", ["三位老人合影", "院子里的照片墙", "1号楼前的晾衣绳", "图书车", "墙上挂着照片", "IMG 培训班的牌子下坐满了人"]
)
def test_words_that_show_something(register: Register, alt: str) -> None:
    """A picture of photographs is described like any other."""
    library = library_with(register, (FIRST, f"file: 01.jpg, alt: '{alt}', caption: 趁着太阳好,"))
    assert list(photos_are_described(RULES["I2"], Facts(library, TODAY))) == []


CROSS, EMBLEM, SPOILT = "红十字标志", "国徽", "改动过的旗帜或徽标"


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("志愿者戴着红十字袖标", CROSS),
        ("帐篷上印着“红十字”，门口排着队", CROSS),
        ("红十字的旗帜", CROSS),
        ("医生的白大褂上印有红十字", CROSS),
        ("药箱上一个红色的十字", CROSS),
        ("义诊桌前的大红十字", CROSS),
        ("法庭上方的国徽", EMBLEM),
        ("国徽图案的台布", EMBLEM),
        ("院门挂着褪色的国旗", SPOILT),
        ("变形的志愿服务标识", SPOILT),
        ("国旗破损", SPOILT),
    ],
)
def test_signs_of_others(text: str, sign: str) -> None:
    """Words that say that the picture shows what we may not show."""
    found = forbidden_sign(text)
    assert found is not None
    assert found[0] == sign


@pytest.mark.parametrize(
    "text",
    [
        "红十字会的救护员教大家包扎", "红十字会标志牌前的培训", "红十字救护知识讲座", "没有用红十字标志的义诊桌",
        "佩戴红十字救护员证", "讲国徽法和国旗法", "国徽的故事", "队员更换褪色的国旗", "国旗下的宣誓", "党旗前合影",
        "胸前别着党徽", "妇联会徽", "十字路口的红灯", "志愿服务标识",
        "孩子们做的卡通党旗贴画", "红十字绣摆满一桌", "大红十字绣", "红色的十字路口标线",
    ],
)  # fmt: skip
def test_signs_that_are_fine(text: str) -> None:
    """The society, a law, a lesson, a flag in its usual form."""
    assert forbidden_sign(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "由AI生成的插图", "人工智能绘制", "ＡＩ 生成", "AIGC配图", "示意图（AI合成）", "文生图工具生成", "AI 插画",
        "由AI画成",
    ],
)  # fmt: skip
def test_pictures_that_say_that_a_machine_made_them(text: str) -> None:
    """However it is written, and in a credit even the bare name of the program."""
    assert says_generated(text.replace(" 生成", "生成").replace("AI 插", "AI插"))
    assert credits_a_machine(text)


@pytest.mark.parametrize(
    "text",
    [
        "讲师教大家用AI生成海报", "识别AI合成的假视频", "人工智能培训班开课", "学员体验AI绘画", "PAID 制作",
        "AI课堂里坐满了人", "队员围着AI绘画课的投影", "AI绘画体验日", "AI绘画大赛领奖", "智能生成的体检报告",
    ],
)  # fmt: skip
def test_pictures_of_people_who_talk_about_machines(text: str) -> None:
    """A lesson about it is no picture made by it."""
    assert not says_generated(text)


@pytest.mark.parametrize(
    "text",
    [
        "豆包", "即梦 AI", "Midjourney", "DALL·E", "人工智能", "图片由Sora、Kimi生成", "DeepSeek", "腾讯混元", "元宝",
        "智谱清言", "智能生成",
    ],
)  # fmt: skip
def test_credits_that_name_a_machine(text: str) -> None:
    """It stands where the photographer would."""
    assert credits_a_machine(text)


@pytest.mark.parametrize("text", ["示意插画", "摄影：样秋荷", "东河区妇联", "paint", "main"])
def test_credits_that_name_people(text: str) -> None:
    """Latin words with the two letters in them are no machine."""
    assert not credits_a_machine(text)


def probed(width: int, height: int, size: int) -> Probed:
    """What a program would say of a photo file."""
    return Probed("0" * 64, width, height, size, ())


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (probed(1200, 800, MB), []),
        (probed(900, 500, 1), []),
        (probed(899, 2000, 1), ["I13"]),
        (probed(640, 300, 1), ["I13"]),
        (probed(1600, 499, 1), ["I10"]),
        (probed(1600, 1067, 5 * MB), []),
        (probed(1600, 1067, 5 * MB + 1), ["I13"]),
    ],
)
def test_sizes(register: Register, seen: Probed, said: list[str]) -> None:
    """The lead photograph is wide and high enough and none too heavy; one fault is told once."""
    facts = Facts(library_with(register), TODAY, seen={f"{FOLDER}/01.jpg": seen})
    found = [*covers_can_be_cut(RULES["I10"], facts), *photos_have_a_fitting_size(RULES["I13"], facts)]
    assert [each.rule for each in found] == said
    assert all(each.line == 17 for each in found)


BODY = "早上8点，2026年3月5日，柳林社区妇女之家门口排好了六只工具箱。𠮷大姐数了两遍。"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("看[录像](https://www.bilibili.com/video/x)。", 1),
        ("看[录像](https://www.bilibili.com/video/x)，有字幕。", 0),
        ("看[录像](https://www.bilibili.com/video/x)。\n\n文字稿：大家好。", 0),
        ("下面的视频附文字版：\n\n<https://example.cn/x.MP4>", 0),
        ("<https://example.cn/x.mp4>\n\n另一段。\n\n有字幕。", 1),
        ("<https://example.cn/x.mp4>有字幕。\n\n<https://example.cn/y.mov>", 1),
        ("[录像](https://example.cn/x.mp4)，没有字幕，无文字稿。", 1),
        ("<video src='x.webm'></video>", 1),
        ("`x.mp4` 这样的文件不收。", 0),
        ("[公告](https://example.cn/mp4/x.html)，v.qq.community", 0),
        ("动图：https://example.cn/x.gif?a=1", 1),
    ],
)
def test_films_in_texts(register: Register, text: str, said: int) -> None:
    """Each paragraph with a film says in itself or beside it where its words are."""
    library = library_with(register, (BODY, text))
    assert len(list(films_can_be_read(RULES["I14"], Facts(library, TODAY)))) == said


def test_a_long_text_without_blanks_takes_no_time(register: Register) -> None:
    """Looking for films is linear, whatever stands in a text."""
    library = library_with(register, (BODY, "一" * 100_000 + " " * 100_000 + ".mp4"))
    assert len(list(films_can_be_read(RULES["I14"], Facts(library, TODAY)))) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("队旗举在人群后面", "人都到齐了")], 1),
        ([("队旗举在人群后面", "人都到齐了"), ("status: selected", "status: submitted")], 0),
        ([("队旗举在人群后面", "人都到齐了"), ("kind: report", "kind: notice")], 0),
        ([("队旗举在人群后面", "人都到齐了"), ("院子里晾被子", "穿马甲的人晾被子")], 0),
    ],
)
def test_a_set_of_photographs_shows_the_sign(register: Register, changes: list[tuple[str, str]], said: int) -> None:
    """One word about a flag, a vest or a badge in one of the captions is enough."""
    facts = Facts(library_with(register, *changes), TODAY)
    assert len(list(volunteers_show_their_sign(RULES["I12"], facts))) == said


def test_a_federation_names_its_own_sign(register: Register) -> None:
    """The words stand in federation.yml; an empty list asks for none."""
    text = (SITES / "whole" / STORY).read_text(encoding="utf-8").replace("队旗举在", "围巾飘在")
    federation = (SITES / "whole" / "teams/federation.yml").read_text(encoding="utf-8")
    for words, said in (("[丝巾]", 1), ("[围巾]", 0), ("[]", 0)):
        root = register({STORY: text, "teams/federation.yml": f"{federation}insignia: {words}\n"})
        library, problems = check(root, TODAY, processes=1)
        assert [each.rule for each in problems] == ["I12"] * said
        assert len(list(volunteers_show_their_sign(RULES["I12"], Facts(library, TODAY)))) == said
        root.rename(root.with_name(f"{said}{words}"))
