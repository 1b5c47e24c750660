"""What a federation sets of the rules, whom it lets sign, and what a reviewer lets pass in one record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from generator.records.fields import Code, Count, Fields, Text, Texts, wrong

RULE_ID = r"^[A-Z][0-9]{1,2}$"
_RULE_ID = re.compile(RULE_ID)
_REASON_LENGTH = 4
"""Characters; “无”, “可以” tell nobody why."""


class RuleSetting(Fields):
    """One rule as this federation wants it, with the reason: ``{id: A22, level: off, reason: …}``."""

    id: str = Field(pattern=RULE_ID, description="规则编号，如 A22")
    level: Literal["off", "warning", "error"] | None = Field(None, description="级别：off、warning、error")
    limit: Count | None = Field(None, description="规则里的数（字数、天数，见规则表）")
    words: Texts = Field((), description="词表里再加这些词")
    allow: Texts = Field((), description="词表里不查这些词")
    reason: Text = Field(description="为什么这样设")

    @model_validator(mode="after")
    def _sets_something(self) -> RuleSetting:
        if self.level is None and self.limit is None and not self.words and not self.allow:
            raise wrong("没有写要改什么", "level、limit、words、allow 至少写一个")
        return self


Account = Annotated[str, Field(pattern=r"^@?[A-Za-z0-9][A-Za-z0-9_.\-/]{0,79}$")]
"""An account on the platform where pull requests are made, or a group of them."""


class Signer(Fields):
    """Who signs for what on the platform where pull requests are made; CODEOWNERS is written from these."""

    account: Account = Field(description="平台账号，如 xinhua-bianji")
    roles: tuple[Literal["编辑", "校对", "审核", "签发"], ...] = Field(min_length=1, description="可以签哪几审")
    division: Code | None = Field(None, description="只管哪个县（市、区），不写就是全部")


@dataclass(frozen=True, slots=True)
class Waivers:
    """What a reviewer lets pass in one record; no model of fields, because its keys are the ids of rules."""

    reasons: Mapping[str, str]
    """Rule id → why this record may be an exception."""
    by: str
    """Her name or office."""


def _read_waivers(value: Any) -> Any:
    if not isinstance(value, dict):
        raise wrong("这里应该是规则编号和理由", "请写成 {A22: 为什么可以, by: 审核人}")
    reasons = {str(key): each for key, each in value.items() if key != "by"}
    for rule_id, reason in reasons.items():
        if not _RULE_ID.fullmatch(rule_id):
            raise wrong(f"“{rule_id[:20]}” 不是规则编号", "请写成 {A22: 为什么可以, by: 审核人}")
        if not isinstance(reason, str) or len(reason.strip()) < _REASON_LENGTH:
            raise wrong(f"{rule_id} 没有写清理由", "请写明为什么这里可以例外")
    if not reasons:
        raise wrong("没有写放行哪条规则", "请写成 {A22: 为什么可以, by: 审核人}")
    if not isinstance(value.get("by"), str) or not value["by"].strip():
        raise wrong("没有写谁同意放行", "请加上 by: 审核人")
    return Waivers(MappingProxyType(reasons), value["by"].strip())


Waive = Annotated[
    Waivers,
    BeforeValidator(_read_waivers),
    WithJsonSchema(
        {
            "type": "object",
            "properties": {"by": {"type": "string", "minLength": 1}},
            "patternProperties": {RULE_ID: {"type": "string", "minLength": _REASON_LENGTH}},
            "required": ["by"],
            "minProperties": 2,
            "additionalProperties": False,
        }
    ),
]
"""``waive: {A22: 理由, by: 审核人}`` of a record."""
