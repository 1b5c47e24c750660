"""The certificate of a web server: whether browsers believe it, and for how many days."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.clock import BEIJING
from generator.mirrors.inspection.fault import Fault

WHERE = "证书"
_WARNS = 30
_STOPS = 7
_PATIENCE = 10.0
_EXPIRED, _NOT_YET = 10, 9
_NO_ISSUER = frozenset({2, 7, 18, 19, 20, 21})
_OTHER_HOST = frozenset({62, 63, 64})
_RENEW = "请让管服务器的人换新的证书；自动续期的，看看为什么没有续上"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a server shows; ``trouble`` says in Chinese why browsers do not believe it."""

    ends: dt.date | None = None
    """The last day on which it holds."""
    trouble: str = ""
    hint: str = ""


def shown(url: str) -> Certificate:
    """Ask a server for its certificate, and judge chain, host name and days as a browser does.

    Issuers that are believed are the machine's; ``SSL_CERT_FILE`` names others.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        with (
            socket.create_connection((host, parts.port or 443), timeout=_PATIENCE) as link,
            ssl.create_default_context().wrap_socket(link, server_hostname=host) as secure,
        ):
            found = secure.getpeercert() or {}
    except ssl.SSLCertVerificationError as error:
        return _refused(error, host)
    except (OSError, UnicodeError) as error:
        told = "加密连接不成" if isinstance(error, ssl.SSLError) else "连不上，看不到证书"
        return Certificate(trouble=told, hint="请检查服务器的 https 设置")
    seconds = ssl.cert_time_to_seconds(str(found["notAfter"]))
    return Certificate(dt.datetime.fromtimestamp(seconds, tz=BEIJING).date())


def _refused(error: ssl.SSLCertVerificationError, host: str) -> Certificate:
    code = error.verify_code
    if code == _EXPIRED:
        return Certificate(trouble="证书已经过期，浏览器不让读者打开", hint=_RENEW)
    if code == _NOT_YET:
        return Certificate(trouble="证书还没有到生效的日子", hint="请检查服务器和本机的时间，或者换证书")
    if code in _OTHER_HOST:
        return Certificate(trouble=f"证书不是给 {host[:80]} 的", hint="请换成写着这个域名的证书")
    if code in _NO_ISSUER:
        hint = "请在服务器上装完整的证书链（fullchain），用公认的机构发的证书"
        return Certificate(trouble="证书链不完整，或者不是公认的机构发的", hint=hint)
    return Certificate(trouble=f"证书不对（编号 {code}）", hint=_RENEW)


def faults_of_certificate(url: str, today: dt.date) -> Iterator[Fault]:
    """What is wrong with it, or soon will be."""
    if urlsplit(url).scheme != "https":
        return
    found = shown(url)
    if found.ends is None:
        yield Fault(WHERE, found.trouble, found.hint, about="server")
        return
    left = (found.ends - today).days
    if left < _WARNS:
        told = f"证书 {found.ends} 到期，只剩 {left} 天"
        yield Fault(WHERE, told, _RENEW, "error" if left < _STOPS else "warning", "server")
