"""``jinguo patrol``: what only shows after publishing, and grows wrong by itself."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from generator.checks.adjustable import LIMITS
from generator.checks.registry import Facts
from generator.cli.patrol_told import SHAPES
from generator.cli.register import FEDERATION, find_root, root_option
from generator.cli.targets import publishing_of
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Console, Terminal
from generator.mirrors.admission.consented import faults_of_consents
from generator.mirrors.inspection.external_links import faults_elsewhere
from generator.mirrors.inspection.fault import Fault, errors
from generator.mirrors.inspection.patrol import faults_of_age, outward, walk
from generator.mirrors.inspection.verify import live
from generator.mirrors.parts import MirrorError
from generator.programs import git
from generator.publish import source
from generator.publish.manifest import Manifest
from generator.records.library import load_only

_SAMPLE = 100


@click.command(
    "patrol", cls=Command, options_metavar="[选项]", short_help="巡查已经发布的网站：链接、同意、证书、更新。"
)
@click.argument("target", metavar="目标")
@click.option("--format", "shape", type=click.Choice(list(SHAPES)), default="text", metavar="|".join(SHAPES),
              help="输出格式；markdown 是贴到议题里的摘要。")  # fmt: skip
@click.option("--sample", type=click.IntRange(min=0), default=_SAMPLE, metavar="个数",
              help=f"网页全部核对，别的文件抽查这么多个（默认 {_SAMPLE}）。")  # fmt: skip
@click.option("--id", "wanted", default="", metavar="版本", help="最近一次发布的版本；读者看到的不是它就算错误。")
@click.option("--no-external", "external", is_flag=True, flag_value=False, default=True, help="不问外面的网站。")
@root_option
def patrol(target: str, shape: str, sample: int, wanted: str, root: Path | None, *, external: bool) -> None:
    """每天夜里看一遍已经发布的网站，列出所有问题。

    查：网页和链接都打得开，没有空白页，文件没有被改动；发布以后撤回、到期的同意，30 天以内要到期的同意；
    首页 14 天以内有新内容（G6）；证书还有几天到期；最近审过的改动是不是发布了；外面的链接。
    只写同意编号，不写姓名。有错误时退出码是 1，只有提醒时是 0。

    例子：jinguo patrol mirror --format markdown
    """
    place = root or find_root(Path.cwd())
    publishing = publishing_of(place)
    meant = publishing.targets.get(target)
    url = meant.url if meant is not None else ""
    if not url:
        names = "、".join(name for name, each in publishing.targets.items() if each.url)
        raise click.UsageError(f"“{target[:60]}” 不是有网址（url）的目标。可以用：{names or '还没有'}")
    console = Terminal(quiet=shape != "text")
    seen = _Walked(place, url, publishing.branch, wanted, console)
    found = seen.found(sample, external=external)
    click.echo(SHAPES[shape](target, seen.release, found))
    sys.exit(1 if errors(found) else 0)


@dataclass
class _Walked:
    """One night's look."""

    root: Path
    url: str
    branch: str
    wanted: str
    console: Console
    release: Manifest | None = None

    def found(self, sample: int, *, external: bool) -> list[Fault]:
        """Everything, errors first."""
        try:
            manifest = self.release = live(self.url)
        except MirrorError as error:
            return [Fault(self.url, str(error), "")]
        faults = list(self._whose(manifest))
        walked, pages = walk(self.url, manifest, self.console, sample)
        faults += walked
        faults += faults_of_age(pages, today(), self._days())
        faults += faults_of_consents(self.root, manifest.commit, today())
        if external:
            faults += faults_elsewhere(outward(pages), self.url)
        return sorted(set(faults), key=lambda each: (each.severity, each.where, each.message))

    def _days(self) -> int:
        """The limit of G6 as this federation has it."""
        library, _ = load_only(self.root, [FEDERATION.as_posix()])
        return Facts(library, today(), {}).limit("G6", LIMITS["G6"])

    def _whose(self, manifest: Manifest) -> Iterator[Fault]:
        """Whether it is the release that was published last, from what has been reviewed."""
        if self.wanted and not manifest.id.startswith(self.wanted):
            told = f"读者看到的是 {manifest.id[:12]} 这一版，最近发布的是 {self.wanted[:12]}"
            yield Fault("版本", told, "如果不是有人退回了旧版，网站可能被人动过，请马上查")
        if not manifest.commit:
            yield Fault("版本", "线上这一版不是从提交过的版本生成的", "请提交以后重新生成、发布", "warning")
            return
        asked: Callable[..., Sequence[str] | None] = self._git
        if asked("cat-file", "-e", f"{manifest.commit}^{{commit}}") is None:
            return  # told where consents are compared
        if asked("merge-base", "--is-ancestor", manifest.commit, self.branch) is None:
            yield Fault(
                "版本", f"线上这一版的提交 {manifest.commit[:12]} 不在 {self.branch} 里", "请从审过的版本重新发布"
            )
            return
        later = asked("log", "--format=%H", f"{manifest.commit}..{self.branch}", "--", *source.INPUTS)
        if later:
            told = f"有 {len(later)} 个审过的提交还没有发布"
            yield Fault("版本", told, "请看看最近一次发布是不是没有成，再发布一次", "warning")

    def _git(self, *words: str) -> Sequence[str] | None:
        done = git(self.root, *words)
        return done.output.splitlines() if done is not None and done.status == 0 else None
