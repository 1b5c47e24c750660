"""``jinguo new project``, ``new volunteer`` and ``new community``: pages below ``content/``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli import asking, typed_days
from generator.cli.asking import Choice, Question, WrongAnswerError
from generator.cli.new_desk import Desk, Plan, make, new_options
from generator.cli.wording import Command
from generator.clock import today
from generator.drafts.begun import Kind

TITLE = Question("title", "title", "项目名称")
BRAND = Question("brand", "brand", "品牌")
TEAMS = Question("teams", "team", "队伍", "写队伍的名称、名称里的几个字，或者 teams/ 下面的文件夹，几支用逗号分开。")
SINCE = Question("since", "since", "哪年哪月开始", "写成 2023-03。")
SUMMARY = Question("summary", "summary", "一句话介绍")
NAME = Question("name", "name", "姓名", "本人签了同意书才能写。")
HEADLINE = Question("headline", "headline", "一句话介绍", "写她做的事，不写头衔。")
TEAM = Question("team", "team", "所在队伍", "写队伍的名称、名称里的几个字，或者 teams/ 下面的文件夹。")
CONSENT = Question(
    "consent",
    "consent",
    "同意书编号",
    "本人签了同意书，登记在 teams/consents.yml 里才有编号，例如 c-2026-0012；还没有的，按 Ctrl-C 离开，签好再来。",
)
CONFIRMED = Question("confirmed", "confirmed", "本人哪天看过文稿", "写成 2026-03-05；还没看过的，先把文稿给她看。")
PLACE_NAME = Question("name", "name", "名称", "例如 光明路街道妇女之家。")
KIND = Question("kind", "kind", "类型")
DIVISION = Question("division", "division", "行政区划", "写名称或者六位代码。")
TOWNSHIP = Question("township", "township", "在哪个乡镇（街道）")
SERVING = Question("teams", "team", "服务队伍", "没有就直接按回车；几支用逗号分开。")
HOURS = Question("open", "hours", "开放时间", "不知道就直接按回车。")
ADDRESS = Question("", "address", "文件名（也是网址）", "用拼音，小写字母、数字和 -，例如 linli-shouwang。")
_ADDRESS = click.option("--address", metavar="文件名", help="文件名，用拼音。")


@click.command("project", cls=Command, options_metavar="[选项]", short_help="新建一个品牌项目的页面。")
@click.option("--title", metavar="名称", help="项目名称。")
@click.option("--brand", metavar="品牌", help="品牌。")
@click.option("--team", metavar="队伍", help="承担队伍，几支用逗号分开。")
@click.option("--since", metavar="年月", help="开始年月（默认本月）。")
@click.option("--summary", metavar="介绍", help="一句话介绍。")
@_ADDRESS
@new_options
def project(root: Path | None, *, opened: bool, **given: str | None) -> None:
    """问几句话，在 content/projects/ 里新建一个项目的页面。

    例子：jinguo new project --title 邻里守望 --brand 助困关爱 --address linli
    """
    make("projects", given, root, _project, lambda address: _next("projects", address), opened=opened)


@click.command("volunteer", cls=Command, options_metavar="[选项]", short_help="新建一位优秀志愿者的页面。")
@click.option("--name", metavar="姓名", help="姓名。")
@click.option("--headline", metavar="介绍", help="一句话介绍。")
@click.option("--team", metavar="队伍", help="所在队伍。")
@click.option("--consent", metavar="编号", help="同意书编号。")
@click.option("--confirmed", metavar="日期", help="本人看过文稿的日期。")
@_ADDRESS
@new_options
def volunteer(root: Path | None, *, opened: bool, **given: str | None) -> None:
    """问几句话，在 content/volunteers/ 里新建一位优秀志愿者的页面；先要有本人的同意书。

    例子：jinguo new volunteer --team xinhua --consent c-2026-0012
    """
    make("volunteers", given, root, _volunteer, lambda address: _next("volunteers", address), opened=opened)


@click.command("community", cls=Command, options_metavar="[选项]", short_help="新建一个妇女之家或示范社区的页面。")
@click.option("--name", metavar="名称", help="名称。")
@click.option("--kind", metavar="妇女之家|示范社区", help="类型。")
@click.option("--division", metavar="区划", help="行政区划，名称或六位代码。")
@click.option("--township", metavar="乡镇", help="乡镇（街道）。")
@click.option("--team", metavar="队伍", help="服务队伍，几支用逗号分开。")
@click.option("--summary", metavar="介绍", help="一句话介绍。")
@click.option("--hours", metavar="时间", help="开放时间。")
@_ADDRESS
@new_options
def community(root: Path | None, *, opened: bool, **given: str | None) -> None:
    """问几句话，在 content/communities/ 里新建一个阵地的页面。

    例子：jinguo new community --name 光明路街道妇女之家 --kind 妇女之家 --division 新华区
    """
    make("communities", given, root, _community, lambda address: _next("communities", address), opened=opened)


def _project(desk: Desk) -> Plan:
    desk.ask.need((TITLE, BRAND, TEAMS, SUMMARY, ADDRESS))
    values: dict[str, object] = {
        "title": desk.ask.ask(TITLE, asking.text), "brand": desk.ask.choose(BRAND, desk.brands()),
        "teams": desk.ask.choose_some(TEAMS, desk.teams()),
        "since": desk.ask.ask(SINCE, typed_days.month, f"{today():%Y-%m}"), "status": "running",
        "summary": desk.ask.ask(SUMMARY, asking.text),
    }  # fmt: skip
    remarks = {
        "data": "有数字就写，每个都要有出处：data: [{label: 指标, value: 数, unit: 单位, source: 出处}]",
        "photos": "照片用命令放：jinguo photos add",
        "waive": "正文写在最下面的 --- 后面：问题、做法、成效",
    }
    return Plan(desk.new_address(ADDRESS, "projects"), values, remarks)


def _volunteer(desk: Desk) -> Plan:
    desk.ask.need((CONSENT, TEAM, NAME, HEADLINE, CONFIRMED, ADDRESS))
    consent = desk.ask.ask(CONSENT, lambda typed: _consent(desk, typed))
    written = desk.ask.choose(TEAM, desk.teams())
    of = desk.library.team(written)
    values: dict[str, object] = {
        "name": desk.ask.ask(NAME, asking.text), "headline": desk.ask.ask(HEADLINE, asking.text), "team": written,
        "consent": consent,
        "categories": of.fields.categories if of else None, "confirmed": desk.ask.ask(CONFIRMED, typed_days.day),
    }  # fmt: skip
    remarks = {
        "categories": "按队伍填的，留下她做的",
        "portrait": "照片用命令放：jinguo photos add",
        "waive": "正文写在最下面的 --- 后面",
    }
    return Plan(desk.new_address(ADDRESS, "volunteers"), values, remarks)


def _consent(desk: Desk, typed: str) -> str:
    if typed not in desk.library.consents:
        raise WrongAnswerError(f"没有登记同意书 “{typed[:20]}”，请先请本人签同意书，登记到 teams/consents.yml")
    return typed


def _community(desk: Desk) -> Plan:
    desk.ask.need((PLACE_NAME, KIND, DIVISION, TOWNSHIP, SUMMARY, ADDRESS))
    name = desk.ask.ask(PLACE_NAME, asking.text)
    kind = desk.ask.choose(KIND, [Choice(each, each) for each in ("妇女之家", "示范社区")])
    listed = [Choice(each.code, each.name) for each in desk.facts.divisions]
    code = desk.ask.choose(DIVISION, listed)
    division = desk.facts.division(code)
    known = [Choice(each, each) for each in division.townships] if division else []
    values: dict[str, object] = {
        "name": name, "kind": kind, "division": code,
        "township": desk.ask.choose(TOWNSHIP, known) if known else desk.ask.ask(TOWNSHIP, asking.text),
        "teams": desk.ask.choose_some(SERVING, desk.teams(), "") or None,
        "summary": desk.ask.ask(SUMMARY, asking.text), "open": desk.ask.ask(HOURS, asking.maybe, ""),
    }  # fmt: skip
    remarks = {"photos": "照片用命令放：jinguo photos add", "waive": "正文写在最下面的 --- 后面"}
    return Plan(desk.new_address(ADDRESS, "communities"), values, remarks)


def _next(kind: Kind, address: str) -> Sequence[str]:
    path = f"content/{kind}/{address}"
    return (
        f"打开 {path}.md，在最下面写正文，填上注明的各项",
        f"放照片：jinguo photos add {path} 照片…",
        f"检查：jinguo check {path}.md",
    )
