"""``jinguo article``: a story on the disk, ready for somebody else's editor, or one sentence that says why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.articles.official_account import Account, Draft
from generator.articles.parts import Article, ArticleError
from generator.cli.main import jinguo
from tests import tiny
from tests.articles.stories import ADDRESS, REPORT, story


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register whose story goes to both channels."""
    return tiny.write(tmp_path / "登记 册", story())


def run(root: Path, *arguments: str) -> Result:
    """Make an article."""
    return CliRunner().invoke(jinguo, ["article", *arguments, "--root", str(root)])


@pytest.mark.parametrize(
    "typed",
    [ADDRESS, f"activities/{ADDRESS}", f"activities/{ADDRESS}/report.md", "0305-leifeng", "leifeng", f"{ADDRESS}.html"],
)
def test_a_story_is_found_by_what_people_type(root: Path, typed: str) -> None:
    """Its address, its folder, its file, or any part that no other story has."""
    done = run(root, typed, "--for", "wechat")
    assert done.exit_code == 0, done.output
    folder = root / "dist/wechat" / ADDRESS
    assert json.loads((folder / "fields.json").read_text(encoding="utf-8"))["address"] == ADDRESS
    assert str(folder / "preview.html") in done.output


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0305-leifang", "是不是 “2024/0305-leifeng"),
        ("2024/", "有 5 场活动：2024/0305-leifeng、"),
        ("linli", "不是活动"),
        ("", "没有找到记录"),
    ],
)
def test_what_is_no_story(root: Path, typed: str, said: str) -> None:
    """A hint, and nothing on the disk."""
    done = run(root, typed, "--for", "wechat")
    assert done.exit_code == 1
    assert said in done.output
    assert not (root / "dist").exists()


@pytest.mark.parametrize(
    ("typed", "said"), [("caogao", "还是草稿"), ("tougao", "还在审"), ("hunyin", "不发微信公众号")]
)
def test_what_may_not_go(root: Path, typed: str, said: str) -> None:
    """In one plain sentence."""
    done = run(root, typed, "--for", "wechat")
    assert done.exit_code == 1
    assert said in done.output
    assert not (root / "dist").exists()


def test_a_mistake_in_the_story_stops_it(tmp_path: Path) -> None:
    """As it stops the site."""
    files = story()
    files[REPORT] = files[REPORT].replace("issue: 丁签发", "issue: 甲编辑")
    done = run(tiny.write(tmp_path / "a", files), ADDRESS, "--for", "wechat")
    assert done.exit_code == 1
    assert "G1" in done.output


VOLUNTEER, HONOURS, TEAM = "content/volunteers/wang-he.md", "content/honours/2024.yml", "teams/xinhua/aixin/team.yml"


@pytest.mark.parametrize("channel", ["wechat", "cms"])
@pytest.mark.parametrize(
    ("path", "whole", "broken"),
    [
        (VOLUNTEER, "name: 王样荷", "name: [王样荷"),
        (HONOURS, "year: 2024", "year: [2024"),
        (TEAM, "name: ", "name: ["),
        ("teams/consents.yml", "given", "gven"),
        ("content/projects/linli.md", "---", "---\ntitle: [半截"),
    ],
)
def test_a_mistake_anywhere_stops_it(tmp_path: Path, channel: str, path: str, whole: str, broken: str) -> None:
    """Any file that cannot be read may be the one that says whose name is hidden: she has withdrawn, and is not told.

    All consents here are withdrawn, and the text names those whom only a broken file knows.
    """
    files = story("王样荷和周样菊、领队样桂来了。\n", title="王样荷的一天")
    consents = tiny.CONSENTS.replace("given: 2024-01-02", "given: 2024-01-02, withdrawn: 2024-06-01")
    files |= {"teams/consents.yml": consents}
    text = files.get(path, tiny.FILES.get(path))
    assert isinstance(text, str)
    assert whole in text
    done = run(tiny.write(tmp_path, {**files, path: text.replace(whole, broken, 1)}), ADDRESS, "--for", channel)
    assert done.exit_code == 1
    assert path in done.output
    assert not (tmp_path / "dist").exists()


def test_what_was_made_before_is_told_of(root: Path) -> None:
    """Whoever opens the folder after a refusal must not take the old article for the new."""
    assert run(root, ADDRESS, "--for", "wechat").exit_code == 0
    for broken in (("status: selected", "status: draft"), ("brand: ", "brand: 没有的")):
        report = root / REPORT
        text = report.read_text(encoding="utf-8")
        report.write_text(text.replace(*broken), encoding="utf-8")
        done = run(root, ADDRESS, "--for", "wechat")
        assert done.exit_code == 1
        assert f"{root / 'dist/wechat' / ADDRESS} 里还是以前做的那一份" in done.output
        report.write_text(text, encoding="utf-8")
    assert "以前做的" not in run(root, ADDRESS, "--for", "wechat").output


def test_words_of_its_own_for_the_account(tmp_path: Path) -> None:
    """A title that the account cannot hold is an error of the record, until the record gives a shorter one."""
    long = "看望独居老人的一天" * 4
    done = run(tiny.write(tmp_path / "a", story(title=long)), ADDRESS, "--for", "wechat")
    assert done.exit_code == 1
    assert "A21: 标题有 36 字" in done.output
    done = run(
        tiny.write(tmp_path / "b", story(title=long, more="article: {title: 看望老人}\n")),
        ADDRESS,
        "--for",
        "wechat",
    )
    assert done.exit_code == 0, done.output
    assert "《看望老人》做好了" in done.output


def test_for_another_site(root: Path) -> None:
    """With the time of publication, if it is known."""
    assert run(root, ADDRESS, "--for", "cms", "--at", "2024-03-06 09:30").exit_code == 0
    told = (root / "dist/cms" / ADDRESS / "fields.txt").read_text(encoding="utf-8-sig")
    assert "发布时间：2024-03-06 09:30\n" in told
    assert run(root, ADDRESS, "--for", "cms", "--quiet").output == ""
    folder = root / "dist/cms" / ADDRESS
    listed = (folder / "fields.txt").read_bytes().decode("utf-8-sig")
    assert "发布时间（发表时填写，格式：2026-03-06 09:30）：\r\n" in listed
    assert json.loads((folder / "fields.json").read_text(encoding="utf-8"))["fields"]["发布时间"] == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--for", "cms", "--at", "2024-3-6"], "发布时间要写成 2026-03-06 09:30"),
        (["--for", "wechat", "--at", "2024-03-06 09:30"], "--at 只用于 --for cms"),
        (["--for", "cms", "--push"], "--push 只用于 --for wechat"),
        (["--for", "weixin"], "weixin"),
        ([], "--for"),
    ],
)
def test_options_that_do_not_fit(root: Path, options: list[str], said: str) -> None:
    """Told before anything is done."""
    done = run(root, ADDRESS, *options)
    assert done.exit_code == 2
    assert said in done.output


@pytest.mark.parametrize("place", ["activities/x", "site", ".", ".ci", ".github/x", "private", "neu", "Teams", ".git"])
def test_outputs_keep_out_of_the_register(root: Path, place: str) -> None:
    """Whoever mistypes a folder must not find an article in git."""
    done = run(root, ADDRESS, "--for", "wechat", "--out", str(root / place))
    assert done.exit_code == 1
    assert "请换一个文件夹" in done.output


def test_a_folder_of_one_s_own(root: Path, tmp_path: Path) -> None:
    """Anywhere else; a folder with other things in it is left alone."""
    assert run(root, ADDRESS, "--for", "wechat", "--out", str(tmp_path / "给小李")).exit_code == 0
    assert (tmp_path / "给小李" / "cover.jpg").is_file()
    done = run(root, ADDRESS, "--for", "wechat", "--out", str(tmp_path))
    assert done.exit_code == 1
    assert "不能覆盖" in done.output


def test_notes_are_told(tmp_path: Path) -> None:
    """What was left out, and why."""
    files = story()
    files[REPORT] = files[REPORT].replace("people: none", "people: [c-2024-0002]")
    done = run(tiny.write(tmp_path, files), ADDRESS, "--for", "wechat", "--quiet")
    assert done.exit_code == 0, done.output
    assert "提醒：登记册里的照片 “01.jpg”没有放进去：同意书 c-2024-0002 不包含" in done.output


def test_push(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The very article that lies on the disk goes to the account; what goes wrong there is one sentence."""
    account, pushed = Account("app", "secret"), list[Article]()

    def take(article: Article, known: Account, console: object, *, replace: bool) -> Draft:
        assert known is account
        del console, replace
        if pushed:
            raise ArticleError("公众号说不行")
        pushed.append(article)
        return Draft("id", updated=False, pictures=len(article.pictures))

    monkeypatch.setattr("generator.articles.official_account.open_account", lambda *_: account)
    monkeypatch.setattr("generator.articles.official.push", take)
    done = run(root, ADDRESS, "--for", "wechat", "--push")
    assert done.exit_code == 0, done.output
    assert pushed[0].content + "\n" == (root / "dist/wechat" / ADDRESS / "article.html").read_text(encoding="utf-8")
    done = run(root, ADDRESS, "--for", "wechat", "--push")
    assert done.exit_code == 1
    assert "公众号说不行" in done.output
