"""The score gate: how well an engine reads the labelled sets, held to floors that only go up.

Document-level measures only: the core reads each text in this process and no database is opened.

    .venv/bin/python tests/gold/gate.py            # print each measure beside its floor
    .venv/bin/python tests/gold/gate.py --raise    # raise floors to what is reached now

A floor lies a little below what was reached, so that a change of one case does not turn a build
red; ``--raise`` never lowers one.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from communique.engines.registry import load_engine
from communique.parse import parse_bytes
from communique.scoring import load_gold, score

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
FLOORS = Path(__file__).with_name("floors.json")
SETS = ("seeds", "dev", "dev_real", "public")
LANDED = datetime(2026, 11, 21, tzinfo=UTC)
"""When the texts count as landed: the last witness for an open year, so it must not move."""
_MARGIN = 0.01
_ACROSS_ARTICLES = ("merge_b_cubed", "merged_people", "day_disagreement_kept")


def measures(name: str, engine_name: str = "rules") -> dict[str, float]:
    """Each document-level measure of one labelled set, 0 to 1; those without a case left out."""
    engine = load_engine(engine_name)
    tables: dict[str, list[Mapping[str, Any]]] = {}
    for path in sorted((CORPUS / name).glob("*.txt")):
        parsed = parse_bytes(path.read_bytes(), f"raw/{path.name}", LANDED, engine)
        for table, rows in parsed.tables().items():
            tables.setdefault(f"staging.{table}", []).extend(asdict(row) for row in rows)
    card = score(load_gold(CORPUS / name, None), tables)
    return {
        measure: float(figures["value"])
        for measure, figures in card.measures.items()
        if measure not in _ACROSS_ARTICLES and figures["value"] is not None and _has_cases(figures)
    }


def _has_cases(figures: Mapping[str, Any]) -> bool:
    return any(figures.get(count) for count in ("tp", "fn", "of"))


def floors(engine_name: str = "rules") -> dict[str, dict[str, float]]:
    """The floors of an engine: set, then measure."""
    return dict(json.loads(FLOORS.read_text(encoding="utf-8")).get(engine_name, {}))


def below(name: str, reached: Mapping[str, float], engine_name: str = "rules") -> list[str]:
    """A sentence for each measure that is under its floor or was not measured."""
    return [
        f"{name}: {measure} is {reached.get(measure, 0.0):.4f}, its floor {floor}"
        for measure, floor in floors(engine_name).get(name, {}).items()
        if reached.get(measure, 0.0) < floor
    ]


def raised(old: Mapping[str, float], reached: Mapping[str, float]) -> dict[str, float]:
    """Floors as high as the old ones, or just under what is reached where that is more."""
    new = {
        measure: value if value == 1.0 else math.floor((value - _MARGIN) * 1000) / 1000
        for measure, value in reached.items()
    }
    return {m: max(old.get(m, 0.0), new.get(m, 0.0)) for m in sorted({*old, *new})}


def main(arguments: list[str]) -> int:
    """Print the figures; with ``--raise`` write higher floors. Returns 1 when one is missed."""
    known = floors() if FLOORS.is_file() else {}
    missed: list[str] = []
    for name in SETS:
        reached = measures(name)
        for measure, value in reached.items():
            floor = known.get(name, {}).get(measure)
            sys.stdout.write(f"{name:9} {measure:26} {value:.4f}  floor {floor}\n")
        missed += below(name, reached) if known else []
        if "--raise" in arguments:
            known[name] = raised(known.get(name, {}), reached)
    if "--raise" in arguments:
        FLOORS.write_text(json.dumps({"rules": known}, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write("".join(f"{line}\n" for line in missed))
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
