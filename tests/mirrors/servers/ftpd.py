"""FTP servers on this machine: pyftpdlib with or without TLS, odd in several ways, and the real vsftpd."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from benchmarks.ports import HOST, free_port, wait_until_open
from generator.mirrors.ftp.link import Account

VSFTPD = shutil.which("vsftpd") or next((path for path in ("/usr/sbin/vsftpd",) if Path(path).exists()), None)
with_vsftpd = pytest.mark.skipif(not VSFTPD or os.geteuid() != 0, reason="vsftpd is not installed, or we are not root")
USER, PASSWORD = "web", "geheim-不说出来"
_NOBODY = "daemon"
_VSFTPD = """
listen=YES
listen_address={host}
listen_port={port}
background=NO
anonymous_enable=YES
no_anon_password=NO
ftp_username={user}
anon_root={home}
write_enable=YES
anon_upload_enable=YES
anon_mkdir_write_enable=YES
anon_other_write_enable=YES
anon_world_readable_only=NO
anon_umask=022
allow_writeable_chroot=YES
seccomp_sandbox=NO
isolate=NO
isolate_network=NO
xferlog_enable=NO
secure_chroot_dir={empty}
pasv_address={host}
{more}
"""
_VSFTPD_TLS = """
ssl_enable=YES
allow_anon_ssl=YES
force_anon_logins_ssl=YES
force_anon_data_ssl=YES
require_ssl_reuse=YES
rsa_cert_file={certificate}
rsa_private_key_file={certificate}
"""


@dataclass(frozen=True)
class Ftpd:
    """A server; its files lie in ``home``."""

    home: Path
    port: int
    user: str = USER
    password: str = PASSWORD
    ca_file: str = ""
    top: str = ""
    """Where ``home`` is for who logs in."""

    def account(self, port: int = 0, password: str | None = None) -> Account:
        """How it is reached."""
        password = self.password if password is None else password
        return Account(HOST, port or self.port, self.user, password, bool(self.ca_file), self.ca_file, patience=10)


@contextmanager
def ftpd(folder: Path, *ways: str, certificate: Path | None = None) -> Iterator[Ftpd]:
    """A pyftpdlib in a process of its own, so that it can be killed like any server.

    Args:
        folder: of the test; files lie in ``home`` below it.
        ways: in which it is odd; see ``ftpd_process``.
        certificate: with its key; then it speaks TLS only.
    """
    home, port, log = folder / "home", free_port(), folder / "ftpd.log"
    home.mkdir(parents=True, exist_ok=True)
    words = [sys.executable, "-m", "tests.mirrors.servers.ftpd_process", str(home), str(port), str(certificate or "")]
    with log.open("wb") as told:
        program = subprocess.Popen(
            [*words, *ways], cwd=Path(__file__).resolve().parents[3], stdin=subprocess.DEVNULL, stdout=told, stderr=told
        )
    try:
        wait_until_open(port, program, log)
        yield Ftpd(home, port, ca_file=str(certificate or ""))
    finally:
        program.kill()
        program.wait()


@contextmanager
def vsftpd(certificate: Path | None = None) -> Iterator[Ftpd]:
    """The real one, for an anonymous user who may do everything below ``home``; it has no MLSD.

    It changes to a user who cannot look into folders of pytest, and wants a top that this user cannot write.
    """
    with tempfile.TemporaryDirectory(prefix="vsftpd-") as name:
        folder, port = Path(name), free_port()
        top, log = folder / "top", folder / "vsftpd.log"
        for each in (top / "pub", folder / "empty"):
            each.mkdir(parents=True)
        folder.chmod(0o755)
        shutil.chown(top / "pub", _NOBODY)
        more = _VSFTPD_TLS.format(certificate=certificate) if certificate else ""
        words = {"host": HOST, "port": port, "home": top, "empty": folder / "empty", "user": _NOBODY, "more": more}
        (folder / "vsftpd.conf").write_text(_VSFTPD.format(**words), encoding="ascii")
        with log.open("wb") as told:
            program = subprocess.Popen(
                [str(VSFTPD), str(folder / "vsftpd.conf")],
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=told,
                start_new_session=True,
            )
        try:
            wait_until_open(port, program, log)
            yield Ftpd(top / "pub", port, "anonymous", "a@example.org", str(certificate or ""), "pub/")
        finally:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def certificate(folder: Path) -> Path:
    """A certificate for this machine that is its own authority, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = dt.datetime.now(tz=dt.UTC)
    import ipaddress  # noqa: PLC0415

    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path
