"""One conversation with WeChat's interface over HTTPS: bounded in time, size and number of tries.

The token is asked for with ``stable_token``, and stays in memory. The older ``token`` gives out a new token each time
and takes the previous one away, which would cut off whatever else the federation runs on its account; a stable token
is the same for everybody until it expires, is renewed by WeChat in time, and leaves the older kind alone. It is never
forced to be new, for that would take it away from others, and may be done twenty times a day only.

Tokens stand in addresses, as the interface wants it. So no address and no exception of the library, which repeats
addresses, ever gets into a message, a cause or a log.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import urllib3

from generator.articles.official_account import Account
from generator.articles.official_errors import BUSY, TOKEN, OfficialError
from generator.articles.parts import ArticleError

Answer = dict[str, object]
PAUSES: tuple[float, ...] = (1.0, 4.0)
"""Seconds before the second and the third try; there is no fourth."""
CONNECTING, READING, WHOLE = 10.0, 60.0, 180.0
"""Seconds until a connection stands, until something more comes, and until an answer is complete."""
_CODE = re.compile(r"-?[0-9]{1,9}")
_LARGEST = 16 << 20
_PART = 1 << 16
_OK, _ELSEWHERE, _REFUSED, _BROKEN = 200, 300, 400, 500
_LOGS = ("connection", "connectionpool", "poolmanager", "response", "util.retry")
"""Loggers of the library that write addresses down."""


class LinkLost(ArticleError):  # noqa: N818 -- it is the link that is lost
    """No whole answer came; ``sent`` where WeChat may have done what it was asked nevertheless."""

    def __init__(self, message: str, *, sent: bool) -> None:
        super().__init__(message)
        self.sent = sent


@dataclass(frozen=True, slots=True)
class _Request:
    path: str
    body: bytes = field(repr=False)
    kind: str
    query: Mapping[str, str] = field(default_factory=dict)
    twice: bool = False
    """Doing it twice does no harm."""
    open: bool = False
    """Needs no token."""


class Link:
    """Speaks for one account."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._token = ""
        self._renewed = False
        self._pool = urllib3.PoolManager(1, retries=False, timeout=urllib3.Timeout(connect=CONNECTING, read=READING))

    def ask(self, path: str, said: Mapping[str, object], *, twice: bool = False) -> Answer:
        """Ask in JSON. Letters stay as they are: WeChat keeps an escaped one as six characters of text.

        Raises:
            OfficialError: WeChat answered with an error code.
            LinkLost: no answer.
            ArticleError: something else answered in WeChat's place.
        """
        body = json.dumps(said, ensure_ascii=False).encode()
        return self._tried(_Request(path, body, "application/json; charset=utf-8", twice=twice))

    def send(self, path: str, name: str, data: bytes, *, twice: bool = False, **query: str) -> Answer:
        """Send a file, as a form would; raises as ``ask`` does."""
        kind = "image/png" if name.endswith(".png") else "image/jpeg"
        body, form = urllib3.encode_multipart_formdata({"media": (name, data, kind)})
        return self._tried(_Request(path, body, form, query, twice))

    def rest(self) -> None:
        """Give WeChat time to finish what it may have begun."""
        time.sleep(PAUSES[0])

    def close(self) -> None:
        """Hang up, and forget the token."""
        self._token = ""
        self._pool.clear()

    def _tried(self, request: _Request) -> Answer:
        """Three tries at most, and fewer where a second one could do the thing twice."""
        for pause in (*PAUSES, None):
            self._need_token(request)
            try:
                return self._once(request)
            except LinkLost as lost:
                if pause is None or (lost.sent and not request.twice):
                    raise
            except OfficialError as refused:
                if refused.code in TOKEN and not request.open and not self._renewed:
                    self._renewed, self._token = True, ""
                    continue
                if refused.code != BUSY or pause is None or not request.twice:
                    raise
            time.sleep(pause)
        self._need_token(request)  # the last try went to a token that had expired
        return self._once(request)

    def _once(self, request: _Request) -> Answer:
        query = request.query if request.open else {**request.query, "access_token": self._token}
        status, heard = self._heard(request, query)
        if _ELSEWHERE <= status < _REFUSED:
            raise ArticleError(
                "请求被引到了别的网址，没有跟过去；多半是单位的网络要先登录，登录以后再推送，还不行就问网络管理员"
            )
        if status >= _BROKEN:
            raise LinkLost(f"微信的服务器出错（HTTP {status}），过几分钟再推送", sent=True)
        try:
            answer = json.loads(heard)
        except (ValueError, RecursionError):
            answer = None
        if status != _OK or not isinstance(answer, dict):
            raise ArticleError(
                f"回答的不像是微信的接口（HTTP {status}）；多半是单位的网络拦住了，"
                "请问网络管理员能不能访问 api.weixin.qq.com"
            )
        code = str(answer.get("errcode", 0))
        if code != "0":
            said = self._scrubbed(str(answer.get("errmsg", "")))
            raise OfficialError(int(code) if _CODE.fullmatch(code) else 0, said)
        return answer

    def _need_token(self, request: _Request) -> None:
        """Not within a try of something else: getting one has tries of its own."""
        if request.open or self._token:
            return
        said = {"grant_type": "client_credential", "appid": self._account.app_id, "secret": self._account.secret}
        body = json.dumps(said).encode()
        answer = self._tried(_Request("/cgi-bin/stable_token", body, "application/json", twice=True, open=True))
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise ArticleError("微信没有给令牌，也没有说为什么；过几分钟再推送")
        self._token = token

    def _heard(self, request: _Request, query: Mapping[str, str]) -> tuple[int, bytes]:
        """Status and body of an answer; what the library says of a failure is told in words of ours."""
        address = self._account.api.rstrip("/") + request.path + (f"?{urlencode(query)}" if query else "")
        lost: LinkLost | None = None
        with _unlogged():
            try:
                response = self._pool.request(
                    "POST", address, body=request.body, headers={"Content-Type": request.kind},
                    redirect=False, preload_content=False, decode_content=False,
                )  # fmt: skip
                try:
                    return response.status, _whole(response)
                finally:
                    response.close()
            except urllib3.exceptions.HTTPError as error:
                lost = _lost(error)
            except OSError:
                lost = LinkLost("和微信的连接断了", sent=True)
        raise lost  # outside, so that nothing that repeats the address hangs on to it

    def _scrubbed(self, text: str) -> str:
        for secret in (self._account.secret, self._token):
            if secret:
                text = text.replace(secret, "***").replace(quote(secret, safe=""), "***")
        return text


def _whole(response: urllib3.BaseHTTPResponse) -> bytes:
    end, heard = time.monotonic() + WHOLE, bytearray()
    while part := response.read1(_PART):
        heard += part
        if len(heard) > _LARGEST:
            raise ArticleError("微信的回答大得不合理，没有读完")
        if time.monotonic() > end:
            raise LinkLost("微信的回答一直没有说完", sent=True)
    return bytes(heard)


def _lost(error: urllib3.exceptions.HTTPError) -> LinkLost:
    if isinstance(error, urllib3.exceptions.SSLError) and isinstance(error.args[0], ValueError):  # as certificates are
        return LinkLost(
            "连接不安全：对方的证书不对，没有把密钥交出去；请检查这台电脑的时间，或者问网络管理员", sent=False
        )
    if isinstance(error, urllib3.exceptions.NewConnectionError | urllib3.exceptions.ConnectTimeoutError):
        return LinkLost("连不上微信的接口：请检查网络，再推送一次", sent=False)
    if isinstance(error, urllib3.exceptions.TimeoutError):
        return LinkLost("微信很久没有回答", sent=True)
    return LinkLost("和微信的连接断了", sent=True)


@contextlib.contextmanager
def _unlogged() -> Iterator[None]:
    """Whatever anybody has set up to be logged, addresses with a token in them are not."""
    loggers = [logging.getLogger(f"urllib3.{name}") for name in _LOGS]
    before = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        yield
    finally:
        for logger, disabled in zip(loggers, before, strict=True):
            logger.disabled = disabled
