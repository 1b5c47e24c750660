"""Where object storage is found and how it wants to be spoken to: S3 and its like, 阿里 OSS, 腾讯 COS, 华为 OBS."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.mirrors.parts import MirrorError
from generator.mirrors.state import variable
from generator.records.targets import ObjectTarget

_REGION = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,62}")
_ENDPOINT = re.compile(r"(https?)://([A-Za-z0-9.-]+)(:[0-9]{1,5})?/?")
_OSS = re.compile(r"(?:s3\.)?oss-([a-z0-9-]+?)(-internal)?\.(aliyuncs\.com(?:\.cn)?)")
_LOOPBACK = re.compile(r"127\.[0-9.]+|(?:.+\.)?localhost")
_SECRET = re.compile(r"[!-~]+")
_OBS = re.compile(r"obs\.([a-z0-9-]+)\.myhuaweicloud\.(?:com|eu)")
_IN_CHINA = "cn-"


@dataclass(frozen=True, slots=True)
class Service:
    """One bucket as OpenDAL is told of it."""

    scheme: str
    """Of OpenDAL."""
    bucket: str
    endpoint: str
    """With ``https://``; it may be shown."""
    names: tuple[str, str]
    """Of the two environment variables that hold the key."""
    settings: Mapping[str, str] = field(repr=False)
    """All that OpenDAL needs but the folder; the key is in it."""


def service(name: str, target: ObjectTarget, environment: Mapping[str, str]) -> Service:
    """What to tell OpenDAL of a target; nothing else than this is ever used.

    OpenDAL looks for keys in files of the user and asks the machine that it runs on for more: that is switched off.
    OSS and OBS are spoken to at their S3 addresses. Of OSS's own signatures OpenDAL knows only the first, which new
    accounts and buckets may not use any more; of what OBS's own lists tell it reads sizes only, and no tags.

    Raises:
        MirrorError: a key is missing, or the target is told wrongly.
    """
    if not _BUCKET.fullmatch(target.bucket):
        raise MirrorError("publish.yml 的 bucket 不像存储桶的名称：只有小写字母、数字和短横线；地址写在 endpoint")
    endpoint, region = _place(target)
    names, key, secret, token = _key(name, target, environment)
    if target.kind == "cos":
        settings = {"secret_id": key, "secret_key": secret, "disable_config_load": "true", "security_token": token}
    else:
        settings = {
            "access_key_id": key,
            "secret_access_key": secret,
            "session_token": token,
            "region": region,
            "disable_config_load": "true",
            "disable_ec2_metadata": "true",
            "enable_virtual_host_style": "true" if _by_host(target) else "",
            "disable_list_objects_v2": "true"
            if target.kind == "obs"
            else "",  # some of its buckets know the first only
        }
    told = {"bucket": target.bucket, "endpoint": endpoint, **settings}
    scheme = "cos" if target.kind == "cos" else "s3"
    return Service(scheme, target.bucket, endpoint, names, {name: value for name, value in told.items() if value})


def _by_host(target: ObjectTarget) -> bool:
    """Whether the bucket stands in the host name, where both ways exist; a name with a dot fits no certificate."""
    if target.style != "auto":
        return target.style == "host"
    return target.kind in {"oss", "obs"} or (not target.endpoint and "." not in target.bucket)


def _place(target: ObjectTarget) -> tuple[str, str]:
    """Endpoint and region."""
    region = target.region or ""
    if region and not _REGION.fullmatch(region):
        raise MirrorError(
            "publish.yml 的 region 写法不对：例如 cn-beijing（阿里、AWS）、ap-beijing（腾讯）、cn-north-4（华为）"
        )
    scheme, host, port = _address(target)
    if target.kind == "oss":
        return _oss(host, port, scheme, region.removeprefix("oss-"))
    if target.kind == "obs" and (match := _OBS.fullmatch(host)):
        region = region or match[1]
    if host:
        return f"{scheme}://{host}{port}", region or "us-east-1"  # what servers of one's own usually are called
    if not region:
        raise MirrorError("publish.yml 里要写 region（地域）或者 endpoint（服务地址），才知道存储桶在哪里")
    if target.kind == "cos":
        return f"https://cos.{region}.myqcloud.com", region
    if target.kind == "obs":
        return f"https://obs.{region}.myhuaweicloud.com", region
    return f"https://s3.{region}.amazonaws.com{'.cn' if region.startswith(_IN_CHINA) else ''}", region


def _address(target: ObjectTarget) -> tuple[str, str, str]:
    """Scheme, host and port of the endpoint as it is written; nothing where none is written."""
    if not target.endpoint:
        return "https", "", ""
    written = target.endpoint if "://" in target.endpoint else f"https://{target.endpoint}"
    match = _ENDPOINT.fullmatch(written)
    if match is None:
        raise MirrorError("publish.yml 的 endpoint 写法不对：只写服务地址，例如 https://cos.ap-beijing.myqcloud.com")
    scheme, host, port = match[1], match[2].lower(), match[3] or ""
    if scheme == "http" and not (target.trial or _LOOPBACK.fullmatch(host)):
        raise MirrorError("publish.yml 的 endpoint 要用 https://：不加密的话，路上的人可以把网页换掉")
    if host.startswith(f"{target.bucket}."):
        raise MirrorError("publish.yml 的 endpoint 里不要带存储桶的名称，桶名只写在 bucket")
    return scheme, host, port


def _oss(host: str, port: str, scheme: str, region: str) -> tuple[str, str]:
    """The S3 address of OSS, whichever of its addresses was written."""
    if not host:
        if not region:
            raise MirrorError(
                "publish.yml 里要写 region（如 cn-beijing）或者 endpoint（如 oss-cn-beijing.aliyuncs.com）"
            )
        return f"https://s3.oss-{region}.aliyuncs.com", region
    match = _OSS.fullmatch(host)
    if match:
        return f"{scheme}://s3.oss-{match[1]}{match[2] or ''}.{match[3]}{port}", region or match[1]
    if not region:
        raise MirrorError("publish.yml 的 endpoint 不是阿里云的常用地址，请再写上 region（如 cn-beijing）")
    return f"{scheme}://{host}{port}", region


def _key(name: str, target: ObjectTarget, environment: Mapping[str, str]) -> tuple[tuple[str, str], str, str, str]:
    """Names of the variables, and what they hold; a third one holds the rest of a key that is lent for an hour."""
    names = (target.id_env or variable(name, "ID"), target.secret_env or variable(name, "SECRET"))
    lent = variable(name, "TOKEN")
    key, secret = (environment.get(each, "").strip() for each in names)
    missing = [each for each, value in zip(names, (key, secret), strict=True) if not value]
    if missing:
        raise MirrorError(
            f"没有访问密钥：环境变量 {'、'.join(missing)} 是空的。"
            f"请把访问编号（AccessKey ID）放进 {names[0]}，访问密钥（Secret）放进 {names[1]}，不要写进文件"
        )
    token = environment.get(lent, "").strip()
    odd = [each for each, value in zip(names, (key, secret), strict=True) if not _SECRET.fullmatch(value)]
    if odd or (token and not _SECRET.fullmatch(token)):
        raise MirrorError(f"环境变量 {'、'.join(odd) or lent} 里有空格、换行或汉字，不像密钥，请重新复制")
    return names, key, secret, token
