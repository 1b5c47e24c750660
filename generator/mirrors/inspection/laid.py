"""Look at a folder of this machine as at a site: what lies there, and whether it is the release."""

from __future__ import annotations

from pathlib import Path

from generator.faults import words_of
from generator.mirrors.inspection.fault import Fault
from generator.mirrors.parts import MirrorError
from generator.publish.manifest import NAME, Manifest, ManifestError, changes, measure, read

_AGAIN = "请再发布一次；还不行，看看是不是有人改过文件"


def shown(folder: Path) -> Path:
    """Where readers are let in: ``current`` of a folder of releases, else the folder itself."""
    current = folder / "current"
    return current if current.is_dir() else folder


def listed(folder: Path) -> Manifest:
    """The list of the release that lies in a folder.

    Raises:
        MirrorError: there is none, or it has been changed.
    """
    try:
        return read((shown(folder) / NAME).read_bytes())
    except OSError as error:
        raise MirrorError(f"{folder} 里没有可以核对的版本：还没有发布过，或者{words_of(error)}") from None
    except ManifestError as error:
        raise MirrorError(f"{folder} 里的{error}。请重新发布一次") from None


def faults_of_folder(folder: Path, manifest: Manifest) -> list[Fault]:
    """Every file that is missing, other than in the release, or not of it."""
    try:
        here = measure(shown(folder), manifest.commit, manifest.url)
        own = listed(folder)
    except (OSError, ManifestError) as error:
        why = words_of(error) if isinstance(error, OSError) else str(error)
        return [Fault(str(folder), f"读不了：{why}", _AGAIN)]
    more, other, less = changes(manifest.files, here.files)
    found = [Fault(path, "少了这个文件", _AGAIN) for path in less]
    found += [Fault(each.path, "内容和这一版不一样", _AGAIN) for each in other]
    hint = "不知道是谁放的，请删掉"
    found += [Fault(each.path, "多了这个文件，不是这一版的", hint, "warning", "server") for each in more]
    if own.id != manifest.id:
        found.insert(0, Fault(NAME, f"这里是 {own.id[:12]} 这一版，不是 {manifest.id[:12]}", _AGAIN))
    return found
