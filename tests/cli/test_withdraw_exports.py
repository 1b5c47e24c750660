"""What was exported of her stories is listed: its pictures are encoded anew, and nobody can search a PDF file."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import withdraw as command
from generator.cli.main import jinguo
from tests import tiny
from tests.articles.stories import ADDRESS, REPORT, one_photo, story
from tests.built import change

HER = "c-2024-0001"
OTHER = "2024/0305-leifeng-2"


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Withdrawals bear a day that does not move."""
    monkeypatch.setattr(command, "today", lambda: dt.date(2025, 1, 1))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A story with a photograph of her and without her name; its articles and prints; and those of another story."""
    files = story()
    files[REPORT] = files[REPORT].replace(one_photo(1), one_photo(1, f"[{HER}]"))
    other = {f"activities/{OTHER}/report.md": story()[REPORT].replace(one_photo(1), "")}
    made = tiny.write(tmp_path / "登记 册", {**files, **other})
    for address in (ADDRESS, OTHER):
        for channel in ("wechat", "cms"):
            words = ["article", address, "--for", channel, "--root", str(made)]
            done = CliRunner().invoke(jinguo, words)
            assert done.exit_code == 0, done.output
        flat = address.replace("/", "-")
        change(made, {f"dist/print/{flat}-{what}": b"%PDF" for what in ("海报.pdf", "海报.png", "文稿.pdf")})
    return made


def told(root: Path) -> dict[str, Any]:
    """What a program hears of her withdrawal."""
    done = CliRunner().invoke(command.withdraw, ["--root", str(root), HER, "--format", "json"])
    assert done.exit_code == 0, done.output
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_her_stories_exports_are_listed(root: Path) -> None:
    """Each article as one folder; what is another story's is not counted as hers."""
    answer = told(root)
    flat = ADDRESS.replace("/", "-")
    assert answer["copies"] == [
        f"dist/cms/{ADDRESS}/",
        *(f"dist/print/{flat}-{what}" for what in ("文稿.pdf", "海报.pdf", "海报.png")),
        f"dist/wechat/{ADDRESS}/",
    ]
    assert not any(f"/{ADDRESS}/" in each for each in answer["copies_unread"])
    assert any(f"/{OTHER}/" in each or "leifeng-2" in each for each in answer["copies_unread"])


def test_an_article_of_old_that_names_her(root: Path) -> None:
    """The register has been rewritten since; the whole folder is told, its pictures with it."""
    path = root / "dist/wechat" / OTHER / "article.html"
    path.write_text("王样荷来了", encoding="utf-8")
    answer = told(root)
    assert f"dist/wechat/{OTHER}/" in answer["copies"]
    assert not any(each.startswith(f"dist/wechat/{OTHER}/") for each in answer["copies_unread"])


def test_in_words(root: Path) -> None:
    """Under the heading that says what to do."""
    done = CliRunner().invoke(command.withdraw, ["--root", str(root), HER])
    heading, _, rest = done.output.partition("已导出的文章")
    assert heading
    assert f"dist/wechat/{ADDRESS}/" in rest
