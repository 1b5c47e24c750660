"""The lines that bring a withdrawal from the register to readers: signed, built anew, published everywhere."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from generator.records.publishing import load_publishing
from generator.records.targets import AnyTarget, BundleTarget, Publishing


def taking_down(root: Path, consent: str) -> tuple[str, ...]:
    """What to type, in order; where nothing is said of targets, how to replace the site by hand."""
    publishing, _ = load_publishing(root)
    settings = publishing or Publishing()
    real = {name: target for name, target in settings.targets.items() if not target.trial}
    return (*_signed(settings.branch, consent), *(_published(real) if real else _BY_HAND))


def _signed(reviewed: str, consent: str) -> Iterator[str]:
    """A release holds only what is in the reviewed branch."""
    remote, _, branch = reviewed.rpartition("/")
    own = shlex.quote(f"chehui-{consent}")
    yield "  现在就做，一行一行照着运行。先把撤回交上去："
    yield f"    git switch -c {own}"
    yield "    git commit -m 登记撤回同意 teams/consents.yml"
    yield f"    git push -u {remote or 'origin'} {own}"
    yield "  到平台上开合并请求，打电话请签发的同志当场批准、合并，不等别的稿子。合并以后："
    yield f"    git switch {shlex.quote(branch)}"
    yield "    git pull"


def _published(targets: dict[str, AnyTarget]) -> Iterator[str]:
    """Each target gets a site that was built for its own address."""
    built: str | None = None
    for name, target in sorted(targets.items(), key=lambda each: (isinstance(each[1], BundleTarget), each[1].url)):
        if target.url != built:
            yield f"    jinguo build{f' --url {shlex.quote(target.url)}' if target.url else ''}"
            built = target.url
        yield f"    jinguo publish {name}"
        if target.url or isinstance(target, BundleTarget):
            yield f"    jinguo verify {name}"
    handed = [name for name, target in targets.items() if isinstance(target, BundleTarget)]
    if handed:
        yield f"  新的压缩包（{'、'.join(handed)}）交给对方，请对方当天换上，把服务器上和手里旧的都删掉"


_BY_HAND = ("    jinguo build", "  再把 site/ 整个换上去；服务器上旧的文件要删掉，不能只覆盖")
