"""Bytes are sealed and opened."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sealed.age import (
    CannotOpen,
    IdentityError,
    load_identities,
    new_identity,
    parse_identities,
    seal,
    unseal,
)

ONE, TWO, STRANGER = (parse_identities(new_identity("test")) for _ in range(3))
KEYS = (*ONE.public, *TWO.public)
SEALED = seal("王样荷".encode(), KEYS)


@given(st.binary(max_size=5000))
def test_each_recipient_opens_what_was_sealed(data: bytes) -> None:
    """Either key opens it, and sealing twice gives different bytes."""
    sealed = seal(data, KEYS)
    assert unseal(sealed, ONE) == unseal(sealed, TWO) == data
    assert sealed != seal(data, KEYS)


def test_a_stranger_does_not() -> None:
    """A key that it was not sealed to is told apart from damage."""
    with pytest.raises(CannotOpen) as caught:
        unseal(SEALED, STRANGER)
    assert caught.value.reason == "key"


@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_a_flipped_byte_never_opens(place: int, flip: int) -> None:
    """Whatever byte is changed, nothing comes out: a row cannot be altered without a key."""
    changed = bytearray(SEALED)
    changed[place] ^= flip
    with pytest.raises(CannotOpen):
        unseal(bytes(changed), ONE)


@given(st.integers(0, len(SEALED) - 1))
def test_a_cut_file_never_opens(length: int) -> None:
    """Nor does a part of it."""
    with pytest.raises(CannotOpen):
        unseal(SEALED[:length], ONE)


@given(st.binary(max_size=300))
def test_rubbish_never_opens(data: bytes) -> None:
    """Nor anything else."""
    with pytest.raises(CannotOpen):
        unseal(b"age-encryption.org/v1\n" + data, ONE)


@pytest.mark.parametrize("keys", [(), ("age1nonsense",), ("ssh-ed25519 AAAA",)])
def test_sealing_to_nobody_is_refused(keys: tuple[str, ...]) -> None:
    """Nothing is sealed that nobody can open."""
    with pytest.raises(ValueError, match=r"nobody|not an age"):
        seal(b"x", keys)


def test_identity_file_with_comments_and_several_keys() -> None:
    """Comments and line ends of any system; both keys open."""
    both = parse_identities(new_identity("甲\n乙") + "\r\n" + new_identity("丙"))
    assert len(both.keys) == len(set(both.public)) == 2
    assert unseal(seal(b"x", both.public[1:]), both) == b"x"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "里没有钥匙"),
        ("# 只有说明\n", "里没有钥匙"),
        ("# 说明\nAGE-SECRET-KEY-1ABC\n", "第 2 行不是 age 私钥"),
        pytest.param(ONE.public[0], "第 1 行是公钥", id="public"),
        ("age-encryption.org/v1\n-> scrypt x 18\n", "带有口令"),
        ("-----BEGIN AGE ENCRYPTED FILE-----\n", "带有口令"),
    ],
)
def test_a_bad_identity_file_is_explained(text: str, message: str) -> None:
    """The message says which line, and never repeats it."""
    with pytest.raises(IdentityError, match=message) as caught:
        parse_identities(text)
    assert "1ABC" not in str(caught.value)


def test_identity_files_are_read_together(tmp_path: Path) -> None:
    """Several files give one ring of keys; a missing one is an error in Chinese."""
    for name in ("甲.identity", "乙.identity"):
        (tmp_path / name).write_text(new_identity(name), encoding="utf-8")
    assert len(load_identities([tmp_path / "甲.identity", tmp_path / "乙.identity"]).keys) == 2
    with pytest.raises(IdentityError, match="读不出来"):
        load_identities([tmp_path / "丙.identity"])
    (tmp_path / "大.identity").write_bytes(b"#" * 70_000)
    with pytest.raises(IdentityError, match="太大"):
        load_identities([tmp_path / "大.identity"])


def test_a_key_is_not_shown_by_accident() -> None:
    """Printing the ring of keys in a log or a traceback shows none of them."""
    assert "SECRET" not in repr(ONE)
    assert "SECRET" not in repr(ONE.keys)


@pytest.mark.skipif(not shutil.which("age"), reason="the stock age program is not installed")
def test_the_stock_age_program_opens_it(tmp_path: Path) -> None:
    """Whoever has the key and the ordinary age program needs nothing of ours."""
    identity = tmp_path / "key.txt"
    identity.write_text(new_identity("说明"), encoding="utf-8")
    sealed = tmp_path / "row.age"
    sealed.write_bytes(seal("王样荷".encode(), [*load_identities([identity]).public, *ONE.public]))
    opened = subprocess.run(["age", "-d", "-i", identity, sealed], capture_output=True, check=True)
    assert opened.stdout.decode() == "王样荷"
