"""Issue forms and check-lists: in Chinese, of the shape that the platforms document, and safe to fill in publicly.

``JINGUO_RENEW=1 pytest tests/test_forms.py`` writes the templates of GitLab, which has no forms, from those of GitHub.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import personal

ROOT = Path(__file__).resolve().parents[1]
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]-*.yml"))
CONFIG = ROOT / ".github/ISSUE_TEMPLATE/config.yml"
REQUEST = ROOT / ".github/pull_request_template.md"
GITLAB = ROOT / ".gitlab"
TOP = {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}
"""Keys of a form as the platform documents them; of these name, description and body are required."""
ATTRIBUTES: dict[str, tuple[set[str], set[str]]] = {
    "markdown": ({"value"}, set()),
    "input": ({"label"}, {"description", "placeholder", "value"}),
    "textarea": ({"label"}, {"description", "placeholder", "value", "render"}),
    "dropdown": ({"label", "options"}, {"description", "multiple", "default"}),
    "checkboxes": ({"label", "options"}, {"description"}),
}
"""Kind of element → attributes that it must have, and that it may have."""
HAN = re.compile("[\u4e00-\u9fff]")


def form(path: Path) -> dict[str, Any]:
    """One form as the platform reads it."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def test_there_is_a_form_for_each_occasion() -> None:
    """A story, a withdrawal, a mistake on the site, news of a team; and no blank issue beside them."""
    assert [form(path)["name"] for path in FORMS] == ["投稿", "撤回同意、要求删除", "网站错误", "队伍信息变更"]
    assert form(CONFIG) == {"blank_issues_enabled": False}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_has_the_documented_shape(path: Path) -> None:
    """Known keys only; texts are texts; at least one question; ids and labels are unique."""
    read = form(path)
    assert {"name", "description", "body"} <= set(read) <= TOP
    assert all(isinstance(read[key], str) and HAN.search(read[key]) for key in ("name", "description", "title"))
    assert all(isinstance(label, str) for label in read["labels"])
    questions = [each for each in read["body"] if each["type"] != "markdown"]
    assert questions
    for kind in ("id", "label"):
        values = [each["id"] if kind == "id" else each["attributes"]["label"] for each in questions]
        assert len(values) == len(set(values))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_element_has_the_documented_shape(path: Path) -> None:
    """Its kind, its attributes, ``validations.required`` where there is one, choices that are not empty."""
    for element in form(path)["body"]:
        needed, allowed = ATTRIBUTES[element["type"]]
        attributes = element["attributes"]
        assert needed <= set(attributes) <= needed | allowed
        assert set(element) <= {"type", "id", "attributes", "validations"}
        if element["type"] == "markdown":
            assert "id" not in element
            assert "validations" not in element
            continue
        assert re.fullmatch(r"[A-Za-z0-9_-]+", element["id"])
        assert HAN.search(attributes["label"])
        if element["type"] == "checkboxes":
            assert "validations" not in element
            assert all(set(each) <= {"label", "required"} for each in attributes["options"])
        else:
            assert element.get("validations", {"required": True}) == {"required": True}
        if element["type"] == "dropdown":
            options = attributes["options"]
            assert all(isinstance(each, str) and each.lower() != "none" for each in options)
            assert len(options) == len(set(options))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_begins_with_a_warning(path: Path) -> None:
    """Before the first question: whoever opens it reads what must not be written here, and confirms it at the end."""
    first, *_ = form(path)["body"]
    assert first["type"] == "markdown"
    assert "**" in first["attributes"]["value"]
    assert all(word in first["attributes"]["value"] for word in ("不要写", "身份证号", "住址"))
    if not path.stem.endswith("wangzhan"):
        required = [each for element in form(path)["body"] for each in element["attributes"].get("options", ())]
        assert any(isinstance(each, dict) and each.get("required") for each in required)


def every_template() -> list[Path]:
    """All files that this page speaks of."""
    return [*FORMS, CONFIG, REQUEST, *sorted(GITLAB.rglob("*.md"))]


@pytest.mark.parametrize("path", every_template(), ids=lambda path: path.name)
def test_nothing_leads_elsewhere_and_nothing_personal_is_in_it(path: Path) -> None:
    """No address of the web, no host, no e-mail, no number; UTF-8 without a mark, line ends of git."""
    data = path.read_bytes()
    text = data.decode("utf-8")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert not re.search(r"https?:|www\.|\b[a-z0-9-]+\.(?:com|org|net|cn|io|dev)\b", text)
    assert not personal.find(text)
    assert not personal.emails(text)


def test_the_check_list_of_a_request() -> None:
    """Short, with the commands that it names, the same on both platforms."""
    text = REQUEST.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 30
    assert text.count("- [ ] ") >= 8
    for word in ("jinguo check", "jinguo photos add", "同意书", "三审三校", "签发"):
        assert word in text
    assert (GITLAB / "merge_request_templates/Default.md").read_text(encoding="utf-8") == text


def as_markdown(read: dict[str, Any]) -> str:
    """A form for a platform that has none: headings, remarks, lists to tick."""
    parts = []
    for element in read["body"]:
        given = element["attributes"]
        if element["type"] == "markdown":
            parts.append(given["value"].strip())
            continue
        must = element.get("validations", {}).get("required")
        parts.append(f"## {given['label']}{'（必填）' if must else ''}")
        notes = [given[key] for key in ("description", "placeholder") if key in given]
        parts += [f"<!-- {note} -->" for note in notes]
        options = [each if isinstance(each, str) else each["label"] for each in given.get("options", ())]
        parts += ["\n".join(f"- [ ] {each}" for each in options)] if options else []
    secret = ["/confidential"] if "撤回" in read["name"] else []
    return "\n\n".join([*parts, *secret]) + "\n"


def test_the_other_platform_asks_the_same() -> None:
    """GitLab's templates are those forms; whoever withdraws is not seen by everybody there."""
    wanted = {f"{form(path)['name']}.md": as_markdown(form(path)) for path in FORMS}
    folder = GITLAB / "issue_templates"
    if os.environ.get("JINGUO_RENEW"):
        for name, text in wanted.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")} == wanted
    assert wanted["撤回同意、要求删除.md"].endswith("\n/confidential\n")
