"""Matching: spans quote back, the longest wins, words are whole."""

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.lexicon.match import Matcher
from communique.spans import Span, quotes_back

WORDS = st.text("abAB é-.\u0301\U0001f91dİΣ_1", min_size=1, max_size=5)


def rows(*surfaces: str) -> list[dict[str, str]]:
    return [{"surface": surface, "number": str(i)} for i, surface in enumerate(surfaces)]


def found(text: str, *surfaces: str, fold_case: bool = False) -> list[str]:
    return [h.span.cut(text) for h in Matcher(rows(*surfaces), fold_case=fold_case).find(text)]


@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, max_size=12))
def test_every_hit_quotes_back(surfaces: list[str], parts: list[str]) -> None:
    text = " ".join(parts)
    for hit in Matcher(rows(*surfaces)).find(text):
        assert quotes_back(text, hit.span.start, hit.span.end, hit.surface)


@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, max_size=12), st.booleans())
def test_hits_stand_in_order_and_do_not_overlap(
    surfaces: list[str], parts: list[str], fold_case: bool
) -> None:
    hits = Matcher(rows(*surfaces), fold_case=fold_case).find("".join(parts))
    spans = sorted({h.span for h in hits})
    assert [h.span for h in hits] == sorted(h.span for h in hits)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(WORDS, st.sampled_from(["", " ", "(", '"']), st.sampled_from(["", " ", ")", ", b"]))
def test_a_form_that_stands_alone_is_found(surface: str, before: str, after: str) -> None:
    text = before + surface + after
    spans = [h.span for h in Matcher(rows(surface)).find(text)]
    alone = not surface[0].isspace() and not surface[-1].isspace()
    combines = after and surface[-1] == "\u0301"
    if alone and not combines:
        assert any(s.cut(text) == surface for s in spans)


@given(st.text(max_size=40), st.data())
def test_a_search_inside_a_span_stays_inside_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    matcher = Matcher(rows(*{c for c in text}))
    assert all(span.contains(h.span) for h in matcher.find(text, span))


@pytest.mark.parametrize(
    ("text", "surfaces", "expected"),
    [
        ("South Korea and Korea", ("Korea", "South Korea"), ["South Korea", "Korea"]),
        ("the US, the USA and U.S. aid", ("US", "USA", "U.S."), ["US", "USA", "U.S."]),
        ("the BUS, US_desk and USS", ("US",), []),
        ("let us go", ("US",), []),
        ("a b c", ("a b", "b c"), ["a b"]),
        ("a bb ccc", ("a bb", "bb ccc"), ["bb ccc"]),
        ("\U0001f91d Oslo", ("Oslo",), ["Oslo"]),
        ("cafe\u0301 and cafe", ("cafe",), ["cafe"]),
        ("", ("US",), []),
    ],
)
def test_the_longest_whole_word_wins(
    text: str, surfaces: tuple[str, ...], expected: list[str]
) -> None:
    assert found(text, *surfaces) == expected


@pytest.mark.parametrize(
    ("text", "surface"),
    [("İ met MONDAY", "Monday"), ("on monday", "Monday"), ("ΟΔΟΣ.", "οδοσ"), ("ÉVIAN", "Évian")],
)
def test_case_is_folded_without_moving_an_offset(text: str, surface: str) -> None:
    hits = Matcher(rows(surface), fold_case=True).find(text)
    assert [h.span.cut(text).casefold() for h in hits] == [surface.casefold()]
    assert [h.surface for h in hits] == [surface]


def test_a_word_that_the_span_cuts_in_two_is_not_found() -> None:
    assert Matcher(rows("US")).find("USA", Span(0, 2)) == []
    assert len(Matcher(rows("US")).find("US A", Span(0, 2))) == 1


def test_an_empty_span_holds_nothing() -> None:
    assert Matcher(rows("US")).find("US", Span(1, 1)) == []


def test_rows_of_one_form_all_come_in_the_order_of_the_lexicon() -> None:
    hits = Matcher(rows("IST", "IST", "GMT")).find("10:00 IST")
    assert [h.entry["number"] for h in hits] == ["0", "1"]


def test_a_form_is_looked_up_exactly_or_in_any_case() -> None:
    assert Matcher(rows("US")).get("us") is None
    folded = Matcher(rows("US"), fold_case=True).get("us")
    assert folded is not None and folded["number"] == "0"


def test_a_matcher_without_rows_finds_nothing() -> None:
    assert Matcher(()).find("anything") == []


def test_a_matcher_travels_to_another_process() -> None:
    again = pickle.loads(pickle.dumps(Matcher(rows("Oslo"), fold_case=True)))
    assert [h.span for h in again.find("in OSLO")] == [Span(3, 7)]


def test_many_hits_are_sorted_out_quickly() -> None:
    text = "Oslo " * 20_000
    assert len(Matcher(rows("Oslo", "Oslo Oslo")).find(text)) == 10_000
