"""Labelled articles as the network's examples: where each labelled value stands in the words.

The labels' ``trigger`` and ``evidence`` phrases say where; what they do not settle is left out of
the loss, it is not counted as wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from communique.article.article import Article
from communique.article.assemble import assemble
from communique.documents.document import Rejection
from communique.documents.readers import read_document
from communique.engines.learned.candidates import (
    Mention,
    Seen,
    amended,
    lands_of,
    mentions_of,
    places_of,
    times_of,
)
from communique.engines.learned.traits import day_relation
from communique.engines.learned.words import Ints, Words, words_of
from communique.engines.prepared import anchor_of, worth_reading
from communique.lexicon.normal import normalise
from communique.mentions.dates import Anchor, Tense, resolve
from communique.mentions.gathered import Gathering as Said
from communique.mentions.lines import Line, make_line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.mentions.triggers import find_triggers
from communique.scoring.words import fold, is_same_name, likeness
from communique.spans import Span

TYPES = (
    "summit", "ministerial", "bilateral_meeting", "call", "visit", "conference", "signing",
    "negotiation", "hearing", "press_conference", "other_meeting",
)  # fmt: skip
STATUSES = ("held", "ongoing", "planned", "cancelled", "postponed")
PARTS = ("none", "host", "chair", "speaker", "attendee", "invited", "absent")
TAGS = ("O", "B-person", "I-person", "B-delegation", "I-delegation", "B-organization",
        "I-organization")  # fmt: skip
IGNORED = -100


@dataclass(slots=True)
class Gathering:
    """A labelled gathering: word ranges that tell of it, its classes, what belongs to it."""

    tellings: list[tuple[int, int]]
    retellings: list[tuple[int, int]]
    type: int
    status: int
    is_main: int
    parts: dict[int, int] = field(default_factory=dict)
    times: set[int] = field(default_factory=set)
    has_time: bool = True
    places: set[int] = field(default_factory=set)
    has_place: bool = True


@dataclass(slots=True)
class Example:
    """One article. ``parts`` of a gathering map a mention's index to a class of PARTS or IGNORED;
    a mention not named there has no part. ``homes`` gives the
    labelled country of mentions of persons, by their index. ``said`` is what the rules read.
    """

    name: str
    lines: list[Line]
    words: Words
    triggers: Ints
    tags: Ints
    mentions: list[Mention]
    mention_words: list[tuple[int, int]]
    time_words: list[tuple[int, int]]
    place_words: list[tuple[int, int]]
    days: list[int]
    land_words: list[tuple[int, int]]
    homes: dict[int, str | None]
    gatherings: list[Gathering]
    missed: list[str]
    said: list[Said]
    anchor: Anchor
    tables: dict[str, Ints] = field(default_factory=dict)
    tables_unheard: dict[str, Ints] = field(default_factory=dict)


def examples(folder: Path) -> Iterator[Example]:
    """The examples of a folder of ``<id>.txt`` with ``<id>.json``, by name."""
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        data = path.with_suffix(".txt").read_bytes()
        read = read_document(data, path.stem + ".txt", datetime(2026, 11, 1, tzinfo=UTC))
        article = read if isinstance(read, Rejection) else assemble(read, "training")
        if not isinstance(article, Rejection):
            yield example(path.stem, article, label)


def example(name: str, article: Article, label: dict[str, Any]) -> Example:
    """One article with its labels put in place."""
    normal = normalise(article.text)
    lines = [
        make_line(normal.text, s.no, s.block_role, s.paragraph_no, normal.normal(s.span))
        for s in worth_reading(article)
    ]
    place = _Places(lines)
    seen, tags_of = _seen(label, place)
    plain = words_of(lines)
    lines = amended(lines, seen)
    home = article.row.dateline_country_code or ""
    people = People(lines, home)
    mentions = mentions_of(lines, people)
    anchor = anchor_of(article, normal)
    found = Example(
        name=name, lines=lines, words=plain,
        triggers=np.zeros(len(plain.texts), np.int64),
        tags=np.zeros(len(plain.texts), np.int64),
        mentions=mentions,
        mention_words=[plain.within(_head(m)) for m in mentions],
        time_words=[plain.within(t.span) for _, t in times_of(lines)],
        place_words=[plain.within(p.span) for _, p in places_of(lines)],
        land_words=[plain.within(land.span) for land in lands_of(lines)], homes={},
        days=[day_relation(t, anchor) for _, t in times_of(lines)],
        gatherings=[], missed=[], said=Merger(people, anchor).read(lines), anchor=anchor,
    )  # fmt: skip
    _tag(found, tags_of)
    for event in label["events"]:
        _add(found, event, place, anchor)
    _mask_headline(found)
    return found


def _head(mention: Mention) -> Span:
    return mention.party.span


class _Places:
    """Where phrases of labels stand in the lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.text = lines[0].text if lines else ""

    def all(self, phrase: str | None) -> list[Span]:
        """Every place of ``phrase`` inside the lines, in text order."""
        plain = " ".join(normalise(phrase or "").text.split())
        if not plain or not self.lines:
            return []
        found = []
        for line in self.lines:
            at = self.text.find(plain, line.span.start, line.span.end)
            while at >= 0:
                found.append(Span(at, at + len(plain)))
                at = self.text.find(plain, at + 1, line.span.end)
        return found or self._across(plain)

    def _across(self, plain: str) -> list[Span]:
        """A phrase that runs over a line's end: the part of it in the line that holds most."""
        start = self.lines[0].span.start
        at = self.text.find(plain, start, self.lines[-1].span.end)
        if at < 0:
            return []
        whole = Span(at, at + len(plain))
        parts = [
            Span(max(whole.start, line.span.start), min(whole.end, line.span.end))
            for line in self.lines
            if line.span.overlaps(whole)
        ]
        return [max(parts, key=len)] if parts else []

    def nearest(self, phrase: str | None, to: Sequence[Span]) -> Span | None:
        """The place of ``phrase`` closest to any of ``to``, in the body when it is there too."""
        spans = self.all(phrase)
        heads = [line.span for line in self.lines if line.role in ("headline", "subhead")]
        body = [s for s in spans if not any(h.overlaps(s) for h in heads)] or spans
        return min(
            body,
            key=lambda s: (min((abs(s.start - t.start) for t in to), default=0), s.start),
            default=None,
        )


def _seen(label: dict[str, Any], place: _Places) -> tuple[list[Seen], list[tuple[str, Span]]]:
    """The labelled names where they stand: for the grammar, and as tags for the network."""
    seen: list[Seen] = []
    tags: list[tuple[str, Span]] = []
    for event in label["events"]:
        for attendee in event["attendees"]:
            kind = attendee["kind"]
            if attendee["name"] and kind == "person":
                spans = place.all(attendee["name"])
                tags += [("person", s) for s in spans]
                seen += [Seen("person", s) for s in spans]
                continue
            if kind == "person":
                continue
            for around in place.all(attendee.get("evidence")):
                told = attendee["name"] or attendee["affiliation"]
                inside = [s for s in place.all(told) if around.contains(s)]
                tags += [(kind, s) for s in inside[:1]]
                seen += [Seen(kind, s) for s in inside[:1]]
    unique = {(s.span.start, s.span.end): s for s in seen}
    return [unique[key] for key in sorted(unique)], tags


def _tag(found: Example, tags: Sequence[tuple[str, Span]]) -> None:
    for kind, span in sorted(tags, key=lambda t: len(t[1])):
        first, last = found.words.within(span)
        begin = TAGS.index(f"B-{kind}")
        found.tags[first:last] = begin + 1
        found.tags[first : first + 1] = begin
    # Later mentions of a participant by surname are names of participants as well.
    labelled = {
        m.key
        for m, (first, last) in zip(found.mentions, found.mention_words, strict=True)
        if m.party.kind == "person" and (found.tags[first:last] > 0).any()
    }
    for mention, (first, last) in zip(found.mentions, found.mention_words, strict=True):
        is_later = mention.key in labelled and mention.party.kind == "person"
        if is_later and mention.party.name and not (found.tags[first:last] > 0).any():
            opening = mention.party.name.split()[0].split("-")[0]
            for at in range(first, last):
                if found.words.texts[at] == opening:
                    found.tags[at] = TAGS.index("B-person")


def _add(found: Example, event: dict[str, Any], place: _Places, anchor: Anchor) -> None:
    evidence = [s for a in event["attendees"] for s in place.all(a.get("evidence"))[:1]]
    telling = place.nearest(event.get("trigger"), evidence)
    if telling is None:
        found.missed.append(f"trigger {event.get('trigger')!r}")
        return
    first, last = found.words.within(telling)
    found.triggers[first:last] = 2
    found.triggers[first] = 1
    gathering = Gathering(
        tellings=[(first, last)], retellings=_retellings(found, telling, evidence),
        type=TYPES.index(event["type"]), status=STATUSES.index(event["status"]),
        is_main=int(event["salience"] == "main"),
    )  # fmt: skip
    for start, end in gathering.retellings:
        part = found.triggers[start:end]
        part[part == 0] = IGNORED
    for attendee in event["attendees"]:
        _add_part(found, gathering, attendee, place)
    _add_times(found, gathering, event, anchor)
    _add_places(found, gathering, event)
    found.gatherings.append(gathering)


def _retellings(found: Example, telling: Span, evidence: Sequence[Span]) -> list[tuple[int, int]]:
    """Words of gathering inside the evidence, in other lines than the telling."""
    spans = set()
    for around in evidence:
        for line in found.lines:
            if line.span.overlaps(around) and not line.span.overlaps(telling):
                for trigger in find_triggers(line.text, line.span):
                    if trigger.span.overlaps(around):
                        spans.add(found.words.within(trigger.span))
    return sorted(spans)


def _add_part(
    found: Example, gathering: Gathering, attendee: dict[str, Any], place: _Places
) -> None:
    part = PARTS.index(attendee["participation"])
    own = [no for no, m in enumerate(found.mentions) if _is_of(m, attendee)]
    if attendee["kind"] == "person":
        for no in own:
            if found.homes.setdefault(no, attendee["country"]) is None:
                found.homes[no] = attendee["country"]
    if not own:
        found.missed.append(f"attendee {attendee['name'] or attendee['affiliation']!r}")
        return
    for no in own:
        gathering.parts.setdefault(no, IGNORED)
    around = place.all(attendee.get("evidence"))
    inside = [no for no in own if any(a.overlaps(found.mentions[no].party.span) for a in around)]
    if not inside and around:
        before = [no for no in own if found.mentions[no].party.span.start <= around[0].end]
        inside = before[-1:] or own[:1]
    for no in inside or own[:1]:
        gathering.parts[no] = part


def _is_of(mention: Mention, attendee: dict[str, Any]) -> bool:
    if attendee["kind"] == "person":
        name = mention.person.name if mention.person else mention.party.name
        if attendee["name"]:
            return is_same_name(attendee["name"], name)
        return mention.person is None and fold(attendee["role"]) == fold(mention.party.role)
    served = mention.party.served
    if mention.person or served is None:
        return False
    if attendee["country"] and attendee["country"] == served.country_code:
        return True
    told = attendee["name"] or attendee["affiliation"]
    return likeness(told, served.text) >= 0.8


def _add_times(found: Example, gathering: Gathering, event: dict[str, Any], anchor: Anchor) -> None:
    tense: Tense = "future" if event["status"] == "planned" else "past"
    said = fold(event["date_text"])
    for no, (_, words) in enumerate(times_of(found.lines)):
        resolved = resolve(words, anchor, tense)
        text = fold(words.span.cut(found.lines[0].text))
        is_day = (
            resolved is not None
            and event["start"] == resolved.start.isoformat()
            and resolved.precision == event["date_precision"]
        )
        is_said = bool(said and text) and (said == text or f" {text} " in f" {said} ")
        if is_day or (is_said and event["start"]):
            gathering.times.add(no)
    gathering.has_time = bool(gathering.times) or not event["start"]


def _add_places(found: Example, gathering: Gathering, event: dict[str, Any]) -> None:
    for no, (_, piece) in enumerate(places_of(found.lines)):
        entry = piece.entry or {}
        city = entry.get("city")
        if event["city"]:
            if city and likeness(city, event["city"]) >= 0.75:
                gathering.places.add(no)
        elif event["country"] and entry.get("country_code") == event["country"] and not city:
            gathering.places.add(no)
    gathering.has_place = bool(gathering.places) or not (event["city"] or event["country"])


def _mask_headline(found: Example) -> None:
    """A headline tells again what the body tells: its triggers are neither right nor wrong."""
    for no, line in enumerate(found.lines):
        if line.role in ("headline", "subhead"):
            first, last = found.words.bounds[no]
            part = found.triggers[first:last]
            if not (part > 0).any():
                part[:] = IGNORED


def land_labels(found: Example, mentions: Sequence[int]) -> list[list[int]]:
    """For each of the mentions and each land: whether it says the person's country, or IGNORED.

    Of the places that name the right country those of the mention's line count, else the nearest.
    """
    lands = lands_of(found.lines)
    codes = [land.country_code for land in lands]
    rows = []
    for no in mentions:
        mention, home = found.mentions[no], found.homes[no]
        right = [i for i, code in enumerate(codes) if home and code == home]
        near = [i for i in right if lands[i].at == mention.at and lands[i].code]
        if right and not near:
            start = mention.party.span.start
            near = [min(right, key=lambda i: abs(lands[i].span.start - start))]
        rows.append([1 if i in near else IGNORED if i in right else 0 for i in range(len(lands))])
    return rows
