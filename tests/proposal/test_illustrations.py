"""Pictures of the handbook in a proposal: no record describes them, so the summary shows each."""

from __future__ import annotations

import io
from pathlib import Path

from click.testing import CliRunner
from PIL import Image

from generator.cli.main import jinguo
from tests.built import change
from tests.proposal.desk import commit, folders, git, lines, repository, told

PAGE = "content/guide/index.md"
TEXT = "---\ntitle: 手册\nsummary: 手册\n---\n![网页表单](pictures/form.webp)\n"
PICTURE = "content/guide/pictures/form.webp"


def drawing(colour: tuple[int, int, int], **more: bytes) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(out, "WEBP", lossless=True, **more)
    return out.getvalue()


def test_a_new_picture_is_shown(tmp_path: Path) -> None:
    """With its place; one that carries more than pixels is named and not shown."""
    summary, comment, _ = told(folders(tmp_path / "a", {PAGE: TEXT, PICTURE: drawing((9, 9, 9))}))
    assert lines(summary, "照片") == [f"新增手册插图 {PICTURE}"]
    assert PICTURE in comment
    exif = Image.Exif()
    exif[0x010F] = "某牌手机"
    summary, _, _ = told(folders(tmp_path / "b", {PAGE: TEXT, PICTURE: drawing((9, 9, 9), exif=exif.tobytes())}))
    assert lines(summary, "照片") == [f"新增手册插图 {PICTURE}（还没有洗净，或者打不开）"]


def test_a_replaced_picture_is_shown(tmp_path: Path) -> None:
    """Also where no page has changed."""
    root = repository(tmp_path / "登记 册", {PAGE: TEXT})
    change(root, {PICTURE: drawing((200, 9, 9))})
    git(root, "add", "-A", ".")
    git(root, "commit", "-q", "-m", "picture")
    head = commit(root, {PICTURE: drawing((9, 9, 9))})
    done = CliRunner().invoke(jinguo, ["compare", "--root", str(root), "main", head])
    assert f"换了手册插图 {PICTURE}" in done.output
