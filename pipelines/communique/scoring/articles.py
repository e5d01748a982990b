"""How well one article was read: its header, its body, its sayings and its spans.

Gatherings and participants are the business of ``gatherings``, all articles together of
``merging``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from communique.scoring.fields import HEADER_FIELDS, QUOTE_FIELDS
from communique.scoring.gold import GoldArticle
from communique.scoring.pairing import is_same_quote, is_same_source, pair
from communique.scoring.reading import Reading, Row
from communique.scoring.tally import Tally
from communique.scoring.words import fold
from communique.spans import quotes_back


def count_article(tally: Tally, gold: GoldArticle, reading: Reading) -> None:
    """Adds the measures of one article's page and header."""
    _count_body(tally, gold, reading)
    _count_header(tally, gold, reading.header)


def count_sayings(tally: Tally, gold: GoldArticle, reading: Reading) -> None:
    """Adds quotations, their speakers, cited sources and whether every span quotes back."""
    _count_quotes(tally, gold, reading)
    _count_citations(tally, gold, reading)
    _count_spans(tally, gold, reading)


def _count_body(tally: Tally, gold: GoldArticle, reading: Reading) -> None:
    span = _gold_body(gold)
    if span is None:
        return
    wanted, found = _words(gold.text, [span]), _words(gold.text, reading.body)
    right = (wanted & found).total()
    tally.found(
        "body_tokens", right=right, extra=found.total() - right, missed=wanted.total() - right
    )


def _words(text: str, spans: Iterable[tuple[int, int]]) -> Counter[str]:
    return Counter(word for start, end in spans for word in fold(text[start:end]).split())


def _gold_body(gold: GoldArticle) -> tuple[int, int] | None:
    """From the first place of the body's first words past the last place of its last ones."""
    starts = _places(gold.text, gold.body_starts)
    ends = _places(gold.text, gold.body_ends)
    if not (starts and ends):
        return None
    start, end = starts[0].start(), ends[-1].end()
    # One more character, which may be the full stop: the labels end on a word.
    return (start, end + 1) if start < end else None


def _places(text: str, words: str) -> list[re.Match[str]]:
    """Where the words stand one after another, whatever parts them."""
    return list(re.finditer(r"\W+".join(re.findall(r"\w+", words)), text))


def _count_header(tally: Tally, gold: GoldArticle, header: Row) -> None:
    for field in HEADER_FIELDS:
        if field.is_measure and field.applies(gold):
            # A day that the page does not give may not be invented: a measure of its own.
            is_open = field.name == "published_day" and not gold.published
            name = "published_not_invented" if is_open else field.name
            note = f"{gold.gold_id}: {field.found(header)!r} for {field.wanted(gold)!r}"
            tally.case(name, field.is_right(gold, header), note)
    _count_agencies(tally, gold, header)


def _count_agencies(tally: Tally, gold: GoldArticle, header: Row) -> None:
    found = {fold(name) for name in header.get("agencies") or ()}
    wanted = {fold(name) for name in gold.agencies}
    tally.found(
        "agencies",
        right=len(found & wanted),
        extra=len(found - wanted),
        missed=len(wanted - found),
        note=f"{gold.gold_id}: {sorted(found)} for {sorted(wanted)}",
    )


def _count_quotes(tally: Tally, gold: GoldArticle, reading: Reading) -> None:
    pairs = pair(gold.quotes, reading.quotes, is_same_quote)
    missed = [q.starts for q in pairs.missed]
    extra = [(q.get("quote") or "")[:30] for q in pairs.extra]
    tally.found(
        "quotes",
        right=len(pairs.matched),
        extra=len(extra),
        missed=len(missed),
        note=f"{gold.gold_id}: missed {missed} extra {extra}",
    )
    for label, row in pairs.matched:
        for field in QUOTE_FIELDS:
            if field.is_measure:
                note = f"{gold.gold_id}: {field.found(row)!r} for {field.wanted(label)!r}"
                tally.case(field.name, field.is_right(label, row), note)


def _count_citations(tally: Tally, gold: GoldArticle, reading: Reading) -> None:
    pairs = pair(gold.cited_sources, reading.citations, is_same_source)
    missed, extra = list(pairs.missed), [c.get("cited_source") for c in pairs.extra]
    tally.found(
        "cited_sources",
        right=len(pairs.matched),
        extra=len(extra),
        missed=len(missed),
        note=f"{gold.gold_id}: missed {missed} extra {extra}",
    )


def _count_spans(tally: Tally, gold: GoldArticle, reading: Reading) -> None:
    tables = {
        "events": [told.row for told in reading.events],
        "attendees": reading.attendees,
        "quotes": reading.quotes,
        "citations": reading.citations,
    }
    for table, rows in tables.items():
        for row in rows:
            surface = row.get("surface")
            note = f"{gold.gold_id}: {table} {surface!r}"
            tally.case("spans_quote_back", _stands(gold.text, row), note)


def _stands(text: str, row: Row) -> bool:
    start, end, surface = row.get("span_start"), row.get("span_end"), row.get("surface")
    if start is None or end is None or surface is None:
        return False
    return quotes_back(text, start, end, surface)
