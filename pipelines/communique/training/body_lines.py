r"""Trains the network that tells body lines, and measures it on pages it has not seen.

    python -m communique.training.body_lines \
        --dumps ../shared/data/pages --articles data/gold

Prints the cross-validated scores; with ``--write`` trains on all pages and writes the weights that
reading uses. The same pages give the same weights on one machine.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from communique.page.body_model import WEIGHTS, Network, save
from communique.page.line_shape import Floats, line_shapes
from communique.page.roles import Named, draft, reviewed
from communique.training.labelled_pages import LabelledPage, Score, articles, score, text_dumps
from communique.training.network import train

_FOLDS = 5
_SEEDS = (0, 1, 2, 3)
# A long line weighs more than a short one, and a long page less than its lines together.
_LONGEST, _LEAST, _EVEN = 300, 30, 0.3


@dataclass(frozen=True)
class _Example:
    page: LabelledPage
    drafted: tuple[Named, ...]
    names: tuple[str, ...]
    shapes: Floats
    labels: Floats
    weights: Floats


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dumps", type=Path, required=True, help="folder of textdump_*.jsonl")
    parser.add_argument("--articles", type=Path, required=True, help="folder of labelled articles")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args(arguments)
    files = sorted(options.dumps.glob("textdump_*.jsonl"))
    pages = [page for file in files for page in text_dumps(file)]
    examples = [_example(page) for page in [*pages, *articles(options.articles)]]
    for source, count, found in _cross_validated(examples):
        sys.stdout.write(
            f"{source:10} {count:4} pages  precision {found.precision:.3f}"
            f"  recall {found.recall:.3f}  F1 {found.f1:.3f}\n"
        )
    if options.write:
        save(_train(examples), WEIGHTS)
        sys.stdout.write(f"wrote {WEIGHTS.name}, {WEIGHTS.stat().st_size:,} bytes\n")


def _example(page: LabelledPage) -> _Example:
    shapes, names = line_shapes([n.text for n in page.lines], [n.opens for n in page.lines])
    drafted = draft(page.lines)
    labels = np.array(page.is_body, np.float32)
    sizes = np.array([min(len(line.text), _LONGEST) + _LEAST for line in page.lines], np.float32)
    return _Example(page, drafted, names, shapes, labels, sizes * sizes.sum() ** -_EVEN)


def _train(examples: Sequence[_Example]) -> Network:
    weights = np.concatenate([e.weights for e in examples])
    return train(
        examples[0].names,
        np.concatenate([e.shapes for e in examples]),
        np.concatenate([e.labels for e in examples]),
        weights / weights.mean(),
        _SEEDS,
    )


def _cross_validated(examples: Sequence[_Example]) -> list[tuple[str, int, Score]]:
    """Each source's score on pages that the network was not trained on."""
    order = np.random.default_rng(0).permutation(len(examples))
    found: dict[str, list[tuple[str, str]]] = {}
    for fold in range(_FOLDS):
        held = set(order[fold::_FOLDS].tolist())
        network = _train([e for no, e in enumerate(examples) if no not in held])
        for no in sorted(held):
            example = examples[no]
            body = reviewed(example.drafted, network.odds(example.shapes))
            text = "\n".join(
                line.text for line, is_body in zip(example.page.lines, body, strict=True) if is_body
            )
            found.setdefault(example.page.source, []).append((text, example.page.body))
    return [(source, len(pairs), score(pairs)) for source, pairs in sorted(found.items())]


if __name__ == "__main__":
    main()
