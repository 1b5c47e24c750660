"""A real sshd on this machine, with keys of its own; it ends with the block that it was started for."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.ports import HOST, free_port, wait_until_open

SSHD = shutil.which("sshd") or next((path for path in ("/usr/sbin/sshd",) if Path(path).exists()), None)
_SEPARATION = Path("/run/sshd")
"""Without this folder an sshd of root does not start; Debian makes it when its service starts."""
_CONFIG = """
Port {port}
ListenAddress {host}
HostKey {home}/host_key
PidFile none
AuthorizedKeysFile {home}/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
MaxStartups 100
MaxSessions 100
PrintMotd no
UseDNS no
Subsystem sftp internal-sftp
{more}
"""


class Sshd:
    """The server, and all that a client needs to reach it."""

    def __init__(self, home: Path, more: str = "") -> None:
        self.home = home
        self.host = HOST
        self.port = free_port()
        self.user = getpass.getuser()
        self.key_file = home / "user_key"
        self.known_hosts = home / "known_hosts"
        self._more = more
        self._program: subprocess.Popen[bytes] | None = None
        home.mkdir(parents=True)
        for name in ("host_key", "user_key"):
            make_key(home / name)
        shutil.copy(home / "user_key.pub", home / "authorized_keys")
        self.know(self.port)

    def know(self, port: int) -> None:
        """Let clients know the server also where it is reached through another port."""
        kind, key, *_ = (self.home / "host_key.pub").read_text(encoding="ascii").split()
        with self.known_hosts.open("a", encoding="ascii") as file:
            file.write(f"[{HOST}]:{port} {kind} {key}\n")

    def start(self) -> None:
        """Take connections."""
        if os.geteuid() == 0:
            _SEPARATION.mkdir(mode=0o755, parents=True, exist_ok=True)
        config = self.home / "sshd_config"
        config.write_text(_CONFIG.format(port=self.port, host=HOST, home=self.home, more=self._more), encoding="utf-8")
        log = self.home / "sshd.log"
        self._program = subprocess.Popen(
            [str(SSHD), "-D", "-f", str(config), "-E", str(log)], stdin=subprocess.DEVNULL, start_new_session=True
        )
        wait_until_open(self.port, self._program, log)

    def stop(self) -> None:
        """End the server and every connection to it."""
        if self._program is not None:
            with contextlib.suppress(ProcessLookupError):  # sessions stand in the group of the server
                os.killpg(self._program.pid, signal.SIGKILL)
            self._program.wait()
            self._program = None


def make_key(path: Path) -> None:
    """A new key without a password at ``path``, its public part beside it."""
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


@contextmanager
def sshd(folder: Path, more: str = "") -> Iterator[Sshd]:
    """A server that keeps its files in a new folder ``sshd`` below ``folder``.

    Args:
        folder: of the test.
        more: lines of its configuration, such as ``SetEnv PATH=…``.
    """
    server = Sshd(folder / "sshd", more)
    try:
        server.start()
        yield server
    finally:
        server.stop()
