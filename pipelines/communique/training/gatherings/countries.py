r"""Trains what chooses the country of a person of whom no own words say it.

    python -m communique.training.gatherings.countries --articles FOLDER [--articles FOLDER] \
        --weights FOLDER

Reads labelled articles with the weights of the folder, matches the persons found with the labels,
and writes ``countries.npz`` beside them. The same articles, weights and machine give the same
file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from communique.engines.countries import Settle
from communique.engines.describing import Description
from communique.engines.learned.engine import LearnedEngine
from communique.engines.learned.nationality import Choice, Nationality, save
from communique.engines.learned.network import CARD, GATE
from communique.engines.prepared import Prepared
from communique.mentions.gathered import Gathering
from communique.mentions.lines import Line
from communique.mentions.persons import People
from communique.scoring import load_gold
from communique.scoring.pairing import is_same_participant, pair, pair_events
from communique.training.gatherings.calibrate import told_of

_RAREST = 8
_HIDDEN = 64
_EPOCHS, _BATCH, _RATE, _DECAY = 20, 64, 1e-3, 0.05
_DROP_SIGNS, _DROP_HIDDEN = 0.2, 0.5
_NEVER = 2.0
Spans = tuple[int, int, int, int]
Case = tuple[Choice, int]
"""What there is to choose among, and the index of what the label says."""


class _Collecting(LearnedEngine):
    """Remembers the choices of the article read last, by the spans of gathering and participant."""

    _needed = (CARD, GATE)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.choices: dict[Spans, Choice] = {}

    def _settle(self, ready: Prepared, lines: Sequence[Line], people: People) -> Settle:
        self.choices = {}
        nationality = Nationality(
            lines, people, ready.home, ready.anchor.written_on, self._folder, _NEVER
        )

        def settle(gathering: Gathering, told: Description) -> None:
            event = ready.normal.original(told.span)
            for attendance, one in nationality.choices(gathering, told):
                person = ready.normal.original(attendance.party.span)
                self.choices[event.start, event.end, person.start, person.end] = one

        return settle


def cases(folders: Sequence[Path], weights: Path) -> list[Case]:
    """The choices of all persons that are labelled with one of the countries, or none."""
    engine = _Collecting(weights)
    found: list[Case] = []
    for folder in folders:
        for gold in load_gold(folder):
            for label, told in pair_events(gold.events, told_of(gold, engine)).matched:
                spans = told.row["span_start"], told.row["span_end"]
                pairs = pair(label.attendees, told.attendees, is_same_participant)
                for wanted, row in pairs.matched:
                    one = engine.choices.get((*spans, row["span_start"], row["span_end"]))
                    if one and (wanted.country or "") in one.codes:
                        found.append((one, one.codes.index(wanted.country or "")))
    return found


def train(found: Sequence[Case], folder: Path, seed: int = 0) -> float:
    """Writes the network that makes the labelled countries likeliest; gives the share that it
    then chooses rightly of those it was trained on.
    """
    torch.manual_seed(seed)
    counted = Counter(name for one, _ in found for signs in one.signs for name in signs)
    names = sorted(name for name, times in counted.items() if times >= _RAREST)
    at = {name: no for no, name in enumerate(names)}
    tables = [_table(one, at) for one, _ in found]
    hidden = torch.nn.Linear(len(names), _HIDDEN)
    out = torch.nn.Linear(_HIDDEN, 1, bias=False)
    model = torch.nn.Sequential(
        torch.nn.Dropout(_DROP_SIGNS), hidden, torch.nn.ReLU(), torch.nn.Dropout(_DROP_HIDDEN), out
    )
    steps = torch.optim.AdamW(model.parameters(), lr=_RATE, weight_decay=_DECAY)
    for _ in range(_EPOCHS):
        for batch in torch.randperm(len(found)).split(_BATCH):
            chosen = batch.tolist()
            scores = model(torch.cat([tables[no] for no in chosen])).squeeze(-1)
            parts = scores.split([len(tables[no]) for no in chosen])
            loss = -sum(
                (part.log_softmax(0)[found[no][1]] for no, part in zip(chosen, parts, strict=True)),
                start=torch.zeros(()),
            ) / len(chosen)
            steps.zero_grad()
            loss.backward()
            steps.step()
    model.eval()
    with torch.no_grad():
        right = [int(model(t).argmax()) == want for t, (_, want) in zip(tables, found, strict=True)]
        save(folder, names, hidden.weight.numpy().T, hidden.bias.numpy(), out.weight.numpy()[0])
    return float(np.mean(right))


def _table(one: Choice, at: dict[str, int]) -> torch.Tensor:
    rows = torch.zeros(len(one.codes), len(at))
    for no, signs in enumerate(one.signs):
        for name, value in signs.items():
            if name in at:
                rows[no, at[name]] = value
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, action="append", required=True)
    parser.add_argument("--weights", type=Path, required=True)
    options = parser.parse_args(arguments)
    found = cases(options.articles, options.weights)
    share = train(found, options.weights)
    sys.stdout.write(f"{len(found)} persons, {share:.3f} of them right\n")


if __name__ == "__main__":
    main()
