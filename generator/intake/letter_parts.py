"""A letter as stories: its own text, its attachments, and all that goes beside."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.intake.belonging import drop_picture, settle
from generator.intake.delivered import Block
from generator.intake.desk import Desk
from generator.intake.gathered import Gathered, Loose, Story
from generator.intake.letter_huge import taken, told
from generator.intake.letters import Letter, opened
from generator.intake.limits import MAX_DEPTH
from generator.intake.quoting import Parted, bare_subject, parted
from generator.intake.scopes import BETWEEN, stem
from generator.intake.several import apart
from generator.intake.unusable import UnusableError

_COVER = 80
_LONG_COVER = 300
_ABOUT = re.compile(r"附件|见附|请查收|请查阅|请审阅|请审核|敬请|发您|发给您|望采纳|附后")


def read_letter(
    trail: str, data: bytes, desk: Desk, depth: int, read_part: Callable[[str, bytes, Desk, int], Gathered]
) -> Gathered:
    """Everything of one letter.

    Raises:
        UnusableError: it is none, or lies too deep.
    """
    if depth >= MAX_DEPTH:
        raise UnusableError(f"邮件套得太深（超过 {MAX_DEPTH} 层），没有读，请把稿子和照片另外发来")
    letter = opened(data, trail)
    found = Gathered()
    for number, each in enumerate(letter.attached):
        found.add(read_part(f"{trail}{BETWEEN}{each.name}", each.data, desk, depth + 1))
        letter.attached[number].data = b""  # what is read lies elsewhere by now
    for each in letter.other:
        found.keep(
            f"{trail}{BETWEEN}{each.name}", each.data, "信的正文还有另一种写法，或者有认不出的字，原样留着，请核对"
        )
    for story in found.stories:  # a letter in the letter knows better, a document never
        story.sent = story.sent or letter.story.sent
        story.sender = story.sender or letter.story.sender
    _own(letter, trail, found)
    if letter.outside:
        found.note(trail, f"里有 {letter.outside} 张网上的图片，没有去取，请把图片作为附件发来")
    if not (found.stories or found.loose or found.tables or found.kept):
        found.keep(trail, data, "信里没有文字，也没有附件，请看看是不是发错了")
    settle(found)
    return found


def _own(letter: Letter, trail: str, found: Gathered) -> None:
    """The text of the letter itself: a story, or a note that goes with the attachments."""
    story = letter.story
    cut = parted(story.blocks, letter.subject)
    story.blocks, about, huge = taken(cut.own)
    story.subject = cut.subject or bare_subject(letter.subject) or stem(trail)
    story.sender = cut.sender or story.sender
    _aside(cut, trail, found)
    if about:
        found.note(trail, told(huge))
        _keep_text(found, f"{trail}{BETWEEN}超大附件.txt", about, "超大附件的下载说明，没有放进草稿")
    shown = {block.picture for block in story.blocks}
    for place in reversed(range(len(story.pictures))):
        if place not in shown:
            picture = story.pictures[place]
            found.keep(f"{trail}{BETWEEN}{picture.name}", picture.data, "引用的旧信或签名里的图片，没有放进草稿")
            drop_picture(story, place)
    if letter.attached and _is_cover(story, found):
        _keep_text(found, f"{trail}{BETWEEN}附信.txt", story.blocks, "随附件写的几句话，没有放进草稿")
        found.loose += [Loose(f"{trail}{BETWEEN}{each.name}", each) for each in story.pictures]
    elif story.blocks or story.pictures or (found.loose and not found.stories):
        own = Gathered([story])
        apart(own)
        own.stories += found.stories
        found.stories = []
        found.add(own)


def _aside(cut: Parted, trail: str, found: Gathered) -> None:
    if cut.forwarded:
        found.note(trail, "是转发的信，用的是被转发的那一封")
        _keep_text(found, f"{trail}{BETWEEN}转发的信头.txt", cut.head, "被转发的信的信头，里面有邮箱地址，没有放进草稿")
        _keep_text(found, f"{trail}{BETWEEN}转发时写的话.txt", cut.older, "转发时写的话，或更早的信，没有放进草稿")
    else:
        _keep_text(found, f"{trail}{BETWEEN}引用的旧信.txt", cut.older, "信末引用的旧信，没有放进草稿")
    _keep_text(found, f"{trail}{BETWEEN}签名.txt", cut.signature, "信末的签名，没有放进草稿")


def _keep_text(found: Gathered, name: str, blocks: list[Block], reason: str) -> None:
    text = "\n".join(block.text for block in blocks if block.text)
    if text:
        found.keep(name, f"{text}\n".encode(), reason)


def _is_cover(story: Story, found: Gathered) -> bool:
    """Whether the text only hands over what is attached; beside pictures alone a short one is the story."""
    text = "".join(block.text for block in story.blocks)
    if not text or (found.loose and not found.stories):
        return False
    if found.stories:
        return len(text) < _COVER or (len(text) < _LONG_COVER and bool(_ABOUT.search(text)))
    return len(text) < _COVER and bool(_ABOUT.search(text))
