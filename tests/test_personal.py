"""Personal data in text: found however it is disguised, at its place; ordinary stories say nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from generator import personal
from generator.personal import Finding, find, valid_id_number

HEADS = [f"1{digit}" for digit in "3456789"]
MOBILES = st.sampled_from([head + "000000000" for head in HEADS])
"""Digit pairs and nine zeros: numbers that are nobody's."""
HAN = st.text(alphabet="巾帼志愿服务队员社区妇女之家老人孩子一起包饺子晒被子，。、“”！？；：\n", max_size=30)
SEPARATORS = st.sampled_from(
    [
        "",
        "",
        "",
        "-",
        " ",
        "－",
        "—",
        "–",
        "\u00a0",
        "\u3000",
        ".",
        "·",
        " - ",
        "\u200b",
        "\u200b\u200b\u200b",
        "_",
        "\n",
    ]
)
LOOKS = st.sampled_from([0, 0xFEE0])
"""As typed, or full-width."""
SAMPLE_ID = "11010519491231002X"


def dressed(digits: str, groups: list[int], separators: list[str], shift: int) -> str:
    """Digits in groups with separators between them, plain or full-width."""
    parts, start = [], 0
    for size in groups:
        parts.append("".join(chr(ord(char) + shift) for char in digits[start : start + size]))
        start += size
    return "".join(part + gap for part, gap in zip(parts, [*separators, ""], strict=True))


@given(HAN, HAN, MOBILES, st.sampled_from([[11], [3, 4, 4], [3, 8], [7, 4], [4, 4, 3], [1] * 11]), st.data(), LOOKS)
@settings(max_examples=300)
def test_every_mobile_is_found(
    before: str, after: str, number: str, groups: list[int], data: st.DataObject, shift: int
) -> None:
    """Between any words, in the groups in which people write it, at its first digit."""
    separators = data.draw(st.lists(SEPARATORS, min_size=len(groups) - 1, max_size=len(groups) - 1))
    text = f"{before}{dressed(number, groups, separators, shift)}{after}"
    real = [gap for gap in separators if gap.strip("\u200b")]
    assume(len(real) <= 3 if len(groups) < 11 else len(real) in {0, 10})
    findings = find(text)
    assert [(each.kind, each.start) for each in findings] == [("mobile", len(before))]
    assert findings[0].end == len(text) - len(after)


@given(HAN, MOBILES, st.lists(st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad"), max_size=5), st.integers(1, 10))
def test_invisible_characters_hide_nothing(before: str, number: str, hidden: list[str], place: int) -> None:
    """However many there are and wherever they stand inside the number."""
    text = before + number[:place] + "".join(hidden) + number[place:]
    assert [(each.kind, each.start, each.end) for each in find(text)] == [("mobile", len(before), len(text))]


def check_digit(body: str) -> str:
    """The MOD 11-2 check character of GB 11643."""
    return next(last for last in "0123456789X" if valid_id_number(body + last))


@given(
    HAN,
    st.dates(dt.date(1930, 1, 1), dt.date(2025, 12, 31)),
    st.sampled_from(["000000", "110105"]).filter(lambda area: area[0] != "0"),
    st.sampled_from("0123456789X"),
    SEPARATORS,
    LOOKS,
)
def test_every_id_number_is_found(before: str, born: dt.date, area: str, last: str, gap: str, shift: int) -> None:
    """With the right check character it is P1, with any other P2; never both, never a mobile number too."""
    body = f"{area}{born:%Y%m%d}000"
    kind = "id" if last == check_digit(body) else "id-like"
    text = before + dressed(body + last, [6, 8, 4], [gap, gap], shift)
    assert [(each.kind, each.start, each.end) for each in find(text)] == [(kind, len(before), len(text))]


NUMBERS = st.sampled_from(  # a list of words is easier to keep than quoted ones
    """2026年3月5日 2026-03-05 2026.3.5 3月5日至3月7日 8:30—11:30 14:00-17:30 467000 12338 12345 110 0375-2900000
    （0375）2900000 1,380.50元 13,800元 1.38万元 46户 300余份 第18期 1/3 95% 平妇字〔2026〕12号 20260305-0012 410402
    1958.3.8 1987—2026 2023、2024、2025 26℃ 3.5公里 400-000-0000 第1343号 120㎡ ISBN978-7-5000-0000-5
    豫ICP备12345678号-1 12人次 2小时40分 编号202603050001 条码6900000000007 运单SF0000000000000 6+1 ①②③ 1. 第十三批 5:3
    """.split()  # noqa: SIM905
)
WORDS = st.sampled_from(
    """公众号“云溪女声” 微信公众号后台 微信群 微信小程序 微信支付 微信里 加微信群 微笑 微心愿 wechat VR体验 AI课堂 QQ群
    手机 电话 志愿者 共 捐书 ， 。 ； 到 Wi-Fi App https://www.women.org.cn/art/2026/3/5/art_1_2.html""".split()  # noqa: SIM905
)


@given(st.lists(NUMBERS | WORDS | HAN, max_size=25).map("，".join))
@settings(max_examples=400)
@example("1987—2026\n\n120个日夜")
@example("1949.10.1—2026")
@example("1958.3.8-2026.3.8")
@example("channels:\n  - web\n  - wechat\nc-2026-0002:\n  scope: [name]")
@example("1709600000_1.jpg")
@example("表格：13 15 18 2026 3 5")
@example("统计：150、160、1700、1800")
@example("比分15:13，13.5元，占地120㎡")
@example("微信公众号yunxi2026的文章见weixin.qq.com/s/abc_123")
def test_ordinary_stories_say_nothing(text: str) -> None:
    """Dates, hours, postcodes, hotlines, landlines, amounts, serial numbers and names of accounts are no secrets."""
    assert find(text) == []


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """Nothing raises, and every finding lies inside the text."""
    for finding in find(text):
        assert 0 <= finding.start < finding.end <= len(text)
    personal.emails(text)


@given(
    HAN,
    HAN,
    MOBILES,
    st.sampled_from(["e\u0301", "ﬁ", "㎡", "m²", "Å", "ئايگۈل", "𠮷", "㈠", "\u1112\u1161\u11ab", "ﷺ"]),
    st.integers(1, 40),
)
def test_places_survive_what_normalising_changes(before: str, after: str, number: str, odd: str, times: int) -> None:
    """Ligatures, combining marks and letters that become several do not move a finding."""
    start = len(before) + len(odd) * times
    wide = number.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})
    assert find(f"{before}{odd * times}{wide}{after}") == [Finding("mobile", start, 11)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("微信号：yangli_1", ["wechat"]), ("微信yangli_1。", ["wechat"]), ("微信:yangli_1.", ["wechat"]),
        ("加微信yangmeili", ["wechat"]), ("VX yangli_1", ["wechat"]), ("vx：yangli", ["wechat"]),
        ("v信yangli1", ["wechat"]),
        ("微信同号：wxid_abc12345", ["wechat"]), ("微信同号 yangli_1", ["wechat"]),
        ("微信号同手机：yangli_1", ["wechat"]),
        ("电话（微信同号）：yangli_1", ["wechat"]), ("微信同步yangli_1", ["wechat"]), ("联系wxid_abc12345", ["wechat"]),
        ("微信同步livestream播出", []), ("微信公众号同步推送news123", []), ("微信同号", []),
        ("微信：wxid_abc123def", ["wechat"]), ("微信（yangli_1）", ["wechat"]), ("微信同号13000000000", ["mobile"]),
        ("微信：yang", []), ("微信：yangli@example.cn", []), ("微信 Android", []), ("微信ZhangSan", []),
        ("AGE-SECRET-KEY-1" + "Q" * 58, ["key"]), ("age-secret-key-1" + "q" * 58, ["key"]), ("AGE-SECRET-KEY-1…", []),
        ("AGE-SECRET-KEY-PQ-1" + "Q" * 58, ["key"]), ("-----BEGIN PRIVATE KEY-----", ["key"]),
        ("-----BEGIN PUBLIC KEY-----", []), (f"证件号{SAMPLE_ID}", ["id"]), ("身份证110105491231002", ["id"]),
        ("编号110105491231002", []), (f"A{SAMPLE_ID}9", []), ("130000000000", []), ("(+86)130-0000-0000", ["mobile"]),
        ("tel:+8613000000000", ["mobile"]), ("0.13000000000", []), ("123130000000001", []),
        ("15 2026 03 130 0000 0000", ["mobile"]),
    ],
)  # fmt: skip
def test_shapes(text: str, kinds: list[str]) -> None:
    """What counts and what does not, one by one."""
    assert [finding.kind for finding in find(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("请打一三" + "零" * 9, ["mobile"]),
        ("请打幺叁" + "〇" * 9 + "。", ["mobile"]),
        ("一九八七年三月五日，一三五七九", []),
        ("二〇二六一三" + "零" * 9, []),
    ],
)
def test_numbers_written_out(text: str, kinds: list[str]) -> None:
    """Eleven Han numerals in the shape of a mobile number are one; years and rows of numerals are not."""
    assert [finding.kind for finding in personal.find(text)] == kinds


def test_only_wanted_kinds() -> None:
    """A caller that looks for keys does not hear of numbers."""
    text = f"13000000000 {SAMPLE_ID} AGE-SECRET-KEY-1{'Q' * 58}"
    assert [finding.kind for finding in find(text)] == ["mobile", "id", "key"]
    assert [finding.kind for finding in find(text, ["key"])] == ["key"]


@given(st.from_regex(r"[a-z][a-z0-9.]{0,10}@[a-z]{2,10}\.(cn|com)", fullmatch=True), HAN)
def test_addresses_are_found(address: str, before: str) -> None:
    """Also in full-width letters."""
    assert personal.emails(f"{before} {address} ") == [address]
    wide = "".join(chr(ord(char) + 0xFEE0) for char in address)
    assert personal.emails(f"{before} {wide} ") == [address]
