"""What the benchmark of photographs works on: pictures as large and as rich in detail as those of a phone, seeded."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (4000, 3000)
_SMALLEST = (8, 6)


def snapshots(folder: Path, count: int, size: tuple[int, int] = SIZE) -> list[Path]:
    """The same files every time; those that are there already are left as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:02}.jpg" for number in range(1, count + 1)]
    for number, path in enumerate(paths):
        if not path.exists():
            unfinished = path.with_suffix(".part")
            _drawn(number, size).save(unfinished, "JPEG", quality=90)
            unfinished.replace(path)
    return paths


def _drawn(seed: int, size: tuple[int, int]) -> Image.Image:
    """Detail at every scale, less of it the finer it is, as in nature, and things with edges before it."""
    chance = random.Random(seed)
    image = _noise(chance, _SMALLEST)
    while image.width < size[0]:
        wide, high = min(size[0], image.width * 2), min(size[1], image.height * 2)
        image = Image.blend(image.resize((wide, high), Image.Resampling.BICUBIC), _noise(chance, (wide, high)), 0.13)
    pen = ImageDraw.Draw(image)
    for _ in range(40):
        across, down, part = chance.randrange(size[0]), chance.randrange(size[1]), chance.randrange(size[0] // 12)
        colour = (chance.randrange(256), chance.randrange(256), chance.randrange(256))
        pen.ellipse((across, down, across + part, down + part * 2), colour)
    return image


def _noise(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3))
