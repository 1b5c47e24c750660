"""Personal data in what people send: taken out of every text before it goes into a draft."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator import personal
from generator.records.federation import Federation

_SAID: dict[personal.Kind, str] = {
    "id": "（已删去身份证号）", "id-like": "（已删去身份证号）", "mobile": "（已删去电话）",
    "wechat": "（已删去微信号）", "key": "（已删去密钥）",
}  # fmt: skip
_LANDLINE = re.compile(
    r"(?<![\d.])[(（]?0[1-9]\d{1,2}[)）]?[\s\-—－]{0,2}[2-9]\d{6,7}(?![\d.])"
    r"|(?P<label>电话|热线|传真|座机)(?P<gap>\s*[:：]?\s*)[2-9]\d{6,7}(?!\d)"
)
_TELEPHONE = re.compile(
    r"(?P<label>(?:联系|咨询|报名|手机|办公|监督)?(?:电话|热线|手机)(?:号码?)?)(?P<gap>\s*[:：]?\s*)(?!12\d{3}(?!\d))\d[\d\s\-—－]{5,16}\d(?!\d)"
)
"""Behind such a word any row of digits is somebody's, whether such a number can exist or not."""
_CARD = re.compile(r"(?<!\d)\d{4}(?:[\s-]?\d{4}){3}(?:[\s-]?\d{1,3})?(?!\d)")
_MAIL = re.compile(r"[A-Za-z0-9_.+\-Ａ-Ｚａ-ｚ０-９]{1,64}\s?[@＠﹫]\s?[A-Za-z0-9.\-Ａ-Ｚａ-ｚ０-９．]{3,80}")
_QQ = re.compile(r"(?<![A-Za-z])(?P<label>QQ|qq|扣扣)(?P<gap>\s*(?:号码?|群)?\s*[:：]?\s*)\d{5,11}(?!\d)")


def public_values(federation: Federation) -> frozenset[str]:
    """What the federation has printed itself and may stay."""
    return frozenset(re.sub(r"[\s\-]", "", each.value).lower() for each in federation.contacts)


def redacted(text: str, public: Collection[str] = ()) -> tuple[str, list[str]]:
    """A text without personal data, and what kinds were taken out."""
    taken: list[str] = []

    def gone(match: re.Match[str], said: str) -> str:
        groups = match.groupdict()
        bare = match[0].removeprefix((groups.get("label") or "") + (groups.get("gap") or ""))
        if re.sub(r"[\s\-]", "", bare).lower() in public:
            return match[0]
        taken.append(said)
        return f"{groups.get('label') or ''}{groups.get('gap') or ''}{said}"

    for finding in reversed(personal.find(text)):
        taken.append(_SAID[finding.kind])
        text = text[: finding.start] + _SAID[finding.kind] + text[finding.end :]
    text = _MAIL.sub(lambda match: gone(match, "（已删去邮箱）"), text)
    text = _TELEPHONE.sub(lambda match: gone(match, "（已删去电话）"), text)
    text = _CARD.sub(lambda match: gone(match, "（已删去账号）"), text)
    text = _LANDLINE.sub(lambda match: gone(match, "（已删去电话）"), text)
    text = _QQ.sub(lambda match: gone(match, "（已删去号码）"), text)
    return text, taken


def certainly_clean(text: str, public: Collection[str] = ()) -> tuple[str, list[str]]:
    """The whole of a file once more: what stood apart in several lines may have become one number."""
    taken: list[str] = []
    for _ in range(5):
        text, more = redacted(text, public)
        more += _strange_addresses(text, public)
        taken += more
        if not more:
            return text, taken
        for address in personal.emails(text):
            if address not in public:
                text = re.sub(r"[^\s，。；：、（）“”]*[@＠﹫][^\s，。；：、（）“”]*", "（已删去邮箱）", text)
                break
    return text, taken


def _strange_addresses(text: str, public: Collection[str]) -> list[str]:
    return ["（已删去邮箱）" for each in personal.emails(text) if each not in public]
