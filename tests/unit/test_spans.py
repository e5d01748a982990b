"""Spans over code points: what they hold, and that they quote back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.spans import Span, lines, quotes_back, strip, without_overlaps


@given(st.text())
def test_lines_and_their_line_ends_make_up_the_text(text: str) -> None:
    found = list(lines(text))
    again = "\n".join(span.cut(text) for span in found)
    assert again == text.removesuffix("\n")


def test_an_empty_span_has_no_lines() -> None:
    assert list(lines("one\ntwo", Span(3, 3))) == []


@given(st.text())
def test_a_stripped_span_holds_the_stripped_words(text: str) -> None:
    assert strip(text, Span(0, len(text))).cut(text) == text.strip()


def test_offsets_count_code_points_not_bytes() -> None:
    text = "🇺🇸 Müller met Jim"
    start = text.index("Jim")
    assert start == 14
    assert quotes_back(text, start, start + 3, "Jim")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_that_runs_backwards_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_of_spans_that_begin_together_the_longest_is_kept() -> None:
    spans = [Span(0, 3), Span(0, 5), Span(4, 6), Span(5, 7)]
    assert without_overlaps(spans) == [Span(0, 5), Span(5, 7)]


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_a_shifted_span_keeps_its_length(start: int, length: int, by: int) -> None:
    span = Span(start, start + length)
    assert len(span.shift(by)) == len(span) == length
    assert span.cover(span.shift(by)).contains(span)
