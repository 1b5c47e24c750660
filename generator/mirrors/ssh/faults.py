"""What a server or the stock ssh complains of → what that means and what to do, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.mirrors.parts import MirrorError

_LONGEST = 160
_OLD = "读者看到的还是原来的版本"
_SSH = {
    "REMOTE HOST IDENTIFICATION HAS CHANGED": (
        "服务器 {host} 的公钥变了，和 known_hosts 里记的不一样：可能换了机器，也可能有人冒充。"
        "请先向管服务器的人核对，确认以后再改 known_hosts"
    ),
    r"No \S+ host key is known|Host key verification failed": (
        "不认识服务器 {host} 的公钥：请向管服务器的人要，核对以后写进 known_hosts，再发布"
    ),
    r"Permission denied \(|Too many authentication failures": (
        "服务器 {host} 不接受登录：请检查 publish.yml 里的 user、key_file；"
        "公钥要加进服务器上这个账号的 ~/.ssh/authorized_keys"
    ),
    "UNPROTECTED PRIVATE KEY|bad permissions": "私钥文件别人也能读，ssh 不肯用：请运行 chmod 600 私钥文件",
    "Could not resolve hostname|Name or service not known": "找不到主机 {host}：请检查 publish.yml 里的 host 和网络",
    "Connection refused": (
        "服务器 {host} 在端口 {port} 上不接受连接：请检查 port，或者请管服务器的人看 sshd 有没有运行"
    ),
    "timed out|No route to host|Network is unreachable": (
        "连不上服务器 {host}：请检查网络、防火墙和端口 {port}，再发布一次"
    ),
}
_SERVER = {
    "No space left on device|Disk quota exceeded": "服务器的磁盘满了，或者超过了配额：请清出空间，再发布一次，会接着做",
    "Read-only file system": "服务器上的文件夹 {folder} 是只读的：请管服务器的人改成可以写，再发布一次",
    "Operation not permitted": (
        "服务器上的文件夹 {folder} 里有不许改的文件：请管服务器的人取消保护（lsattr 可以查看），再发布一次"
    ),
    "Permission denied": "账号在服务器的文件夹 {folder} 里没有写的权限：请管服务器的人把这个文件夹交给发布用的账号",
}
_WHY = {
    "missing": "服务器上没有 {rest} 这个程序：请管服务器的人装上（sh、awk、find、sort、sha256sum 等常用程序都要有）",
    "nofolder": "服务器上没有文件夹 {folder}，也不能建立：请检查 publish.yml 里的 folder；上一层文件夹要先有",
    "foreign": (
        "服务器的文件夹 {folder} 里有不是发布用的东西：{rest}。为了不弄坏它，没有发布；"
        "请换一个空的文件夹，或者先把它移走，再让网站服务器指向 {folder}/current"
    ),
    "busy": "另一次发布正在这台服务器上进行，等了很久还没有完：请等它做完再发布",
    "unread": "服务器上有的文件读不出来：请管服务器的人检查磁盘和权限",
    "unknown": "服务器上没有这个版本，不能退回：请用 jinguo rollback 看有哪些版本",
    "unsound": "服务器上的这个版本被改动过，或者不全，和它自己的清单对不上，没有退回",
    "undead": (
        "新版本已经换上，但是不许再用的旧版本没有删干净：服务器的文件夹 {folder} 里 releases/{rest}。"
        "请管服务器的人检查权限和保护（lsattr），再发布一次"
    ),
    "differs": "服务器上的文件和本机的核对不上，没有更换版本：请再发布一次；还是这样，请检查服务器的磁盘",
}
_DONE = "undead"
_UNLESS_TOLD = ("nofolder", "unread")
"""Of these the system's own complaint tells more."""


class RefusedError(MirrorError):
    """The server's shell has said no."""

    def __init__(self, why: str, complaint: str, *, host: str, folder: str) -> None:
        self.why, _, rest = why.partition(" ")
        text = _told(_SERVER, complaint)
        if self.why in _WHY and not (text and self.why in _UNLESS_TOLD):
            text = _WHY[self.why]
        text = (text or "服务器没有做完：{rest}").format(host=host, folder=folder, rest=harmless(rest or complaint))
        super().__init__(text if self.why == _DONE else f"{text}。{_OLD}")


def lost(complaint: str, *, host: str, port: int) -> MirrorError:
    """The connection could not be made, or is gone."""
    said = harmless(complaint)
    text = _told(_SSH, complaint).format(host=host, port=port)
    text = text or f"和服务器 {host} 的连接断了{said and f'（{said}）'}：请再发布一次，会接着做"
    return MirrorError(f"{text}。{_OLD}")


def harmless(said: str) -> str:
    """Words of others: the last line without signs that steer a terminal, not long."""
    last = said.strip().splitlines()[-1] if said.strip() else ""
    return "".join(sign if sign.isprintable() else "·" for sign in last)[:_LONGEST]


def _told(known: Mapping[str, str], complaint: str) -> str:
    return next((text for pattern, text in known.items() if re.search(pattern, complaint)), "")
