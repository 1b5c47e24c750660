"""The code stays pleasant: small files, small functions, everything named, annotated and documented."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(path for folder in ("generator", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
OURS = [path for path in FILES if path.is_relative_to(ROOT / "generator")]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MEDIAN_FILE = 120
DRAWERS = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc", "handler"}
"""Names that say nothing, so that everything ends up there."""


def lines(path: Path) -> int:
    """Lines of a file."""
    return path.read_text(encoding="utf-8").count("\n")


def label(path: Path) -> str:
    """A file as pytest shows it."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=label)
def test_no_file_is_long(path: Path) -> None:
    """A file over the limit holds two things."""
    assert lines(path) <= LONGEST_FILE


def test_files_are_short_on_the_whole() -> None:
    """Half of the package's files fit on two screens."""
    assert statistics.median(lines(path) for path in OURS) <= MEDIAN_FILE


@pytest.mark.parametrize("path", OURS, ids=label)
def test_no_function_is_long(path: Path) -> None:
    """Decorators and docstring included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name}: {length}"


def test_no_drawers() -> None:
    """Every file is called after the noun that it defines or the verb that it does."""
    assert [label(path) for path in FILES if set(path.stem.split("_")) & DRAWERS] == []


def functions(tree: ast.AST, *, public: bool = True) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, bool]]:
    """Every function of a module, with whether its name and all around it are public."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, public and not node.name.startswith("_")
            yield from functions(node, public=False)
        elif isinstance(node, ast.ClassDef):
            yield from functions(node, public=public and not node.name.startswith("_"))
        else:
            yield from functions(node, public=public)


@pytest.mark.parametrize("path", OURS, ids=label)
def test_everything_is_annotated(path: Path) -> None:
    """Each argument and each result, public or not."""
    for node, _ in functions(ast.parse(path.read_text(encoding="utf-8"))):
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        given += [each for each in (node.args.vararg, node.args.kwarg) if each]
        bare = [each.arg for each in given if each.annotation is None and each.arg not in {"self", "cls"}]
        assert not bare, f"{node.name}: {bare}"
        assert node.returns is not None, node.name


@pytest.mark.parametrize("path", OURS, ids=label)
def test_everything_public_is_documented(path: Path) -> None:
    """Modules, classes and functions; a rule's title stands in its decorator."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), label(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name
    for function, public in functions(tree):
        said = any(ast.unparse(each).startswith("rule(") for each in function.decorator_list)
        if public and not said:
            assert ast.get_docstring(function), function.name


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=label)
def test_every_test_states_a_law(path: Path) -> None:
    """A reader of the tests learns what must be true."""
    for function, _ in functions(ast.parse(path.read_text(encoding="utf-8"))):
        if function.name.startswith("test_"):
            assert ast.get_docstring(function), function.name
