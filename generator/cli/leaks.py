"""``jinguo leaks``: read ``site/`` as a stranger would, with the sealed words where a key is at hand."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from generator.cli.keyring import identity_option, keys_of
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Console, Terminal
from generator.pages.published import published
from generator.problems import Problem, visible
from generator.publish import manifest, receipts
from generator.publish.leaks import NOTHING_FORBIDDEN, Allowed, Forbidden, office_emails, read_as_stranger
from generator.publish.links import broken_links
from generator.publish.manifest import Manifest
from generator.records.fields import ConsentChannel
from generator.records.library import load
from generator.records.names import hidden, nowhere
from generator.sealed.words import secrets_of

_SHOWN = 10


def warn_some(problems: Sequence[Problem], console: Console) -> None:
    """The first problems of a long list: a wrong key says the same of every row."""
    for problem in problems[:_SHOWN]:
        console.warn(str(problem))
    if len(problems) > _SHOWN:
        console.warn(f"……还有 {len(problems) - _SHOWN} 处")


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the keys at hand reveal, to be looked for."""

    forbidden: Forbidden = field(default_factory=lambda: NOTHING_FORBIDDEN)
    unreadable: int = 0
    """Rows that none of the keys opens."""
    given: bool = False
    """Whether there was a key at all."""


def forbidden_words(
    root: Path, identities: Sequence[Path], console: Console, channel: ConsentChannel = "web"
) -> Sealed:
    """Every sealed value that the keys at hand reveal, but for names that a channel may show under consent.

    Raises:
        click.ClickException: an identity file cannot be used.
    """
    if not identities:
        return Sealed()
    secrets = secrets_of(root, keys_of(identities))
    warn_some(secrets.problems, console)
    if secrets.unreadable:
        console.warn(f"注意：有 {secrets.unreadable} 行密封资料打不开，没有参加核对")
    library, _ = load(root)
    public = published(library, today(), channel).public_words() if library.federation else frozenset()
    words = {
        word.value: f"{word.title}，见 {visible(word.where)}" for word in secrets.words if word.value not in public
    }
    return Sealed(Forbidden.sealed(words), secrets.unreadable, given=True)


def report(
    root: Path, site: Path, sealed: Sealed, console: Console, *, built: bool = False, listed: Manifest | None = None
) -> bool:
    """Print what the leak check of a built site finds; True when it is clean, which is kept as a receipt.

    Args:
        root: of the register.
        site: the built site.
        sealed: what the keys at hand reveal.
        console: hears what is found.
        built: whether the site has just been built from the register as it is.
        listed: the list of the site, where it has just been made from all its files, or held against them.
    """
    library, _ = load(root)
    contacts = library.federation.fields.contacts if library.federation else ()
    allowed = Allowed(office_emails(contact.value for contact in contacts))
    withdrawn = nowhere(library, hidden(library, today()))
    forbidden = sealed.forbidden | Forbidden.withdrawn(withdrawn)
    leaks = [*broken_links(site), *read_as_stranger(site, allowed, forbidden, listed.text if listed else "")]
    for leak in leaks:
        console.warn(str(leak))
    if leaks:
        console.warn(f"泄漏检查发现 {len(leaks)} 处问题")
        if any("密封资料" in leak.message for leak in leaks):
            console.warn("如果是常用词碰巧与密封资料相同，可以写进 teams/federation.yml 的 leak_allow，并写明理由")
        return False
    words = len(sealed.forbidden.words)
    if words:
        console.say(f"泄漏检查通过，已逐字核对 {words} 条密封资料")
    elif sealed.given:
        console.say("泄漏检查通过；钥匙打得开的密封资料里，没有要核对的")
    else:
        console.say("泄漏检查通过；没有给出钥匙，没有核对密封资料（加 --identity 钥匙文件 可以核对）")
    digest = receipts.digest_of(library.texts)
    _keep(root, site, receipts.Receipt(today().isoformat(), digest, built, words, sealed.unreadable))
    return True


def _keep(root: Path, site: Path, receipt: receipts.Receipt) -> None:
    """Where the site has its list, which is the one that the check has just held against it."""
    with contextlib.suppress(OSError, manifest.ManifestError):
        receipts.keep(root, manifest.read((site / manifest.NAME).read_bytes()).id, receipt)


@click.command("leaks", cls=Command, options_metavar="[选项]", short_help="以陌生人的眼光读一遍 site/。")
@identity_option
@quiet_option
@root_option
def leaks(identities: tuple[Path, ...], root: Path | None, *, quiet: bool) -> None:
    """以陌生人的眼光读一遍 site/：手机号、身份证号、微信号、邮箱、照片信息、不该有的文件。

    给出钥匙文件时，还会逐字核对密封资料。发现问题时退出码是 1。

    例子：jinguo leaks --identity ~/钥匙/总队.identity
    """
    console = Terminal(quiet=quiet)
    found_root = root or find_root(Path.cwd())
    site = found_root / "site"
    if not site.is_dir():
        raise click.ClickException("还没有网站：请先运行 jinguo build")
    clean = report(found_root, site, forbidden_words(found_root, identities, console), console)
    sys.exit(0 if clean else 1)
