"""``jinguo verify``: prove that what readers get, or what somebody has been handed, is a release."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.targets import one_target
from generator.cli.wording import Command
from generator.console import Console, Terminal
from generator.mirrors.bundle.mirror import BundleMirror
from generator.mirrors.bundle.reading import ENDINGS, examined
from generator.mirrors.bundle.signature import allowed
from generator.mirrors.inspection import laid
from generator.mirrors.inspection.fault import Fault, errors
from generator.mirrors.inspection.verify import live, verify
from generator.mirrors.parts import MirrorError
from generator.publish.manifest import NAME, Manifest, ManifestError, read
from generator.records.targets import BundleTarget, FolderTarget

_SHOWN = 30
_ONLY_CACHES, _ONLY_SETTINGS, _UNPROVEN = 3, 4, 5
"""Exit statuses: the files are right, but a cache before the server is behind, its settings are wrong, or it cannot be
told where they come from, or what readers get."""


class _NoAddress(click.ClickException):
    """Nobody can look."""

    exit_code = _UNPROVEN


@click.command("verify", cls=Command, options_metavar="[选项]", short_help="核对读者看到的就是发布的那一版。")
@click.argument("target", metavar="目标")
@click.option("--sample", type=click.IntRange(min=0), metavar="个数", help="只抽查这么多个文件，另加首页等必看的。")
@click.option("--live", "as_served", is_flag=True, help="不和 site/ 比，只查服务器自己的清单和文件合不合。")
@click.option("--id", "wanted", default="", metavar="版本", help="读者应当看到的版本（编号的开头几位就行）。")
@click.option("--which", is_flag=True, help="只说读者现在看到的是哪一版（编号），不核对。")
@click.option(
    "--signers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="文件",
    help="压缩包：可信的签名人名单（allowed_signers）。",
)
@quiet_option
@root_option
def verify_target(
    target: str, sample: int | None, wanted: str, signers: Path | None, root: Path | None,
    *, as_served: bool, which: bool, quiet: bool,
) -> None:  # fmt: skip
    """像读者一样从网上把文件取回来，逐个核对，证明发出去的就是这一版。

    目标是 publish.yml 里的名称，也可以是网址，或者一个压缩包文件。退出码：0 全对，1 有文件不对，
    3 文件都对、只是前面的缓存（CDN）还没有更新，4 文件都对、服务器的设置不对（证书、404、类型、不该打开的），
    5 没有发现不对、可是证明不了：目标没有写 url，或者没有核对压缩包的签名。

    例子：jinguo verify mirror --sample 50
    """
    console = Terminal(quiet=quiet)
    try:
        if target.endswith(ENDINGS):
            sys.exit(_told(_handed(Path(target), signers, console), console))
        if target.startswith(("https://", "http://")):
            url, place = target if target.endswith("/") else f"{target}/", root
        else:
            place = root or find_root(Path.cwd())
            meant = one_target(place, target)
            if isinstance(meant, BundleTarget):
                if which:
                    click.echo("".join(each.id for each in BundleMirror(place, target, meant).kept()[:1]))
                    return
                sys.exit(_told(_made(place, target, meant, signers, console), console))
            url = meant.url
            if isinstance(meant, FolderTarget) and not url:
                folder = place / Path(meant.folder).expanduser()
                sys.exit(_lying(place, folder, wanted, console, as_served=as_served, which=which))
        if not url:
            raise _NoAddress(f"目标 {target} 没有写 url（读者打开的网址），不能核对")
        if which:
            click.echo(live(url).id)
            return
        manifest = expected(place, url, console, wanted, as_served=as_served)
        sys.exit(_told(verify(url, manifest, console, sample), console))
    except MirrorError as error:
        raise click.ClickException(str(error)) from None


def expected(root: Path | None, url: str, console: Console, wanted: str = "", *, as_served: bool = False) -> Manifest:
    """Which release readers shall get: the one in ``site/``, else the one that the server itself says.

    Args:
        root: of the register; None where there is none, as on somebody else's machine.
        url: of the site.
        console: hears which.
        wanted: the beginning of its id, if the caller knows it.
        as_served: whether ``site/`` does not matter.

    Raises:
        click.ClickException: the server serves another one than ``wanted``.
    """
    ours = None if as_served or root is None else _built(root)
    manifest = ours if ours is not None and ours.id.startswith(wanted) else live(url)
    if ours is None and not as_served:
        console.say("这里没有 site/，按服务器自己的清单核对")
    if not manifest.id.startswith(wanted):
        raise click.ClickException(f"读者看到的是 {manifest.id[:12]} 这一版，应当是 {wanted[:12]}：请重新发布")
    made = f"，提交 {manifest.commit[:12]}" if manifest.commit else ""
    console.say(f"网址 {url}\n版本 {manifest.id}{made}，{len(manifest.everything())} 个文件，{manifest.size} 字节")
    return manifest


def _lying(root: Path, folder: Path, wanted: str, console: Console, *, as_served: bool, which: bool) -> int:
    """A folder of this machine that nobody opens over the net, looked at where it lies; returns the exit status."""
    if which:
        click.echo(laid.listed(folder).id)
        return 0
    ours = None if as_served else _built(root)
    manifest = ours if ours is not None and ours.id.startswith(wanted) else laid.listed(folder)
    if not manifest.id.startswith(wanted):
        raise click.ClickException(f"{folder} 里是 {manifest.id[:12]} 这一版，应当是 {wanted[:12]}：请重新发布")
    console.say(f"没有写 url，核对文件夹 {folder}\n版本 {manifest.id}，{len(manifest.everything())} 个文件")
    found = laid.faults_of_folder(folder, manifest)
    for fault in found:
        if fault.severity == "warning":
            console.warn(f"提醒：{fault}")
    return _told(errors(found), console)


def _built(root: Path) -> Manifest | None:
    place = root / "site" / NAME
    if not place.is_file():
        return None
    try:
        return read(place.read_bytes())
    except ManifestError as error:
        raise click.ClickException(f"site/ 里的{error}：请重新运行 jinguo build") from None


def _made(
    root: Path, name: str, target: BundleTarget, signers: Path | None, console: Console
) -> list[Fault]:  # fmt: skip
    """The newest archive of a target, signed by its own key."""
    archives = BundleMirror(root, name, target).archives()
    if not archives:
        raise click.ClickException(f"{target.folder} 里还没有 {name} 的压缩包：请先运行 jinguo publish {name}")
    with _list_of(root, name, target, signers) as listed:
        return _examined(archives[0], listed, console, unsigned=target.trial)


def _handed(archive: Path, signers: Path | None, console: Console) -> list[Fault]:
    """An archive that somebody has been given."""
    if not archive.is_file():
        raise click.ClickException(f"没有 {archive} 这个文件")
    if signers is None:
        console.warn("提醒：没有给出签名人名单（--signers），只查文件全不全，整个换掉也看不出")
    return _examined(archive, signers, console, unsigned=signers is None)


def _examined(archive: Path, signers: Path | None, console: Console, *, unsigned: bool) -> list[Fault]:
    manifest, who, found = examined(archive, signers, unsigned=unsigned)
    signed = f"，签名人 {who}" if who else ""
    console.say(
        f"{archive.name}\n版本 {manifest.id}{signed}，{len(manifest.everything())} 个文件，{manifest.size} 字节"
    )
    for fault in found:
        if fault.severity == "warning" and fault.about != "proof":
            console.warn(f"提醒：{fault}")
    return [each for each in found if each.severity == "error" or each.about == "proof"]


@contextmanager
def _list_of(root: Path, name: str, target: BundleTarget, given: Path | None) -> Iterator[Path | None]:
    """Whose signatures count: those handed over, those of the target, or the very key that signs here."""
    if given is not None or target.signers is not None:
        yield given or root / Path(str(target.signers)).expanduser()
    elif target.sign_key is None:
        yield None
    else:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "allowed_signers"
            place.write_text(allowed(root / Path(target.sign_key).expanduser(), name), encoding="utf-8")
            yield place


def _told(faults: Sequence[Fault], console: Console) -> int:
    """Say what is wrong; returns the exit status."""
    about = {each.about for each in faults}
    if about == {"proof"}:
        console.say("没有发现不对的文件")
        console.warn(faults[0].message)
        return _UNPROVEN
    for fault in faults[:_SHOWN]:
        console.warn(f"✗ {fault}")
    if len(faults) > _SHOWN:
        console.warn(f"……还有 {len(faults) - _SHOWN} 处")
    if not faults:
        console.say("核对通过：一个字节不差")
        return 0
    console.warn(f"核对没有通过：{len(faults)} 处不对")
    return 1 if "release" in about else _ONLY_SETTINGS if "server" in about else _ONLY_CACHES
