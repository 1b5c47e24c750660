"""``jinguo withdraw``: record that a consent was withdrawn, and say everything that follows from it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from generator.cli.register import find_root, root_option
from generator.cli.taking_down import taking_down
from generator.cli.withdrawn import Outcome, as_text
from generator.cli.wording import Command
from generator.clock import today
from generator.pages.redacted import withheld
from generator.photos.cache import IN_REGISTER, Cache
from generator.problems import ContentError, count, did_you_mean, errors
from generator.records.changes import UnchangedError, change
from generator.records.edits import with_value
from generator.records.library import Library, load
from generator.records.names import Hidden, hidden
from generator.records.references import check_references
from generator.records.source import read_record
from generator.withdrawal.copies import Sought, digest, look
from generator.withdrawal.live import Live, live
from generator.withdrawal.register import Borne, borne

CONSENTS = "teams/consents.yml"


@click.command("withdraw", cls=Command, options_metavar="[选项]", short_help="登记撤回同意，列出要撤下的内容。")
@click.argument("consent", metavar="同意书编号")
@click.option("--on", "day", metavar="日期", help="哪一天撤回的，如 2026-03-05（默认今天）。")
@click.option("--dry-run", is_flag=True, help="只列出来，不写进登记册。")
@click.option(
    "--format", "shape", metavar="text|json", type=click.Choice(["text", "json"]), default="text", help="输出格式。"
)
@root_option
def withdraw(consent: str, day: str | None, shape: str, root: Path | None, *, dry_run: bool) -> None:
    """登记一份同意书已经撤回，列出网站上有本人的所有网址，以及要人动手撤下的内容。

    下一次 jinguo build 以后，网站上就没有本人的姓名、照片和事迹。不打印本人姓名。

    例子：jinguo withdraw c-2026-0101
    """
    found_root = root or find_root(Path.cwd())
    library, problems = load(found_root)
    since = _since(library, consent, found_root)
    on = _day(day) if day else today()
    if since is None:
        _allowed(library, consent, on)
        if not dry_run and not _record(found_root, consent, on):
            library, problems = load(found_root)
            since = _since(library, consent, found_root) or on
    wrong = errors([*problems, *check_references(library)])
    trouble = f"登记册有错误，{count(wrong)}" if wrong else ""
    outcome = _followed(_killed(library, consent, since or on), consent, trouble)
    if not dry_run:
        _forget(found_root, outcome)
    state = "already" if since else "dry-run" if dry_run else "recorded"
    outcome = dataclasses.replace(outcome, state=state, on=f"{since or on}")
    click.echo(json.dumps(outcome.told(), ensure_ascii=False, indent=2) if shape == "json" else as_text(outcome))


def _since(library: Library, consent: str, root: Path) -> dt.date | None:
    """The day of a withdrawal that is recorded already.

    Raises:
        click.ClickException: no such consent.
    """
    if consent in library.consents:
        return library.consents[consent].fields.withdrawn
    if ("consents", consent) in library.broken:
        message = f"{CONSENTS} 里 {consent} 这一项写得不对，请先运行 jinguo check 改好"
    elif not library.consents:
        message = f"{root / CONSENTS} 里没有读到同意书，请先运行 jinguo check"
    else:
        hint = did_you_mean(consent, library.consents)
        message = f"没有 {consent} 这份同意书{f'，{hint}' if hint else ''}"
    raise click.ClickException(message)


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or f"{day}" != text:
        raise click.ClickException(f"日期 “{text[:20]}” 的写法不对，请写成 2026-03-05 这样") from None
    return day


def _allowed(library: Library, consent: str, on: dt.date) -> None:
    given = library.consents[consent].fields.given
    if on > today():
        raise click.ClickException(f"撤回日期 {on} 在将来；撤回当天就生效，请写今天或以前的日期")
    if on < given:
        raise click.ClickException(f"撤回日期 {on} 早于同意日期 {given}")


def _record(root: Path, consent: str, on: dt.date) -> bool:
    """One more value in the list of consents, every other byte as it was; False where another run was first.

    Raises:
        click.ClickException: it could not be written, or does not stand there afterwards.
    """
    by_hand = f"撤回还没有登记。请在 {CONSENTS} 里 {consent} 那一项加上 withdrawn: {on}"

    def withdrawn(text: str) -> str:
        return text if _withdrawn(text, consent) else with_value(text, (consent, "withdrawn"), on)

    try:
        changed = change(root, {CONSENTS: withdrawn})
        written = _withdrawn((root / CONSENTS).read_bytes().decode(), consent)
    except UnchangedError as error:
        raise click.ClickException(f"{error.reason}，{by_hand}") from None
    except (OSError, UnicodeDecodeError):
        written = ""
    if not written:
        raise click.ClickException(f"写好以后再读，{CONSENTS} 里却没有，{by_hand}")
    return bool(changed)


def _withdrawn(text: str, consent: str) -> str:
    """What the list says of a withdrawal, as it stands."""
    values: Any = read_record(CONSENTS, text.removeprefix("\ufeff").replace("\r\n", "\n"), []).values
    fields = values.get(consent) if isinstance(values, Mapping) else None
    return str(fields.get("withdrawn") or "") if isinstance(fields, Mapping) else ""


def _killed(library: Library, consent: str, on: dt.date) -> Library:
    """The register as it is from now on."""
    entry = library.consents[consent]
    fields = entry.fields.model_copy(update={"withdrawn": on})
    return dataclasses.replace(
        library, consents={**library.consents, consent: dataclasses.replace(entry, fields=fields)}
    )


def _followed(library: Library, consent: str, trouble: str) -> Outcome:
    """Everything that shows the person; a register with errors keeps no withdrawal from being recorded."""
    held, seen = borne(library, consent, today()), Live()
    if not trouble:
        try:
            seen = live(library, consent, today())
        except ContentError as error:
            trouble = f"登记册有错误，{count(error.problems)}"
    untold = tuple(
        entry.path
        for kind in ("activities", "projects", "communities")
        for entry in getattr(library, kind).values()
        if consent in entry.fields.named and withheld(library, entry, today())
    )
    url = (library.federation.fields.site.url or "") if library.federation else ""
    copies = look(library.root, _sought(library, held, seen))
    now = taking_down(library.root, consent)
    return Outcome(consent, "", "", url, seen, held, copies, untold, trouble, now)


def _forget(root: Path, outcome: Outcome) -> None:
    """What was made of her photographs is not kept for another build."""
    hers = {digest(root / path) for path in outcome.borne.masters}
    Cache(root / IN_REGISTER).forget({*outcome.live.masters, *hers} - {""})


def _sought(library: Library, held: Borne, seen: Live) -> Sought:
    known = hidden(library, today()).known - held.names
    names = Hidden(dict.fromkeys(held.names, ""), known)
    pages = tuple(f"{address.removesuffix('.html')}." for address in seen.own)
    pictures = tuple(address.rpartition("/")[2] for address in seen.photos)
    masters = {digest(library.root / path) for path in held.masters}
    webs = {digest(library.root / "site" / address) for address in seen.photos}
    return Sought(names, pages + pictures, frozenset((masters | webs) - {""}), held.stories)
