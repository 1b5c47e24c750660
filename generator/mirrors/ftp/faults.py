"""What went wrong on the way to a hosting server, and what to do about it, in plain words."""

from __future__ import annotations

import ftplib
import socket
import ssl

from generator.console import harmless
from generator.mirrors.ftp.link import Account, EndlessError, code, heard
from generator.mirrors.parts import MirrorError

DROPPED = (EOFError, OSError, ftplib.error_temp, ftplib.error_proto, ftplib.error_reply)
"""After these a new connection is worth trying."""
_LONGEST = 160
_FULL = frozenset({452, 552})
_BAD_LOGIN = 530
_NOT_KNOWN = frozenset({500, 502, 503, 504, 534})


def final(fault: BaseException) -> bool:
    """Whether trying again cannot help."""
    if isinstance(fault, ftplib.Error):
        return isinstance(fault, ftplib.error_perm | EndlessError) or code(fault) in _FULL
    return isinstance(fault, ssl.SSLCertVerificationError | FileNotFoundError | socket.gaierror)


def told(fault: BaseException, account: Account, doing: str) -> MirrorError:
    """The fault for people; the password is never in it, whatever the server says."""
    again = "再发布一次就会接着做"
    if isinstance(fault, ssl.SSLCertVerificationError):
        return MirrorError(
            f"{account.host} 的证书核对不上（{fault.verify_message}），没有登录。请核对 host 是不是证书上的名称；"
            "主机自己签的证书，向主机商要签发者的证书文件，写进 publish.yml 的 ca_file"
        )
    if isinstance(fault, FileNotFoundError):
        return MirrorError(f"找不到证书文件 {account.ca_file}，请改 publish.yml 的 ca_file")
    if isinstance(fault, ssl.SSLError):
        return MirrorError(f"和 {account.host} 的加密连接建不起来（{fault.reason or fault}）。请问主机商 FTPS 怎样连接")
    if isinstance(fault, socket.gaierror):
        return MirrorError(f"找不到主机 {account.host}：请核对 publish.yml 的 host，看看网络通不通")
    if isinstance(fault, EndlessError):
        return MirrorError(f"{doing}：{account.host} 的回答没完没了，不像 FTP 服务器：请核对 host、port 和 folder")
    if isinstance(fault, ftplib.Error):
        return _answered(fault, account, doing)
    if isinstance(fault, ConnectionRefusedError):
        return MirrorError(f"{account.host}:{account.port} 没有人接听：请核对 host 和 port，问主机商 FTP 开了没有")
    if isinstance(fault, TimeoutError):
        return MirrorError(f"{doing}：{account.host} 很久没有回答。网络好了以后，{again}")
    return MirrorError(f"{doing}：和 {account.host} 的连接断了，试了几次都没有好。网络好了以后，{again}")


def _answered(fault: ftplib.Error, account: Account, doing: str) -> MirrorError:
    number, said = code(fault), _said(fault, account)
    if number == _BAD_LOGIN and doing == "登录":
        return MirrorError(f"{account.host} 不让登录（{said}）：请核对 user 和环境变量里的口令，口令改过没有")
    if number in _NOT_KNOWN and doing == "登录":
        hint = "它要是不会加密，明白口令会明着传以后，可以在 publish.yml 写 tls: false" if account.tls else ""
        return MirrorError(f"{account.host} 登录不了（{said}）。{hint or '请问主机商怎样连接'}")
    if number in _FULL:
        return MirrorError(f"{doing}：服务器空间满了（{said}）。腾出空间，再发布一次就会接着做")
    if isinstance(fault, ftplib.error_perm):
        return MirrorError(f"{doing}：服务器不让（{said}）。请看看文件是不是只读、账号有没有权限，再发布一次")
    return MirrorError(f"{doing}：服务器说现在不行（{said}）。看看空间满了没有；过一会儿再发布一次就会接着做")


def _said(fault: ftplib.Error, account: Account) -> str:
    text = " ".join(heard(str(fault)).split())
    if account.password:
        text = text.replace(account.password, "***")
    return harmless(text)[:_LONGEST]
