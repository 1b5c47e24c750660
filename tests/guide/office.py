"""Somebody's computer for the steps of the handbook: the sample register in git, a desk with what came in."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from tests.guide.letters import letter
from tests.tiny import ROOT

STORY = "activities/2026/1114-xinhua-zhukun"
"""Where ``jinguo new activity`` puts what ``ANSWERS`` tell."""
BRANCH = "tougao-jiaozi"
ANSWERS = (
    ("标题", "一盖帘饺子"), ("日期", "2026-11-14"), ("队伍", "光明路"), ("品牌项目", ""), ("品牌", ""),
    ("在哪个乡镇", ""), ("公共场所", "社区院子"), ("重要节点", "无"),
)  # fmt: skip
"""Beginning of each question and what is typed."""
PHOTOS = (
    ("activities/2026/1018-xiatang-chongyang/09.jpg", 0.03),
    ("activities/2026/1018-xiatang-chongyang/08.jpg", 0.53),
)
"""Drawings, and where they are cut on the left: in the second nobody under age is left."""
FENCE = re.compile(r"^( *)~~~bash\n(.*?)^\1~~~$", re.MULTILINE | re.DOTALL)
_PATIENCE = 60
_WIDE = 1400
"""Pixels of a photograph that nobody calls small."""
COLUMNS = 56
"""Of the terminal: what is drawn of it can be read on a telephone."""


def lines_of(page: str) -> list[str]:
    """Every command that a page of the handbook prints, from first to last."""
    text = (ROOT / "content/guide" / page).read_text(encoding="utf-8")
    return [line.strip() for fence in FENCE.finditer(text) for line in fence[2].splitlines() if line.strip()]


def line_of(page: str, beginning: str) -> str:
    """The first of them that begins so."""
    return next(line for line in lines_of(page) if line.startswith(beginning))


def line_after(page: str, beginning: str) -> str:
    """A line that a page prints outside commands, found by its beginning."""
    text = (ROOT / "content/guide" / page).read_text(encoding="utf-8")
    return next(line for line in text.splitlines() if line.startswith(beginning))


@dataclass(frozen=True, slots=True)
class Said:
    """A command as typed and everything that came back."""

    line: str
    text: str
    code: int


@dataclass
class Office:
    """The register, and home with the desk on which things arrive."""

    root: Path
    home: Path
    more: Mapping[str, str] = field(default_factory=dict)
    """Of the environment."""
    log: list[str] = field(default_factory=list)
    """Every line that was typed."""

    def typed(self, line: str, answers: Sequence[tuple[str, str]] = ()) -> Said:
        """Run a line as the handbook prints it; with answers, at a terminal."""
        self.log.append(line)
        words = [word.replace("~", str(self.home), 1) if word.startswith("~/") else word for word in shlex.split(line)]
        assert words[0] in {"jinguo", "git"}, line
        if words[0] == "jinguo":
            words[:1] = [sys.executable, "-P", "-m", "generator"]
        if answers:
            return Said(line, *self._talked(words, answers))
        done = subprocess.run(
            words, cwd=self.root, env=self._environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, encoding="utf-8", check=False, timeout=240,
        )  # fmt: skip
        return Said(line, self._told(done.stdout), done.returncode)

    def text(self, name: str = "report.md") -> str:
        """A file of the story."""
        return (self.root / STORY / name).read_text(encoding="utf-8")

    def write(self, text: str) -> None:
        """Save the report as an editor does."""
        (self.root / STORY / "report.md").write_text(text, encoding="utf-8", newline="\n")

    def _environment(self) -> dict[str, str]:
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(self.home)}
        who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
               for key, value in (("NAME", "示例"), ("EMAIL", "shili@localhost"))}  # fmt: skip
        ours = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "COLUMNS": str(COLUMNS), "TERM": "dumb"}
        path = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        return {**os.environ, **alone, **who, **ours, **path, **self.more}

    def _told(self, text: str) -> str:
        """What a person would see: her home is ``~``."""
        return text.replace("\r\n", "\n").replace(str(self.home), "~").replace(f"{self.root}/", "")

    def _talked(self, words: Sequence[str], answers: Sequence[tuple[str, str]]) -> tuple[str, int]:
        ours, theirs = pty.openpty()
        left, heard, seen = list(answers), b"", 0
        with subprocess.Popen(
            words, cwd=self.root, env=self._environment(), stdin=theirs, stdout=theirs, stderr=theirs
        ) as process:
            os.close(theirs)
            while select.select([ours], [], [], _PATIENCE)[0]:
                try:
                    heard += os.read(ours, 4096)
                except OSError:  # the terminal is closed
                    break
                asked = heard[seen:].decode("utf-8", "ignore").splitlines()[-1:]
                while left and asked and asked[0].endswith("：") and not asked[0].startswith(left[0][0]):
                    left.pop(0)  # a question that need not be asked
                if left and asked and asked[0].endswith("："):
                    seen = len(heard)
                    os.write(ours, f"{left.pop(0)[1]}\n".encode())
            os.close(ours)
            code = process.wait(_PATIENCE)
        return self._told(heard.decode("utf-8")), code


def office(folder: Path) -> Office:
    """The sample as somebody cloned it, the place that it came from, and a desk."""
    root, home = folder / "dengjice", folder / "home"
    for name in ("teams", "activities", "content", "theme"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("mkdocs.yml", "publish.yml", ".gitignore"):
        shutil.copy(ROOT / name, root)
    for name in (".cache/photos", ".cache/admin"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("unfinished"))
    desk = home / "桌面"
    _photographs(desk / "手机照片")
    (desk / "来信.eml").write_bytes(letter([path.read_bytes() for path in sorted((desk / "手机照片").iterdir())]))
    made = Office(root, home)
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(folder / "pingtai.git")], check=True)
    for line in ("git init -q -b main", "git add -A", "git commit -q -m 开始", "git remote add origin ../pingtai.git",
                 "git push -q -u origin main"):  # fmt: skip
        said = made.typed(line)
        assert said.code == 0, said.text
    return made


def _photographs(folder: Path) -> None:
    """Two as a telephone makes them, with the place where they were taken; cut, so that they are no copies."""
    folder.mkdir(parents=True)
    for number, (source, left) in enumerate(PHOTOS):
        exif = Image.Exif()
        exif[0x010F] = "某牌手机"
        place = exif.get_ifd(0x8825)
        place[1], place[2], place[3], place[4] = "N", (33.0, 44.0, 1.0), "E", (113.0, 1.0, 2.0)
        with Image.open(ROOT / source) as whole:
            part = whole.crop((int(left * whole.width), 30, whole.width - 20, whole.height - 20))
            part = part.resize((_WIDE, part.height * _WIDE // part.width))
            part.save(folder / f"IMG_031{number}.JPG", quality=93, exif=exif)
