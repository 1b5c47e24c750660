"""One pyftpdlib server in a process: ``HOME PORT CERTIFICATE [ways to be odd]``."""

from __future__ import annotations

import errno
import os
import sys
import warnings
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")

from pyftpdlib.authorizers import DummyAuthorizer  # type: ignore[import-untyped]  # noqa: E402
from pyftpdlib.filesystems import AbstractedFS, FilesystemError  # type: ignore[import-untyped]  # noqa: E402
from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler  # type: ignore[import-untyped]  # noqa: E402
from pyftpdlib.servers import FTPServer  # type: ignore[import-untyped]  # noqa: E402

WAYS: set[str] = set()
ROOM = 12_000
"""Bytes that a full server still takes."""
TAKEN = [0]
DEATH: list[int] = []
"""Bytes of files after which the server dies."""
USER, PASSWORD = "web", "geheim-不说出来"


class Files(AbstractedFS):  # type: ignore[misc]
    """Files, but odd."""

    def rename(self, src: str, dst: str) -> None:
        """Some servers refuse to replace by renaming."""
        if "no-replace" in WAYS and Path(dst).exists():
            raise FilesystemError("File exists")
        super().rename(src, dst)

    def open(self, filename: str, mode: str) -> Any:
        """Some servers are full, or change what they are sent."""
        file = super().open(filename, mode)
        return Spoilt(file) if "w" in mode and (DEATH or WAYS & {"full", "silently-full", "lies"}) else file


class Spoilt:
    """A file that takes less than it is given, or something else."""

    def __init__(self, file: Any) -> None:
        self._file, self.name, self.closed = file, file.name, False

    def write(self, data: bytes) -> int:
        """As the server's ways have it."""
        if not WAYS.isdisjoint({"full", "silently-full"}) and TAKEN[0] + len(data) > ROOM:
            if "full" in WAYS:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return len(data)
        TAKEN[0] += len(data)
        if DEATH and TAKEN[0] >= DEATH[0]:
            self._file.write(data[: DEATH[0] - TAKEN[0]])
            self._file.flush()
            os._exit(1)
        self._file.write(data.replace(b"e", b"3") if "lies" in WAYS and "/web/" in self.name else data)
        self._file.flush()
        return len(data)

    def close(self) -> None:
        """Close it."""
        self.closed = True
        self._file.close()


def main() -> None:
    """Serve until killed."""
    home, port, certificate, *ways = sys.argv[1:]
    WAYS.update(ways)
    DEATH.extend(int(way.removeprefix("dies=")) for way in ways if way.startswith("dies="))
    authorizer = DummyAuthorizer()
    authorizer.add_user(USER, "secret" if "gbk" in WAYS else PASSWORD, home, perm="elradfmwMT")
    handler: Any = type("Handler", (TLS_FTPHandler if certificate else FTPHandler,), {"passive_ports": None})
    handler.authorizer, handler.abstracted_fs, handler.use_sendfile = authorizer, Files, False
    handler.proto_cmds = dict(FTPHandler.proto_cmds if not certificate else TLS_FTPHandler.proto_cmds)
    if certificate:
        handler.certfile, handler.tls_control_required, handler.tls_data_required = certificate, True, True
    if "no-facts" in WAYS:
        for name in ("MLSD", "MLST"):
            handler.proto_cmds.pop(name)
    if "gbk" in WAYS:
        handler.banner, handler.encoding = "欢迎", "gbk"
    server = FTPServer(("127.0.0.1", int(port)), handler)
    if "one" in WAYS:
        server.max_cons_per_ip = 1
    server.serve_forever(timeout=0.05)


if __name__ == "__main__":
    main()
