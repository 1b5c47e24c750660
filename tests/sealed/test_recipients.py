"""To whom a sheet is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.problems import ContentError
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
