"""The forms follow the kinds of record, in Chinese, and offer what the register has."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.admin.collections import COLLECTIONS
from generator.admin.config import Host, config, settings
from generator.admin.forms import _ABSENT
from generator.admin.shell import NAMES, settings_file
from generator.records.library import Library, load
from generator.records.wording import is_private_key
from tests import tiny
from tests.admin.desk import ROOT
from tests.built import sample_site

ASSETS = ROOT / "generator/admin/assets"
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def library() -> Library:
    """The sample register."""
    return load(ROOT, sealed=False)[0]


@pytest.fixture(scope="module")
def made(library: Library) -> dict[str, Any]:
    """What Decap is told."""
    return config(library)


def leaves(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every field, also within others."""
    for field in fields:
        yield field
        yield from leaves(field.get("fields", []))


@pytest.mark.parametrize("name", sorted(COLLECTIONS))
def test_every_key_of_a_record_is_in_the_form_or_left_to_people(made: dict[str, Any], name: str) -> None:
    """A new key of a kind appears by itself; nothing else does."""
    (collection,) = (each for each in made["collections"] if each["name"] == name)
    keys = {info.alias or key for key, info in COLLECTIONS[name].model.model_fields.items()}
    assert {field["name"] for field in collection["fields"]} == keys - _ABSENT | {"body"}


def test_labels_and_hints_are_chinese(made: dict[str, Any]) -> None:
    """Every word that a person reads, also of choices; the keys of records are not shown."""
    for collection in made["collections"]:
        assert all(HAN.search(collection[key]) for key in ("label", "label_singular", "description"))
        for field in leaves(collection["fields"]):
            assert HAN.search(field["label"]), field["name"]
            assert "hint" not in field or HAN.search(field["hint"]), field["name"]
            for option in field.get("options", []):
                assert HAN.search(option["label"]), option


def test_no_form_asks_for_what_is_sealed(made: dict[str, Any]) -> None:
    """No telephone, no identity number, no address of a home."""
    for collection in made["collections"]:
        for field in leaves(collection["fields"]):
            assert not is_private_key(field["name"])
            assert not is_private_key(field["label"])


def test_consents_are_numbers_only(library: Library) -> None:
    """Whose they are stands in sealed sheets, which the form does not read."""
    for option in settings(library)["consents"]:
        assert re.match(r"c-\d{4}-\d{4,}（[姓名肖像事迹家中、]+，\d{4}-\d\d-\d\d 签", option["label"])
        names = {each.fields.name for each in library.volunteers.values()}
        assert not [name for name in names if name in option["label"]]
    assert library.sheets == {}


def test_consents_that_do_not_fit_are_not_offered(library: Library) -> None:
    """Each field has those that cover it; what has run out is only where a record names it."""
    later = settings(library, today=dt.date(2999, 1, 1))
    now = settings(library, today=dt.date(2026, 11, 21))
    assert len(later["consents"]) <= len(now["consents"])
    assert all(re.search("肖像|用在|优秀", each["label"]) for each in now["consents"])


def test_hints_are_whole_sentences(made: dict[str, Any]) -> None:
    """No half bracket, no key of a file."""
    for collection in made["collections"]:
        for field in leaves(collection["fields"]):
            said = f"{field['label']}{field.get('hint', '')}"
            assert said.count("（") == said.count("）"), said
            assert not re.search(r"[a-z]{3,}", said), said


def test_a_draft_needs_little(made: dict[str, Any]) -> None:
    """Of a story that is begun: title, day, township, team, brand."""
    story = made["collections"][0]["fields"]
    needed = [field["label"] for field in story if field["required"] and field["widget"] not in {"hidden", "object"}]
    assert needed == ["标题", "日期", "队伍", "品牌"]
    (place,) = (field for field in story if field["name"] == "place")
    assert [field["label"] for field in place["fields"] if field["required"]] == ["乡镇（街道）"]


def test_lists_show_no_value_that_is_not_a_text(made: dict[str, Any]) -> None:
    """A date may be two days, which Decap would write as a program does; neither list nor address reads it."""
    story = made["collections"][0]
    assert "date" not in story["summary"]
    assert "date" not in story["slug"]


def test_choices_are_those_of_the_register(library: Library, made: dict[str, Any]) -> None:
    """Teams at work, brands, projects, key dates, townships with their counties."""
    story = {field["name"]: field for field in leaves(made["collections"][0]["fields"])}
    assert {each["value"] for each in story["brand"]["options"]} == {each.name for each in library.facts.brands}
    assert {"label": "邻里守望", "value": "linli-shouwang"}["value"] in {
        each["value"] for each in story["project"]["options"]
    }
    assert {"label": "五一路街道（卫东区）", "value": "五一路街道"} in story["township"]["options"]
    values = [each["value"] for each in story["township"]["options"]]
    assert len(values) == len(set(values))
    assert all(library.team(each["value"]) is not None for each in story["teams"]["options"])


def test_on_a_platform_the_forms_are_the_same(library: Library, made: dict[str, Any]) -> None:
    """Pull requests from a fork where the platform has them; a story that is handed in says so."""
    hosted = config(library, Host("github", "fulian/jinguo", base_url="https://sign.example.org"))
    assert hosted["backend"]["open_authoring"] is True
    assert hosted["publish_mode"] == made["publish_mode"] == "editorial_workflow"
    for here, there in zip(made["collections"], hosted["collections"], strict=True):
        assert [each["name"] for each in here["fields"]] == [each["name"] for each in there["fields"]]
    (status,) = (each for each in hosted["collections"][0]["fields"] if each["name"] == "status")
    assert (status["widget"], status["default"]) == ("hidden", "submitted")
    assert config(library, Host("gitlab", "a/b", base_url="https://git.example.org"))["backend"]["api_root"] == (
        "https://git.example.org/api/v4"
    )


def test_settings_are_a_function_of_the_register(library: Library) -> None:
    """Same register, same bytes; a text in it cannot end the script."""
    assert settings_file(settings(library)) == settings_file(settings(library))
    assert json.loads(settings_file({"a": "</script>\u2028"}).decode()[16:-2]) == {"a": "</script> "}


def test_the_preview_has_the_markup_of_the_site() -> None:
    """Each class that the preview uses stands on a real page of a story."""
    page = max((sample_site() / "activities/2026").glob("*xiatang*.html"), key=lambda path: path.stat().st_size)
    there = {name for each in re.findall(r'class="([^"]+)"', page.read_text(encoding="utf-8")) for name in each.split()}
    script = (ASSETS / "preview.js").read_text(encoding="utf-8")
    used = {name for each in re.findall(r'className: "([^"]+)"', script) for name in each.split()}
    assert used - {"ai"} <= there
    assert {"page-head", "label", "meta", "lead-photo", "with-side", "prose", "side", "facts", "gallery"} <= used
    assert 'class="ai"' in (ROOT / "theme/partials/pictures.html").read_text(encoding="utf-8")


def test_the_public_site_has_no_form() -> None:
    """Neither the page nor Decap nor a word of ours."""
    names = {path.relative_to(sample_site()).as_posix() for path in sample_site().rglob("*")}
    assert not {name for name in names if name.split("/")[0] == "admin" or "decap" in name.lower()}
    assert not {name for name in names if name.rpartition("/")[2] in {"widgets.js", "preview.js", "photos.js"}}


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".js")])
def test_our_scripts_are_sound(name: str) -> None:
    """As far as Node can tell without a page."""
    done = subprocess.run(["node", "--check", str(ASSETS / name)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_our_files_name_no_other_server() -> None:
    """Everything comes from the package and the register."""
    for name in NAMES:
        assert "//" not in re.sub(r"(?m)^\s*//.*$|^\s*/\*.*$", "", (ASSETS / name).read_text(encoding="utf-8")), name


def test_a_small_register_has_forms_too(tmp_path: Path) -> None:
    """What a register lacks is typed or left out."""
    assert config(load(tiny.write(tmp_path / "r", photos=False), sealed=False)[0])["collections"]
