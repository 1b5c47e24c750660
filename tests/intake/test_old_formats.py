"""Old formats through LibreOffice: read where it is installed, in a room of its own, without macros and network."""

from __future__ import annotations

import http.server
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.intake import office
from tests.intake.making import handed, packed, reasons, told

pytestmark = pytest.mark.skipif(not office.installed(), reason="LibreOffice 没有安装")
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def document(body: str, scripts: str = "") -> bytes:
    """The text of an OpenDocument file."""
    names = {"office": "office:1.0", "text": "text:1.0", "draw": "drawing:1.0", "script": "script:1.0",
             "svg": "svg-compatible:1.0"}  # fmt: skip
    spaces = " ".join(f'xmlns:{short}="{OFFICE}{name}"' for short, name in names.items())
    return (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">{scripts}'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    ).encode()


def odt(content: bytes, more: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument file."""
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", *(more or {}))
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OFFICE}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="application/vnd.oasis.opendocument.text"/>{listed}</manifest:manifest>'
    )
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content,
                   "META-INF/manifest.xml": manifest.encode(), **(more or {})})  # fmt: skip


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that notes who asks it for what."""
    asked: list[str] = []

    class Noting(http.server.BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append("asked")

    with http.server.HTTPServer(("127.0.0.1", 0), Noting) as there:
        threading.Thread(target=there.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{there.server_port}", asked
        there.shutdown()


def test_old_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RTF under the name of an old Word file, and OpenDocument; the originals are kept, nothing else stays behind."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    rtf = rb"{\rtf1\ansi\uc1 \u25105?\u20204?\u26469?\u20102?\par \u31532?\u20108?\u27573?\par}"
    files = {"活动.doc": rtf, "总结.odt": odt(document("<text:p>三月五日</text:p>"))}
    found = handed(tmp_path, files)
    assert [told(piece) for piece in found.pieces] == [["我们来了", "第二段"], ["三月五日"]]
    assert [piece.subject for piece in found.pieces] == ["活动", "总结"]
    assert {each.data for each in found.kept} == set(files.values())
    assert reasons(found)[0] == "活动.doc：旧格式的文件，文字和图片已经由 LibreOffice 取出，原件留着备查"
    assert not list((tmp_path / "temporary").iterdir())


def test_nothing_is_fetched(tmp_path: Path, server: tuple[str, list[str]]) -> None:
    """A picture on the web stays there."""
    address, asked = server
    frame = (
        '<text:p>图</text:p><text:p><draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{address}/b.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>'
    )
    found = handed(tmp_path, {"a.odt": odt(document(frame))})
    assert told(found.pieces[0]) == ["图"]
    assert not asked


def test_macros_do_not_run(tmp_path: Path) -> None:
    """A macro that starts with the document does not."""
    mark = tmp_path / "ran"
    space = 'xmlns:library="http://openoffice.org/2000/library"'
    basic = (
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M" script:language="StarBasic">'
        f'Sub Main\nOpen "{mark}" For Output As #1\nClose #1\nEnd Sub</script:module>'
    )
    library = f'<library:library {space} library:name="Standard"><library:element library:name="M"/></library:library>'
    libraries = f'<library:libraries {space}><library:library library:name="Standard"/></library:libraries>'
    scripts = (
        '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
        'script:event-name="dom:load" xlink:type="simple" '
        'xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document"/>'
        "</office:event-listeners></office:scripts>"
    )
    more = {"Basic/Standard/M.xml": basic.encode(), "Basic/Standard/script-lb.xml": library.encode(),
            "Basic/script-lc.xml": libraries.encode()}  # fmt: skip
    found = handed(tmp_path, {"a.odt": odt(document("<text:p>文</text:p>", scripts), more)})
    assert told(found.pieces[0]) == ["文"]
    assert not mark.exists()


def test_what_cannot_be_converted_is_kept(tmp_path: Path) -> None:
    """A broken file says how to go on."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600
    found = handed(tmp_path, {"a.doc": data})
    assert reasons(found) == [
        "a.doc：旧格式的文件转换不了（可能加了口令或已损坏），请用 Word 或 WPS 打开，另存为 .docx 再交"
    ]


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever, and what it started ends with it."""
    fake = tmp_path / "bin" / "soffice"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\nsleep 60 &\nwait\n", encoding="utf-8")
    fake.chmod(0o700)
    for each in ("timeout", "sleep", "sh"):
        (fake.parent / each).symlink_to(str(shutil.which(each)))
    monkeypatch.setenv("PATH", str(fake.parent))
    monkeypatch.setattr(office, "_PATIENCE", 1)
    monkeypatch.setattr(office, "_PER_FILE", 0)
    found = handed(tmp_path, {"a.doc": b"{\\rtf1 x}"})
    assert len(found.kept) == 1
