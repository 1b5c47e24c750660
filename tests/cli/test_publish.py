"""``jinguo publish`` from the command line, with a target that does as it is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.clock import today
from generator.publish.receipts import Receipt, find, keep
from generator.sealed.age import new_identity, parse_identities
from generator.sealed.sheets import Value, seal_row
from tests import tiny
from tests.cli.outgoing import as_sample, newer, publish, run
from tests.lines import add_lines
from tests.mirrors.publisher import PAGES, TRIAL, Publisher
from tests.mirrors.shelf import Shelf


def test_a_site_goes_out(place: Publisher, shelf: Shelf) -> None:
    """It says what it is, what was checked, what was sent, and what comes next."""
    manifest = place.candidate().manifest
    size = sum(file.size for file in manifest.everything())
    done = publish(place)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "目标 net：文件夹 dist/net",
        f"版本 {manifest.id[:12]}（提交 {place.head()[:10]}），4 个文件，{size} 字节",
        "这一版今天还没有查过，现在做泄漏检查……",
        "泄漏检查通过；没有给出钥匙，没有核对密封资料（加 --identity 钥匙文件 可以核对）",
        f"正在发送：4 个文件有变化，约 {size} 字节；中断了再运行一次就接着发……",
        f"已发布 {manifest.id[:12]}：发送 4 个文件（{size} 字节），删去 0 个",
        "下一步：jinguo verify net",
    ]
    assert [each.id for each in shelf.releases] == [manifest.id]
    assert shelf.closed == 1


def test_quiet_says_nothing_of_what_is_right(place: Publisher, shelf: Shelf) -> None:
    """And publishes all the same."""
    done = publish(place, "--quiet")
    assert (done.exit_code, done.output, len(shelf.releases)) == (0, "", 1)


def test_a_receipt_of_today_is_enough(place: Publisher, shelf: Shelf) -> None:
    """The check of this very build is not done twice; one of yesterday, or of another register, is."""
    publish(place, "--dry-run")
    done = publish(place, "--dry-run")
    assert "泄漏检查今天已经通过，没有核对密封资料（加 --identity 钥匙文件 可以核对）" in done.stdout
    manifest = place.candidate().manifest
    receipt = find(place.root, manifest.id)
    assert receipt is not None
    yesterday = today().replace(year=today().year - 1).isoformat()
    keep(place.root, manifest.id, Receipt(yesterday, receipt.register, built=True, sealed=0, unreadable=0))
    assert "现在做泄漏检查" in publish(place, "--dry-run").stdout
    keep(place.root, manifest.id, Receipt(receipt.day, "other", built=True, sealed=0, unreadable=0))
    assert "现在做泄漏检查" in publish(place, "--dry-run").stdout
    keep(place.root, manifest.id, Receipt(receipt.day, receipt.register, built=True, sealed=12, unreadable=2))
    assert "泄漏检查今天已经通过，核对了 12 条密封资料，有 2 行打不开" in publish(place).stdout
    assert shelf.releases[0].id == manifest.id


def test_a_key_has_the_check_done_again(place: Publisher, shelf: Shelf, tmp_path: Path) -> None:
    """With the sealed values, whatever a receipt says; how many were compared is said aloud."""
    key, backup = new_identity("甲"), new_identity("乙")
    (tmp_path / "我的.identity").write_text(key, encoding="utf-8")
    keys = [parse_identities(each).public[0] for each in (key, backup)]
    (place.root / "teams/recipients.txt").write_text("".join(f"# 某人\n{each}\n" for each in keys), encoding="utf-8")
    sheet, stamp = "teams/xinhua/aixin/contact.sealed", dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    values: dict[str, Value] = {"leader": "钱样兰", "post": "领队", "phone": "12000010001"}
    add_lines(place.root / sheet, [seal_row(sheet, "contact", values, keys, stamp)])
    place.repo.git("add", "--all")
    place.repo.commit()
    place.reviewed()
    place.build()
    assert "没有核对密封资料" in publish(place, "--dry-run").stdout
    words = ("--identity", str(tmp_path / "我的.identity"))
    done = publish(place, "--dry-run", *words)
    assert "带着钥匙再做一次泄漏检查……" in done.stdout
    assert "泄漏检查通过，已逐字核对 " in done.stdout
    assert "泄漏检查今天已经通过，核对了 " in publish(place, "--dry-run").stdout
    place.build({**PAGES, "x.html": "<p>钱样兰</p>"})
    done = publish(place, *words)
    assert done.exit_code == 1
    assert "x.html: G13: 有密封资料的原文" in done.stderr
    assert shelf.releases == []


def test_a_leaking_site_stays_here(place: Publisher, shelf: Shelf) -> None:
    """Broken links count as well; nobody asks the server anything."""
    place.build({**PAGES, "x.html": "<p>1" + '3800138000</p><a href="nowhere.html">x</a>'})
    done = publish(place)
    assert done.exit_code == 1
    assert "x.html: G13: 有手机号码" in done.stderr
    assert (
        "没有发布，原因有 1 个：\n- 这一版没有通过泄漏检查 —— 请照上面列出的改登记册，再运行 jinguo build\n"
        in done.stderr
    )
    assert (shelf.releases, shelf.closed) == ([], 0)


def test_all_reasons_come_at_once(place: Publisher, shelf: Shelf) -> None:
    """Those of the leak check, of the register, of the commit; with status 1."""
    place.commit("teams/xinhua/aixin/team.yml", "name: x\n")
    place.build({**PAGES, "x.exe": "x"}, url="https://example.com/")
    done = publish(place)
    assert done.exit_code == 1
    told = [line for line in done.stderr.splitlines() if line.startswith(("- ", "没有发布"))]
    assert told[0] == f"没有发布，原因有 {len(told) - 1} 个："
    heads = ("- 这一版没有通过泄漏检查", "- 有不能公开的种类的文件", "- 登记册有", "- 网站是为", "- 这一版（提交")
    assert [line.startswith(head) for line, head in zip(told[1:], heads, strict=True)] == [True] * 5
    assert (shelf.releases, shelf.closed) == ([], 0)


def test_a_changed_site_stays_here(place: Publisher, shelf: Shelf) -> None:
    """A page written by hand, the day after the check."""
    publish(place, "--dry-run")
    (place.root / "site/index.html").write_text("<p>手工</p>", encoding="utf-8")
    done = publish(place)
    assert done.exit_code == 1
    assert "- 网站生成以后被改动过：变了 index.html —— " in done.stderr
    assert shelf.releases == []


def test_dry_run_shows_everything_and_does_nothing(place: Publisher, shelf: Shelf) -> None:
    """Additions, changes, deletions, bytes; and what would be refused, those of the server too."""
    publish(place)
    old = shelf.releases[0].id
    newer(place, {"index.html": "<p>新的首页</p>", "c.html": "<p>丙</p>"})
    done = publish(place, "--dry-run")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-5:-1] == [
        f"线上现在是 {old[:12]}，读者看得到 4 个文件",
        "增加 1 个文件：c.html",
        "改变 2 个文件：index.html、manifest.json",
        "删去 2 个文件：a/b.html、feed.xml",
    ]
    assert done.stdout.splitlines()[-1].endswith("这次只是看看，什么也没有发")
    assert "现在发布会被拒绝，原因有 1 个：\n- 要删去线上 4 个文件里的 2 个（50%），超过 20%：" in done.stderr
    assert [each.id for each in shelf.releases] == [old]
    done = publish(place, "--dry-run", "--delete-up-to", "50%")
    assert (done.exit_code, done.stderr) == (0, "")


def test_many_deletions_need_a_word_in_the_same_command(place: Publisher, shelf: Shelf) -> None:
    """With the word they go."""
    publish(place)
    name = newer(place, {"index.html": "<p>新的首页</p>"})
    assert publish(place).exit_code == 1
    assert publish(place, "--delete-up-to", "49%").exit_code == 1
    assert publish(place, "--delete-up-to", "50").exit_code == 0
    assert shelf.releases[0].id == name


@pytest.mark.parametrize("value", ["101%", "many", "-1", "5.5%"])
def test_a_share_is_a_share(value: str, place: Publisher, shelf: Shelf) -> None:
    """Anything else is a mistake of the command line."""
    done = publish(place, f"--delete-up-to={value}")
    assert done.exit_code == 2
    assert shelf.closed == 0


def test_the_second_time_nothing_is_left_to_do(place: Publisher, shelf: Shelf) -> None:
    """Which is said, and no mistake."""
    publish(place)
    done = publish(place, "--dry-run")
    assert done.exit_code == 0
    assert "线上就是这一版，没有要改的" in done.stdout
    done = publish(place)
    assert done.exit_code == 0
    assert f"线上已经是这一版（{shelf.releases[0].id[:12]}），核对过了，没有要发的" in done.stdout
    assert "正在发送" not in done.stdout
    assert len(shelf.releases) == 1


def test_a_dead_release_does_not_stay(place: Publisher, shelf: Shelf) -> None:
    """Publishing after a withdrawal takes away what showed the person, aloud."""
    publish(place)
    old = shelf.releases[0].id
    withdrawn = f"given: 2024-01-02, withdrawn: {today().isoformat()}}}"
    place.commit("teams/consents.yml", tiny.CONSENTS.replace("given: 2024-01-02}", withdrawn, 1))
    place.reviewed()
    place.build()
    done = publish(place)
    assert done.exit_code == 0, done.output
    assert f"服务器上有 1 个版本里的同意已经失效，发布时一起删掉：{old[:12]}" in done.stderr
    assert shelf.dead[-1] == {old}
    assert len(shelf.releases) == 1


def test_a_server_that_fails_is_told_in_a_sentence(place: Publisher, shelf: Shelf) -> None:
    """And the next run works."""
    shelf.fails = "连不上服务器：请检查网络"
    done = publish(place)
    assert (done.exit_code, done.stderr) == (1, "Error: 连不上服务器：请检查网络\n")
    assert shelf.closed == 1
    shelf.fails = ""
    assert publish(place).exit_code == 0


@pytest.mark.parametrize("command", ["publish", "rollback"])
def test_a_target_is_called_by_its_name(command: str, place: Publisher) -> None:
    """The nearest one is named; a wrong name is a mistake of the command line."""
    done = run(place, command, "nett")
    assert done.exit_code == 2
    assert "publish.yml 里没有 “nett” 这个目标。是不是 “net”？" in done.stderr


@pytest.mark.parametrize("command", ["publish", "rollback"])
def test_publish_yml_must_be_there_and_right(command: str, place: Publisher) -> None:
    """Its mistakes are told with their places."""
    (place.root / "publish.yml").write_text("targets:\n  net: {kind: foldr}\n")
    done = run(place, command, "net")
    assert done.exit_code == 1
    assert "publish.yml:2:9: error F5: kind：“foldr” 不在可选范围里 —— 是不是 “folder”？" in done.stderr
    (place.root / "publish.yml").unlink()
    done = run(place, command, "net")
    assert done.exit_code == 1
    assert "登记册里没有 publish.yml" in done.stderr


def test_a_trial_lets_the_sample_pass_and_says_so(place: Publisher, shelf: Shelf) -> None:
    """Nothing of it is silent."""
    place.commit("publish.yml", TRIAL)
    place.reviewed()
    (place.root / "publish.yml").write_text(f"{TRIAL}deletions: 100\n")
    as_sample(place)
    place.build(commit="")
    assert publish(place).exit_code == 1
    place.fresh()
    done = publish(place)
    assert done.exit_code == 0, done.output
    assert done.stderr.splitlines() == [
        "试用的目标，不拦：这是示例登记册，人物和数字都是虚构的",
        "试用的目标，不拦：网站里混有尚未提交的改动",
        "试用的目标，不拦：publish.yml 有尚未提交的改动：往哪里发、怎样算审过，也要审",
    ]
    assert len(shelf.releases) == 1


FTP = "targets:\n  net: {kind: ftp, host: h.example, user: w, folder: /w%s, trial: true}\n"


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_nobody_connects_where_no_reviewer_sent_them(words: tuple[str, ...], place: Publisher, shelf: Shelf) -> None:
    """Not even to look: a password would be on its way already."""
    (place.root / "publish.yml").write_text(FTP % "")
    done = publish(place, *words)
    assert done.exit_code == 1
    assert "- 目标 net 和审过的 publish.yml 里写的不一样，没有连接" in done.stderr
    place.commit("publish.yml", FTP % ", tls: false")
    place.reviewed()
    place.build()
    done = publish(place, *words)
    assert "加 --unencrypted" in done.stderr
    assert shelf.closed == 0
    assert publish(place, *words, "--unencrypted").exit_code == 0
    assert shelf.closed == 1
