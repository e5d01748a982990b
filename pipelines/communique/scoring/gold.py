"""Labelled articles: reading ``<id>.json`` beside ``<id>.txt``.

How labels are compared with rows lies elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class LabelError(ValueError):
    """A gold folder or label file that cannot be used; the message names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAttendee:
    """One labelled participant; ``kind`` is person, delegation or organization.

    ``evidence`` are the words of the text that say so, where the label gives them.
    """

    kind: str
    name: str | None
    role: str | None
    affiliation: str | None
    country: str | None
    participation: str
    evidence: str | None = None

    @property
    def is_person(self) -> bool:
        """Whether it is a named person."""
        return self.kind == "person"

    @property
    def told(self) -> str | None:
        """What to call it in a message."""
        return self.name or self.affiliation


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """One labelled gathering; ``key`` is shared by articles that tell of the same one.

    ``trigger`` are the words of the text that tell of it, where the label gives them.
    """

    key: str
    salience: str
    type: str
    status: str
    name: str | None
    start: str | None
    date_text: str | None
    city: str | None
    country: str | None
    attendees: tuple[GoldAttendee, ...]
    end: str | None = None
    date_precision: str | None = None
    venue: str | None = None
    topics: tuple[str, ...] = ()
    trigger: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuote:
    """One labelled quotation: its speaker, its first words and where it was said."""

    speaker: str | None
    starts: str
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """One labelled article with its text as the file gives it."""

    gold_id: str
    text: str
    outlet: str | None
    agencies: tuple[str, ...]
    headline: str | None
    published: str | None
    dateline_place: str | None
    has_dateline: bool
    body_starts: str
    body_ends: str
    events: tuple[GoldEvent, ...]
    quotes: tuple[GoldQuote, ...]
    cited_sources: tuple[str, ...]
    bylines: tuple[str, ...] = ()
    dateline_date: str | None = None


Gold = tuple[GoldArticle, ...]


def load_sets(folders: Sequence[Path], only: str | None = None) -> dict[Path, Gold]:
    """The labelled articles of several folders, each under its folder, in the order given.

    Raises LabelError as ``load_gold`` does, and for an id that two folders share.
    """
    sets: dict[Path, Gold] = {}
    home_of: dict[str, Path] = {}
    for folder in folders:
        sets[folder] = load_gold(folder, only)
        for article in sets[folder]:
            if article.gold_id in home_of:
                homes = f"{home_of[article.gold_id]} and {folder}"
                raise LabelError(f"{article.gold_id}: labelled in {homes}; score them apart")
            home_of[article.gold_id] = folder
    return sets


def load_gold(folder: Path, only: str | None = None) -> tuple[GoldArticle, ...]:
    """The labelled articles of ``folder`` and below, by path; ``only`` keeps ids that hold it.

    Raises LabelError for a folder without pairs and for labels that cannot be read.
    """
    if not folder.is_dir():
        raise LabelError(f"{folder}: no such folder; give one that holds <id>.txt with <id>.json")
    pairs = [p for p in sorted(folder.rglob("*.json")) if p.with_suffix(".txt").exists()]
    if not pairs:
        raise LabelError(f"{folder}: holds no pair of <id>.txt and <id>.json")
    chosen = [p for p in pairs if not only or only in p.stem]
    if not chosen:
        raise LabelError(f"{folder}: none of its {len(pairs)} ids holds {only!r}")
    return tuple(_article(path) for path in chosen)


def _article(path: Path) -> GoldArticle:
    try:
        label = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise LabelError(f"{path}: cannot be read: {error}") from error
    try:
        return _from_label(path.stem, text, label)
    except (KeyError, TypeError, AttributeError) as error:
        raise LabelError(f"{path}: a label lacks {error}; see the schema of gold labels") from error


def _from_label(gold_id: str, text: str, label: Mapping[str, Any]) -> GoldArticle:
    dateline = label.get("dateline") or {}
    return GoldArticle(
        gold_id=gold_id,
        text=text,
        outlet=label["outlet"],
        agencies=tuple(label["agencies"]),
        headline=label["headline"],
        published=label["published"],
        dateline_place=dateline.get("place"),
        has_dateline=bool(dateline),
        body_starts=label["body_starts"] or "",
        body_ends=label["body_ends"] or "",
        events=tuple(_event(e) for e in label["events"]),
        quotes=tuple(_quote(q) for q in label["quotes"]),
        cited_sources=tuple(label["cited_sources"]),
        bylines=tuple(label.get("bylines") or ()),
        dateline_date=dateline.get("date"),
    )


def _event(label: Mapping[str, Any]) -> GoldEvent:
    return GoldEvent(
        key=label["key"],
        salience=label["salience"],
        type=label["type"],
        status=label["status"],
        name=label["name"],
        start=label["start"],
        date_text=label.get("date_text"),
        city=label["city"],
        country=label["country"],
        attendees=tuple(_attendee(a) for a in label["attendees"]),
        end=label.get("end"),
        date_precision=label.get("date_precision"),
        venue=label.get("venue"),
        topics=tuple(label.get("topics") or ()),
        trigger=label.get("trigger"),
    )


def _attendee(label: Mapping[str, Any]) -> GoldAttendee:
    return GoldAttendee(
        kind=label["kind"],
        name=label["name"],
        role=label["role"],
        affiliation=label.get("affiliation"),
        country=label["country"],
        participation=label["participation"],
        evidence=label.get("evidence"),
    )


def _quote(label: Mapping[str, Any]) -> GoldQuote:
    return GoldQuote(speaker=label["speaker"], starts=label["starts"], channel=label.get("channel"))
