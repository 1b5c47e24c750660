"""Who may be named in a record, and what a consent, a table or an office changes about it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checks.registry import RULES
from generator.checks.run import check
from tests.conftest import SITES, TODAY, Register, found

STORY = "activities/2026/0401-liulin-yuanzi/report.md"
PAGE = "content/volunteers/yang-qiuhe.md"
HEAD = """\
---
title: 院子里的一天
date: 2026-04-01
place: {township: 柳林街道}
teams: [donghe/liulin-aixin]
brand: 助困关爱
categories: [爱心帮扶]
"""
CREDITS = "credits: {source: 东河区妇联, edit: 示例甲, proof: 示例乙, review: 示例丙, issue: 示例丁}\n"
CONSENTS = (SITES / "whole" / "teams/consents.yml").read_text(encoding="utf-8") + (
    "c-2026-0005: {scope: [name], given: 2026-01-02}\n"
    "c-2026-0006: {scope: [name], given: 2026-01-02}\n"
    "c-2026-0007: {scope: [name], given: 2026-01-02, guardian: true}\n"
    "c-2026-0008: {scope: [name], given: 2026-01-02, kin: true}\n"
    "c-2026-0009: {scope: [name], given: 2026-01-02, withdrawn: 2026-03-01}\n"
)
FEDERATION = (SITES / "whole" / "teams/federation.yml").read_text(encoding="utf-8")
VOLUNTEER = (SITES / "whole" / PAGE).read_text(encoding="utf-8")
Said = Callable[..., list[str]]


@pytest.fixture
def said(register: Register) -> Said:
    """Which rules speak of a story with a text, in the order of the report."""

    def rules(body: str, named: str = "", federation: str = "", status: str = "selected") -> list[str]:
        more = f"named: [{named}]\n" if named else ""
        text = f"{HEAD}{more}{CREDITS}status: {status}\n---\n{body}\n"
        files = {STORY: text, "teams/consents.yml": CONSENTS, "teams/federation.yml": FEDERATION + federation}
        return [f"{each.severity} {each.rule}" for each in found(register(files))]

    return rules


@pytest.mark.parametrize(
    ("body", "named", "rules"),
    [
        ("居民李秀兰说好。", "c-2026-0005", []),
        ("居民李秀兰说好，居民李秀兰又说了一遍。", "c-2026-0005", []),
        ("居民李秀兰说好，居民王桂芬也说好。", "c-2026-0005, c-2026-0006", []),
        ("居民李秀兰说好，居民王桂芬也说好。", "c-2026-0005, c-2026-0005", ["error P7", "error P7"]),
        ("居民李秀兰说好。", "c-2026-0007", ["error P7"]),
        ("居民李秀兰说好。", "c-2026-0008", ["error P7"]),
        ("居民李秀兰说好。", "c-2026-0009", ["warning P8"]),
        ("王梓萱小朋友朗诵了一首诗。", "c-2026-0007", []),
        ("王梓萱小朋友和居民李秀兰，朗诵了一首诗。", "c-2026-0007, c-2026-0005", []),
        ("王梓萱小朋友在柳林第二小学念书。", "c-2026-0007", ["error P9"]),
        ("已故志愿者王秀兰的女儿来了。", "c-2026-0008", []),
        ("已故志愿者王秀兰的女儿来了。", "c-2026-0005", ["warning P14"]),
        ("留守儿童王子涵拿到了书包。", "c-2026-0007", ["error P10"]),
        ("家暴受害人王秀兰来了。", "c-2026-0005", ["error P11"]),
        ("来调解的是王秀兰和李建国。", "c-2026-0005, c-2026-0006", ["error P11", "error P11"]),
        ("为王秀兰指派了律师。", "c-2026-0005", ["error P11"]),
        ("9岁女孩马思彤画了一幅画。", "c-2026-0005", ["error P9"]),
        ("受助的马思彤读三年级。", "c-2026-0007", ["error P10"]),
        ("给独居老人王秀兰送去了大米。", "c-2026-0005", ["error A14"]),
        ("公益律师王秀兰讲怎样帮助遭受家暴的妇女。", "c-2026-0005", []),
        ("居民样示例说好。", "", []),
        ("居民样秋荷说好。", "", []),
    ],
)
def test_consents_cover_names(said: Said, body: str, named: str, rules: list[str]) -> None:
    """One consent for each person, of the right hand; of a dead one only P8 speaks; of one fault one rule."""
    assert said(body, named) == rules


OFFICIAL = "officials: [{name: 王秀兰, post: 云溪市妇联党组书记、主席, from: 2026-01-01, to: 2026-04-01}]\n"


@pytest.mark.parametrize(
    ("body", "federation", "rules"),
    [
        ("市妇联主席王秀兰来了。", OFFICIAL, []),
        ("王秀兰书记来了，居民王秀兰说好。", OFFICIAL, []),
        ("市妇联副主席王秀兰来了。", OFFICIAL, ["warning P12"]),
        ("市妇联主席王秀兰来了。", OFFICIAL.replace("2026-04-01}", "2026-03-31}"), ["warning P12"]),
        ("市妇联主席王秀兰来了。", OFFICIAL.replace(", from: 2026-01-01, to: 2026-04-01", ""), []),
        ("市妇联主席李秀兰来了。", OFFICIAL, ["warning P12"]),
        ("市妇联主席王绣兰来了。", OFFICIAL, ["error W6"]),
        ("市妇联主席王秀揽出席。", OFFICIAL, ["error W6"]),
        ("王秀栏主席来了。", OFFICIAL, ["error W6"]),
        ("市妇联主席王兰秀讲话。", OFFICIAL, ["error W6"]),
        ("市妇联主席王秀秀兰讲话。", OFFICIAL, ["error W6"]),
        ("市妇联主席王秀兰兰心蕙质。", OFFICIAL, []),
        ("主席台前，王秀丽的山水画挂了一排。", OFFICIAL, []),
        ("市妇联副主席王绣揽来了。", OFFICIAL, []),
        ("市妇联主席高敏出席。", OFFICIAL, ["warning P12"]),
        ("居民王秀兰说好。", "public_names: [{name: 王秀兰, reason: 历史人物}]\n", []),
    ],
)
def test_officials_and_public_figures(said: Said, body: str, federation: str, rules: list[str]) -> None:
    """The federation's own tables say who may be named in her office, when, and with which title."""
    assert said(body, federation=federation) == rules


@pytest.mark.parametrize(("status", "rules"), [("draft", []), ("submitted", ["error P7"]), ("selected", ["error P7"])])
def test_drafts_are_still_being_written(said: Said, status: str, rules: list[str]) -> None:
    """Nothing is said of them; what was submitted is read like what is published."""
    assert said("居民李秀兰说好。", status=status) == rules


@pytest.mark.parametrize(
    ("deceased", "signed_by_kin", "rules"),
    [("", "", []), ("deceased: true\n", "", ["warning P14"]), ("deceased: true\n", "  kin: true\n", [])],
)
def test_pages_of_the_dead(register: Register, deceased: str, signed_by_kin: str, rules: list[str]) -> None:
    """Her kin have to sign for a volunteer who has died."""
    page = VOLUNTEER.replace("confirmed:", f"{deceased}confirmed:") + "\n"
    consents = CONSENTS.replace("\nc-2026-0003", f"\n{signed_by_kin}c-2026-0003")
    problems = found(register({PAGE: page, "teams/consents.yml": consents}))
    assert [f"{each.severity} {each.rule}" for each in problems] == rules


def test_every_rule_about_persons_rests_on_a_law() -> None:
    """Whoever is told that she must not write a name can read why."""
    for rule_id in ("P6", "P7", "P9", "P10", "P11", "P12", "P13", "P14"):
        assert "第" in RULES[rule_id].basis
        assert "条" in RULES[rule_id].basis


EVERY_KIND = """\
c-2026-0011: {scope: [name, portrait, story], given: 2026-01-09, expires: 2027-01-08}
c-2026-0012: {scope: [name, portrait], given: 2026-01-09, expires: 2027-01-08, guardian: true}
c-2026-0013: {scope: [name, portrait], given: 2026-01-09, expires: 2027-01-08, kin: true}
c-2026-0014: {scope: [name, portrait], given: 2026-01-09, expires: 2027-01-08}
c-2026-0015: {scope: [name], given: 2026-01-09, expires: 2027-01-08}
c-2026-0016: {scope: [name], given: 2026-01-09, expires: 2027-01-08, guardian: true}
c-2026-0017: {scope: [name], given: 2026-01-09, expires: 2027-01-08, kin: true}
c-2026-0018: {scope: [home], given: 2026-01-09, expires: 2027-01-08}
"""
PHOTOS = """\
photos:
  - {file: 01.jpg, alt: 李秀兰阿姨在院子里, caption: 左一为李秀兰, people: [c-2026-0011], checked: true}
  - {file: 02.jpg, alt: 孩子放风筝, caption: 王梓萱小朋友放风筝, people: [c-2026-0012], minors: true, checked: true}
  - {file: 03.jpg, alt: 老照片, caption: 已故志愿者王玉珍, people: [c-2026-0013], checked: true}
  - {file: 04.jpg, alt: 擦窗户, caption: 窗明几净, people: none, home: true, householder: c-2026-0018, checked: true}
"""


def everybody(register: Register, photos: str, body: str, named: str = "") -> Path:
    """A register with a story about somebody under each kind of consent."""
    text = f"{HEAD}{named}{photos}{CREDITS}status: selected\n---\n{body}\n"
    picture = (SITES / "whole/activities/2026/0305-liulin-leifeng/01.jpg").read_bytes()
    folder = STORY.rpartition("/")[0]
    pictures = {f"{folder}/{name}": picture for name in re.findall(r"file: (\S+),", photos)}
    return register({STORY: text, "teams/consents.yml": CONSENTS + EVERY_KIND, **pictures})


def errors(root: Path, day: dt.date = TODAY) -> set[tuple[str, str, int]]:
    """Rule, file and line of every error; the same picture four times is no matter here."""
    return {
        (each.rule, each.path, each.line)
        for each in check(root, day, processes=1)[1]
        if each.severity == "error" and each.rule != "I15"
    }


def test_no_day_and_no_withdrawal_makes_an_error(register: Register) -> None:
    """Whoever withdraws is out at once: an error would stop the build and keep her on the web."""
    body = "居民马秀芳说好。张思雨小朋友也来了。已故志愿者赵桂英的女儿来了。"
    root = everybody(register, PHOTOS, body, "named: [c-2026-0015, c-2026-0016, c-2026-0017]\n")
    assert errors(root) == set()
    for day in ("2026-11-22", "2027-01-08", "2027-01-09", "2028-01-01", "2050-01-01"):
        assert errors(root, dt.date.fromisoformat(day)) == set()
    consents = root / "teams/consents.yml"
    before = consents.read_text(encoding="utf-8")
    for consent in re.findall(r"^(c-[\d-]+): \{", before, re.MULTILINE):
        for end in ("withdrawn: 2026-11-20", "expires: 2026-11-20"):
            line = re.search(rf"^{consent}: \{{.*$", before, re.MULTILINE)
            assert line
            left = re.sub(r", (?:withdrawn|expires): [\d-]+", "", line[0])[:-1]
            consents.write_text(before.replace(line[0], f"{left}, {end}}}"), encoding="utf-8")
            assert errors(root) == set(), (consent, end)


@pytest.mark.parametrize(
    ("body", "named", "rules"),
    [
        ("院子里晒着被子。", "", set()),
        ("居民李秀兰说好。", "", {"P7"}),
        ("居民李秀兰说好。", "named: [c-2026-0011]\n", set()),
        ("居民马秀芳说好。", "", {"P7"}),
        ("王梓萱小朋友笑了。", "", {"P9"}),
        ("王梓萱小朋友笑了。", "named: [c-2026-0012]\n", set()),
    ],
)
def test_a_consent_to_a_photograph_covers_its_own_texts(
    register: Register, body: str, named: str, rules: set[str]
) -> None:
    """They leave the site with it; a story stays, so whom it names stands in ``named``."""
    assert {rule for rule, _, _ in errors(everybody(register, PHOTOS, body, named))} == rules


def test_a_photograph_covers_no_other(register: Register) -> None:
    """The words under one photograph stay on the web when another is taken out."""
    photos = PHOTOS.replace("窗明几净", "居民李秀兰家的窗户")
    assert {rule for rule, _, _ in errors(everybody(register, photos, "晴。"))} == {"P7"}


@pytest.mark.parametrize("credit", ["受访者李秀兰（68岁）提供", "居民李秀兰提供"])
def test_a_credit_may_name_whom_it_shows(register: Register, credit: str) -> None:
    """Who took a photograph is named there; who is shown and lent it has to agree like everybody."""
    photos = PHOTOS.splitlines(keepends=True)[-1].replace("caption:", f"credit: {credit}, caption:")
    assert {rule for rule, _, _ in errors(everybody(register, f"photos:\n{photos}", "晴。"))} == {"P7"}
