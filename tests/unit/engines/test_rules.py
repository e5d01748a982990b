import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.article.article import Article
from communique.engines.engine import Engine, Reading
from communique.engines.rules import RulesEngine
from communique.spans import quotes_back

ENGINE = RulesEngine()
ODD = ("\u200b", "\ufeff", "\u00a0", "\u00ad", "\r\n", "\U0001f1f3\U0001f1f4", "İ", '"', ";", "(")


def rows(reading: Reading) -> list[Any]:
    return [
        *reading.event_mentions,
        *reading.attendee_mentions,
        *reading.evidence,
        *reading.quotes,
        *reading.citations,
    ]


def test_it_is_an_engine_and_pickles() -> None:
    copy = pickle.loads(pickle.dumps(ENGINE))
    assert isinstance(copy, Engine)
    assert (copy.name, copy.version) == (ENGINE.name, ENGINE.version)


def test_a_page_gives_one_gathering_with_all_its_people(
    article_of: Callable[[str], Article], page: str
) -> None:
    reading = ENGINE.read(article_of(page))
    (event,) = reading.event_mentions
    assert (event.event_type, event.event_status, event.salience) == ("ministerial", "held", "main")
    assert (event.start_date, event.city, event.country_code) == (date(2031, 5, 6), "Oslo", "NO")
    assert event.time_zone == "Europe/Oslo"
    told = {
        row.name: (row.role, row.country_code, row.participation)
        for row in reading.attendee_mentions
    }
    assert told == {
        "Ida Berg": ("Finance Minister", "NO", "host"),
        "Owen Marsh": ("Treasurer", "AU", "attendee"),
        "Jean Roy": ("Minister of Finance", "CA", "attendee"),
        "Aiko Mori": ("Minister of Finance", "JP", "attendee"),
        "Carla Neri": ("Minister of Economy", "IT", "speaker"),
        "Anne Hill": ("Chancellor of the Exchequer", "GB", "speaker"),
        "Tom Reed": ("Managing Director", None, "speaker"),
        "Luis Soto": ("Finance Minister", "CL", "absent"),
    }


def test_quotes_and_sources_have_their_names(
    article_of: Callable[[str], Article], page: str
) -> None:
    reading = ENGINE.read(article_of(page))
    assert [(q.speaker, q.channel) for q in reading.quotes] == [("Ida Berg", "press conference")]
    assert [c.cited_source for c in reading.citations] == ["the Ministry of Finance"]


def test_every_value_of_a_participant_has_its_words(
    article_of: Callable[[str], Article], page: str
) -> None:
    reading = ENGINE.read(article_of(page))
    (marsh,) = (row for row in reading.attendee_mentions if row.name == "Owen Marsh")
    told = {
        row.attribute: row.surface
        for row in reading.evidence
        if row.attendee_mention_id == marsh.attendee_mention_id
    }
    assert told["role"] == "Treasurer"
    assert told["country_code"] == "Australia"
    assert "Owen Marsh" in told["name"] and "participation" in told


def test_the_words_of_a_value_say_it(article_of: Callable[[str], Article]) -> None:
    text = (
        "Talks in Lima are off\n\nLima, May 6\n\nA meeting between Norwegian Foreign Minister Ida "
        "Berg and Chilean President Luis Soto in Lima on Friday was called off. Peruvian President "
        "Marta Quispe did not attend.\n"
    )
    reading = ENGINE.read(article_of(text))
    told = {row.attribute: row.surface for row in reading.evidence}
    assert told["event_status"] == "called off"
    assert [row.event_name for row in reading.event_mentions] == [None]


def test_an_absence_has_the_words_that_say_it(
    article_of: Callable[[str], Article], page: str
) -> None:
    reading = ENGINE.read(article_of(page))
    (words,) = [r.surface for r in reading.evidence if r.value == "absent"]
    assert words.endswith("Luis Soto did not attend")


def test_an_article_without_a_meeting_is_silent(article_of: Callable[[str], Article]) -> None:
    text = (
        "Rovers win again\n\nThe Rovers beat their old rivals on Sunday. Captain Tom Reed scored "
        "twice before the break, and the crowd sang until the lights went out.\n"
    )
    reading = ENGINE.read(article_of(text))
    assert reading.event_mentions == () and reading.attendee_mentions == ()


def test_the_same_article_gives_the_same_reading(
    article_of: Callable[[str], Article], page: str
) -> None:
    assert ENGINE.read(article_of(page)) == RulesEngine().read(article_of(page))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=st.lists(st.tuples(st.integers(40, 1200), st.sampled_from(ODD)), max_size=12))
def test_spans_quote_back_whatever_is_thrown_in(
    article_of: Callable[[str], Article], page: str, edits: list[tuple[int, str]]
) -> None:
    text = page
    for place, odd in edits:
        text = text[:place] + odd + text[place:]
    article = article_of(text)
    reading = ENGINE.read(article)
    found = rows(reading)
    assert all(quotes_back(article.text, r.span_start, r.span_end, r.surface) for r in found)
    assert all(0 <= r.confidence <= 1 for r in reading.event_mentions + reading.attendee_mentions)
    for ids in (
        [r.event_mention_id for r in reading.event_mentions],
        [r.attendee_mention_id for r in reading.attendee_mentions],
        [r.evidence_id for r in reading.evidence],
        [r.quote_id for r in reading.quotes],
    ):
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("last", "count"),
    [
        ("Following the meeting with Mr Soto, the press was received.", 1),
        ("Following the meeting with Mr Soto on Tuesday, the press was received.", 2),
        ("Following the meeting with Mr Lind of Peru, the press was received.", 2),
        ("Mr Soto told a news conference that salt was dear.", 2),
    ],
)
def test_one_alone_at_what_takes_two_is_told_again(
    article_of: Callable[[str], Article], last: str, count: int
) -> None:
    page = (
        "Salt and copper\n\nOslo, May 6\n\nNorwegian Minister Ida Berg met Chilean Minister Luis "
        f"Soto in Oslo on Monday. {last}\n"
    )
    assert len(ENGINE.read(article_of(page)).event_mentions) == count
