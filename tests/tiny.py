"""A tiny whole register for tests of pages and builds: two divisions, four teams, six stories, four photos."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
"""The repository."""
FEDERATION = """\
name: 示例市妇女联合会
short: 示例市妇联
place: 示例市
code: "410400"
sample: true
site: {title: 示例市巾帼志愿服务, tagline: 奉献他人, description: 一个很小的登记册}
footer: {host: 示例市妇联}
contacts: [{label: 投稿邮箱, value: office@example.com}]
levels:
  - {name: 总队, full_name: 示例市巾帼志愿服务总队, owner: 示例市妇联}
  - {name: 分队, unit_kinds: [县（市、区）妇联]}
  - {name: 小队, min_size: 5}
unit_kinds: [{name: 县（市、区）妇联, suffixes: [妇联]}]
divisions:
  - {code: "410402", name: 新华区, townships: [建设路街道, 光明路街道]}
  - {code: "410422", name: 叶县, townships: [任店镇]}
categories: [爱心帮扶, 法律维权, 其他]
other_category: 其他
service_times: [工作日, 双休日]
brands:
  - {id: zhukun, name: 助困关爱, motto: 邻里守望, colour: "#A3195B"}
  - {id: weiquan, name: 维权维稳, motto: 守护权益}
campaigns:
  - {id: xueleifeng, name: 学雷锋纪念日, on: 03-05, brands: [助困关爱]}
  - {id: chongyang, name: 重阳节, lunar: 09-09}
honours: [优秀巾帼志愿者, 优秀项目]
"""
CONSENTS = """\
c-2024-0001: {scope: [name, portrait, story], channels: [web, wechat], given: 2024-01-02}
c-2024-0002: {scope: [name, portrait, story], channels: [web], given: 2024-01-02}
c-2024-0003: {scope: [name], channels: [web], given: 2024-01-02}
c-2024-0004: {scope: [name], channels: [web], given: 2024-01-02}
"""
CREDITS = "credits: {source: 新华区妇联, edit: 甲编辑, proof: 丙校对, review: 乙审核, issue: 丁签发}"


def team(name: str, level: str, unit: str, division: str = "410402", size: int = 8, more: str = "") -> str:
    """One ``team.yml``."""
    return (
        f"name: {name}\nlevel: {level}\nunit: {unit}\ndivision: '{division}'\nfounded: 2018-03\nsize: {size}\n"
        f"categories: [爱心帮扶]\nservice_times: [双休日]\nupdated: 2025-06-30\n{more}"
    )


def report(title: str, day: str, more: str = "", body: str = "姐妹们陪老人说话，打扫院子。\n", **keys: str) -> str:
    """One ``report.md``; ``keys`` replace what is usual."""
    usual = {
        "place": "{township: 建设路街道, spot: 社区广场}", "teams": "[xinhua/aixin]", "brand": "助困关爱",
        "categories": "[爱心帮扶]", "served": "{people: 10, group: 老人}", "volunteers": "4", "hours": "8",
        "channels": "[web]", "status": "selected",
    } | keys  # fmt: skip
    lines = "".join(f"{key}: {value}\n" for key, value in usual.items() if value)
    return f"---\ntitle: {title}\ndate: {day}\n{lines}{CREDITS}\n{more}---\n{body}"


def photo(file: str = "01.jpg", people: str = "none", alt: str = "院子里的老人") -> str:
    """One entry of ``photos``."""
    return f"{{file: {file}, alt: {alt}, people: {people}}}"


STORY = "activities/2024/0305-leifeng"
FILES: dict[str, str] = {
    "teams/federation.yml": FEDERATION,
    "teams/consents.yml": CONSENTS,
    "teams/team.yml": team("示例市巾帼志愿服务总队", "总队", "示例市妇联", "410400", 40),
    "teams/xinhua/team.yml": team("新华区巾帼志愿服务分队", "分队", "新华区妇联", size=20),
    "teams/xinhua/aixin/team.yml": team(
        "新华区建设路爱心巾帼志愿服务小队", "小队", "建设路街道妇联",
        more="township: 建设路街道\nleader: {name: 领队样桂, post: 主席, consent: c-2024-0003}\n",
    ),
    "teams/yexian/team.yml": team("叶县巾帼志愿服务分队", "分队", "叶县妇联", "410422", 15),
    "teams/yexian/rendian/team.yml": team(
        "叶县任店镇巾帼志愿服务小队", "小队", "任店镇妇联", "410422", 6, "township: 任店镇\n"
    ),
    "content/index.md": "欢迎。\n",
    "content/privacy.md": "# 隐私与权利\n\n这里说明。\n",
    "content/about/index.md": "# 关于我们\n\n我们是谁。\n",
    "content/guide/index.md": "# 使用手册\n\n先看这里。\n",
    "content/brands/zhukun.md": "---\nname: 助困关爱\nsummary: 把温暖送到身边\n---\n介绍。\n",
    "content/brands/weiquan.md": "---\nname: 维权维稳\nsummary: 守护合法权益\n---\n介绍。\n",
    "content/projects/linli.md": (
        "---\ntitle: 邻里守望\nbrand: 助困关爱\nteams: [xinhua/aixin]\nsince: 2020-05\nsummary: 结对看望\n"
        "data: [{label: 结对, value: 1280000.25, unit: 次, source: 年报}]\n---\n"
        "老人不敢开口，怎样帮？做法是每周上门，如今都好了。\n"
    ),
    "content/volunteers/wang-he.md": (
        "---\nname: 王样荷\nheadline: 十年如一日\nteam: xinhua/aixin\nconsent: c-2024-0001\nconfirmed: 2024-01-03\n"
        "portrait: {file: 01.jpg, alt: 王样荷像, people: [c-2024-0001]}\nhours: 320\n---\n她的故事很长。\n"
    ),
    "content/volunteers/li-mei.md": (
        "---\nname: 李样梅\nheadline: 法律明白人\nteam: yexian/rendian\nconsent: c-2024-0002\n"
        "confirmed: 2024-01-03\n---\n她懂法。\n"
    ),
    "content/communities/guangming.md": (
        "---\nname: 光明妇女之家\nkind: 妇女之家\ndivision: '410402'\ntownship: 光明路街道\nteams: [xinhua/aixin]\n"
        "summary: 每周开放\n---\n来坐坐。\n"
    ),
    "content/honours/2024.yml": (
        "year: 2024\ndocument: {number: 示例〔2024〕1号, title: 表彰决定, on: 2024-12-20, issuer: 示例市妇联}\n"
        "awards:\n  - honour: 优秀巾帼志愿者\n    recipients: [{volunteer: wang-he}, {volunteer: li-mei},\n"
        "      {name: 周样菊, consent: c-2024-0004, unit: 叶县妇联}]\n"
        "  - {honour: 优秀项目, recipients: [{project: linli}, {team: xinhua/aixin}, {community: guangming}]}\n"
    ),
    f"{STORY}/report.md": report(
        "看望独居老人", "2024-03-05",
        f"photos: [{photo()}, {photo('02.jpg', '[c-2024-0001]', '王样荷在扫院子')}]\nproject: linli\n"
        "campaign: xueleifeng\n",
    ),
    "activities/2024/0412-hunyin/report.md": report(
        "婚姻法律咨询", "2024-04-12", f"photos: [{photo()}]\n",
        brand="维权维稳", teams="[yexian/rendian, xinhua/aixin]", place="{township: 任店镇}", hours="3.5",
    ),
    "activities/2023/1023-chongyang/report.md": report(
        "重阳包饺子", "{from: 2023-10-22, to: 2023-10-23}", campaign="chongyang", teams="[xinhua]"
    ),
    "activities/2024/0601-caogao/report.md": report("还是草稿", "2024-06-01", status="draft"),
    "activities/2024/0602-tougao/report.md": report("刚刚投稿", "2024-06-02", status="submitted"),
    "activities/2024/0603-weixin/report.md": report("只发微信", "2024-06-03", channels="[wechat]"),
}  # fmt: skip
PHOTOS: dict[str, tuple[int, ...]] = {
    f"{STORY}/01.jpg": (200, 80, 60),
    f"{STORY}/02.jpg": (60, 160, 90),
    "activities/2024/0412-hunyin/01.jpg": (60, 80, 190),
    "content/volunteers/wang-he/01.jpg": (230, 200, 60),
}
"""Path → colour, so that every photo differs."""


@lru_cache
def clean(colour: tuple[int, ...]) -> bytes:
    """A JPEG as the register keeps them: pixels and nothing else."""
    out = io.BytesIO()
    Image.new("RGB", (640, 400), colour).save(out, "JPEG")
    return out.getvalue()


@lru_cache
def revealing(colour: tuple[int, ...]) -> bytes:
    """A JPEG that names its camera and the place where it was taken."""
    exif = Image.Exif()
    exif[0x0110] = "SECRET-CAMERA"
    exif.get_ifd(0x8825).update({1: "N", 2: (33.0, 44.0, 12.5), 3: "E", 4: (113.0, 18.0, 1.25)})
    out = io.BytesIO()
    Image.new("RGB", (640, 400), colour).save(out, "JPEG", exif=exif.tobytes(), comment=b"SECRET-COMMENT")
    return out.getvalue()


def write(root: Path, files: Mapping[str, str] | None = None, *, photos: bool = True) -> Path:
    """Write the register, with ``files`` in the place of its own; an empty text leaves a file out."""
    for path, text in {**FILES, **(files or {})}.items():
        if text:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    for path, colour in PHOTOS.items() if photos else ():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(clean(colour))
    return root


def with_theme(root: Path) -> Path:
    """Give a register the real theme and settings, so that it can be built."""
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    if not (root / "theme").exists():
        (root / "theme").symlink_to(ROOT / "theme")
    return root
