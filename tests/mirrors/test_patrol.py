"""At night: every page opens, says something and leads somewhere, consents hold, news is new; names are never told."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli.main import jinguo
from generator.cli.patrol_told import as_markdown, as_text, as_workflow
from generator.clock import today
from generator.console import Recorded
from generator.mirrors.admission.consented import faults_of_consents
from generator.mirrors.inspection.external_links import faults_elsewhere, public
from generator.mirrors.inspection.fault import Fault
from generator.mirrors.inspection.page_reading import page_read
from generator.mirrors.inspection.patrol import faults_of_age, outward, walk
from generator.publish.manifest import Manifest, measure, write
from tests import tiny
from tests.mirrors.servers.odd import Site, odd_server
from tests.tiny import ROOT

_TODAY = dt.date(2026, 11, 21)
_HOME = (
    '<main><p class="meta"><time datetime="2026-11-02">2</time></p><a href="a.html">one story of ours</a>'
    '<p class="meta"><time datetime="2026-10-01">1</time></p>'
    '<ol class="dates"><time datetime="2026-11-20">soon</time></ol><img src="pic.webp"></main>'
)
_PAGE = '<main>words that say something<a href="index.html#x">home</a><a href="https://{}/y#z">there</a></main>'


def laid(folder: Path, files: dict[str, str]) -> Manifest:
    """A site on the disk, with its list."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    manifest = measure(folder)
    write(folder, manifest)
    return manifest


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Site, Manifest]]:
    """Two pages that link to each other and elsewhere."""
    files = {
        "index.html": _HOME,
        "a.html": _PAGE.format("b.example.org"),
        "pic.webp": "RIFF",
        "404.html": "<main>nothing here, go home</main>",
    }
    manifest = laid(tmp_path / "site", files | {"sub/index.html": "<main>a page below the top</main>"})
    with odd_server(tmp_path / "site") as server:
        yield server, manifest


def walked(site: tuple[Site, Manifest], sample: int = 5) -> list[tuple[str, str, str]]:
    """What is wrong, but for what is true of every test server."""
    found, _ = walk(site[0].url, site[1], Recorded(), sample)
    usual = ("网址不是 https", "网页没有压缩")
    return [(each.severity, each.where, each.message) for each in found if not each.message.startswith(usual)]


def test_a_good_site_has_nothing_to_tell(site: tuple[Site, Manifest]) -> None:
    """Every page was read, every other file at least asked for."""
    assert walked(site, 0) == []
    assert {"GET /a.html", "HEAD /pic.webp", "GET /sub/index.html"} <= set(site[0].asked)
    assert outward(walk(site[0].url, site[1], Recorded(), 0)[1]) == {"https://b.example.org/y#z": "a.html"}


def test_what_went_wrong_since_is_told(tmp_path: Path, site: tuple[Site, Manifest]) -> None:
    """A page that somebody has changed, a picture that is gone, a link to nowhere, a page that is empty."""
    server, manifest = site
    (server.folder / "a.html").write_text("<main>somebody else's words</main>")
    (server.folder / "pic.webp").unlink()
    told = {(where, message) for _, where, message in walked((server, manifest))}
    assert told == {
        ("a.html", "内容和这一版不一样，只来了 34 字节，应当是 113"),
        ("pic.webp", "回答 404，应当有这个文件"),
    }
    files = {"index.html": '<main>words of ours <a href="gone/">x</a></main>', "bare.html": "<main> </main>",
             "404.html": "<main>nothing here, go home</main>"}  # fmt: skip
    other = laid(tmp_path / "other", files)
    with odd_server(tmp_path / "other") as server:
        told = {(where, message) for _, where, message in walked((server, other))}
    assert told == {("index.html", "链接打不开：gone/index.html"), ("bare.html", "这一页是空的")}


def test_the_newest_story_of_the_home_page_counts() -> None:
    """Not a day that is coming, and not what was coming when the page was made (G6)."""
    home = {"index.html": page_read("index.html", _HOME.encode())}
    assert list(faults_of_age(home, dt.date(2026, 11, 16), 14)) == []
    (told,) = faults_of_age(home, _TODAY, 14)
    assert (told.severity, "2026-11-02，已经 19 天" in told.message) == ("warning", True)
    (told,) = faults_of_age({"index.html": page_read("index.html", b"<main>x</main>")}, _TODAY, 14)
    assert "没有一条带日期" in told.message


def test_links_elsewhere_only_ever_warn(tmp_path: Path) -> None:
    """Gone, failing, silent: a warning each; who knows no HEAD is asked as readers ask; who redirects is well."""
    (tmp_path / "404.html").write_text("x")
    with odd_server(tmp_path) as server:
        server.odd = {
            "well": lambda asked: asked.say(200, b"x"), "moved": lambda asked: asked.say(301, Location="/well"),
            "broken": lambda asked: asked.say(500), "guarded": lambda asked: asked.say(403),
            "no-head": lambda asked: asked.say(405 if asked.command == "HEAD" else 200),
        }  # fmt: skip
        links = {f"{server.url}{name}": "a.html" for name in ("well", "moved", "broken", "guarded", "no-head", "gone")}
        links |= {"http://127.0.0.1:9/": "b.html", "http://127.0.0.1:9/x": "b.html"}
        found = list(faults_elsewhere(links, "https://own.example.org/", allow=lambda _: True, patience=3))
    assert {each.severity for each in found} == {"warning"}
    kinds = sorted((each.where, each.message.partition("：http")[0]) for each in found)
    assert kinds == [
        ("a.html", "外面的网站这次出了错（500）"), ("a.html", "外面的链接已经失效（404）"),
        ("b.html", "外面的网站这次没有打开（连不上：服务器拒绝，或者没有开机）"),
    ]  # fmt: skip


def test_links_never_knock_inside() -> None:
    """A link to a machine of the house, or of whoever runs the check, is not followed but told."""
    assert not public("127.0.0.1")
    assert not public("169.254.169.254")
    (told,) = faults_elsewhere({"http://10.0.0.1/admin": "a.html"}, "https://own.example.org/")
    assert "内部的网址" in told.message
    assert list(faults_elsewhere({"https://own.example.org/a": "a.html"}, "https://own.example.org/")) == []


CONSENT = "{{scope: [name], channels: [web], given: 2024-01-02{}}}"


def committed(root: Path, consents: str) -> str:
    """The register with these consents, committed; gives the commit."""
    (root / "teams/consents.yml").write_text(consents, encoding="utf-8")
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(
        root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "x", "--date=2026-10-01T00:00:00Z"
    )
    return git(root, "rev-parse", "HEAD")


def git(root: Path, *words: str) -> str:
    """Run git."""
    environment = {"GIT_COMMITTER_DATE": "2026-10-01T00:00:00Z", "PATH": "/usr/bin:/bin", "HOME": str(root)}
    done = subprocess.run(["git", *words], cwd=root, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_consents_that_have_ended_since(tmp_path: Path) -> None:
    """Withdrawn, expired, gone, narrowed: errors with their ids; what ends within thirty days is a warning."""
    root = tiny.write(tmp_path / "r", photos=False)
    ids = [f"c-2024-000{number}" for number in range(1, 7)]
    commit = committed(
        root, "".join(f"{each}: {CONSENT.format(', expires: 2026-11-20' if each == ids[1] else '')}\n" for each in ids)
    )
    more = (", withdrawn: 2026-11-01", ", expires: 2026-11-20", "", ", expires: 2026-12-01", ", expires: 2027-12-01")
    now = "".join(f"{each}: {CONSENT.format(word)}\n" for each, word in zip(ids, more, strict=False))
    (root / "teams/consents.yml").write_text(now, encoding="utf-8")
    told = {each.where: (each.severity, each.message) for each in faults_of_consents(root, commit, _TODAY)}
    assert told == {
        ids[0]: ("error", "这份同意已经撤回，线上这一版是照它生成的"),
        ids[1]: ("error", "这份同意已经到期，线上这一版是照它生成的"),
        ids[5]: ("error", "这份同意读不出来，或者已经不在登记册里，线上这一版是照它生成的"),
        ids[3]: ("warning", "这份同意 2026-12-01 到期，还有 10 天"),
    }
    (first, *_) = faults_of_consents(root, "f" * 40, _TODAY)
    assert (first.severity, "没有核对同意" in first.message) == ("error", True)
    (first, *_) = faults_of_consents(root, "", _TODAY)
    assert first.severity == "warning"


NASTY = [
    Fault("a.html", "链接打不开：http://evil.example.org/@everyone/#1", "请改这一页的记录，重新生成、发布"),
    Fault("x`y<script>.html", "被转到了 www.evil.example.org", "如果不是本单位设的，请马上查"),
    Fault("c-2024-0001", "这份同意 2026-12-01 到期，还有 10 天", "请联系本人续签", "warning"),
    Fault("https://own.example.org/", "外面的链接已经失效（404）：https://b.example.org/?a=1&b=[2]", "请换", "warning"),
    Fault("b\u202e.html", "证书不是给 gh-1 的 ![x](y) **b** $1", "", "error", "server"),
]


def test_what_is_told_is_one_line_each() -> None:
    """Text, commands of a workflow, a summary: nothing in it can become a command, a link, or a mention."""
    release = Manifest(())
    assert as_text("mirror", release, []).endswith("没有发现问题")
    assert len(as_text("mirror", release, NASTY).splitlines()) == len(NASTY) + 2
    lines = as_workflow("mirror", release, NASTY).splitlines()
    assert sum(line.startswith(("::error ", "::warning ")) for line in lines) == len(NASTY)
    text = as_markdown("mirror", release, NASTY)
    bare = "".join(text.split("`")[::2])
    assert "://" not in bare
    assert not set(bare.replace("## ", "").replace("### ", "")) & set("<>@![]|*_\\~&$^")


STAGE = """
const script = require("fs").readFileSync(process.argv[2], "utf8")
const done = []
const note = verb => async what => done.push([verb, what])
const issues = {listForRepo: {}, create: note("create"), update: note("update")}
const open = JSON.parse(process.argv[3])
const github = {paginate: async () => open, rest: {issues}}
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor
new AsyncFunction("github", "context", "core", "require", script)(github, {repo: {owner: "o", repo: "r"}}, {}, require)
  .then(() => console.log(JSON.stringify(done)))
"""
OWN = [{"number": 7, "body": "<!-- jinguo patrol -->\nold"}]


def posted(tmp_path: Path, text: str, issues: list[dict[str, object]], status: str = "1") -> list[list[object]]:
    """What the workflow does with a summary, and with the exit status of who wrote it."""
    read = yaml.safe_load((ROOT / ".github/workflows/nightly.yml").read_text(encoding="utf-8"))
    script = read["jobs"]["issue"]["steps"][-1]["with"]["script"]
    for name, content in (("stage.js", STAGE), ("step.js", script), ("patrol.md", text)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    words = ["node", str(tmp_path / "stage.js"), str(tmp_path / "step.js"), json.dumps(issues)]
    environment = {
        "PATH": f"{Path(str(shutil.which('node'))).parent}:/usr/bin",
        "PLACE": str(tmp_path / "patrol.md"),
        "STATUS": status,
    }
    if not text:
        (tmp_path / "patrol.md").unlink()
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


def test_one_issue_is_kept_and_only_our_lines_are_posted(tmp_path: Path) -> None:
    """Opened, updated, closed when all is well; a summary that our program has not written is not posted."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    release = Manifest(())
    bad, good = as_markdown("mirror", release, NASTY), as_markdown("mirror", release, [])
    ((verb, what),) = posted(tmp_path, bad, [])
    assert (verb, isinstance(what, dict) and what["body"]) == ("create", f"<!-- jinguo patrol -->\n{bad}")
    ((verb, what),) = posted(tmp_path, bad, OWN)
    assert (verb, isinstance(what, dict) and what["issue_number"]) == ("update", 7)
    ((verb, what),) = posted(tmp_path, good, OWN, "0")
    assert (verb, isinstance(what, dict) and what["state"]) == ("update", "closed")
    assert posted(tmp_path, good, [], "0") == []
    warned = as_markdown("mirror", release, [Fault("a", "b", "", "warning")])
    for text, status in ((good, "1"), (warned, "0"), (good, "")):
        assert [verb for verb, _ in posted(tmp_path, text, [], status)] == ["create"]
    for line in ("[x](y)", "- ❌ <b>x</b>：y", "看 https://evil.example.org/", "@everyone", "x ``` y"):
        ((_, what),) = posted(tmp_path, f"{bad}\n{line}", [])
        assert isinstance(what, dict)
        assert "不是本站的程序写的" in str(what["body"]), line


def test_a_patrol_that_fails_opens_the_issue_too(tmp_path: Path) -> None:
    """With a sentence that is always the same: what stopped it may be what somebody has done to the site."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    for issues, verb in (([], "create"), (OWN, "update")):
        ((done, what),) = posted(tmp_path, "", list(issues), "")
        assert done == verb
        assert isinstance(what, dict)
        assert "巡查没有做成" in str(what["body"])
        assert what.get("state") is None
    read = yaml.safe_load((ROOT / ".github/workflows/nightly.yml").read_text(encoding="utf-8"))
    assert "'failure'" in read["jobs"]["issue"]["if"]


def test_the_command_on_a_published_register(tmp_path: Path) -> None:
    """Errors make it fail, warnings do not; what has been reviewed and not published is told; ``--id`` knows better."""
    root = tiny.write(tmp_path / "r", photos=False)
    commit = committed(root, tiny.CONSENTS)
    home = _HOME.replace("2026-11-02", today().isoformat())
    for path, text in {"index.html": home, "a.html": _PAGE.format("b.example.org"), "pic.webp": "RIFF",
                       "404.html": "<main>nothing here, go home</main>"}.items():  # fmt: skip
        (tmp_path / "site").mkdir(exist_ok=True)
        (tmp_path / "site" / path).write_text(text)
    manifest = measure(tmp_path / "site", commit)
    write(tmp_path / "site", manifest)
    with odd_server(tmp_path / "site") as server:
        (root / "publish.yml").write_text(
            f"branch: main\ntargets:\n  mirror: {{kind: folder, folder: dist/out, trial: true, url: '{server.url}'}}\n"
        )
        words = ["patrol", "mirror", "--root", str(root), "--no-external"]
        done = CliRunner().invoke(jinguo, words)
        assert (done.exit_code, "共 0 个错误" in done.output) == (0, True), done.output
        assert CliRunner().invoke(jinguo, [*words, "--id", manifest.id]).exit_code == 0
        done = CliRunner().invoke(jinguo, [*words, "--id", "f" * 64])
        assert (done.exit_code, "最近发布的是 ffffffffffff" in done.output) == (1, True)
        (root / "content/index.md").write_text("新的。\n")
        committed(root, tiny.CONSENTS.replace("given: 2024-01-02}", "given: 2024-01-02, withdrawn: 2026-11-01}", 1))
        done = CliRunner().invoke(jinguo, [*words, "--format", "markdown"])
        assert done.exit_code == 1
        assert "有 1 个审过的提交还没有发布" in done.output
        assert "- ❌ `c-2024-0001`：这份同意已经撤回" in done.output
        assert "王" not in done.output
    assert "不是有网址" in CliRunner().invoke(jinguo, ["patrol", "x", "--root", str(root)], standalone_mode=True).output
