"""Rule A15: hours and stars of this register are no proof: it issues none and nobody has certified them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.clauses import denied
from generator.checks.passages import Passage, unnamed, written
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem

_WORDS = ("证明", "证书", "已认证", "官方认证", "官方认定", "权威认证", "认证")
_HOURS = (
    r"(?:(?:志愿服务|志愿者?|服务)的?(?:时间|记录|积分|经历)|(?:志愿)?(?:服务)?(?:时长|小时数|工时|时数)"
    r"|星级(?:志愿者)?"
    r"|[一二三四五1-5]星级?(?:志愿者)?)"
)
_ISSUES = r"(?:开具|出具|颁发|发放|发|打印|领取|领到|拿到|获得|取得|申领|申请|下载|开|办理|补办|作为|当作|盖章)"
_ADDED = r"(?:的|信息|官方|电子|合格|有效|等级|评定|认定)*"
_CERTIFIED = r"(?:官方认定|权威认定|(?:官方|权威|平台|系统|妇联|总队)?认证)"
_CERTAIN = re.compile(
    rf"{_HOURS}{_ADDED}(?:证书|证明(?!了|：|材料|人|他|她|自己|一切))"
    rf"|{_ISSUES}了?[^，。；！？、\n]{{0,8}}志愿服务{_ADDED}(?:证明|证书)(?!材料)"
    rf"|{_HOURS}[^，。；！？\n]{{0,8}}?(?:已经?|经|由|获|均|全部|都)[^，。；！？、\n]{{0,6}}?{_CERTIFIED}"
    rf"|{_HOURS}{_CERTIFIED}"
    rf"|(?:已经?|经过?|获|官方|权威|妇联)+(?:认证|认定)过?的?[^，。；！？\n]{{0,4}}?{_HOURS}"
)
_OTHER = re.compile(
    r"荣誉证书|结业|毕业|培训证|资格证|执业|职业|技能等级|健康证|身份证|登记证|营业|产权|无犯罪|参赛|获奖|奖状|聘书"
    r"|捐赠证书|收藏证书|合格证|驾驶|荣誉|聘任|生存认证|养老|待遇|人脸|实名|社保|资格认证|老人"
)
_ISSUERS = re.compile(
    r"民政|中国志愿服务网|志愿汇|志愿服务信息系统|信息系统|i志愿|团委|共青团|团市委|团县委|学校|大学|学院|办法|条例"
    r"|规定|办理指南|国家系统|社会工作部|志愿服务联合会|志愿者协会"
)
_NOT_SO = re.compile(
    r"不(?:是|能|作|当|等于|具有|得|叫|称|再|给|会|开|出|发|用|需|要|由|算)|并非|没有|仅供|无法|无效|请到|请向|问"
    r"|想要|谁"
)
_AS_OFFICIAL = re.compile(r"(?:官方|权威|政府|国家)(?:认定|认证)的?[^，。；！？\n]{0,4}?星级")
"""Stars are given by whoever keeps a register; no office of the state confirms them, whoever is said to."""
_WINDOW = 8


@rule(
    "A15",
    "服务时长、星级、记录是宣传口径，不称证明、证书、已认证、官方认定",
    "error",
    "民政部令第67号 第十四条至第十七条",
)
def hours_are_no_proof(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Honours on paper, licences and what the state's own system issues may be called what they are."""
    words = facts.words(this.id, _WORDS)
    for entry in written(facts):
        for passage in unnamed(entry):
            yield from _in(this, passage, words)
    for project in facts.library.projects.values():
        for number, datum in enumerate(project.fields.data):
            if _claims(datum.label, words) is not None:
                hint = "请写成 “服务时长”"
                yield this.at(project, "指标把服务时长说成证明或认证", hint, "data", number, "label")


def _in(this: Rule, passage: Passage, words: tuple[str, ...]) -> Iterator[Problem]:
    if not any(word in passage.text for word in words):
        return
    for begin, sentence in passage.sentences():
        start = _claims(sentence, words)
        if start is not None:
            message = "服务时长、星级、记录在这里被说成证明、证书或认证"
            hint = "网站上的时长和星级是宣传口径，请写成 “服务时长”“星级”；要开证明的请到志愿服务信息系统"
            yield passage.problem(this.id, begin + start, message, hint)


def _claims(sentence: str, words: tuple[str, ...]) -> int | None:
    """Where a sentence says that this register's figures are proof."""
    if not any(word in sentence for word in words):
        return None
    stars = _AS_OFFICIAL.search(sentence)
    if stars and any(word in stars[0] for word in words) and not denied(sentence, stars.start()):
        return None if _NOT_SO.search(sentence) else stars.start()
    return None if _ISSUERS.search(sentence) else _surely(sentence, words)


def _surely(sentence: str, words: tuple[str, ...]) -> int | None:
    for match in _CERTAIN.finditer(sentence):
        if not any(word in match[0] for word in words) or _OTHER.search(sentence[match.start() : match.end() + 4]):
            continue
        around = sentence[max(0, match.start() - _WINDOW) : match.end() + _WINDOW]
        if not denied(sentence, match.start()) and not _NOT_SO.search(around):
            return match.start()
    return None
