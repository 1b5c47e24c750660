"""Ways in which contributed Markdown has been made to run or load something, one a line."""

from __future__ import annotations

from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import unquote

from markdown import Markdown
from mkdocs.config import load_config

from generator.pages.clean import clean
from tests.tiny import ROOT

PAYLOADS = (
    "<script>mark()</script>",
    "<ScRiPt src=//evil.test/x.js></sCrIpT>",
    "<script\n>mark()</script\n>",
    "<scr<script>ipt>mark()</scr</script>ipt>",
    "<img src=x onerror=mark()>",
    "<img/src=x/onerror=mark()>",
    "<img src='//evil.test/a.png'>",
    "<image href='//evil.test/a.png'>",
    "![](//evil.test/a.png)",
    "![x](javascript:mark())",
    "![x](x){: onerror=mark() }",
    "<svg onload=mark()>",
    "<svg><script>mark()</script></svg>",
    "<svg><use href='//evil.test/a.svg#x'/></svg>",
    "<svg><style><img src=x onerror=mark()></style></svg>",
    "<svg><animate onbegin=mark() attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src=x onerror=mark()>",
    "<math href='javascript:mark()'>x</math>",
    "<iframe src='//evil.test/'></iframe>",
    "<iframe srcdoc='<script>parent.mark()</script>'></iframe>",
    "<object data='//evil.test/x.swf'></object>",
    "<embed src='//evil.test/x.swf'>",
    "<video src='//evil.test/v.mp4' onerror=mark() autoplay></video>",
    "<audio><source src=x onerror=mark()></audio>",
    "<style>@import '//evil.test/x.css'; body{background:url(//evil.test/y)}</style>",
    "<p style='background:url(//evil.test/y)'>x</p>",
    "<link rel=stylesheet href='//evil.test/x.css'>",
    "<meta http-equiv=refresh content='0;url=//evil.test/'>",
    "<base href='//evil.test/'>",
    "<form action='//evil.test/'><input name=q autofocus onfocus=mark()><button>go</button></form>",
    "<button formaction='javascript:mark()'>x</button>",
    "<isindex action='javascript:mark()' type=image>",
    "<keygen autofocus onfocus=mark()>",
    "<details open ontoggle=mark()><summary>x</summary></details>",
    "<marquee onstart=mark()>x</marquee>",
    "<body onload=mark()>",
    "<table background='//evil.test/y'><tr><td background='//evil.test/z'>x</td></tr></table>",
    "<a href='javascript:mark()'>x</a>",
    "<a href='JaVaScRiPt:mark()'>x</a>",
    "<a href=' \tjava\nscript:mark()'>x</a>",
    "<a href='java&#x09;script:mark()'>x</a>",
    "<a href='&#106;avascript&colon;mark()'>x</a>",
    "<a href='data:text/html,<script>mark()</script>'>x</a>",
    "<a href='vbscript:mark()'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='blob:x'>x</a>",
    "<a href='tel:x' ping='//evil.test/p' target=_blank>x</a>",
    "<a onclick=mark() href=#>x</a>",
    "<a xlink:href='javascript:mark()'>x</a>",
    "[x](javascript:mark())",
    "[x](JAVASCRIPT:mark())",
    "[x](<javascript:mark()>)",
    "[x](java&#115;cript:mark())",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](https://evil.test 'a\" onmouseover=\"mark()')",
    '[x][r]\n\n[r]: javascript:mark() "t"',
    "<javascript:mark()>",
    "[x](a.md){: onclick=mark() style='background:url(//evil.test/y)' }",
    '段落\n{: onmouseover="mark()" id="x" src=//evil.test/a }',
    "# 标题 {: onclick=mark() }",
    "# 标题 <img src=x onerror=mark()>",
    "| a | b |\n|---|---|\n| <img src=x onerror=mark()> | [x](javascript:mark()) |",
    "词条\n:   <script>mark()</script>",
    '*[HTML]: "><img src=x onerror=mark()>\n\nHTML',
    "`<script>mark()</script>`",
    "    <script>mark()</script>",
    "```html\n<script>mark()</script>\n```",
    "``` {: onclick=mark() }\nx\n```",
    "<!-- --><img src=x onerror=mark()><!-- -->",
    "<!--><script>mark()</script>-->",
    "<![CDATA[<script>mark()</script>]]>",
    "<?xml-stylesheet href='javascript:mark()'?>",
    "<div markdown=1><script>mark()</script></div>",
    "<template><script>mark()</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=mark()>'></noscript>",
    "<textarea><img src=x onerror=mark()></textarea>",
    "<title><img src=x onerror=mark()></title>",
    "<xmp><img src=x onerror=mark()></xmp>",
    "<plaintext><img src=x onerror=mark()>",
    "<p title='\"><img src=x onerror=mark()>'>x</p>",
    "<p id='\"onmouseover=mark() x=\"'>x</p>",
    "<x-y onclick=mark()>x</x-y>",
    "<a href='//evil.test/'>ok as a link<img src=x onerror=mark()>",
    "\x00<scr\x00ipt>mark()</scr\x00ipt>",
    "＜script＞mark()＜/script＞",
    "&lt;script&gt;mark()&lt;/script&gt;",
    "{{ mark() }}{% include 'x' %}",
)
RUNS_OR_LOADS = frozenset({
    "script", "style", "link", "meta", "base", "iframe", "frame", "frameset", "object", "embed", "applet", "img",
    "image", "picture", "source", "video", "audio", "track", "svg", "math", "form", "input", "button", "select",
    "textarea", "keygen", "isindex", "marquee", "template", "noscript", "portal", "body", "html", "head", "title",
    "plaintext", "xmp", "noembed", "noframes", "param", "dialog", "slot", "canvas",
})  # fmt: skip
ATTRIBUTES = frozenset({"id", "lang", "title", "href", "rel", "start", "colspan", "rowspan", "scope", "class"})


@lru_cache
def renderer() -> Markdown:
    """Markdown as mkdocs.yml sets it up."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def shown(text: str) -> str:
    """A text as the site shows it."""
    return clean(renderer().reset().convert(text))


class Oracle(HTMLParser):
    """Reads HTML as a browser would and notes what could run, load or be clicked into running."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge one tag."""
        if tag in RUNS_OR_LOADS or "-" in tag or ":" in tag:
            self.faults.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.faults.append(f"{tag} {name}")
            # Browsers drop control characters and blanks before they look at the scheme.
            bare = "".join(char for char in unquote(value or "") if char > " " and char.isprintable()).lower()
            scheme, colon, _ = bare.partition(":")
            if name == "href" and colon and "/" not in scheme and scheme not in {"http", "https", "mailto"}:
                self.faults.append(f"{tag} {name}={scheme}:")

    def handle_decl(self, decl: str) -> None:
        """A declaration has no business in a text."""
        self.faults.append(decl)

    def handle_pi(self, data: str) -> None:
        """Nor has a processing instruction."""
        self.faults.append(data)

    def handle_comment(self, data: str) -> None:
        """Nor a comment, which some browsers have read as code."""
        self.faults.append(data)
