"""``jinguo new activity``: the draft of a story in the folder where it belongs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.cli import asking, typed_days
from generator.cli.asking import Choice, Question, WrongAnswerError
from generator.cli.new_desk import Desk, Plan, make, new_options
from generator.cli.new_place import TOWNSHIP, ask_place
from generator.cli.wording import Command
from generator.clock import today
from generator.drafts import filled
from generator.drafts.addresses import activity_address

TITLE = Question("title", "title", "标题")
DATE = Question("date", "date", "日期", "写 2026-03-05、3月5日 或者 昨天；几天写 2026-03-05 至 03-07。")
TEAM = Question("teams", "team", "队伍", "写队伍的名称、名称里的几个字，或者 teams/ 下面的文件夹；第一个是组织者。")
PROJECT = Question("project", "project", "品牌项目", "不属于哪个项目就直接按回车。")
BRAND = Question("brand", "brand", "品牌")
CAMPAIGN = Question("campaign", "campaign", "重要节点", "与节点无关就写 无。")
_FEW = 6
"""Key dates that are listed, the nearest first; any other can still be typed."""
KIND = Question("kind", "kind", "体裁")
AHEAD = Question("kind", "kind", "这一天还没有到，是预告吗（是、不是）")
_KINDS = {"报道": "report", "做法": "practice", "预告": "notice"}
_YES, _NO = ("是", "是的", "y", "yes", "预告"), ("不是", "不", "否", "n", "no")


@click.command("activity", cls=Command, options_metavar="[选项]", short_help="新建一篇活动的草稿。")
@click.option("--title", metavar="标题", help="活动标题。")
@click.option("--date", metavar="日期", help="哪一天，如 2026-03-05（默认今天）。")
@click.option("--team", metavar="队伍", help="队伍，几支用逗号分开，第一个是组织者。")
@click.option("--project", metavar="项目", help="品牌项目（默认没有）。")
@click.option("--brand", metavar="品牌", help="品牌（默认项目的品牌，或者这支队伍常用的）。")
@click.option("--township", metavar="乡镇", help="乡镇（街道）（默认队伍所在的）。")
@click.option("--spot", metavar="场所", help="公共场所名称。")
@click.option("--campaign", metavar="节点", help="重要节点（默认按日期填，不要就写 无）。")
@click.option("--kind", metavar="|".join(_KINDS), help="体裁（默认报道）。")
@new_options
def activity(root: Path | None, *, opened: bool, **given: str | None) -> None:
    """问几句话，在 activities/ 里新建一个文件夹和 report.md，状态是草稿。

    日期、地点、品牌、节点、类别、来源能填的都填好，还要人写的在文件里注明。

    例子：jinguo new activity --team xinhua --title "春风里的家常话" --brand 文明和谐 --township 焦店镇
    """
    make("activities", given, root, _plan, _next, opened=opened)


def _plan(desk: Desk) -> Plan:
    desk.ask.need(_needed(desk))
    title = desk.ask.ask(TITLE, asking.text)
    first, last = desk.ask.ask(DATE, lambda typed: _days(desk, typed), today().isoformat())
    kind = _kind(desk, first)
    teams = desk.ask.choose_some(TEAM, desk.teams())
    organiser = desk.library.team(teams[0])
    assert organiser is not None  # noqa: S101 - chosen from the register's
    project = _project(desk, teams[0])
    brand = _brand(desk, teams[0], project)
    place = ask_place(desk, organiser)
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


def _needed(desk: Desk) -> Iterator[Question]:
    """What has no answer by itself."""
    yield from (TITLE, TEAM)
    teams = {each.value for each in desk.teams()}
    typed = (desk.ask.given.get("team") or "").partition(",")[0].partition("，")[0].strip()
    team = typed if typed in teams else ""
    organiser = desk.library.team(team) if team else None
    if typed and organiser is None:
        return  # a part of a name: what follows from the team is not known yet
    if not desk.ask.wants(PROJECT) and not (team and filled.usual_brand(desk.library, team)):
        yield BRAND
    if organiser is None or not organiser.fields.township:
        yield TOWNSHIP


def _days(desk: Desk, typed: str) -> tuple[dt.date, dt.date]:
    """The days; at a terminal they are said again where the year was left out."""
    first, last = typed_days.days(typed)
    if desk.ask.live and str(first.year) not in typed:
        click.echo(f"  记作 {first}" + (f" 至 {last}" if last != first else ""), err=True)
    return first, last


def _kind(desk: Desk, first: dt.date) -> str:
    """As the option says; whoever writes of a day ahead is asked once whether it is an announcement."""

    def read(typed: str) -> str:
        if typed not in (*_KINDS, *_KINDS.values()):
            raise WrongAnswerError(f"没有 “{typed[:30]}”，可以写：{'、'.join(_KINDS)}")
        return _KINDS.get(typed, typed)

    def is_notice(typed: str) -> str:
        if typed.lower() not in (*_YES, *_NO):
            raise WrongAnswerError("请写 是 或者 不是；日期写错了，按 Ctrl-C 离开再来")
        return "notice" if typed.lower() in _YES else "report"

    if desk.ask.wants(KIND):
        return desk.ask.ask(KIND, read)
    if first > today() and desk.ask.live:
        return desk.ask.ask(AHEAD, is_notice, "是")
    return "report"


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


def _campaign(desk: Desk, first: dt.date, brand: str) -> str:
    near = filled.campaign_of(desk.facts, first, brand)
    if near is None and not desk.ask.wants(CAMPAIGN):
        return ""
    listed = [Choice(each.id, each.name) for each in filled.nearest(desk.facts, first)]
    return desk.ask.choose(CAMPAIGN, [Choice("", "无"), *listed], near.name if near else "无", shown=_FEW)


def _remarks(desk: Desk, address: str, campaign: str) -> dict[str, str]:
    groups = "、".join(desk.facts.served_groups)
    listed = f"\n服务对象从这里面选：{groups}" if groups else ""
    return {
        "": "草稿：带“还要填”的，写好内容以后删掉那一行前面的 # 和说明",
        "campaign": "按日期填的，与节点无关就删掉这一行" if campaign else "",
        "categories": "按队伍填的，留下这次活动的",
        "served": f"还要填：served: {{people: 服务了多少人, group: 服务对象}}{listed}",
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
