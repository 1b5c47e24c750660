"""``jinguo admin``: the web form on this computer, or as files for a server of its own."""

from __future__ import annotations

import contextlib
import re
import webbrowser
from pathlib import Path

import click

from generator.admin import decap as packages
from generator.admin.config import Host
from generator.admin.hosted import OccupiedError, write
from generator.admin.saving import Desk
from generator.admin.server import Served, Server
from generator.cli.register import find_root, root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Terminal
from generator.programs import git
from generator.records.library import Library, load

_REPO = re.compile(r"[\w.-]+(/[\w.-]+)+", re.ASCII)
_ADDRESS = re.compile(r"https://[\w.-]+(:\d+)?(/[\w./-]*)?", re.ASCII)
_NO_GIT = "登记册不在 git 仓库里，或者还没有提交过。网页表单把草稿存成 git 分支，请先 git init 并提交一次"


@click.command("admin", cls=Command, options_metavar="[选项]", short_help="打开网页表单：写报道、放照片，存到分支。")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="端口", help="端口（默认自动找一个空的）。")
@click.option("--no-browser", is_flag=True, help="不自动打开浏览器，只显示网址。")
@click.option(
    "--decap",
    metavar="文件夹",
    type=click.Path(exists=True, file_okay=False, path_type=Path, resolve_path=True),
    help="decap-cms 软件包的文件夹（不写就用 npm 取一次）。",
)
@click.option(
    "--build",
    "target",
    metavar="文件夹",
    type=click.Path(file_okay=False, path_type=Path, resolve_path=True),
    help="不启动，把表单写成文件，放到另外的网站上。",
)
@click.option("--backend", type=click.Choice(["github", "gitlab", "gitea"]), help="和 --build 一起：登记册在哪种平台。")
@click.option("--repo", metavar="所有者/名称", help="和 --build 一起：平台上的仓库。")
@click.option("--branch", default="main", metavar="分支", help="和 --build 一起：主分支（默认 main）。")
@click.option("--base-url", default="", metavar="网址", help="和 --build 一起：登录服务或平台的网址。")
@click.option("--app-id", default="", metavar="编号", help="和 --build 一起：GitLab、Gitea 上登记的应用编号。")
@root_option
def admin(  # noqa: PLR0913, PLR0917 - options of the command line
    port: int, decap: Path | None, target: Path | None, backend: str | None, repo: str | None, branch: str,
    base_url: str, app_id: str, root: Path | None, *, no_browser: bool,
) -> None:  # fmt: skip
    """在这台电脑上打开网页表单：写报道、放照片、看预览；保存到 git 分支，您手里的文件一个也不动。

    照片先摆正、洗净、缩小，再进分支；写了电话、身份证号的不保存，并说明在哪里。按 Ctrl+C 结束。

    例子：jinguo admin
    """
    console = Terminal()
    found_root = (root or find_root(Path.cwd())).resolve()
    library = _readable(found_root)
    try:
        files = packages.given(decap) if decap else packages.installed(found_root / ".cache", console)
    except packages.DecapMissingError as error:
        raise click.ClickException(error.message) from None
    if target is None:
        _serve(found_root, files, port, console, browser=not no_browser)
        return
    host = _host(backend, repo, branch, base_url, app_id)
    try:
        count = write(library, host, files, target, today())
    except OccupiedError as error:
        raise click.ClickException(error.message) from None
    console.say(f"表单已写好，共 {count} 个文件：{target / 'index.html'}")
    console.say("把整个文件夹放到另外的网站（不是公开的展示网站）上。")


def _host(backend: str | None, repo: str | None, branch: str, base_url: str, app_id: str) -> Host:
    if not backend or not repo or not _REPO.fullmatch(repo) or ".." in repo:
        raise click.UsageError("--build 还要写 --backend 和 --repo，例如 --backend github --repo fulian/jinguo")
    if backend in {"github", "gitea"} and not base_url:
        # Without it Decap would send people to a service of somebody else, who could then write in their names.
        what = "自己架的登录服务" if backend == "github" else "平台"
        raise click.UsageError(
            f"--backend {backend} 还要写 --base-url，{what}的网址；不写，投稿人会被送到别人的网站登录"
        )
    if base_url and not _ADDRESS.fullmatch(base_url):
        raise click.UsageError("--base-url 要以 https:// 开头，只写网址，如 https://login.example.org")
    return Host(backend, repo, branch, base_url, app_id)  # type: ignore[arg-type]  # click has checked the choice


def _readable(root: Path) -> Library:
    library, _ = load(root, sealed=False)
    if library.federation is None:
        raise click.ClickException("teams/federation.yml 读不出来，请先运行 jinguo check")
    return library


def _serve(root: Path, files: Path, port: int, console: Terminal, *, browser: bool) -> None:
    inside = git(root, "rev-parse", "--verify", "--quiet", "HEAD")
    if inside is None or inside.status != 0:
        raise click.ClickException(_NO_GIT)
    served = Served(Desk(root), files, today, failed=lambda kind: console.warn(f"表单：程序出了意外（{kind}）"))
    remembered = root / ".cache/admin/port"
    try:
        server = Server(served, port) if port else _where_it_was(served, remembered)
    except OSError:
        raise click.ClickException(f"端口 {port} 被占用了，请换一个，或者不写 --port") from None
    console.say(f"网页表单：{server.address}")
    # The browser is told the address on its command line, which other people at this computer can list.
    console.say("网址只能打开一次（这样别人看到了也进不来），只在这台电脑上有用。按 Ctrl+C 结束。")
    if browser:
        webbrowser.open(server.address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        console.say("已结束。")
    finally:
        server.server_close()


def _where_it_was(served: Served, remembered: Path) -> Server:
    """On the port of the last time, so that a page that is still open can save what somebody has typed into it."""
    try:
        server = Server(served, int(remembered.read_text(encoding="ascii")))
    except (OSError, ValueError, OverflowError):
        server = Server(served)
    with contextlib.suppress(OSError):
        remembered.parent.mkdir(parents=True, exist_ok=True)
        remembered.write_text(str(server.server_address[1]), encoding="ascii")
    return server
