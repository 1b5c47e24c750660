"""What the schema complains about, said to the writer: Chinese, with its place and what to do."""

from __future__ import annotations

import functools
import re
import types
import typing
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.problems import Problem, did_you_mean
from generator.records.flow import cut_off
from generator.records.marks import KeyPath
from generator.records.source import Document

PRIVATE_KEYS = frozenset(  # a table of words is easier to keep than a list of quoted ones
    """phone phones mobile tel telephone cellphone wechat weixin wx vx qq email_private id_number id_card idcard idno
    identity_number birth birthday birthdate date_of_birth address home_address ethnicity bank_card
    联系电话 电话 手机 手机号 手机号码 电话号码 领队微信号 微信 微信号 身份证 身份证号 身份证号码 身份证件号码 出生日期
    出生年月 生日 住址 家庭住址 居住地址 民族 政治面貌 银行卡号""".split()  # noqa: SIM905
)
"""Keys that may only be sealed (domain rule T14; 个人信息保护法 第二十五条)."""


_PRIVATE_WORDS = ("身份证", "手机", "电话", "微信号", "住址", "出生", "生日", "银行卡")


def is_private_key(key: str) -> bool:
    """Whether a key of a public file names something that may only be sealed: ``leader_phone``, ``领队电话``."""
    words = re.sub(r"([a-z])([A-Z])", r"\1_\2", unicodedata.normalize("NFKC", key)).strip().lower()
    plain = re.sub(r"[\s_-]+", "_", words)
    parts = {plain, *plain.split("_")}
    return not PRIVATE_KEYS.isdisjoint(parts) or any(word in plain for word in _PRIVATE_WORDS)


def private_key(document: Document, at: KeyPath) -> Problem:
    """T14: a private field in a public file; the value is never repeated."""
    message = f"“{at[-1]}” 是不能公开的信息，不能写在这里"
    hint = "请删掉这一行，改为登记到密封表（contact.sealed 或 roster.sealed）"
    return document.problem("T14", message, hint, at=at)


def without_empty(value: Any, model: type[BaseModel] | None) -> Any:
    """The same values without keys that were left empty: an empty key counts as missing.

    Keys that the kind does not know stay, so that a misspelt key is reported even while it is empty.
    """
    if isinstance(value, dict):
        known = _inner_models(model) if model else {}
        return {
            key: without_empty(each, known.get(key))
            for key, each in value.items()
            if (each is not None and each != "") or (model is not None and key not in known)
        }
    if isinstance(value, list):
        return [without_empty(each, model) for each in value]
    return value


@functools.cache
def _inner_models(model: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """Every key of a kind as written in files, with the kind of its value if that has keys of its own."""
    return {info.alias or name: _inner_model(info.annotation) for name, info in model.model_fields.items()}


def problems_of(
    document: Document, model: type[BaseModel], error: ValidationError, under: KeyPath = ()
) -> list[Problem]:
    """Every complaint of one validation as a Problem.

    Args:
        document: where the values came from.
        model: what they were read as.
        error: what the schema said.
        under: where in the document the values stand.
    """
    details = error.errors(include_url=False)
    inside = {tuple(detail["loc"][:length]) for detail in details for length in range(len(detail["loc"]))}
    # A list whose items are all wrong is not “too short” as well.
    told = [each for each in details if each["type"] != "too_short" or tuple(each["loc"]) not in inside]
    return list(dict.fromkeys(_problem(document, model, detail, under) for detail in told))


def _problem(document: Document, model: type[BaseModel], detail: ErrorDetails, under: KeyPath) -> Problem:
    loc = tuple(detail["loc"])
    at = (*under, *loc)
    kind = detail["type"]
    rules: Mapping[str, str] = getattr(model, "RULES", {})
    rule = rules.get(str(loc[0]), "F5") if loc else "F5"
    if kind == "extra_forbidden":
        return _unknown_key(document, _model_at(model, loc[:-1]), at)
    if kind == "missing":
        rule = getattr(model, "MISSING", "F4") if len(loc) == 1 else "F4"
        empty = at in document.marks
        message = f"“{at[-1]}” 空着" if empty else f"缺少 “{at[-1]}”"
        return document.problem(rule, message, _describe(model, loc), at=at)
    message, hint = _say(detail)
    name = next((part for part in reversed(at) if isinstance(part, str)), "")
    return document.problem(rule, f"{name}：{message}" if name else message, hint, at=at)


def _unknown_key(document: Document, model: type[BaseModel] | None, at: KeyPath) -> Problem:
    key = str(at[-1])
    known = list(_inner_models(model)) if model else []
    if cut_off(document, at) and not did_you_mean(key, known):
        hint = "上一个值里有半角逗号：改成全角，或者给整个值加引号"
        return document.problem("F3", f"“{key[:40]}” 成了单独的键", hint, at=at)
    if is_private_key(key):
        return private_key(document, at)
    meant = did_you_mean(key, known) or _by_description(model, key)
    hint = meant or (f"这里可以写：{'、'.join(known)}" if known else "")
    return document.problem("F3", f"不认识的键 “{key[:40]}”", hint, at=at)


def _by_description(model: type[BaseModel] | None, key: str) -> str:
    """``是不是 “title”？`` for somebody who wrote the key in Chinese."""
    for name, info in model.model_fields.items() if model else ():
        if re.split("[（：，]", info.description or "")[0] == key:
            return f"是不是 “{info.alias or name}”？"
    return ""


def _field(model: type[BaseModel], key: str | int) -> Any:
    for name, info in model.model_fields.items():
        if key in (name, info.alias):
            return info
    return None


def _model_at(model: type[BaseModel], loc: Iterable[str | int]) -> type[BaseModel] | None:
    """The kind that holds the keys at a place, found through the annotations."""
    current: Any = model
    for key in loc:
        if isinstance(key, int):
            continue
        info = _field(current, key) if current is not None else None
        current = _inner_model(info.annotation) if info else None
    return current if isinstance(current, type) else None


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if typing.get_origin(annotation) in (tuple, typing.Union, types.UnionType, typing.Annotated):
        inner = (_inner_model(each) for each in typing.get_args(annotation))
        return next((each for each in inner if each), None)
    return None


def _describe(model: type[BaseModel], loc: KeyPath) -> str:
    parent = _model_at(model, loc[:-1])
    info = _field(parent, loc[-1]) if parent else None
    return f"请填写：{info.description}" if info and info.description else ""


def _say(detail: ErrorDetails) -> tuple[str, str]:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail.get("input")
    if kind == "field":
        return str(context["message"]), str(context["hint"])
    if kind == "literal_error":
        choices = [each.strip("'") for each in str(context["expected"]).replace(" or ", ", ").split(", ")]
        shown = str(given)[:30]
        return f"“{shown}” 不在可选范围里", did_you_mean(shown, choices) or f"可以写：{'、'.join(choices)}"
    if kind in {"too_short", "string_too_short"}:
        return "不能为空", "请至少写一项" if kind == "too_short" else "请填写内容"
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        return "这里应该是 “键: 值”", "键和值之间用半角冒号加一个空格"
    if kind in {"tuple_type", "list_type"}:
        return "这里应该是列表", "每一项前面写 “- ”，或者写成 [甲, 乙]"
    if given is None:
        return "这一项是空的", "请填写内容，或者删掉这一项"
    if kind == "string_type":
        return "这里应该是一段文字", "不要写成列表或 “键: 值”；有冒号时给整段加引号"
    if kind == "string_pattern_mismatch":
        return f"“{str(given)[:30]}” 的写法不对", f"格式：{_pattern(str(context['pattern']))}"
    return "值不对", "请对照手册检查"


def _pattern(pattern: str) -> str:
    known = {
        r"^[0-9]{6}$": "六位数字，例如 410402",
        r"^[0-9]{2}-[0-9]{2}$": "两位月份-两位日子，例如 03-05",
        r"^[a-z0-9]+(-[a-z0-9]+)*$": "小写字母、数字，用 - 连接，例如 linli-shouwang",
        r"^https?://[^\s/?#@]+(/[^\s?#]*)?/$": "以 https:// 开头，以 / 结尾",
        r"^#[0-9a-fA-F]{6}$": "# 加六位，例如 #A3195B",
    }
    return known.get(pattern, pattern)
