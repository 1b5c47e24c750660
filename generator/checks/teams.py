"""Rules T1–T9: the tree of teams and what its teams are called."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem, did_you_mean
from generator.records.federation import Federation, Level
from generator.records.kinds import Team
from generator.records.library import TOP, Entry

TeamEntry = Entry[Team]


def depth(address: str) -> int:
    """0 for the team at the top, then one a folder."""
    return 0 if address == TOP else address.count("/") + 1


def parent(address: str) -> str:
    """Address of the team above; only for teams below the top."""
    return address.rpartition("/")[0]


def with_levels(facts: Facts) -> Iterator[tuple[TeamEntry, Level, Federation]]:
    """Every team whose level is a known one, with that level."""
    if facts.library.federation is None:
        return
    federation = facts.library.federation.fields
    levels = {level.name: level for level in federation.levels}
    for team in facts.library.teams.values():
        if team.fields.level in levels:
            yield team, levels[team.fields.level], federation


@rule("T1", "level 是登记的层级之一（总队、分队、小队）", "error", "平妇字〔2017〕22号 二（一）")
def level_is_known(this: Rule, facts: Facts) -> Iterator[Problem]:
    if facts.library.federation is None:
        return
    names = [level.name for level in facts.library.federation.fields.levels]
    for team in facts.library.teams.values():
        if team.fields.level not in names:
            hint = did_you_mean(team.fields.level, names) or f"可以写：{'、'.join(names)}"
            yield this.at(team, f"没有 “{team.fields.level[:20]}” 这个层级", hint, "level")


@rule("T2", "最上级队伍只有一个，放在 teams/team.yml，由本级妇联建", "error", "平妇字〔2017〕22号 二（一）")
def one_team_at_the_top(this: Rule, facts: Facts) -> Iterator[Problem]:
    library = facts.library
    if library.federation is None:
        return
    top = library.federation.fields.levels[0]
    if TOP not in library.teams and ("teams", TOP) not in library.broken:
        message = f"缺少{top.name}：没有 teams/team.yml"
        yield Problem("teams/team.yml", 1, 1, "T2", "error", message, f"请补上{top.name}的登记")
    for team in library.teams.values():
        fields = team.fields
        if team.address == TOP and fields.level in {each.name for each in library.federation.fields.levels[1:]}:
            yield this.at(
                team,
                f"teams/team.yml 必须是{top.name}，这里是{fields.level}",
                "下级队伍请放进自己的文件夹",
                "level",
            )
        elif team.address != TOP and fields.level == top.name:
            yield this.at(team, f"只能有一个{top.name}（teams/team.yml）", "请改 level", "level")
        elif team.address == TOP and top.owner and fields.unit != top.owner:
            yield this.at(
                team,
                f"{top.name}应当由{top.owner}建，这里是 “{fields.unit[:40]}”",
                f"unit 请写 {top.owner}",
                "unit",
            )


@rule("T3", "分队直接在总队之下，由规定类型的单位建", "error", "平妇字〔2017〕22号 二（一）")
def middle_levels(this: Rule, facts: Facts) -> Iterator[Problem]:
    for team, level, federation in with_levels(facts):
        names = [each.name for each in federation.levels]
        position = names.index(level.name)
        if not 0 < position < len(names) - 1:
            continue
        if team.address != TOP and depth(team.address) != position:
            message = f"{level.name}的上级必须是{names[position - 1]}，文件夹的层次不对"
            yield this.at(team, message, f"请放在{names[position - 1]}的文件夹下面一层", "level")
        if level.unit_kinds:
            yield from _unit_kind(this, team, level, federation)


def _unit_kind(this: Rule, team: TeamEntry, level: Level, federation: Federation) -> Iterator[Problem]:
    kind = team.fields.unit_kind or federation.unit_kind(team.fields.unit)
    allowed = "、".join(level.unit_kinds)
    if kind is None:
        message = f"看不出 “{team.fields.unit[:40]}” 是哪一类单位"
        yield this.at(team, message, f"请加一行 unit_kind，可以写：{allowed}", "unit")
    elif kind not in level.unit_kinds:
        key = "unit_kind" if team.fields.unit_kind else "unit"
        message = f"{level.name}不能由这类单位建：{kind}"
        yield this.at(team, message, f"可以是：{allowed}", key)


@rule("T4", "每支队伍的上级队伍存在，小队在分队的文件夹里", "error", "平妇字〔2017〕22号 二（一）")
def parents_exist(this: Rule, facts: Facts) -> Iterator[Problem]:
    library = facts.library
    last = library.federation.fields.levels[-1].name if library.federation else None
    expected = len(library.federation.fields.levels) - 1 if library.federation else 0
    for team in library.teams.values():
        if team.address == TOP:
            continue
        above = parent(team.address)
        if above not in library.teams and ("teams", above) not in library.broken:
            message = f"上级队伍不存在：没有 teams/{above}/team.yml" if above else "上级队伍不存在：没有 teams/team.yml"
            yield this.at(team, message, "请先登记上级队伍，或者把文件夹移到正确的上级下面", "level")
        elif team.fields.level == last and depth(team.address) != expected:
            message = f"{last}要放在上一级队伍的文件夹里，层次不对"
            example = "/".join(["teams", *["上级"] * (expected - 1), "本队"])
            yield this.at(team, message, f"位置应当像 {example}/team.yml", "level")


@rule(
    "T5",
    "在队的小队至少 5 人（5 人也可以）",
    "error",
    "平妇字〔2017〕22号 二（一）3；民法典第一千二百五十九条",
)
def big_enough(this: Rule, facts: Facts) -> Iterator[Problem]:
    for team, level, _ in with_levels(facts):
        if team.fields.status == "active" and team.fields.size < level.min_size:
            message = f"{level.name}至少 {level.min_size} 人，这里是 {team.fields.size} 人"
            hint = "请补足人数后再登记；已经停止活动的写 status: paused"
            yield this.at(team, message, hint, "size")


@rule("T6", "小队建在乡镇（街道）", "warning", "平妇字〔2017〕22号 二（一）3")
def under_a_township(this: Rule, facts: Facts) -> Iterator[Problem]:
    for team, level, _ in with_levels(facts):
        if level.township and team.lacks("township"):
            message = f"{level.name}一般建在乡镇（街道），这里没有写 township"
            yield this.at(team, message, "请写明乡镇（街道）；确实不在乡镇（街道）的请审核人确认", "unit")


@rule("T7", "小队名称用“单位名称+服务特色”", "warning", "平妇字〔2017〕22号 二（一）3")
def named_by_unit_and_service(this: Rule, facts: Facts) -> Iterator[Problem]:
    for team, level, _ in with_levels(facts):
        if not level.named_by_unit:
            continue
        name = team.fields.name
        short = next((each for each in _short_forms(team.fields.unit) if each in name), None)
        if short is None:
            message = "队名里没有单位名称"
            yield this.at(
                team,
                message,
                f"例如：{_stem(team.fields.unit)}＋服务特色＋{level.name_includes or ''}",
                "name",
            )
        elif not _characteristic(name, short, level):
            message = "队名里没有体现服务特色的词"
            yield this.at(team, message, "例如在单位名称后面加上 爱心陪伴、法律维权", "name")


_UNIT_ENDS = re.compile(r"(妇女联合会|妇联|妇女工作委员会|妇委会|妇工委)$")
_PLACE = re.compile(r"^.+?(?:自治州|自治县|示范区|开发区|市|区|县)(?=.)")


def _stem(unit: str) -> str:
    return _UNIT_ENDS.sub("", unit) or unit


def _short_forms(unit: str) -> list[str]:
    """The unit's name as teams use it: whole, without the places above, without 街道/镇/乡; longest first."""
    stem = _stem(unit)
    places = list(_inwards(stem))
    bare = re.sub(r"(街道|镇|乡|社区|村)$", "", places[-1])
    forms = {form for form in (unit, *places, bare) if len(form) > 1}
    return sorted(forms, key=len, reverse=True)


def _inwards(name: str) -> Iterator[str]:
    """长沙市岳麓区望月湖街道, 岳麓区望月湖街道, 望月湖街道."""
    yield name
    while (inner := _PLACE.sub("", name)) != name:
        yield (name := inner)


def _characteristic(name: str, short: str, level: Level) -> str:
    rest = name.replace(level.name_includes or level.name, "", 1)
    before, _, after = rest.partition(short)
    *_, kept = _inwards(f"{before}·")
    words = re.sub(r"^(街道|镇|乡)|巾帼|志愿|服务|者|队伍?|[“”\"（）()·\s]", "", kept[:-1] + after)
    return words if words not in {"市", "区", "县"} else ""


@rule("T8", "队伍名称不重复", "error", "登记惯例")
def names_differ(this: Rule, facts: Facts) -> Iterator[Problem]:
    by_name: dict[str, list[TeamEntry]] = defaultdict(list)
    for team in facts.library.teams.values():
        by_name[re.sub(r"\s", "", unicodedata.normalize("NFKC", team.fields.name))].append(team)
    for teams in by_name.values():
        for team in teams[1:]:
            message = f"队名与 {teams[0].path} 重复"
            yield this.at(team, message, "请在队名里写明单位或服务特色", "name")


@rule("T9", "总队、分队使用规定的名称", "error", "平妇字〔2017〕22号 二（一）1、2")
def official_names(this: Rule, facts: Facts) -> Iterator[Problem]:
    for team, level, _ in with_levels(facts):
        name = team.fields.name
        if level.full_name and name != level.full_name:
            yield this.at(team, f"{level.name}的名称应当是 “{level.full_name}”", "请改 name", "name")
        elif level.name_includes and level.name_includes not in name:
            message = f"{level.name}名称里应当有 “{level.name_includes}”"
            yield this.at(team, message, "请补全队名", "name", severity="warning")
