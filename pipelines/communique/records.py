"""THE CONTRACT: one frozen record per staging table, each column with its meaning.

What belongs here: the columns of every table that Python writes, their types, their vocabularies.
What does not: how a value is found. The Parquet schema, dbt's ``_sources.yml``, the comments in
the published file and the data dictionary are all made from this module, so a column is described
once. A column is only ever added; renaming one is a new version of the contract.
"""

from __future__ import annotations

import types
from dataclasses import Field, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

CONTRACT_VERSION = 1

BlockRole = Literal[
    "headline", "subhead", "byline", "dateline", "body", "key_points", "pull_quote", "caption",
    "agency_credit", "comment", "related", "trending", "nav", "share", "newsletter", "ad", "legal",
    "other",
]  # fmt: skip
Salience = Literal["main", "background"]
EventType = Literal[
    "summit", "ministerial", "bilateral_meeting", "call", "visit", "conference", "signing",
    "negotiation", "hearing", "press_conference", "other_meeting",
]  # fmt: skip
EventStatus = Literal["held", "ongoing", "planned", "cancelled", "postponed"]
Participation = Literal["host", "chair", "speaker", "attendee", "invited", "absent"]
AttendeeKind = Literal["person", "delegation", "organization"]
DatePrecision = Literal["day", "month", "year", "unknown"]
InstantPrecision = Literal["minute", "day", "unknown"]
Channel = Literal["X post", "statement", "interview", "press conference", "speech", "unknown"]
CitedKind = Literal[
    "release", "government", "agency", "outlet", "named_person", "anonymous", "social_post"
]
Severity = Literal["info", "warning", "rejected"]


def col(meaning: str) -> Any:
    """A column with its meaning; the meaning becomes the comment on the published column."""
    return field(metadata={"meaning": meaning})


_START = "Where it stands: first character, counted in code points of the document's text from 0."
_END = "One past the last character."
_SURFACE = "The words themselves: exactly the document's text from span_start to span_end."
_ENGINE = "Name of the engine that read it."
_ENGINE_VERSION = "Version of that engine."
_CONFIDENCE = "How sure the engine is, 0 to 1; comparable within one engine version only."


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One stored version of a raw document whose bytes could be read as text."""

    document_id: str = col("sha256 of the bytes.")
    document_uri: str = col("Where it came from: its path below the data folder, or an address.")
    media_type: str = col("IANA media type, as read from the content.")
    encoding: str = col("Character encoding the bytes were decoded with.")
    byte_length: int = col("Length of the raw document in bytes.")
    ingested_at: datetime = col("When it was landed (UTC).")
    text: str = col("The text that every span counts in; line ends are a single line feed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """One arrival of a document under one address; the same bytes may arrive many times."""

    delivery_id: str = col("Key: from document_id and document_uri.")
    document_id: str = col("sha256 of the bytes.")
    document_uri: str = col("The address under which it arrived.")
    byte_length: int = col("Length in bytes.")
    delivered_at: datetime = col("When it was landed (UTC).")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseRow:
    """One reading of one document by one parser version; it says which batch holds its rows."""

    parse_id: str = col("Key: from document_id and parser_version.")
    document_id: str = col("The document.")
    parser_version: str = col("Version of the core, its lexicons and its engine.")
    parsed_at: datetime = col("When it was read (UTC).")
    is_rejected: bool = col("Whether the document gave no article; parse_notes says why.")
    count_articles: int = col("Articles found.")
    count_event_mentions: int = col("Gatherings found.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow:
    """One block of a page; every character of the text is in exactly one block."""

    article_id: str = col("The article.")
    block_no: int = col("Place on the page, from 0.")
    block_role: BlockRole = col("What the block is on the page.")
    role_reason: str = col("The evidence for the role: the marker, shape or place that decided.")
    span_start: int = col(_START)
    span_end: int = col(_END)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article as one document gives it."""

    article_id: str = col("Key: from document_id and the article's number in it.")
    document_id: str = col("The document it stands in.")
    document_uri: str = col("Where that document came from.")
    outlet: str | None = col("The publication, as the page names it; null when it does not.")
    outlet_time_zone: str | None = col("IANA zone of the outlet's newsroom, if a list knows it.")
    agencies: tuple[str, ...] = col("Wire agencies credited for the copy.")
    has_unnamed_agency: bool = col("Whether the page credits unnamed agencies ('With inputs …').")
    bylines: tuple[str, ...] = col("Named persons and desks in the byline.")
    headline: str | None = col("The headline, once.")
    language: str | None = col("ISO 639-1 code of the body's language.")
    canonical_url: str | None = col("The page's own address where the text gives it.")
    published_at: datetime | None = col(
        "First publication (UTC). A day without a time is stored as that day's 00:00 UTC."
    )
    published_precision: InstantPrecision = col("How precise published_at is.")
    published_text: str | None = col("The words of the page that give it.")
    published_basis: str | None = col(
        "Which witness it is: created, published, posted, updated, dateline_full_date or "
        "dateline_copyright_year in the page's words; json_ld, open_graph, meta, time_element, "
        "record, mail, pdf_info, htmldate in what the page or its container states; address; "
        "relative or relative_updated, counted back from a stated fetch; crawl or fetched, the "
        "weakest."
    )
    published_offset: str | None = col("UTC offset as the page states it ('+05:30'), else null.")
    published_day: date | None = col("Calendar day of publication in the page's own zone.")
    updated_at: datetime | None = col("Last update (UTC), if stated.")
    dateline_place: str | None = col("Place of the dateline as written.")
    dateline_country_code: str | None = col("ISO 3166-1 alpha-2 code of the dateline's place.")
    dateline_time_zone: str | None = col("IANA zone of the dateline's place.")
    dateline_date: date | None = col("Day of the dateline, its year settled.")
    dateline_text: str | None = col("The dateline as written.")
    count_body_words: int = col("Words in body blocks.")
    shingles: tuple[int, ...] = col(
        "Hashes (signed 64 bit) of the body's distinct five-word runs: copies share them."
    )
    parser_version: str = col("Version of the core, its lexicons and its engine that read it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMentionRow:
    """One gathering as one article tells it."""

    event_mention_id: str = col("Key: from article, engine and span.")
    article_id: str = col("The article.")
    salience: Salience = col("main, or background: mentioned in passing.")
    event_type: EventType = col("Type of gathering.")
    event_status: EventStatus = col("What the article says of it.")
    event_name: str | None = col("Short name, as the article gives it or would.")
    start_date: date | None = col("First day, resolved from this article alone; a month or year "
                                  "is stored as its first day.")  # fmt: skip
    end_date: date | None = col("Last day when it lasts longer than one.")
    start_text: str | None = col("The words of time as written.")
    start_precision: DatePrecision = col("How precise start_date is; unknown exactly when null.")
    start_edtf: str | None = col("The same in EDTF (ISO 8601-2), with uncertainty.")
    date_rule: str | None = col("Name of the rule that resolved the words of time.")
    previous_start_date: date | None = col("Day it was first set for, when moved or called off.")
    city: str | None = col("City of the gathering.")
    country_code: str | None = col("ISO 3166-1 alpha-2 of its country; EU for the Union's seats.")
    time_zone: str | None = col("IANA zone of the place.")
    venue: str | None = col("Building or institution.")
    topics: tuple[str, ...] = col("What it was about, lower case.")
    super_event_mention_id: str | None = col(
        "The gathering of the same article that it is part of."
    )
    confidence: float = col(_CONFIDENCE)
    engine: str = col(_ENGINE)
    engine_version: str = col(_ENGINE_VERSION)
    span_start: int = col(_START)
    span_end: int = col(_END)
    surface: str = col(_SURFACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeMentionRow:
    """One participant of one event mention."""

    attendee_mention_id: str = col("Key: from event mention, kind and span.")
    event_mention_id: str = col("The gathering.")
    article_id: str = col("The article.")
    kind: AttendeeKind = col("person, delegation (unnamed, of a country or body) or organization.")
    name: str | None = col("Fullest form in the text, without title; null for a delegation.")
    name_key: str | None = col("Name folded for comparison: lower case, no accents, words sorted.")
    role: str | None = col("Office as written, without country or body where they can be parted.")
    affiliation: str | None = col("Country or body represented, as written.")
    country_code: str | None = col("ISO 3166-1 alpha-2, EU, or null for international bodies.")
    participation: Participation = col("Capacity in which it took part.")
    attributed_to: str | None = col("Who the sentence says it from ('According to …'), if anyone.")
    stands_in_for: str | None = col("Name of the absent principal whom this person replaced.")
    confidence: float = col(_CONFIDENCE)
    engine: str = col(_ENGINE)
    engine_version: str = col(_ENGINE_VERSION)
    span_start: int = col(_START)
    span_end: int = col(_END)
    surface: str = col(_SURFACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One value that an article states of itself, a gathering or a participant, with its words."""

    evidence_id: str = col("Key: from what it is about, the attribute and the span.")
    article_id: str = col("The article.")
    event_mention_id: str | None = col("The gathering it is about; null for the article's header.")
    attendee_mention_id: str | None = col("The participant it is about, if one.")
    attribute: str = col("Column that the value fills (start_date, city, role, …), or post_date.")
    value: str = col("The value, normalised and written as text (dates ISO 8601).")
    rule: str | None = col("Name of the rule that read or resolved it.")
    span_start: int = col(_START)
    span_end: int = col(_END)
    surface: str = col(_SURFACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """One direct quotation of five words or more."""

    quote_id: str = col("Key: from article and span.")
    article_id: str = col("The article.")
    event_mention_id: str | None = col("The gathering at or about which it was said, if clear.")
    speaker: str | None = col("Who said it, fullest form in the text; null when not said.")
    channel: Channel = col("How it was said.")
    quote: str = col("The words between the quotation marks.")
    engine: str = col(_ENGINE)
    engine_version: str = col(_ENGINE_VERSION)
    span_start: int = col(_START)
    span_end: int = col(_END)
    surface: str = col(_SURFACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """One source that an article names for its information."""

    citation_id: str = col("Key: from article and span.")
    article_id: str = col("The article.")
    cited_source: str = col("The source as written.")
    kind: CitedKind = col("What sort of source it is.")
    engine: str = col(_ENGINE)
    engine_version: str = col(_ENGINE_VERSION)
    span_start: int = col(_START)
    span_end: int = col(_END)
    surface: str = col(_SURFACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseNoteRow:
    """One thing that a reader or engine could not place, or a document it refused."""

    parse_note_id: str = col("Key: from document, address, code and place.")
    document_id: str = col("sha256 of the bytes.")
    document_uri: str = col("Where the document came from.")
    severity: Severity = col("info, warning, or rejected: the document gave no article.")
    code: str = col("Name of the finding.")
    message: str = col("What it is and what to do about it.")
    span_start: int | None = col("Where, if it has a place in the text.")
    span_end: int | None = col("One past its last character.")
    parser_version: str = col("Version of the core, its lexicons and its engine that noted it.")


type_of_table: dict[str, type[Any]] = {
    "documents": DocumentRow,
    "deliveries": DeliveryRow,
    "parses": ParseRow,
    "blocks": BlockRow,
    "articles": ArticleRow,
    "event_mentions": EventMentionRow,
    "attendee_mentions": AttendeeMentionRow,
    "evidence": EvidenceRow,
    "quotes": QuoteRow,
    "citations": CitationRow,
    "parse_notes": ParseNoteRow,
}
"""Each staging table's record, in the order in which a document fills them."""

key_of_table: dict[str, tuple[str, ...]] = {
    "documents": ("document_id",),
    "deliveries": ("delivery_id",),
    "parses": ("parse_id",),
    "blocks": ("article_id", "block_no"),
    "articles": ("article_id",),
    "event_mentions": ("event_mention_id",),
    "attendee_mentions": ("attendee_mention_id",),
    "evidence": ("evidence_id",),
    "quotes": ("quote_id",),
    "citations": ("citation_id",),
    "parse_notes": ("parse_note_id",),
}
"""The columns that no two rows of one parser version share."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as other descriptions need it: name, plain Python type, nullability, words."""

    name: str
    plain_type: type[Any]
    is_list: bool
    is_nullable: bool
    vocabulary: tuple[str, ...]
    meaning: str


def columns(record: type[Any]) -> tuple[Column, ...]:
    """The columns of a record, in order; raises KeyError for a field without a meaning."""
    hints = get_type_hints(record)
    return tuple(_column(f, hints[f.name]) for f in fields(record))


def _column(f: Field[Any], hint: Any) -> Column:
    args = get_args(hint)
    is_union = get_origin(hint) in (Union, types.UnionType)
    is_nullable = is_union and type(None) in args
    if is_nullable:
        hint = next(a for a in args if a is not type(None))
    is_list = get_origin(hint) is tuple
    if is_list:
        hint = get_args(hint)[0]
    vocabulary = get_args(hint) if get_origin(hint) is Literal else ()
    plain = str if vocabulary else hint
    return Column(f.name, plain, is_list, is_nullable, vocabulary, f.metadata["meaning"])
