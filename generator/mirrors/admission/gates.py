"""What must hold before a release goes out. Every gate is asked, and all that is wrong is told at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.mirrors.admission import allowed, dead, reviewed
from generator.mirrors.admission.refusal import Refusal
from generator.mirrors.parts import Kept, Plan
from generator.problems import Problem, errors, visible
from generator.publish import manifest as lists
from generator.publish import source
from generator.publish.digests import Digests
from generator.publish.manifest import Manifest, ManifestError
from generator.records.library import Library
from generator.records.recipients import SAMPLE_KEYS
from generator.records.targets import FILE, AnyTarget, Publishing

SAMPLE_SIGN = "示例登记册，人物、活动和数字均为虚构"
"""What the head of every page of a sample says."""
_BUILD = "请重新运行 jinguo build"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A built site that somebody wants to publish, and what it is weighed by."""

    root: Path
    """Of the register."""
    site: Path
    manifest: Manifest
    """Of the site, and true to it (``examined``)."""
    library: Library
    problems: Sequence[Problem]
    """What ``jinguo check --release`` says of the register now."""
    publishing: Publishing
    target: AnyTarget
    today: dt.date
    built: dt.date | None
    """The day on which the site was built, where that is known."""


def examined(site: Path, known: Digests) -> tuple[Manifest | None, list[Refusal]]:
    """The list of a site, held against every file, as read now or before (``known``); None where it is not true."""
    if not site.is_dir():
        return None, [Refusal("还没有网站", "请先运行 jinguo build")]
    try:
        data = (site / lists.NAME).read_bytes()
    except FileNotFoundError:
        return None, [Refusal("网站里没有清单 manifest.json", _BUILD)]
    try:
        true = lists.true_to(data, site, known)
    except ManifestError as error:
        return None, [Refusal(str(error), f"请删掉它，再{_BUILD.removeprefix('请')}")]
    known.keep()
    return (true, []) if true else (None, _untrue(data, site, known))


def _untrue(data: bytes, site: Path, known: Digests) -> list[Refusal]:
    """In what a site and its list differ."""
    try:
        told = lists.read(data)
    except ManifestError as error:
        return [Refusal(str(error), _BUILD)]
    found = lists.measure(site, told.commit, told.url, known)
    added, changed, gone = lists.changes(told.files, found.files)
    parts = [("多了", [file.path for file in added]), ("变了", [file.path for file in changed]), ("少了", gone)]
    said = "；".join(f"{what} {allowed.listed(paths)}" for what, paths in parts if paths)
    return [Refusal(f"网站生成以后被改动过：{said}", f"{_BUILD}；要改内容，请改登记册")]


def local(it: Candidate) -> Iterator[Refusal]:
    """Gates that need nothing but what lies here."""
    for wrong in allowed.faults_of(file.path for file in it.manifest.files):
        yield Refusal(wrong, "请从登记册或模板里改掉")
    yield from _sample(it)
    yield from _register(it)
    yield from _lost(it)
    if it.target.url and it.manifest.url != it.target.url:
        built = f"是为 {visible(it.manifest.url)} 生成的" if it.manifest.url else "生成时没有写网址，缺网站地图"
        hint = f"请运行 jinguo build --url {visible(it.target.url)}，或者改正 {FILE} 里的 url"
        yield Refusal(f"网站{built}，这个目标的网址是 {visible(it.target.url)}", hint, trial=not it.manifest.url)
    yield from reviewed.committed(it.root, it.manifest.commit, it.publishing)


def remote(it: Candidate, kept: Sequence[Kept], plan: Plan, most: int | None, over: str) -> Iterator[Refusal]:
    """Gates that weigh a release against what readers see now.

    Args:
        it: the release.
        kept: what the target keeps.
        plan: what publishing would do to it.
        most: per cent of the site that may be deleted, where somebody has said so for this run.
        over: beginning of the id of the live release, said by somebody who wants it replaced whatever it is.
    """
    live = next((each for each in kept if each.live), None)
    yield from reviewed.since(it.root, it.manifest.commit, live, it.publishing)
    if live is not None and it.manifest.commit and live.id != it.manifest.id:
        yield from reviewed.newer(it.root, it.manifest.commit, live, over)
    limit = it.publishing.deletions if most is None else most
    gone = len(plan.deleted)
    if gone * 100 > limit * plan.there:
        share = -(-gone * 100 // plan.there)
        message = (
            f"要删去线上 {plan.there} 个文件里的 {gone} 个（{share}%），超过 {limit}%：{allowed.listed(plan.deleted)}"
        )
        hint = f"请先看清楚是不是真要删（--dry-run）；确实要删，加 --delete-up-to {min(share, 100)}%"
        yield Refusal(message, hint)


def _sample(it: Candidate) -> Iterator[Refusal]:
    facts = it.library.federation
    if facts is not None and facts.fields.sample:
        hint = "正式的登记册要删掉 teams/federation.yml 里的 sample: true；试发请用写了 trial: true 的目标"
        yield Refusal("这是示例登记册，人物和数字都是虚构的", hint, trial=True)
    places = sorted({each.path for one in it.library.recipients.values() for each in one.listed
                     if each.key in SAMPLE_KEYS})  # fmt: skip
    if places:
        message = f"收件名单里有示例公钥，它的私钥谁都看得到：{allowed.listed(places)}"
        yield Refusal(message, "请换上本单位的公钥，运行 jinguo key rotate 重新密封", trial=True)
    home = it.site / "index.html"
    if home.is_file() and SAMPLE_SIGN in home.read_text(encoding="utf-8", errors="replace"):
        yield Refusal("网页上写着“示例登记册”：网站是从示例登记册生成的", _BUILD, trial=True)


def _register(it: Candidate) -> Iterator[Refusal]:
    wrong = errors(it.problems)
    if wrong:
        some = "；".join(f"{each.path}:{each.line} {each.rule} {each.message}" for each in wrong[:_SHOWN])
        hint = f"请运行 jinguo check --release 看全部，改好以后{_BUILD.removeprefix('请')}"
        yield Refusal(visible(f"登记册有 {len(wrong)} 个错误：{some}"), hint)


def _lost(it: Candidate) -> Iterator[Refusal]:
    """A site may have been built before a consent was withdrawn, or expired."""
    if not it.manifest.commit and it.built is None:  # nothing tells whose consents it rests on
        yield Refusal("网站不是今天从现在的登记册生成的，看不出里面每个人的同意是不是还有效", _BUILD)
    gone = dead.lost(it.root, it.manifest.commit, it.library, it.today, it.built)
    if gone:
        message = f"网站生成以后，有 {len(gone)} 份同意书撤回、到期或者改小了范围：{allowed.listed(sorted(gone))}"
        yield Refusal(message, _BUILD)
    if it.manifest.commit and not source.known(it.root, it.manifest.commit):
        hint = f"请在生成它的仓库里发布，或者{_BUILD.removeprefix('请')}"
        yield Refusal("网站是从这个仓库里没有的提交生成的，看不出审过没有", hint, trial=True)
