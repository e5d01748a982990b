"""Gold labels written as staging tables: what the marts would get from a reader without faults.

Fields that labels leave out (time zones, spans of some values, comparison keys) are derived here
from the text and the lexicons; nothing here reads a gathering.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from communique.ids import digest, make_id
from communique.lexicon.load import entries
from communique.records import (
    ArticleRow,
    AttendeeMentionRow,
    CitationRow,
    DeliveryRow,
    DocumentRow,
    EventMentionRow,
    EvidenceRow,
    ParseRow,
    QuoteRow,
    type_of_table,
)
from communique.spans import Span
from communique.store.schema import to_frame

LANDED = datetime(2026, 2, 1, tzinfo=UTC)
VERSION = "gold"
ENGINE = {"engine": "gold", "engine_version": "1"}
Rows = dict[str, list[Any]]


@dataclass(frozen=True)
class Page:
    """A labelled page: its text, its label and the keys made from them."""

    text: str
    label: dict[str, Any]
    document_id: str
    article_id: str

    def find(self, *wanted: str | None) -> dict[str, Any]:
        """Span and words of the first of ``wanted`` in the text; else of the headline or line."""
        for words in (*wanted, self.label["headline"]):
            pattern = r"\W+".join(re.escape(w) for w in re.findall(r"\w+", words or ""))
            hit = re.search(pattern, self.text) if pattern else None
            if hit:
                return place(self.text, Span(hit.start(), hit.end()))
        line = re.search(r"\S[^\n]*", self.text)
        return place(self.text, Span(line.start(), line.end()))

    def has(self, words: str | None) -> bool:
        """Whether the words stand in the text as written."""
        return bool(words) and words in self.text


def place(text: str, span: Span) -> dict[str, Any]:
    """A span as the columns of a staging row."""
    return {"span_start": span.start, "span_end": span.end, "surface": span.cut(text)}


def fold(text: str | None) -> list[str]:
    """Words of a text, lower case and without accents."""
    plain = unicodedata.normalize("NFKD", text or "")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.findall(r"[a-z0-9]+", re.sub("['\u2019]", "", plain))


def name_key(name: str | None) -> str | None:
    """A name folded for comparison, words sorted."""
    return " ".join(sorted(fold(name))) or None


@cache
def _cities() -> dict[str, list[tuple[str, str]]]:
    known: dict[str, list[tuple[str, str]]] = {}
    for row in entries("cities"):
        known.setdefault(row["surface"].lower(), []).append((row["country_code"], row["time_zone"]))
    return known


def zone_of(city: str | None, country: str | None) -> tuple[str | None, str | None]:
    """(country code, IANA zone) of a place, by the list of cities; the country decides doubles."""
    known = _cities().get((city or "").split(",")[0].strip().lower(), [])
    hits = [hit for hit in known if country in (None, hit[0])]
    return hits[0] if hits else (None, None)


def shingles(text: str) -> tuple[int, ...]:
    """Hashes of the distinct runs of five folded words."""
    words = fold(text)
    runs = {" ".join(words[i : i + 5]) for i in range(max(0, len(words) - 4))}
    return tuple(
        sorted(int.from_bytes(sha256(r.encode()).digest()[:8], "big", signed=True) for r in runs)
    )


def published(label: dict[str, Any]) -> dict[str, Any]:
    """The columns of first publication from the label's string."""
    written = label["published"]
    if not written or len(written) < 10:
        return {"published_at": None, "published_precision": "unknown", "published_offset": None,
                "published_day": None, "published_basis": None}  # fmt: skip
    instant = datetime.fromisoformat(written.replace("Z", "+00:00"))
    offset = instant.strftime("%:z") if instant.tzinfo else None
    if offset == "%:z":  # Python 3.11 has no %:z
        offset = instant.isoformat()[-6:]
    at = instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    precision = "minute" if len(written) > 10 else "day"
    return {"published_at": at, "published_precision": precision, "published_offset": offset,
            "published_day": instant.date(), "published_basis": "created"}  # fmt: skip


def day(written: str | None) -> date | None:
    """An ISO day, or None."""
    return date.fromisoformat(written) if written else None


def article_row(page: Page, uri: str) -> ArticleRow:
    """The article's header as the label states it."""
    label = page.label
    line = label["dateline"] or {}
    country, zone = zone_of(re.sub(r" D\.?C\.?$", "", line.get("place") or ""), None)
    body = page.text[page.find(label["body_starts"])["span_start"] :]
    end = page.text.rfind(label["body_ends"])
    body = page.text[-len(body) : end + len(label["body_ends"])] if end > 0 else body
    return ArticleRow(
        article_id=page.article_id, document_id=page.document_id, document_uri=uri,
        outlet=label["outlet"], outlet_time_zone=None, agencies=tuple(label["agencies"]),
        has_unnamed_agency="agencies" in label["cited_sources"], bylines=tuple(label["bylines"]),
        headline=label["headline"], language="en", canonical_url=label["url"],
        published_text=label["published"], updated_at=None, dateline_place=line.get("place"),
        dateline_country_code=country, dateline_time_zone=zone,
        dateline_date=day(line.get("date")), dateline_text=line.get("place"),
        count_body_words=len(body.split()), shingles=shingles(body), parser_version=VERSION,
        **published(label),
    )  # fmt: skip


def event_rows(page: Page, event: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """One gathering of the label: its mention, its participants, its evidence."""
    mention_id = make_id("evm", page.article_id, "gold", event["key"])
    _, zone = zone_of(event["city"], event["country"])
    start = day(event["start"])
    where = page.find(event.get("trigger"), event["date_text"], event["name"])
    yield "event_mentions", EventMentionRow(
        event_mention_id=mention_id, article_id=page.article_id, salience=event["salience"],
        event_type=event["type"], event_status=event["status"], event_name=event["name"],
        start_date=start, end_date=day(event["end"]), start_text=event["date_text"],
        start_precision=event["date_precision"] if start else "unknown", start_edtf=event["start"],
        date_rule="gold", previous_start_date=start if event["status"] == "postponed" else None,
        city=event["city"], country_code=event["country"], time_zone=zone, venue=event["venue"],
        topics=tuple(event["topics"]), super_event_mention_id=None, confidence=1.0,
        **ENGINE, **where,
    )  # fmt: skip
    for attribute, value, words in (
        ("start_date", event["start"], event["date_text"]),
        ("city", event["city"], event["city"]),
        ("venue", event["venue"], event["venue"]),
    ):
        if value and page.has(words):
            yield "evidence", evidence(page, mention_id, None, attribute, value, words)
    seen: set[str] = set()
    for number, who in enumerate(event["attendees"]):
        spot = page.find(who["name"], who.get("evidence"), who["affiliation"])
        attendee_id = make_id("att", mention_id, who["kind"], number, spot["span_start"])
        yield "attendee_mentions", AttendeeMentionRow(
            attendee_mention_id=attendee_id, event_mention_id=mention_id,
            article_id=page.article_id, kind=who["kind"], name=who["name"],
            name_key=name_key(who["name"]), role=who["role"], affiliation=who["affiliation"],
            country_code=who["country"], participation=who["participation"], attributed_to=None,
            stands_in_for=None, confidence=1.0, **ENGINE, **spot,
        )  # fmt: skip
        if page.has(who["role"]) and attendee_id not in seen:
            seen.add(attendee_id)
            yield (
                "evidence",
                evidence(page, mention_id, attendee_id, "role", who["role"], who["role"]),
            )


def evidence(
    page: Page, mention_id: str, attendee_id: str | None, attribute: str, value: str, words: str
) -> EvidenceRow:
    """One value with its words."""
    spot = page.find(words)
    return EvidenceRow(
        evidence_id=make_id("evi", mention_id, attendee_id, attribute, spot["span_start"]),
        article_id=page.article_id, event_mention_id=mention_id, attendee_mention_id=attendee_id,
        attribute=attribute, value=value, rule="gold", **spot,
    )  # fmt: skip


def quote_rows(page: Page) -> Iterator[tuple[str, Any]]:
    """Quotations and cited sources of the label; one row per place in the text."""
    seen: set[tuple[str, int]] = set()
    for quote in page.label["quotes"]:
        spot = page.find(quote["starts"])
        if ("quote", spot["span_start"]) in seen:
            continue
        seen.add(("quote", spot["span_start"]))
        yield "quotes", QuoteRow(
            quote_id=make_id("quo", page.article_id, spot["span_start"]),
            article_id=page.article_id, event_mention_id=None, speaker=quote["speaker"],
            channel=quote["channel"], quote=spot["surface"], **ENGINE, **spot,
        )  # fmt: skip
    for cited in page.label["cited_sources"]:
        spot = page.find(cited)
        if ("cited", spot["span_start"]) in seen:
            continue
        seen.add(("cited", spot["span_start"]))
        yield "citations", CitationRow(
            citation_id=make_id("cit", page.article_id, spot["span_start"]),
            article_id=page.article_id, cited_source=cited, kind="release", **ENGINE, **spot,
        )  # fmt: skip


def page_rows(path: Path, uri: str) -> Iterator[tuple[str, Any]]:
    """Every staging row of one labelled page, each with its table's name."""
    data = path.with_suffix(".txt").read_bytes()
    document_id = digest(data)
    page = Page(
        data.decode(), json.loads(path.read_text()), document_id, make_id("art", document_id, 0)
    )
    yield "documents", DocumentRow(
        document_id=document_id, document_uri=uri, media_type="text/plain", encoding="utf-8",
        byte_length=len(data), ingested_at=LANDED, text=page.text,
    )  # fmt: skip
    yield "deliveries", DeliveryRow(
        delivery_id=make_id("dlv", document_id, uri), document_id=document_id, document_uri=uri,
        byte_length=len(data), delivered_at=LANDED,
    )  # fmt: skip
    yield "parses", ParseRow(
        parse_id=make_id("prs", document_id, VERSION), document_id=document_id,
        parser_version=VERSION, parsed_at=LANDED, is_rejected=False, count_articles=1,
        count_event_mentions=len(page.label["events"]),
    )  # fmt: skip
    yield "articles", article_row(page, uri)
    for event in page.label["events"]:
        yield from event_rows(page, event)
    yield from quote_rows(page)


def write_gold(labels: Iterable[Path], data_dir: Path, batch: str = "gold") -> int:
    """Write the staging tables of the labelled pages as one batch; gives the number of pages.

    The zero-row batch that gives every table its schema is written too.
    """
    rows: Rows = {table: [] for table in type_of_table}
    pages = list(labels)
    for path in pages:
        for table, row in page_rows(path, f"raw/{path.stem}.txt"):
            rows[table].append(row)
    for table in type_of_table:
        for name, content in ((batch, rows[table]), ("_schema", [])):
            folder = data_dir / "staging" / table / f"batch={name}"
            folder.mkdir(parents=True, exist_ok=True)
            to_frame(table, content).write_parquet(folder / "part.parquet")
    return len(pages)
