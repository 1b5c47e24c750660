"""Every printed thing has its size and its pages, says what it must, and says on each page that a sample is one."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.prints.card import Holder, cards
from generator.prints.certificate import certificates, in_han
from generator.prints.leaflet import leaflet
from generator.prints.plates import Plates, sharpness
from generator.prints.poster import poster
from generator.prints.record import RecordPart, record
from generator.prints.story import story_sheet
from generator.prints.typeset import Sheet
from generator.records.fields import read_day
from tests import tiny
from tests.prints.printed import URL, info, made, paper, plates, read_code, register, with_eyes, with_font, words

pytestmark = [with_eyes, with_font]
HUNAN = Path(__file__).resolve().parents[1] / "sites" / "hunan"
ELSEWHERE = re.compile(r"平顶山|平妇|河南|助困关爱")
TEAM = "新华区爱心巾帼志愿服务小队"
PEOPLE = [Holder(f"王样{each}", f"410402-2289-9603-{each}", TEAM) for each in "荷梅兰菊桃杏桂莲榴棉葵"]
PARTS = [
    RecordPart("基本信息", ("项目", "内容"), (16, 50), (("姓名", "王样荷"), ("手机", "1*********0"), ("性别", "女"))),
    RecordPart(
        "服务情况", ("序号", "活动名称", "更正"), (6, 26, 12), (("1", "#看望*老人*", ""), ("2", "扫院子", "")),
        ("合计", "", ""), notes=("服务时间是实际的小时数",),
    ),
    RecordPart("培训", ("序号", "日期"), (6, 12), ()),
]  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny register."""
    return register(tmp_path_factory.mktemp("products"))


def sheets(root: Path) -> dict[str, Sheet]:
    """One of everything."""
    found = paper(root)
    facts, first = found.library.facts, found.shown.stories[-1]
    year = next(iter(found.library.honours.values()))
    return {
        "story": story_sheet(found.shown, first, URL, plates(root)),
        "leaflet": leaflet(found.shown, facts.brands[0], URL, plates(root)),
        "certificate": certificates(found.web, year).sheet,
        "card": cards(facts, PEOPLE),
        "single": cards(facts, PEOPLE[:2], single=True),
        "record": record(facts, "个人服务记录", PARTS, "注"),
    }


A4, ACROSS, CARD = (595, 842), (842, 595), (243, 153)


@pytest.mark.parametrize(
    ("what", "size", "pages"),
    [("story", A4, 1), ("leaflet", ACROSS, 2), ("certificate", ACROSS, 6), ("card", A4, 4), ("single", CARD, 4),
     ("record", A4, 1)],
)  # fmt: skip
def test_each_has_its_size_pages_and_mark(root: Path, what: str, size: tuple[int, int], pages: int) -> None:
    """In points; a sample says so; the file can be read aloud, has a title and no day; fonts are embedded."""
    pdf = made(root, sheets(root)[what])
    told = info(pdf)
    assert tuple(round(float(each)) for each in re.findall(r"[\d.]+", told["Page size"])[:2]) == size
    assert int(told["Pages"]) == pages
    assert (told["Tagged"], bool(told["Title"]), told["Author"]) == ("yes", True, "示例市妇女联合会")
    assert "CreationDate" not in told
    assert b"pdfuaid" in pdf
    assert "示例：人物、活动、数字均为虚构" in words(pdf)
    fonts = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert {line.split()[-5:-2][0] for line in fonts.splitlines()[2:]} == {"yes"}
    assert pdf == made(root, sheets(root)[what])


def test_a_story_says_what_its_page_says(root: Path) -> None:
    """Headline, day, place, team, text, credits, page number and address."""
    told = words(made(root, sheets(root)["story"]))
    for each in ("重阳包饺子", "2023年10月22日至23日", "姐妹们陪老人说话，打扫院子。", "来源：新华区妇联",
                 "签发：丁签发", "第1页，共1页", f"{URL}activities/2023/1023-chongyang.html"):  # fmt: skip
        assert each in told, each


def test_a_leaflet_has_six_panels(root: Path) -> None:
    """Cover, join, contacts; what it does, numbers of the site, projects; its code opens the brand's page."""
    sheet = sheets(root)["leaflet"]
    told = words(made(root, sheet))
    for each in ("怎样加入", "到所在地妇联登记", "投稿邮箱：office@example.com", "做什么", "把温暖送到身边", "做了多少",
                 "2场", "16小时", "截至2024年3月5日", "品牌项目", "结对看望", "看望独居老人"):  # fmt: skip
        assert each in told, each
    png = subprocess.run(["pdftoppm", "-r", "120", "-f", "1", "-l", "1", "-png", "-"], input=made(root, sheet),
                         capture_output=True, check=True).stdout  # fmt: skip
    assert read_code(png) == f"{URL}brands/zhukun.html"


def test_a_panel_is_never_left_by_its_words(root: Path) -> None:
    """What is too much for it gets smaller: forty things that a line does lie above the photograph."""
    found, many = paper(root), tuple(f"第{each}样服务内容" for each in range(40))
    line = found.library.facts.brands[0].model_copy(update={"contents": many})
    pdf = made(root, leaflet(found.shown, line, "", plates(root)))
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    inside = boxes.split("<page ")[2]
    lowest = [float(each[1]) for each in re.finditer(r'yMax="([\d.]+)">[^<]*样服务内容', inside)]
    assert len(lowest) == 40
    assert max(lowest) < ACROSS[1]
    rights = [float(each[1]) for each in re.finditer(r'xMax="([\d.]+)" yMax="[\d.]+">[^<]*样服务内容', inside)]
    assert max(rights) < ACROSS[0] / 3


def test_how_to_join_is_the_first_list_of_its_page(tmp_path: Path) -> None:
    """Heads in bold, long steps cut after a sentence."""
    steps = f"1. **来登记。** 说说自己。\n2. **编队**：{'一' * 50}；{'二' * 50}。\n\n别的：\n\n1. 不要\n"
    root = register(tmp_path, {"content/about/join.md": f"---\ntitle: 加入\n---\n{steps}"})
    found = leaflet(paper(root).shown, paper(root).library.facts.brands[0], "", plates(root))
    assert found.view.steps == (("来登记", "说说自己。"), ("编队", f"：{'一' * 50}。"))
    assert not found.view.address


def test_a_certificate_rests_on_its_document(root: Path) -> None:
    """Who, for what, by whom, on which day and by which document; room for the seal and no seal."""
    told = words(made(root, sheets(root)["certificate"]))
    for each in ("荣誉证书", "王样荷同志：", "被评为", "“优秀巾帼志愿者”。", "特发此证，以资鼓励。",
                 "《表彰决定》（示例〔2024〕1号）", "示例市妇女联合会", "二〇二四年十二月二十日",
                 "（盖章）"):  # fmt: skip
        assert each in told, each
    assert told.count("荣誉证书") == 6
    days = [in_han(read_day(each)) for each in ("2020-10-01", "2025-11-30")]
    assert days == ["二〇二〇年十月一日", "二〇二五年十一月三十日"]


def test_backs_of_cards_lie_behind_their_fronts(root: Path) -> None:
    """Eleven cards take two sheets; a card that stands alone on the left has its back on the right."""
    pdf = made(root, sheets(root)["card"])
    told = words(pdf)
    assert all(each.name in told and each.number.replace("-", "") in told.replace("-", "") for each in PEOPLE)
    assert "证明" not in told.replace("不用于证明服务时间", "")
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    pages = boxes.split("<page ")[1:]
    lefts = [min(float(each) for each in re.findall(r'xMin="([\d.]+)"', page)) for page in pages[2:]]
    assert lefts[0] < 595 / 2 < lefts[1]


def test_a_record_says_that_it_proves_nothing(root: Path) -> None:
    """Columns without a value are left out; what was not registered is said."""
    told = words(made(root, sheets(root)["record"]))
    assert "本表由示例市妇女联合会登记，不是志愿服务记录证明" in told
    assert "#看望*老人*" in told
    assert "没有登记" in told
    assert "更正" not in told


def test_what_a_program_made_says_so_on_paper(tmp_path: Path) -> None:
    """The mark lies on the photograph itself, as the law wants it."""
    made_by_machine = "{file: 01.jpg, alt: 院子, people: none, ai: true}"
    text = tiny.report("看望独居老人", "2024-03-05", f"photos: [{made_by_machine}]\n")
    root = register(tmp_path, {f"{tiny.STORY}/report.md": text})
    shown = paper(root).shown
    story = next(each for each in shown.stories if each.address == "2024/0305-leifeng")
    for sheet in (story_sheet(shown, story, URL, plates(root)), poster(shown, story, URL, plates(root))):
        assert "AI生成" in words(made(root, sheet))


def test_a_photograph_with_few_pixels_is_known(root: Path) -> None:
    """Pixels an inch follow from the room that a photograph has to fill."""
    found = Plates(paper(root).shown)
    story = next(each for each in found.shown.stories if each.address == "2024/0305-leifeng")
    plate = found.plates(story, story.fields.photos[:1])[0]
    assert found.pictures[plate.file] == (root / f"{tiny.STORY}/01.jpg").read_bytes()
    assert sharpness(plate, found.widths[plate.file], 25.4, 0) == 640
    assert sharpness(plate, found.widths[plate.file], 25.4, 254) == 40


@pytest.mark.parametrize("what", ["story", "leaflet", "certificate", "card", "record"])
def test_another_federation_prints_its_own(what: str, tmp_path: Path) -> None:
    """A province with other brands and levels, by its data alone."""
    (tmp_path / "theme").symlink_to(tiny.ROOT / "theme")
    shutil.copytree(HUNAN, tmp_path, dirs_exist_ok=True)
    told = words(made(tmp_path, sheets(tmp_path)[what]))
    assert "湖南省" in told
    assert not ELSEWHERE.search(told)
