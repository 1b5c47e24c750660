"""``jinguo build`` and ``jinguo serve``: the public site."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from generator.cli.keyring import identity_option
from generator.cli.leaks import forbidden_words, report
from generator.cli.register import FEDERATION, find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.console import Terminal
from generator.faults import words_of
from generator.programs import stream
from generator.publish import manifest, source, stage
from generator.publish.digests import Digests
from generator.records.federation import WEB_ADDRESS
from generator.records.library import load_only

_QUIET = {"NO_MKDOCS_2_WARNING": "1"}
"""The theme's makers use each build to announce another product, in English."""


def _mkdocs(command: str, *options: str) -> list[str]:
    # -P: the folder of the register is not a place to import from; a file yaml.py in it must never run
    return [sys.executable, "-P", "-m", "mkdocs", command, *options]


def _web_address(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """The full address of a site; a slash at its end is added where it is missing."""
    address = value if not value or value.endswith("/") else f"{value}/"
    if address and not re.search(WEB_ADDRESS, address):
        raise click.BadParameter("网址要写全，如 https://www.example.org/jinguo/", context, parameter)
    return address


@click.command("build", cls=Command, options_metavar="[选项]", short_help="检查登记册，生成公开网站 site/。")
@identity_option
@click.option(
    "--url",
    callback=_web_address,
    default="",
    metavar="网址",
    help="网站将放在哪个网址（默认用 federation.yml 里的）。",
)
@click.option("--strict", is_flag=True, help="有提醒也算错误，不更新网站。")
@quiet_option
@root_option
def build(identities: tuple[Path, ...], root: Path | None, *, url: str, strict: bool, quiet: bool) -> None:
    """检查登记册，生成公开网站 site/，再以陌生人的眼光读一遍。

    有错误或发现泄漏时，原来的 site/ 保持不变。给出钥匙文件时，还会逐字核对密封资料有没有出现在网站上。

    例子：jinguo build --identity ~/钥匙/总队.identity
    """
    console = Terminal(quiet=quiet)
    found_root = root or find_root(Path.cwd())
    sealed = forbidden_words(found_root, identities, console)
    before = source.commit_of(found_root)
    try:
        staged = stage.begin(found_root / "site")
    except OSError as error:
        raise click.ClickException(f"不能生成网站：{words_of(error)}（{error.filename}）") from None
    try:
        extra = {**_QUIET, stage.STAGED_BY: str(staged.folder), stage.STRICT: "1" if strict else "", stage.URL: url}
        status = stream(_mkdocs("build"), cwd=found_root, extra=extra)
        if status == 0:
            listed = _list(found_root, staged.folder, before, url)
            if not report(found_root, staged.folder, sealed, console, built=True, listed=listed):
                sys.exit(1)
            _commit(staged)
            console.say(f"网站已生成：{found_root / 'site' / 'index.html'}")
            return
    finally:
        staged.abandon()
    sys.exit(1)


def _list(root: Path, built: Path, before: str, url: str) -> manifest.Manifest:
    """Lay the list of the release into a site.

    Args:
        root: of the register.
        built: the site.
        before: the commit at which the build began: what was changed meanwhile may be in it or not.
        url: what the site was built for, where not for the register's own address.

    Raises:
        click.ClickException: something in it cannot be listed, and so can never be published.
    """
    library, _ = load_only(root, [FEDERATION.as_posix()])
    own = library.federation.fields.site.url if library.federation else ""
    commit = before if source.commit_of(root) == before else ""
    try:
        known = Digests.of(root)
        listed = manifest.measure(built, commit, url or own or "", known)
        known.keep()
    except manifest.ManifestError as error:
        raise click.ClickException(f"{error}。没有更新 site/") from None
    manifest.write(built, listed)
    return listed


def _commit(staged: stage.Stage) -> None:
    try:
        staged.commit()
    except OSError as error:
        hint = "是不是有程序正打开着里面的文件？请关掉以后再试"
        raise click.ClickException(f"不能更新 site/：{words_of(error)}。{hint}") from None


@click.command("serve", cls=Command, options_metavar="[选项]", short_help="在本机预览网站，改动后自动刷新。")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, metavar="端口", help="端口（默认 8000）。")
@root_option
def serve(port: int, root: Path | None) -> None:
    """在本机预览网站；改动登记册后页面自动刷新。按 Ctrl+C 结束。

    例子：jinguo serve --port 8001
    """
    found_root = root or find_root(Path.cwd())
    sys.exit(stream(_mkdocs("serve", "--dev-addr", f"127.0.0.1:{port}"), cwd=found_root, extra=_QUIET))
