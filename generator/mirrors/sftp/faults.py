"""What went wrong on the way to an SFTP server, and what to do about it, in plain words."""

from __future__ import annotations

import socket

import asyncssh

from generator.console import harmless
from generator.mirrors.parts import MirrorError
from generator.mirrors.sftp.login import Login

DROPPED = (
    asyncssh.ConnectionLost, asyncssh.SFTPConnectionLost, asyncssh.SFTPNoConnection, asyncssh.ChannelOpenError,
    ConnectionError, TimeoutError, EOFError,
)  # fmt: skip
"""After these a new connection is worth trying."""
_LONGEST = 160


def told(fault: Exception, login: Login, doing: str) -> MirrorError:
    """The fault for people; no password and no path of a key is in it."""
    host, again = f"{login.host}:{login.port}", "再发布一次就会接着做"
    if isinstance(fault, asyncssh.HostKeyNotVerifiable):
        return MirrorError(
            f"不认得服务器 {host} 的公钥，没有登录。"
            f"向主机商问到公钥的指纹，核对无误以后，把公钥写进 {login.known_hosts}"
            f"（命令 ssh-keyscan -p {login.port} {login.host} 可以取到）；以前认得、现在变了的，先问清楚为什么"
        )
    if isinstance(fault, asyncssh.PermissionDenied):
        return MirrorError(f"{host} 不让登录：请核对 user，和环境变量里的口令或者 key_file")
    if isinstance(fault, asyncssh.SFTPNoSpaceOnFilesystem | asyncssh.SFTPQuotaExceeded):
        return MirrorError(f"{doing}：服务器空间满了。腾出空间，再发布一次就会接着做")
    if isinstance(fault, asyncssh.SFTPPermissionDenied | asyncssh.SFTPWriteProtect):
        return MirrorError(f"{doing}：服务器不让。请看看文件是不是只读、账号有没有权限，再发布一次")
    if isinstance(fault, asyncssh.SFTPError) and not isinstance(fault, DROPPED):
        return MirrorError(f"{doing}：服务器做不了（{_said(fault)}）。可能空间满了，或者没有权限；改好以后再发布一次")
    if isinstance(fault, socket.gaierror):
        return MirrorError(f"找不到主机 {login.host}：请核对 publish.yml 的 host，看看网络通不通")
    if isinstance(fault, ConnectionRefusedError):
        return MirrorError(f"{host} 没有人接听：请核对 host 和 port，问主机商 SFTP 开了没有")
    if isinstance(fault, DROPPED) and doing == "登录":
        return MirrorError(
            f"{host} 没有登录完就断开了，试了几次都一样。网络好了以后，{again}；总是这样，请主机商看账号的设置："
            "账号关在一个文件夹里（ChrootDirectory）的，那个文件夹要归 root，别人不能写"
        )
    if isinstance(fault, DROPPED):
        return MirrorError(f"{doing}：和 {host} 的连接断了，试了几次都没有好。网络好了以后，{again}")
    return MirrorError(f"{doing}：和 {host} 说不通（{_said(fault)}）。请问主机商怎样连接")


def _said(fault: Exception) -> str:
    return harmless(" ".join(str(fault).split()))[:_LONGEST]
