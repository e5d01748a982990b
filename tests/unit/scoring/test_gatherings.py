import json

import pytest

from communique.scoring import load_gold, score

TEXT = "OSLO - Ida Berg of Norway received Juan Rey on Monday. Nothing else was told."
LABEL = {
    "outlet": None, "agencies": [], "headline": "Received", "published": "2031-05-06",
    "dateline": {"place": "Oslo, Norway", "date": None},
    "body_starts": "Ida Berg", "body_ends": "was told",
    "events": [{
        "key": "k", "salience": "main", "type": "bilateral_meeting", "status": "held",
        "name": "Talks", "start": "2031-05-05", "date_text": "on Monday", "city": "Oslo",
        "country": "NO", "attendees": [
            {"kind": "person", "name": "Ida Berg", "role": "Minister", "affiliation": "Norway",
             "country": "NO", "participation": "host"},
            {"kind": "person", "name": "Juan Rey", "role": None, "affiliation": "Chile",
             "country": "CL", "participation": "attendee"},
        ]}],
    "quotes": [], "cited_sources": [],
}  # fmt: skip
SPAN = {"span_start": 7, "span_end": 15, "surface": "Ida Berg"}


@pytest.fixture
def measure(tmp_path):
    """Measures the rows given against the one labelled article."""
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "one.json").write_text(json.dumps(LABEL))

    def measures(*attendees, **event):
        header = {"article_id": "a", "document_uri": "raw/one.txt", "dateline_place": "Oslo"}
        mention = {"article_id": "a", "event_mention_id": "m", **SPAN}
        tables = {
            "staging.articles": [header],
            "staging.event_mentions": [{**mention, **event}] if event else [],
            "staging.attendee_mentions": [{**mention, **row} for row in attendees],
            "staging.blocks": [
                {"article_id": "a", "block_role": "body", "span_start": 7, "span_end": len(TEXT)}
            ],
        }
        return score(load_gold(tmp_path), tables).measures

    return measures


BERG = {"kind": "person", "name": "Berg", "role": "minister", "country_code": "NO",
        "participation": "host"}  # fmt: skip


def test_a_right_field_of_a_found_gathering_is_a_hit(measure):
    found = measure(BERG, event_type="call", start_date="2031-05-05", salience="main", city="Oslo")
    assert found["events_main"]["tp"] == 1
    assert found["event_type"]["hits"] == 0
    assert found["event_date"]["hits"] == 1
    assert found["event_city"]["hits"] == 1


def test_participants_of_a_missed_gathering_are_missed(measure):
    missed = measure()
    assert missed["attendees"]["fn"] == 2
    assert missed["people"]["fn"] == 2
    assert missed["events_main"]["fn"] == 1


def test_a_participant_is_whole_when_role_country_and_participation_are_right(measure):
    found = measure(BERG, {**BERG, "name": "Juan Rey", "role": None}, event_type="call")
    assert found["attendees"]["tp"] == 2
    assert found["attendees_all_fields"] == {
        "value": 0.5, "precision": 0.5, "recall": 0.5, "tp": 1, "fp": 1, "fn": 1,
    }  # fmt: skip


def test_participants_of_a_gathering_too_many_are_too_many(measure):
    found = measure({**BERG, "name": "Nobody Else"}, event_type="call", start_date="2001-01-01")
    assert found["events_main"]["fp"] == 1
    assert found["attendees"]["fp"] == 1


def test_body_dateline_and_spans_are_measured(measure):
    found = measure(BERG, event_type="call")
    assert found["body_tokens"]["value"] == 1.0
    assert found["dateline_place"]["hits"] == 1
    assert found["spans_quote_back"] == {"value": 1.0, "hits": 2, "of": 2}


def test_an_article_that_is_not_there_is_missed_and_no_error(measure, tmp_path):
    measures = score(load_gold(tmp_path), {}).measures
    assert measures["articles_found"] == {"value": 0.0, "hits": 0, "of": 1}
    assert measures["people"]["fn"] == 2
