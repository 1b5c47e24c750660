"""JSON Schemas of all record kinds, for editors that complete keys and mark mistakes while one types."""

from __future__ import annotations

import json
from typing import Any

from generator.records import kinds
from generator.records.federation import Federation
from generator.records.fields import Fields
from generator.records.honours import Honours
from generator.records.targets import Publishing

_KINDS: dict[str, tuple[type[Fields], str]] = {
    "federation": (Federation, "teams/federation.yml：妇联本身"),
    "team": (kinds.Team, "team.yml：一支队伍"),
    "activity": (kinds.Activity, "activities/…/report.md：一场活动"),
    "brand": (kinds.Brand, "content/brands/….md：一个品牌"),
    "project": (kinds.Project, "content/projects/….md：一个品牌项目"),
    "volunteer": (kinds.Volunteer, "content/volunteers/….md：一位优秀志愿者"),
    "community": (kinds.Community, "content/communities/….md：一个妇女之家或示范社区"),
    "honours": (Honours, "content/honours/年份.yml：一年的表彰"),
    "page": (kinds.Page, "content/ 下的其他页面"),
    "publish": (Publishing, "publish.yml：网站往哪里发"),
}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """File name → JSON text, sorted keys, the same bytes every time."""
    found = {name: _titled(model, title) for name, (model, title) in _KINDS.items()}
    found["consents"] = _map_of(kinds.Consent, "teams/consents.yml：同意书", r"^c-\d{4}-\d{4,}$")
    found["retired"] = _list_of(kinds.Retired, "teams/retired.yml：停用的队伍编号")
    return {f"{name}.json": _text(schema) for name, schema in found.items()}


def _titled(model: type[Fields], title: str) -> dict[str, Any]:
    return {"$schema": _DRAFT, **model.model_json_schema(by_alias=True), "title": title}


def _map_of(model: type[Fields], title: str, key: str) -> dict[str, Any]:
    inner = model.model_json_schema(by_alias=True)
    return {
        "$schema": _DRAFT,
        "title": title,
        "type": "object",
        "patternProperties": {key: inner},
        "additionalProperties": False,
    }


def _list_of(model: type[Fields], title: str) -> dict[str, Any]:
    return {
        "$schema": _DRAFT,
        "title": title,
        "type": "array",
        "items": model.model_json_schema(by_alias=True),
    }


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
