"""What an HTML page states about itself: JSON-LD, meta elements, its address, ``time`` elements.

Only keys that the lexicon ``metadata_keys`` knows are carried, and elements by ``class_names``;
which of them is believed is decided with the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from communique.documents.json_ld import Stated, read_json_ld
from communique.documents.known_keys import attribute_of, class_pattern, saved_pattern
from communique.documents.member import Pairs

_SITE_BEHIND = re.compile(
    r"\s+(?:[|\u2013\u2014\u00bb\u00b7:-]|::)\s+[^|\u2013\u2014\u00bb]{2,50}$"
)
_HAS_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{8}|\d{1,2}[./ ]+\w+[./ ]+\d{4}|\w+ \d{1,2},? \d{4}")
_LONGEST_POSTED = 400
_LONGEST_COUNTED = 60
_COMMENTS = 3_000
_MAX_TIMES = 40


@dataclass(frozen=True, slots=True)
class About:
    """What the page says: pairs for the header, its headline, and what JSON-LD adds."""

    pairs: Pairs
    headline: str
    title: str
    kind: str
    json_ld: Stated


def read_about(tree: Any) -> About:
    """The page's own words about itself."""
    stated = read_json_ld([s.text or "" for s in _scripts(tree)])
    metas = list(_metas(tree))
    title = " ".join((tree.findtext(".//title") or "").split())
    canonical = [("link.canonical", h) for h in tree.xpath("//link[@rel='canonical']/@href")[:1]]
    named = [(key, value) for key, value in metas if attribute_of(key)]
    pairs = (*stated.pairs, *named, *canonical, *_times(tree))
    social = dict(reversed([(k, v) for k, v in metas if k in ("og:title", "og:type")]))
    return About(
        pairs=pairs,
        headline=_headline(tree, stated.headline or social.get("og:title", ""), title),
        title=title,
        kind=social.get("og:type", ""),
        json_ld=stated,
    )


def has_published(pairs: Pairs) -> bool:
    """Whether some key gives a day of publication or creation."""
    return any(attribute_of(key) == "published" and re.search(r"\d", value) for key, value in pairs)


def posted_words(tree: Any) -> Pairs:
    """The words in which a page without metadata says when it was posted.

    Short words with a number and no day are the second choice: they may count back.
    """
    counted = ""
    for element in tree.iter("p", "div", "span", "small", "li", "ul", "time"):
        if element.tag == "time" or class_pattern("posted").search(element.get("class") or ""):
            words = " ".join("".join(element.itertext()).split())
            if len(words) <= _LONGEST_POSTED and _HAS_DAY.search(words) and element.tag != "time":
                return (("page.posted", words),)
            if len(words) <= _LONGEST_COUNTED and re.search(r"\d", words):
                counted = counted or words
    return (("page.posted", counted),) if counted else ()


def saved_when(html: str) -> Pairs:
    """When a page was saved, as its copier says in a comment at either end of the markup."""
    for part in (html[:_COMMENTS], html[-_COMMENTS:]):
        match = saved_pattern().search(part)
        if match and _HAS_DAY.search(match["when"]):
            return (("page.saved", match["when"]),)
    return ()


def guessed_day(tree: Any, url: str | None, ingested_at: datetime) -> Pairs:
    """The day that htmldate finds in address, markup and text, where nothing states one."""
    from htmldate import find_date

    try:
        day = find_date(
            tree,
            url=url,
            original_date=True,
            extensive_search=True,
            deferred_url_extractor=True,
            max_date=ingested_at.date().isoformat(),
        )
    except (ValueError, TypeError, OverflowError, AttributeError, RecursionError):
        return ()
    return (("htmldate", day),) if day else ()


def _scripts(tree: Any) -> list[Any]:
    found: list[Any] = tree.xpath("//script[contains(@type, 'ld+json')]")
    return found


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        value = element.get("content")
        if not value or not value.strip():
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name:
                yield name.strip().lower(), value
                break


def _times(tree: Any) -> Iterator[tuple[str, str]]:
    """The first ``time`` that is marked as the publication."""
    for number, element in enumerate(tree.xpath("//time")[:_MAX_TIMES]):
        # In lists of other articles every entry may carry the bare attribute.
        is_marked = _is_publication(element) or (number == 0 and element.get("pubdate") is not None)
        stated = element.get("datetime") or " ".join("".join(element.itertext()).split())
        if is_marked and _HAS_DAY.search(stated):
            yield "time.published", stated
            return


def _is_publication(element: Any) -> bool:
    said = " ".join(
        (element.get("class") or "", element.get("itemprop") or "", element.get("id") or "")
    )
    is_update = class_pattern("updated").search(said) is not None
    return not is_update and class_pattern("published").search(said) is not None


def _headline(tree: Any, stated: str, title: str) -> str:
    """The ``h1`` that agrees with what is stated, else what is stated, else the only ``h1``."""
    heads = [" ".join("".join(h.itertext()).split()) for h in tree.xpath("//h1")[:10]]
    heads = [h for h in heads if h]
    stated = " ".join(stated.split())
    for head in heads:
        if _agree(head, stated or title):
            return head
    if stated:
        return _SITE_BEHIND.sub("", stated) if stated == title else stated
    return heads[0] if len(heads) == 1 else _SITE_BEHIND.sub("", title)


def _agree(head: str, stated: str) -> bool:
    one, two = set(head.casefold().split()), set(stated.casefold().split())
    return len(one & two) >= 0.6 * len(one) and len(one) > 1
