"""What does not fit between what a record says of a photograph and what programs saw in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.photos.faces import PAYEE, Found
from generator.photos.thumbs import Thumb
from generator.problems import Problem
from generator.records.kinds import Photo
from generator.review.views import Level, Person, Remark

_FEW = 5
"""Up to so many faces are no crowd."""


def remarks(
    photo: Photo, persons: Sequence[Person], problems: Sequence[Problem], found: Found | None, thumb: Thumb | None
) -> tuple[Remark, ...]:
    """Everything to be said of one photograph, the gravest first."""
    said = [Remark(each.severity, each.rule, each.message, each.hint) for each in problems]
    rules = {each.rule for each in problems}
    if found is not None:
        said += [each for each in _faces(photo, persons, len(found.faces)) if not each.rule or each.rule not in rules]
        said += _codes(photo, found)
    if thumb is not None:
        said += _looks(thumb)
    return tuple(sorted(said, key=lambda remark: ("error", "warning", "fine").index(remark.level)))


def _faces(photo: Photo, persons: Sequence[Person], faces: int) -> Iterator[Remark]:
    """A face that nobody has answered for; programs err, so a person has to look."""
    people = photo.people or ()
    portrayed = sum(person.role != "住户" for person in persons)
    if photo.blurred and faces > portrayed:
        text = f"{'有未成年人，' if photo.minors else ''}写了已经打码，程序还找到 {faces} 张脸"
        level: Level = "error" if photo.minors else "warning"
        yield Remark(level, "I6" if photo.minors else "", text, "请看框里：认得出的再打码；不是脸的不用管")
    elif "none" in people and faces:
        text = f"people 写的是 none，程序找到 {faces} 张脸"
        yield Remark("warning", "", text, "认得出的要有同意书，或者打码；不是脸的不用管")
    elif "crowd" in people and 0 < faces <= _FEW:
        text = f"people 写的是 crowd，程序只找到 {faces} 张脸，不算人群"
        yield Remark("warning", "I5", text, "请写每个人的同意书编号，或者打码")
    elif portrayed and faces > portrayed:
        text = f"同意书只有 {portrayed} 份，程序找到 {faces} 张脸"
        yield Remark("warning", "", text, "请补上其他人的同意书，或者给他们打码")
    elif portrayed > faces and not photo.blurred:
        text = f"写了 {portrayed} 个人，程序只找到 {faces} 张脸（侧脸、口罩会漏）"
        yield Remark("fine", "", text)


def _codes(photo: Photo, found: Found) -> Iterator[Remark]:
    for kind in found.codes:
        if kind == PAYEE:
            yield Remark("error", "I8", "照片里有收款码", "请用 --box 遮住，或者换一张")
        elif not photo.checked:
            yield Remark(
                "warning", "I8", "照片里有二维码", "请看是谁的：个人微信、收款码要遮住；不要紧的自己写 checked: true"
            )


def _looks(thumb: Thumb) -> Iterator[Remark]:
    if thumb.unsharp:
        yield Remark("fine", "", "可能没有对上焦")
    if thumb.dark:
        yield Remark("fine", "", "光线偏暗")
