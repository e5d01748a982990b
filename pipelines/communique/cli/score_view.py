"""A scoring on the terminal: measures, fields, worst articles, reliability, faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.table import Table

from communique.cli.terminal import output, plain
from communique.scoring import GoldArticle, Scorecard
from communique.scoring.faults import faults
from communique.scoring.figures import fields_of
from communique.scoring.figures import worst as worst_of
from communique.scoring.reliability import CUT, Reliability, reliability
from communique.scoring.tally import Measure


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one reader: of all folders together and, when there are several, of each."""

    title: str
    gold: Sequence[GoldArticle]
    together: Scorecard
    by_set: Mapping[str, Scorecard]


def show(scored: Scored, *, worst: int, is_reliability: bool, is_errors: bool) -> None:
    """Print everything that was asked for."""
    out = output()
    out.print(plain(f"{scored.title}: {len(scored.gold)} articles\n"))
    out.print(_measures(scored))
    out.print(plain("\nEach field from end to end: with a missed thing its values are missed.\n"))
    out.print(_fields(scored.together))
    if worst:
        out.print(plain("\nThe worst articles.\n"))
        out.print(_worst(scored.together, worst))
    if is_reliability:
        for name, found in reliability(scored.together.cases).items():
            out.print(plain(f"\nReliability of {name}: {_told(found)}\n"))
            out.print(_bins(found))
    if is_errors:
        _show_faults(scored)
    out.print()


def _table(first: str, *figures: str) -> Table:
    table = Table(show_edge=False, pad_edge=False, box=None)
    table.add_column(first)
    for name in figures:
        table.add_column(plain(name), justify="right")
    return table


def _measures(scored: Scored) -> Table:
    """A row a measure; with several folders, the value of each stands before that of all."""
    value = "together" if scored.by_set else "value"
    table = _table(
        "measure", *scored.by_set, value, "precision", "recall", "right", "extra", "missed", "of"
    )
    for name, measure in scored.together.measures.items():
        apart = (_figure(card.measures.get(name, {}), "value") for card in scored.by_set.values())
        right = measure.get("tp", measure.get("hits"))
        counts = [right, *(measure.get(key) for key in ("fp", "fn", "of"))]
        shown = ("" if count is None else str(count) for count in counts)
        table.add_row(name, *apart, *_ratios(measure), *shown)
    return table


def _fields(scorecard: Scorecard) -> Table:
    table = _table("field", "F1", "precision", "recall", "right", "extra", "missed")
    for name, measure in fields_of(scorecard.cases).items():
        if "precision" not in scorecard.measures.get(name, {}):
            table.add_row(name, *_ratios(measure), *(str(measure[k]) for k in ("tp", "fp", "fn")))
    return table


def _ratios(measure: Measure) -> list[str]:
    return [_figure(measure, key) for key in ("value", "precision", "recall")]


def _figure(measure: Measure, key: str) -> str:
    value = measure.get(key)
    return "" if value is None else f"{value:.4f}"


def _worst(scorecard: Scorecard, count: int) -> Table:
    table = _table("article", "faults", "missed", "extra", "wrong")
    for article in worst_of(scorecard.cases, count):
        figures = (article.faults, article.missed, article.extra, article.wrong)
        table.add_row(plain(article.gold_id), *map(str, figures))
    return table


def _told(found: Reliability) -> str:
    if found.error is None:
        return "no row has a confidence"
    kept = f"at {CUT} and above stand {_percent(found.kept)} of the rows"
    right = f"{_percent(found.kept_right)} of them are right"
    recall = f"{_percent(found.kept_recall)} of what is labelled is among them"
    return f"expected calibration error {found.error:.3f}; {kept}, {right}, {recall}"


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.0%}"


def _bins(found: Reliability) -> Table:
    table = _table("confidence", "rows", "mean", "right")
    for held in found.bins:
        mean, right = f"{held.confidence:.3f}", f"{held.right:.3f}"
        table.add_row(f"{held.low:.1f} to {held.high:.1f}", str(held.count), mean, right)
    return table


def _show_faults(scored: Scored) -> None:
    out = output()
    out.print(plain("\nFaults.\n"))
    for fault in faults(scored.gold, scored.together.cases):
        out.print(plain(f"{fault.field}: {fault.gold_id}: {fault.told}"), soft_wrap=True)
        if fault.sentence:
            out.print(plain(f"    {fault.sentence}"), soft_wrap=True)
