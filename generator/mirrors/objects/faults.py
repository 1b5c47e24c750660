"""What object storage answers when it will not: said in Chinese, with what to do, and without what the server wrote."""

from __future__ import annotations

import re

from opendal import exceptions

from generator.mirrors.objects.services import Service
from generator.mirrors.parts import MirrorError

FAULTS = (
    exceptions.Error, exceptions.Unexpected, exceptions.Unsupported, exceptions.ConfigInvalid, exceptions.NotFound,
    exceptions.PermissionDenied, exceptions.IsADirectory, exceptions.NotADirectory, exceptions.AlreadyExists,
    exceptions.IsSameFile, exceptions.ConditionNotMatch, exceptions.RateLimited, exceptions.RangeNotSatisfied,
    exceptions.Conflict,
)  # fmt: skip
"""OpenDAL has a class for each fault and none for all of them."""
_CODE = re.compile(r'\bcode: "([A-Za-z0-9.]{1,60})"')
_STATUS = re.compile(r"\bstatus: ([0-9]{3})\b")
_NO_KEY = frozenset({"NoSuchKey", "NoSuchObject", ""})
_KEY_ID = frozenset({"InvalidAccessKeyId", "InvalidAccessKeyID", "InvalidSecretId"})
_TOKEN = frozenset({"ExpiredToken", "InvalidToken", "TokenRefreshRequired", "InvalidSecurityToken"})
_SIGNATURE = frozenset({"SignatureDoesNotMatch"})
_CLOCK = frozenset({"RequestTimeTooSkewed", "RequestExpired", "RequestIsExpired", "ExpiredRequest"})
_BUCKET = frozenset({"NoSuchBucket", "InvalidBucketName"})
_REGION = frozenset({
    "PermanentRedirect", "TemporaryRedirect", "Redirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint",
    "IllegalLocationConstraintException", "InvalidLocationConstraint", "SecondLevelDomainForbidden",
    "IncorrectEndpoint",
})  # fmt: skip
_FULL = frozenset({
    "QuotaExceeded", "InsufficientQuota", "InsufficientStorageSpace", "XMinioStorageFull", "QuotaExceedError",
    "UserDisable", "Arrearage", "InArrearOrInsufficientBalance", "UnavailableForArrears", "AccountProblem",
})  # fmt: skip
_BUSY = frozenset({"SlowDown", "TooManyRequests", "ServiceUnavailable", "InternalError", "RequestRateTooHigh"})
_LOCKED = frozenset({"FileImmutable", "ObjectLocked", "AccessDeniedByWorm", "InvalidObjectState"})
DOING = {"list": "列出", "read": "读取", "write": "写入", "delete": "删除", "stat": "查看"}
"""What we may be refused, by OpenDAL's word for it."""


def code(fault: Exception) -> str:
    """The word by which the server calls its reason; empty where it told none."""
    found = _CODE.search(f"{fault}")
    return found[1] if found else ""


def is_missing(fault: Exception) -> bool:
    """Whether it is only the object that is not there."""
    return isinstance(fault, exceptions.NotFound) and code(fault) in _NO_KEY


def told(fault: Exception, service: Service, doing: str, path: str = "") -> MirrorError:
    """A fault for whoever publishes."""
    found = _STATUS.search(f"{fault}")
    status = found[1] if found else ""
    reason = code(fault)
    what = f" {path} " if path else "存储桶"
    return MirrorError(f"{DOING[doing]}{what}没有成功：{_said(fault, reason, status, service, doing)}")


def _said(fault: Exception, reason: str, status: str, service: Service, doing: str) -> str:
    number, secret = service.names
    refused = f"密钥没有{DOING[doing]}的权限，请在控制台按手册给它加上；桶和 folder 也要核对"
    where = f"桶 {service.bucket}、服务地址 {service.endpoint}"
    sayings = (
        (_BUCKET, f"没有这个存储桶，请核对 bucket、region、endpoint（现在是{where}；腾讯云的桶名要带 -APPID）"),
        (_KEY_ID, f"服务器不认这个访问编号，请核对环境变量 {number}，看密钥有没有停用"),
        (_TOKEN, "临时密钥不对或者已经过期，请重新取一份"),
        (_SIGNATURE, f"访问密钥不对，请重新复制到环境变量 {secret}；密钥是对的，就核对 region"),
        (_CLOCK, "这台机器的时间不准，和服务器差得太多，请先校准时间"),
        (_REGION, f"存储桶不在这个地域，请核对 region 和 endpoint（现在是{where}）"),
        (_FULL, "空间满了，或者账号欠费、停用，请到控制台处理"),
        (_LOCKED, "存储桶开了保留策略（合规保留、WORM），旧文件换不掉，请换一个桶"),
        (_BUSY, "服务器忙，试了几次都不行；过几分钟再发布一次，会从断的地方接着做"),
    )
    for codes, said in sayings:
        if reason in codes:
            return said
    if status in {"301", "307"}:
        return sayings[5][1]
    if status in {"401", "403"}:
        return f"服务器拒绝了（{reason or status}）：{refused}"
    if status in {"408", "429"} or status.startswith("5"):
        return f"{sayings[-1][1]}（{reason or status}）"
    if not status:
        return _unreached(fault, service)
    return f"服务器不接受（{reason or status}）：请核对 bucket、region、endpoint（现在是{where}）"


def _unreached(fault: Exception, service: Service) -> str:
    """No answer at all."""
    text = f"{fault}".lower().partition("source:")[2]  # before it stand addresses, in which anything may stand
    if "dns error" in text:
        return f"找不到服务器 {service.endpoint}（桶 {service.bucket}），请核对 endpoint、region、bucket 和网络"
    if "certificate" in text or "handshake" in text:
        return f"服务器 {service.endpoint} 的证书有问题，没有再连。桶名里有点的，写上 style: path"
    if isinstance(fault, exceptions.ConfigInvalid):
        return "publish.yml 里这个目标的写法，服务不接受，请核对 bucket、endpoint、region"
    return f"连不上 {service.endpoint}，或者中途断了；网络好了再发布一次，会从断的地方接着做"
