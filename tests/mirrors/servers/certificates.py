"""Certificates that nobody believes but who is told to: made for a test, with an authority of its own."""

from __future__ import annotations

import datetime as dt
import ipaddress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Authority:
    """Signs certificates; ``file`` is what ``SSL_CERT_FILE`` names."""

    folder: Path
    file: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def issue(self, name: str, first: dt.datetime, last: dt.datetime, host: str = "127.0.0.1") -> Path:
        """A file with the key and the certificate of a host, good between two moments."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = _built(name, key, self.certificate.subject, self.key, first, last, host)
        place = self.folder / f"{name}.pem"
        place.write_bytes(_pem(key) + made.public_bytes(serialization.Encoding.PEM))
        return place


def authority(folder: Path) -> Authority:
    """A new one, good for years."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = dt.datetime.now(tz=dt.UTC)
    subject = _named("authority")
    made = _built("authority", key, subject, key, now - dt.timedelta(days=900), now + dt.timedelta(days=900), "")
    place = folder / "authority.pem"
    place.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return Authority(folder, place, key, made)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    kind = serialization.PrivateFormat.TraditionalOpenSSL
    return key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption())


def _built(
    name: str, key: ec.EllipticCurvePrivateKey, issuer: x509.Name, signer: ec.EllipticCurvePrivateKey,
    first: dt.datetime, last: dt.datetime, host: str,
) -> x509.Certificate:  # fmt: skip
    made = (
        x509.CertificateBuilder().subject_name(_named(name)).issuer_name(issuer).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(first).not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=not host, path_length=None), critical=True)
    )  # fmt: skip
    if host:
        is_number = host.replace(".", "").isdecimal()
        other: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(host)) if is_number else x509.DNSName(host)
        made = made.add_extension(x509.SubjectAlternativeName([other]), critical=False)
    return made.sign(signer, hashes.SHA256())
