"""One connection of the stock OpenSSH client to a server's sh, and the ways files take over it.

Options come first and from here; what the user's own ssh configuration says (jump hosts, other names) comes after.
"""

from __future__ import annotations

import os
import re
import secrets
import shlex
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Thread

from generator.console import Console
from generator.faults import words_of
from generator.mirrors.parts import MirrorError
from generator.mirrors.ssh.change import SCRIPT
from generator.mirrors.ssh.faults import RefusedError, lost
from generator.mirrors.ssh.sending import IDLE, Courier, packed
from generator.pipes import TooMuch
from generator.programs import run
from generator.publish.manifest import File
from generator.records.targets import SshTarget
from generator.talks import Fed, Talk

_PATIENCE = 3600.0
"""Seconds for one step on the server; a dropped link is noticed by ssh itself, much sooner."""
_BEAT = 15.0
_FAREWELL = 0.0
"""What the server still has to put away, it puts away alone; nobody waits for it."""
_LONGEST_SOCKET = 60
_OPTIONS = """Host *
BatchMode yes
StrictHostKeyChecking yes
VerifyHostKeyDNS no
NoHostAuthenticationForLocalhost no
UpdateHostKeys no
ConnectTimeout 20
ServerAliveInterval 10
ServerAliveCountMax 3
LogLevel ERROR
RequestTTY no
RemoteCommand none
PermitLocalCommand no
ClearAllForwardings yes
ForwardAgent no
ForwardX11 no
"""
_NO_KEYS_FROM_PROGRAMS = "KnownHostsCommand none"
"""As well, where this ssh knows it; an ssh before 8.5 would refuse the whole configuration."""
_OURS = re.compile(r"jinguo-[a-z0-9_]{8}")
_OLD = 86_400.0
"""Seconds after which nobody uses a folder any more that a killed run has left."""
_LATER = 0.5
"""Seconds by which a complaint may come after the answer that it explains."""


class Link:
    """Speaks to the server; all methods raise ``MirrorError``."""

    def __init__(self, target: SshTarget, environment: Mapping[str, str], console: Console) -> None:
        self._target, self._environment, self._console = target, dict(environment), console
        if target.key_file:
            _readable(target.key_file)
        swept(Path(tempfile.gettempdir()))
        self._home = Path(tempfile.mkdtemp(prefix="jinguo-"))
        self._mark = secrets.token_hex(8)
        self._end = f"\n@{self._mark}@ ".encode()
        self._ssh = ["ssh", "-F", str(self._home / "config")]
        try:
            (self._home / "config").write_text(self._options(), encoding="utf-8")
            self._talk = Talk([*self._ssh, "--", target.host, "exec sh"], cwd=self._home, environment=self._environment)
        except FileNotFoundError:
            self._remove()
            raise MirrorError("没有找到 ssh：请安装 OpenSSH 客户端（Windows：设置 → 可选功能）") from None
        except BaseException:
            self._remove()
            raise
        self._talk.say(f"mark={self._mark}\n{SCRIPT}".encode())

    def ask(self, *words: str, lines: Sequence[str] = ()) -> bytes:
        """Call a function of the script; ``lines`` are what it reads."""
        command, given = shlex.join(words), "</dev/null"
        if lines:
            given = f"<<'{self._mark}'\n" + "".join(f"{line}\n" for line in lines) + self._mark
        self._talk.say(f"why=\n{command} {given}\nsay $?\n".encode())
        try:
            answer, state = self._talk.hear(self._end, _PATIENCE)
        except (EOFError, TimeoutError) as end:
            raise lost(str(end), host=self._target.host, port=self._target.port) from None
        except TooMuch:
            raise MirrorError(f"服务器 {self._target.host} 说个没完，没有听下去：请管服务器的人检查") from None
        status, _, why = state.decode("utf-8", "replace").partition(" ")
        if status != "0":
            where = {"host": self._target.host, "folder": self._target.folder}
            raise RefusedError(why, self._complaint(), **where)
        return answer

    def _complaint(self) -> str:
        """What programs of the server have said about it, which comes on another way and may be a moment later."""
        until = time.monotonic() + _LATER
        while not self._talk.complaint and time.monotonic() < until:
            time.sleep(_LATER / 20)
        return self._talk.complaint

    def courier(self, site: Path, folder: str, basis: str) -> Courier | None:
        """One for a folder of the server, that can be told later what to take there; None where it cannot be had.

        Args:
            site: where the files lie here.
            folder: an absolute path there; it may come to be while the courier is on its way.
            basis: a folder beside it, whose files shorten the way.
        """
        if not shutil.which("rsync"):
            return None
        host = f"[{self._target.host}]" if ":" in self._target.host else self._target.host
        command = [
            "rsync", "-I", "-z", "-s", "--no-whole-file", "--files-from=-", "--from0", "--info=progress2",
            f"--timeout={IDLE}", f"--compare-dest={basis}", f"--rsh=ssh -F {shlex.quote(str(self._home / 'config'))}",
            f"{site}/", f"{host}:{folder}/",
        ]  # fmt: skip

        def call(heard: Callable[[bytes], None]) -> Fed:
            return Fed(command, cwd=self._home, environment=self._environment, heard=heard)

        return Courier(call, self._console)

    def send(self, site: Path, files: Sequence[File], folder: str, courier: Courier | None) -> None:
        """Files of a site into a folder of the server, by a courier for it or as one stream."""
        done = Event()
        beats = Thread(target=self._beat, daemon=True, args=(done,))
        beats.start()
        try:
            told = courier.carry(files) if courier else "-"
            if told and (told := self._tar(site, files, folder)):
                self.ask("true")  # tells where the link is gone
                raise RefusedError("", told, host=self._target.host, folder=self._target.folder)
        finally:
            done.set()
            beats.join()

    def close(self) -> None:
        """Let go."""
        self._talk.close(_FAREWELL)
        self._remove()

    def _remove(self) -> None:
        shutil.rmtree(self._home, ignore_errors=True)

    def _beat(self, done: Event) -> None:
        """While files are on their way the server hears that somebody is there; answers are not waited for."""
        while not done.wait(_BEAT):
            self._talk.say(b"touch .jinguo/lock\n")

    def _tar(self, site: Path, files: Sequence[File], folder: str) -> str:
        """One stream, so that no file waits for an answer."""
        remote = f"exec tar -xzmof - -C {shlex.quote(folder)}"
        command = [*self._ssh, "--", self._target.host, f"exec sh -c {shlex.quote('umask 022; ' + remote)}"]
        with closing(packed(site, self._counted(files))) as pieces:
            status, told = Fed(command, cwd=self._home, environment=self._environment).feed(pieces)
        return (told or "tar") if status else ""

    def _counted(self, files: Sequence[File]) -> Iterator[File]:
        for done, each in enumerate(files, 1):
            yield each
            self._console.progress("发送", done, len(files))

    def _options(self) -> str:
        target, lines = self._target, [_OPTIONS.rstrip(), f"Port {self._target.port}"]
        asked = ["ssh", "-F", "none", "-G", "-o", _NO_KEYS_FROM_PROGRAMS.replace(" ", "="), "--", "x"]
        if run(asked, cwd=self._home, environment=self._environment).status == 0:
            lines.append(_NO_KEYS_FROM_PROGRAMS)
        if target.user:
            lines.append(f"User {_quoted(target.user)}")
        if target.key_file:
            lines += [f"IdentityFile {_quoted(_place(target.key_file))}", "IdentitiesOnly yes"]
        if target.known_hosts:
            lines += [f"UserKnownHostsFile {_quoted(_place(target.known_hosts))}", "GlobalKnownHostsFile none"]
        if sys.platform != "win32" and len(str(self._home)) < _LONGEST_SOCKET and not _expanded(str(self._home)):
            lines += ["ControlMaster auto", f"ControlPath {_quoted(str(self._home / 'link'))}", "ControlPersist no"]
        else:
            lines += ["ControlMaster no", "ControlPath none"]
        return "\n".join([*lines, "Include ~/.ssh/config", "Include /etc/ssh/ssh_config", ""])


def swept(temporary: Path) -> None:
    """Remove what runs of this user that were killed have left: folders that only a ``Link`` makes, no links."""
    if sys.platform == "win32":
        return
    for each in temporary.glob("jinguo-*"):
        with suppress(OSError):
            seen = each.lstat()
            own = seen.st_uid == os.getuid() and seen.st_mode == stat.S_IFDIR | stat.S_IRWXU
            if not own or not _OURS.fullmatch(each.name) or time.time() - seen.st_mtime < _OLD:
                continue
            if re.fullmatch(r"config( link[^ ]*)*", " ".join(sorted(found.name for found in each.iterdir()))):
                shutil.rmtree(each, ignore_errors=True)


def _readable(key_file: str) -> None:
    """Whether there is a key; its private half may be with an agent, and the public one lie here."""
    place = _place(key_file)
    if not os.path.lexists(place) and Path(f"{place}.pub").is_file():
        return
    try:
        with Path(place).open("rb") as file:
            file.read(1)
    except (OSError, ValueError) as error:
        why = words_of(error) if isinstance(error, OSError) else "写得不对"
        told = f"私钥文件 “{key_file}” 读不出来（{why}）"
        if isinstance(error, FileNotFoundError):
            told = f"找不到私钥文件 “{key_file}”"
        raise MirrorError(f"{told}：请检查 publish.yml 里的 key_file，这台电脑上有没有这把私钥") from None


def _place(path: str) -> str:
    found = Path(path)
    with suppress(RuntimeError):
        found = found.expanduser()
    return str(found.absolute())


def _quoted(word: str) -> str:
    """A word of an ssh configuration."""
    if not word.isprintable() or '"' in word or _expanded(word):
        raise MirrorError(f"publish.yml 里的 “{word[:40]}” 不能用：不要有引号、换行、% 和 ${{")
    return f'"{word}"'


def _expanded(word: str) -> bool:
    """Whether ssh would take something in it for something else."""
    return "%" in word or "${" in word
