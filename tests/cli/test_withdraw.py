"""``jinguo withdraw``: one value is recorded, everything that shows the person is listed, her name is not."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import withdraw as command
from generator.clock import today
from generator.pages.listings import STORIES
from generator.pages.pictures import covers, wanted
from generator.pages.published import published
from generator.photos.cache import IN_REGISTER, Cache
from generator.photos.develop import develop
from generator.records.library import load
from generator.withdrawal.copies import digest
from tests import tiny
from tests.built import change, digests

CONSENTS = Path("teams/consents.yml")
HER = "c-2024-0001"
NAME = "王样荷"
DAY = dt.date(2025, 1, 1)


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Withdrawals bear a day that does not move."""
    monkeypatch.setattr(command, "today", lambda: DAY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tiny register."""
    return tiny.write(tmp_path / "登记 册")


def run(root: Path, *arguments: str) -> Result:
    """Withdraw."""
    return CliRunner().invoke(command.withdraw, ["--root", str(root), *arguments])


def told(root: Path, *arguments: str) -> dict[str, Any]:
    """What a program hears."""
    done = run(root, *arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def built(root: Path) -> None:
    """The pictures of a register, as a build leaves them in its cache."""
    shown = published(load(root)[0], DAY)
    develop(wanted(shown), Cache(root / IN_REGISTER), covers=covers(shown))


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("c-2024-0001: {scope: [name], given: 2024-01-02} # 甲\n", "given: 2024-01-02, withdrawn: 2025-01-01} # 甲"),
        ("c-2024-0001:\n  scope:\n    - name\n  given: 2024-01-02  # 乙\n", "  # 乙\n  withdrawn: 2025-01-01\n"),
        ("c-2024-0001: {\n  scope: [name],\n  given: 2024-01-02 }\n", "given: 2024-01-02, withdrawn: 2025-01-01 }"),
        ("c-2024-0001:\n  scope: [name]\n  given: 2024-01-02\n  withdrawn:\n", "  withdrawn: 2025-01-01\n"),
    ],
    ids=["flow", "block", "flow on lines", "empty key"],
)  # fmt: skip
def test_only_the_value_is_new(root: Path, before: str, after: str, ends: str) -> None:
    """Comments, order, style and line ends of the list stay; what follows is untouched."""
    rest = "# 说明\nc-2024-0002: {scope: [name, portrait, story], given: 2024-01-02}\n"
    rest += tiny.CONSENTS[tiny.CONSENTS.index("c-2024-0003") :]
    (root / CONSENTS).write_bytes(f"# 头\n{before}{rest}".replace("\n", ends).encode())
    assert run(root, HER).exit_code == 0
    text = (root / CONSENTS).read_bytes().decode()
    assert after.replace("\n", ends) in text
    assert text.startswith(f"# 头{ends}")
    assert text.endswith(rest.replace("\n", ends))
    assert load(root)[0].consents[HER].fields.withdrawn == DAY


def test_without_a_day_it_is_today_in_beijing() -> None:
    """The day is that of the register's own clock."""
    assert today() - dt.datetime.now(tz=dt.UTC).date() in {dt.timedelta(0), dt.timedelta(1)}


def test_a_day_may_be_given(root: Path) -> None:
    """The day on which she said so may lie back."""
    assert told(root, HER, "--on", "2024-12-24")["withdrawn"] == "2024-12-24"
    assert "withdrawn: 2024-12-24" in (root / CONSENTS).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("day", "why"),
    [("2025-01-02", "在将来"), ("2024-01-01", "早于同意日期"), ("2024-2-3", "写法不对"), ("20240203", "写法不对")],
)
def test_impossible_days_are_refused(root: Path, day: str, why: str) -> None:
    """Nothing is written for a day that cannot be."""
    before = (root / CONSENTS).read_bytes()
    done = run(root, HER, "--on", day)
    assert done.exit_code == 1
    assert why in done.output
    assert (root / CONSENTS).read_bytes() == before


def test_an_unknown_id_is_answered_with_a_near_one(root: Path) -> None:
    """A slip of the pen is no withdrawal of somebody else's consent."""
    done = run(root, "c-2024-001")
    assert done.exit_code == 1
    assert "是不是 “c-2024-0" in done.output


def test_a_dry_run_writes_nothing(root: Path) -> None:
    """It lists the same and leaves every file of the register as it is."""
    before = {path: digests(root / path) for path in ("teams", "content", "activities")}
    dry = told(root, HER, "--dry-run")
    assert {path: digests(root / path) for path in before} == before
    real = told(root, HER)
    assert dry.pop("state") == "dry-run"
    assert real.pop("state") == "recorded"
    assert dry == real


def test_once_more_tells_since_when(root: Path) -> None:
    """A second withdrawal changes nothing, keeps the first day and lists what was to be taken down."""
    first = told(root, HER, "--on", "2024-12-24")
    before = (root / CONSENTS).read_bytes()
    again = told(root, HER)
    assert (root / CONSENTS).read_bytes() == before
    assert again.pop("state") == "already"
    first.pop("state")
    assert again == first
    assert "已经在 2024-12-24 撤回" in run(root, HER).output


def test_everything_that_shows_her_is_listed(root: Path) -> None:
    """Her page goes, pages that name or picture her change, her photographs and her entry in the search go."""
    built(root)
    answer = told(root, HER)
    assert answer["photos_unlisted"] == 0
    assert answer["removed"] == ["volunteers/wang-he.html"]
    shown = {"volunteers/index.html", "honours/2024.html", "honours/index.html", "teams/xinhua.html",
             "teams/xinhua/aixin.html", "activities/2024/0305-leifeng.html", "gallery/index.html"}  # fmt: skip
    assert shown <= set(answer["changed"])
    assert "volunteers/li-mei.html" not in answer["changed"]
    assert "activities/2024/0412-hunyin.html" not in answer["changed"]
    assert {name.rpartition(".")[2] for name in answer["photos"]} == {"webp", "jpg"}
    assert {"volunteers/wang-he.html", "honours/2024.html"} <= set(answer["found"])
    assert set(answer["photo_masters"]) == {"content/volunteers/wang-he/01.jpg", f"{tiny.STORY}/02.jpg"}
    assert answer["own_files"] == ["content/volunteers/wang-he.md"]
    lines = [(each["path"], each["line"]) for each in answer["records"]]
    assert ("content/honours/2024.yml", 5) in lines
    assert (f"{tiny.STORY}/report.md", 14) in lines


def test_nothing_is_made_of_her_any_more(root: Path) -> None:
    """Without a cache her pages are found all the same, and the files that cannot be named are said to be unknown."""
    answer = told(root, HER)
    assert (answer["photos"], answer["photos_unlisted"]) == ([], 2)
    assert {"gallery/index.html", "activities/2024/0305-leifeng.html"} <= set(answer["changed"])
    assert not list((root / ".cache").rglob("*.webp"))
    assert "照片不在缓存里" in run(root, HER).output


def test_what_was_made_of_her_is_forgotten(root: Path) -> None:
    """A dry run leaves the cache as it is; once recorded, files that are hers alone are gone from it."""
    built(root)
    files = digests(root / ".cache")
    told(root, HER, "--dry-run")
    assert digests(root / ".cache") == files
    hers = {Path(name).name for name in told(root, HER, "--dry-run")["photos"]}
    run(root, HER)
    left = {name for name in digests(root / ".cache") if "/files/" in name}
    assert hers
    assert left < set(files)
    notes = [path.stem for path in (root / IN_REGISTER / "entries").iterdir()]
    masters = (f"{tiny.STORY}/02.jpg", "content/volunteers/wang-he/01.jpg")
    assert not [path for path in masters for name in notes if digest(root / path) in name]


def test_addresses_are_full_where_the_site_knows_its_own(root: Path) -> None:
    """What is listed can be opened."""
    facts = tiny.FEDERATION.replace("site: {", "site: {url: https://example.org/jg/, ")
    change(root, {"teams/federation.yml": facts})
    assert told(root, HER)["removed"] == ["https://example.org/jg/volunteers/wang-he.html"]


def test_a_text_with_a_sealed_name_is_listed_whole(root: Path) -> None:
    """Where only the id is known, the story goes; its article for WeChat must be taken down by hand."""
    text = (root / CONSENTS).read_text(encoding="utf-8")
    story = tiny.report("她的一天", "2024-05-01", "named: [c-2024-0005]\n", channels="[web, wechat]")
    change(root, {"activities/2024/0501-x/report.md": story,
                  CONSENTS.as_posix(): text + "c-2024-0005: {scope: [name], given: 2024-01-02}\n"})  # fmt: skip
    answer = told(root, "c-2024-0005")
    assert answer["removed"] == ["activities/2024/0501-x.html"]
    assert {"feed.xml", "feed.json"} <= set(answer["feeds"])
    assert answer["withheld"] == ["activities/2024/0501-x/report.md"]
    assert [each["title"] for each in answer["articles"]] == ["她的一天"]


def test_lists_that_close_up_are_counted_only(root: Path) -> None:
    """Where a list loses its last page, the others are set anew but do not show the person."""
    text = (root / CONSENTS).read_text(encoding="utf-8")
    many = {
        f"activities/2022/0{1 + number // 28}{1 + number % 28:02}-x/report.md": tiny.report(
            f"第{number}场", f"2022-0{1 + number // 28}-{1 + number % 28:02}", place="{township: 任店镇}",
            teams="[yexian]", brand="维权维稳",
        )
        for number in range(STORIES - 3)
    }  # fmt: skip
    hers = tiny.report("她的一天", "2021-05-01", "named: [c-2024-0005]\n", teams="[yexian]", place="{township: 任店镇}")
    change(root, {**many, "activities/2021/0501-x/report.md": hers,
                  CONSENTS.as_posix(): text + "c-2024-0005: {scope: [name], given: 2024-01-02}\n"})  # fmt: skip
    answer = told(root, "c-2024-0005")
    assert "activities/page-2.html" in answer["removed"]
    assert "activities/2021/0501-x.html" in answer["removed"]
    assert "activities/index.html" not in answer["changed"]
    assert answer["other_pages"] > 0


def test_copies_are_searched(root: Path) -> None:
    """Pages, packed records, archives in archives, photographs in ``dist/``; what cannot be read is said to be so."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a/x.html", f"<p>{NAME[:1]}<b>{NAME[1:]}</b></p>")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("clean.html", "<p>没有</p>")
    change(root, {
        "dist/wx/a.html": f"&#{ord(NAME[0])};{NAME[1:]}", "dist/b.json": json.dumps(NAME),
        "dist/c.zip": outer.getvalue(),
        "dist/d.jpg": (root / tiny.STORY / "02.jpg").read_bytes(), "dist/e.txt": "没有", "dist/f.pdf": b"%PDF",
        "dist/g.pf_fragment": gzip.compress(NAME.encode()), "dist/h.html": '<a href="volunteers/wang-he.html">',
        f"dist/{NAME}.svg": "<svg/>", "dist/broken.zip": b"PK", "dist/i.txt": NAME.encode("utf-16"),
    })  # fmt: skip
    answer = told(root, HER)
    assert answer["copies"] == [
        "dist/b.json", "dist/c.zip → inner.zip → a/x.html", "dist/d.jpg", "dist/g.pf_fragment", "dist/h.html",
        "dist/i.txt", "dist/某某.svg", "dist/wx/a.html",
    ]  # fmt: skip
    assert answer["copies_unread"] == ["dist/broken.zip", "dist/f.pdf"]


def test_the_name_is_never_printed(root: Path) -> None:
    """Not in either form, whatever holds it: titles, files of copies, texts."""
    story = tiny.report(f"{NAME}上街", "2024-05-01", f"summary: {NAME}\n", f"{NAME}说\n", channels="[web, wechat]")
    change(root, {"activities/2024/0501-x/report.md": story, f"dist/{NAME}.html": NAME})
    for shape in ("text", "json"):
        done = run(root, HER, "--format", shape)
        assert done.exit_code == 0
        assert NAME not in done.output
        assert "某某上街" in done.output


def test_a_wrong_register_keeps_nobody_on_line(root: Path) -> None:
    """With errors elsewhere the withdrawal is recorded, and it is said why addresses are missing."""
    change(root, {"activities/2024/0501-x/report.md": tiny.report("错", "2024-05-01", teams="[nowhere]"),
                  "content/projects/linli.md": "---\n: [\n---\n"})  # fmt: skip
    done = run(root, HER)
    assert done.exit_code == 0, done.output
    assert "列不出来：登记册有错误" in done.output
    assert "content/volunteers/wang-he.md" in done.output
    assert "withdrawn: 2025-01-01" in (root / CONSENTS).read_text(encoding="utf-8")


def test_a_list_that_cannot_be_changed_is_told(root: Path) -> None:
    """Where the program dares not write, it says what to write; nothing is half done."""
    text = (root / CONSENTS).read_text(encoding="utf-8").replace("2024-01-02}", "2024-01-02, withdrawn: |\n  x\n}", 1)
    (root / CONSENTS).write_text(text, encoding="utf-8")
    done = run(root, HER)
    assert done.exit_code == 1
    assert (root / CONSENTS).read_text(encoding="utf-8") == text


def test_her_page_goes_last(root: Path) -> None:
    """As long as another text holds her name, the file by which the program knows it is not to be removed."""
    page = "git rm content/volunteers/wang-he.md"
    report = root / tiny.STORY / "report.md"
    assert NAME in report.read_text(encoding="utf-8")
    said = run(root, HER).stdout
    assert page not in said
    assert "请再运行一次这条命令" in said
    report.write_text(report.read_text(encoding="utf-8").replace(NAME, "一位志愿者"), encoding="utf-8")
    said = run(root, HER).stdout
    assert page in said
    assert "jinguo build --identity" in said
