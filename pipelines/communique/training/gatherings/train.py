"""Trains the reader of gatherings: batches, loss, schedule; seeded."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from communique.engines.learned.candidates import Mention, lands_of
from communique.engines.learned.network import VOCABULARY, Floats
from communique.engines.learned.pairing import (
    distance_table,
    kinds_of_lands,
    kinds_of_mentions,
    kinds_of_places,
    kinds_of_times,
)
from communique.engines.learned.seconding import Opinion, described, opinions, said_days
from communique.engines.learned.tellings import Telling
from communique.engines.learned.traits import (
    Standing,
    is_of_heading,
    paragraph_of,
    standing,
    traits,
)
from communique.engines.learned.windows import Window, windows_of
from communique.engines.learned.wordpieces import WordPieces
from communique.engines.learned.words import FEATURES, Ints
from communique.mentions.gathered import Attendance, Key
from communique.training.gatherings.examples import IGNORED, Example, Gathering, land_labels
from communique.training.gatherings.network import Reader, Shape, cross_entropy, load_encoder

_LEFT_OUT = 0.2
_MOST_PERSONS = 60


@dataclass(frozen=True)
class Cycle:
    """The rates of learning rise over the first ``warm`` share of the steps and fall to nothing."""

    epochs: int
    rate: float
    head_rate: float
    warm: float = 0.1


@dataclass(frozen=True)
class Plan:
    """How to train: in cycles, each from the weights that the one before gave.

    ``masked`` is the share of word pieces hidden; ``memory`` is how much the running mean of the
    weights, which is what a cycle gives, keeps at each step.
    """

    cycles: tuple[Cycle, ...] = (Cycle(10, 8e-5, 1e-3), Cycle(3, 5e-5, 6e-4, 0.07))
    batch: int = 4
    masked: float = 0.08
    seed: int = 0
    memory: float = 0.99


def prepared(examples: Sequence[Example], vocabulary: WordPieces) -> list[list[Window]]:
    """The windows of each example."""
    return [windows_of(e.words, vocabulary) for e in examples]


def train(
    examples: Sequence[Example], folder: Path, plan: Plan, say: Callable[[str], None]
) -> Reader:
    """A reader trained on ``examples`` from the encoder in ``folder``."""
    random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    vocabulary = WordPieces(folder / VOCABULARY)
    reader = Reader(Shape.read(folder))
    load_encoder(reader, folder)
    windows = prepared(examples, vocabulary)
    for cycle in plan.cycles:
        reader = _cycle(reader, examples, windows, cycle, plan, vocabulary.hidden, say)
    return reader.eval()


def _cycle(
    reader: Reader, examples: Sequence[Example], windows: Sequence[Sequence[Window]], cycle: Cycle,
    plan: Plan, hidden: int, say: Callable[[str], None],
) -> Reader:  # fmt: skip
    """The running mean of the weights over a cycle that begins with those of ``reader``."""
    order = [no for no, own in enumerate(windows) if own]
    slow = list(reader.encoder.layers.parameters()) + list(reader.encoder.words.parameters())
    known = {id(p) for p in slow}
    fast = [p for p in reader.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": cycle.rate}, {"params": fast, "lr": cycle.head_rate}],
        weight_decay=0.01,
    )
    total = cycle.epochs * -(-len(order) // plan.batch)
    warm = max(1, int(total * cycle.warm))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm))),
    )
    mean = torch.optim.swa_utils.AveragedModel(
        reader, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(plan.memory)
    )
    for epoch in range(cycle.epochs):
        reader.train()
        random.shuffle(order)
        sums: dict[str, float] = {}
        began = time.monotonic()
        for first in range(0, len(order), plan.batch):
            losses = _losses(reader, examples, windows, order[first : first + plan.batch],
                             plan.masked, hidden)  # fmt: skip
            whole = torch.stack(list(losses.values())).sum()
            optimizer.zero_grad()
            whole.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(reader)
            count = len(order[first : first + plan.batch])
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach()) * count / len(order)
        told_sums = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
        say(f"epoch {epoch + 1}: {told_sums} ({time.monotonic() - began:.0f} s)")
    found: Reader = mean.module
    return found


def _losses(
    reader: Reader, examples: Sequence[Example], windows: Sequence[Sequence[Window]],
    chosen: Sequence[int], masked: float, hidden: int,
) -> dict[str, Tensor]:  # fmt: skip
    """The parts of the loss of a batch, each the mean over its articles."""
    states, triggers, tags = encode(
        reader, [w for no in chosen for w in windows[no]], masked, hidden
    )
    losses: dict[str, Tensor] = {}
    at = 0
    for no in chosen:
        part = slice(at, at + len(windows[no]))
        at = part.stop
        told = loss(reader, examples[no], windows[no], states[part], triggers[part], tags[part])
        for name, value in told.items():
            losses[name] = losses.get(name, torch.zeros(())) + value / len(chosen)
    return losses


def encode(
    reader: Reader, windows: Sequence[Window], masked: float = 0.0, hidden: int = 0
) -> tuple[Tensor, Tensor, Tensor]:
    """States, trigger and tag logits of the windows, padded to the longest."""
    longest = max(len(w.ids) for w in windows)
    ids = torch.zeros((len(windows), longest), dtype=torch.long)
    features = torch.zeros((len(windows), longest, len(FEATURES)), dtype=torch.long)
    for no, window in enumerate(windows):
        ids[no, : len(window.ids)] = torch.from_numpy(window.ids)
        features[no, : len(window.ids)] = torch.from_numpy(window.features)
    if masked:
        hide = (torch.rand(ids.shape) < masked) & (ids > 0)
        ids = torch.where(hide, torch.full_like(ids, hidden), ids)
    found: tuple[Tensor, Tensor, Tensor] = reader.encoder(ids, features)
    return found


def word_states(example: Example, windows: Sequence[Window], states: Tensor) -> Tensor:
    """One state a word of the article, from the window that answers for it."""
    parts, numbers = [], []
    for window, rows in zip(windows, states, strict=True):
        own = torch.from_numpy(window.own > 0)
        parts.append(rows[torch.from_numpy(window.heads)][own])
        numbers.append(torch.from_numpy(window.words)[own])
    whole = states.new_zeros((len(example.words.texts), states.shape[-1]))
    return whole.index_copy(0, torch.cat(numbers), torch.cat(parts))


def pooled(states: Tensor, ranges: Sequence[tuple[int, int]]) -> Tensor:
    """The mean state of each range of words."""
    return torch.stack([states[a : max(b, a + 1)].mean(0) for a, b in ranges])


def loss(
    reader: Reader, example: Example, windows: Sequence[Window], states: Tensor,
    triggers: Tensor, tags: Tensor,
) -> dict[str, Tensor]:  # fmt: skip
    """The parts of the loss of one article."""
    found = {
        "trigger": 3 * cross_entropy(
            word_states(example, windows, triggers), torch.from_numpy(example.triggers),
            torch.tensor([1.0, 2.0, 2.0]),
        ),
        "tags": 3 * cross_entropy(
            word_states(example, windows, tags), torch.from_numpy(example.tags)
        ),
    }  # fmt: skip
    if not example.gatherings:
        return found
    words = word_states(example, windows, states)
    tellings = [(g, t) for g in example.gatherings for t in (*g.tellings, *g.retellings)]
    gatherings = [g for g, _ in tellings]
    ranges = [t for _, t in tellings]
    events = pooled(words, ranges)
    is_heard = random.random() > _LEFT_OUT
    opined = _opined(example, ranges) if is_heard else [None] * len(ranges)
    told = [_traits(example, g, t, o) for (g, t), o in zip(tellings, opined, strict=True)]
    type_, status, main = reader.heads.classes(events, torch.from_numpy(np.stack(told)))
    found["type"] = 0.5 * cross_entropy(type_, torch.tensor([g.type for g in gatherings]))
    found["status"] = 0.5 * cross_entropy(status, torch.tensor([g.status for g in gatherings]))
    found["main"] = 0.3 * cross_entropy(main, torch.tensor([g.is_main for g in gatherings]))
    first = [g.tellings[0] for g in example.gatherings]
    first_events = pooled(words, first)
    found.update(_pairs(reader, example, words, first, first_events, is_heard))
    if len(ranges) > 1:
        same = torch.tensor([[int(a is b) for b in gatherings] for a in gatherings])
        same.fill_diagonal_(IGNORED)
        distance = distance_table(example.words, ranges, ranges)
        logits = reader.heads.same(
            events, events, torch.from_numpy(distance), torch.zeros_like(same)
        )
        found["same"] = 1.0 * cross_entropy(logits, same)
    return found


def _opined(example: Example, ranges: Sequence[tuple[int, int]]) -> list[Opinion]:
    """What the rules read at each telling."""
    return opinions([Telling(a, b, 1.0) for a, b in ranges], example.words, example.said)


def _traits(
    example: Example, gathering: Gathering, telling: tuple[int, int], opinion: Opinion
) -> Floats:
    """The traits of a telling with the labelled participants, some left out at random: at reading
    time not all of them are found.
    """
    mentions: dict[Key, Mention] = {}
    for no, part in gathering.parts.items():
        if part > 0 and random.random() > _LEFT_OUT:
            mentions.setdefault(example.mentions[no].key, example.mentions[no])
    found = [Attendance(m.party, m.person, []) for m in mentions.values()]
    times = sorted(gathering.times)
    day = example.days[times[0]] if times and random.random() > _LEFT_OUT else 0
    line = int(example.words.line[telling[0]])
    return traits(
        example.lines[line], example.words.span(*telling), found, day,
        paragraph_of(example.lines, line), _standing(example, gathering, set(mentions)), opinion,
    )  # fmt: skip


def _standing(example: Example, gathering: Gathering, taking: set[Key]) -> Standing:
    lines = example.words.line
    own = [int(lines[first]) for first, _ in gathering.tellings]
    every = [int(lines[first]) for g in example.gatherings for first, _ in g.tellings]
    heads = {m.key for m in example.mentions if is_of_heading(example.lines[m.at])}
    return standing(example.lines, own, every, taking, heads, len(example.gatherings))


def _pairs(
    reader: Reader, example: Example, words: Tensor, ranges: Sequence[tuple[int, int]],
    events: Tensor, is_heard: bool,
) -> dict[str, Tensor]:  # fmt: skip
    found: dict[str, Tensor] = {}
    told = example.gatherings
    tables = _tables(example, ranges, is_heard)
    if example.mentions:
        logits = _logits(reader.heads.parts, example, words, ranges, events,
                         example.mention_words, tables, "parts")  # fmt: skip
        labels = torch.tensor(
            [[g.parts.get(no, 0) for no in range(len(example.mentions))] for g in told]
        )
        found["parts"] = 2 * cross_entropy(logits, labels)
    if example.time_words:
        logits = _logits(reader.heads.times, example, words, ranges, events,
                         example.time_words, tables, "times")  # fmt: skip
        found["times"] = 0.5 * cross_entropy(
            logits, _chosen(told, len(example.time_words), "times", "has_time")
        )
    if example.place_words:
        logits = _logits(reader.heads.places, example, words, ranges, events,
                         example.place_words, tables, "places")  # fmt: skip
        found["places"] = 0.5 * cross_entropy(
            logits, _chosen(told, len(example.place_words), "places", "has_place")
        )
    persons = sorted(example.homes)[:_MOST_PERSONS]
    if persons and example.land_words:
        left = [example.mention_words[no] for no in persons]
        logits = _logits(reader.heads.lands, example, words, left, pooled(words, left),
                         example.land_words, tables, "lands")  # fmt: skip
        labels = torch.tensor(land_labels(example, persons))
        found["lands"] = 0.7 * cross_entropy(logits, labels)
    return found


def _tables(example: Example, ranges: Sequence[tuple[int, int]], is_heard: bool) -> dict[str, Ints]:
    """Distances and kinds of the article's pairs, worked out once for each ``is_heard``: whether
    the rules' opinions are in the kinds.
    """
    tables = example.tables if is_heard else example.tables_unheard
    if not tables:
        words, lines = example.words, example.lines
        said = _opined(example, ranges) if is_heard else [None] * len(ranges)
        kinds = kinds_of_mentions(example.mentions, lines)[None]
        tables["parts"] = np.broadcast_to(kinds, (len(ranges), kinds.shape[1])).copy()
        days = said_days(said, described(said, lines, example.anchor))
        tables["times"] = kinds_of_times(words, lines, ranges, days)
        tables["places"] = kinds_of_places(words, lines, ranges)
        persons = sorted(example.homes)[:_MOST_PERSONS]
        tables["lands"] = kinds_of_lands([example.mentions[no] for no in persons], lands_of(lines))
        left = [example.mention_words[no] for no in persons]
        tables["lands apart"] = distance_table(words, left, example.land_words)
        for name, others in (("parts", example.mention_words), ("times", example.time_words),
                             ("places", example.place_words)):  # fmt: skip
            tables[f"{name} apart"] = distance_table(words, ranges, others)
    return tables


def _logits(
    head: torch.nn.Module, example: Example, words: Tensor, ranges: Sequence[tuple[int, int]],
    events: Tensor, others: Sequence[tuple[int, int]], tables: dict[str, Ints], name: str,
) -> Tensor:  # fmt: skip
    distance = torch.from_numpy(tables[f"{name} apart"])
    kind = torch.from_numpy(tables[name])
    found: Tensor = head(events, pooled(words, others), distance, kind)
    return found


def _chosen(told: Sequence[Gathering], count: int, which: str, known: str) -> Tensor:
    return torch.tensor([
        [int(no in getattr(g, which)) if getattr(g, known) else IGNORED for no in range(count)]
        for g in told
    ])  # fmt: skip
