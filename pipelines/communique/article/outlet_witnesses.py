"""Where on the page a name stands that may be its outlet's, and how much each place weighs.

Masthead, desk, copyright, address, release label, dateline; which name wins is ``outlet``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.article.agencies import agency_name
from communique.article.headline import SITE_NAME
from communique.article.view import View, ViewLine
from communique.lexicon.load import entries
from communique.lexicon.match import Matcher
from communique.page.dateline import find_dateline
from communique.page.header_words import header_pattern, header_words
from communique.page.markers import is_menu_word
from communique.page.written_dates import find_dates, find_times
from communique.spans import Span

_CUT = re.compile(
    r"\s*(?:\||>|::|\u2022|\u00b7|\.\.\.)\s*|\s+(?:/|\"|[-\u2013\u2014])\s+|\s{2,}|,\s+|\.\s+|\s\("
)
_COPYRIGHT = re.compile(
    r"(?i:©|\(c\)|copyright)\s*(?i:©|\(c\)|copyright)?\s*(?:(?:19|20)\d\d(?:\s*[-\u2013]\s*(?:19|20)?\d\d)?)?[\s,.]*"
    r"(?:by\s+)?(?P<name>(?!(?i:all rights|copyright))[A-ZÀ-Þ][^|.,;©()]{2,50}?)\s*"
    r"(?=[|.,;()\]]|(?i:all rights)|(?:19|20)\d\d|$)"
)
_DESK = re.compile(
    r"^(?:[Bb]y\s+)?(?P<name>[A-ZÀ-Þ][\w'.&-]*(?:\s[A-ZÀ-Þ&][\w'.&-]*){0,4}?)\s+"
    r"(?:(?:News|Web|National|Digital|Online|Business|World)\s+)?(?P<desk>\w+)$"
)
_PUBLISHED_IN = re.compile(r"^Published in\s+(?P<name>[A-ZÀ-Þ][^,\d]{2,40}),", re.IGNORECASE)
_STAFF = re.compile(r"\b(?P<name>[A-Z]\w+(?: [A-Z]\w+)?) [Ss]taff\b")
_SENDER = re.compile(r"\s*<[^<>]*>\s*$")
_HOST = re.compile(r"https?://(?:www\.)?(?P<name>[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_NO_MASTHEAD = {
    "subhead", "caption", "key_points", "pull_quote", "newsletter", "share", "ad", "related",
}  # fmt: skip
_UNLISTED_ROLES = {
    "headline", "subhead", "caption", "comment", "related", "trending", "agency_credit",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Witness:
    """A name, its weight, the place's name as rule, and where the words stand."""

    name: str
    weight: float
    rule: str
    span: Span


@cache
def listed_outlets() -> Matcher:
    """The lexicon of outlets as a matcher."""
    return Matcher(entries("outlets"))


@cache
def _joining_words() -> frozenset[str]:
    """Small words that stand inside names: "View from the Bridge"."""
    return frozenset(row["surface"] for row in entries("function_words"))


def _behind_headline(line: ViewLine) -> Iterator[Witness]:
    """The site's name that a page title carries: ``Talks open : Harbour Tribune``."""
    match = SITE_NAME.search(line.text)
    if match and header_pattern("masthead").search(match["name"]):
        name = match["name"].strip()
        start = line.text.index(name, match.start("name"))
        yield Witness(name, 1.5, "behind_headline", line.line.origin(_part(start, name)))


def witnesses_of(view: View) -> list[Witness]:
    """Every place of the page that names what may be its outlet."""
    found: list[Witness] = []
    opening = next((v for v in view.region("head") if _may_open(v)), None)
    for line in view.region("head"):
        if line.role == "headline":
            found.extend(_behind_headline(line))
        elif line.role not in _NO_MASTHEAD:
            found.extend(_in_masthead(line, is_first=line == opening))
            found.extend(_at_desk(line))
    found.extend(_stated(view))
    found.extend(_listed(view))
    found.extend(_in_credit(view))
    tail = view.region("tail")
    for i, line in enumerate(tail):
        if line.role not in ("related", "trending", "comment", "caption"):
            found.extend(_in_footer(line))
        below = tail[i + 1 : i + 2] if line.line.key in header_words("outlet_label") else ()
        found.extend(_whole(v, 4.0, "release_label") for v in below if not find_dates(v.text))
    return found


def _stated(view: View) -> Iterator[Witness]:
    """The name that the page's metadata states, and the one that the list has for its address."""
    for stated in view.all_stated("outlet"):
        name = _SENDER.sub("", stated.value).strip(" \"'")
        if name and "@" not in name and "://" not in name:
            at = stated.value.index(name)
            span = Span(stated.span.start + at, stated.span.start + at + len(name))
            yield Witness(name, 3.0, stated.basis, span)
    for stated in view.all_stated("address"):
        host = _HOST.match(stated.value)
        while host:
            listed = _domains().get(host["name"].casefold())
            if listed:
                yield Witness(listed, 3.5, "listed_domain", stated.span)
                break
            host = _HOST.match("http://" + host["name"].partition(".")[2])


def _may_open(line: ViewLine) -> bool:
    """Whether a line may be the masthead on top: no date alone, no notice in a sentence."""
    return _says_more_than_a_date(line.text) and not (line.line.ends and line.line.words > 6)


def _says_more_than_a_date(text: str) -> bool:
    """Whether words stand in the line beside dates, their labels and the letters of a zone."""
    rest = text
    for found in sorted((d.span for d in find_dates(text)), reverse=True):
        rest = rest[: found.start] + " " + rest[found.end :]
    rest = header_pattern("date_label").sub(" ", rest)
    return len(re.findall(r"[^\W\d_]{3,}", rest)) > (0 if rest == text else 1)


def _in_masthead(line: ViewLine, *, is_first: bool) -> Iterator[Witness]:
    text = line.text
    for found in find_dates(text):
        text = text[: found.span.start] + "|" * len(found.span) + text[found.span.end :]
    segments = [s.strip(" .:|-") for s in _CUT.split(text)]
    segments = [s for s in segments if s]
    at = 0
    for rank, segment in enumerate(segments):
        at = line.text.find(segment, at)
        weight = _masthead_weight(segment, is_opening=is_first and rank == 0)
        if weight and (is_first or not (_is_desk(segment) or agency_name(segment))):
            weight += 0.5 * (len(segments) == 1)
            yield Witness(segment, weight, "masthead", line.line.origin(_part(at, segment)))
        at += len(segment)


def _is_desk(segment: str) -> bool:
    """Whether the segment is a byline: ``By …``, or ends as a desk does (``… News Desk``)."""
    words = segment.casefold().split()
    ends = len(words) > 1 and words[-1] in header_words("desk") and is_generic(words[-2])
    return ends or header_pattern("byline_lead").match(segment) is not None


def _part(at: int, words: str) -> Span:
    return Span(at, at + len(words))


def _masthead_weight(segment: str, *, is_opening: bool) -> float:
    words = re.findall(r"[^\W\d_]+", segment)
    if (
        not words
        or len(words) > 6
        or find_times(segment)
        or header_pattern("date_label").fullmatch(segment)
    ):
        return 0.0
    is_name = sum(w[0].isupper() for w in words) >= 0.5 * len(words)
    is_name &= all(w[0].isupper() or w in _joining_words() for w in words if len(w) >= 4)
    is_single = len(segment.split()) == 1 or "." in segment
    weight = 1.0 if is_opening and (is_name or is_single) else 0.0
    folded = [w.casefold() for w in words]
    if any(w in header_words("masthead") for w in folded) or _has_joined_masthead(folded):
        weight += (1.5 if len(words) > 1 or is_opening else 0.5) * is_name
    return weight


def _has_joined_masthead(words: list[str]) -> bool:
    """Whether a single word ends in a masthead word: "Newswire", "Coastwire"."""
    return len(words) == 1 and any(
        words[0].endswith(m) and len(words[0]) > len(m) + 2 and len(m) >= 4
        for m in header_words("masthead")
    )


def _at_desk(line: ViewLine) -> Iterator[Witness]:
    first = _CUT.split(line.text)[0]
    match = _DESK.match(first)
    if match is None or header_words("desk").get(match["desk"].casefold()) != "outlet":
        return
    if all(w.casefold() in header_words("generic") for w in match["name"].split()):
        return
    yield Witness(match["name"], 2.0, "desk", line.line.origin(Span(*match.span("name"))))


def _in_footer(line: ViewLine) -> Iterator[Witness]:
    match = _COPYRIGHT.search(line.text)
    if match:
        yield Witness(match["name"], 2.0, "copyright", line.line.origin(Span(*match.span("name"))))
    opening = re.split(r"\s+[-|\u2013]\s+|\s{2,}", line.text)[0]
    if line.role in ("legal", "other", "nav") and _masthead_weight(opening, is_opening=False):
        yield Witness(opening, 1.0, "footer", line.line.origin(_part(0, opening)))
    match = _STAFF.search(line.text) if line.role in ("legal", "other", "agency_credit") else None
    if match:
        yield Witness(match["name"], 1.0, "staff", line.line.origin(Span(*match.span("name"))))
    match = _PUBLISHED_IN.match(line.text)
    if match:
        yield Witness(
            match["name"], 2.0, "published_in", line.line.origin(Span(*match.span("name")))
        )


def _whole(line: ViewLine, weight: float, rule: str) -> Witness:
    return Witness(line.text, weight, rule, line.line.origin(Span(0, len(line.text))))


def _listed(view: View) -> Iterator[Witness]:
    """Names of the list of outlets; single words count only as a whole line or segment."""
    for line in view.lines:
        if line.region == "body" or line.role in _UNLISTED_ROLES:
            continue
        yield from _listed_domains(line)
        segments = {s.strip() for s in _CUT.split(line.text)}
        for hit in listed_outlets().find(line.text):
            words = hit.span.cut(line.text)
            if " " in words or words in segments:
                span = line.line.origin(hit.span)
                yield Witness(hit.entry["name"], 1.5, "listed_outlet", span)


@cache
def _domains() -> dict[str, str]:
    return {r["domain"].casefold(): r["name"] for r in reversed(entries("outlets")) if r["domain"]}


def _listed_domains(line: ViewLine) -> Iterator[Witness]:
    """Names of outlets whose address stands in the line: ``MENAFN.COM``, ``info@…``."""
    for match in re.finditer(r"[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}", line.text):
        name = _domains().get(match[0].casefold().removeprefix("www."))
        if name:
            span = line.line.origin(Span(*match.span()))
            yield Witness(name, 2.0, "listed_domain", span)


def _in_credit(view: View) -> Iterator[Witness]:
    """The outlet's own name in the brackets of a dateline: ``Oslo (Harbour Daily) --``."""
    body = view.region("body")
    form = find_dateline(body[0].text) if body else None
    if form is None or form.credit is None:
        return
    span = body[0].line.origin(form.credit)
    words = re.split(r"\s+[-/]\s+|,\s", span.cut(view.text))[0]
    if len(words.split()) >= 2 and agency_name(words) is None:
        yield Witness(words, 1.0, "credit_in_dateline", Span(span.start, span.start + len(words)))


def is_generic(word: str) -> bool:
    """Whether a word (folded) names no outlet by itself: "news", "web", "sport"."""
    return word in header_words("generic") or is_menu_word(word)
