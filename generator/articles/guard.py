"""The last look at an article, as a stranger reads it: no number, no address, no name that may not be there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable

from generator import personal
from generator.articles.parts import ArticleError
from generator.pages.published import Published
from generator.records.library import Library
from generator.records.names import Hidden, hidden, nowhere

_KINDS = {
    "id": "身份证号", "id-like": "像身份证号的数字", "mobile": "手机号", "wechat": "微信号", "key": "钥匙",
}  # fmt: skip
Look = Callable[[str], Collection[str]]
"""A text → in Chinese, what stands in it of things that only its maker knows: this side has no key."""
_NUMBER = re.compile(r"(?<!\d)\d{6}-?\d{4}-?\d{4}-?\d(?!\d)")


def unaided(text: str) -> Collection[str]:
    """Where there is no key, nothing more can be looked for."""
    del text
    return ()


def guard(library: Library, shown: Published, words: Iterable[str], look: Look = unaided) -> None:
    """Read all words of an article.

    Args:
        library: the register as it is written, which knows whose names are hidden.
        shown: what the article was made from.
        words: every text of it: title, paragraphs, captions, descriptions, signatures.
        look: another pair of eyes, such as those that know the sealed sheets.

    Raises:
        ArticleError: something must not go out; the message does not repeat it.
    """
    text = "\n".join(words)
    found = dict.fromkeys(_KINDS[each.kind] for each in personal.find(text))
    if found:
        raise ArticleError(f"文章里有{'、'.join(found)}，不能发出去。请在登记册里删掉")
    office = {contact.value.lower() for contact in shown.federation.contacts}
    if any(each not in office for each in personal.emails(text)):
        raise ArticleError("文章里有电子邮箱，又不是 federation.yml 的 contacts 里公开的。请在登记册里删掉")
    if _member_numbers(text) & (_issued(library) - _public(shown)):
        raise ArticleError("文章里有志愿者证号，本人的专页没有公开它，不能发出去。请在登记册里删掉")
    secret = sorted(look(text))
    if secret:
        raise ArticleError(f"文章里{'；'.join(secret)}，不能发出去。请在登记册里改写")
    names = hidden(library, shown.today, shown.channel)
    certain = nowhere(library, names)
    sought = Hidden({name: names.names[name] for name in certain}, names.known, plain=True)
    if any(sought.found(text)):
        raise ArticleError("文章里还有不能公开的姓名，写法比较特别，程序没有换掉。请在登记册里改写")


def _member_numbers(text: str) -> set[str]:
    return {match[0].replace("-", "") for match in _NUMBER.finditer(unicodedata.normalize("NFKC", text))}


def _issued(library: Library) -> set[str]:
    rows = {row.row_id for sheet in library.sheets.values() for row in sheet.live}
    written = {each.fields.number for each in library.volunteers.values() if each.fields.number}
    return {number.replace("-", "") for number in rows | written}


def _public(shown: Published) -> set[str]:
    return {each.fields.number.replace("-", "") for each in shown.volunteers.values() if each.fields.number}
