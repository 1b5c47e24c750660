"""阿里 OSS, 腾讯 COS and 华为 OBS as their documentation describes them, as far as publishing needs them.

There is no emulator of these three. What stands here was written from the documentation of their interfaces: how a
request is signed, which host it goes to, how a list is asked for in pages, which headers an object keeps. It is asked
through a proxy, so that the real host names are used although nobody leaves this machine.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from xml.sax.saxutils import escape

from benchmarks.ports import HOST

KEY_ID, SECRET = "SAMPLEKEYID", "sample/secret+words"
_PAGE = 1000
_KEPT = ("content-type", "cache-control")


@dataclass(frozen=True)
class Asked:
    """One request as it came over the wire; header names are lower-case."""

    verb: str
    host: str
    path: str
    """As sent, with its percent signs."""
    query: str
    headers: Mapping[str, str]

    @property
    def parameters(self) -> dict[str, str]:
        """Of the query, decoded."""
        return dict(parse_qsl(self.query, keep_blank_values=True))


def _mac(key: bytes, text: str, kind: str = "sha256") -> bytes:
    return hmac.new(key, text.encode(), kind).digest()


def signed_v4(asked: Asked) -> bool:
    """Signature version 4, which OSS and OBS take at their S3 addresses; the region is told without ``oss-``."""
    pattern = (
        r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/s3/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)"
    )
    match = re.fullmatch(pattern, asked.headers.get("authorization", ""))
    if match is None or match[1] != KEY_ID:
        return False
    day, region, names, signature = match.groups()[1:]
    query = "&".join(f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}" for k, v in sorted(asked.parameters.items()))
    headers = "".join(f"{name}:{asked.headers[name].strip()}\n" for name in names.split(";"))
    content = asked.headers["x-amz-content-sha256"]
    request = f"{asked.verb}\n{asked.path}\n{query}\n{headers}\n{names}\n{content}"
    scope = f"{day}/{region}/s3/aws4_request"
    text = f"AWS4-HMAC-SHA256\n{asked.headers['x-amz-date']}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    key = f"AWS4{SECRET}".encode()
    for part in (day, region, "s3", "aws4_request"):
        key = _mac(key, part)
    return hmac.compare_digest(_mac(key, text).hex(), signature)


def signed_cos(asked: Asked) -> bool:
    """Tencent's own way: a list of headers and parameters that are signed, and a key for a span of time."""
    told = dict(part.partition("=")[::2] for part in asked.headers.get("authorization", "").split("&"))
    if (
        told.get("q-sign-algorithm") != "sha1"
        or told.get("q-ak") != KEY_ID
        or told["q-key-time"] != told["q-sign-time"]
    ):
        return False
    lists = [[name for name in told[each].split(";") if name] for each in ("q-url-param-list", "q-header-list")]
    known = ({quote(k.lower(), safe="-_.~"): v for k, v in asked.parameters.items()}, asked.headers)
    parameters, headers = (
        "&".join(f"{name}={quote(values[unquote(name)], safe='-_.~')}" for name in names)
        for names, values in zip(lists, known, strict=True)
    )
    request = f"{asked.verb.lower()}\n{unquote(asked.path)}\n{parameters}\n{headers}\n"
    text = f"sha1\n{told['q-sign-time']}\n{hashlib.sha1(request.encode(), usedforsecurity=False).hexdigest()}\n"
    key = _mac(SECRET.encode(), told["q-key-time"], "sha1").hex()
    return hmac.compare_digest(_mac(key.encode(), text, "sha1").hex(), told["q-signature"])


@dataclass
class Cloud:
    """One bucket of one of the three."""

    host: str
    """Where the bucket is: its name stands before that of the service."""
    signed: Callable[[Asked], bool]
    marker: tuple[str, str]
    """How the next page of a list is asked for, and how an answer tells it; where it does not, its last key does."""
    objects: dict[str, tuple[bytes, dict[str, str]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What the documentation would not allow."""

    def answer(self, asked: Asked, body: bytes) -> tuple[int, dict[str, str], bytes]:
        """As the service answers."""
        self.asked.append(asked)
        if asked.host != self.host:
            return self._refusal(404, "NoSuchBucket", asked)
        if not self.signed(asked):
            return self._refusal(403, "SignatureDoesNotMatch", asked)
        key = unquote(asked.path[1:])
        if asked.verb == "PUT":
            self.objects[key] = (body, {name: asked.headers[name] for name in _KEPT if name in asked.headers})
            return 200, {"ETag": _tag(body)}, b""
        if asked.verb == "DELETE":
            self.objects.pop(key, None)
            return 204, {}, b""
        if not key:
            return 200, {"Content-Type": "application/xml"}, self._list(asked).encode()
        if key not in self.objects:
            return 404, {}, b"<Error><Code>NoSuchKey</Code><Message>none</Message></Error>"
        data, kept = self.objects[key]
        return 200, {"ETag": _tag(data), "Last-Modified": "Sun, 01 Mar 2026 00:00:00 GMT", **kept}, data

    def _refusal(self, status: int, code: str, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        self.faults.append(f"{code}: {asked.verb} {asked.host}{asked.path}?{asked.query}")
        return status, {}, f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode()

    def _list(self, asked: Asked) -> str:
        """In the order of the keys' bytes, a thousand at a time."""
        start = asked.parameters.get(self.marker[0], "")
        prefix = asked.parameters.get("prefix", "")
        keys = sorted((key for key in self.objects if key.startswith(prefix) and key > start), key=str.encode)
        page = keys[:_PAGE]
        more = len(keys) > len(page)
        entries = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>2026-03-01T00:00:00.000Z</LastModified>"
            f"<ETag>{escape(_tag(self.objects[key][0]))}</ETag><Size>{len(self.objects[key][0])}</Size></Contents>"
            for key in page
        )
        following = f"<{self.marker[1]}>{escape(page[-1])}</{self.marker[1]}>" if more and self.marker[1] else ""
        head = f"<Name>b</Name><Prefix>{escape(prefix)}</Prefix><MaxKeys>{_PAGE}</MaxKeys>"
        truncated = f"<IsTruncated>{'true' if more else 'false'}</IsTruncated>"
        return f"<ListBucketResult>{head}{truncated}{following}{entries}</ListBucketResult>"


def _tag(data: bytes) -> str:
    return f'"{hashlib.md5(data, usedforsecurity=False).hexdigest().upper()}"'


@contextmanager
def through(cloud: Cloud) -> Iterator[str]:
    """The address of a proxy that leads every request to this cloud."""

    class Leading(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _lead(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, headers.get("host", ""), parts.path or "/", parts.query, headers)
            status, told, data = cloud.answer(asked, body)
            self.send_response_only(status)
            for name, value in told.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", f"{len(data)}")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        do_GET = do_PUT = do_DELETE = do_HEAD = do_POST = _lead  # noqa: N815 - http.server looks for these

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer((HOST, 0), Leading) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://{HOST}:{server.server_port}"
        finally:
            server.shutdown()
