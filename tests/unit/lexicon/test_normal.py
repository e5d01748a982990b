"""Normalising: what falls away, what becomes plain, and the way back."""

from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.lexicon import normal as module
from communique.lexicon.load import entries
from communique.lexicon.normal import normalise
from communique.spans import Span

PLAIN = {chr(int(row["surface"], 16)): row["plain"] for row in entries("plain_characters")}
ODD = "".join(PLAIN)
EMOJI = "\U0001f91d\U0001f1f2\U0001f1fa\u2764\ufe0f"
TEXTS = st.text(st.one_of(st.sampled_from(ODD + EMOJI + "ab é"), st.characters()), max_size=60)


@given(TEXTS)
@example("\u200b")
@example("a\u200b")
@example("\u200f\u200fab\u00a0\u200bc\u200b")
def test_every_normal_character_leads_back_to_the_one_that_gave_it(text: str) -> None:
    normal = normalise(text)
    for offset, character in enumerate(normal.text):
        source = text[normal.origin(offset)]
        assert PLAIN.get(source, source) == character


@given(TEXTS)
def test_nothing_is_lost_but_what_the_lexicon_drops(text: str) -> None:
    assert normalise(text).text == "".join(PLAIN.get(c, c) for c in text)


@given(TEXTS)
def test_a_normal_text_stays_as_it_is(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(TEXTS, st.data())
def test_a_span_there_and_back_is_the_same_span(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    span = Span(start, end)
    there = normal.original(span)
    assert normal.normal(there) == span
    assert there.end <= len(text)


@given(TEXTS)
def test_the_ends_of_the_texts_meet(text: str) -> None:
    normal = normalise(text)
    assert normal.origin(len(normal.text)) == len(text)
    assert normal.normal(Span(0, len(text))) == Span(0, len(normal.text))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("New\u00a0Delhi", "New Delhi"),
        ("Côte d\u2019Ivoire", "Côte d'Ivoire"),
        ("co\u00adoperation", "cooperation"),
        ("\u200fMuscat\u200e", "Muscat"),
        ("Guinea\u2011Bissau", "Guinea-Bissau"),
        ("\U0001f91d\u200bOslo", "\U0001f91dOslo"),
        ("", ""),
    ],
)
def test_odd_characters_become_plain(text: str, plain: str) -> None:
    assert normalise(text).text == plain


def test_an_original_span_has_no_dropped_character_at_its_ends() -> None:
    text = "in \u200bOslo\u200b today"
    normal = normalise(text)
    start = normal.text.index("Oslo")
    assert normal.original(Span(start, start + 4)).cut(text) == "Oslo"


def test_one_character_may_become_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_replacements", lambda: {"\u2026": "...", "\u200b": ""})
    monkeypatch.setattr(module, "_moving", module._moving.__wrapped__)
    text = "a\u2026\u200bb"
    normal = normalise(text)
    assert normal.text == "a...b"
    assert [normal.origin(i) for i in range(6)] == [0, 1, 1, 1, 3, 4]
    assert normal.original(Span(1, 4)).cut(text) == "\u2026"


def test_the_lexicon_drops_every_mark_of_direction_and_plain_text_stays() -> None:
    assert all(PLAIN[c] == "" for c in ODD if category(c) == "Cf")
    assert normalise("Oslo, 5 May") == module.Normal("Oslo, 5 May", (0,), (0,))
