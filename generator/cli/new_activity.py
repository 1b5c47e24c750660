"""``jinguo new activity``: the draft of a story in the folder where it belongs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli import asking
from generator.cli.asking import Choice, Question, WrongAnswerError
from generator.cli.new_desk import Desk, Plan, make, new_options
from generator.cli.wording import Command
from generator.clock import today
from generator.drafts import filled
from generator.drafts.addresses import activity_address
from generator.records.kinds import Team
from generator.records.library import Entry

TITLE = Question("title", "title", "标题")
DATE = Question("date", "date", "日期", "一天写 2026-03-05；几天写 2026-03-05 至 2026-03-07。")
TEAM = Question("teams", "team", "队伍", "写队伍的名称、名称里的几个字，或者 teams/ 下面的文件夹；第一个是组织者。")
PROJECT = Question("project", "project", "品牌项目", "不属于哪个项目就直接按回车。")
BRAND = Question("brand", "brand", "品牌")
TOWNSHIP = Question("place", "township", "在哪个乡镇（街道）")
SPOT = Question("place", "spot", "公共场所名称", "例如 社区广场；在别人家里就不写，直接按回车。")
CAMPAIGN = Question("campaign", "campaign", "重要节点", "与节点无关就写 无。")
_FEW = 6
"""Key dates that are listed, the nearest first; any other can still be typed."""
_KINDS = ("report", "practice", "notice")


@click.command("activity", cls=Command, options_metavar="[选项]", short_help="新建一篇活动的草稿。")
@click.option("--title", metavar="标题", help="活动标题。")
@click.option("--date", metavar="日期", help="哪一天，如 2026-03-05（默认今天）。")
@click.option("--team", metavar="队伍", help="队伍，几支用逗号分开，第一个是组织者。")
@click.option("--project", metavar="项目", help="品牌项目（默认没有）。")
@click.option("--brand", metavar="品牌", help="品牌（默认项目的品牌，或者这支队伍常用的）。")
@click.option("--township", metavar="乡镇", help="乡镇（街道）（默认队伍所在的）。")
@click.option("--spot", metavar="场所", help="公共场所名称。")
@click.option("--campaign", metavar="节点", help="重要节点（默认按日期填，不要就写 无）。")
@click.option(
    "--kind", metavar="|".join(_KINDS), type=click.Choice(_KINDS), default="report", help="体裁：报道、做法、预告。"
)
@new_options
def activity(root: Path | None, kind: str, *, opened: bool, **given: str | None) -> None:
    """问几句话，在 activities/ 里新建一个文件夹和 report.md，状态是草稿。

    日期、地点、品牌、节点、类别、来源能填的都填好，还要人写的在文件里注明。

    例子：jinguo new activity --team xinhua --title "春风里的家常话" --brand 文明和谐 --township 焦店镇
    """
    make("activities", given, root, lambda desk: _plan(desk, kind), _next, opened=opened)


def _plan(desk: Desk, kind: str) -> Plan:
    title = desk.ask.ask(TITLE, asking.text)
    first, last = desk.ask.ask(DATE, asking.days, today().isoformat())
    teams = desk.ask.choose_some(TEAM, desk.teams())
    organiser = desk.library.team(teams[0])
    assert organiser is not None  # noqa: S101 - chosen from the register's
    project = _project(desk, teams[0])
    brand = _brand(desk, teams[0], project)
    place = _place(desk, organiser)
    campaign = _campaign(desk, first, brand)
    values: dict[str, object] = {
        "title": title, "date": first if first == last else {"from": first, "to": last}, "place": place,
        "teams": teams, "brand": brand, "project": project or None, "campaign": campaign or None,
        "categories": organiser.fields.categories, "kind": kind if kind != "report" else None,
        "credits": {"source": organiser.fields.unit}, "status": "draft",
    }  # fmt: skip
    line = next((each.id for each in desk.facts.brands if each.name == brand), "")
    address = activity_address(desk.library, first, team=teams[0], word=campaign or project or line)
    return Plan(address, values, _remarks(desk, address, campaign))


def _project(desk: Desk, team: str) -> str:
    carried = [*filled.projects_of(desk.library, team), *desk.library.projects]
    listed = [Choice(each, desk.library.projects[each].fields.title) for each in dict.fromkeys(carried)]
    return desk.ask.choose(PROJECT, listed, "") if listed else ""


def _brand(desk: Desk, team: str, project: str) -> str:
    """The project's own; asked where there is none, with the team's usual one to begin with."""
    own = desk.library.projects[project].fields.brand if project else None
    if own and not desk.ask.wants(BRAND):
        return own
    return desk.ask.choose(BRAND, desk.brands(), filled.usual_brand(desk.library, team))


def _place(desk: Desk, organiser: Entry[Team]) -> dict[str, str]:
    home = filled.home_of(desk.facts, organiser)
    known = home.division.townships if home.division else [t for each in desk.facts.divisions for t in each.townships]

    def read(typed: str) -> str:
        if not typed:
            raise WrongAnswerError("这一项不能空着")
        elsewhere = filled.division_of_township(desk.facts, typed, home.division)
        if elsewhere is not None or not any(each.townships for each in desk.facts.divisions):
            return typed
        return asking.chosen([Choice(each, each) for each in known], typed)

    township = desk.ask.ask(TOWNSHIP, read, home.township or None)
    spot = desk.ask.ask(SPOT, asking.maybe, "")
    place = {"township": township, **({"spot": spot} if spot else {})}
    division = filled.division_of_township(desk.facts, township, home.division)
    if division is not None and division.code != organiser.fields.division:
        place["division"] = division.code
    return place


def _campaign(desk: Desk, first: dt.date, brand: str) -> str:
    near = filled.campaign_of(desk.facts, first, brand)
    if near is None and not desk.ask.wants(CAMPAIGN):
        return ""
    listed = [Choice(each.id, each.name) for each in filled.nearest(desk.facts, first)]
    return desk.ask.choose(CAMPAIGN, [Choice("", "无"), *listed], near.name if near else "无", shown=_FEW)


def _remarks(desk: Desk, address: str, campaign: str) -> dict[str, str]:
    group = desk.facts.served_groups[0] if desk.facts.served_groups else "群众"
    return {
        "": "草稿：带“还要填”的，写好内容以后删掉那一行前面的 # 和说明",
        "campaign": "按日期填的，与节点无关就删掉这一行" if campaign else "",
        "categories": "按队伍填的，留下这次活动的",
        "served": f"还要填：served: {{people: 服务了多少人, group: {group}}}",
        "volunteers": "还要填：volunteers: 参加的志愿者人数",
        "hours": "还要填：hours: 服务总时长（小时，每人时长加起来）",
        "summary": "还要填：summary: 一两句话的摘要",
        "photos": f"照片用命令放：jinguo photos add activities/{address} 照片…；放好以后写 alt、caption、people",
        "credits": "编辑、校对、审核、签发是谁，由各人填：{source: 来源, edit: , proof: , review: , issue: }",
        "status": "正文写在最下面的 --- 后面；写完了改成 submitted（投稿）",
    }


def _next(address: str) -> Sequence[str]:
    folder = f"activities/{address}"
    return (
        f"打开 {folder}/report.md，写正文，填上注明“还要填”的各项；不写手机号、身份证号，别人的真名先问过本人",
        f"放照片：jinguo photos add {folder} 照片…",
        f"看还缺什么：jinguo check {folder}",
    )
