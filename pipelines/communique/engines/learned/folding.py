"""Which gatherings of an article are no gatherings of their own but parts of another.

By the conventions of the labels an engagement of a visit counts alone only with a day, place or
venue of its own; and one participant alone is no gathering beside the same one told in full.
Whether two tellings are of one gathering is settled before, in ``grouping``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.engines.attendees import country_of
from communique.engines.describing import Description
from communique.engines.learned.seconding import Opinion
from communique.mentions.gathered import Attendance, Day, Gathering, Key
from communique.mentions.holders import LEADING, leads_a_ministry
from communique.mentions.people import Party
from communique.mentions.places import Place

_ENGAGEMENTS = ("visit", "bilateral_meeting", "press_conference", "negotiation")
"""What a visit is made of; other meetings are as often beside it as of it."""

_MEETINGS = {"bilateral_meeting", "ministerial", "summit", "other_meeting", "negotiation"}
"""What one sentence tells but once of the same people, whatever it calls it."""

_OF_MANY = ("summit", "ministerial", "conference")
"""What a city holds but one of on one day, as far as one article tells."""


@dataclass(frozen=True, slots=True)
class Told:
    """A gathering with what is said of it."""

    gathering: Gathering
    description: Description
    main: float
    """How likely the article is about it, from 0 to 1."""
    said: tuple[Opinion, ...] = ()
    """What the rules read at each of its tellings."""


def folded(found: Sequence[Told]) -> list[Told]:
    """The gatherings in text order, the parts of a larger one put into it."""
    group_of = list(range(len(found)))
    for no in range(len(found)):
        whole = _whole_of(no, found)
        if whole is not None:
            one, other = sorted((group_of[no], group_of[whole]))
            group_of = [one if at == other else at for at in group_of]
    groups = [[told for told, at in zip(found, group_of, strict=True) if at == group]
              for group in sorted(set(group_of))]  # fmt: skip
    return [_as_one(group) for group in groups]


def _whole_of(no: int, found: Sequence[Told]) -> int | None:
    wholes = [at for at in range(len(found)) if at != no and _is_part(found[no], found[at])]
    return max(wholes, key=lambda at: (len(found[at].gathering.attendances), -at), default=None)


def _is_part(inner: Told, outer: Told) -> bool:
    part, whole = inner.description, outer.description
    if part.status != whole.status or not _is_within(part.day, whole.day):
        return False
    if not _is_there(part.place, whole.place):
        return False
    own, every = set(inner.gathering.attendances), set(outer.gathering.attendances)
    is_retold = own < every or (own == every and len(own) > 1)
    is_one = part.event_type == whole.event_type or (
        own == every
        and {part.event_type, whole.event_type} <= _MEETINGS
        and bool(_lines_of(inner) & _lines_of(outer))
    )
    if (is_retold and is_one) or _is_the_same(inner, outer):
        return not (part.venue and whole.venue) or _are_alike(inner, outer)
    if part.venue:
        return False
    is_engagement = whole.event_type == "visit" and part.event_type in _ENGAGEMENTS
    return is_engagement and bool(own & every)


def _is_the_same(one: Told, other: Told) -> bool:
    """Whether a gathering of many is told again: one of the same kind, days and city whose name, if
    it has one, is in the other's.
    """
    left, right = one.description, other.description
    if left.event_type != right.event_type or left.event_type not in _OF_MANY:
        return False
    is_of_days = all(d and d.resolved.precision == "day" for d in (left.day, right.day))
    is_in_town = bool(left.place and left.place.city and right.place)
    return is_of_days and is_in_town and _name_words(one) <= _name_words(other)


def _name_words(told: Told) -> set[str]:
    name = told.description.name
    if name is None:
        return set()
    return set(name.cut(told.gathering.proposals[0].line.text).casefold().split())


def _lines_of(told: Told) -> set[int]:
    return {proposal.line.no for proposal in told.gathering.proposals}


def _are_alike(inner: Told, outer: Told) -> bool:
    """Whether the venues of two gatherings are called the same."""
    one, other = (
        t.description.venue.cut(t.gathering.proposals[0].line.text).casefold()
        for t in (inner, outer)
        if t.description.venue
    )
    return one == other


def _is_within(part: Day | None, whole: Day | None) -> bool:
    """Whether the part has no day of its own."""
    if part is None or whole is None:
        return part is None
    return part.resolved.start == whole.resolved.start and part.resolved.last == whole.resolved.last


def _is_there(part: Place | None, whole: Place | None) -> bool:
    """Whether the part has no place of its own."""
    if part is None or whole is None:
        return part is None
    return part.country_code == whole.country_code and part.city in (None, whole.city)


def _as_one(group: Sequence[Told]) -> Told:
    """The whole with the tellings and participants of its parts; it keeps its type and status,
    and its day and place if it has them.
    """
    whole = max(group, key=lambda t: (
        t.description.event_type == "visit", len(t.gathering.attendances),
    ))  # fmt: skip
    if len(group) == 1:
        return whole
    attendances: dict[Key, Attendance] = {}
    for told in (whole, *(t for t in group if t is not whole)):
        for key, one in told.gathering.attendances.items():
            known = attendances.get(key, one)
            surer, other = sorted((known, one), key=lambda a: -(a.confidence or 0.0))
            attendances[key] = replace(
                surer,
                stands_in_for=surer.stands_in_for or other.stands_in_for,
                land=surer.land or other.land,
            )
    text_order = sorted(attendances.items(), key=lambda item: item[1].party.span)
    proposals = [p for told in group for p in told.gathering.proposals]
    gathering = Gathering(sorted(proposals, key=lambda p: p.span), [], dict(text_order))
    every = [whole.description, *(told.description for told in group)]
    description = replace(
        whole.description,
        day=next((d.day for d in every if d.day), None),
        place=next((d.place for d in every if d.place), None),
        venue=next((d.venue for d in every if d.venue), None),
        name=next((d.name for d in every if d.name), None),
        confidence=max(d.confidence for d in every),
    )
    return replace(
        whole,
        gathering=gathering,
        description=description,
        main=max(told.main for told in group),
        said=tuple(opinion for told in group for opinion in told.said),
    )


def without_doubles(told: Told) -> Told:
    """Without the countries, and their officers without a name, that a person of theirs stands for;
    nor the lead of a ministry beside somebody who leads its country.

    "Switzerland" beside its minister is the minister's side told again; "the Swiss delegation" and
    "officials of Switzerland" are others.
    """
    place = told.description.place
    code = (place.country_code if place else None) or ""
    every = told.gathering.attendances
    persons = [a for a in every.values() if a.person]
    present = {country_of(a, code) for a in persons} - {""}
    leading = {country_of(a, code) for a in persons if _leads_a_country(a)} - {""}
    kept = {
        key: a for key, a in every.items()
        if a.person
        or (not (_is_of_country(a.party) and country_of(a, code) in present)
        and not (leads_a_ministry(a.party) and country_of(a, code) in leading))
    }  # fmt: skip
    if len(kept) == len(every):
        return told
    return replace(told, gathering=replace(told.gathering, attendances=kept))


def _leads_a_country(attendance: Attendance) -> bool:
    kinds = {m.role_kind for m in attendance.person.mentions} if attendance.person else set()
    return bool(kinds & {*LEADING})


def _is_of_country(party: Party) -> bool:
    is_plain = party.role is None or party.kind == "office"
    return is_plain and party.served is not None and party.served.is_country
