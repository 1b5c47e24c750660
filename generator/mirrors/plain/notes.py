"""Where our notes lie on a server: in a folder whose name nobody guesses, inside one that web servers keep shut.

Files of earlier releases lie among them, also such as were taken off the site, and plain hosting often shows readers
whatever lies there. Who has the account finds the folder by listing; who only knows addresses finds nothing.
"""

from __future__ import annotations

import re
import secrets
from contextlib import suppress

from generator.mirrors.leftovers import is_leftover
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.packed import MOST
from generator.mirrors.plain.store import OURS, Seen, Served, Store

SIGN = "readme.txt"
"""Lies where everybody looks: who can open it over the web can open all that lies beside it."""
SIGN_BYTES = "这里是 jinguo 的发布记录，不给读者看；请不要改，也不要删。\n".encode()
_SHUT = {
    "index.html": b"",
    ".htaccess": (
        b"Options -Indexes\n<IfModule mod_authz_core.c>\nRequire all denied\n</IfModule>\n"
        b"<IfModule !mod_authz_core.c>\nOrder allow,deny\nDeny from all\n</IfModule>\n"
    ),
    "web.config": (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<configuration><system.webServer><security><authorization>'
        b'<remove users="*" roles="" verbs="" /><add accessType="Deny" users="*" />'
        b"</authorization></security></system.webServer></configuration>\n"
    ),
}
"""What Apache and IIS obey; an empty page keeps others from listing."""
_INSIDE = re.compile(r"([0-9a-f]{32})/(.+)")
_BARE = re.compile(r"record\.z|kept\.json|journal/\d{8}\.z|undo/[0-9a-f]{64}/(?:list\.z|[0-9a-f]{16}\.(?:zip|txt))")
"""Notes under names that can be guessed: nothing of ours is written there any more."""
_ORDER = "kept.json"


class Notes:
    """The folder for our notes as a store; its own name is made up when the first note is written."""

    def __init__(self, state: Store) -> None:
        self._state = state
        self._found = state.listing()
        names = sorted({found[1] for path in self._found if (found := _INSIDE.fullmatch(path))})
        whole = [each for each in names if f"{each}/{_ORDER}" in self._found]
        self._own = next(iter([*whole, *names]), "")

    @property
    def width(self) -> int:
        """Notes at a time."""
        return self._state.width

    @property
    def notes(self) -> list[str]:
        """What the user has to know."""
        return self._state.notes

    @property
    def leftovers(self) -> list[str]:
        """What nobody needs, by its path in the state folder."""
        return [
            path
            for path in sorted(self._found)
            if is_leftover(path)
            or _BARE.fullmatch(path)
            or ((found := _INSIDE.fullmatch(path)) is not None and found[1] != self._own)
        ]

    def shut(self) -> None:
        """Lay the signs by which web servers know what they must not show, before anything else is here."""
        if SIGN in self._found:
            return
        for name, data in _SHUT.items():
            with suppress(MirrorError):  # some servers take no such names
                self._state.write(name, data, OURS)
        self._found[SIGN] = self._state.write(SIGN, SIGN_BYTES, OURS)

    def listing(self) -> dict[str, Seen]:
        """Our notes, as they lay there at the beginning of the run."""
        start = f"{self._own}/"
        inside = {path: seen for path, seen in self._found.items() if self._own and path.startswith(start)}
        return {path.removeprefix(start): seen for path, seen in inside.items() if not is_leftover(path)}

    def read(self, path: str, most: int = MOST) -> bytes | None:
        """The bytes of a note."""
        return self._state.read(f"{self._own}/{path}", most) if self._own else None

    def write(self, path: str, data: bytes, how: Served) -> Seen:
        """Put a note in its place."""
        self._own = self._own or secrets.token_hex(16)
        return self._state.write(f"{self._own}/{path}", data, how)

    def delete(self, path: str) -> None:
        """Remove a note."""
        if self._own:
            self._state.delete(f"{self._own}/{path}")

    def close(self) -> None:
        """The state folder is closed by whoever opened it."""
