"""Signatures on files by the stock ``ssh-keygen``: anybody with OpenSSH can check one, without a program of ours.

Nobody is ever asked for a passphrase: a key that has one is used through the agent (``ssh-add``).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from generator import programs
from generator.faults import words_of
from generator.mirrors.parts import MirrorError

NAMESPACE = "jinguo"
SUFFIX = ".sig"
_MUTE = {"SSH_ASKPASS": "/bin/false", "SSH_ASKPASS_REQUIRE": "force", "LC_ALL": "C"}
"""ssh-keygen asks this program in place of the terminal, and it has nothing to say."""
_LONGEST_LIST = 100_000


def sign(file: Path, key: Path) -> Path:
    """Lay a signature beside a file; returns where it lies.

    Raises:
        MirrorError: there is no ssh-keygen, the key cannot be read, or it needs a passphrase that no agent knows.
    """
    made = file.with_name(f"{file.name}{SUFFIX}")
    made.unlink(missing_ok=True)
    public = key.with_name(f"{key.name}.pub")
    there(key)
    held = "SSH_AUTH_SOCK" in os.environ and public.is_file()
    for source in (public, key) if held else (key,):
        _keygen(file.parent, "-Y", "sign", "-f", str(source), "-n", NAMESPACE, str(file))
        if made.is_file():
            return made
    if not os.access(key, os.R_OK):
        raise MirrorError(f"签名用的私钥 {key} 读不了：请检查文件的权限，或者用 ssh-add 放进代理")
    raise MirrorError(
        f"签不了名：私钥 {key} 可能有口令，这里不问口令。请先运行 ssh-add {key}；"
        "自动发布的机器上请用没有口令的专用钥匙。"
        "权限太宽的私钥（别人也能读）ssh-keygen 也不用，请改成只有自己能读（chmod 600）"
    )


def there(key: Path) -> None:
    """That there is a key at all: known before an hour of packing.

    Raises:
        MirrorError: there is none.
    """
    if not key.is_file() and not key.with_name(f"{key.name}.pub").is_file():
        raise MirrorError(f"没有签名用的私钥 {key}：请用 ssh-keygen -t ed25519 -f {key} 做一把，不要放进 git")


def named_in(signers: Path, key: Path) -> str:
    """Under which name a list has a key; empty where it has not, or cannot be read."""
    try:
        mine = key.with_name(f"{key.name}.pub").read_text(encoding="utf-8").split()[1]
        lines = [line.split() for line in signers.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError, IndexError):
        return ""
    return next((words[0].split(",")[0] for words in lines if mine in words and not words[0].startswith("#")), "")


def signed_by(file: Path, signature: Path, signers: Path) -> str:
    """Who of those listed has signed the very bytes of a file.

    Args:
        file: what was signed; read once, by ssh-keygen.
        signature: its signature.
        signers: list in the form of ``allowed_signers`` (see ssh-keygen).

    Raises:
        MirrorError: nobody of them has, or it cannot be told.
    """
    if not signature.is_file():
        raise MirrorError(f"{file.name} 没有签名（旁边应当有 {signature.name}）：不要用，请向交给您的人再要一次")
    for name in _names(signers):
        words = ("-Y", "verify", "-f", str(signers), "-I", name, "-n", NAMESPACE, "-s", str(signature))
        if _keygen(file.parent, *words, told=file) == 0:
            return name
    raise MirrorError(f"{file.name} 的签名不对，或者签名的人不在名单里：不要用，请向交给您的人再要一次")


def allowed(key: Path, name: str) -> str:
    """A list of signers that holds one key alone.

    Raises:
        MirrorError: there is no public key beside the private one.
    """
    try:
        words = key.with_name(f"{key.name}.pub").read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        words = []
    if len(words) < 2:  # noqa: PLR2004 - kind and key
        raise MirrorError(f"没有公钥 {key}.pub：请用 ssh-keygen -y -f {key} > {key}.pub 生成")
    return f'{name} namespaces="{NAMESPACE}" {words[0]} {words[1]}\n'


def _names(signers: Path) -> Sequence[str]:
    """Those who are listed; a pattern stands for nobody in particular and is not used."""
    try:
        text = signers.read_bytes()[:_LONGEST_LIST].decode()
    except (OSError, UnicodeDecodeError) as error:
        why = words_of(error, "不是 UTF-8 文字")
        raise MirrorError(f"签名人名单 {signers} 读不了：{why}") from None
    lines = [line.split()[0] for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    names = [
        name
        for listed in lines
        for name in listed.split(",")
        if name and not set(name) & set('*?!"') and name[0] != "-"
    ]
    if not names:
        raise MirrorError(f"签名人名单 {signers} 里没有人：每行写“名称 公钥”")
    return list(dict.fromkeys(names))


def _keygen(folder: Path, *arguments: str, told: Path | None = None) -> int:
    environment = {**programs.children(), **_MUTE}
    environment.pop("DISPLAY", None)
    try:
        if told is None:
            return programs.run(("ssh-keygen", *arguments), cwd=folder, environment=environment).status
        return programs.run_on(told, ("ssh-keygen", *arguments), cwd=folder, environment=environment)
    except FileNotFoundError:
        raise MirrorError("这台机器上没有 ssh-keygen：请先装 OpenSSH（Debian、Ubuntu：openssh-client）") from None
    except programs.Late:
        raise MirrorError("ssh-keygen 没有做完：代理可能在等人按键，请再试一次") from None
