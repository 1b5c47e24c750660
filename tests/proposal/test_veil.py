"""What must disappear is repeated nowhere in a summary: neither whole, nor in half, nor beside its own error."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.proposal.compose import Asking, composed
from generator.proposal.markdown import as_markdown
from generator.proposal.parts import shortened
from generator.proposal.printed import as_json, as_page, as_text
from generator.proposal.veil import WITHHELD, Veil
from generator.records.library import load
from tests import tiny
from tests.proposal.desk import TODAY, folders, lines, told
from tests.proposal.test_compose import NEW, PHONE, REPORT

MAIL = "wang.xiaomei" + "@" + "mail.example"
CARD = "6222" + "0212" + "3456" + "7890" + "128"
HOME = "家住建设路3号院2单元501"
NAME = "王样荷"
WANG = "content/volunteers/wang-he.md"
GIVEN = "c-2024-0001: {"
WITHDRAWN = {"teams/consents.yml": tiny.CONSENTS.replace(GIVEN, "c-2024-0001: {withdrawn: 2025-06-01, ")}
STRUCK = {"teams/consents.yml": "".join(f"{line}\n" for line in tiny.CONSENTS.splitlines() if "0001" not in line)}


def everything(tmp_path: Path, files: dict[str, str | bytes], base: dict[str, str] | None = None) -> str:
    """The summary in all its forms."""
    pair = folders(tmp_path, files, base)
    summary, _ = composed(pair, Asking())
    pictures = "https://example.invalid/raw/"
    forms = (as_text(summary), as_json(summary), as_markdown(summary, pictures_at=pictures))
    return "\n".join((*forms, as_page(summary, pair.head.root)))


@pytest.mark.parametrize("consents", [WITHDRAWN, STRUCK])
@pytest.mark.parametrize("gone", [{}, {WANG: "", f"{WANG.removesuffix('.md')}/01.jpg": ""}])
def test_who_withdrew_is_named_nowhere(tmp_path: Path, consents: dict[str, str], gone: dict[str, str]) -> None:
    """Nor where her page goes in the same change, and only the register of before knows whose consent it was."""
    body = {REPORT: tiny.FILES[REPORT].replace("王样荷在扫院子", "她在扫院子").replace("打扫院子", "打扫屋子")}
    honours = {"content/honours/2024.yml": tiny.FILES["content/honours/2024.yml"].replace("{volunteer: wang-he}, ", "")}
    text = everything(tmp_path, {**consents, **gone, **body, **honours})
    assert NAME not in text
    assert "wang-he" in text


def test_who_agreed_is_named(tmp_path: Path) -> None:
    """With live consent in both, and somebody new whose consent comes with her; also when only her page goes."""
    files = {
        "teams/consents.yml": tiny.CONSENTS
        + "c-2025-0001: {scope: [name, story], channels: [web], given: 2025-01-02}\n",
        "content/volunteers/xin.md": tiny.FILES["content/volunteers/li-mei.md"]
        .replace("李样梅", "赵样兰")
        .replace("c-2024-0002", "c-2025-0001"),
    }
    assert "新增 《赵样兰》" in "\n".join(lines(told(folders(tmp_path / "1", dict(files)))[0], "网页"))
    gone = {WANG: "", f"{WANG.removesuffix('.md')}/01.jpg": ""}
    assert any(NAME in line for line in lines(told(folders(tmp_path / "2", dict(gone)))[0], "网页"))


@pytest.mark.parametrize("before", range(110, 120, 3))
def test_no_half_number_is_left_by_a_cut(tmp_path: Path, before: int) -> None:
    """Draft or not: first veiled, then shortened."""
    text = tiny.report("走访", "2024-07-01", f"summary: {'好' * before}{PHONE}好好好好好好好好好\n")
    assert PHONE[:5] not in everything(tmp_path, {NEW: text})


def test_no_half_name_is_left_by_a_cut(tmp_path: Path) -> None:
    """At the limits of titles, descriptions and changed sentences."""
    for number, (before, key) in enumerate([(58, "title"), (119, "summary"), (159, "body")]):
        words = f"{'好' * before}{NAME}来了好好好"
        base = {REPORT: tiny.FILES[REPORT].replace("打扫院子", "打扫屋子。") if key == "body" else tiny.FILES[REPORT]}
        old = {"title": "看望独居老人", "summary": "channels:", "body": "打扫屋子"}[key]
        new = f"summary: {words}\nchannels:" if key == "summary" else words
        text = everything(tmp_path / str(number), {**WITHDRAWN, REPORT: base[REPORT].replace(old, new)}, base)
        assert "好王" not in text
        assert "王样" not in text


@pytest.mark.parametrize("secret", [MAIL, CARD, HOME, PHONE], ids=["mail", "card", "home", "phone"])
@pytest.mark.parametrize("place", ["title", "body", "caption"])
def test_what_must_go_is_not_told_beside_its_error(tmp_path: Path, secret: str, place: str) -> None:
    """Whether it comes, or goes: of such a record nothing is quoted, and that is said."""
    old = {"title": "看望独居老人", "body": "打扫院子", "caption": "alt: 院子里的老人"}[place]
    new = {"caption": f"alt: 老人, caption: 联系 {secret}"}
    text = tiny.FILES[REPORT].replace(old, new.get(place, f"看望 {secret} 的老人"))
    for number, (files, base) in enumerate([({REPORT: text}, {}), ({REPORT: tiny.FILES[REPORT]}, {REPORT: text})]):
        told_of = everything(tmp_path / str(number), dict(files), base)
        assert secret[2:] not in told_of
        assert secret[:9] not in told_of
        assert WITHHELD in told_of


def test_a_photograph_with_a_number_for_a_name(tmp_path: Path) -> None:
    """It is not shown small: its address would repeat the number."""
    name = f"{PHONE}.jpg"
    story = NEW.rpartition("/")[0]
    files: dict[str, str | bytes] = {
        NEW: tiny.report("走访", "2024-07-01", f"photos: [{tiny.photo(name)}]\n"),
        f"{story}/{name}": tiny.clean((1, 2, 3)),
    }
    text = everything(tmp_path, files)
    assert PHONE not in text
    assert "<img" not in text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (f"邮箱{MAIL}，请联系", "邮箱***@***，请联系"),
        ("wang．xiaomei＠mail．example", "***@***"),
        ("office@example.com", "office@example.com"),
        (CARD, "622***"),
        (f"{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", "622***"),
        ("2024-03-05 到 2024-03-06，共 1280000 元", "2024-03-05 到 2024-03-06，共 1280000 元"),
        ("activities/2024/0305-leifeng/report.md", "activities/2024/0305-leifeng/report.md"),
        ("c-2024-0001、c-2024-0002", "c-2024-0001、c-2024-0002"),
    ],
)
def test_addresses_and_long_numbers(tmp_path: Path, written: str, shown: str) -> None:
    """Masked even where no rule looks; but for what the federation itself publishes."""
    library = load(tiny.write(tmp_path))[0]
    veil = Veil(library, library, TODAY)
    assert veil(written) == shown
    assert veil(veil(written)) == shown


def test_a_title_keeps_its_marks() -> None:
    """Also a shortened one."""
    assert shortened(f"《{'长' * 80}》") == f"《{'长' * 59}…》"
    assert shortened("《短》") == "《短》"


def test_an_exception_opens_nothing(tmp_path: Path) -> None:
    """Who lets her own address pass in the same proposal has it quoted no more than before."""
    waive = "waive: {P6: 本人同意写明, by: 乙审核}\n"
    text = tiny.report("走访", "2024-07-01", f"summary: {HOME}的老人\n{waive}")
    told_of = everything(tmp_path, {NEW: text})
    assert HOME[2:] not in told_of
    assert f"理由：{WITHHELD}" in told_of


def test_a_slip_beside_it_quotes_nothing(tmp_path: Path) -> None:
    """A reminder of a comma shows the words around it elsewhere, not in a text that must disappear."""
    slip = "家住3号院2单元,501室的老人"
    plain = everything(tmp_path / "1", {NEW: tiny.report("走访", "2024-07-01", body="陪老人,说话。\n")})
    assert "人,说" in plain
    text = everything(tmp_path / "2", {NEW: tiny.report("走访", "2024-07-01", body=f"看望{slip},说话。\n")})
    assert "W9" in text
    assert "元,5" not in text
