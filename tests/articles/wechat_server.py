"""What WeChat's interface does for drafts, as strict as its documentation; ``wechat_http`` puts it on loopback."""

from __future__ import annotations

import io
import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from typing import Any, Literal

from PIL import Image

Answer = dict[str, Any]
Disorder = Literal[
    "drop", "done-and-dropped", "half", "slow", "page", "list", "elsewhere", "broken", "endless", "nothing", "trickle"
]
APP_ID, SECRET = "wx0123456789abcdef", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
MEGABYTE = 1 << 20
NEWS = {
    *("article_type", "title", "author", "digest", "content", "content_source_url", "thumb_media_id"),
    *("need_open_comment", "only_fans_can_comment", "pic_crop_235_1", "pic_crop_1_1"),
}
WORDS = {
    -1: "system error", 40001: "invalid credential, access_token is invalid or not latest", 40002: "invalid grant_type",
    40004: "invalid media type", 40005: "invalid file type", 40007: "invalid media_id", 40009: "invalid image size",
    40013: "invalid appid", 40066: "invalid url", 40097: "invalid args", 40125: "invalid appsecret",
    40164: "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist", 41001: "access_token missing",
    41002: "appid missing", 41004: "appsecret missing", 41005: "media data missing", 42001: "access_token expired",
    43002: "require POST method", 44003: "empty news data", 45002: "content size out of limit",
    45003: "title size out of limit", 45004: "description size out of limit", 45005: "url size out of limit",
    45009: "reach max api daily quota limit", 45110: "author size out of limit", 47001: "data format error",
    48001: "api unauthorized", 53402: "封面裁剪失败，请检查裁剪参数后重试",
}  # fmt: skip


class Refused(Exception):  # noqa: N818 - an answer of the interface
    """Answered with an error code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Account:
    """What WeChat keeps for an official account, and what is to go wrong."""

    tokens: list[str] = field(default_factory=list)
    """Given out; the last one is good."""
    images: dict[str, bytes] = field(default_factory=dict)
    materials: list[Answer] = field(default_factory=list)
    covers: dict[str, bytes] = field(default_factory=dict)
    drafts: list[Answer] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    wrong: dict[str, deque[int | Disorder]] = field(default_factory=lambda: defaultdict(deque))
    """What goes wrong with the next calls of a path; 0 is a call that goes well."""
    words: str = ""
    """What WeChat says beside a code, in place of its own words; ``{token}`` and ``{secret}`` are filled in."""
    author: int = 16
    clock: int = 1_700_000_000
    connections: int = 0
    in_editor: bool = False
    """Somebody has opened the draft in the back end, which moves the addresses of pictures to ``data-src``."""
    silently: str = ""
    """A pattern that is filtered out of contents, as advertisements are."""

    def tick(self) -> int:
        """Later than before."""
        self.clock += 1
        return self.clock


def stable_token(account: Account, said: Answer, query: dict[str, str]) -> Answer:
    """The same token until it expires."""
    del query
    for key, missing in (("appid", 41002), ("secret", 41004)):
        if not said.get(key):
            raise Refused(missing)
    if said.get("grant_type") != "client_credential":
        raise Refused(40002)
    if said["appid"] != APP_ID:
        raise Refused(40013)
    if said["secret"] != SECRET:
        raise Refused(40125)
    if not account.tokens:
        account.tokens.append(f"97_token-{len(account.tokens)}+/=")
    return {"access_token": account.tokens[-1], "expires_in": 7200}


def uploaded(body: bytes, kind: str, most: int) -> tuple[str, bytes]:
    """Name and bytes of the one file of a form, whose field is called ``media``."""
    if not kind.startswith("multipart/form-data; boundary="):
        raise Refused(41005)
    form = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
    parts = {part.get_param("name", header="content-disposition"): part for part in form.iter_parts()}
    if set(parts) != {"media"}:
        raise Refused(41005)
    name, data = parts["media"].get_filename() or "", parts["media"].get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        raise Refused(41005)
    magic = {"jpg": b"\xff\xd8\xff", "png": b"\x89PNG"}.get(name.rpartition(".")[2])
    if magic is None or not data.startswith(magic):
        raise Refused(40005)
    if len(data) >= most:
        raise Refused(40009)
    return name, data


def upload_image(account: Account, sent: tuple[bytes, str], query: dict[str, str]) -> Answer:
    """A picture of a text; it counts for nothing."""
    del query
    _, data = uploaded(*sent, MEGABYTE)
    address = f"http://mmbiz.qpic.cn/mmbiz_jpg/{len(account.images):0>86}/0?wx_fmt=jpeg&from=appmsg"
    account.images[address] = data
    return {"url": address, "errcode": 0, "errmsg": "ok"}


def add_material(account: Account, sent: tuple[bytes, str], query: dict[str, str]) -> Answer:
    """A picture that stays."""
    if query.get("type") not in {"image", "thumb"}:
        raise Refused(40004)
    name, data = uploaded(*sent, 10 * MEGABYTE)
    known = f"material-{account.tick()}"
    account.materials.insert(0, {"media_id": known, "name": name, "update_time": account.clock, "url": "http://mmbiz"})
    account.covers[known] = data
    return {"media_id": known, "url": "http://mmbiz.qpic.cn/x", "item": []}


def listed(rows: list[Answer], said: Answer) -> Answer:
    """A page of a list."""
    start, count = said.get("offset"), said.get("count")
    if not isinstance(start, int) or not isinstance(count, int) or not 1 <= count <= 20:
        raise Refused(40097)
    page = rows[start : start + count]
    return {"total_count": len(rows), "item_count": len(page), "item": page}


def batchget_material(account: Account, said: Answer, query: dict[str, str]) -> Answer:
    """Pictures that stay."""
    del query
    if said.get("type") not in {"image", "video", "voice", "news"}:
        raise Refused(40004)
    return listed(account.materials, said)


def del_material(account: Account, said: Answer, query: dict[str, str]) -> Answer:
    """One fewer."""
    del query
    if account.covers.pop(str(said.get("media_id")), None) is None:
        raise Refused(40007)
    account.materials = [each for each in account.materials if each["media_id"] != said["media_id"]]
    return {"errcode": 0, "errmsg": "ok"}


def article(account: Account, said: Answer) -> Answer:
    """An article as it is kept, once it is within the limits."""
    if not isinstance(said, dict) or set(said) - NEWS or not said.get("title") or not said.get("content"):
        raise Refused(47001)
    for key, most, code in (("title", 32, 45003), ("author", account.author, 45110), ("digest", 128, 45004)):
        if len(said.get(key, "")) > most:
            raise Refused(code)
    if len(said["content"]) >= 20_000 or len(said["content"].encode()) >= MEGABYTE:
        raise Refused(45002)
    if len(said.get("content_source_url", "").encode()) > 1024:
        raise Refused(45005)
    if said.get("thumb_media_id") not in account.covers:
        raise Refused(40007)
    width, height = Image.open(io.BytesIO(account.covers[said["thumb_media_id"]])).size
    for key, shape in (("pic_crop_235_1", 2.35), ("pic_crop_1_1", 1.0)):
        left, upper, right, lower = (float(each) for each in said.get(key, "").split("_"))
        if not (0 <= left < right <= 1 and 0 <= upper < lower <= 1):
            raise Refused(53402)
        if abs((right - left) * width / ((lower - upper) * height) / shape - 1) > 0.0001:
            raise Refused(53402)
    plain = re.sub(r"<[^>]*>", "", said["content"])
    return {**said, "content": filtered(account, said["content"]), "digest": said.get("digest") or plain[:54]}


def filtered(account: Account, content: str) -> str:
    """Scripts, names for style sheets and pictures from outside go without a word."""
    content = re.sub(r"<script\b.*?</script>", "", content, flags=re.DOTALL)
    content = re.sub(r"\s(?:class|id)=\"[^\"]*\"", "", content)
    known = account.images

    def kept(found: re.Match[str]) -> str:
        source = re.search(r"\ssrc=\"([^\"]*)\"", found[0])
        return found[0] if source and source[1].replace("&amp;", "&") in known else ""

    content = re.sub(r"<img\b[^>]*>", kept, content)
    return re.sub(account.silently, "", content) if account.silently else content


def draft_add(account: Account, said: Answer, query: dict[str, str]) -> Answer:
    """A new draft."""
    del query
    articles = said.get("articles")
    if not isinstance(articles, list) or not 1 <= len(articles) <= 8:
        raise Refused(44003)
    kept = [article(account, each) for each in articles]
    known = f"draft-{account.tick()}"
    account.drafts.insert(0, {"media_id": known, "content": {"news_item": kept}, "update_time": account.clock})
    return {"media_id": known, "item": []}


def _draft(account: Account, said: Answer) -> Answer:
    for each in account.drafts:
        if each["media_id"] == said.get("media_id"):
            return each
    raise Refused(40007)


def draft_update(account: Account, said: Answer, query: dict[str, str]) -> Answer:
    """Another text in the place of one; ``articles`` is one article here, not a list."""
    del query
    draft, index = _draft(account, said), said.get("index")
    if not isinstance(said.get("articles"), dict) or not isinstance(index, int):
        raise Refused(47001)
    draft["content"]["news_item"][index] = article(account, said["articles"])
    draft["update_time"] = account.tick()
    return {"errcode": 0, "errmsg": "ok"}


def draft_get(account: Account, said: Answer, query: dict[str, str]) -> Answer:
    """The text of a draft; where it is cut is told elsewhere than it was said."""
    del query
    rows = [dict(each) for each in _draft(account, said)["content"]["news_item"]]
    for row in rows:
        row.pop("pic_crop_235_1", None), row.pop("pic_crop_1_1", None)
        if account.in_editor:
            row["content"] = row["content"].replace(" src=", " data-src=")
    return {"news_item": rows}


def draft_batchget(account: Account, said: Answer, query: dict[str, str]) -> Answer:
    """Drafts, the newest first, without their texts where nobody wants these."""
    del query
    page = listed(account.drafts, said)
    if said.get("no_content") == 1:
        page["item"] = [
            {**each, "content": {"news_item": [{**row, "content": ""} for row in each["content"]["news_item"]]}}
            for each in page["item"]
        ]
    return page
