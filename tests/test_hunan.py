"""Another federation, a province with four levels of teams, uses the program by changing data alone."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from generator.checks.run import check
from generator.cli.facts import team_facts
from generator.console import Recorded
from generator.problems import Problem
from generator.records.library import load
from generator.sealed.age import Identities, new_identity, parse_identities
from generator.sealed.export import ExportRequest, export_rosters
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import Value, seal_row
from generator.site import plan_site
from tests.lines import add_lines

HERE = Path(__file__).parent
HUNAN = HERE / "sites" / "hunan"
TODAY = dt.date(2026, 11, 21)
SEALED = dt.datetime(2026, 10, 15, tzinfo=dt.UTC)
ELSEWHERE = re.compile(r"平顶山|平妇|河南|41\d{4}(?!\d)|市直|zhukun|助困关爱|维权维稳")
"""Words of the federation for which the program was first written; none may reach another one."""
TREE = "teams/changsha/yuelu"
SQUAD = f"{TREE}/wangyuehu-peiban"
Check = Callable[[dict[str, str]], list[Problem]]


@pytest.fixture
def changed(tmp_path: Path) -> Check:
    """Checks a copy of the register in which ``old text`` of a file, or a whole new file, was changed."""

    def run(changes: dict[str, str]) -> list[Problem]:
        shutil.copytree(HUNAN, tmp_path, dirs_exist_ok=True)
        for path, text in changes.items():
            full = tmp_path / path
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_text(text, encoding="utf-8")
        return check(tmp_path, TODAY)[1]

    return run


def team(path: str, **changes: str) -> str:
    """Text of a team's record with some of its values replaced."""
    text = (HUNAN / path / "team.yml").read_text(encoding="utf-8")
    for key, value in changes.items():
        text = re.sub(rf"(?m)^{key}: .*$", f"{key}: {value}", text)
    return text


def said(problems: list[Problem]) -> list[tuple[str, str, str]]:
    """Rule, message and hint of each problem."""
    return [(problem.rule, problem.message, problem.hint) for problem in problems]


def rules(problems: list[Problem]) -> set[tuple[str, str]]:
    """Rule and severity of the problems."""
    return {(problem.rule, problem.severity) for problem in problems}


def test_nothing_is_wrong() -> None:
    """Neither errors nor warnings: every rule takes levels, units, names and numbers from the data."""
    library, problems = check(HUNAN, TODAY)
    assert [str(problem) for problem in problems] == []
    assert [level.name for level in library.facts.levels] == ["省总队", "市总队", "分队", "小队"]
    cities = [each.code for each in library.facts.divisions if each.code.endswith("00")]
    assert len(cities) == 14


def test_the_plan_speaks_of_hunan_only(tmp_path: Path) -> None:
    """No page, however small, has a word of the first federation in its address, title or view."""
    shutil.copytree(HUNAN, tmp_path, dirs_exist_ok=True)
    planned = plan_site(tmp_path, TODAY, Recorded())
    assert planned.problems == ()
    found = {page.address: ELSEWHERE.findall(repr(page)) for page in planned.pages}
    assert {address: words for address, words in found.items() if words} == {}
    assert {f"{SQUAD}.html", "teams/shengzhi.html", "communities/wangyuehu.html"} <= found.keys()
    sections = next(page.view for page in planned.pages if page.address == "stats/index.html").sections
    titles = [table.title for section in sections for table in section.tables]
    assert titles == ["各市总队", "各地", "各品牌", "各服务类别", "各年度", "各月"]


@pytest.mark.parametrize("level", ["总队", "省分队", "县队"])
def test_t1_knows_the_levels_of_the_data(changed: Check, level: str) -> None:
    """总队 alone is the first federation's word."""
    problems = changed({"teams/changsha/team.yml": team("teams/changsha", level=level)})
    assert ("T1", f"没有 “{level}” 这个层级") in [each[:2] for each in said(problems)]


def test_t2_one_top_built_by_the_province(changed: Check) -> None:
    """A second 省总队, and one that another unit built."""
    problems = changed(
        {
            "teams/team.yml": team("teams", unit="长沙市妇联"),
            "teams/xiangxi/team.yml": team("teams/xiangxi", level="省总队"),
        }
    )
    messages = [message for rule, message, _ in said(problems) if rule == "T2"]
    assert messages == ["省总队应当由湖南省妇联建，这里是 “长沙市妇联”", "只能有一个省总队（teams/team.yml）"]


@pytest.mark.parametrize(
    ("path", "like", "changes", "message"),
    [
        ("teams/zhuzhou", TREE, {"division": '"430200"'}, "分队的上级必须是市总队，文件夹的层次不对"),
        ("teams/changsha/city", "teams/changsha", {}, "市总队的上级必须是省总队，文件夹的层次不对"),
        (f"{TREE}/deep", TREE, {}, "分队的上级必须是市总队，文件夹的层次不对"),
        ("teams/xiangxi", "teams/xiangxi", {"unit": "浏阳市妇联"}, "市总队不能由这类单位建：县（市、区）妇联"),
        ("teams/changsha/liuyang", "teams/changsha/liuyang", {"unit": "长沙市妇联"}, "分队不能由这类单位建：市州妇联"),
        (TREE, TREE, {"unit": "望月湖书友会"}, "看不出 “望月湖书友会” 是哪一类单位"),
    ],
)
def test_t3_both_middle_levels(changed: Check, path: str, like: str, changes: dict[str, str], message: str) -> None:
    """Each of the two levels between top and squads has its place and its kinds of unit."""
    text = team(like, name=f"试验{'总队' if 'city' in path else '分队'}", **changes)
    assert [each for rule, each, _ in said(changed({f"{path}/team.yml": text})) if rule == "T3"] == [message]


def test_t4_squads_lie_three_folders_deep(changed: Check) -> None:
    """A squad beside the 分队, and one whose 分队 does not exist; the hint shows as many folders as there are."""
    problems = changed(
        {
            "teams/changsha/flat/team.yml": team(SQUAD, name="望月湖街道浅处巾帼志愿服务小队"),
            "teams/changsha/nowhere/squad/team.yml": team(SQUAD, name="望月湖街道无根巾帼志愿服务小队"),
        }
    )
    assert [(problem.path, problem.message, problem.hint) for problem in problems if problem.rule == "T4"] == [
        (
            "teams/changsha/flat/team.yml",
            "小队要放在上一级队伍的文件夹里，层次不对",
            "位置应当像 teams/上级/上级/本队/team.yml",
        ),
        (
            "teams/changsha/nowhere/squad/team.yml",
            "上级队伍不存在：没有 teams/changsha/nowhere/team.yml",
            "请先登记上级队伍，或者把文件夹移到正确的上级下面",
        ),
    ]


def test_numbers_and_words_come_from_the_data(changed: Check) -> None:
    """The least number of members, and the category that needs an explanation."""
    text = team(SQUAD, size="5").replace("other_category: 手机使用辅导\n", "")
    found = [each[:2] for each in said(changed({f"{SQUAD}/team.yml": text}))]
    assert found == [
        ("A7", "志愿者 8 人，参加的队伍一共只有 5 人"),
        ("T5", "小队至少 8 人，这里是 5 人"),
        ("T10", "选了 “别的服务”，没有写是什么"),
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("银发陪伴巾帼志愿服务小队", "队名里没有单位名称"),
        ("岳麓区望月湖街道巾帼志愿服务小队", "队名里没有体现服务特色的词"),
        ("长沙市岳麓区望月湖街道巾帼志愿服务小队", "队名里没有体现服务特色的词"),
        ("岳麓区望月湖银发陪伴巾帼志愿服务小队", ""),
    ],
)
def test_t7_a_unit_below_two_places(changed: Check, name: str, hint: str) -> None:
    """长沙市岳麓区望月湖街道妇联 may be called by any of its short forms."""
    found = [each for rule, each, _ in said(changed({f"{SQUAD}/team.yml": team(SQUAD, name=name)})) if rule == "T7"]
    assert found == ([hint] if hint else [])


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("430104", set()),
        ("430100", {("T16", "warning")}),
        ("433124", {("T16", "warning")}),
        ("430101", {("T16", "error")}),
        ("433101", {("T16", "error")}),
    ],
)
def test_t16_a_county_lies_in_its_city(changed: Check, code: str, found: set[tuple[str, str]]) -> None:
    """Codes nest; 01 means 市辖区 below a city, but 吉首市 below 湘西."""
    problems = changed({f"{SQUAD}/team.yml": team(SQUAD, division=f'"{code}"')})
    assert {each for each in rules(problems) if each[0] == "T16"} == found
    urban = any("市辖区" in problem.hint for problem in problems)
    assert urban == (code == "430101")


def sealed(root: Path) -> tuple[Identities, Path]:
    """A copy of the register with keys of its own and a few fictional people under them."""
    shutil.copytree(HUNAN, root, dirs_exist_ok=True)
    text = new_identity("hunan")
    (root.parent / "hunan.identity").write_text(text, encoding="utf-8")
    owner, backup = parse_identities(text), parse_identities(new_identity("backup"))
    listed = f"{owner.public[0]}\n{backup.public[0]}\n"
    (root / "teams" / "recipients.txt").write_text(listed, encoding="utf-8")
    people: dict[str, Value] = {"area": "湘西土家族苗族自治州", "sex": "女", "mobile": "12000000001"}
    rows: dict[str, dict[str, Value]] = {f"r-{n:04}": {**people, "name": f"示样{n:02}"} for n in range(1, 9)}
    for sheet in (f"{SQUAD}/roster.sealed", "teams/shengzhi/roster.sealed"):
        keys = recipient_keys(root, sheet)
        add_lines(root / sheet, [seal_row(sheet, row_id, rows[row_id], keys, SEALED) for row_id in rows])
    return owner, root.parent / "hunan.identity"


def test_the_roster_has_one_sheet_a_second_level(tmp_path: Path) -> None:
    """Sheets are called by place, whatever the level is called; a squad stands on its 市总队's sheet."""
    root = tmp_path / "register"
    owner, _ = sealed(root)
    result = export_rosters(root, team_facts(load(root)[0]), owner, tmp_path / "private", ExportRequest(sample=True))
    assert (result.rows, result.unreadable, result.problems) == (16, 0, ())
    book = openpyxl.load_workbook(result.files[0])
    assert book.sheetnames == [
        "汇总", "湖南省巾帼志愿服务总队", "长沙市", "湘西土家族苗族自治州", "湖南省直", "领队联系方式",
    ]  # fmt: skip
    assert book["汇总"].cell(2, 1).value == "市总队"
    assert book["长沙市"].cell(3, 2).value == "望月湖街道银发陪伴巾帼志愿服务小队"
    assert not ELSEWHERE.search(result.files[1].read_text(encoding="utf-8-sig"))


def test_the_built_site_speaks_of_hunan_only(tmp_path: Path) -> None:
    """The real theme, the whole command, with the key at hand: built, leak-checked, and no word from elsewhere."""
    root = tmp_path / "register"
    _, identity = sealed(root)
    shutil.copytree(HERE.parent / "theme", root / "theme")
    shutil.copy(HERE.parent / "mkdocs.yml", root)
    command = [sys.executable, "-m", "generator", "build", "--root", str(root), "--identity", str(identity)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    kinds = {".html", ".xml", ".json", ".txt", ".ics"}
    texts = [path for path in (root / "site").rglob("*") if path.suffix in kinds]
    texts.remove(root / "site" / "manifest.json")  # digests hold any number
    found = {path.name: ELSEWHERE.findall(path.read_text(encoding="utf-8")) for path in texts}
    assert {name: words for name, words in found.items() if words} == {}
    files = [path for path in (root / "site").rglob("*") if path.is_file()]
    assert not any("平顶山".encode() in path.read_bytes() for path in files)
    footer = (root / "site" / "index.html").read_text(encoding="utf-8").partition("<footer")[2]
    assert all(word in footer for word in ("湖南省妇女联合会", "12338"))
