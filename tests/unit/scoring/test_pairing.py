import pytest

from communique.scoring.gold import GoldAttendee, GoldEvent
from communique.scoring.pairing import is_same_participant, pair, pair_events
from communique.scoring.reading import Told


def attendee(kind="person", name="Ida Berg", country="NO", affiliation="Norway"):
    return GoldAttendee(
        kind=kind, name=name, role=None, affiliation=affiliation, country=country,
        participation="host",
    )  # fmt: skip


def event(key, *names, start="2031-05-05", kind="call"):
    return GoldEvent(
        key=key, salience="main", type=kind, status="held", name="Salt talks", start=start,
        date_text=None, city=None, country=None,
        attendees=tuple(attendee(name=name) for name in names),
    )  # fmt: skip


def told(mention, *names, start="2031-05-05", kind="call", name=None):
    row = {"event_mention_id": mention, "start_date": start, "event_type": kind, "event_name": name}
    return Told(row, tuple({"kind": "person", "name": n} for n in names))


def test_each_label_takes_the_first_free_answer():
    pairs = pair([1, 2, 3], ["2", "1", "1"], lambda label, found: str(label) == found)
    assert pairs.matched == ((1, "1"), (2, "2"))
    assert pairs.missed == (3,)
    assert pairs.extra == ("1",)


@pytest.mark.parametrize(
    ("label", "row", "is_same"),
    [
        (attendee(), {"kind": "person", "name": "Berg"}, True),
        (attendee(), {"kind": "delegation", "name": "Ida Berg"}, False),
        (attendee("delegation", None), {"kind": "person", "country_code": "NO"}, False),
        (attendee("delegation", None), {"kind": "organization", "country_code": "NO"}, True),
        (attendee("delegation", None, None), {"kind": "delegation", "affiliation": "Norway"}, True),
        (attendee("delegation", None), {"kind": "delegation", "affiliation": "Chile"}, False),
    ],
)
def test_persons_are_known_by_name_and_bodies_by_country_or_name(label, row, is_same):
    assert is_same_participant(label, row) is is_same


def test_the_gathering_that_shares_its_people_is_the_answer():
    labels = [event("a", "Ida Berg", "Juan Rey"), event("b", "Ola Lind")]
    answers = [told("x", "Ola Lind"), told("y", "Juan Rey", "Ida Berg")]
    pairs = pair_events(labels, answers)
    assert [(g.key, t.event_mention_id) for g, t in pairs.matched] == [("a", "y"), ("b", "x")]


def test_without_a_shared_participant_day_and_name_must_both_agree():
    label = event("a", "Ida Berg")
    assert not pair_events([label], [told("x")]).matched
    assert not pair_events([label], [told("x", start="2031-06-01", name="Salt talks")]).matched
    assert pair_events([label], [told("x", name="The salt talks")]).matched
