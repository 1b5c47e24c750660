"""Links to other people's sites: asked politely, few at a time, never more than one a host; they only ever warn."""

from __future__ import annotations

import ipaddress
import socket
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from generator.mirrors.inspection.asking import Answer, Asker
from generator.mirrors.inspection.fault import Fault

_AT_ONCE = 4
_MOST = 500
_PATIENCE = 15.0
_NO_HEAD = frozenset({400, 403, 404, 405, 406, 500, 501, 503})
"""Servers that do not know ``HEAD`` say so in many ways; they are asked again as a reader would."""
_DEAD = frozenset({404, 410})
_FAILS = 500
_HINT = "请换成能打开的网址，或者去掉链接"


def public(host: str) -> bool:
    """Whether a name leads to the open net: links must not make us knock at doors inside the house."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return True  # asking will tell that the name is not there
    return all(ipaddress.ip_address(str(each[4][0]).partition("%")[0]).is_global for each in found)


def faults_elsewhere(
    links: Mapping[str, str], own: str, allow: Callable[[str], bool] = public, patience: float = _PATIENCE
) -> Iterator[Fault]:
    """What is wrong with links to other sites.

    Args:
        links: address → the page that has it.
        own: address of the own site, which is looked at elsewhere.
        allow: which hosts may be asked.
        patience: seconds for an answer.
    """
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for address in sorted(links)[:_MOST]:
        if not address.startswith(own):
            hosts[urlsplit(address).netloc].append(address)
    with Asker(1, tries=1, patience=patience) as asker, ThreadPoolExecutor(_AT_ONCE) as workers:
        for found in workers.map(lambda host: _of_host(asker, host, hosts[host], allow), sorted(hosts)):
            for address, told, hint in found:
                yield Fault(links[address], f"{told}：{address[:200]}", hint, "warning")


def _of_host(
    asker: Asker, host: str, addresses: list[str], allow: Callable[[str], bool]
) -> list[tuple[str, str, str]]:  # fmt: skip
    """One after another; a host that does not answer once is not asked again tonight."""
    if not allow(urlsplit(f"//{host}").hostname or ""):
        return [(each, "链接指到内部的网址，外面的读者打不开", _HINT) for each in addresses]
    found: list[tuple[str, str, str]] = []
    for address in addresses:
        answer = _answer(asker, address)
        if answer.trouble:
            hint = "如果连着几夜都这样，请换掉链接"
            return [*found, (address, f"外面的网站这次没有打开（{answer.trouble}）", hint)]
        if answer.status in _DEAD:
            found.append((address, f"外面的链接已经失效（{answer.status}）", _HINT))
        elif answer.status >= _FAILS:
            found.append((address, f"外面的网站这次出了错（{answer.status}）", "如果连着几夜都这样，请换掉链接"))
    return found


def _answer(asker: Asker, address: str) -> Answer:
    place = address.partition("#")[0]
    answer = asker.ask(place, method="HEAD", follow=False)
    if answer.trouble or answer.status in _NO_HEAD:
        answer = asker.ask(place, limit=1024, follow=False)
    return answer
