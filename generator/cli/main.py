"""``jinguo``: the commands of the command line."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

import click

from generator import __version__
from generator.cli.wording import LazyGroup, run

_COMMANDS = {
    "admin": "admin:admin",
    "check": "check:check",
    "fix": "fix:fix",
    "build": "build:build",
    "serve": "build:serve",
    "leaks": "leaks:leaks",
    "publish": "publish:publish",
    "rollback": "rollback:rollback",
    "article": "article:article",
    "key": "key:key",
    "photos": "photos:photos",
    "roster": "roster_commands:roster",
    "seal": "seal:seal",
    "report": "report:report",
    "print": "print_commands:printing",
    "service": "service:service",
    "intake": "intake:intake",
    "withdraw": "withdraw:withdraw",
    "new": "new:new",
    "hooks": "hooks:hooks",
    "rules": "rules:rules",
    "compare": "compare:compare",
    "verify": "verify:verify_target",
    "patrol": "patrol:patrol",
    "codeowners": "codeowners:codeowners",
    "schema": "rules:schema",
}


@click.group(
    cls=LazyGroup,
    lazy=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="命令 …",
    options_metavar="[选项]",
)
@click.version_option(__version__, prog_name="jinguo", message="%(prog)s %(version)s", help="显示版本。")
def jinguo() -> None:
    """巾帼志愿服务宣传：从登记册（teams、activities、content）到公开网站和内部名册。

    例子：jinguo check
    """


def speak_chinese() -> None:
    """Make sure that no character of ours can stop a command, whatever the machine's encoding (Windows: GBK, cp1252).

    A file or another program gets UTF-8; a terminal gets its own encoding, with ``?`` for what it cannot show.
    Python programs that we start follow.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")
    encoding = sys.stdout.encoding if sys.stdout is not None else "utf-8"
    os.environ["PYTHONIOENCODING"] = f"{encoding}:replace"


def main() -> None:
    """Entry point of the ``jinguo`` program."""
    speak_chinese()
    run(jinguo)
