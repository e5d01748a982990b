"""How well one article was read: its header, its body, its sayings and its spans.

Gatherings and participants are the business of ``gatherings``, all articles together of
``merging``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from communique.scoring.gold import GoldArticle, GoldQuote
from communique.scoring.pairing import pair
from communique.scoring.reading import Reading, Row
from communique.scoring.tally import Tally
from communique.scoring.words import fold, is_same_name, is_same_publication, likeness
from communique.spans import quotes_back

_QUOTE_HEAD = 18
_QUOTE_WINDOW = 60


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
    headline, outlet = header.get("headline"), header.get("outlet")
    tally.case(
        "headline",
        likeness(headline, gold.headline) >= 0.9,
        f"{gold.gold_id}: {headline!r} for {gold.headline!r}",
    )
    is_none = gold.outlet is None and outlet is None
    tally.case(
        "outlet",
        is_none or likeness(outlet, gold.outlet) >= 0.8,
        f"{gold.gold_id}: {outlet!r} for {gold.outlet!r}",
    )
    _count_agencies(tally, gold, header)
    _count_publication(tally, gold, header)
    if gold.has_dateline:
        place = header.get("dateline_place")
        is_near = likeness(_town(place), _town(gold.dateline_place)) >= 0.7
        note = f"{gold.gold_id}: {place!r} for {gold.dateline_place!r}"
        tally.case("dateline_place", is_near, note)


def _town(place: str | None) -> str:
    return (place or "").partition(",")[0]


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


def _count_publication(tally: Tally, gold: GoldArticle, header: Row) -> None:
    published = header.get("published_at")
    if not gold.published:
        note = f"{gold.gold_id}: {published}"
        tally.case("published_not_invented", published is None, note)
        return
    is_right = published is not None and is_same_publication(published, gold.published)
    tally.case("published_day", is_right, f"{gold.gold_id}: {published} for {gold.published}")


def _count_quotes(tally: Tally, gold: GoldArticle, reading: Reading) -> None:
    pairs = pair(gold.quotes, reading.quotes, _is_same_quote)
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
        speaker = row.get("speaker")
        is_right = is_same_name(label.speaker, speaker) or likeness(label.speaker, speaker) > 0.8
        note = f"{gold.gold_id}: {speaker!r} for {label.speaker!r}"
        tally.case("quote_speaker", is_right, note)


def _is_same_quote(label: GoldQuote, row: Row) -> bool:
    """Whether the labelled first words begin the quotation, or stand close to its beginning."""
    words, head = fold(row.get("quote")), fold(label.starts)[:_QUOTE_HEAD]
    return words.startswith(head) or head in words[:_QUOTE_WINDOW]


def _count_citations(tally: Tally, gold: GoldArticle, reading: Reading) -> None:
    pairs = pair(gold.cited_sources, reading.citations, _is_same_source)
    missed, extra = list(pairs.missed), [c.get("cited_source") for c in pairs.extra]
    tally.found(
        "cited_sources",
        right=len(pairs.matched),
        extra=len(extra),
        missed=len(missed),
        note=f"{gold.gold_id}: missed {missed} extra {extra}",
    )


def _is_same_source(label: str, row: Row) -> bool:
    """Whether the two are like, or one is a part of the other."""
    cited = row.get("cited_source")
    wanted, found = fold(label), fold(cited)
    return likeness(label, cited) >= 0.6 or wanted in found or (bool(found) and found in wanted)


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
