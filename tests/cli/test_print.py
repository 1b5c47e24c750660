"""``jinguo print``: what may be printed is made whole or not at all, and the command says what to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import print_job
from generator.prints.faults import PrintError
from tests.prints.printed import URL, picture, register, run, with_font
from tests.tiny import STORY, clean, report

pytestmark = with_font
NAME = "2024-0305-leifeng"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register."""
    return register(tmp_path)


def files(root: Path) -> list[str]:
    """What lies in the folder of prints."""
    return sorted(path.name for path in (root / "dist/print").glob("*"))


def test_a_poster_is_a_picture_and_a_pdf(root: Path) -> None:
    """Beside the register's outputs; a photograph with few pixels is told, and one that may not be printed."""
    done = run(root, "poster", "0305-leifeng", "--url", URL.rstrip("/"))
    assert done.exit_code == 0, done.output
    assert files(root) == [f"{NAME}-海报.pdf", f"{NAME}-海报.png"]
    assert picture((root / "dist/print" / f"{NAME}-海报.png").read_bytes()).size == (1080, 1920)
    assert "照片只有" in done.output
    assert "没有核对密封资料" in done.output
    assert "同意书 c-2024-0001 的 channels 里没有 print" in done.output
    assert "示例" in done.output
    assert "王样荷" not in done.output


def test_without_an_address_there_is_no_poster(root: Path) -> None:
    """The message says where to write it; nothing is half made."""
    done = run(root, "poster", "0305-leifeng")
    assert (done.exit_code, files(root)) == (1, [])
    assert "teams/federation.yml 的 site 里写 url，或者用 --url 指明" in done.output
    done = run(root, "poster", "0305-leifeng", "--url", "example.org")
    assert "网址要写全" in done.output


def test_the_address_of_the_register_is_used(tmp_path: Path) -> None:
    """No option is needed where federation.yml knows it; the slogan is whatever one likes."""
    federation = (register(tmp_path / "a") / "teams/federation.yml").read_text(encoding="utf-8")
    root = register(tmp_path / "b", {"teams/federation.yml": federation.replace("tagline:", f"url: {URL}, tagline:")})
    out = tmp_path / "出"
    done = run(
        root, "poster", "2023/1023-chongyang", "--slogan", "姐妹同心 #1", "--bleed", "--out", str(out), "--quiet"
    )
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in out.iterdir()) == [
        "2023-1023-chongyang-海报.pdf",
        "2023-1023-chongyang-海报.png",
    ]
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("0601-caogao", "还没有选用（status: draft）"),
        ("0602-tougao", "还没有选用（status: submitted）"),
        ("0603-weixin", "channels 里没有 web"),
        ("content/projects/linli.md", "不是活动"),
        ("0305-leifemg", "是不是"),
        ("2024/06", "有 3 场活动"),
    ],
)
def test_what_is_not_published_is_not_printed(root: Path, typed: str, reason: str) -> None:
    """With the reason, and nothing is written."""
    for what in ("poster", "story"):
        done = run(root, what, typed, "--url", URL)
        assert (done.exit_code, files(root)) == (1, [])
        assert reason in done.output


def test_a_text_about_somebody_who_did_not_agree_is_refused(tmp_path: Path) -> None:
    """The way out is a consent that says print."""
    root = register(tmp_path, {f"{STORY}/report.md": report("看望", "2024-03-05", "named: [c-2024-0004]\n")})
    done = run(root, "story", "0305-leifeng")
    assert done.exit_code == 1
    assert "channels 里要有 web 和 print" in done.output


def test_a_register_with_errors_prints_nothing(tmp_path: Path) -> None:
    """As it publishes nothing; each error is shown."""
    root = register(tmp_path, {f"{STORY}/report.md": report("看望", "2024-03-05", brand="没有的品牌")})
    done = run(root, "leaflet", "助困关爱")
    assert (done.exit_code, files(root)) == (1, [])
    assert f"{STORY}/report.md" in done.output
    assert "登记册有错误，没有做" in done.output


def test_a_photograph_that_reveals_something_stops_the_print(root: Path) -> None:
    """A master with a place in it is an error of the register."""
    from tests.tiny import revealing  # noqa: PLC0415

    (root / STORY / "01.jpg").write_bytes(revealing((200, 80, 60)))
    assert run(root, "story", "0305-leifeng").exit_code == 1
    (root / STORY / "01.jpg").write_bytes(clean((200, 80, 60)))
    assert run(root, "story", "0305-leifeng").exit_code == 0


def test_a_machine_without_fonts_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install, before anything is written."""

    def none(*_: object) -> None:
        raise PrintError("没有找到能用的中文字体 —— 请装")

    monkeypatch.setattr(print_job, "typefaces", none)
    done = run(root, "story", "0305-leifeng")
    assert (done.exit_code, files(root)) == (1, [])
    assert "没有找到能用的中文字体" in done.output


def test_a_character_without_a_glyph_stops_the_print(tmp_path: Path) -> None:
    """Before any file is there."""
    body = "\U000323af 大姐来了。\n"
    root = register(tmp_path, {f"{STORY}/report.md": report("看望老人", "2024-03-05", body=body)})
    done = run(root, "story", "0305-leifeng")
    assert (done.exit_code, files(root)) == (1, [])
    assert "字体里没有" in done.output
    assert "U+323AF" in done.output
    assert run(root, "poster", "0305-leifeng", "--url", URL).exit_code == 1


def test_a_leaflet_is_asked_for_by_its_name(root: Path) -> None:
    """Or by the short one of its address; without an address of the site it has no code, and says so."""
    for name in ("助困关爱", "zhukun"):
        done = run(root, "leaflet", name)
        assert done.exit_code == 0, done.output
        assert "没有二维码" in done.output
    assert files(root) == ["zhukun-折页.pdf"]
    assert "是不是 “助困关爱”" in run(root, "leaflet", "助困关心").output


def test_certificates_of_a_year(root: Path) -> None:
    """All or those of one honour; a year without honours is answered with those that have some."""
    done = run(root, "certificate", "2024")
    assert "一共 6 张" in done.output
    done = run(root, "certificate", "2024", "--award", "优秀项目")
    assert "一共 3 张" in done.output
    assert files(root) == ["2024-优秀项目证书.pdf", "2024-荣誉证书.pdf"]
    assert "已有：2024" in run(root, "certificate", "2023").output
