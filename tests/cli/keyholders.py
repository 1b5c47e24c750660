"""What the tests of key commands share: a tiny register with keys of its own, and the command line."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli.main import jinguo
from generator.sealed.age import new_identity, parse_identities
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import seal_row
from tests import tiny
from tests.lines import add_lines
from tests.sealed.conftest import START

WORDS = "样例 口令 tuba-keno"
"""A passphrase."""
PLAIN = new_identity("样例总队")
OWNER, BACKUP, XINHUA = parse_identities(PLAIN), *(parse_identities(new_identity("test")) for _ in range(2))
SHEET = "teams/xinhua/aixin/roster.sealed"


def small_register(root: Path) -> Path:
    """A tiny register with two lists and one volunteer."""
    tiny.write(root)
    listed = f"# 市妇联办公室\n{OWNER.public[0]}\n# 离线备份\n{BACKUP.public[0]}\n"
    (root / "teams/recipients.txt").write_text(listed, encoding="utf-8")
    (root / "teams/xinhua/recipients.txt").write_text(f"# 新华区妇联\n{XINHUA.public[0]}\n", encoding="utf-8")
    values = {"name": "周样桃", "mobile": "13000000000"}
    add_lines(root / SHEET, [seal_row(SHEET, "r-1", values, recipient_keys(root, SHEET), START)])
    return root


def run(*arguments: str | Path, typed: str = "") -> Result:
    """Run a command."""
    return CliRunner().invoke(jinguo, [str(each) for each in arguments], input=typed)
