"""``jinguo new`` for teams and pages, and for a federation of another kind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import tiny
from tests.cli.test_new import new, right, the_day_of_the_tests
from tests.conftest import SITES

__all__ = ["the_day_of_the_tests"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register."""
    return tiny.write(tmp_path / "登记 册")


def test_a_team(root: Path) -> None:
    """Its level follows from the team above, its division too."""
    words = (
        *("--under", "新华区巾帼志愿服务分队", "--name", "新华区光明路普法巾帼志愿服务小队", "--unit", "光明路妇联"),
        *("--size", "9人", "--categories", "爱心帮扶、法律维权", "--times", "双休日", "--address", "guangming-pufa"),
    )
    done = new(root, "team", *words)
    assert done.exit_code == 0, done.output
    text = right(root, "teams/xinhua/guangming-pufa/team.yml")
    assert "\nlevel: 小队\n" in text
    assert "410402" in text
    assert "\nfounded: 2026-11\nsize: 9\ncategories: [爱心帮扶, 法律维权]\nservice_times: [双休日]\n" in text
    assert "updated: 2026-11-21" in text
    again = new(root, "team", *words)
    assert (again.exit_code, "已经有了" in again.output) == (1, True)
    below = new(root, "team", *words, "--under", "xinhua/guangming-pufa")
    assert (below.exit_code, "小队下面不能再建队伍" in below.output) == (1, True)
    small = new(root, "team", *words, "--address", "xiao", "--size", "3", "--name", "小")
    assert (small.exit_code, "没有写入" in small.output) == (1, True)


def test_pages(root: Path) -> None:
    """A project, a volunteer with her consent, a community."""
    project = (
        "--title",
        "结伴普法",
        "--brand",
        "维权维稳",
        "--team",
        "yexian",
        "--summary",
        "到集上讲法",
        "--address",
        "pufa",
    )
    assert new(root, "project", *project).exit_code == 0
    consents = root / "teams/consents.yml"
    more = "c-2026-0009: {scope: [name, portrait, story], channels: [web], given: 2026-01-02}\n"
    consents.write_text(consents.read_text(encoding="utf-8") + more, encoding="utf-8")
    someone = (
        "--name",
        "样小花",
        "--headline",
        "讲得清楚",
        "--team",
        "yexian/rendian",
        "--address",
        "xiaohua",
        "--confirmed",
        "2026-11-20",
    )
    done = new(root, "volunteer", *someone, "--consent", "c-2026-0009")
    assert done.exit_code == 0, done.output
    place = (
        "--name",
        "任店妇女之家",
        "--kind",
        "妇女之家",
        "--division",
        "叶县",
        "--township",
        "任店镇",
        "--summary",
        "周末开门",
    )
    done = new(root, "community", *place, "--address", "rendian")
    assert done.exit_code == 0, done.output
    assert "since: 2026-11" in right(root, "content/projects/pufa.md")
    assert "consent: c-2026-0009" in right(root, "content/volunteers/xiaohua.md")
    assert "kind: 妇女之家" in right(root, "content/communities/rendian.md")
    unknown = new(root, "volunteer", *someone, "--consent", "c-2026-0010", "--address", "b")
    assert (unknown.exit_code, "没有登记同意书" in unknown.output) == (1, True)
    for address in ("rendian", "Ren Dian", "任店", "page-2"):
        assert new(root, "community", *place, "--address", address).exit_code == 1


def test_a_province_with_four_levels(tmp_path: Path) -> None:
    """Another federation: the same questions, its own levels, places and brands."""
    root = tmp_path / "hunan"
    shutil.copytree(SITES / "hunan", root)
    words = ("--title", "火塘边拉家常", "--team", "xiangxi/huayuan/shuanglong-huoba", "--date", "2026-03-06")
    done = new(root, "activity", *words, "--brand", "调适婚姻家庭关系")
    assert done.exit_code == 0, done.output
    path = done.output.splitlines()[0].removeprefix("写好了：")
    assert path.startswith("activities/2026/0306-xiangxi-")
    assert "place: {township: 双龙镇}" in right(root, path)
    top = new(root, "activity", "--title", "全省一天", "--team", "省总队", "--date", "2026-05-06",
              "--brand", "调适婚姻家庭关系", "--township", "望月湖街道")  # fmt: skip
    assert top.exit_code == 0, top.output
    right(root, top.output.splitlines()[0].removeprefix("写好了："))
    squad = (
        *("--under", "changsha/liuyang", "--name", "浏阳市集里街道银发巾帼志愿服务小队", "--unit", "集里街道妇联"),
        *("--size", "9", "--categories", "老人陪护", "--times", "周末", "--township", "集里街道"),
    )
    done = new(root, "team", *squad, "--address", "jili-yinfa")
    assert done.exit_code == 0, done.output
    assert "level: 小队" in right(root, "teams/changsha/liuyang/jili-yinfa/team.yml")
