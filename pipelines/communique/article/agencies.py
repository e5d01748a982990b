"""The wire agencies credited for the copy: in the dateline, the byline or a closing line.

An agency that a sentence cites is a source of the text, not its provider, and is not looked for
here; neither are the owners of pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.article.dateline import Dateline
from communique.article.view import Found, View, ViewLine
from communique.lexicon.load import entries
from communique.lexicon.match import Matcher
from communique.spans import Span

_PARTS = re.compile(r"[^|/,·•()\[\]\u2013—&]+")
_LEAD = re.compile(r"(?:by|source|via|from)\s*:?\s+(?:the\s+)?", re.IGNORECASE)
_ACRONYM = re.compile(r"^[A-Z]{2,6}$")
_UNNAMED = re.compile(r"\bagenc(?:ies|y inputs)\b", re.IGNORECASE)
_CLOSING_DASH = re.compile(r"^\s*[-\u2013—]+\s*(?P<name>[A-Z]{2,8})\s*\.?\s*$")
_CLOSING = re.compile(
    r"(?:[-\u2013\u2014]{1,2}\s*|[(\[/]\s*)(?P<name>[A-Z][\w .]{1,30}?)\s*[)\]/]?\s*\.?\s*$"
    r"|[.!?\"\u201d]\s+(?P<bare>[A-Z]{2,8})(?:\s+[A-Z]{2,4})*\s*$"
)
_SIGNED = re.compile(r"[.!?][\"\u201d\u2019)]*\s+[\u2013\u2014]\s*(?P<name>[A-Z]{3,8})\s*$")
_OPENING = re.compile(r"\s*\((?P<credit>[^()]{2,40})\)\s+(?=[A-Z\"'])")
_BY_AT_END = re.compile(r"\b[Bb]y\s+(?P<name>[A-Z][\w ]{1,24})$")
_HEAD_ROLES = {"byline", "dateline", "nav", "other"}


@dataclass(frozen=True, slots=True)
class Credits:
    """Names of the credited agencies in page order, and whether unnamed ones are credited."""

    agencies: tuple[str, ...]
    has_unnamed: bool
    evidence: tuple[Found, ...]


@cache
def _names() -> dict[str, str]:
    return {row["surface"]: row["name"] for row in entries("agencies")}


@cache
def _shouted() -> dict[str, str]:
    """Names in capitals alone, as credits write them: "REUTERS"."""
    return {surface.upper(): name for surface, name in _names().items() if len(surface) >= 4}


@cache
def _matcher() -> Matcher:
    return Matcher(entries("agencies"))


def agency_name(words: str) -> str | None:
    """The agency's usual name when ``words`` are one of its names, in capitals too, else None."""
    words = words.strip().strip(".")
    return _names().get(words) or _shouted().get(words)


def read_credits(view: View, dateline: Dateline, outlet: str | None) -> Credits:
    """Whom the page credits for its copy."""
    found = [
        *_in_dateline(view, dateline, outlet),
        *(f for line in view.region("head") for f in _in_head(line)),
        *_opening_body(view),
        *_closing_body(view, outlet),
        *(f for line in view.region("tail") for f in _in_tail(line, outlet)),
    ]
    found.sort(key=lambda f: f.span)
    names = tuple(dict.fromkeys(f.value for f in found))
    return Credits(names, any(_is_unnamed(line) for line in view.lines), tuple(found))


def _in_dateline(view: View, dateline: Dateline, outlet: str | None) -> Iterator[Found]:
    if dateline.credit is None:
        return
    words = dateline.credit.cut(view.text)
    for match in re.finditer(r"[^/,]+?(?=\s+-\s|[/,]|$)", words):
        name = agency_name(match[0])
        if name is None and _ACRONYM.match(words) and not is_initials(words, outlet):
            name = words
        if name:
            part = Span(*match.span()).shift(dateline.credit.start)
            yield _found(view.text, name, part, "credit_in_dateline")


def _in_head(line: ViewLine) -> Iterator[Found]:
    if line.role not in _HEAD_ROLES:
        return
    at_end = _BY_AT_END.search(line.text)
    if at_end and agency_name(at_end["name"]):
        span = line.line.origin(Span(*at_end.span("name")))
        yield Found("agencies", agency_name(at_end["name"]) or "", "byline_agency", span)
    for match in _PARTS.finditer(line.text):
        lead = _LEAD.match(match[0].lstrip())
        indent = len(match[0]) - len(match[0].lstrip()) + (lead.end() if lead else 0)
        words = re.split(r"\s+-\s+|\s{2,}|\s+\d", match[0][indent:])[0].rstrip()
        name = agency_name(words)
        if name:
            start = match.start() + indent
            span = line.line.origin(Span(start, start + len(words)))
            yield Found("agencies", name, "byline_agency", span)


def _opening_body(view: View) -> Iterator[Found]:
    """A credit in brackets before the first words: ``(Relay Feed - Ukrinform) Warsaw is …``."""
    body = next(b for b in view.blocks if b.role == "body")
    match = _OPENING.match(body.span.cut(view.text))
    folded = {surface.casefold(): name for surface, name in _names().items()}
    for part in re.finditer(r"[^\s/,-][^/,-]*", match["credit"]) if match else ():
        name = folded.get(part[0].strip().casefold())
        if match and name:
            span = Span(*part.span()).shift(body.span.start + match.start("credit"))
            yield _found(view.text, name, span, "opening_credit")


def _closing_body(view: View, outlet: str | None) -> Iterator[Found]:
    body = [b for b in view.blocks if b.role == "body"]
    for block in body[-3:]:
        signed = _SIGNED.search(block.span.cut(view.text)) if block == body[-1] else None
        if signed and not agency_name(signed["name"]) and not is_initials(signed["name"], outlet):
            span = Span(*signed.span("name")).shift(block.span.start)
            yield Found("agencies", signed["name"], "signature", span)
        match = _CLOSING.search(block.span.cut(view.text).rstrip()[-60:])
        group = "bare" if match and match["bare"] else "name"
        name = agency_name(match[group]) if match else None
        if match and name:
            offset = block.span.start + max(0, len(block.span.cut(view.text).rstrip()) - 60)
            yield Found("agencies", name, "closing_words", Span(*match.span(group)).shift(offset))


def _in_tail(line: ViewLine, outlet: str | None) -> Iterator[Found]:
    dashed = _CLOSING_DASH.match(line.text)
    if dashed and line.role in ("agency_credit", "other"):
        name = agency_name(dashed["name"]) or dashed["name"]
        if not is_initials(dashed["name"], outlet):
            span = line.line.origin(Span(*dashed.span("name")))
            yield Found("agencies", name, "closing_line", span)
        return
    signed = _SIGNED.search(line.text) if line.role == "other" else None
    if signed and not is_initials(signed["name"], outlet):
        span = line.line.origin(Span(*signed.span("name")))
        yield Found("agencies", agency_name(signed["name"]) or signed["name"], "signature", span)
        return
    whole = agency_name(line.text) if line.role == "agency_credit" else None
    if whole:
        yield Found("agencies", whole, "credit_line", line.line.origin(Span(0, len(line.text))))
        return
    if line.role == "agency_credit" or (line.role == "legal" and "opyright" in line.text):
        for hit in _matcher().find(line.text):
            span = line.line.origin(hit.span)
            yield Found("agencies", hit.entry["name"], "credit_line", span)


def _is_unnamed(line: ViewLine) -> bool:
    if line.region == "body" or not _UNNAMED.search(line.text):
        return False
    return line.role == "agency_credit" or (line.region == "head" and line.role == "byline")


def is_initials(acronym: str, outlet: str | None) -> bool:
    """Whether ``acronym`` is made of the first letters of the outlet's name."""
    if not outlet:
        return False
    initials = "".join(w[0] for w in re.findall(r"\w+", outlet)).casefold()
    return len(acronym) >= 2 and initials.startswith(acronym.casefold())


def _found(text: str, name: str, span: Span, rule: str) -> Found:
    words = span.cut(text)
    lead = len(words) - len(words.lstrip())
    return Found("agencies", name, rule, Span(span.start + lead, span.start + len(words.rstrip())))
