"""The programs behind every pixel, by version, and our own by what they do: another one makes other bytes.

So the cache must miss, and nobody has to remember to tell it.
"""

from __future__ import annotations

import ast
import functools
import hashlib
from importlib import resources

import PIL
import pillow_heif
from PIL import features

_LIBRARIES = ("avif", "jpg", "libjpeg_turbo", "littlecms2", "webp", "zlib", "zlib_ng")
OURS = (
    "avif", "colour", "crops", "decode", "formats", "jpeg", "metadata", "placeholder", "png", "render", "sizes", "webp",
)  # fmt: skip
"""Modules of this package that shape a web file, or what is noted of a master."""


@functools.cache
def versions() -> tuple[tuple[str, str], ...]:
    """Name and version of everything that decodes, converts or encodes; sorted."""
    found = {name: str(features.version(name)) for name in _LIBRARIES}
    heif = pillow_heif.libheif_info()
    found["pillow"] = PIL.__version__
    found["pillow_heif"] = pillow_heif.__version__
    found["libheif"] = str(heif["libheif"])
    found["heif decoders"] = ", ".join(sorted(map(str, heif.get("decoders", {}).values())))
    return tuple(sorted(found.items()))


@functools.cache
def ours() -> str:
    """A digest of our own modules; it reads their text, so it is the same on every machine."""
    package = resources.files(__package__)
    texts = (package.joinpath(f"{name}.py").read_text(encoding="utf-8") for name in OURS)
    return hashlib.sha256("\0".join(map(meaning, texts)).encode()).hexdigest()


def meaning(source: str) -> str:
    """A module without comments, docstrings and layout: for another word in those no photo is made again."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not _is_text(each)]  # type: ignore[attr-defined]
    return ast.unparse(tree)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
