"""A register, and what people send to it: for tests of ``jinguo intake``."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
from email.message import EmailMessage
from pathlib import Path

import docx
from click.testing import CliRunner, Result
from PIL import Image

from generator.cli.main import jinguo
from generator.problems import Problem
from generator.sealed.reports.form import FormFacts, FormWords, form_document
from tests.cli.desk import Place, laid_out
from tests.conftest import found

PHONE, WECHAT, MAIL = "12000001111", "sample_weixin01", "someone@example.org"
STORY = (
    "爱心小队看望独居老人",
    "3月5日上午，新华区建设路爱心巾帼志愿服务小队来到建设路街道社区广场，开展学雷锋志愿服务活动。",
    "18名志愿者为46名独居老人理发、量血压、打扫卫生，送去了米面油，陪老人们说了一上午的话。",
    f"联系电话：{PHONE}，微信号：{WECHAT}，邮箱 {MAIL}。",
)


def photo(colour: tuple[int, int, int]) -> bytes:
    """A photograph that tells of its camera."""
    exif = Image.Exif()
    exif[0x0110] = "SECRET-CAMERA"
    out = io.BytesIO()
    Image.new("RGB", (1000, 700), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def word(*lines: str, pictures: int = 1) -> bytes:
    """A Word file with a title, its text and pictures with captions."""
    document = docx.Document()
    document.core_properties.modified = dt.datetime(2026, 3, 6, 1, tzinfo=dt.UTC)
    document.add_heading(lines[0], 0)
    for line in lines[1:]:
        document.add_paragraph(line)
    for number in range(pictures):
        document.add_picture(io.BytesIO(photo((200, 80 * number, 60))))
        document.add_paragraph(f"图为志愿者为老人理发之{number + 1}（李某 摄）")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def letter(attached: dict[str, bytes], subject: str = "投稿：爱心小队看望独居老人") -> bytes:
    """A letter with attachments."""
    message = EmailMessage()
    message["Subject"], message["From"] = subject, f"新华区妇联 <{MAIL}>"
    message["Date"] = "Fri, 06 Mar 2026 09:00:00 +0800"
    message.set_content("您好，附件是稿子，请查收。")
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def register(folder: Path) -> Place:
    """A register in git, a key and a desk."""
    there = laid_out(folder)
    (there.root / ".gitignore").write_text("/private/\n/.cache/\n", encoding="utf-8")
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "base"]):
        git(there.root, *words)
    return there


def git(root: Path, *words: str) -> str:
    """What git says."""
    named = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "core.quotePath=false"]
    done = subprocess.run(["git", *named, *words], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


def run(place: Place, *words: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(jinguo, ["intake", *map(str, words), "--root", str(place.root)])


def wrong_since(place: Place) -> list[Problem]:
    """Errors of the register besides those of photographs that the tiny one never had."""
    return [each for each in found(place.root) if each.severity == "error" and each.rule != "F9"]


def branch(place: Place) -> str:
    """The branch of drafts."""
    (name,) = git(place.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/intake").split()
    return name


WORDS = FormWords("登记表", "巾帼{}志愿者", "", ("爱心帮扶", "法律维权", "其他"), "其他", ("工作日", "双休日"))


def form(name: str, unit: str, size: str = "9") -> bytes:
    """A filled-in form."""
    facts = FormFacts(
        unit, name, size, "2020年5月", "示例样桂", "社区妇联主席", PHONE, WECHAT, ("爱心帮扶",), "", ("双休日",)
    )
    return form_document([facts], WORDS, "示例", sample=True)
