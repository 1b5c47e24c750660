"""The steps of the handbook that are typed: each runs a line that its page prints, with what a person does between."""

from __future__ import annotations

from tests.guide.form import BODY, NUMBER
from tests.guide.office import ANSWERS, STORY, Office, Said, line_after, line_of

CONTRIBUTE, APPROVE, PLATFORM = "contribute.md", "approve.md", "platform.md"
_TOLD = {
    "# 还要填：served:": "served: {people: 36, group: 群众}",
    "# 还要填：volunteers:": "volunteers: 9",
    "# 还要填：hours:": "hours: 27",
    "# 还要填：summary:": "summary: 爱心陪伴小队和36位居民在社区院子里一起包饺子，送到出不了门的人家。",
    "categories:": "categories: [爱心帮扶]",
    "  - {file: 01.jpg,": "  - {file: 01.jpg, alt: 院子里队员和老人围着圆桌, caption: 一盖帘正好排六圈}",
    "  - {file: 02.jpg,": "  - {file: 02.jpg, alt: 屋里队员和老人一起包饺子, caption: 头一锅先端给老人}",
    "credits:": "credits: {source: 新华区光明路街道妇联, photo: 示意插画}",
}
SLIP = BODY.replace("圆桌，", "圆桌,").replace("36位", "３６位")
"""As it is typed in a hurry: a comma of the wrong width, digits of the wrong width."""


def run(office: Office, page: str, beginning: str, *, fails: bool = False) -> Said:
    """A line that a page prints, found by its beginning."""
    said = office.typed(line_of(page, beginning))
    assert (said.code != 0) == fails, said.text
    return said


def intake(office: Office) -> Said:
    """A letter with a Word file becomes a draft on a branch."""
    return run(office, CONTRIBUTE, "jinguo intake")


def hooks(office: Office) -> Said:
    """The check before every commit."""
    return run(office, CONTRIBUTE, "jinguo hooks install")


def new(office: Office) -> Said:
    """Questions and answers at a terminal."""
    said = office.typed(line_of(CONTRIBUTE, "jinguo new activity"), ANSWERS)
    assert said.code == 0, said.text
    assert f"写好了：{STORY}/report.md" in said.text
    return said


def photos(office: Office) -> Said:
    """From the desk into the story."""
    return run(office, CONTRIBUTE, "jinguo photos add")


def fill(office: Office) -> None:
    """What a person writes in her editor: the facts, the words below the photographs, the text."""
    lines = []
    for line in office.text().splitlines():
        told = next((new for old, new in _TOLD.items() if line.startswith(old)), line)
        lines += [] if told.startswith("#") else [told]
    office.write("\n".join([*lines, SLIP, ""]))


def check(office: Office) -> Said:
    """What is still missing."""
    return run(office, CONTRIBUTE, "jinguo check")


def say_who_is_shown(office: Office) -> None:
    """The key that the check asked for."""
    office.write(office.text().replace(", caption:", ", people: none, caption:"))


def fix(office: Office) -> Said:
    """Commas and digits."""
    return run(office, CONTRIBUTE, "jinguo fix")


def submit(office: Office) -> list[Said]:
    """Say that it is finished, and send it on a branch of its own."""
    office.write(office.text().replace("status: draft", "status: submitted"))
    return [run(office, CONTRIBUTE, f"git {word}") for word in ("switch", "add", "commit", "push")]


def refused(office: Office) -> Said:
    """A commit with a telephone number in it."""
    good = office.text()
    office.write(good.replace("\n头一锅", f"\n电话{NUMBER}。头一锅"))
    office.typed(line_of(CONTRIBUTE, "git add"))
    said = office.typed(line_of(CONTRIBUTE, "git commit"))
    assert said.code != 0
    office.write(good)
    return said


def tick(office: Office) -> Said:
    """The photographs, looked at one by one."""
    return run(office, APPROVE, f"jinguo photos review {STORY} --tick")


def sign(office: Office) -> list[Said]:
    """Names of those who have read it, and that it may go out; then the same way to the platform."""
    text = office.text().replace("status: submitted", "status: selected")
    signed = line_after(APPROVE, "credits:")
    office.write("".join(f"{signed if line.startswith('credits:') else line}\n" for line in text.splitlines()))
    return [run(office, APPROVE, begins) for begins in ("jinguo check", "git add", "git commit", "git push")]


def compare(office: Office) -> Said:
    """What the pull request changes, before anybody agrees to it."""
    return run(office, APPROVE, "jinguo compare")
