"""An article held against the sealed sheets: with a key nothing of them goes out, without one it says so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import jinguo
from generator.sealed.age import new_identity, parse_identities
from generator.sealed.sheets import Value, seal_row
from tests import tiny
from tests.articles.stories import ADDRESS, story
from tests.lines import add_lines

ONLY_SEALED = "赵样杏"
SHEET = "teams/xinhua/aixin/roster.sealed"
KEY = "k.identity"


def sealed(root: Path, files: dict[str, str], name: str = ONLY_SEALED) -> Path:
    """A register with one row of a roster, whose key lies beside it."""
    tiny.write(root, files)
    texts = [new_identity(f"key {number}") for number in range(2)]
    keys = [parse_identities(text) for text in texts]
    (root / "teams/recipients.txt").write_text("".join(f"{key.public[0]}\n" for key in keys), encoding="utf-8")
    (root.parent / KEY).write_text(texts[0], encoding="utf-8")
    row: dict[str, Value] = {"name": name, "area": "光明路样例小区9号楼", "skills": ["理发"]}
    stamp = datetime(2025, 1, 1, tzinfo=UTC)
    add_lines(root / SHEET, [seal_row(SHEET, "r-1", row, tuple(key.public[0] for key in keys), stamp)])
    return root


def run(root: Path, *words: str, key: bool = True) -> Result:
    """Make an article, with a key or without."""
    more = ("--identity", str(root.parent / KEY)) if key else ()
    done = CliRunner().invoke(jinguo, ["article", ADDRESS, *words, *more, "--root", str(root)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.mark.parametrize(
    "files",
    [
        story(f"{ONLY_SEALED}来了。\n", channels="[wechat]"),
        story("来了。\n", title=f"{ONLY_SEALED}的一天", channels="[wechat]"),
        story("来了。\n", more=f"article: {{digest: {ONLY_SEALED}来了}}\n", channels="[wechat]"),
        story(f"{ONLY_SEALED[0]}**{ONLY_SEALED[1:]}**来了。\n", channels="[wechat]"),
    ],
    ids=["body", "title", "digest", "in bold"],
)
def test_a_sealed_value_does_not_go_out(tmp_path: Path, files: dict[str, str]) -> None:
    """Also not in a story that no leak check of the site ever reads; the value is not repeated."""
    root = sealed(tmp_path / "登记册", files)
    done = run(root, "--for", "wechat")
    assert done.exit_code == 1
    assert f"{SHEET}:1" in done.output
    assert ONLY_SEALED not in done.output
    assert not (root / "dist").exists()


def test_for_another_site_as_well(tmp_path: Path) -> None:
    """Its text is another, and so is its list of fields."""
    root = sealed(tmp_path / "登记册", story(f"{ONLY_SEALED}来了。\n"))
    done = run(root, "--for", "cms")
    assert done.exit_code == 1
    assert f"密封资料的原文（姓名，见 {SHEET}:1）" in done.output


def test_without_a_key_it_says_so(tmp_path: Path) -> None:
    """And with one, how much was compared."""
    root = sealed(tmp_path / "登记册", story())
    assert "没有核对密封资料" in run(root, "--for", "wechat", key=False).output
    assert "已逐字核对" in run(root, "--for", "wechat").output


def test_a_push_without_a_key_says_so_aloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even to whoever asked for silence: what is pushed leaves the machine."""
    root = sealed(tmp_path / "登记册", story())
    monkeypatch.setattr("generator.articles.official_account.open_account", lambda *_: None)
    monkeypatch.setattr("generator.articles.official.push", lambda *_, **__: None)
    push = ("--for", "wechat", "--push", "--quiet")
    assert "没有核对密封资料" in run(root, *push, key=False).output
    assert run(root, *push).output == ""


@pytest.mark.parametrize(("channels", "goes"), [("[web]", False), ("[web, wechat]", True)])
def test_who_is_public_elsewhere_is_sealed_here(tmp_path: Path, channels: str, *, goes: bool) -> None:
    """A name in the roster that her own page makes public: each channel has its own consent."""
    hers = f"c-2024-0001: {{scope: [name, portrait, story], channels: {channels}, given: 2024-01-02}}\n"
    consents = {"teams/consents.yml": hers + tiny.CONSENTS.partition("\n")[2]}
    root = sealed(tmp_path / "登记册", {**story("王样荷来了。\n"), **consents}, "王样荷")
    done = run(root, "--for", "wechat")
    assert done.exit_code == 0, done.output
    text = (root / "dist/wechat" / ADDRESS / "article.html").read_text(encoding="utf-8")
    assert ("王样荷" in text) is goes
    assert run(root, "--for", "cms").exit_code == 0
