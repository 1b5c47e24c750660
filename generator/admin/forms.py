"""Fields of the form, made from a kind of record: its keys in its order, its descriptions as labels and hints."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.admin.choices import Choices
from generator.admin.collections import Collection

Field = dict[str, Any]

_DESCRIBED = re.compile(r"(?P<label>[^（：，]+)[（：，]?(?P<hint>[^）]*)）?(?P<rest>.*)")
_ABSENT = frozenset({"waive", "focus", "number", "deceased", "edit", "proof", "review", "issue"})
"""Keys for which a person edits the file: the reviewers', and what nobody can fill in without looking twice.

They stay as they are when the form saves a record that has them.
"""
_WIDGETS: dict[str, Field] = {
    "date": {"widget": "jinguo-days"},
    "photos": {"widget": "list", "label_singular": "照片", "collapsed": False, "summary": "{{fields.alt}}",
               "default": [],
               "hint": "最好的一张放第一。照片里的拍摄地点等信息会自动去掉。"},
    "portrait": {"collapsed": False},
    "file": {"widget": "jinguo-photo", "label": "照片", "hint": "从手机或电脑里选一张，会自动摆正、洗净、缩小。"},
    "alt": {"hint": "看不见照片的人靠这句话知道画面，如：志愿者在广场上教老人用手机。不要写姓名。"},
    "caption": {"hint": "照片下面的一句话，可以不写。"},
    "credit": {"hint": "谁拍的，如：新华区妇联供图。"},
    "people": {"widget": "jinguo-people", "required": True},
    "minors": {"widget": "jinguo-yesno", "hint": "有认得出的孩子，要监护人的同意书。"},
    "body": {"widget": "jinguo-body", "label": "正文", "required": False, "name": "body",
             "hint": "一段写完空一行再写下一段。不写电话、身份证号、家庭住址；要写谁的真名，先有同意书。"},
    "summary": {"widget": "text", "hint": "一两句话：谁，在哪里，做了什么。列表和搜索里显示它。"},
    "place": {"collapsed": False}, "served": {"collapsed": False}, "credits": {"collapsed": False, "label": "署名"},
    "title": {"hint": "说出这件事本身，不写口号。"},
    "spot": {"hint": "写公共场所，如社区广场；不写门牌号。"},
    "teams": {"hint": "第一个是组织者。"},
    "source": {"label": "来源", "hint": "供稿单位，如：新华区妇联；不写就用第一支队伍的所属单位。", "required": False},
    "home": {"label": "在别人家里拍的", "hint": "要住户本人的同意书。"},
    "householder": {"hint": "在别人家里拍的才选。"},
    "blurred": {"label": "人脸已经打码，认不出是谁"},
    "ai": {"label": "人工智能生成的"},
    "checked": {"label": "已经看过：没有证件、表格、药盒、车牌、收款码"},
    "minor_volunteers": {"label": "有不满18岁的志愿者"},
    "named": {"hint": "选他们的同意书；正文里没写真名就不选。"},
    "hours": {"hint": "每个人的小时数加起来，如 17 人各 3 小时是 51。"},
    "since": {"hint": "年月，如 2026-03。"},
    "status": {"widget": "hidden"},
    "channels": {"default": ["web"]},
    "kind": {"default": "report"},
    "division": {"hint": "不在第一支队伍所在的县（市、区）才选。", "label": "县（市、区）"},
}  # fmt: skip
"""By key, wherever it stands: what a description does not say."""
_AT: dict[str, Field] = {
    "story.served.people": {"widget": "number", "value_type": "int", "hint": ""},
    "story.status": {"widget": "hidden", "default": "draft"},
    "project.status": {"widget": "select", "hint": ""},
    "community.kind": {"default": "妇女之家"},
    "community.division": {"label": "县（市、区）"},
    "project.title": {},
    "project.data.source": {"hint": "数字从哪里来，如：项目台账。"},
    "project.data": {"widget": "list", "label_singular": "数据", "summary": "{{fields.label}} {{fields.value}}"},
    "project.teams": {},
    "community.teams": {},
    "volunteer.hours": {"hint": "小时，按宣传口径。"},
    "volunteer.since": {"hint": "年月，如 2019-03。"},
}
"""Exceptions by place."""


def fields(collection: Collection, offered: Choices, *, status: str = "draft") -> list[Field]:
    """The fields of a collection, the text at the end of those that people fill in first.

    Args:
        collection: whose kind of record gives the fields.
        offered: what can be chosen, by collection and key.
        status: that a new story has.
    """
    schema = collection.model.model_json_schema(by_alias=True)
    made = _object(schema, schema.get("$defs", {}), collection.name, offered)
    for field in made:
        if field["name"] == "status" and field.get("widget") == "hidden":
            field["default"] = status
    body = {"name": "body", **_WIDGETS["body"]}
    place = next((at for at, field in enumerate(made) if field["name"] == "photos"), len(made))
    return [*made[:place], body, *made[place:]]


@functools.cache
def labels(collection: Collection) -> Mapping[str, str]:
    """What the form calls each key: ``place.spot`` → 公共场所名称; also those that it does not show."""
    schema = collection.model.model_json_schema(by_alias=True)
    return dict(_labels(schema, schema.get("$defs", {}), f"{collection.name}."))


def _labels(schema: Mapping[str, Any], defs: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
    for name, node in schema["properties"].items():
        exception = _AT.get(f"{at}{name}")
        usual = _WIDGETS.get(name, {}) if exception is None else exception
        yield f"{at}{name}".partition(".")[2], usual.get("label") or _described(str(node.get("description", name)))[0]
        inner = _resolved(node, defs)
        inner = _resolved(inner.get("items", inner), defs)
        if "properties" in inner:
            yield from _labels(inner, defs, f"{at}{name}.")


def _object(schema: Mapping[str, Any], defs: Mapping[str, Any], at: str, offered: Choices) -> list[Field]:
    required = set(schema.get("required", ()))
    return [
        _field(name, node, defs, f"{at}.{name}", offered, required=name in required)
        for name, node in schema["properties"].items()
        if name not in _ABSENT
    ]


def _field(
    name: str, node: Mapping[str, Any], defs: Mapping[str, Any], at: str, offered: Choices, *, required: bool
) -> Field:
    """One key as a field: what the description says, what the type demands, then the exceptions."""
    label, hint = _described(str(node.get("description", name)))
    inner = _resolved(node, defs)
    field: Field = {"name": name, "label": label, "required": required, **({"hint": hint} if hint else {})}
    field |= _typed(inner, defs, at, offered)
    field |= _WIDGETS.get(name, {}) if at not in _AT else {}
    field |= _AT.get(at, {})
    if field["widget"] == "object" and not required:
        for each in field["fields"]:  # Decap would ask for the parts of what may be left out whole
            each["required"] = False
    if field["widget"] == "hidden" or field["widget"].startswith("jinguo-"):
        field.pop("options", None)
    if field["widget"] == "jinguo-yesno":
        del field["default"]  # nothing said is not a no
    if field.get("hint") == "":
        del field["hint"]
    return field


def _typed(node: Mapping[str, Any], defs: Mapping[str, Any], at: str, offered: Choices) -> Field:
    kind = node.get("type")
    if at in offered:
        return {"widget": "select", "options": offered[at], "multiple": kind == "array"}
    if "enum" in node:
        return {"widget": "select", "options": [str(each) for each in node["enum"]]}
    if kind == "object" and "properties" in node:
        return {"widget": "object", "fields": _object(node, defs, at, offered)}
    if kind == "array":
        inner = _resolved(node.get("items", {}), defs)
        if "properties" in inner:
            return {"widget": "list", "fields": _object(inner, defs, at, offered)}
        return {"widget": "list"}
    if kind == "boolean":
        return {"widget": "boolean", "default": False, "required": False}
    if kind in {"integer", "number"}:
        return {"widget": "number", "value_type": "int" if kind == "integer" else "float", "min": 0}
    if re.fullmatch(r"\^\\d\{4\}-\\d\{2\}-\\d\{2\}\$", str(node.get("pattern", ""))):
        return {"widget": "jinguo-day"}
    return {"widget": "string"}


def _resolved(node: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands behind a reference or beside “or nothing”."""
    if "$ref" in node:
        found: Mapping[str, Any] = defs[str(node["$ref"]).rpartition("/")[2]]
        return found
    for each in node.get("anyOf", ()):
        if each.get("type") != "null":
            return _resolved(each, defs)
    return node


def _described(text: str) -> tuple[str, str]:
    """``乡镇（街道）`` stays whole; ``领队（经本人同意才公开）`` is a label and its hint."""
    if text in {"乡镇（街道）", "服务总时长（小时）"}:
        return text, ""
    match = _DESCRIBED.fullmatch(text)
    if match is None:
        return text, ""
    hint = (match["hint"] + match["rest"]).strip()
    # Half a bracket, or keys of a file: said for people who write files.
    odd = hint.isascii() or re.search(r"[a-z]{3,}", hint) or hint.count("（") != hint.count("）")
    return match["label"].strip(), "" if odd else hint
