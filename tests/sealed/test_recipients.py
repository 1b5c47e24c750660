"""To whom a sheet is sealed."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import ContentError
from generator.records.recipients import parse_recipients, reader_count
from generator.sealed.age import new_identity, parse_identities, seal
from generator.sealed.recipients import recipient_keys

if TYPE_CHECKING:
    from tests.sealed.conftest import Register


def test_the_keys_of_all_folders_above(register: Register) -> None:
    """The federation, its backup and the sheet's own 分队, nobody else."""
    everywhere = {*register.owner.public, *register.backup.public}
    assert set(recipient_keys(register.root, "teams/yexian/c/roster.sealed")) == everywhere
    keys = set(recipient_keys(register.root, "teams/xinhua/a/roster.sealed"))
    assert keys == everywhere | set(register.xinhua.public)


def test_nothing_is_sealed_to_fewer_than_two(register: Register) -> None:
    """A register whose backup key is missing cannot seal at all."""
    register.recipients("teams/recipients.txt", register.owner)
    with pytest.raises(ContentError) as caught:
        recipient_keys(register.root, "teams/yexian/c/roster.sealed")
    assert "至少要 2 把" in caught.value.problems[0].message


def test_a_mistyped_key_stops_the_sealing(register: Register) -> None:
    """Otherwise its owner would find out years later that she cannot read anything."""
    path = register.root / "teams" / "xinhua" / "recipients.txt"
    path.write_text(path.read_text(encoding="utf-8")[:-4], encoding="utf-8")
    with pytest.raises(ContentError):
        recipient_keys(register.root, "teams/xinhua/roster.sealed")


def test_the_line_above_a_key_says_whose_it_is() -> None:
    """Only that line: a heading of the file, or a line with a gap below it, is nobody's name."""
    one, two, three = (parse_identities(new_identity("test")).public[0] for _ in range(3))
    text = f"# 全市\n#  新华区妇联 \n{one}\n{two}\n# 说明\n\n{three}\n"
    assert [each.note for each in parse_recipients("recipients.txt", text).listed] == ["新华区妇联", "", ""]


@given(st.integers(1, 40), st.binary(max_size=200))
def test_everybody_can_count_the_readers(readers: int, data: bytes) -> None:
    """Without a key, of any number, whatever else programs write into the header."""
    key = parse_identities(new_identity("test")).public[0]
    token = base64.b64encode(seal(data, [key] * readers)).decode()
    assert reader_count(token) == readers


def test_a_list_outside_of_the_register_does_not_count(register: Register) -> None:
    """Nobody would see it there: a reader slipped in beside the folders of the register reads nothing."""
    register.recipients("recipients.txt", parse_identities(new_identity("test")))
    assert set(recipient_keys(register.root, "teams/roster.sealed")) == {
        *register.owner.public,
        *register.backup.public,
    }
