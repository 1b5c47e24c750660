"""Paper shows less than the site: only people whose consent says print, for nobody can take a poster back."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.prints.certificate import certificates
from generator.prints.faults import PrintError
from generator.prints.leaflet import leaflet
from generator.prints.permission import OnPaper, left_out
from generator.prints.story import StorySheet, story_sheet
from generator.prints.typeset import Sheet
from tests.prints.printed import paper, plates, register
from tests.tiny import CONSENTS, STORY, photo, report

ADDRESS = "2024/0305-leifeng"
PRINTED = CONSENTS.replace("channels: [web, wechat]", "channels: [web, print]")
ONLY = CONSENTS.replace("channels: [web, wechat]", "channels: [print]")
GONE = CONSENTS.replace("given: 2024-01-02}\n", "given: 2024-01-02, withdrawn: 2025-01-02}\n")
TOLD = {
    f"{STORY}/report.md": report(
        "看望独居老人", "2024-03-05", f"photos: [{photo()}, {photo('02.jpg', '[c-2024-0001]', '她在扫院子')}]\n",
        "王样荷把院子扫干净了。\n",
    )
}  # fmt: skip


def sheet_of(root: Path) -> tuple[OnPaper, Sheet]:
    """The story on A4."""
    found = paper(root)
    story = next(each for each in found.shown.stories if each.address == ADDRESS)
    return found, story_sheet(found.shown, story, "", plates(root))


def text_of(sheet: Sheet) -> str:
    """Its words."""
    view: StorySheet = sheet.view
    return "".join(block.text for block in view.blocks)


@pytest.mark.parametrize(
    ("consents", "photos", "named", "said"),
    [
        (PRINTED, 2, True, ""),
        (CONSENTS, 1, False, "同意书 c-2024-0001 的 channels 里没有 print"),
        (ONLY, 1, False, "同意书 c-2024-0001 的 channels 里没有 web，"),
        (GONE, 1, False, "同意书 c-2024-0001 已经撤回"),
    ],
    ids=["both", "web", "print", "gone"],
)
def test_who_did_not_agree_to_print_is_not_printed(
    tmp_path: Path, consents: str, photos: int, said: str, *, named: bool
) -> None:
    """Neither her photograph nor her name; the site and print are both needed, and what is missing is told."""
    root = register(tmp_path, TOLD | {"teams/consents.yml": consents})
    found, sheet = sheet_of(root)
    assert len(sheet.view.photos) == len(sheet.pictures) == photos
    assert ("王样荷" in text_of(sheet)) is named
    told = left_out(found, next(each for each in found.shown.stories if each.address == ADDRESS))
    assert len(told) == bool(said) + (consents == CONSENTS)
    assert all("王" not in each for each in told)
    assert not said or (told[0].startswith("照片 “02.jpg") and said in told[0])
    assert ("文中有人没有同意印刷" in "".join(told)) is (consents == CONSENTS)


def test_a_text_that_names_somebody_unknown_here_is_not_printed(tmp_path: Path) -> None:
    """Her name cannot be found in it, so all of it stays away from paper."""
    files = {f"{STORY}/report.md": report("看望独居老人", "2024-03-05", "named: [c-2024-0004]\n")}
    found = paper(register(tmp_path, files))
    assert ADDRESS in {each.address for each in found.web.stories}
    assert ADDRESS not in {each.address for each in found.shown.stories}


def test_a_leaflet_holds_nothing_that_may_not_be_printed(tmp_path: Path) -> None:
    """Its photographs and texts come from what may be."""
    files = {
        f"{STORY}/report.md": report(
            "看望独居老人", "2024-03-05", f"photos: [{photo('02.jpg', '[c-2024-0001]')}, {photo()}]\n"
        ),
        "content/brands/zhukun.md": "---\nname: 助困关爱\nsummary: 王样荷把温暖送到身边\n---\n介绍。\n",
    }
    for consents, file, shown in ((CONSENTS, 1, False), (PRINTED, 2, True)):
        root = register(tmp_path / str(file), files | {"teams/consents.yml": consents})
        line = paper(root).library.facts.brands[0]
        sheet = leaflet(paper(root).shown, line, "", plates(root))
        data = (root / f"{STORY}/{file:02}.jpg").read_bytes()
        assert list(sheet.pictures.values()) == [data]
        assert ("王样荷" in sheet.view.summary) is shown


def test_a_certificate_takes_a_public_name(tmp_path: Path) -> None:
    """It is handed to her, so her consent to the web is enough; who has withdrawn gets none."""
    root = register(tmp_path)
    found = paper(root)
    made = certificates(found.web, found.library.honours["2024"])
    assert (made.count, made.withheld) == (6, 0)
    assert [each.name for each in made.sheet.view.sheets] == [
        "王样荷 同志", "李样梅 同志", "周样菊 同志", "邻里守望", "新华区建设路爱心巾帼志愿服务小队", "光明妇女之家"
    ]  # fmt: skip
    found = paper(register(tmp_path / "gone", {"teams/consents.yml": GONE}))
    made = certificates(found.web, found.library.honours["2024"])
    assert (made.count, made.withheld) == (3, 3)
    with pytest.raises(PrintError, match="没有同意公开姓名"):
        certificates(found.web, found.library.honours["2024"], "优秀巾帼志愿者")


def test_certificates_are_of_our_own_honours(tmp_path: Path) -> None:
    """Those of somebody else are hers to print; a misspelt honour is answered with the right one."""
    root = register(tmp_path)
    path = root / "content/honours/2024.yml"
    found = paper(root)
    with pytest.raises(PrintError, match="是不是 “优秀巾帼志愿者”"):
        certificates(found.web, found.library.honours["2024"], "优秀巾帼志愿")
    assert certificates(found.web, found.library.honours["2024"], "优秀项目").count == 3
    path.write_text(
        path.read_text(encoding="utf-8").replace("issuer: 示例市妇联", "issuer: 河南省妇联"), encoding="utf-8"
    )
    found = paper(root)
    with pytest.raises(PrintError, match="证书由授予单位发"):
        certificates(found.web, found.library.honours["2024"])
