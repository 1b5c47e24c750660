"""``jinguo rollback`` from the command line, with a target that does as it is told."""

from __future__ import annotations

import pytest

from generator.clock import today
from tests import tiny
from tests.cli.outgoing import OTHER, as_sample, newer, publish, run
from tests.mirrors.publisher import PAGES, TRIAL, Publisher
from tests.mirrors.shelf import Shelf


def three(place: Publisher, shelf: Shelf) -> list[str]:
    """Publish three releases; their ids, the oldest first."""
    ids = []
    for number in range(3):
        ids.append(newer(place, {**PAGES, "index.html": f"<p>{number}</p>"}))
        done = publish(place)
        assert done.exit_code == 0, done.output
    assert [each.id for each in shelf.releases] == ids[::-1]
    return ids


def test_one_step_back_and_another(place: Publisher, shelf: Shelf) -> None:
    """Each goes further back; the newest is no step back, but can be asked for."""
    first, second, third = three(place, shelf)
    done = run(place, "rollback", "net")
    assert done.exit_code == 0, done.output
    assert f"正在从 {third[:12]}（提交 " in done.stdout
    assert f"已退回 {second[:12]}：" in done.stdout
    assert "登记册里还是新的内容，下一次发布会把它带回来" in done.stderr
    assert shelf.releases[0].id == second
    assert run(place, "rollback", "net").exit_code == 0
    assert shelf.releases[0].id == first
    done = run(place, "rollback", "net")
    assert done.exit_code == 1
    assert "没有可以退回的旧版本" in done.stderr
    assert run(place, "rollback", "net", "--to", third[:8]).exit_code == 0
    assert shelf.releases[0].id == third


def test_looking_changes_nothing(place: Publisher, shelf: Shelf) -> None:
    """``--list`` and ``--dry-run`` only tell."""
    first, second, third = three(place, shelf)
    commits = {each.id: each.commit[:10] for each in shelf.releases}
    done = run(place, "rollback", "net", "--list")
    assert done.stdout.splitlines()[1:] == [
        f"{third[:12]}（提交 {commits[third]}）  线上",
        f"{second[:12]}（提交 {commits[second]}）",
        f"{first[:12]}（提交 {commits[first]}）",
    ]
    done = run(place, "rollback", "net", "--dry-run", "--to", first[:6])
    assert f"退回到 {first[:12]}（提交 {commits[first]}）。这次只是看看，什么也没有做" in done.stdout
    assert shelf.releases[0].id == third


def test_nobody_returns_to_a_dead_release(place: Publisher, shelf: Shelf) -> None:
    """By no way; and the reason is told."""
    _, second, third = three(place, shelf)
    withdrawn = f"given: 2024-01-02, withdrawn: {today().isoformat()}}}"
    place.commit("teams/consents.yml", tiny.CONSENTS.replace("given: 2024-01-02}", withdrawn, 1))
    done = run(place, "rollback", "net")
    assert done.exit_code == 1
    assert f"{second[:12]}（提交 {shelf.releases[1].commit[:10]}）：里面有 1 份同意书已经失效" in done.stderr
    assert run(place, "rollback", "net", "--to", second[:8]).exit_code == 1
    assert "不能退回：里面有 1 份同意书已经失效" in run(place, "rollback", "net", "--list").stdout
    assert shelf.releases[0].id == third


def test_nobody_returns_to_what_nobody_knows(place: Publisher, shelf: Shelf) -> None:
    """A commit that is not here may show anybody."""
    publish(place)
    unknown = place.build(OTHER, commit="0123456789abcdef0123456789abcdef01234567")
    shelf.releases.append(unknown)
    done = run(place, "rollback", "net", "--to", unknown.id[:8])
    assert done.exit_code == 1
    assert "这里没有它的提交，看不出同意是不是还有效" in done.stderr


@pytest.mark.parametrize(
    ("to", "said"),
    [("ffffffff", "服务器上没有留着这个版本"), ("live", "就是线上的版本"), ("zz", "写版本编号的前 4 位以上")],
)
def test_a_release_is_called_by_its_id(to: str, said: str, place: Publisher, shelf: Shelf) -> None:
    """One that is there, and is not live already."""
    ids = three(place, shelf)
    done = run(place, "rollback", "net", "--to", ids[-1][:8] if to == "live" else to)
    assert done.exit_code in {1, 2}
    assert said in done.stderr
    assert shelf.releases[0].id == ids[-1]


@pytest.mark.usefixtures("shelf")
def test_an_empty_server_has_nothing_to_return_to(place: Publisher) -> None:
    """Said, with what to do."""
    done = run(place, "rollback", "net")
    assert done.exit_code == 1
    assert "服务器上没有留着旧版本，不能退回\n请改好登记册，重新生成、发布" in done.stderr
    assert "服务器上还没有版本" in run(place, "rollback", "net", "--list").stdout


def test_invented_people_may_return_on_trial(place: Publisher, shelf: Shelf) -> None:
    """The sample register works without git, there and back."""
    place.commit("publish.yml", TRIAL)
    place.reviewed()
    (place.root / "publish.yml").write_text(f"{TRIAL}deletions: 100\n")
    as_sample(place)
    first = place.build(commit="").id
    place.fresh()
    assert publish(place).exit_code == 0
    place.build(OTHER, commit="")
    place.fresh()
    assert publish(place).exit_code == 0
    assert run(place, "rollback", "net").exit_code == 0
    assert shelf.releases[0].id == first


@pytest.mark.parametrize("words", [(), ("--list",), ("--dry-run",)])
def test_nobody_connects_where_no_reviewer_sent_them(words: tuple[str, ...], place: Publisher, shelf: Shelf) -> None:
    """Not even to look, not even on trial: the password would be sent."""
    text = "targets:\n  net: {kind: ftp, host: 10.0.0.1, user: w, folder: /w, trial: true, tls: false}\n"
    (place.root / "publish.yml").write_text(text)
    done = run(place, "rollback", "net", *words)
    assert done.exit_code == 1
    assert "没有连接，什么也没有做：\n- tls: false：口令和网页不加密" in done.stderr
    assert "- 目标 net 和审过的 publish.yml 里写的不一样" in done.stderr
    assert run(place, "rollback", "net", *words, "--unencrypted").exit_code == 1
    assert shelf.closed == 0
    place.repo.git("add", "--all")
    place.repo.commit()
    place.reviewed()
    assert run(place, "rollback", "net", "--list", "--unencrypted").exit_code == 0
    assert shelf.closed == 1
