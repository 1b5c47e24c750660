"""The first page of an archive for delivery by hand: what it is, where to begin, how to check it, how to put it up."""

from __future__ import annotations

import html
import re
from pathlib import Path

from generator.mirrors.bundle.signature import NAMESPACE, SUFFIX
from generator.mirrors.parts import Release
from generator.records.library import load_only

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_MOST = 24
_HEAD = 4000
_STYLE = """
:root { color-scheme: light dark; --plum: #a3195b; --paper: #fbf7f3; --ink: #26161f; --line: #e4d8d0; --code: #f3ebe5 }
@media (prefers-color-scheme: dark) {
  :root { --plum: #f19ac0; --paper: #1d1318; --ink: #f3e9e4; --line: #46343d; --code: #2b1e25 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.8; font-size: 1.125rem;
  font-family: "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
h1, h2 { font-family: "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", serif;
  line-height: 1.35; text-wrap: balance }
h1 { font-size: 1.9rem; margin: 0 0 .5rem } h2 { font-size: 1.35rem; margin: 2.5rem 0 .5rem }
a { color: var(--plum) } a:focus-visible { outline: 3px solid; outline-offset: 2px }
.open { display: inline-block; margin: .5rem 0; padding: .6rem 1.4rem; border-radius: .5rem; background: #a3195b;
  color: #fff; font-weight: 600; text-decoration: none }
dl { display: grid; grid-template-columns: 6em 1fr; gap: .25rem 1rem; padding: 1rem 0;
  border-block: 1px solid var(--line) }
dt { font-weight: 600 } dd { margin: 0; overflow-wrap: anywhere }
.pages { columns: 12rem; padding-left: 1.25rem } ol { padding-left: 1.5rem } li { padding: .2rem 0 }
pre { background: var(--code); padding: .8rem 1rem; border-radius: .5rem; white-space: pre-wrap; margin: .5rem 0;
  font-size: .95rem }
code { font-family: ui-monospace, Consolas, monospace; overflow-wrap: anywhere }
"""


def page(release: Release, archive: str, root: Path, *, signed: bool, signer: str = "") -> str:
    """The whole page; it loads nothing and links into ``site/`` only.

    Args:
        release: what lies in the archive.
        archive: the file's own name.
        root: of the register: who to ask stands in its ``teams/federation.yml``.
        signed: whether a signature lies beside the archive.
        signer: the name under which lists of signers have the key, if that is known.
    """
    library, _ = load_only(root, ["teams/federation.yml"])
    facts = library.federation.fields if library.federation else None
    name = facts.site.title if facts else "巾帼志愿服务网站"
    parts = (
        f"<h1>{_safe(name)}：网站压缩包</h1>",
        "<p>这是整个展示网站，都是普通的网页文件，不用数据库，不用程序，断网也能看。</p>",
        "<p><strong>里面是示例，人物、活动和数字都是虚构的。</strong></p>" if facts and facts.sample else "",
        '<p><a class="open" href="site/index.html">打开网站首页</a></p>',
        _facts(release, facts.footer.host if facts else ""),
        _pages(release),
        _checking(archive, signer, signed=signed),
        _putting(),
        _asking([(each.label, each.value) for each in facts.contacts] if facts else []),
    )
    head = (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{_safe(name)}：网站压缩包</title>\n<style>{_STYLE}</style>\n</head>\n"
    )
    body = "\n".join(filter(None, parts))
    return f"{head}<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"


def _safe(text: str) -> str:
    return html.escape(text, quote=True)


def _facts(release: Release, host: str) -> str:
    manifest = release.manifest
    size = f"{manifest.size / 1_000_000:.1f} MB（{manifest.size} 字节）"
    rows = [
        ("主办单位", _safe(host)),
        ("版本", f"<code>{manifest.id}</code>"),
        ("提交", f"<code>{_safe(manifest.commit)}</code>" if manifest.commit else "没有记下（试用）"),
        ("网址", _safe(manifest.url)),
        ("文件", f"{len(manifest.everything())} 个，共 {size}"),
    ]
    return "<dl>\n" + "\n".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in rows if value) + "\n</dl>"


def _pages(release: Release) -> str:
    """Sections, by the titles of their pages."""
    paths = [each.path for each in release.manifest.files]
    top = [path for path in paths if path.endswith(".html") and (path.count("/") == 0 or _section(path))]
    listed = [path for path in top if path not in {"index.html", "404.html"}][:_MOST]
    links = [f'<li><a href="site/{_safe(path)}">{_safe(_title(release.folder / path))}</a></li>' for path in listed]
    return '<h2>栏目</h2>\n<ul class="pages">\n' + "\n".join(links) + "\n</ul>" if links else ""


def _section(path: str) -> bool:
    return path.count("/") == 1 and path.endswith("/index.html")


def _title(file: Path) -> str:
    with file.open(encoding="utf-8", errors="replace") as opened:
        found = _TITLE.search(opened.read(_HEAD))
    title = html.unescape(found[1]).strip() if found else file.stem
    return re.split(r"\s*[-–—|｜]\s", title)[0].strip() or file.stem


def _checking(archive: str, signer: str, *, signed: bool) -> str:
    text = [
        "<h2>先核对</h2>",
        "<p>解开以后，在这个文件夹里运行下面一行（Windows 上用 Git Bash）。什么也不显示，就一个字节也没有变：</p>",
        "<pre><code>sha256sum -c --quiet SHA256SUMS</code></pre>",
    ]
    if signed:
        words = f"-I {_safe(signer or '名单里的名称')} -n {NAMESPACE} -s {_safe(archive)}{SUFFIX} &lt; {_safe(archive)}"
        text += [
            "<p>要核对是谁做的，用压缩包旁边的签名和本单位交给您的签名人名单（<code>allowed_signers</code>）：</p>",
            f"<pre><code>ssh-keygen -Y verify -f allowed_signers {words}</code></pre>",
            "" if signer else "<p>“名单里的名称”，是名单里那一行开头的一段。</p>",
            "<p>名单要从别的路拿到，不能用和压缩包放在一起的。</p>",
        ]
    else:
        text.append("<p><strong>这个压缩包没有签名</strong>，只能试用，不能放到正式的网站上。</p>")
    return "\n".join(text)


_STEPS = (
    "在服务器上网站文件夹的旁边建一个新文件夹，把压缩包解到里面，核对。",
    "里面的 <code>site</code> 就是网站。给它改成新的名字，如 <code>jinguo-新</code>，和原来的并排放着。",
    "把原来的文件夹改名留着，如 <code>jinguo-旧</code>，再把新的改成原来的名字。",
    "两次改名要连着做，读者看不到做了一半的网站。",
    "用手机打开首页和一两篇报道看一遍。不对就把名字改回去。",
    "没有问题，过几天删掉旧的。撤下过内容的，旧的当天就删。",
)
_NOT_OVER = (
    "不要直接盖在原来的文件夹上：中途读者会看到一半新一半旧，撤下的网页也会留在上面。"
    "只放 <code>site</code> 里的东西；这一页、<code>SHA256SUMS</code> 和签名不用放上去。"
)


def _putting() -> str:
    steps = "\n".join(f"<li>{each}</li>" for each in _STEPS)
    return f"<h2>放到服务器上</h2>\n<ol>\n{steps}\n</ol>\n<p>{_NOT_OVER}</p>"


def _asking(contacts: list[tuple[str, str]]) -> str:
    rows = "\n".join(f"<dt>{_safe(label)}</dt><dd>{_safe(value)}</dd>" for label, value in contacts)
    told = f"<dl>\n{rows}\n</dl>" if rows else "<p>请联系交给您压缩包的人。</p>"
    return f"<h2>有问题找谁</h2>\n{told}"
