"""WeChat on loopback, and no waiting for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.articles import official_link
from tests.articles.wechat_http import wechat
from tests.articles.wechat_server import Account


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Account:
    """What WeChat keeps for an account with an empty draft box."""
    monkeypatch.setattr(official_link, "PAUSES", (0.0, 0.0))
    return Account()


@pytest.fixture
def at(kept: Account) -> Iterator[str]:
    """Where its interface is."""
    with wechat(kept) as address:
        yield address
