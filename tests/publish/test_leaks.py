"""The leak check reads a built site as a stranger would and never repeats what it finds."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from generator.publish.leaks import WITHDRAWN, Allowed, Forbidden, office_emails, read_as_stranger
from tests.tiny import revealing

MOBILE = "13000000000"
ID = "11010519491231002X"
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
FORBIDDEN = Forbidden.sealed({"张样兰": "姓名", "甲街道样例小区3号楼": "住址", "YL-0001": "编号"})
OFFICE = Allowed(office_emails(["office@example.com", "电话 0375-0000000"]))


def found(root: Path, files: dict[str, str | bytes], forbidden: Forbidden = FORBIDDEN) -> dict[str, set[str]]:
    """What the check says of a site made of these files, by path."""
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        (root / name).write_bytes(data)
    said: dict[str, set[str]] = {}
    for leak in read_as_stranger(root, OFFICE, forbidden):
        said.setdefault(leak.path, set()).add(leak.message)
    return said


def page(inside: str) -> str:
    """A page of HTML."""
    return f"<!doctype html><html lang=zh-CN><head><title>题</title></head><body><p>前 {inside} 后</p></body></html>"


def drawn(kind: str, **save: object) -> bytes:
    """A clean picture, but for what ``save`` adds."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (9, 90, 200)).save(out, kind, **save)
    return out.getvalue()


def test_a_clean_site_gives_nothing(tmp_path: Path) -> None:
    """Dates, figures, hotlines, office mail, tables, digests and version numbers are no personal data."""
    table = (
        "<table><tr><td>138</td><td>0013</td><td>8000</td></tr><tr><td>1</td><td>390</td><td>1234567</td></tr></table>"
    )
    text = "2026-03-05 至 2026-03-07，服务 1,380 人次，热线 12338、0375-2612338，office@example.com，第 13 期 张样 兰"
    files: dict[str, str | bytes] = {
        "index.html": page(text + table),
        "assets/x.css": "a{color:#138001}\nb{width:13.8em}",
        "assets/x.js": "const n = [138, 13800];",
        "assets/favicon.svg": '<svg viewBox="0 0 32 32"><path d="M13 27C7 20.5 3.5 15.5 5.6 11c2-4.3 7.9-4.2"/></svg>',
        "feed.json": json.dumps({"a": [138, "0013", 8000]}),
        "sitemap.xml": "<urlset><url><loc>https://example.com/</loc></url></urlset>",
        "calendar.ics": "BEGIN:VCALENDAR\r\nDTSTART:20260305\r\nEND:VCALENDAR\r\n",
        "photos/abhicdjkeflmnopg-960.webp": drawn("WEBP"),
        "photos/abhicdjkeflmnopg-1600.avif": drawn("AVIF"),
        "photos/abhicdjkeflmnopg-960.jpg": drawn("JPEG"),
        "photos/a.png": drawn("PNG"),
    }
    assert found(tmp_path, files) == {}


@pytest.mark.parametrize("number", [MOBILE, ID])
@pytest.mark.parametrize(
    "dress",
    [
        pytest.param(lambda number: number, id="plain"),
        pytest.param(lambda number: f"{number[:3]}<b>{number[3:7]}</b><i>{number[7:]}</i>", id="cut by tags"),
        pytest.param("<wbr>".join, id="cut by wbr"),
        pytest.param(lambda number: f"{number[:4]}<!-- x -->{number[4:]}", id="cut by a comment"),
        pytest.param(lambda number: f"{number[:5]}<br>{number[5:]}", id="cut by a line"),
        pytest.param(lambda number: f"{number[:5]}\n          {number[5:]}", id="cut by the layout"),
        pytest.param(lambda number: "".join(f"&#{ord(char)};" for char in number), id="entities"),
        pytest.param(lambda number: "".join(f"&#x{ord(char):x};" for char in number), id="hexadecimal entities"),
        pytest.param(lambda number: number.translate(FULL_WIDTH), id="full width"),
        pytest.param(lambda number: number.translate(CIRCLED), id="circled"),
        pytest.param(lambda number: f"{number[:3]} {number[3:7]}-{number[7:]}", id="grouped"),
        pytest.param("\u200b".join, id="zero width"),
        pytest.param(lambda number: f"<img src=a.png alt='{number}'>", id="alt"),
        pytest.param(lambda number: f"<a title='&#{ord(number[0])};{number[1:]}'>x</a>", id="entity in attribute"),
        pytest.param(lambda number: f"<a href='tel:{number}'>x</a>", id="href"),
        pytest.param(lambda number: f"<meta name=description content='{number}'>", id="meta"),
        pytest.param(lambda number: f"<script>var x='{number}'</script>", id="script"),
        pytest.param(lambda number: f"<style>/* {number} */</style>", id="style"),
        pytest.param(lambda number: f"<!-- {number} -->", id="comment"),
    ],
)
def test_numbers_are_found_however_they_are_dressed(tmp_path: Path, number: str, dress: object) -> None:
    """A number that a reader or a browser can put together is a number."""
    said = found(tmp_path, {"teams/a.html": page(dress(number))})  # type: ignore[operator]
    assert said == {"teams/a.html": {"有手机号码" if number == MOBILE else "有身份证号"}}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("search.json", json.dumps({"t": MOBILE})),
        ("search.json", json.dumps(MOBILE).replace("1", "\\u0031")),
        ("feed.xml", f"<feed><title>{MOBILE}</title></feed>"),
        ("feed.xml", f"<feed><![CDATA[{MOBILE}]]></feed>"),
        ("assets/a.svg", f"<svg><text>{MOBILE}</text></svg>"),
        ("assets/a.svg", f"<svg><text><tspan>130</tspan><tspan>0000</tspan>0000</text><desc>{ID}</desc></svg>"),
        ("assets/a.css", f".a:after{{content:'{MOBILE}'}}"),
        ("assets/a.js", f"// {MOBILE}"),
        ("robots.txt", f"# {MOBILE}"),
        ("calendar.ics", f"DESCRIPTION:联系 {MOBILE[:6]}\r\n {MOBILE[6:]}\r\n"),
        ("manifest.webmanifest", json.dumps({"name": MOBILE})),
    ],
)
def test_every_kind_of_text_file_is_read(tmp_path: Path, name: str, text: str) -> None:
    """JSON with escapes, feeds, drawings, styles, scripts and folded calendars hide nothing."""
    assert "有手机号码" in found(tmp_path, {name: text}).get(name, set())


@pytest.mark.parametrize("name", [f"photos/{MOBILE}.jpg", f"{ID}/index.html", f"a/{MOBILE}-x/b.html", "张样兰.html"])
def test_file_names_are_read_and_not_repeated(tmp_path: Path, name: str) -> None:
    """A number or a sealed name in a path is found, and the report does not print it."""
    said = found(tmp_path, {name: drawn("JPEG") if name.endswith("jpg") else page("")})
    assert len(said) == 1
    assert all(value not in str(said) for value in (MOBILE, ID, "张样兰"))
    assert "文件名里" in str(said)


def test_a_file_name_cannot_forge_lines(tmp_path: Path) -> None:
    """Control characters in a name are shown as such."""
    said = found(tmp_path, {"a\n\x1b[2K全部通过.zip": b""})
    assert all(path.isprintable() for path in said)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("联系 zhang@example.org", "有没有列为公开的电子邮箱"),
        ("<a href='mailto:zhang%40example.org'>x</a>", "有没有列为公开的电子邮箱"),
        ("zhang&#64;example.org", "有没有列为公开的电子邮箱"),
        ("zhang<b>@</b>example.org", "有没有列为公开的电子邮箱"),
        ("zhang＠example.org", "有没有列为公开的电子邮箱"),
        ("office@example.com zhang@example.org", "有没有列为公开的电子邮箱"),
        ("微信号：zhang_yang88", "有微信号"),
        ("<dt>微信</dt><dd>zhang_yang88</dd>", "有微信号"),
        ("<tr>\n  <th>微信号</th>\n  <td>\n    zhang_yang88\n  </td>\n</tr>", "有微信号"),
        ("AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ", "有私钥"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", "有私钥"),
        ("张样兰", "有密封资料的原文（姓名）"),
        ("张<b>样</b>兰", "有密封资料的原文（姓名）"),
        ("&#24352;样兰", "有密封资料的原文（姓名）"),
        ("<img alt='张样兰'>", "有密封资料的原文（姓名）"),
        ("<a href='%E5%BC%A0%E6%A0%B7%E5%85%B0.html'>x</a>", "有密封资料的原文（姓名）"),
        ("住甲街道样例小区3号楼东", "有密封资料的原文（住址）"),
        ("ＹＬ－０００１", "有密封资料的原文（编号）"),
    ],
)
def test_mail_chat_keys_and_sealed_words(tmp_path: Path, text: str, message: str) -> None:
    """Each kind is found and named, and the value is not repeated."""
    said = found(tmp_path, {"a.html": page(text)})
    assert message in said["a.html"]
    for value in ("zhang", "example.org", "SECRET-KEY", "张样兰", "样例小区", "YL-0001"):
        assert value not in str(said)


def test_sealed_words_in_json_are_found_behind_escapes(tmp_path: Path) -> None:
    r"""``\u5f20`` is 张 to whoever loads the file."""
    said = found(tmp_path, {"s.json": json.dumps({"n": "张样兰"}), "s.js": "x='\\u{5f20}样兰'"})
    assert said == {name: {"有密封资料的原文（姓名）"} for name in ("s.json", "s.js")}


def test_names_without_live_consent_need_no_key(tmp_path: Path) -> None:
    """They are found beside sealed words, wherever they stand, and said to be what they are."""
    forbidden = FORBIDDEN | Forbidden.withdrawn({"王样荷"})
    files = {
        "a.html": page("王<b>样</b>荷和张样兰"),
        "b.json": json.dumps("王样荷"),
        "王样荷.txt": "x",
        "c.txt": "王样",
    }
    said = found(tmp_path, dict(files), forbidden)
    assert said["a.html"] == {WITHDRAWN, "有密封资料的原文（姓名）"}
    assert said["b.json"] == {WITHDRAWN}
    assert len(said) == len(files) - 1
    assert "王样荷" not in str(said)


def test_office_mail_is_allowed_in_any_case(tmp_path: Path) -> None:
    """The federation's own address passes, also in capitals and as a link; one more letter does not."""
    assert found(tmp_path, {"a.html": page("<a href='mailto:Office@Example.com'>office@example.com</a>")}) == {}
    assert found(tmp_path, {"a.html": page("office@example.com.evil.cn")}) != {}
    assert found(tmp_path, {"a.html": page("xoffice@example.com")}) != {}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", drawn("JPEG", exif=Image.Exif().tobytes() + b"x")),
        ("a.jpg", revealing((1, 2, 3))),
        ("a.jpg", drawn("JPEG", comment=b"c")),
        ("a.webp", drawn("WEBP", xmp=b"<x:xmpmeta/>")),
        ("a.webp", drawn("WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0")),
        ("a.png", drawn("PNG", pnginfo=PngImagePlugin.PngInfo())[:-12] + b"\0\0\0\0tEXt\x27\xc1\x05\x8c"),
        ("a.jpg", drawn("JPEG") + b"13000000000"),
        ("a.webp", drawn("WEBP") + b"PK\x03\x04"),
        ("a.avif", drawn("AVIF", xmp=b"<x:xmpmeta/>")),
        ("a.avif", drawn("AVIF", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0" + bytes(8))),
        ("a.avif", drawn("AVIF") + b"PK\x03\x04"),
        ("a.JPG", revealing((1, 2, 3))),
        ("a.jpg", b"<html>13000000000</html>"),
        ("a.png", b""),
        ("a.jpg", drawn("TIFF")),
    ],
)
def test_photos_must_be_proven_clean(tmp_path: Path, name: str, data: bytes) -> None:
    """EXIF, XMP, comments, trailing bytes and files that are no photos are refused, whatever their ending."""
    said = found(tmp_path, {name: data})
    assert all(message.startswith("照片里还带着信息：") for message in said[name])
    assert "SECRET" not in str(said)
    assert MOBILE not in str(said)


@pytest.mark.parametrize(
    "name",
    ["roster.xlsx", "report.md", "team.yml", "roster.sealed", "x.py", "x.pickle", "a.zip", "sitemap.xml.gz", "a.heic",
     "noending", "a.html.bak", "a.map", "recipients.txt~", "a.pdf", "photo.tiff", "a.html.swp"],
)  # fmt: skip
def test_only_listed_file_types(tmp_path: Path, name: str) -> None:
    """Whatever a public site does not consist of is refused without being read."""
    assert any("不该出现在网站上" in message for message in found(tmp_path, {f"x/{name}": b"\0"})[f"x/{name}"])


@pytest.mark.parametrize("name", [".env", ".git/config", "a/.htaccess", ".cache/x.html", ".DS_Store", ".x.html"])
def test_hidden_files_and_folders(tmp_path: Path, name: str) -> None:
    """A name that begins with a dot is refused, and so is the folder that it hides in."""
    said = found(tmp_path, {name: "x"})
    assert set.union(*said.values()) == {"是隐藏文件"}


def test_links_and_special_files(tmp_path: Path) -> None:
    """Symbolic links, to files, folders or nowhere, and pipes are refused and not followed."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.html").write_text(MOBILE)
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").symlink_to(outside / "secret.html")
    (site / "folder").symlink_to(outside)
    (site / "gone.html").symlink_to(outside / "nothing")
    os.mkfifo(site / "pipe.html")
    said = found(site, {})
    assert set(said) == {"a.html", "folder", "gone.html", "pipe.html"}
    assert "有手机号码" not in str(said)


def test_text_that_cannot_be_read_is_not_passed(tmp_path: Path) -> None:
    """A page in another encoding cannot be checked, so it is not clean."""
    said = found(tmp_path, {"a.html": "手机".encode("gb18030"), "b.html": MOBILE.encode("utf-16")})
    assert {name: "UTF-8" in str(messages) for name, messages in said.items()} == {"a.html": True, "b.html": True}


def test_findings_are_sorted_and_said_once(tmp_path: Path) -> None:
    """One line for each file and kind, in the order of paths."""
    files: dict[str, str | bytes] = {name: page(f"{MOBILE} {MOBILE} {ID}") for name in ("b.html", "a/c.html", "a.html")}
    found(tmp_path, files)
    leaks = read_as_stranger(tmp_path, OFFICE, FORBIDDEN)
    assert [str(leak) for leak in leaks] == [
        f"{name}: G13: {message}"
        for name in ("a.html", "a/c.html", "b.html")
        for message in ("有手机号码", "有身份证号")
    ]


def test_thousands_of_forbidden_words_do_not_slow_a_page(tmp_path: Path) -> None:
    """Words that all begin alike are still looked up, not tried one after the other."""
    forbidden = Forbidden.sealed({f"甲街道样例小区{number}号楼": "住址" for number in range(20_000)})
    said = found(tmp_path, {"a.html": page("甲街道" * 20_000 + "甲街道样例小区19999号楼")}, forbidden)
    assert said == {"a.html": {"有密封资料的原文（住址）"}}
