"""Readers of one value each: YAML text becomes a date, a count, a choice; the message says how to write it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_LOOSE_DAY = re.compile(
    r"(\d{4}|\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?|(\d{4})(\d{2})(\d{2})", re.ASCII
)
_LOOSE_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?", re.ASCII)
EARLIEST_YEAR = 1949
LATEST_YEAR = 2199
LATEST_SHORT_YEAR = 50

Text = Annotated[str, Field(min_length=1)]
"""One line or more of text, not empty."""
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""Part of an address: lower-case ASCII words joined by hyphens."""


def wrong(message: str, hint: str = "") -> PydanticCustomError:
    """An error whose message and hint are shown to the user as they are."""
    return PydanticCustomError("field", "{message}", {"message": message, "hint": hint})


def _calendar_day(text: str) -> dt.date | None:
    """The day that a writer meant by ``26年3月5日``, ``2026.3.5`` or ``20260305``."""
    match = _LOOSE_DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    if year < 100:  # noqa: PLR2004 - two digits: “26年” means 2026, “98年” 1998
        year += 2000 if year < LATEST_SHORT_YEAR else 1900
    try:
        meant = dt.date(year, month, day)
    except ValueError:
        return None
    return meant if EARLIEST_YEAR <= year <= LATEST_YEAR else None


def read_day(value: Any) -> dt.date:
    """``YYYY-MM-DD`` with zeros (GB/T 7408)."""
    text = str(value).strip() if isinstance(value, str) else ""
    if _DAY.fullmatch(text):
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            raise wrong(f"“{text}” 这一天不存在", "请检查月份和日子") from None
        if EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            return day
        raise wrong(f"年份 {day.year} 不合理", "请检查年份")
    meant = _calendar_day(text)
    hint = f"请写成 {meant.isoformat()}" if meant else "请写成 2026-03-05 这样，月和日都是两位"
    raise wrong(f"“{text[:30]}” 不是日期" if text else "这里应该是日期", hint)


def read_month(value: Any) -> str:
    """``YYYY-MM`` or a whole day, kept as text because some teams only know the month."""
    text = str(value).strip() if isinstance(value, str) else ""
    match = _MONTH.fullmatch(text)
    if match and 1 <= int(match[2]) <= 12 and EARLIEST_YEAR <= int(match[1]) <= LATEST_YEAR:  # noqa: PLR2004
        return text
    if match:
        raise wrong(f"“{text}” 这个月份不存在", "请检查年份和月份")
    loose = _LOOSE_MONTH.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if loose and 1 <= int(loose[2]) <= 12 and EARLIEST_YEAR <= int(loose[1]) <= LATEST_YEAR:  # noqa: PLR2004
        raise wrong(f"“{text[:30]}” 不是规范的年月", f"请写成 {loose[1]}-{int(loose[2]):02d}")
    if _DAY.fullmatch(text) or _calendar_day(text):
        return read_day(value).isoformat()
    raise wrong(
        f"“{text[:30]}” 不是年月" if text else "这里应该是年月",
        "请写成 2018-03 这样，月是两位；知道日子的写 2018-03-05",
    )


def _read_count(value: Any) -> int:
    text = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    if re.fullmatch(r"[0-9]+", text):
        raise wrong(f"“{text[:30]}” 太大了", "请检查是不是多写了几位")
    digits = re.fullmatch(r"([0-9]+)[^\d.]*", unicodedata.normalize("NFKC", text).replace(",", ""))
    hint = f"只写数字，例如 {digits[1]}" if digits else "只写整数，不带单位"
    raise wrong(f"“{text[:30]}” 不是整数" if text else "这里应该是整数", hint)


def _read_amount(value: Any) -> float:
    text = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", text):
        return float(text)
    digits = re.fullmatch(r"([0-9]+(?:\.[0-9]{1,3})?)[^\d.]*", unicodedata.normalize("NFKC", text).replace(",", ""))
    hint = f"只写数字，例如 {digits[1]}" if digits and not text.isdigit() else "只写数字，不带单位"
    raise wrong(f"“{text[:30]}” 不是数字" if text else "这里应该是数字", hint)


def _read_flag(value: Any) -> bool:
    text = value.strip().lower() if isinstance(value, str) else ""
    if text in {"true", "false"}:
        return text == "true"
    raise wrong(f"“{text[:30]}” 不是 true 或 false", "是就写 true，否就写 false")


def _read_list(value: Any) -> Any:
    if isinstance(value, str):
        parts = [part.strip() for part in re.split("[、，,；;]", value.strip("【】［］[]（） "))]
        raise wrong("这里应该是列表", f"请写成 [{', '.join(parts)[:60]}]，方括号和逗号用半角")
    return value


Day = Annotated[
    dt.date, BeforeValidator(read_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})
]
"""A calendar day."""
Month = Annotated[
    str, BeforeValidator(read_month), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"})
]
"""A month, ``YYYY-MM``, or a day."""
Count = Annotated[int, BeforeValidator(_read_count), WithJsonSchema({"type": "integer", "minimum": 0})]
"""A number of people or things."""
Amount = Annotated[float, BeforeValidator(_read_amount), WithJsonSchema({"type": "number", "minimum": 0})]
"""A measured number; hours have at most three decimals."""
Flag = Annotated[bool, BeforeValidator(_read_flag), WithJsonSchema({"type": "boolean"})]
"""``true`` or ``false``, nothing else: ``yes`` and ``on`` mean different things to different tools."""
Code = Annotated[
    str, Field(pattern=r"^[0-9]{6}$"), WithJsonSchema({"type": ["string", "integer"], "pattern": r"^[0-9]{6}$"})
]
"""Division code of GB/T 2260, six digits."""
Texts = Annotated[tuple[Text, ...], BeforeValidator(_read_list)]
"""A list of texts."""


def _read_one(value: Any) -> Any:
    if isinstance(value, list):
        raise wrong("只能写一个，这里是列表", "请只留最主要的一个，不加方括号")
    return value


One = Annotated[Text, BeforeValidator(_read_one)]
"""One text, where people tend to write several."""


class Fields(BaseModel):
    """Common ground of every record and part of a record: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, populate_by_name=False)


class Span(Fields):
    """One day, or from the first day to the last."""

    first: Day = Field(alias="from", description="开始日期")
    last: Day = Field(alias="to", description="结束日期")

    @model_validator(mode="after")
    def _in_order(self) -> Span:
        if self.last < self.first:
            raise wrong(f"结束日期 {self.last} 早于开始日期 {self.first}", "请检查 from 和 to")
        return self


def _read_span(value: Any) -> Any:
    if isinstance(value, str):
        days = [_calendar_day(part) for part in re.split("至|到|~|～|—+|--", value)]
        if len(days) == 2 and all(days):  # noqa: PLR2004
            raise wrong(f"“{value[:30]}” 不是一天", f"几天的活动写成 {{from: {days[0]}, to: {days[1]}}}")
        day = read_day(value).isoformat()
        return {"from": day, "to": day}
    if not isinstance(value, dict):
        raise wrong("这里应该是日期", "一天写 2026-03-05，几天写 {from: 2026-03-05, to: 2026-03-07}")
    return value


Days = Annotated[
    Span,
    BeforeValidator(_read_span),
    WithJsonSchema(
        {
            "description": "日期：2026-03-05，或 {from: 2026-03-05, to: 2026-03-07}",
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
                {
                    "type": "object",
                    "properties": {"from": {"type": "string"}, "to": {"type": "string"}},
                    "required": ["from", "to"],
                    "additionalProperties": False,
                },
            ],
        }
    ),
]
"""The day or days of an activity."""


def _read_people(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) and value.strip() in {"none", "crowd"}:
        return (value.strip(),)
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise wrong("要写清照片里是谁", "没有人写 none，远景人群写 crowd，认得出的人写同意书编号，例如 [c-年份-编号]")


People = Annotated[
    tuple[str, ...],
    BeforeValidator(_read_people),
    WithJsonSchema(
        {
            "description": "照片里的人：none、crowd，或同意书编号的列表",
            "anyOf": [
                {"enum": ["none", "crowd"]},
                {"type": "array", "items": {"type": "string"}, "minItems": 1},
            ],
        }
    ),
]
"""Who can be recognised: ``("none",)``, ``("crowd",)`` or ids of consents."""


def _read_focus(value: Any) -> tuple[float, float]:
    parts = value if isinstance(value, list) else []
    shares = [
        float(each) for each in parts if isinstance(each, str) and re.fullmatch(r"0(\.[0-9]{1,3})?|1(\.0+)?", each)
    ]
    if len(shares) == len(parts) == 2:  # noqa: PLR2004 - across and down
        return shares[0], shares[1]
    raise wrong("焦点要写两个 0 到 1 之间的数", "先横后竖，从左上角量起：[0.4, 0.3] 表示偏左、偏上")


Focus = Annotated[
    tuple[float, float],
    BeforeValidator(_read_focus),
    WithJsonSchema(
        {"type": "array", "items": {"type": "number", "minimum": 0, "maximum": 1}, "minItems": 2, "maxItems": 2}
    ),
]
"""The point of a photograph that every crop keeps: shares of width and height from the upper left corner."""

Status = Literal["draft", "submitted", "selected"]
Channel = Literal["web", "wechat"]
ConsentChannel = Literal["web", "wechat", "print"]
"""What hangs on a wall cannot be taken back, so it takes a consent that says so."""
