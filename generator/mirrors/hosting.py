"""Plain hosting from ``publish.yml``: the folder that readers see, and the one for our notes beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import asyncssh

from generator.mirrors import state
from generator.mirrors.ftp.link import Account
from generator.mirrors.ftp.pool import Pool
from generator.mirrors.ftp.store import FtpStore
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.store import Store
from generator.mirrors.sftp.login import Login
from generator.mirrors.sftp.store import Session, SftpStore
from generator.records.targets import HostingTarget

_SSH, _FTP = 22, 21


def open_stores(name: str, target: HostingTarget, environment: Mapping[str, str]) -> tuple[Store, Store]:
    """Both folders over one way to the server; nothing is connected yet.

    Args:
        name: of the target.
        target: as ``publish.yml`` has it.
        environment: where the password is.

    Raises:
        MirrorError: there is no password, or the target is told wrongly.
    """
    folder, notes, hidden = state.places(target)
    if target.kind == "ftp":
        pool = Pool(_account(target, _password(name, target, environment)))
        return FtpStore(pool, folder, hidden), FtpStore(pool, notes)
    session = Session(_login(name, target, environment))
    return SftpStore(session, folder, hidden), SftpStore(session, notes)


def variable(name: str, target: HostingTarget) -> str:
    """The environment variable that holds the password of a target."""
    return target.password_env or state.variable(name, "PASSWORD")


def _password(name: str, target: HostingTarget, environment: Mapping[str, str]) -> str:
    where = variable(name, target)
    if not (found := environment.get(where, "")):
        raise MirrorError(
            f"没有口令：请把目标 {name} 的口令放进环境变量 {where}（不要写进 publish.yml，也不要写在命令里）"
        )
    if not found.isprintable():
        raise MirrorError(f"环境变量 {where} 里的口令带有换行之类的符号，请重新设置")
    return found


def _account(target: HostingTarget, password: str) -> Account:
    return Account(target.host, target.port or _FTP, target.user, password, target.tls, _at_home(target.ca_file))


def _login(name: str, target: HostingTarget, environment: Mapping[str, str]) -> Login:
    known = Path(_at_home(target.known_hosts or "~/.ssh/known_hosts"))
    if not known.is_file():
        raise MirrorError(
            f"没有写着服务器公钥的文件 {known}：向主机商问到公钥的指纹，用 ssh-keyscan 取来公钥，核对无误以后写进去"
        )
    if not target.key_file:
        return Login(target.host, target.port or _SSH, target.user, known, None, _password(name, target, environment))
    key, secret = Path(_at_home(target.key_file)), environment.get(variable(name, target), "")
    try:
        asyncssh.read_private_key(str(key), secret or None)
    except OSError:
        raise MirrorError(f"读不到 {name} 的私钥文件，请核对 publish.yml 的 key_file") from None
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError, ValueError):
        raise MirrorError(
            f"{name} 的私钥文件打不开：要是加了口令，请把它放进环境变量 {variable(name, target)}"
        ) from None
    return Login(target.host, target.port or _SSH, target.user, known, key, secret)


def _at_home(path: str | None) -> str:
    return str(Path(path).expanduser()) if path else ""
