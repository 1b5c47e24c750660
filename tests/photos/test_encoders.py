"""Which programs make the pixels."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from generator import photos
from generator.photos import encoders
from generator.photos.encoders import OURS, meaning, ours, versions

FOLDER = Path(photos.__file__).parent
SHAPING = ("decode", "metadata", "render", "sizes")
"""What is asked for pixels, crops, sizes and findings; the rest is what these import."""


def test_every_encoder_is_named_with_its_version() -> None:
    """No library that can change an output byte goes unmentioned."""
    found = dict(versions())
    assert {"pillow", "pillow_heif", "libheif", "webp", "jpg", "littlecms2"} <= found.keys()
    assert "None" not in (found["webp"], found["jpg"], found["littlecms2"])


def test_every_module_that_shapes_a_file_is_named() -> None:
    """What these modules import of ours shapes the bytes or the findings, too; only this very module is no shape."""
    found, waiting = set[str](), list(SHAPING)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
            nodes = [each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)]
            ours = [each for each in nodes if (each.module or "").startswith("generator.photos")]
            waiting += [each.module.split(".")[2] for each in ours if each.module and each.module.count(".") > 1]
            waiting += [each.name for node in ours if node.module == "generator.photos" for each in node.names]
    assert sorted(found - {"encoders"}) == sorted(OURS)


@pytest.mark.parametrize("name", OURS)
def test_a_change_of_our_own_program_misses_the_cache(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another number in any of these modules is another program; another word in a comment is not."""
    before, whole = ours(), meaning

    def changed(source: str) -> str:
        mine = source == (FOLDER / f"{name}.py").read_text(encoding="utf-8")
        return whole(source + "\nLATER = 1\n" if mine else source + '\n# a word\n"""and more"""\n')

    ours.cache_clear()
    monkeypatch.setattr(encoders, "meaning", changed)
    assert ours() != before
    monkeypatch.setattr(encoders, "meaning", lambda source: whole(re.sub(r"(?m)$", "  # a word", source, count=1)))
    ours.cache_clear()
    assert ours() == before
    ours.cache_clear()
