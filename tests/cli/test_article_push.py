"""``jinguo article … --push`` against WeChat on loopback: from a folder of text to a draft, with one command."""

from __future__ import annotations

import pathlib

import pytest
from click.testing import CliRunner, Result

from generator.articles import official_link
from generator.cli.main import jinguo
from tests import tiny
from tests.articles.stories import ADDRESS, REPORT, story
from tests.articles.wechat_http import wechat
from tests.articles.wechat_server import APP_ID, SECRET, Account

PUSH = ("--for", "wechat", "--push")


def run(root: pathlib.Path, *more: str, secret: str = SECRET) -> Result:
    """Push the story."""
    environment = {"JINGUO_WECHAT_ID": APP_ID, "JINGUO_WECHAT_SECRET": secret}
    done = CliRunner(env=environment).invoke(jinguo, ["article", ADDRESS, *PUSH, *more, "--root", str(root)])
    assert SECRET not in done.output
    assert "Traceback" not in done.output
    return done


def settings(api: str) -> str:
    """A publish.yml with WeChat at some address."""
    return f"targets: {{copy: {{kind: folder, folder: dist/site}}}}\nwechat: {{api: {api}}}\n"


def register(root: pathlib.Path, at: str, photos: int = 1) -> pathlib.Path:
    """One that has a site, so that its stories have addresses."""
    federation = tiny.FEDERATION.replace("一个很小的登记册}", "一个很小的登记册, url: https://example.org/}")
    assert federation != tiny.FEDERATION
    return tiny.write(root, {**story(photos=photos), "publish.yml": settings(at), "teams/federation.yml": federation})


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official_link, "PAUSES", (0.0, 0.0))


def test_a_story_becomes_a_draft_and_stays_one(tmp_path: pathlib.Path) -> None:
    """What is in the register is in the draft box; once more changes its words and makes no second one."""
    account = Account()
    with wechat(account) as at:
        root = register(tmp_path, at, photos=2)
        first = run(root)
        assert first.exit_code == 0, first.output
        assert "草稿建好了：《看望独居老人》，2 张图片" in first.output
        report = root / REPORT
        report.write_text(report.read_text(encoding="utf-8").replace("打扫院子", "打扫房间"), encoding="utf-8")
        second = run(root)
        assert "更新了" in second.output
    (draft,) = account.drafts
    (article,) = draft["content"]["news_item"]
    assert "打扫房间" in article["content"]
    assert article["content"].count("mmbiz.qpic.cn") == len(set(account.images)) // 2 == 2
    assert len(account.materials) == 1
    for place in root.rglob("*"):
        assert not place.is_file() or SECRET.encode() not in place.read_bytes()


def test_an_editors_work_is_asked_about(tmp_path: pathlib.Path) -> None:
    """Only whoever says so overwrites it."""
    account = Account()
    with wechat(account) as at:
        root = register(tmp_path, at)
        run(root)
        (article,) = account.drafts[0]["content"]["news_item"]
        article["content"] = article["content"].replace("老人", "奶奶")
        refused = run(root)
        assert refused.exit_code == 1
        assert "--replace" in refused.output
        assert "奶奶" in account.drafts[0]["content"]["news_item"][0]["content"]
        assert run(root, "--replace").exit_code == 0
    assert "奶奶" not in account.drafts[0]["content"]["news_item"][0]["content"]


def test_what_goes_wrong_is_one_sentence(tmp_path: pathlib.Path) -> None:
    """The article lies on the disk all the same, to be copied by hand."""
    account = Account()
    with wechat(account) as at:
        root = register(tmp_path, at)
        account.wrong["/cgi-bin/stable_token"].append(40164)
        done = run(root)
        assert done.exit_code == 1
        assert "203.0.113.7" in done.output
        assert (root / "dist/wechat" / ADDRESS / "preview.html").is_file()
        assert "JINGUO_WECHAT_SECRET" in run(root, secret="").output


def test_no_other_server_gets_the_secret(tmp_path: pathlib.Path) -> None:
    """Nor does anybody get the sample register's inventions."""
    root = tiny.write(tmp_path, {**story(), "publish.yml": settings("https://example.org")})
    assert "不是微信的接口地址" in run(root).output


def test_replacing_is_part_of_pushing(tmp_path: pathlib.Path) -> None:
    """By itself it would mean the folder on the disk."""
    root = tiny.write(tmp_path, story())
    done = CliRunner().invoke(jinguo, ["article", ADDRESS, "--for", "wechat", "--replace", "--root", str(root)])
    assert done.exit_code == 2
    assert "--push" in done.output
