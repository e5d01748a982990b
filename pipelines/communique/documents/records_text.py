"""Records (JSON objects, rows of tables, entries of feeds) to pages, by the names of their fields.

The lexicon ``record_fields`` says what a field holds; a record without text is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from communique.documents.decoding import Decoded, remarks_on
from communique.documents.emission import Emission, Page
from communique.documents.json_text import loads
from communique.documents.known_keys import fold, record_fields
from communique.documents.member import FEED, Member, Pairs
from communique.documents.refusal import Refusal

MEDIA_TYPE = "application/json"
_DEPTH = 3
_MOST_FIELDS = 2_000
_STATED = {
    "published": "record.published", "updated": "record.updated", "byline": "record.author",
    "outlet": "record.outlet", "address": "record.address", "language": "record.language",
    "fetched": "record.fetched",
}  # fmt: skip


def read_record(source: Member, ingested_at: datetime) -> Page | Refusal:
    """The page of one record."""
    try:
        record = loads(source.data.decode("utf-8-sig"))
    except ValueError as error:
        return Refusal("damaged", f"not JSON ({error}): export it again")
    if not isinstance(record, dict):
        return Refusal("unsupported_format", "no object with named fields: name the text's field")
    held = _held(record)
    pairs = source.origin.pairs + tuple(
        (key, value) for holds, key in _STATED.items() for value in held.get(holds, ())[:3]
    )
    page = _page_of(held, pairs, ingested_at)
    if page is None:
        if source.origin.media_type == FEED:
            return Refusal("empty", "an entry without a text: fetch the page that it links to")
        names = ", ".join(sorted(str(n)[:40] for n in record)[:12])
        return Refusal(
            "empty" if held.keys() & {"text", "html", "lead"} else "unsupported_format",
            f"no text in any field that is known to hold it (there are: {names or 'none'}): add "
            "the field's name to the lexicon record_fields",
        )
    return page


def _page_of(held: dict[str, list[str]], pairs: Pairs, ingested_at: datetime) -> Page | None:
    html = next(iter(held.get("html", ())), "")
    lead = _first(held, "lead")
    if html:
        from communique.documents.html_page import page_of_html

        found = page_of_html(
            html, "utf-8", pairs, ingested_at, title=_first(held, "headline"), lead=lead
        )
        if isinstance(found, Page):
            return found
    text = next((t for t in held.get("text", ()) if t.strip()), "")
    if not text:
        text = next((t for t in held.get("lead", ()) if t.strip()), "")
    if not text:
        return None
    if _is_markup(text):
        from communique.documents.html_page import page_of_html

        found = page_of_html(
            text, "utf-8", pairs, ingested_at, title=_first(held, "headline"), lead=lead
        )
        return found if isinstance(found, Page) else None
    return _plain_page(text, held, pairs)


def _plain_page(text: str, held: dict[str, list[str]], pairs: Pairs) -> Page:
    emission = Emission()
    emission.metadata(pairs)
    headline = _first(held, "headline")
    if headline and headline.strip() not in text[:1000]:
        emission.part("headline", " ".join(headline.split()), "record: a field holds the headline")
    lead = _first(held, "lead")
    if lead and not _is_markup(lead) and lead.strip()[:80] not in text:
        emission.part("subhead", " ".join(lead.split()), "record: a field holds the lead")
    emission.open(text)
    return emission.page(MEDIA_TYPE, "utf-8", remarks_on(Decoded(text, "utf-8")))


def _first(held: dict[str, list[str]], holds: str) -> str:
    return next(iter(held.get(holds, ())), "")


def _is_markup(text: str) -> bool:
    head = text[:5_000]
    return head.count("</") + head.count("<br") >= 2 or (
        head.lstrip().startswith("<") and "</" in head
    )


def _held(record: dict[str, Any]) -> dict[str, list[str]]:
    """The values of the known fields by what they hold, the best-named field first."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for count, (name, value) in enumerate(_fields(record)):
        if count >= _MOST_FIELDS:
            break
        known = record_fields().get(name)
        for text in _texts(value, known[0]) if known else ():
            found.setdefault(known[0], []).append((known[1], count, text))  # type: ignore[index]
    return {holds: [text for _, _, text in sorted(values)] for holds, values in found.items()}


def _fields(value: dict[str, Any], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Fields with dotted, folded names, outer ones first."""
    inner = []
    for name, item in value.items():
        key = prefix + fold(str(name))
        yield key, item
        if isinstance(item, dict) and depth < _DEPTH:
            inner.append((key, item))
    for key, item in inner:
        yield from _fields(item, key + ".", depth + 1)


def _texts(value: Any, holds: str) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, dict):
        named = value.get("name") or value.get("value")
        if isinstance(named, str) and named.strip():
            yield named
    elif isinstance(value, list) and value:
        texts = [text for item in value[:2_000] for text in _texts(item, holds)]
        if holds in ("text", "html", "lead") and texts:
            yield "\n\n".join(texts)
        else:
            yield from texts
    elif isinstance(value, int) and not isinstance(value, bool) and holds in _INSTANTS:
        yield from _unix(value)


_INSTANTS = {"published", "updated", "fetched"}


def _unix(value: int) -> Iterator[str]:
    """Seconds or milliseconds since 1970 as an instant in UTC."""
    from datetime import UTC

    seconds = value / 1000 if value > 10_000_000_000 else value
    if 0 < seconds < 4_102_444_800:
        yield datetime.fromtimestamp(seconds, UTC).isoformat()
