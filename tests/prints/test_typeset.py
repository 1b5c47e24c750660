"""Text of the register is data: nothing in it can steer Typst, and Typst sees one folder only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.prints.blocks import blocks
from generator.prints.faults import PrintError
from generator.prints.typeset import Sheet
from tests.prints.printed import made, register, with_eyes, with_font, words

TRICKS = st.lists(
    st.sampled_from(
        ["#", "*", "_", "@", "$", "\\", "`", "<a>", "= ", "- ", "//", "/*", "*/", "[", "]", "{", "}", '"', "'", "\n",
         '#import "/x.typ"', '#read("/etc/passwd")', "#panic()", "#sys.inputs", "~", "--", "...", "妇女", "志愿",
         "，", " ", "1", "a", "http://example.org", "\\u{41}", "%", "&amp;"]
    ),
    min_size=1, max_size=14,
).map("".join)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A view with one text."""

    text: str


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a template that shows one text, and one that reads a file that somebody names."""
    root = tmp_path_factory.mktemp("bench")
    folder = root / "theme/print"
    folder.mkdir(parents=True)
    frame = (register(tmp_path_factory.mktemp("r")) / "theme/print/frame.typ").read_text(encoding="utf-8")
    (folder / "frame.typ").write_text(frame, encoding="utf-8")
    (folder / "one.typ").write_text('#import "frame.typ": *\n#show: sheet\n#set page(width: 400pt)\n#view.text\n')
    (folder / "reads.typ").write_text('#import "frame.typ": *\n#show: sheet\n#read(view.text)\n')
    return root


def sheet(text: str, template: str = "one") -> Sheet:
    """One page with a text."""
    return Sheet(template, Page(text), "题目", "示例市妇联")


@with_eyes
@with_font
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TRICKS)
def test_any_text_prints_as_it_was_typed(bench: Path, text: str) -> None:
    """Signs of markup, code, comments and escapes are signs."""
    assert words(made(bench, sheet(text))) == re.sub(r"\s", "", text)


@with_eyes
@with_font
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30))
def test_any_characters_print_or_are_told(bench: Path, text: str) -> None:
    """Control characters among them; what has no glyph stops the print with a sentence."""
    try:
        made(bench, sheet(text))
    except PrintError as error:
        assert "空框" in str(error)  # noqa: PT017 - most texts raise nothing


@with_font
def test_no_file_beyond_its_folder_can_be_read(bench: Path, tmp_path: Path) -> None:
    """Not even where a template lets a record say what to read."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    for name in (str(secret), f"/{secret}", "/etc/passwd", "../../secret.txt", "../../../../../../etc/passwd"):
        with pytest.raises(PrintError) as error:
            made(bench, sheet(name, "reads"))
        assert "SECRET" not in str(error.value)


@with_font
def test_a_template_that_is_missing_is_told(tmp_path: Path) -> None:
    """With what to fetch."""
    with pytest.raises(PrintError, match=r"没有模板 theme/print/one\.typ —— 请从程序的仓库里取来"):
        made(tmp_path, sheet("x"))


def test_a_text_becomes_blocks() -> None:
    """Headings, paragraphs, lists with their numbers, quotes, tables; links and HTML become words."""
    body = (
        "## 做法\n\n第一行\n第二行 **粗** [链](https://example.org) <script>x</script>\n\n3. 三\n4. 四\n    - 里面\n\n"
        "> 引文\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n---\n\nEnglish\nwords\n"
    )
    found = [(each.kind, each.mark, each.depth, each.text or each.rows) for each in blocks(body)]
    assert found == [
        ("heading", "", 2, "做法"),
        ("text", "", 0, "第一行第二行 粗 链"),
        ("item", "3.", 1, "三"),
        ("item", "4.", 1, "四"),
        ("item", "•", 2, "里面"),
        ("quote", "", 0, "引文"),
        ("table", "", 0, (("甲", "乙"), ("1", "2"))),
        ("rule", "", 0, ()),
        ("text", "", 0, "English words"),
    ]
    assert [run.text for run in blocks("a **b** c")[0].runs if run.strong] == ["b"]


@settings(max_examples=150, deadline=None)
@given(body=st.text(alphabet='#*-_>|`[]()<>a妇 1.\n\t&;!="{:}', max_size=80))
def test_any_markdown_becomes_blocks(body: str) -> None:
    """Whatever people typed."""
    for block in blocks(body):
        assert block.text.strip() or block.rows or block.kind == "rule"
