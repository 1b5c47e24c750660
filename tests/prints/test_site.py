"""Templates of print lie in the theme, and no reader of the site ever meets them."""

from __future__ import annotations

from tests.built import tiny_register


def test_templates_of_print_are_not_on_the_site() -> None:
    """A built site holds none of them."""
    site = tiny_register() / "site"
    assert (site / "index.html").exists()
    assert list(site.rglob("*.typ")) == []
    assert not (site / "print").exists()
