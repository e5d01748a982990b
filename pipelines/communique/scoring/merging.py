"""How well reports of one gathering were brought together, and whether differences were kept.

Method: B-cubed precision and recall (Bagga and Baldwin, 1998) over the gatherings that were found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from communique.scoring.gold import GoldArticle, GoldAttendee
from communique.scoring.pairing import is_same_participant, pair
from communique.scoring.reading import Merged
from communique.scoring.tally import Measure, Tally, f1_measure
from communique.scoring.words import is_same_name

Mention = tuple[str, str]
"""The gold id and the key of one labelled gathering that was found."""


def b_cubed(wanted: Mapping[Mention, str], found: Mapping[Mention, str]) -> Measure:
    """B-cubed of two groupings of the same mentions; 0 of nothing when there are none."""
    size_wanted, size_found = Counter(wanted.values()), Counter(found.values())
    both = Counter((wanted[m], found[m]) for m in wanted)
    count = max(1, len(wanted))
    precision = sum(both[wanted[m], found[m]] / size_found[found[m]] for m in wanted) / count
    recall = sum(both[wanted[m], found[m]] / size_wanted[wanted[m]] for m in wanted) / count
    return f1_measure(precision, recall, of=len(wanted))


def count_merging(
    tally: Tally,
    gold: Sequence[GoldArticle],
    mention_id_of: Mapping[Mention, str],
    merged: Merged,
) -> dict[str, Measure]:
    """Adds the merged lists of people and the kept differences of day; returns the B-cubed.

    ``mention_id_of`` gives the event mention that answers each labelled gathering that was found.
    """
    found = {
        # A mention that no event holds stands alone.
        mention: merged.event_of_mention.get(mention_id, "|".join(mention))
        for mention, mention_id in mention_id_of.items()
    }
    reports: dict[str, list[str]] = {}
    for (_, key), event_id in found.items():
        reports.setdefault(key, []).append(event_id)
    for key, event_ids in reports.items():
        if len(event_ids) > 1:
            # Of events that equally many reports tell of, the first article's counts, so that the
            # figure is the same in every process.
            event_id = Counter(event_ids).most_common(1)[0][0]
            _count_people(tally, gold, key, event_id, merged)
            _count_days(tally, gold, key, event_id, merged)
    return {"merge_b_cubed": b_cubed({m: m[1] for m in found}, found)}


def _count_people(
    tally: Tally, gold: Sequence[GoldArticle], key: str, event_id: str, merged: Merged
) -> None:
    wanted: list[GoldAttendee] = []
    for attendee in _people(gold, key):
        if not any(is_same_name(attendee.name, known.name) for known in wanted):
            wanted.append(attendee)
    pairs = pair(wanted, merged.people_of_event.get(event_id, ()), is_same_participant)
    missed, extra = [a.name for a in pairs.missed], [row.get("name") for row in pairs.extra]
    tally.found(
        "merged_people",
        right=len(pairs.matched),
        extra=len(extra),
        missed=len(missed),
        note=f"{key}: missed {missed} extra {extra}",
    )


def _people(gold: Sequence[GoldArticle], key: str) -> list[GoldAttendee]:
    events = [event for article in gold for event in article.events if event.key == key]
    return [a for event in events for a in event.attendees if a.is_person]


def _count_days(
    tally: Tally, gold: Sequence[GoldArticle], key: str, event_id: str, merged: Merged
) -> None:
    events = [event for article in gold for event in article.events if event.key == key]
    days = {event.start for event in events if event.start}
    if len(days) > 1:
        disputed = merged.attributes_disputed.get(event_id, ())
        is_kept = any("date" in attribute for attribute in disputed)
        tally.case("day_disagreement_kept", is_kept, f"{key}: {sorted(days)}")
