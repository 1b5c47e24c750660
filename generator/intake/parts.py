"""One part of a delivery, whatever it is, handed to the reader of its kind; a reader that fails loses nothing."""

from __future__ import annotations

from collections.abc import Callable

from generator.faults import traced
from generator.intake.belonging import settle
from generator.intake.delivered import Picture
from generator.intake.desk import Desk
from generator.intake.encodings import decoded
from generator.intake.folders import left_behind
from generator.intake.gathered import Gathered, Loose, Story
from generator.intake.letter_parts import read_letter
from generator.intake.limits import MAX_DEPTH, MAX_PAGE, MAX_TEXT
from generator.intake.lines import blocks
from generator.intake.office import as_word, installed
from generator.intake.recognised import What, recognised
from generator.intake.refused import REASONS
from generator.intake.scopes import BETWEEN, Member, last, scoped, stem
from generator.intake.several import apart
from generator.intake.unpacking import Entry, unpacked
from generator.intake.unusable import UnusableError
from generator.intake.web import declared, read_web
from generator.intake.winmail import opened as open_winmail
from generator.intake.word import read_word

_UNREADABLE = "文件读不出来，请人工查看，或者另存一份再交"
Reader = Callable[[str, bytes, Desk, int], Gathered]


def read_part(trail: str, data: bytes, desk: Desk, depth: int) -> Gathered:
    """Read one file; ``trail`` tells where it came from, ``depth`` how many files it lies in."""
    found = Gathered()
    try:
        desk.budget.take(len(data))
        what = recognised(last(trail), data)
        if reader := _READERS.get(what):
            return reader(trail, data, desk, depth)
        found.keep(trail, data, REASONS.get(what, REASONS["other"]))
    except UnusableError as error:
        found.keep(trail, data, error.reason)
    except Exception as error:  # one part that breaks its reader must not cost the others
        if traced():
            raise
        found.keep(trail, data, f"{_UNREADABLE}（{type(error).__name__}）")
    return found


def _word(trail: str, data: bytes, desk: Desk, depth: int) -> Gathered:
    del depth
    found = read_word(trail, data, desk.budget.room)
    for story in found.stories:
        story.subject = stem(trail)
    apart(found)
    return found


def _text(trail: str, data: bytes, desk: Desk, depth: int) -> Gathered:
    del desk, depth
    if len(data) > MAX_TEXT:
        raise UnusableError("文字太长，没有读，请只交要登的稿子")
    text, whole = decoded(data)
    if not whole or text.count("\0") > 0:
        raise UnusableError("认不出这个文件的文字编码，没有读，请用 Word 或 WPS 打开，另存为 .docx 再交")
    found = Gathered()
    story = Story(trail, list(blocks(text)), subject=stem(trail))
    if not story.blocks:
        raise UnusableError(REASONS["empty"])
    found.stories.append(story)
    apart(found)
    return found


def _picture(trail: str, data: bytes, desk: Desk, depth: int) -> Gathered:
    del desk, depth
    return Gathered(loose=[Loose(trail, Picture(last(trail), data))])


def _table(trail: str, data: bytes, desk: Desk, depth: int) -> Gathered:
    del desk, depth
    return Gathered(tables=[Picture(last(trail), data)])


def _zip(trail: str, data: bytes, desk: Desk, depth: int) -> Gathered:
    if depth >= MAX_DEPTH:
        raise UnusableError(f"压缩包套得太深（超过 {MAX_DEPTH} 层），没有解开，请解压后再交")
    out = unpacked(data, desk.budget.room)
    files = [each for each in out.entries if not each.link and not left_behind(each.name.split("/"))]

    def taker(entry: Entry) -> Callable[[str], Gathered]:
        return lambda inner: read_part(inner, entry.data, desk, depth + 1)

    found = scoped([Member(tuple(each.name.split("/")), taker(each)) for each in files], trail)
    settle(found)
    for each in out.entries:
        if each.link:
            found.keep(f"{trail}{BETWEEN}{each.name}", each.data, "压缩包里的链接，没有跟过去，请交文件本身")
    if crooked := sum(each.crooked for each in out.entries):
        found.note(trail, f"里有 {crooked} 个文件的路径不正常（想写到别处去），只按文件名收下，没有写到那里")
    if ignored := len([each for each in out.entries if not each.link]) - len(files):
        found.note(trail, f"里有 {ignored} 个电脑自己留下的文件（隐藏文件、缩略图等），没有收")
    if out.encrypted or out.broken:
        why = "加了密码" if out.encrypted else "损坏"
        count = out.encrypted or out.broken
        found.keep(trail, data, f"压缩包里有 {count} 个文件{why}，取不出来，整个压缩包留着，请去掉密码或重新压缩再交")
    return found


def _office(trail: str, data: bytes, desk: Desk, depth: int) -> Gathered:
    """An old format: through LibreOffice, and then as any Word file; the original is kept."""
    if not installed():
        raise UnusableError(REASONS["office"])
    made = as_word(data, desk)
    if made is None:
        raise UnusableError("旧格式的文件转换不了（可能加了口令或已损坏），请用 Word 或 WPS 打开，另存为 .docx 再交")
    found = _word(trail, made, desk, depth)
    for story in found.stories:
        story.changed = None  # the day of the conversion says nothing
    found.keep(trail, data, "旧格式的文件，文字和图片已经由 LibreOffice 取出，原件留着备查")
    return found


def _page(trail: str, data: bytes, desk: Desk, depth: int) -> Gathered:
    del desk, depth
    if len(data) > MAX_PAGE:
        raise UnusableError("网页太大，没有读，请把文字和照片另外发来")
    text, whole = decoded(data, declared(data))
    story = Story(trail, subject=stem(trail))
    page = read_web(text, story, {})
    found = Gathered([story] if story.blocks else [])
    if page.outside:
        found.note(trail, f"里有 {page.outside} 张网上的图片，没有去取，请把图片作为附件发来")
    if not (whole and page.whole and story.blocks):
        found.keep(trail, data, "网页里的文字没有全部读出来，原件留着，请核对")
    return found


def _letter(trail: str, data: bytes, desk: Desk, depth: int) -> Gathered:
    return read_letter(trail, data, desk, depth, read_part)


def _winmail(trail: str, data: bytes, desk: Desk, depth: int) -> Gathered:
    if depth >= MAX_DEPTH:
        raise UnusableError(f"附件套得太深（超过 {MAX_DEPTH} 层），没有拆开，请把附件单独发来")
    out = open_winmail(data)
    found = Gathered()
    for name, content in out.attached:
        found.add(read_part(f"{trail}{BETWEEN}{name}", content, desk, depth + 1))
    story = Story(trail)
    if out.html:
        read_web(out.html, story, {})
    else:
        story.blocks = list(blocks(out.text))
    if text := "\n".join(block.text for block in story.blocks if block.text):
        found.keep(f"{trail}{BETWEEN}正文.txt", f"{text}\n".encode(), "winmail.dat 里的正文，多半和信里的一样，请核对")
    found.keep(trail, data, f"Outlook 的 winmail.dat，里面的 {len(out.attached)} 个附件已经取出，原件留着备查")
    return found


_READERS: dict[What, Reader] = {
    "word": _word, "text": _text, "picture": _picture, "metafile": _picture, "table": _table, "zip": _zip,
    "office": _office, "page": _page, "letter": _letter, "winmail": _winmail,
}  # fmt: skip
