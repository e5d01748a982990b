"""The score gate: how well the labelled sets are read, held to floors that only go up.

Document-level measures only: the core reads each text in this process and no database is opened.

    .venv/bin/python tests/gold/gate.py                    # each measure beside its floor
    .venv/bin/python tests/gold/gate.py --engine NAME      # of one engine
    .venv/bin/python tests/gold/gate.py --raise            # raise floors to what is reached now

The floors file holds a reader (an engine, or "grammar": parts that every engine stands on), then a
set, then a measure. A floor lies a little below what was reached, so that a change of one case does
not turn a build red; ``--raise`` never lowers one, and ``lowered`` tells when somebody did by hand.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import grammar

from communique.engines.registry import load_engine
from communique.scoring import GoldArticle, Scorecard, load_gold, score
from communique.scoring.rereading import read_anew

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
FLOORS = Path(__file__).with_name("floors.json")
SETS = {
    "seeds": (SHARED / "corpus" / "seeds",),
    "dev": (SHARED / "corpus" / "dev",),
    "dev_real": (SHARED / "corpus" / "dev_real",),
    "dev+dev_real": (SHARED / "corpus" / "dev", SHARED / "corpus" / "dev_real"),
    "public": (REPOSITORY / "data" / "gold",),
    "train_real": (SHARED / "corpus" / "train_real",),
}
"""The labelled sets by name; only the public one is part of the repository."""
SETS_OF_ENGINES = ("seeds", "dev", "dev_real", "dev+dev_real", "public")
SETS_OF_GATE = ("public", "train_real")
GRAMMAR = "grammar"
MEASURED_ELSEWHERE = ("copies", "merging")
"""Need dbt: see ``tests/pipeline/merging_alone.py`` and ``tests/pipeline/test_copies.py``."""
_MARGIN = 0.01
_CEILING = "_at_most"

Floors = Mapping[str, Any]
"""A tree of names with a floor at each leaf."""


def is_here(name: str) -> bool:
    """Whether the set can be measured on this machine."""
    if name == "weekdays":
        return grammar.weekdays.CASES.is_file()
    return all(folder.is_dir() for folder in SETS[name])


def sets_of(reader: str) -> tuple[str, ...]:
    """The sets on which a reader is measured."""
    return (*SETS_OF_GATE, "weekdays") if reader == GRAMMAR else SETS_OF_ENGINES


def measures(name: str, reader: str = "rules") -> dict[str, float]:
    """Each measure of one set, 0 to 1; those without a case are left out."""
    if reader != GRAMMAR:
        return _of_engine(name, reader)
    if name == "weekdays":
        return grammar.weekday_measures()
    return grammar.gate_measures(_gold(name))


def _of_engine(name: str, engine_name: str) -> dict[str, float]:
    card = scorecard(name, engine_name)
    return {
        measure: float(figures["value"])
        for measure, figures in card.measures.items()
        if figures["value"] is not None and _has_cases(figures)
    }


@cache
def scorecard(name: str, engine_name: str) -> Scorecard:
    """The scores of one set as an engine reads it now."""
    tables: dict[str, list[Mapping[str, Any]]] = {}
    for folder in SETS[name]:
        for table, rows in _tables(folder, engine_name).items():
            tables.setdefault(table, []).extend(rows)
    return score(_gold(name), tables, is_merged=False)


@cache
def _tables(folder: Path, engine_name: str) -> dict[str, list[Mapping[str, Any]]]:
    return read_anew(load_gold(folder), load_engine(engine_name))


def _gold(name: str) -> tuple[GoldArticle, ...]:
    return tuple(article for folder in SETS[name] for article in load_gold(folder))


def _has_cases(figures: Mapping[str, Any]) -> bool:
    return any(figures.get(count) for count in ("tp", "fn", "of"))


def all_floors() -> dict[str, dict[str, dict[str, float]]]:
    """The floors: reader, then set, then measure."""
    return dict(json.loads(FLOORS.read_text(encoding="utf-8")))


def floors(reader: str = "rules") -> dict[str, dict[str, float]]:
    """The floors of one reader: set, then measure."""
    return all_floors().get(reader, {})


def below(name: str, reached: Mapping[str, float], reader: str = "rules") -> list[str]:
    """A sentence for each measure that is under its floor or was not measured."""
    return [
        f"{name}: {measure} is {reached.get(measure, 0.0):.4f}, its floor {floor}"
        for measure, floor in floors(reader).get(name, {}).items()
        if reached.get(measure, 0.0) < floor
    ]


def raised(old: Mapping[str, float], reached: Mapping[str, float]) -> dict[str, float]:
    """Floors as high as the old ones, or just under what is reached where that is more."""
    new = {
        measure: value if value == 1.0 else math.floor((value - _MARGIN) * 1000) / 1000
        for measure, value in reached.items()
    }
    return {m: max(old.get(m, 0.0), new.get(m, 0.0)) for m in sorted({*old, *new})}


def lowered(old: Floors, new: Floors) -> list[str]:
    """A sentence for each floor of ``old`` that ``new`` has weaker or has not at all.

    A measure named ``..._at_most`` is a ceiling: it is weaker when it is higher.
    """
    known = dict(_leaves(new))
    return [
        f"{': '.join(path)}: the floor was {floor}, it is {known.get(path)}"
        for path, floor in _leaves(old)
        if path not in known or _is_weaker(path[-1], floor, known[path])
    ]


def _leaves(floors: Mapping[str, Any], *above: str) -> Iterator[tuple[tuple[str, ...], float]]:
    """Each floor with the names over it; "copies" has no sets, so it is one name shorter."""
    for name, value in floors.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, *above, name)
        else:
            yield (*above, name), float(value)


def _is_weaker(measure: str, before: float, now: float) -> bool:
    return now > before if measure.endswith(_CEILING) else now < before


def floors_before() -> Iterator[tuple[str, Floors]]:
    """The floors as each commit that touched them left them; nothing where git knows none."""
    path = FLOORS.relative_to(REPOSITORY).as_posix()
    for commit in _git("log", "--format=%h", "--", path).split():
        text = _git("show", f"{commit}:{path}")
        if text:
            yield commit, json.loads(text)


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    return done.stdout if done.returncode == 0 else ""


def _check(reader: str, write: Callable[[str], object]) -> tuple[dict[str, Any], list[str]]:
    """Measures a reader on every set that is here: the raised floors, and what is missed."""
    known, missed = floors(reader), []
    for name in filter(is_here, sets_of(reader)):
        reached = measures(name, reader)
        for measure, value in reached.items():
            floor = known.get(name, {}).get(measure)
            write(f"{reader:8} {name:12} {measure:26} {value:.4f}  floor {floor}\n")
        missed += below(name, reached, reader)
        known[name] = raised(known.get(name, {}), reached)
    return known, missed


def main(arguments: list[str]) -> int:
    """Print the figures; with ``--raise`` write higher floors. Returns 1 when one is missed."""
    asked = argparse.ArgumentParser(description="measures of the labelled sets beside their floors")
    asked.add_argument("--engine", action="append", help=f"a reader; {GRAMMAR} is one, too")
    asked.add_argument("--raise", action="store_true", dest="is_raising")
    options = asked.parse_args(arguments)
    known = all_floors()
    missed: list[str] = []
    for reader in options.engine or [name for name in known if name not in MEASURED_ELSEWHERE]:
        higher, under = _check(reader, sys.stdout.write)
        known |= {reader: higher}
        missed += under
    if options.is_raising:
        FLOORS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write("".join(f"{line}\n" for line in missed))
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
