"""``jinguo roster remove``: what goes, what stays, what is said, and never a name."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from generator.records.sheets import parse_sheet
from generator.sealed.age import new_identity
from generator.sealed.numbers import new_number
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import Value, seal_row
from generator.sealed.writing import append
from tests.vault import WHEN, Vault, vault

ROSTER = "teams/roster.sealed"
RECORD = "teams/record.sealed"
CONTACT = "teams/contact.sealed"
CONSENTS = "teams/consents.sealed"
SERVICE = "activities/2026/0305-x/service.sealed"
LATER = WHEN + timedelta(days=1)
HER, OLD, OTHER, AWAY = (new_number("410402", ()) for _ in range(4))


def remove(held: Vault, *arguments: str, key: bool = True) -> Result:
    """Run the command."""
    return held.run("roster", "remove", "--team", "总队", *arguments, key=key)


@pytest.fixture
def held(tmp_path: Path) -> Vault:
    """She is a volunteer, the leader, has a consent, served twice and was trained once."""
    made = vault(tmp_path)
    her = {"name": "赵样桂", "number": "YL-0001", "consent": "c-2024-0001"}
    made.seal(ROSTER, {HER: her, OTHER: {"name": "钱样棉"}, OLD: {"name": "孙样葵"}})
    made.seal(ROSTER, {HER: {**her, "note": "改过"}})
    made.seal(RECORD, {"t1": {"number": HER, "name": "赵样桂"}, "t2": {"number": OTHER, "name": "赵样桂"}})
    made.seal(SERVICE, {
        "s1": {"number": "YL-0001", "name": "赵样桂"}, "s2": {"name": "赵样桂", "team": "总队"},
        "s3": {"name": "赵样桂", "team": "xinhua"}, "s4": {"number": OTHER, "name": "钱样棉", "responsible": "赵样桂"},
    })  # fmt: skip
    made.seal(CONTACT, {"leader": {"leader": "赵样桂", "phone": "12000000001", "responsible": "钱样棉"}})
    made.seal(CONSENTS, {"c-2024-0001": {"name": "赵样桂"}, "c-2024-0002": {"name": "钱样棉"}})
    return made


def test_without_a_key_her_row_goes(held: Vault) -> None:
    """All its versions; every other line keeps its bytes, and her number is never given out again."""
    others = [line for line in (held.root / ROSTER).read_bytes().splitlines() if not line.startswith(HER.encode())]
    service = (held.root / SERVICE).read_bytes()
    done = remove(held, HER.replace("-", ""), "--yes", key=False)
    assert done.exit_code == 0, done.output
    lines = (held.root / ROSTER).read_bytes().splitlines()
    assert lines[:-1] == others
    assert lines[-1].startswith(f"{HER} retired:v1:".encode())
    assert HER in parse_sheet(ROSTER, (held.root / ROSTER).read_text(encoding="ascii")).taken
    assert (held.root / SERVICE).read_bytes() == service
    assert "没有钥匙，只删了名册里的行" in done.output


def test_with_a_key_everything_about_her_goes(held: Vault) -> None:
    """By number, old ones too; by name only where a row has no number and its team is hers."""
    done = remove(held, HER, "--yes")
    assert done.exit_code == 0, done.output
    assert set(held.ids(ROSTER)) == {OLD, OTHER}
    assert held.ids(RECORD) == ["t2"]
    assert held.ids(SERVICE) == ["s3", "s4"]
    assert held.ids(CONTACT) == ["leader"]
    assert held.ids(CONSENTS) == ["c-2024-0001", "c-2024-0002"]
    for said in (
        f"{ROSTER}：2 行",
        "还写着她（或者同名的人）是领队",
        "1 行提到她",
        "jinguo withdraw c-2024-0001",
        "还留着",
    ):
        assert said in done.output
    assert not {"赵样桂", "12000000001", "YL-0001"} & set(done.output.split())
    assert "赵样桂" not in done.output


def test_a_row_that_was_corrected_to_somebody_else_stays(held: Vault) -> None:
    """Whose row it is now decides; that it once named her is said."""
    held.seal(SERVICE, {"s9": {"number": HER, "name": "赵样桂"}})
    forged(held, SERVICE, "s9", {"number": OTHER, "name": "钱样棉"}, part=False)
    assert "2 行提到她" in remove(held, HER, "--yes").output
    assert held.ids(SERVICE) == ["s3", "s4", "s9"]


def forged(held: Vault, sheet: str, row: str, values: dict[str, Value], *, part: bool = True) -> None:
    """A line that anybody can seal: public keys are public."""
    append(held.root, {sheet: [seal_row(sheet, row, values, recipient_keys(held.root, sheet), LATER, part=part)]})


@pytest.mark.parametrize("part", [True, False])
def test_a_forged_claim_reaches_nobody_else(held: Vault, *, part: bool) -> None:
    """Another's number, name and consent written into her row take nothing from the other, who is named by number."""
    held.seal("teams/xinhua/roster.sealed", {AWAY: {"name": "钱样棉", "number": "YL-0002", "consent": "c-2024-0002"}})
    held.seal(SERVICE, {"s5": {"number": AWAY, "name": "李样梅"}, "s6": {"name": "钱样棉", "team": "总队"},
                        "s7": {"number": "YL-0002"}})  # fmt: skip
    whole = {"name": "赵样桂", "consent": "c-2024-0001"}
    claims: list[dict[str, Value]] = [
        {"number": OTHER}, {"number": AWAY}, {"number": "YL-0002"}, {"name": "钱样棉"}, {"consent": "c-2024-0002"},
    ]  # fmt: skip
    for claim in claims:
        forged(held, ROSTER, HER, claim if part else {**whole, **claim}, part=part)
    done = remove(held, HER, "--yes", "--contact", "--everything")
    assert done.exit_code == 0, done.output
    assert {"t2"} <= set(held.ids(RECORD))
    assert {"s4", "s5", "s6", "s7"} <= set(held.ids(SERVICE))
    assert held.ids(CONSENTS) == ["c-2024-0002"]
    assert [dict(row.values) for row in held.rows(CONTACT).rows] == [{"responsible": "钱样棉"}]
    said = next(line for line in done.output.splitlines() if "提到了，没有动" in line)
    assert {OTHER, AWAY, "c-2024-0002"} <= set(said.replace("（", "、").replace("）", "、").split("、"))
    assert "withdraw c-2024-0002" not in done.output
    assert "不同的姓名" in done.output
    assert "钱样棉" not in done.output


def test_a_consent_of_somebody_else_is_left(held: Vault) -> None:
    """One forged line is enough to claim it; the holder's name tells."""
    held.seal(ROSTER, {HER: {"name": "赵样桂", "consent": "c-2024-0002"}})
    assert remove(held, HER, "--yes", "--everything").exit_code == 0
    assert "c-2024-0002" in held.ids(CONSENTS)


def test_a_number_that_was_corrected_is_still_hers(held: Vault) -> None:
    """Whoever has two numbers that nobody else has goes with both."""
    forged(held, ROSTER, HER, {"number": "YL-0009"})
    held.seal(SERVICE, {"s8": {"number": "YL-0009"}})
    assert "没有动：请核对" not in remove(held, HER, "--yes").output
    assert held.ids(SERVICE) == ["s3", "s4"]


def test_a_sheet_in_conflict_is_refused(held: Vault) -> None:
    """With its line; nothing is written anywhere."""
    with (held.root / RECORD).open("ab") as sheet:
        sheet.write(b"<<<<<<< HEAD\n")
    before = {path: path.read_bytes() for path in held.root.rglob("*.sealed")}
    done = remove(held, HER, "--yes")
    assert (done.exit_code, "第 3 行这里留着 git 合并冲突的标记" in done.output) == (1, True)
    assert {path: path.read_bytes() for path in held.root.rglob("*.sealed")} == before


def test_what_is_sealed_anew_is_the_newest(held: Vault) -> None:
    """What was corrected on the very day of the removal does not come back over it."""
    append(held.root, {CONTACT: [seal_row(CONTACT, "leader", {"leader": "赵样桂", "responsible": "钱样棉"},
                                          recipient_keys(held.root, CONTACT), datetime.now(UTC))]})  # fmt: skip
    began = datetime.now(UTC)
    assert remove(held, HER, "--yes", "--contact").exit_code == 0
    assert all(began <= row.sealed <= datetime.now(UTC) for row in held.rows(CONTACT).rows)


def test_contact_and_consent_only_when_asked(held: Vault) -> None:
    """Whoever else the contact row names stays reachable, and the row's id stays free for the next leader."""
    assert remove(held, HER, "--yes", "--contact", "--everything").exit_code == 0
    assert [dict(row.values) for row in held.rows(CONTACT).rows] == [{"responsible": "钱样棉"}]
    assert b"retired" not in (held.root / CONTACT).read_bytes()
    assert held.ids(CONSENTS) == ["c-2024-0002"]
    for option in ("--contact", "--everything"):
        refused = remove(held, OTHER, option, key=False)
        assert (refused.exit_code, "--identity" in refused.output) == (1, True)


def test_what_a_merge_brings_back_is_cleaned(held: Vault) -> None:
    """Her old line behind the retired one counts for nothing, and the same command takes it out again."""
    line = next(x for x in (held.root / ROSTER).read_text(encoding="ascii").splitlines() if x.startswith(HER))
    remove(held, HER, "--yes")
    after = (held.root / ROSTER).read_bytes()
    with (held.root / ROSTER).open("a", encoding="ascii") as sheet:
        sheet.write(f"{line}\n")
    assert HER not in held.ids(ROSTER)
    assert remove(held, HER, "--yes").exit_code == 0
    assert (held.root / ROSTER).read_bytes() == after
    again = remove(held, HER, "--yes")
    assert (again.exit_code, "已经删过了" in again.output) == (0, True)
    assert "打不开" not in again.output


def test_nothing_is_written_before_somebody_agrees(held: Vault) -> None:
    """A dry run, a “no”, an unknown number and a wrong team leave every byte."""
    before = {path: path.read_bytes() for path in held.root.rglob("*.sealed")}
    assert "试运行" in remove(held, HER, "--dry-run").output
    assert remove(held, HER).exit_code == 1
    unknown = remove(held, new_number("410402", ()), "--yes")
    assert (unknown.exit_code, "没有" in unknown.output) == (1, True)
    assert remove(held, "--team", "nowhere", HER, "--yes").exit_code == 1
    assert {path: path.read_bytes() for path in held.root.rglob("*.sealed")} == before


def test_rows_that_stay_closed_are_said(held: Vault, tmp_path: Path) -> None:
    """With another key the roster's row still goes, and nobody is told that everything went."""
    held.identity = tmp_path / "外人.identity"
    held.identity.write_text(new_identity("stranger"), encoding="utf-8")
    done = remove(held, HER, "--yes")
    assert done.exit_code == 0
    assert "行密封资料打不开" in done.output
    held.identity = tmp_path / "总队.identity"
    assert len(held.ids(SERVICE)) == 4


def test_exports_that_held_her_team_are_listed(held: Vault) -> None:
    """From the log, with day and files; a damaged line of the log is passed over."""
    log = held.root / "private" / "exports.log"
    log.parent.mkdir()
    told = {"time": "2026-11-01T00:00:00+00:00", "files": ["名册.xlsx"], "teams": ["总队"]}
    many = {**told, "files": [f"登记表/{number}队.docx" for number in range(61)], "people": True}
    lines = [told, {"teams": ["xinhua"]}, {**told, "files": ["统计表.xlsx"], "people": False}, many]
    log.write_text("[]\n{\n" + "".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    said = remove(held, HER, "--dry-run").output
    assert "2026-11-01 名册.xlsx" in said
    assert "登记表/4队.docx 等 61 个" in said
    assert "登记表/5队.docx" not in said
    assert "统计表" not in said
    assert said.count("已导出的文件里有这支队伍") == 2
