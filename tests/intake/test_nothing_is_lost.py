"""The law of intake: whatever lies in whatever, each file that was handed in comes out somewhere."""

from __future__ import annotations

import email.policy
import tempfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.console import Recorded
from generator.intake.delivered import Delivery
from generator.intake.reading import read
from tests.intake.making import STORY, packed, picture, winmail, word

NAMES = st.text(st.sampled_from("活动照片总结女abc019 _-.()（）"), min_size=1, max_size=12).map(lambda name: f"n{name}")
Tree = dict[str, object]
"""Names → bytes, or a further tree with how it is packed."""


class Maker:
    """Makes leaves that can be told from one another, and remembers each."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.files: list[bytes] = []

    def leaf(self, kind: str) -> tuple[str, bytes]:
        """Suffix and bytes of a new file."""
        number = len(self.texts) + len(self.files)
        if kind in {"txt", "docx"}:
            self.texts.append(f"标记{number}记标。")
            return kind, (STORY + self.texts[-1]).encode() if kind == "txt" else word(STORY + self.texts[-1])
        table = packed({"xl/workbook.xml": str(number).encode()})
        data = {"png": picture(number), "xlsx": table}.get(kind, f"%PDF-1.4 {number}".encode())
        self.files.append(data)
        return kind, data


def grown(maker: Maker, plan: object) -> tuple[str, bytes]:
    """A leaf, or a container with all below it: its suffix and bytes."""
    if isinstance(plan, str):
        return maker.leaf(plan)
    assert isinstance(plan, tuple)
    kind, below = plan
    inside = {}
    for number, (name, each) in enumerate(below):
        suffix, data = grown(maker, each)
        inside[f"{name}{number}.{suffix}"] = data
    if kind == "winmail":
        name, data = next(iter(inside.items()), ("x.pdf", b"%PDF-"))
        return "zip", packed({"winmail.dat": winmail(name, data), **dict(list(inside.items())[1:])})
    if kind == "zip":
        return "zip", packed(inside)
    message = EmailMessage(policy=email.policy.SMTP)
    message["Subject"], message["From"] = "报送", "甲 <a@example.org>"
    maker.texts.append(f"标记{len(maker.texts) + len(maker.files)}记标。")
    message.set_content(maker.texts[-1] + STORY * (len(below) % 2))
    for name, data in inside.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return "eml", bytes(message)


LEAVES = st.sampled_from(["txt", "docx", "png", "png", "xlsx", "pdf", "mp4"])
PLANS = st.recursive(
    LEAVES,
    lambda below: st.tuples(st.sampled_from(["zip", "eml", "winmail"]), st.lists(st.tuples(NAMES, below), max_size=4)),
    max_leaves=8,
)


def everything(delivery: Delivery) -> Iterator[bytes]:
    """All bytes that came out."""
    for piece in delivery.pieces:
        yield "".join(block.text for block in piece.blocks).encode()
        yield from (each.data for each in piece.pictures)
    yield from (each.data for each in delivery.tables)
    yield from (each.data for each in delivery.kept)


@given(st.lists(st.tuples(NAMES, PLANS), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_leaf_comes_out(plans: list[tuple[str, object]]) -> None:
    """Texts in a piece or kept; pictures, tables and all else byte for byte."""
    maker = Maker()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "交"
        folder.mkdir()
        for number, (stem, plan) in enumerate(plans):
            suffix, data = grown(maker, plan)
            (folder / f"{stem.strip('. ')}{number}.{suffix}").write_bytes(data)
        found = read([folder], Recorded())
    out = list(everything(found))
    for data in maker.files:
        assert data in out
    for text in maker.texts:
        assert any(text.encode() in data for data in out), text


@given(st.binary(max_size=3000), st.sampled_from(["eml", "docx", "zip", "txt", "htm", "dat", "doc2", "png", ""]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_taken(data: bytes, suffix: str) -> None:
    """No bytes under any name break the reader, and none are lost."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / f"x.{suffix}"
        path.write_bytes(data)
        found = read([path], Recorded())
    assert found.pieces or found.kept or found.tables


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_broken_files_are_taken(data: st.DataObject) -> None:
    """Sound files with bytes changed or cut off: read or kept, never a crash."""
    whole = data.draw(st.sampled_from(SOUND))
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 200)) :]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "x.bin"
        path = path.with_suffix(data.draw(st.sampled_from([".docx", ".zip", ".eml", ".dat"])))
        path.write_bytes(broken)
        found = read([path], Recorded())
    assert found.pieces or found.kept or found.tables


SOUND = (
    word(STORY, pictures=[picture()]),
    packed({"a.txt": STORY.encode(), "b.png": picture()}),
    winmail("x.docx", word()),
)
