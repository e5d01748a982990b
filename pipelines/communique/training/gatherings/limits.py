r"""Chooses the limits of the learned reader on labelled articles: weights are not touched.

    python -m communique.training.gatherings.limits --articles FOLDER [--articles FOLDER] \
        --weights FOLDER [--floors tests/gold/floors.json] [--rounds 2] [--views 3] [--workers 2]

Writes them into the card of the weights. The articles must not be those of the training. The scales
of confidence depend on the limits, so ``calibrate`` comes after. From the limits that stand in the
card one after the other takes at most one step a round, up or down, where that helps, in a fixed
order: the same start and articles give the same limits. Where floors are given, what lies under its
floor counts ``_UNDER`` times. Each view but the first blurs the network's numbers a little, so that
no limit is chosen for one likelihood that happens to lie beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from communique.engines.learned.engine import LearnedEngine
from communique.engines.learned.network import CARD, States, network
from communique.engines.learned.thresholds import Thresholds
from communique.engines.learned.windows import Window
from communique.engines.learned.words import Words
from communique.scoring import load_gold, score
from communique.scoring.rereading import read_anew

Limits = dict[str, float]
Tables = dict[str, list[Mapping[str, Any]]]
Floors = Mapping[str, Mapping[str, float]]

WORTH = {
    "people": 1.0, "attendees": 1.0, "attendees_all_fields": 1.0, "events_main": 1.0,
    "events_background": 1.0, "event_type": 0.3, "event_status": 0.3, "event_date": 0.3,
    "event_salience": 0.3, "event_country": 0.2, "event_city": 0.2, "attendee_role": 0.1,
    "attendee_country": 0.2, "attendee_participation": 0.3,
}  # fmt: skip
"""What a measure counts: finding more than describing, which "all fields" holds besides."""
_UNDER = 10.0
BLUR = {"words": 0.07, "triggers": 0.21, "tags": 0.15}
"""How far each kind of number is blurred, as a standard deviation: as far as eight-bit sums move
them from exact ones (root mean square on 40 articles).
"""
STEPS = {
    "telling": 0.05, "person": 0.05, "side": 0.05, "again": 0.05, "told": 0.05, "same": 0.05,
    "bare": 0.1, "seconded": 0.05, "untitled": 0.1, "second": 0.5, "listed": 0.5, "main": 0.05,
    "foremost": 0.05, "past": 0.1, "typed": 0.1, "stated": 0.5, "joint": 0.5, "capacity": 0.5,
    "time": 0.1, "timed": 0.5, "place": 0.1, "stray": 0.1, "placed": 0.5, "land": 0.1, "alike": 0.1,
    "agreed": 0.1, "believed": 0.1, "body": 0.1, "spoken": 0.1,
}  # fmt: skip
"""How far a limit moves at once; those not named here stay."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Choose, and write the card."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, action="append", required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--floors", type=Path, default=None)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--views", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    path = options.weights / CARD
    if not path.is_file():
        raise SystemExit(f"no {CARD} in {options.weights}: make the weights first (make train)")
    for folder in options.articles:
        if not any(folder.glob("*.json")):
            raise SystemExit(f"no labelled articles in {folder}: name a folder of .txt and .json")
    card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    known = json.loads(options.floors.read_text(encoding="utf-8")) if options.floors else {}
    first = asdict(Thresholds.read(card["thresholds"]))
    with ProcessPoolExecutor(
        options.workers, get_context("spawn"), _begin,
        (options.weights, tuple(options.articles), known.get("learned", {}), options.views),
    ) as pool:  # fmt: skip
        found = chosen(first, lambda tries: pool.map(_worth, tries), options.rounds, _say)
    card["thresholds"] = found
    path.write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def chosen(
    first: Limits, worth: Callable[[Sequence[Limits]], Iterator[float]], rounds: int,
    say: Callable[[str], None],
) -> Limits:  # fmt: skip
    """The limits that are worth most, from ``first`` by steps of one limit at a time."""
    best, value = dict(first), next(iter(worth([first])))
    say(f"at first {value:.4f}")
    for _ in range(rounds):
        before = value
        for name, step in STEPS.items():
            tries = [{**best, name: round(best[name] + way * step, 3)} for way in (-1, 1)]
            for limits, new in zip(tries, worth(tries), strict=True):
                if new > value:
                    best, value = limits, new
                    say(f"{value:.4f} {name} {best[name]}")
        if value == before:
            break
    return best


def worth_of(measures: Mapping[str, float], floors: Mapping[str, float]) -> float:
    """The mean measure by WORTH, less what lies under its floor."""
    counted = {name: weight for name, weight in WORTH.items() if name in measures}
    mean = sum(measures[name] * weight for name, weight in counted.items()) / sum(counted.values())
    under = sum(max(0.0, floor - measures.get(name, 0.0)) for name, floor in floors.items())
    return mean - _UNDER * under / len(WORTH)


class Validation:
    """The articles of ``folders`` as one engine reads them by different limits, in ``views``.

    What the network says of a text does not hang on the limits, so it is asked once.
    """

    def __init__(
        self, weights: Path, folders: Sequence[Path], floors: Floors, views: int = 1
    ) -> None:
        self._engine = LearnedEngine(weights)
        self._gold = {folder.name: load_gold(folder) for folder in folders}
        self._floors, self._views, self._view = floors, views, 0
        self._network = network(weights)
        ask = self._network.read
        known: dict[tuple[object, ...], States] = {}

        def read(words: Words, windows: Sequence[Window]) -> States:
            key = (words.texts, tuple(w.words.tobytes() for w in windows))
            if key not in known:
                known[key] = ask(words, windows)
            return blurred(known[key], self._view)

        self._network.read = read  # type: ignore[method-assign]

    def worth(self, limits: Limits) -> float:
        """The mean worth of the sets in all views, less what lies under the floors in the first."""
        self._network.card = {**self._network.card, "thresholds": limits}
        values: list[float] = []
        under = 0.0
        for view in range(self._views):
            self._view = view
            tables = {name: read_anew(gold, self._engine) for name, gold in self._gold.items()}
            values += [worth_of(self._measures([name], tables), {}) for name in tables]
            if view == 0:
                under = self._under(tables)
        return sum(values) / len(values) - under

    def _under(self, tables: Mapping[str, Tables]) -> float:
        """What lies under the floors of the sets, apart and together."""
        missed = 0.0
        for sets, floors in self._floors.items():
            names = sets.split("+")
            if all(name in tables for name in names):
                reached = self._measures(names, tables)
                missed += worth_of(reached, {}) - worth_of(reached, floors)
        return missed / len(tables)

    def _measures(self, names: Sequence[str], tables: Mapping[str, Tables]) -> dict[str, float]:
        whole: Tables = {}
        for name in names:
            for table, rows in tables[name].items():
                whole.setdefault(table, []).extend(rows)
        gold = [article for name in names for article in self._gold[name]]
        return {
            name: float(figures["value"])
            for name, figures in score(gold, whole, is_merged=False).measures.items()
            if figures["value"] is not None and any(figures.get(n) for n in ("tp", "fn", "of"))
        }


def blurred(states: States, view: int) -> States:
    """The numbers as ``view`` sees them: blurred by BLUR, but in the first; the same every time."""
    if view == 0:
        return states
    told = {}
    for no, (name, by) in enumerate(BLUR.items()):
        numbers = getattr(states, name)
        noise = np.random.default_rng([view, no, len(numbers)]).standard_normal(numbers.shape)
        told[name] = (numbers + by * noise).astype(np.float32)
    return States(**told)


@cache
def _validation() -> list[Validation]:
    return []


def _begin(weights: Path, folders: tuple[Path, ...], floors: Floors, views: int) -> None:
    _validation().append(Validation(weights, folders, floors, views))


def _worth(limits: Limits) -> float:
    return _validation()[0].worth(limits)


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
