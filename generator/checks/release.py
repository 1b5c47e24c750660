"""Rules G5 to G8: the site as a whole is full, fresh, signed by who runs it, and tells people their rights.

A register that is still being set up must be checked and built; what it lacks is told, and stops a release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem, Severity
from generator.records.federation import Federation
from generator.records.library import Entry
from generator.records.source import Document

_DAYS = 14
_BEGUN = 10
_WEB = "web"
_PLACE = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕秦甘陇青宁新"
_CODES = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65"
_SIGN_OF = dict(zip(_CODES.split(), "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新", strict=True))
"""The first digits of a division's code, and the sign of its province."""
_ICP = re.compile(rf"[{_PLACE}]ICP[备证]\s*(?P<number>\d{{6,10}})号(?:-\d{{1,3}})?[A-Z]?", re.IGNORECASE)
_POLICE = re.compile(rf"[{_PLACE}]公网安备\s*(?P<number>\d{{14}})号")
_MADE_UP = re.compile(r"0+|1+|1234567890?|12345678|87654321|(\d)\1+")
_LEFT_IN = re.compile(
    r"[（(【\[]\s*(?:待填写?|待补充?|待定|待完善|此处填写?|在此填写?|请填写)[^）)】\]\n]{0,8}[）)】\]]|此处填写|在此处填|占位(?:文字|内容|符)"
    r"|(?<![A-Za-z0-9])[Xx]{3,}(?![A-Za-z0-9.])|(?<![A-Za-z])(?:TODO|TBD)(?![A-Za-z])|lorem ipsum"
    r"|[（(]示例[^）)\n]{0,4}[）)]|示例(?:[甲乙丙丁戊己]|市|县|区|妇联|文字|内容|图片|标题|编辑|校对|审核|签发|数据|号)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"示例.*|待(?:填写?|补充?|定|完善)|填写.{0,6}|[某×Xx○*?？]{2,}|无标题|测试.{0,2}", re.DOTALL)
"""A value that is nothing else."""
_CODE = re.compile(r"`[^`\n]*`|https?://\S+")
_HANDBOOK = "content/guide/"
_WORDS = 6
"""Named of one line."""


@rule("G5", "每个品牌和栏目都有内容（发布时是错误）", "warning", "国办秘函〔2019〕19号（空白栏目）")
def no_column_is_empty(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Silent until the register has its first ten stories: whoever begins knows that much is empty."""
    library = facts.library
    if library.federation is None:
        return
    stories = sum(each.fields.status == "selected" for each in library.activities.values())
    if not facts.release and stories < facts.limit(this.id, _BEGUN):
        return
    severity = "error" if facts.release and not library.federation.fields.sample else this.severity
    told = {each.fields.brand for each in library.activities.values() if each.fields.status == "selected"}
    told |= {each.fields.brand for each in library.projects.values()}
    for number, line in enumerate(library.federation.fields.brands):
        if line.name not in told:
            message = f"品牌“{line.name}”还没有活动，也没有项目，页面是空的"
            hint = "请刊登一篇这个品牌的活动，或者写一个项目"
            yield this.at(library.federation, message, hint, "brands", number, "name", severity=severity)
    empty = [name for name, records in _columns(facts).items() if not records]
    if empty:
        message = f"栏目还是空的：{'、'.join(empty)}"
        yield this.at(library.federation, message, "请每个栏目至少放一条内容，再对外发布", severity=severity)


def _columns(facts: Facts) -> dict[str, Any]:
    library = facts.library
    shown = [each for each in library.activities.values() if each.fields.status == "selected"]
    return {
        "活动": [each for each in shown if _WEB in each.fields.channels],
        "项目": library.projects,
        "志愿者": library.volunteers,
        "图集": [each for each in shown if each.fields.photos]
        + [e for e in library.projects.values() if e.fields.photos],
        "阵地": library.communities,
        "表彰": library.honours,
    }


@rule("G6", "首页 14 天以内有新内容", "warning", "国办秘函〔2019〕19号（首页不更新）")
def something_is_new(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A sample grows old without anybody's fault."""
    federation = facts.library.federation
    shown = [each for each in facts.library.activities.values() if each.fields.status == "selected"]
    days = [each.fields.date.last for each in shown if _WEB in each.fields.channels and not each.document.silent]
    days = [each for each in days if each <= facts.today]
    if federation is None or federation.fields.sample or not days:
        return
    limit, newest = facts.limit(this.id, _DAYS), max(days)
    age = (facts.today - newest).days
    if age > limit:
        message = f"首页最新的一条是 {newest}，已经 {age} 天没有新内容"
        yield this.at(federation, message, f"请刊登新的活动，{limit} 天以内至少一条", "site")


@rule(
    "G7",
    "页脚写全主办单位、联系方式、备案号，没有留下占位的字（发布时检查）",
    "error",
    "互联网信息服务管理办法第十二条；政府网站发展指引",
)
def the_footer_is_whole(this: Rule, facts: Facts) -> Iterator[Problem]:
    federation = facts.library.federation
    if federation is None:
        return
    sample = federation.fields.sample
    if facts.release:
        yield from _footer(this, federation, sample=sample)
    if not sample:
        yield from _placeholders(this, facts)


def _footer(this: Rule, federation: Entry[Federation], *, sample: bool) -> Iterator[Problem]:
    footer, severity = federation.fields.footer, "warning" if sample else this.severity
    if not federation.fields.contacts:
        yield this.at(federation, "页脚没有联系方式", "请在 contacts 里写可以公开的办公联系方式", severity=severity)
    if footer.icp is None:
        hint = "请把通信管理部门发给本站的备案号写进 footer 的 icp；还没有备案不能开通"
        yield this.at(federation, "页脚没有 ICP 备案号", hint, "footer", severity=severity)
    if footer.police is None:
        hint = "开通后 30 天以内办理公安备案，把备案号写进 footer 的 police"
        yield this.at(federation, "页脚没有公安备案号", hint, "footer", severity="warning")
    code = federation.fields.code
    sign = _SIGN_OF.get(code[:2], "京")
    usual = (("icp", _ICP, f"{sign}ICP备12345678号-1"), ("police", _POLICE, f"{sign}公网安备 {code}02000001号"))
    for key, shape, like in usual:
        value = getattr(footer, key)
        match = shape.fullmatch(value.strip()) if value else None
        if value and match is None:
            message = f"“{value[:30]}” 不像备案号"
            yield this.at(federation, message, f"请照备案通知抄写，样子如 {like}", "footer", key)
        elif match is not None and _MADE_UP.fullmatch(match["number"]):
            yield this.at(federation, "备案号像是占位的", "请照备案通知抄写，没有就删掉", "footer", key)


def _placeholders(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Words that stand where somebody wanted to write more: a warning at home, an error at release."""
    severity = this.severity if facts.release else "warning"
    library = facts.library
    entries: list[Entry[Any]] = [library.federation] if library.federation else []
    for kind in ("teams", "activities", "projects", "volunteers", "communities", "brands", "pages"):
        entries += getattr(library, kind).values()
    for entry in entries:
        if getattr(entry.fields, "status", "") != "draft" and not entry.path.startswith(_HANDBOOK):
            yield from _left_in(this, entry, severity)


def _left_in(this: Rule, entry: Entry[Any], severity: Severity) -> Iterator[Problem]:
    """Every line of a file that holds such words, with all of them: whoever mends a line mends it once."""
    lines: dict[int, tuple[int, list[str]]] = {}
    for line, column, word in _placed(entry.document):
        first, words = lines.setdefault(line, (column, []))
        lines[line] = (min(first, column), words if word in words else [*words, word])
    for line, (column, words) in lines.items():
        told = "".join(f"“{word[:20]}”" for word in words[:_WORDS])
        message = f"留下了占位的字：{told}{'等' if words[_WORDS:] else ''}"
        yield Problem(entry.path, line, column, this.id, severity, message, _FILL)


def _placed(document: Document) -> Iterator[tuple[int, int, str]]:
    """Line, column and word: of the values where each begins, of the text where it stands."""
    for at, text in _values(document.values):
        whole = _WHOLE.fullmatch(text.strip())
        words = [match[0] for match in _LEFT_IN.finditer(_CODE.sub(" ", text))] or ([whole[0]] if whole else [])
        line, column = document.place(*at)
        yield from ((line, column, word) for word in words if at[0] not in document.silent)
    body = _CODE.sub(lambda each: " " * len(each[0]), document.body)
    for match in _LEFT_IN.finditer(body):
        line = document.body_line + body.count("\n", 0, match.start())
        yield line, match.start() - body.rfind("\n", 0, match.start()), match[0]


_FILL = "请填上真实的内容，没有的删掉"


def _values(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a file's values with its place."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _values(each, (*at, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _values(each, (*at, number))


_PRIVACY = "content/privacy.md"
_RIGHTS = {
    "children": ("儿童个人信息的专门规则", re.compile(r"^#{1,4} .*(?:儿童|未成年|孩子)", re.MULTILINE)),
    "takedown": ("要求查阅、更正、撤下的办法", re.compile(r"^#{1,4} .*(?:撤|删除|更正|联系|找谁)", re.MULTILINE)),
}
_WAY = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|\d{3,4}-\d{7,8}|(?<!\d)12338(?!\d)")


@rule(
    "G8",
    "有隐私政策，写明儿童信息的规则和撤下的联系办法（发布时检查）",
    "error",
    "个人信息保护法第十七条、第三十一条、第五十条",
)
def rights_are_told(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Every page links the privacy page and, by these anchors, its two parts."""
    library = facts.library
    if not facts.release or library.federation is None:
        return
    page = next((each for each in library.pages.values() if each.path == _PRIVACY), None)
    if page is None:
        message = f"没有隐私政策（{_PRIVACY}）"
        yield this.at(library.federation, message, "请照示例登记册的写一份，改成本单位的")
        return
    body = page.document.body
    for anchor, (what, heading) in _RIGHTS.items():
        if not re.search(rf"\{{ *#{anchor} *\}}", body):
            hint = f"请在那一部分的标题后面加上 {{ #{anchor} }}，页脚才链接得到"
            if not heading.search(body):
                hint = f"请写上这一部分，标题后面加 {{ #{anchor} }}"
            yield Problem(page.path, page.document.body_line, 1, this.id, this.severity, f"隐私政策里没有{what}", hint)
    if not _WAY.search(body):
        message = "隐私政策里没有可以联系的邮箱或电话"
        yield Problem(
            page.path, page.document.body_line, 1, this.id, this.severity, message, "请写上公务邮箱或办公电话"
        )
