"""One tiny site for each way to be refused: what is said, and that nothing else is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from generator.mirrors.admission.gates import SAMPLE_SIGN, examined, local
from generator.problems import Problem
from generator.publish.digests import Digests
from generator.publish.manifest import NAME
from generator.records.recipients import SAMPLE_KEYS
from tests import tiny
from tests.mirrors.publisher import PAGES, PUBLISH, TRIAL, Publisher, publisher

CHANGE = "请从登记册或模板里改掉"


@pytest.fixture
def place(tmp_path: Path) -> Publisher:
    """A site that may be published."""
    return publisher(tmp_path)


def test_a_good_site_goes_out(place: Publisher) -> None:
    """No gate is shut without a reason."""
    assert place.told() == []


def test_there_must_be_a_site(place: Publisher, tmp_path: Path) -> None:
    """And it must have its list."""
    assert [str(each) for each in examined(tmp_path / "nothing", Digests.of(tmp_path))[1]] == [
        "还没有网站 —— 请先运行 jinguo build"
    ]
    (place.root / "site" / NAME).unlink()
    told = [str(each) for each in examined(place.root / "site", Digests.of(place.root))[1]]
    assert told == ["网站里没有清单 manifest.json —— 请重新运行 jinguo build"]


def test_a_list_must_be_whole(place: Publisher) -> None:
    """Somebody's text editor is enough."""
    (place.root / "site" / NAME).write_text("{}")
    told = [str(each) for each in examined(place.root / "site", Digests.of(place.root))[1]]
    assert told == ["清单 manifest.json 读不懂，或者被改动过 —— 请重新运行 jinguo build"]


def test_nothing_is_changed_by_hand(place: Publisher) -> None:
    """Each file is named, up to some."""
    (place.root / "site/index.html").write_text("<p>手工改的</p>", encoding="utf-8")
    (place.root / "site/名册.xlsx").write_text("x")
    (place.root / "site/a/b.html").unlink()
    found, told = examined(place.root / "site", Digests.of(place.root))
    assert found is None
    message = "网站生成以后被改动过：多了 名册.xlsx；变了 index.html；少了 a/b.html"
    assert [str(each) for each in told] == [f"{message} —— 请重新运行 jinguo build；要改内容，请改登记册"]


def test_links_are_refused(place: Publisher) -> None:
    """They may lead to files outside of the site."""
    (place.root / "site/x.html").symlink_to("/etc/hostname")
    told = [str(each) for each in examined(place.root / "site", Digests.of(place.root))[1]]
    assert told == ["网站里有不是普通文件的东西：x.html —— 请删掉它，再重新运行 jinguo build"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("名册.xlsx", "有不能公开的种类的文件：名册.xlsx"),
        ("teams/roster.sealed", "有不能公开的种类的文件：teams/roster.sealed"),
        ("README", "有不能公开的种类的文件：README"),
        ("a/x.pf_meta", "有不能公开的种类的文件：a/x.pf_meta"),
        (".git/x.json", "有隐藏文件：.git/x.json"),
        (".htaccess.html", "有隐藏文件：.htaccess.html"),
        ("a?b.html", "有服务器放不下的文件名（特殊符号、末尾的点和空格、太长）：a?b.html"),
        ("con.html", "有服务器放不下的文件名（特殊符号、末尾的点和空格、太长）：con.html"),
        ("a /b.html", "有服务器放不下的文件名（特殊符号、末尾的点和空格、太长）：a /b.html"),
        (f"{'长' * 70}.html", f"有服务器放不下的文件名（特殊符号、末尾的点和空格、太长）：{'长' * 70}.html"),
        ("_jinguo/x.json", "有文件占了发布记录的文件夹 _jinguo/：_jinguo/x.json"),
        ("INDEX.html", "名称只差大小写，在很多电脑上是同一个文件：index.html"),
        ("A/c.html", "名称只差大小写，在很多电脑上是同一个文件：a/b.html"),
    ],
)
def test_files_that_may_not_go_out(path: str, said: str, place: Publisher) -> None:
    """By their kind, or by a name that some server cannot hold; although they stand in the list."""
    place.build({**PAGES, path: "x"})
    assert place.told() == [f"{said} —— {CHANGE}"]


def test_search_files_may_go_out(place: Publisher) -> None:
    """The packed files of the search are of no kind that anybody else has."""
    place.build({**PAGES, "search/pagefind.json": "{}", "search/index/zh_1.pf_index": "x"})
    assert place.told() == []


def test_the_sample_register_is_refused(place: Publisher) -> None:
    """Invented people and figures are no news."""
    place.commit("teams/federation.yml", tiny.FEDERATION)
    place.reviewed()
    place.build()
    hint = "正式的登记册要删掉 teams/federation.yml 里的 sample: true；试发请用写了 trial: true 的目标"
    assert place.told() == [f"这是示例登记册，人物和数字都是虚构的 —— {hint}"]


def test_a_sample_key_is_refused(place: Publisher) -> None:
    """Anyone can open what is sealed to it."""
    place.commit("teams/xinhua/recipients.txt", f"# 某人\n{min(SAMPLE_KEYS)}\n")
    place.reviewed()
    place.build()
    message = "收件名单里有示例公钥，它的私钥谁都看得到：teams/xinhua/recipients.txt"
    assert place.told() == [f"{message} —— 请换上本单位的公钥，运行 jinguo key rotate 重新密封"]


def test_a_site_built_from_the_sample_is_refused(place: Publisher) -> None:
    """A stale one, after the register has ceased to be a sample."""
    place.build({**PAGES, "index.html": f'<p class="sample">本站为演示用的{SAMPLE_SIGN}</p>'})
    told = ["网页上写着“示例登记册”：网站是从示例登记册生成的 —— 请重新运行 jinguo build"]
    assert place.told() == told


def test_the_sign_of_the_sample_is_the_one_on_its_pages() -> None:
    """The head of every page has it, word by word."""
    assert SAMPLE_SIGN in (tiny.ROOT / "theme/partials/header.html").read_text(encoding="utf-8")


def test_a_register_with_errors_is_refused(place: Publisher) -> None:
    """The first errors are told; reminders are none."""
    problems = [
        Problem("teams/team.yml", 3, 1, "T5", "error", "小队至少 5 人"),
        Problem("teams/team.yml", 4, 1, "G6", "warning", "首页旧了"),
    ]
    hint = "请运行 jinguo check --release 看全部，改好以后重新运行 jinguo build"
    assert place.told(problems=problems) == [f"登记册有 1 个错误：teams/team.yml:3 T5 小队至少 5 人 —— {hint}"]


def test_a_site_for_another_address_is_refused(place: Publisher) -> None:
    """Its feeds and its site map would lead elsewhere; one that was built for none has no site map at all."""
    place.build(url="https://example.org/")
    assert place.told() == []
    place.build(url="https://example.com/x/")
    message = "网站是为 https://example.com/x/ 生成的，这个目标的网址是 https://example.org/"
    hint = "请运行 jinguo build --url https://example.org/，或者改正 publish.yml 里的 url"
    assert place.told() == [f"{message} —— {hint}"]
    place.build(url="")
    message = "网站生成时没有写网址，缺网站地图，这个目标的网址是 https://example.org/"
    assert place.told() == [f"{message} —— {hint}"]


def test_what_is_not_committed_is_refused(place: Publisher) -> None:
    """Nobody can have reviewed it."""
    place.build(commit="")
    hint = "请提交、审核以后再运行 jinguo build；不在 git 仓库里的登记册不能发布到正式的目标"
    assert place.told() == [f"网站里混有尚未提交的改动 —— {hint}"]


def test_the_rules_of_publishing_are_committed(place: Publisher) -> None:
    """Otherwise anybody switches the review off for a moment."""
    (place.root / "publish.yml").write_text(PUBLISH + "review: off\n")
    message = "publish.yml 有尚未提交的改动：往哪里发、怎样算审过，也要审"
    assert place.told() == [f"{message} —— 请先提交 publish.yml"]


def test_a_commit_of_another_repository_is_refused(place: Publisher) -> None:
    """Nobody here can tell whether it was reviewed, nor whose consents it rests on."""
    place.build(commit="0123456789abcdef0123456789abcdef01234567")
    message = "网站是从这个仓库里没有的提交生成的，看不出审过没有"
    assert place.told() == [f"{message} —— 请在生成它的仓库里发布，或者重新运行 jinguo build"]


CONSENTS = tiny.CONSENTS.replace("given: 2024-01-02}", "given: 2024-01-02, withdrawn: 2026-11-22}", 1)
EXPIRED = tiny.CONSENTS.replace("given: 2024-01-02}", "given: 2024-01-02, expires: 2026-11-23}", 1)


@pytest.mark.parametrize(
    "consents",
    [
        CONSENTS,
        tiny.CONSENTS.partition("\n")[2],
        tiny.CONSENTS.replace("[name, portrait, story]", "[name]", 1),
        tiny.CONSENTS.replace("[web, wechat]", "[wechat]", 1),
    ],
    ids=["withdrawn", "gone", "narrowed", "other-channel"],
)
def test_a_site_from_before_a_withdrawal_is_refused(consents: str, place: Publisher) -> None:
    """It still shows the person, in pictures that no leak check can read."""
    place.commit("teams/consents.yml", consents)
    place.reviewed()
    message = "网站生成以后，有 1 份同意书撤回、到期或者改小了范围：c-2024-0001"
    assert place.told() == [f"{message} —— 请重新运行 jinguo build"]
    place.build()
    assert place.told() == []


def test_a_site_from_before_an_expiry_is_refused(place: Publisher) -> None:
    """Unless it is known to be built today, after the last day of the consent."""
    place.commit("teams/consents.yml", EXPIRED)
    place.reviewed()
    place.build()
    assert place.told() == []
    later = dt.date(2026, 11, 24)
    assert place.told(today=later, built=later) == []
    message = "网站生成以后，有 1 份同意书撤回、到期或者改小了范围：c-2024-0001"
    place.repo.git(
        "-c",
        "user.name=某人",
        "commit",
        "--amend",
        "-q",
        "--no-edit",
        extra={"GIT_COMMITTER_DATE": "2026-11-22T12:00:00+08:00"},
    )
    place.reviewed()
    place.build()
    assert place.told(today=later, built=None) == [f"{message} —— 请重新运行 jinguo build"]


def test_without_a_commit_only_a_fresh_site_goes_out(place: Publisher) -> None:
    """Not even on trial: nothing tells whose consents it rests on."""
    place.build(commit="")
    message = "网站不是今天从现在的登记册生成的，看不出里面每个人的同意是不是还有效"
    found = [each for each in local(replace(place.candidate(), built=None)) if not each.trial]
    assert [str(each) for each in found] == [f"{message} —— 请重新运行 jinguo build"]


def test_all_that_is_wrong_is_told_at_once(place: Publisher) -> None:
    """Nobody has to try four times."""
    place.commit("teams/federation.yml", tiny.FEDERATION)
    place.build({**PAGES, "x.exe": "x"}, url="https://example.com/")
    assert [each.partition("：")[0].partition(" ——")[0] for each in place.told()] == [
        "有不能公开的种类的文件",
        "这是示例登记册，人物和数字都是虚构的",
        "网站是为 https://example.com/ 生成的，这个目标的网址是 https://example.org/",
        f"这一版（提交 {place.head()[:10]}）还没有进入审过的分支 origin/main",
    ]


def test_what_a_trial_lets_pass_is_marked(place: Publisher) -> None:
    """The sample, what is not committed and what is not reviewed; nothing else."""
    (place.root / "publish.yml").write_text(TRIAL)
    place.commit("teams/federation.yml", tiny.FEDERATION)
    place.build({**PAGES, "x.exe": "x"}, commit="")
    firm = [each.message for each in local(place.candidate()) if not each.trial]
    assert firm == ["有不能公开的种类的文件：x.exe"]
