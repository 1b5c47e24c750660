"""What Decap is told: the collections with their forms, where the register is, in Chinese."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from generator import personal
from generator.admin.choices import choices
from generator.admin.collections import COLLECTIONS, Collection
from generator.admin.forms import fields
from generator.records.library import Library

Forge = Literal["github", "gitlab", "gitea"]
_HOSTED_DAY = "{{fields.date | date('YYYY')}}/{{fields.date | date('MMDD')}}"
_LOCAL_DAY = "{{year}}/{{month}}{{day}}"


@dataclass(frozen=True, slots=True)
class Host:
    """A platform where the register lies and pull requests are made."""

    forge: Forge
    repo: str
    """``owner/name``."""
    branch: str = "main"
    base_url: str = ""
    """Of the server that signs people in (GitHub), or of the platform itself (GitLab, Gitea)."""
    app_id: str = ""
    """By which GitLab and Gitea know this form."""


def settings(library: Library, host: Host | None = None, *, today: dt.date | None = None) -> dict[str, Any]:
    """Everything that our script and Decap need; the same register and day give the same settings."""
    offered = choices(library, today)
    facts = library.facts
    words = {each["value"]: each["label"] for each in offered["story.teams"]}
    return {
        "config": config(library, host, today=today),
        "local": host is None,
        "title": facts.site.title,
        "brands": {brand.name: {"id": brand.id, "colour": brand.colour or ""} for brand in facts.brands},
        "teams": words,
        "projects": {each["value"]: each["label"] for each in offered["story.project"]},
        "campaigns": {each["value"]: each["label"] for each in offered["story.campaign"]},
        "divisions": {name: division.name for division in facts.divisions for name in division.townships},
        "consents": offered["story.photos.people"],
        "emails": sorted({address for contact in facts.contacts for address in personal.emails(contact.value)}),
    }


def config(library: Library, host: Host | None = None, *, today: dt.date | None = None) -> dict[str, Any]:
    """Decap's configuration, for our own server on loopback or for a platform."""
    offered = choices(library, today)
    return {
        "load_config_file": False,
        "backend": _backend(host),
        "locale": "zh_Hans",
        "publish_mode": "editorial_workflow",
        "media_folder": "/",
        "public_folder": "",
        "show_preview_links": False,
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "collections": [_collection(each, offered, hosted=host is not None) for each in COLLECTIONS.values()],
    }


def _backend(host: Host | None) -> dict[str, Any]:
    messages = {
        "create": "网页投稿：{{slug}}", "update": "网页修改：{{slug}}", "delete": "网页删除：{{slug}}",
        "uploadMedia": "上传照片", "deleteMedia": "删除照片",
    }  # fmt: skip
    if host is None:
        return {"name": "proxy", "proxy_url": "/api/v1", "branch": "HEAD", "commit_messages": messages}
    backend: dict[str, Any] = {
        "name": host.forge, "repo": host.repo, "branch": host.branch, "commit_messages": messages,
        "squash_merges": host.forge != "gitea", "cms_label_prefix": "jinguo/",
    }  # fmt: skip
    if host.forge == "github":
        backend |= {"open_authoring": True, "auth_scope": "public_repo"}
    if host.forge == "gitlab":
        backend["auth_type"] = "pkce"
    if host.base_url:
        backend["base_url"] = host.base_url
        if host.forge != "github":
            backend["api_root"] = f"{host.base_url.rstrip('/')}/api/{'v4' if host.forge == 'gitlab' else 'v1'}"
    if host.app_id:
        backend["app_id"] = host.app_id
    return backend


def _collection(each: Collection, offered: dict[str, list[dict[str, str]]], *, hosted: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": each.name, "label": each.label, "label_singular": each.one, "description": each.hint,
        "folder": each.folder, "extension": each.extension, "format": "frontmatter", "create": each.create,
        "delete": False, "publish": False, "identifier_field": each.title,
        # Beside a report, in a folder of the same name for other records.
        "media_folder": "" if each.name == "story" else "{{filename}}", "public_folder": "",
        "fields": fields(each, offered, status="submitted" if hosted else "draft"),
        "editor": {"preview": each.name == "story"},
    }  # fmt: skip
    if each.name == "story":
        made |= {
            # Year and day as the folder has them: a date of several days is no text that Decap could show.
            "summary": "{{dirname | truncate(9, '　')}}{{title}}",
            # A title in Chinese gives no address. On a platform the address has the day of the activity, which is a
            # single one there; on loopback it has the minute of writing, and our server chooses a better one.
            "slug": f"{_HOSTED_DAY if hosted else _LOCAL_DAY}-tougao-{{{{hour}}}}{{{{minute}}}}{{{{second}}}}/report",
            # Says how deep the reports lie; the rest of it is empty, since the slug holds the whole path already.
            "path": "{{slug}}{{-/-/-}}",
            "sortable_fields": [{"field": "title", "label": "标题"}],
        }
    return made
