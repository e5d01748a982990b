"""How ``communique judge list`` shows what was judged, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table

from communique.cli.terminal import output, plain

if TYPE_CHECKING:
    from communique.store.judgements import Judgements, Pair, Sameness, Value

Row = Mapping[str, Any]
Key = tuple[str, ...]

_SIGNS = {"positive": "=", "negative": "≠", "unsure": "?"}
_NEW = "new: the next communique run applies it"
_UNPUBLISHED = "nothing is published yet: communique run"


def show_verdicts(judgements: Judgements, states: Sequence[Row] | None) -> None:
    """A line a judgement; ``states`` is what the published file knows, None where there is none."""
    known = {_key(row): row for row in states or ()}
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("judged", "what", "by", "on", "why", "state"):
        table.add_column(name, overflow="fold")
    for kind, key, what, row in _lines(judgements):
        found = known.get(key)
        state = _UNPUBLISHED if states is None else found["told"] if found else _NEW
        cells = (kind, what, row.judged_by, row.judged_on, row.reason, state)
        table.add_row(*map(plain, cells))
    if not table.row_count:
        output().print("Nothing is judged yet.")
        return
    output().print(table)


def _lines(judgements: Judgements) -> Iterator[tuple[str, Key, str, Pair | Value]]:
    kinds: tuple[Sameness, ...] = ("same_event", "same_person")
    for kind in kinds:
        for pair in judgements.pairs(kind):
            what = f"{pair.left_id} {_SIGNS.get(pair.judgement, pair.judgement)} {pair.right_id}"
            key: Key = (kind, pair.left_id, pair.right_id, "", "", "", pair.judgement)
            yield kind.replace("_", " "), key, what, pair
    for value in judgements.values:
        what = f"{value.judged_id} {value.attribute} is {value.value}"
        key_of_value: Key = ("value", "", "", *value.about, value.value)
        yield "value", key_of_value, what, value


def _key(row: Row) -> Key:
    """What tells one judgement from another, in the files and in the mart."""
    names = (
        "judgements", "left_id", "right_id", "event_id", "attendance_id", "attribute", "verdict",
    )  # fmt: skip
    return tuple(row[name] or "" for name in names)
