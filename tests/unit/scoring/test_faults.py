import json

import pytest

from communique.scoring import load_gold, score
from communique.scoring.faults import faults

TEXT = """A page
Dr. Ida Berg received Juan Rey on Monday. Then they spoke of salt.
Ana Vidal sent her regards. "Salt is what we need to season our soup," she said.
"""
BERG = {"kind": "person", "name": "Ida Berg", "role": "Minister", "affiliation": "Norway",
        "country": "NO", "participation": "host", "evidence": "Ida Berg received"}  # fmt: skip
REY = {**BERG, "name": "Juan Rey", "role": None, "country": "CL", "evidence": None}
EVENT = {
    "key": "k", "salience": "main", "type": "visit", "status": "held", "name": "Talks",
    "start": "2031-05-05", "date_text": "on Monday", "city": None, "country": "NO",
    "trigger": None, "attendees": [BERG, REY],
}  # fmt: skip
LABEL = {
    "outlet": None, "agencies": [], "headline": "A page", "published": None, "body_starts": "Dr",
    "body_ends": "she said", "events": [EVENT], "cited_sources": ["the salt board"],
    "quotes": [{"speaker": "Ana Vidal", "starts": "Salt is what we need to"}],
}  # fmt: skip


def at(words):
    return {"span_start": TEXT.index(words), "span_end": TEXT.index(words) + len(words)}


@pytest.fixture
def told(tmp_path):
    """The faults of the rows given, by field and words, with their sentences."""
    (tmp_path / "page.txt").write_text(TEXT)
    (tmp_path / "page.json").write_text(json.dumps(LABEL))

    def found(events=(), attendees=()):
        header = {"article_id": "a", "document_uri": "raw/page.txt", "headline": "A page"}
        mention = {"article_id": "a", "event_mention_id": "m"}
        tables = {
            "staging.articles": [header],
            "staging.event_mentions": [{**mention, **row} for row in events],
            "staging.attendee_mentions": [{**mention, **row} for row in attendees],
        }
        gold = load_gold(tmp_path)
        cases = score(gold, tables, is_merged=False).cases
        return {(f.field, f.told): f.sentence for f in faults(gold, cases)}

    return found


def test_what_is_missed_is_told_with_the_sentence_of_its_words(told):
    missed = told()
    assert missed["events_main", "missed: k"] == "Dr. Ida Berg received Juan Rey on Monday."
    assert missed["attendees", "missed: k: Juan Rey"].startswith("Dr. Ida Berg")
    assert missed["quotes", "missed: Salt is what we need to"].startswith('"Salt is what')
    assert missed["cited_sources", "missed: the salt board"] == ""
    assert not [field for field, _ in missed if field in ("event_city", "attendee_role")]


def test_a_false_row_is_told_with_the_sentence_it_stands_in(told):
    row = {"event_type": "call", "event_name": "A call", **at("they spoke")}
    person = {"kind": "person", "name": "Nobody", **at("Ana Vidal")}
    false = told([row], [person])
    assert false["events_main", "false: A call"] == "Then they spoke of salt."
    assert false["attendees", "false: A call: Nobody"] == "Ana Vidal sent her regards."


def test_a_wrong_value_of_what_was_found_is_told_with_both(told):
    row = {"event_type": "call", "event_status": "held", "salience": "main", "country_code": "NO",
           "start_date": "2031-05-05", **at("received")}  # fmt: skip
    person = {"kind": "person", "name": "Ida Berg", "role": "Queen", "affiliation": "Norway",
              "country_code": "NO", "participation": "host", **at("Ida Berg")}  # fmt: skip
    wrong = told([row], [person])
    assert wrong["event_type", "k: 'call' for 'visit'"] == (
        "Dr. Ida Berg received Juan Rey on Monday."
    )
    assert ("attendee_role", "k: Ida Berg: 'Queen' for 'Minister'") in wrong
    assert not [field for field, _ in wrong if field in ("event_status", "attendee_country")]


def test_a_long_sentence_is_cut(told, monkeypatch):
    monkeypatch.setattr("communique.scoring.faults._LONGEST", 10)
    assert told()["events_main", "missed: k"] == "Dr. Ida Be …"
