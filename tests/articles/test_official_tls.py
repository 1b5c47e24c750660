"""Whoever stands between us and WeChat with a certificate of their own hears nothing."""

from __future__ import annotations

import contextlib
import datetime as dt
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from generator.articles import official_link
from generator.articles.official import push
from generator.articles.official_account import Account
from generator.articles.parts import ArticleError
from generator.console import Recorded
from tests.articles.pushing import story
from tests.articles.wechat_server import APP_ID, SECRET

NAME = "api.weixin.qq.com"


def certificate(folder: Path) -> Path:
    """One for WeChat's own name that nobody has signed but its holder."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(1))
        .not_valid_after(now + dt.timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    written = folder / "both.pem"
    kind, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    written.write_bytes(key.private_bytes(kind, serialization.PrivateFormat.PKCS8, plain) + made.public_bytes(kind))
    return written


@contextlib.contextmanager
def impostor(pem: Path, heard: list[bytes]) -> Iterator[int]:
    """A server with that certificate, which keeps all that anybody tells it; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    caller, _ = listening.accept()
                    with contextlib.suppress(OSError), caller, context.wrap_socket(caller, server_side=True) as safe:
                        heard.append(safe.recv(9_999))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def test_a_certificate_that_nobody_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret stays here, and it is said why."""
    heard: list[bytes] = []
    monkeypatch.setattr(official_link, "PAUSES", (0.0, 0.0))
    with impostor(certificate(tmp_path), heard) as port:

        def lead(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
            assert address == (NAME, 443)
            return socket.create_connection(("127.0.0.1", port))

        monkeypatch.setattr("urllib3.util.connection.create_connection", lead)
        with pytest.raises(ArticleError, match="证书不对"):
            push(story(), Account(APP_ID, SECRET), Recorded())
    assert b"".join(heard) == b""


def test_a_safe_link_that_breaks_may_have_carried_everything() -> None:
    """So what it carried is not sent again where that could make two drafts."""
    broken = urllib3.exceptions.SSLError(ssl.SSLEOFError(8, "EOF occurred in violation of protocol"))
    assert official_link._lost(broken).sent
