"""What ``jinguo photos add`` says to a clerk: where photos are missing, and how an entry looks when it is whole."""

from __future__ import annotations

import io
from pathlib import Path

import yaml
from click.testing import CliRunner
from PIL import Image

from generator.cli.main import jinguo
from generator.records.kinds import Photo
from tests import tiny

DRAFT = "activities/2024/0601-caogao"


def test_an_entry_to_copy(tmp_path: Path) -> None:
    """It has all five keys and reads as a photograph; a file that is not there is told of once."""
    root = tiny.write(tmp_path / "册", {f"{DRAFT}/report.md": tiny.report("草稿", "2024-06-01", status="draft")})
    stream = io.BytesIO()
    Image.effect_noise((1600, 1200), 80).convert("RGB").save(stream, "JPEG")
    (tmp_path / "a.jpg").write_bytes(stream.getvalue())
    words = ["photos", "add", DRAFT, str(tmp_path / "a.jpg"), str(root / "没有.jpg"), "--root", str(root)]
    done = CliRunner().invoke(jinguo, words)
    entry = next(line for line in done.output.splitlines() if line.startswith("  - {file: 01.jpg"))
    values = yaml.safe_load(entry)[0]
    assert set(values) == {"file", "alt", "caption", "people", "credit"}
    assert Photo.model_validate(values).caption
    assert done.output.count("没有.jpg") == 1


def test_no_photographs_given() -> None:
    """The activity is the first word; photographs come behind it."""
    done = CliRunner().invoke(jinguo, ["photos", "add", "."])
    assert done.exit_code == 2
    assert "没有写照片在哪里" in done.output
