"""Rule A13: no bank card, no payee code, no appeal for money: collecting from the public takes a licence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import personal
from generator.checks.clauses import denied
from generator.checks.passages import Passage, unnamed, written
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem

_WIDE = str.maketrans("０１２３４５６７８９－　", "0123456789- ")
_BLANK = "[ \t\u00a0\\-‐-―−·•.。_/*\u200b-\u200f\u2060\ufeff]"
_LONG = re.compile(rf"(?<![0-9])(?<![0-9][.:：])[0-9](?:{_BLANK}{{0,3}}[0-9]){{15,18}}(?!{_BLANK}?[0-9])")
_UNION_PAY = re.compile(r"62\d{14,17}|9558\d{12,15}|9559\d{12,15}")
"""What is surely a card in this country; other beginnings are codes of divisions and years as often."""
_BANK = re.compile(r"银行|卡号|账号|帐号|账户|帐户|开户|汇款|转账|打款|收款|户名|捐款|善款|支付宝")
_NO_CARD = re.compile(
    r"(?:编号|文号|单号|订单|代码|条码|序列号|运单|快递|证号|证书|许可证|备案|车牌|学号|工号|流水号?)[^，。；\n]{0,6}$"
)
_ACCOUNT = re.compile(
    r"(?:账号|帐号|账户|帐户|卡号|收款人账[号户])\s*(?:为|是)?\s*[:：]?\s*[0-9](?:[ \-]?[0-9]){7,29}(?![0-9])"
)
_MONEY = r"(?:捐款|善款|爱心款|募捐款?|爱心捐款|助学款|救命钱|爱心资金)"
_CODES = ("收款码", "收款二维码", "付款码", "赞赏码", "收钱码", "爱心码", "捐款码", "捐款二维码")
_SCAN = re.compile(
    rf"扫码(?:捐款|捐赠|捐助|献爱心|转账|打赏)|扫[^，。；！？\n]{{0,12}}(?:二维码|码)[^。；！？\n]{{0,10}}(?:捐款"
    rf"|捐赠|捐助|献爱心|奉献爱心|转账|打款|{_MONEY})"
)
_APPEALS = re.compile(
    rf"(?:请|欢迎|呼吁|恳请|恳求|号召|诚邀|盼望|期盼|期待|跪求|求)(?!假|教|问)[^。；！？\n“”]{{0,24}}(?:捐款|捐钱"
    rf"|{_MONEY}|筹款|打款|募捐)"
    rf"|{_MONEY}[^。；！？\n]{{0,14}}(?:打到|打入|打进|汇到|汇入|汇至|转到|转入|转至"
    rf"|存入)[^。；！？\n]{{0,12}}(?:账户|帐户|账号|帐号|卡|微信|支付宝)"
    r"|(?:面向社会|向社会|向?全社会|社会各界|公开|网上|群里|朋友圈|向(?:广大)?(?:市民|居民|网友|群众"
    r"|爱心人士))[^，。；！？\n]{0,12}(?:募捐|募款|筹款|募集(?:善款|资金|捐款))"
    r"|(?:捐款到|捐到|汇款到|打款到)[^。；！？\n]{0,14}(?:账户|帐户|账号|帐号|卡上|卡里|微信|支付宝)"
)
_CODE_TO_GIVE = re.compile(
    r"(?:二维码|下方码|下图码)[^。；！？\n]{0,8}(?:为|给|向|帮)[^。；！？\n]{0,10}(?:捐款|捐钱|捐助)"
    r"|(?:捐款|捐助|爱心捐赠)(?:方式|渠道|通道|入口)(?:见|如下|是|：|为)"
    r"|(?:让我们|大家一起|一起来|伸出援手|行动起来)[^。；！？\n“”]{0,24}(?:捐款|筹款|捐钱)"
)
_ASKED = re.compile(
    r"(?:我们|本队|小队|在此|特此)[^，。；！？\n“”]{0,6}?(?<!响应)(?<!发出)倡议(?!书)[^，。；！？\n“”]{0,16}?(?:捐款|捐钱|募捐)(?![\d了后活共约]|[一二三四五六七八九十百]+)"
    r"|发起了?[^，。；！？\n]{0,6}(?:筹款|众筹|募捐)[^。；！？\n]{0,12}?(?:希望|请|恳请|盼)[^。；！？\n]{0,10}?(?:转发|支持|伸出|帮)"
    r"|捐款箱[^。；！？\n]{0,14}?(?:欢迎|请)[^。；！？\n]{0,8}?[投捐献]"
    r"|(?:可以|可|请|欢迎)直?接?(?:转账|打款|汇款|打钱)给(?:[她他]|本人|家属|患者|队长|会计)[^。；！？\n吗]{0,30}"
)
"""Appeals that sound like a report."""
_LAWFUL = re.compile(r"红十字|慈善总会|慈善会|慈善协会|慈善联合会|慈善组织|基金会|公开募捐资格|民政|募捐备案|法定募捐")
_LESSON = re.compile(
    r"骗|诈|假冒|冒充|假的|陌生|警惕|提醒|防范|识别|辨别|偷换|调包|案例|教老人|教大家|学会|学着|学用|讲解|讲到|讲了"
    r"|不要向|不扫|别扫|不要扫|切勿|慎|当年|抗战|革命"
)
_GIVES = re.compile(
    r"捐|募|善款|献爱心|爱心款|资助|救助|请扫|扫下|扫描下|长按|识别下|识别图|汇款|打款|转账给|付报名|交报名|缴"
)
_DONE = re.compile(
    r"收到|已经|已由|全部|共计|一共|共(?:筹|募|捐)|捐了|募得|筹得|来自|名单|明细|公示|用于|交给了|送到了|积分"
)
_NEAR = 30


@rule("A13", "不写收款的银行卡号、账号、收款码，不号召捐款", "error", "慈善法第二十二条、第二十六条、第一百一十三条")
def nobody_collects_money(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Numbers in every text of the register, appeals in what is published; to tell of money lawfully raised is fine."""
    for path, text in facts.library.texts.items():
        if not path.endswith(".sealed"):
            yield from _cards(this, path, text)
    codes = facts.words(this.id, _CODES)
    for entry in written(facts):
        for passage in unnamed(entry):
            yield from _appeals(passage, codes)


def _cards(this: Rule, path: str, text: str) -> Iterator[Problem]:
    plain = text.translate(_WIDE) if _WIDE_DIGIT.search(text) else text
    for match in _LONG.finditer(plain):
        near = plain[max(0, match.start() - _NEAR) : match.start()]
        if not _is_a_card(match[0], near) or personal.find(match[0], ("id", "id-like")):
            continue
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        hint = "请删掉；收钱的卡号不能公开，捐款请联系有公开募捐资格的慈善组织"
        yield Problem(path, line, column, this.id, this.severity, "这里有银行卡号", hint)


_WIDE_DIGIT = re.compile("[０-９]")


def _is_a_card(written_so: str, near: str) -> bool:
    groups = re.findall("[0-9]+", written_so)
    digits = "".join(groups)
    apart = len(groups) == len(digits)
    if not apart and len(groups) > 1 and min(map(len, groups)) < 3:  # noqa: PLR2004 - a row of days and counts
        return False
    if _NO_CARD.search(near) and not _BANK.search(near):
        return False
    return _luhn(digits) and (_UNION_PAY.fullmatch(digits) is not None or _BANK.search(near) is not None)


def _luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of a card."""
    doubled = (int(each) * (2 if at % 2 else 1) for at, each in enumerate(reversed(digits)))
    return len(set(digits)) > 1 and sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0  # noqa: PLR2004


_SIGNS = (
    "捐",
    "募",
    "善款",
    "爱心款",
    "筹款",
    "码",
    "账号",
    "帐号",
    "账户",
    "帐户",
    "卡号",
    "打款",
    "救命钱",
    "助学款",
    "转账",
)


def _appeals(passage: Passage, codes: tuple[str, ...]) -> Iterator[Problem]:
    """One problem for each sentence; a lawful collector in the paragraph is whom readers should turn to."""
    signs = (*_SIGNS, *codes)
    if not any(sign in passage.text for sign in signs):
        return
    for begin, paragraph in passage.paragraphs():
        if not any(sign in paragraph for sign in signs):
            continue
        lawful = _LAWFUL.search(paragraph) is not None
        for offset, sentence in _sentences(paragraph):
            found = _found(sentence, codes, lawful=lawful)
            if found is not None:
                start, message, hint = found
                yield passage.problem("A13", begin + offset + start, message, hint)


def _sentences(paragraph: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^。！？!?；\n]+", paragraph):
        yield match.start(), match[0]


_TURN = "请删掉；要捐款的人请联系有公开募捐资格的慈善组织（写出它的名称）"


def _found(sentence: str, codes: tuple[str, ...], *, lawful: bool) -> tuple[int, str, str] | None:
    if _LESSON.search(sentence):
        return None
    account = _ACCOUNT.search(sentence.translate(_WIDE))
    if (
        account
        and not any(_is_a_card(each[0], "账号") for each in _LONG.finditer(account[0]))
        and not re.search(r"信用代码|登录|公众号|视频号|抖音|微信账号|用户名", sentence)
    ):
        return account.start(), "这里有收款的账号", "请删掉；捐款请联系有公开募捐资格的慈善组织，账号由它公布"
    scan = _SCAN.search(sentence)
    if scan and not denied(sentence, scan.start()):
        return scan.start(), "这里请人扫码捐款或转账", _TURN
    for code in codes:
        at = sentence.find(code)
        if at >= 0 and _GIVES.search(sentence) and not denied(sentence, at) and not _at_a_stall(sentence):
            return at, f"这里写了{code}，像是在收钱", _TURN
    appeal = _APPEALS.search(sentence) or _CODE_TO_GIVE.search(sentence) or _ASKED.search(sentence)
    if appeal and not lawful and not denied(sentence, appeal.start()) and not denied(sentence, appeal.end()):
        return None if _DONE.search(sentence) else (appeal.start(), "这里号召捐款", _TURN)
    return None


def _at_a_stall(sentence: str) -> bool:
    return (
        re.search(r"摊|店|商户|老板|顾客|买菜|菜场|集市|柜台|营业|超市|教她|教他|手机课|老人学", sentence) is not None
    )
