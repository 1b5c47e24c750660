"""CODEOWNERS from the register: who is asked to look at which folder, by division."""

from __future__ import annotations

from collections.abc import Iterable

from generator.records.files import FOLDERS
from generator.records.library import TOP, Library
from generator.records.rule_settings import Signer

PLACES = (".github/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where GitHub and GitLab look for it; both read these patterns alike, and sections (GitLab) are not used."""
FIRST = "# 由 jinguo codeowners 按 teams/federation.yml 的 signers 和 maintainers 生成，请不要手改。"
"""The line that tells our file from somebody else's."""
_FORGE = ("/.github/", "/.gitlab/", "/.gitlab-ci.yml")
"""Always at the top of the repository."""
_PROGRAMS = (
    *("/generator/", "/theme/", "/tests/", "/benchmarks/", "/.github/", "/.ci/", "/.gitlab/", "/.gitlab-ci.yml"),
    *("/publish.yml", "/mkdocs.yml", "/pyproject.toml", "/Makefile", "/.gitattributes", "/.gitignore"),
)
_KEPT = ("/teams/federation.yml", "/teams/consents.yml", "/teams/consents.sealed", "/teams/retired.yml")
"""Of the federation alone; and who may read sealed sheets is decided by it and by who keeps the program."""


class NoOwners(Exception):  # noqa: N818 - told to a user in Chinese
    """Nobody can be asked; the message is Chinese."""


def owners(library: Library, place: str = "") -> str:
    """The text of the file; the last line that fits a path counts.

    Args:
        library: the register.
        place: its folder in the repository: empty, or ``folder/``. Of what lies beside it nobody is named.

    Raises:
        NoOwners: ``federation.yml`` names nobody for the whole federation.
    """
    facts = library.facts
    everywhere = [each for each in facts.signers if each.division in {None, facts.code}]
    whole = _accounts(everywhere)
    keepers = _handles(facts.maintainers) or whole
    if not whole and not keepers:
        raise NoOwners("federation.yml 里没有登记管全部地方的 signers（不写 division 的账号），也没有 maintainers")
    lines = [FIRST]
    if facts.sample:
        lines.append("# 示例登记册：这些账号是虚构的。")
    programs = ("/" if place else "*", *_PROGRAMS)
    lines += ["", "# 程序、模板、流程和别的文件", *(_line(each, keepers) for each in programs)]
    lines += ["", "# 登记册", *(_line(f"/{folder}/", whole or keepers) for folder in FOLDERS)]
    for code, name in _divisions(library):
        own = _accounts(each for each in facts.signers if each.division == code)
        if own:
            lines += ["", f"# {name}", *(_line(each, own) for each in _folders(library, code))]
    lines += ["", "# 本会的设置、同意书；谁能打开密封资料", *(_line(each, whole or keepers) for each in _KEPT)]
    lines.append(_line("/teams/**/recipients.txt", dict.fromkeys([*whole, *keepers])))
    return "\n".join(_below(place, line) for line in lines) + "\n"


def _below(place: str, line: str) -> str:
    """A line for a register in a folder of its repository; blanks in a pattern are escaped."""
    if not place or not line.startswith("/") or line.startswith(_FORGE):
        return line
    return f"/{place.replace(' ', chr(92) + ' ')}{line.removeprefix('/')}"


def _divisions(library: Library) -> list[tuple[str, str]]:
    return [(each.code, each.label) for each in library.facts.divisions if each.code != library.facts.code]


def _folders(library: Library, code: str) -> list[str]:
    """Of the teams directly below the top that are of a division, and of what they organise.

    The name of an activity's folder is the day, the folder of the team, and a word.
    """
    names = sorted(
        address for address, team in library.teams.items()
        if address != TOP and "/" not in address and team.fields.division == code
    )  # fmt: skip
    return [pattern for name in names for pattern in (f"/teams/{name}/", f"/activities/*/????-{name}-*/")]


def _accounts(signers: Iterable[Signer]) -> dict[str, None]:
    return _handles(each.account for each in signers)


def _handles(accounts: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(f"@{each.removeprefix('@')}" for each in accounts)


def _line(pattern: str, handles: Iterable[str]) -> str:
    return f"{pattern} {' '.join(handles)}"
