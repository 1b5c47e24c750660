"""``jinguo hooks …``: the check for personal data before anything enters git's history."""

from __future__ import annotations

import click

from generator.cli.wording import LazyGroup

_COMMANDS = {
    "install": "hooks_install:install",
    "staged": "hooks_run:staged_files",
    "message": "hooks_run:message",
    "pushed": "hooks_run:pushed",
}


@click.group(
    "hooks",
    cls=LazyGroup,
    lazy=_COMMANDS,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    short_help="提交以前查个人信息：进了 git 历史就收不回来。",
)
def hooks() -> None:
    """装好以后，每次 git commit、git push 以前自动查要提交的文件和提交说明。

    查身份证号、手机号、微信号、邮箱、私钥、照片里的拍摄地点、名册和 Office 文件；查到了就不让提交，不显示号码。

    例子：jinguo hooks install
    """
