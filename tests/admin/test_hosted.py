"""The form as plain files: complete, and a photograph is clean before it leaves the browser."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator import personal
from generator.admin.config import Host
from generator.admin.hosted import OccupiedError, write
from generator.admin.shell import NAMES
from generator.photos.metadata import findings
from generator.records.library import load
from tests import tiny
from tests.admin.desk import camera, package
from tests.browsing import CHROMIUM, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = "138" + "0013" + "8000"
IDENTITY = "410402" + "19900307" + "0015"
HOST = Host("github", "fulian/jinguo", base_url="https://sign.example.org")
in_chromium = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
    pytest.mark.skipif(not shutil.which("npm"), reason="npm is not installed"),
]


def pretended(folder: Path) -> Path:
    """A folder that looks like Decap's."""
    folder.mkdir()
    for name in ("decap-cms.js", "1.decap-cms.js", "decap-cms.js.map"):
        (folder / name).write_text("//", encoding="utf-8")
    return folder


def test_everything_is_there_and_twice_the_same(tmp_path: Path) -> None:
    """Page, scripts, settings, Decap; written again, the same bytes."""
    library = load(tiny.write(tmp_path / "r", photos=False), sealed=False)[0]
    seen: list[tuple[int, set[str], bytes]] = []
    for _ in range(2):
        count = write(library, HOST, pretended(tmp_path / "d") if not seen else tmp_path / "d", tmp_path / "表单")
        files = {path.relative_to(tmp_path / "表单").as_posix() for path in (tmp_path / "表单").rglob("*.*")}
        seen.append((count, files, (tmp_path / "表单/config.js").read_bytes()))
    assert seen[0] == seen[1]
    assert seen[0][1] >= {*NAMES, "config.js", "decap/decap-cms.js", "decap/1.decap-cms.js"}
    assert not any(name.endswith(".map") for name in seen[0][1])
    told = json.loads(seen[0][2].decode().partition("window.JINGUO = ")[2].rstrip().removesuffix(";"))
    page = (tmp_path / "表单/index.html").read_text(encoding="utf-8")
    assert "connect-src 'self' blob: data: https://api.github.com" in page
    assert "frame-ancestors" not in page
    assert told["local"] is False
    assert told["config"]["backend"]["repo"] == "fulian/jinguo"


def test_another_folder_is_not_overwritten(tmp_path: Path) -> None:
    """Least of all the public site."""
    library = load(tiny.write(tmp_path / "r", photos=False), sealed=False)[0]
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("网站", encoding="utf-8")
    with pytest.raises(OccupiedError, match="没有覆盖"):
        write(library, HOST, pretended(tmp_path / "d"), tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text(encoding="utf-8") == "网站"


@pytest.mark.parametrize("place", ["site/admin", "content/admin", "theme/x", "activities/x", ".", "..", ".git/x"])
def test_the_register_and_its_site_hold_no_form(tmp_path: Path, place: str) -> None:
    """What lies there is published, or read as content."""
    library = load(tiny.write(tmp_path / "r", photos=False), sealed=False)[0]
    with pytest.raises(OccupiedError, match="别处"):
        write(library, HOST, pretended(tmp_path / "d"), library.root / place)


def test_a_file_of_the_same_name_is_no_mark(tmp_path: Path) -> None:
    """Another program's settings do not make its folder ours."""
    library = load(tiny.write(tmp_path / "r", photos=False), sealed=False)[0]
    (tmp_path / "project").mkdir()
    (tmp_path / "project/config.js").write_text("window.x = 1;", encoding="utf-8")
    with pytest.raises(OccupiedError, match="没有覆盖"):
        write(library, HOST, pretended(tmp_path / "d"), tmp_path / "project")


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The form on a server; nobody is signed in."""
    folder = tmp_path_factory.mktemp("hosted")
    library = load(tiny.write(folder / "r", photos=False), sealed=False)[0]
    write(library, HOST, package(), folder / "admin")
    with serving(folder / "admin") as address:
        window = browser.new_context(locale="zh-CN")
        window.set_default_timeout(20_000)
        opened = window.new_page()
        opened.route("**", lambda route: route.continue_() if address in route.request.url else route.abort())
        opened.goto(f"{address}index.html")
        opened.get_by_role("button", name="GitHub").wait_for()
        yield opened
        window.close()


def cleaned(page: Page, data: bytes, name: str) -> Any:
    """What our script makes of a file: its name and bytes, or why it makes nothing."""
    script = """async ([data, name]) => {
        const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
        try {
            const made = await JinguoPhotos.clean(new File([bytes], name));
            const out = new Uint8Array(await made.arrayBuffer());
            return [made.name, btoa(Array.from(out, (each) => String.fromCharCode(each)).join(""))];
        } catch (error) { return error.message; }
    }"""
    return page.evaluate(script, [base64.b64encode(data).decode(), name])


class TestInChromium:
    """What happens before anything is uploaded."""

    pytestmark = in_chromium

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_the_browser_makes_photographs_clean(self, page: Page, kind: str) -> None:
        """Pixels only, named by them, not by the person who took them."""
        data = camera(3, kind)
        name, made = cleaned(page, data, "张三家门口.jpg")
        assert findings(base64.b64decode(made)) == []
        assert name.isascii()
        assert name.startswith("p-")
        assert cleaned(page, data, "别的名字.jpg") == [name, made]

    def test_what_the_browser_cannot_open_goes_no_further(self, page: Page) -> None:
        """A telephone's own format is refused with a way out, not sent as it is."""
        assert "兼容性最佳" in cleaned(page, camera(4, "HEIF"), "IMG.HEIC")
        assert "打不开" in cleaned(page, b"GIF89a", "x.gif")

    @pytest.mark.parametrize(
        "text",
        [
            PHONE, f"{PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}", f"+86-{PHONE}", "１３０" + "００００" + "００００",
            "❶③⓪" + "0000" + "0000",
            "幺三" + "零" * 9, IDENTITY, f"{IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}", f"{IDENTITY[:-1]}1",
            "微信号：hello_world9", "加v：abc12345", "wxid_hello99", "someone@example.org", "someone＠example．org",
            "AGE-SECRET-KEY-1" + "Q" * 58, "来了52位居民，磨了36把菜刀", "2026-03-05 至 2026-03-07", "公众号“鹰城巾帼”",
            "面积3500㎡，投入13800元", "微信群里有28人", "电话请看公示栏", "编号 c-2026-0101",
            "1988-2026 年，1949 年 10 月", "合同13800138", "我们用WeChat联系", "3.1415926535897932",
        ],
    )  # fmt: skip
    def test_the_page_reads_personal_data_as_the_program_does(self, page: Page, text: str) -> None:
        """On a platform nobody else looks before it is public."""
        said = page.evaluate("(text) => JinguoPersonal.find(text).length > 0", text)
        assert said == bool(personal.find(text) or personal.emails(text))

    def test_the_page_says_where_it_stands(self, page: Page) -> None:
        """In the labels of the form; the number itself is not repeated."""
        data = {
            "title": f"报名{PHONE}", "body": f"第一段。\n\n身份证{IDENTITY}。",
            "photos": [{"caption": "好"}, {"caption": f"打{PHONE}"}],
        }  # fmt: skip
        script = "(data) => JinguoPersonal.inRecord(data, JINGUO.config.collections[0].fields, [])"
        told = page.evaluate(script, data)
        assert [each.partition("：")[0] for each in told] == ["标题", "照片 2 · 图说", "正文第 2 段"]
        assert PHONE not in "".join(told)
        assert IDENTITY not in "".join(told)

    def test_a_file_chosen_anywhere_on_the_page_is_cleaned(self, page: Page) -> None:
        """Also by an input that is not ours."""
        page.evaluate(
            """() => { const input = document.createElement("input"); input.type = "file"; input.id = "theirs";
            input.addEventListener("change", async () => {
              window.got = input.files[0].name; window.bare = JinguoPhotos.bare(await input.files[0].arrayBuffer()); });
            document.body.append(input); }"""
        )
        page.locator("#theirs").set_input_files({"name": "家.jpg", "mimeType": "image/jpeg", "buffer": camera(5)})
        page.wait_for_function("window.bare !== undefined")
        assert page.evaluate("window.bare") is True
        assert page.evaluate("window.got").startswith("p-")
