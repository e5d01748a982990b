"""The metadata keys, names of record fields and of HTML classes that are read: rows of lexicons.

A key that has no row is not carried to the page; what a value means for the article is read there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from communique.lexicon.load import entries


@cache
def metadata_keys() -> Mapping[str, Mapping[str, str]]:
    """Rows of ``metadata_keys`` by key in lower case."""
    return {row["surface"].casefold(): row for row in entries("metadata_keys")}


def attribute_of(key: str) -> str | None:
    """What a key tells about the article (published, outlet, …), or None when it is not read."""
    row = metadata_keys().get(key.casefold())
    return row["attribute"] if row else None


@cache
def record_fields() -> Mapping[str, tuple[str, int]]:
    """What a field of a record holds, and its rank among fields of that meaning, by folded name."""
    rows = entries("record_fields")
    return {fold(row["surface"]): (row["holds"], int(row["rank"])) for row in rows}


@cache
def class_pattern(tells: str) -> re.Pattern[str]:
    """Any part of an HTML element's class that tells this, whether its hyphens stand or not."""
    parts = sorted(row["surface"] for row in entries("class_names") if row["tells"] == tells)
    forms = "|".join(re.escape(part).replace(r"\-", "-?") for part in parts)
    return re.compile(rf"(?:{forms})", re.IGNORECASE)


@cache
def saved_pattern() -> re.Pattern[str]:
    """A comment of markup that says when the page was saved; the day stands in ``when``."""
    labels = sorted(r["surface"] for r in entries("header_words") if r["kind"] == "saved_label")
    forms = "|".join(map(re.escape, labels))
    return re.compile(
        rf"<!--(?:(?!-->).){{0,600}}?\b(?:{forms})\b:?\s*(?P<when>[^\n<>]{{8,200}}?)\s*(?=\n|-->)",
        re.IGNORECASE | re.DOTALL,
    )


def fold(name: str) -> str:
    """A field's name without case and the marks that part its words."""
    return "".join(c for c in name.casefold() if c.isalnum() or c == ".")
