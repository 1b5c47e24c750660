"""What goes wrong with files and disks, as people say it: the system's own words are English."""

from __future__ import annotations

import errno
import os

_WORDS = {
    errno.ENOSPC: "磁盘满了，请先腾出地方",
    errno.EDQUOT: "磁盘配额用完了，请先腾出地方",
    errno.EROFS: "磁盘是只读的，不能写",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "名字太长",
    errno.EFBIG: "文件太大",
    errno.EBUSY: "正被别的程序占用",
    errno.EMFILE: "同时打开的文件太多",
    errno.ENFILE: "同时打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.EIO: "磁盘读写出错",
    errno.EXDEV: "两处不在同一个磁盘上",
    errno.EINVAL: "系统不接受这个操作",
}

TRACE = "JINGUO_TRACE"
"""Set to 1, mistakes of ours show their whole traceback, values and all: for developers, on invented people only."""


def traced() -> bool:
    """Whether a developer wants mistakes of ours to come out."""
    return os.environ.get(TRACE) == "1"


def words_of(error: BaseException, otherwise: str = "系统报告读写失败") -> str:
    """Why the system refused, in Chinese, with its number where we have no words; ``otherwise`` for what has none."""
    number = getattr(error, "errno", None)
    if not number:
        return otherwise
    return _WORDS.get(number) or f"{otherwise}（错误号 {number}）"
