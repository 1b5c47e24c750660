"""``jinguo new team``: a team below another one, at the next level of the tree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli import asking, typed_days
from generator.cli.asking import Choice, Question, WrongAnswerError
from generator.cli.new_desk import Desk, Plan, make, new_options
from generator.cli.wording import Command
from generator.clock import today
from generator.records.federation import Level
from generator.records.kinds import Team
from generator.records.library import TOP, Entry

UNDER = Question("", "under", "上级队伍", "写上级队伍的名称、名称里的几个字，或者 teams/ 下面的文件夹。")
UNIT = Question("unit", "unit", "所属单位", "哪个单位建的，写规范名称，例如 新华区光明路街道妇联。")
DIVISION = Question("division", "division", "行政区划", "写名称或者六位代码。")
TOWNSHIP = Question("township", "township", "在哪个乡镇（街道）")
NAME = Question("name", "name", "队伍名称")
FOUNDED = Question("founded", "founded", "组建年月", "写成 2018-03。")
SIZE = Question("size", "size", "现在多少人", "只写数字。")
CATEGORIES = Question("categories", "categories", "志愿服务类别", "写编号或名称，几个用逗号分开。")
TIMES = Question("service_times", "times", "志愿服务时间", "写编号或名称，几个用逗号分开。")
OTHER = Question("other_category", "other", "“其他”具体是什么")
ADDRESS = Question(
    "id", "address", "文件夹名（也是网址）", "用拼音，小写字母、数字和 -，以后不能改，例如 guangming-aixin。"
)


@click.command("team", cls=Command, options_metavar="[选项]", short_help="新建一支队伍。")
@click.option("--under", metavar="队伍", help="上级队伍。")
@click.option("--name", metavar="名称", help="队伍名称。")
@click.option("--unit", metavar="单位", help="所属单位。")
@click.option("--division", metavar="区划", help="行政区划，名称或六位代码（默认上级队伍的）。")
@click.option("--township", metavar="乡镇", help="乡镇（街道）。")
@click.option("--founded", metavar="年月", help="组建年月，如 2018-03（默认本月）。")
@click.option("--size", metavar="人数", help="现在多少人。")
@click.option("--categories", metavar="类别", help="志愿服务类别，几个用逗号分开。")
@click.option("--other", metavar="说明", help="类别选“其他”时的说明。")
@click.option("--times", metavar="时间", help="志愿服务时间，几个用逗号分开。")
@click.option("--address", metavar="文件夹名", help="文件夹名，用拼音。")
@new_options
def team(root: Path | None, *, opened: bool, **given: str | None) -> None:
    """问几句话，在上级队伍的文件夹里新建一支队伍的 team.yml；层级按上级队伍填。

    例子：jinguo new team --under xinhua --address guangming-aixin
    """
    make("teams", given, root, _plan, _next, opened=opened)


def _plan(desk: Desk) -> Plan:
    desk.ask.need((UNDER, UNIT, SIZE, CATEGORIES, TIMES, ADDRESS))
    above = desk.library.team(_above(desk))
    assert above is not None  # noqa: S101 - chosen from the register's
    level = _level_below(desk, above)
    unit = desk.ask.ask(UNIT, asking.text)
    division = _division(desk, above)
    township = _township(desk, division, level)
    name = _name(desk, level, unit)
    categories = desk.ask.choose_some(CATEGORIES, [Choice(each, each) for each in desk.facts.categories])
    other = desk.ask.ask(OTHER, asking.text) if desk.facts.other_category in categories else None
    times = desk.ask.choose_some(TIMES, [Choice(each, each) for each in desk.facts.service_times])
    values: dict[str, object] = {
        "name": name, "level": level.name, "unit": unit, "division": division, "township": township or None,
        "founded": desk.ask.ask(FOUNDED, typed_days.month, f"{today():%Y-%m}"),
        "size": desk.ask.ask(SIZE, asking.number),
        "categories": categories, "other_category": other, "service_times": times, "updated": today(),
    }  # fmt: skip
    address = desk.new_address(ADDRESS, "teams", above.address)
    remarks = {
        "leader": "领队本人签了同意书才公开：leader: {name: 姓名, post: 职务, consent: 同意书编号}；电话只进密封表",
        "filed": f"备案以后写：filed: {{with: {above.address or above.fields.level}, on: 备案日期}}",
        "intro": "还要填：intro: 一两句话的简介",
    }
    return Plan(address, values, remarks)


def _above(desk: Desk) -> str:
    """The team above: only those are offered that may have teams below them."""
    last = desk.facts.levels[-1].name
    teams = {each.value: desk.library.team(each.value) for each in desk.teams()}
    listed = [each for each in desk.teams() if (team := teams[each.value]) and team.fields.level != last]
    pick = desk.ask.picker(listed)

    def read(typed: str) -> str:
        known = desk.library.team(typed) if typed else None
        if known is not None and known.fields.level == last:
            raise WrongAnswerError(f"{last}下面不能再建队伍，请写上一级的队伍")
        return (known.address or desk.facts.levels[0].name) if known else pick(typed)

    return desk.ask.ask(UNDER, read)


def _level_below(desk: Desk, above: Entry[Team]) -> Level:
    names = [each.name for each in desk.facts.levels]
    if above.fields.level not in names[:-1]:
        raise click.ClickException("上级队伍的 level 不在 federation.yml 的 levels 里，请先运行 jinguo check 改好")
    return desk.facts.levels[names.index(above.fields.level) + 1]


def _division(desk: Desk, above: Entry[Team]) -> str:
    listed = [Choice(each.code, each.name) for each in desk.facts.divisions]
    own = Choice(desk.facts.code, desk.facts.place)
    default = above.fields.division if above.address != TOP else None
    return desk.ask.choose(DIVISION, [*listed, own], default)


def _township(desk: Desk, code: str, level: Level) -> str:
    division = desk.facts.division(code)
    known = [Choice(each, each) for each in division.townships] if division else []
    default = None if level.township else ""
    if known and (level.township or desk.ask.wants(TOWNSHIP)):
        return desk.ask.choose(TOWNSHIP, known, default)
    return desk.ask.ask(TOWNSHIP, str, default) if level.township or desk.ask.wants(TOWNSHIP) else ""


def _name(desk: Desk, level: Level, unit: str) -> str:
    ending = level.name_includes or ""
    usual = f"{unit.removesuffix('妇联')}{ending}" if ending and not level.named_by_unit else None
    question = Question(NAME.key, NAME.option, NAME.text, f"单位名称＋服务特色＋{ending}。" if not usual else "")
    return desk.ask.ask(question, asking.text, usual)


def _next(address: str) -> Sequence[str]:
    return (
        f"打开 teams/{address}/team.yml，写简介，核对各项",
        f"登记队员（密封，不用钥匙）：jinguo roster add 名单.xlsx --team {address}",
        f"检查：jinguo check teams/{address}",
    )
