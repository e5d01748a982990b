"""``communique judge``: a person's verdicts as rows of data/judgements, which win over every rule.

What belongs here: the words of the commands. What does not: which mention an id stands for, what
contradicts what, and the writing of files.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import DataDir, settings_for
from communique.cli.terminal import WRONG_USAGE, fail, failing_on, output, plain
from communique.cli.verdicts import show_verdicts

if TYPE_CHECKING:
    import duckdb

    from communique.queries.judged import Mention
    from communique.settings import Settings
    from communique.store.judgements import Judgements, Pair, Place, Sameness, Value
    from communique.store.objections import Objections

judge = typer.Typer(
    help="Judge what is one event, who is one person, which value is right; a run applies it.",
    no_args_is_help=True,
)

Not = Annotated[bool, typer.Option("--not", help="They are two, not one.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; whoever reads the result sees it.")]
By = Annotated[
    str | None,
    typer.Option(
        "--by", help="Who judges; none: the user's name as the machine knows it.", metavar="NAME"
    ),
]
Instead = Annotated[
    bool, typer.Option("--instead", help="Withdraw the judgements that this one contradicts.")
]
_PERSON = "A person_id, attendance_id or attendee_mention_id."


@judge.command("same-event")
def same_event(
    left: Annotated[str, typer.Argument(help="An event_id or event_mention_id.")],
    right: Annotated[str, typer.Argument(help="The other.")],
    reason: Reason,
    is_not: Not = False,
    by: By = None,
    instead: Instead = False,
    data_dir: DataDir = None,
) -> None:
    """Judge that two reports tell of one gathering, or with --not of two."""
    from communique.queries import judged

    settings = settings_for(data_dir)
    with _asking(settings) as con:
        ends = [judged.event_mention(con, given) for given in (left, right)]
        _refuse_one(con, ends, is_not=is_not)
    if not is_not and ends[0].article_id == ends[1].article_id:
        fail(f"{ends[0].said_by} tells of both in one article: those are never one event")
    _judge_pair(settings, "same_event", ends, (is_not, reason, by, instead))


@judge.command("same-person")
def same_person(
    left: Annotated[str, typer.Argument(help=_PERSON)],
    right: Annotated[str, typer.Argument(help="The other.")],
    reason: Reason,
    is_not: Not = False,
    by: By = None,
    instead: Instead = False,
    data_dir: DataDir = None,
) -> None:
    """Judge that two namings are of one person, or with --not of two."""
    from communique.queries import judged

    settings = settings_for(data_dir)
    with _asking(settings) as con:
        ends = [judged.person_mention(con, given) for given in (left, right)]
        _refuse_one(con, ends, is_not=is_not)
    _judge_pair(settings, "same_person", ends, (is_not, reason, by, instead))


@judge.command("value")
def value(
    event: Annotated[str, typer.Argument(help="The event's id, or its unique beginning.")],
    attribute: Annotated[str, typer.Argument(help="start_date, city, role, participation …")],
    right_value: Annotated[str, typer.Argument(metavar="VALUE", help="What is right.")],
    reason: Reason,
    attendance: Annotated[
        str | None, typer.Option("--attendance", help="The attendance_id of a participant.")
    ] = None,
    by: By = None,
    instead: Instead = False,
    data_dir: DataDir = None,
) -> None:
    """Judge which value of an event, or of one of its participants, is right."""
    from communique.queries import judged
    from communique.store import objections
    from communique.store.judged_values import BadValueError, checked_value
    from communique.store.judgements import Value

    settings = settings_for(data_dir)
    with failing_on(BadValueError):
        right = checked_value(
            settings.policy_dir, attribute, right_value, is_of_participant=attendance is not None
        )
    with _asking(settings) as con:
        subject = judged.subject(con, event, attendance)
    new = Value(
        subject.event_id, subject.attendance_id, attribute, right, *_signed(settings, by, reason)
    )
    with _changing(settings) as before:
        found = objections.to_value(new, before.values)
        _settle(found, instead=instead)
        kept = [row for row in before.values if row not in (*found.contrary, *found.doubled)]
        _write(
            settings,
            replace(
                before,
                values=(*kept, new),
                places=(*before.places, *_places(new.judged_id, subject.mentions[:5])),
            ),
        )
    output().print(plain(f"{attribute} of {subject.thing} is {right}."))
    _tell_ending(settings)


@judge.command("list")
def list_(data_dir: DataDir = None) -> None:
    """Show every judgement, and whether what it names is still there."""
    from communique.queries import judged
    from communique.queries.published import PublishedError
    from communique.store.judgements import JudgementsError, read_judgements

    settings = settings_for(data_dir)
    with failing_on(JudgementsError):
        judgements = read_judgements(settings.judgements_dir)
    states = None
    if settings.published_path.is_file():
        with failing_on(PublishedError), _asking(settings) as con:
            states = judged.states(con)
    show_verdicts(judgements, states)


@contextmanager
def _asking(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file; what it cannot answer ends the command."""
    import duckdb

    from communique.queries.published import PublishedError, first_line, open_published

    with failing_on(PublishedError), open_published(settings.published_path) as con:
        try:
            yield con
        except duckdb.Error as error:
            fail(
                f"{settings.published_path}: does not hold the marts as this version writes them "
                f"({first_line(error)}); publish anew with: communique run"
            )


def _refuse_one(con: duckdb.DuckDBPyConnection, ends: Sequence[Mention], *, is_not: bool) -> None:
    """Stop where both ids lead to one mention: nothing can be said of a pair that is none."""
    from communique.queries import judged

    left, right = ends
    if left.mention_id != right.mention_id:
        return
    others = judged.others_of(con, left)
    if not is_not:
        fail(f"both ids are {left.thing}: they are one already", WRONG_USAGE)
    if not others:
        fail(f"both ids are {left.thing}, and one place alone tells of it", WRONG_USAGE)
    fail(
        f"both ids are {left.thing}; to part it, name two of its mentions:\n"
        + judged.listing((left, *others)),
        WRONG_USAGE,
    )


def _judge_pair(
    settings: Settings,
    kind: Sameness,
    ends: Sequence[Mention],
    said: tuple[bool, str, str | None, bool],
) -> None:
    from communique.store import objections
    from communique.store.judgements import Pair

    is_not, reason, by, instead = said
    left, right = sorted(end.mention_id for end in ends)
    new = Pair(left, right, "negative" if is_not else "positive", *_signed(settings, by, reason))
    with _changing(settings) as before:
        found = objections.to_pair(new, before.pairs(kind))
        _settle(found, instead=instead)
        kept = [row for row in before.pairs(kind) if row not in (*found.contrary, *found.doubled)]
        places = (place for end in ends for place in _places(end.mention_id, [end]))
        after = before.with_pairs(kind, (*kept, new))
        _write(settings, replace(after, places=(*before.places, *places)))
    told = "two, not one" if is_not else "one"
    output().print(plain(f"Judged {told}:"))
    for end in ends:
        output().print(plain(f"  {end.mention_id}  {end.thing}, as {end.said_by} tells it"))
    output().print(
        "The row names these two mentions, not events or persons: their ids come from page and "
        "place,\nso they stay when events or persons are merged, and are found again by their "
        "place when a page is read anew."
    )
    _tell_ending(settings)


def _signed(settings: Settings, by: str | None, reason: str) -> tuple[str, str, str]:
    """Who, when, why; fails where one of them is not to be had."""
    why = " ".join(reason.split())
    if not why:
        fail("--reason is empty; say why, for whoever reads the result", WRONG_USAGE)
    try:
        who = (by if by is not None else getpass.getuser()).strip()
    except (KeyError, OSError, ImportError):
        who = ""
    if not who:
        fail("nobody knows who judges; say so with --by NAME", WRONG_USAGE)
    return who, settings.clock().date().isoformat(), why


@contextmanager
def _changing(settings: Settings) -> Iterator[Judgements]:
    """The judgements so far; nobody else changes them meanwhile."""
    from communique.store.judgements import JudgementsError, read_judgements
    from communique.store.locks import LockHeldError, hold

    lock = settings.data_dir / ".judgements.lock"
    with (
        failing_on(JudgementsError, LockHeldError),
        hold(lock, wait_s=10, what="another judgement"),
    ):
        yield read_judgements(settings.judgements_dir)


def _settle(found: Objections, *, instead: bool) -> None:
    """Stop at what is judged already, or otherwise and not to be withdrawn."""
    if found.doubled and not found.contrary:
        output().print(plain("Judged already, so nothing is written: " + _row(found.doubled[0])))
        raise typer.Exit
    if found.contrary and not instead:
        rows = "\n".join(f"  {_row(row)}" for row in found.contrary)
        fail(f"this contradicts what was judged:\n{rows}\nwithdraw it with --instead, or leave it")
    for row in found.contrary:
        output().print(plain("Withdrawn: " + _row(row)))


def _row(row: Pair | Value) -> str:
    from communique.store.judgements import Pair

    signed = f"({row.judged_by}, {row.judged_on}: {row.reason})"
    if isinstance(row, Pair):
        sign = {"positive": "=", "negative": "≠"}.get(row.judgement, "?")
        return f"{row.left_id} {sign} {row.right_id} {signed}"
    return f"{row.judged_id} {row.attribute} is {row.value} {signed}"


def _places(judged_id: str, mentions: Sequence[Mention]) -> Iterator[Place]:
    from communique.store.judgements import Place

    for m in mentions:
        words = " ".join(m.surface.split())
        yield Place(judged_id, m.article_id, str(m.span_start), str(m.span_end), words)


def _write(settings: Settings, judgements: Judgements) -> None:
    from communique.store.judgements import write_judgements

    with failing_on(OSError):
        write_judgements(settings.judgements_dir, judgements)


def _tell_ending(settings: Settings) -> None:
    output().print(
        plain(f"Written to {settings.judgements_dir}; the next communique run applies it.")
    )
