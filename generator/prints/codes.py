"""QR codes that open a page of the site."""

from __future__ import annotations

import io
from urllib.parse import quote

import segno

from generator.pages.cards import story_address
from generator.prints.faults import PrintError
from generator.records.federation import Federation

FILE = "code.svg"
LONGEST = 200
"""Characters of an address: with so many a code of 21 mm still has modules of a third of a millimetre."""
NO_URL = (
    "没有写正式网址，二维码不知道指向哪里 —— 请在 teams/federation.yml 的 site 里写 url，或者用 --url 指明，"
    "如 https://www.example.org/jinguo/"
)


def site_url(facts: Federation, typed: str) -> str:
    """The site's address with a slash at its end.

    Raises:
        PrintError: nobody has said where the site stands.
    """
    url = typed or facts.site.url or ""
    if not url:
        raise PrintError(NO_URL)
    return url


def story_url(site: str, address: str) -> str:
    """Where a story can be read, spelt so that every reader of codes understands it."""
    return site + quote(story_address(address))


def page_url(site: str, address: str) -> str:
    """Where any page can be read."""
    return site + quote(address)


def code(url: str) -> bytes:
    """A QR code as a drawing: as few modules as bear a seventh of damage, with the quiet zone that readers need.

    Raises:
        PrintError: the address is so long that telephones would not read its code.
    """
    if len(url) > LONGEST:
        raise PrintError(
            f"网址有 {len(url)} 个字符，二维码会密得扫不出来（最多 {LONGEST} 个）—— 请把 --url 或者 site.url 改短"
        )
    out = io.BytesIO()
    segno.make(url, error="m", micro=False, boost_error=True).save(out, kind="svg", border=4, light="#ffffff")
    return out.getvalue()
