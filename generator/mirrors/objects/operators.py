"""OpenDAL's hands on one folder of a bucket, and for how long they try."""

from __future__ import annotations

from dataclasses import dataclass

from opendal import Operator
from opendal.layers import RetryLayer, TimeoutLayer

from generator.mirrors.objects.services import Service

_PANIC = "PanicException"
"""What OpenDAL ends with where an answer is beyond all it expects; it can be imported from nowhere."""


@dataclass(frozen=True, slots=True)
class Patience:
    """What is asked again, how often, and after how long."""

    tries: int = 4
    first: float = 0.3
    """Seconds before the first new try; doubled each time."""
    longest: float = 15.0
    """Seconds before any."""
    answer: float = 30.0
    """Seconds for one question."""
    transfer: float = 120.0
    """Seconds for the way of one object over a slow line, or of a thousand names."""


def operator(service: Service, folder: str, patience: Patience) -> Operator:
    """For one folder of the bucket, without slashes at its ends; empty for all of it.

    It waits where it is asked, without the interpreter's lock, except when it lists (see ``listing``). OpenDAL's
    promises (``AsyncOperator``) are kept by threads that Python does not know: one that still lets go of an answer
    while the program ends takes the whole process down (SIGABRT), after everything has been published.

    Raises:
        opendal.exceptions.ConfigInvalid: the service does not take these settings.
    """
    plain = Operator(service.scheme, root=f"/{folder}/" if folder else "/", **service.settings)
    timed = plain.layer(TimeoutLayer(timeout=patience.answer, io_timeout=patience.transfer))
    return timed.layer(
        RetryLayer(max_times=patience.tries, min_delay=patience.first, max_delay=patience.longest, jitter=True)
    )


def is_panic(fault: BaseException) -> bool:
    """Whether it is OpenDAL's last word; what it holds is of no more use then."""
    return type(fault).__name__ == _PANIC
