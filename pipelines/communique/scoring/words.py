"""When two strings count as the same name, office or text; no rule about tables belongs here.

All comparisons run on folded text: lower case, no accents, ASCII letters and digits only.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from functools import lru_cache

_APOSTROPHES = str.maketrans("", "", "'\u2019")
_EMPTY_ROLE_WORDS = frozenset({"the", "of", "and", "for", "s", "us", "u", "mr", "dr"})
_SAME_NAME_LIKENESS = 0.88
_SAME_ROLE_SHARE = 0.5
_EARLIEST_ZONE = timedelta(hours=14)
_DAY_AND_LATEST_ZONE = timedelta(hours=36)


@lru_cache(maxsize=65536)
def fold(text: str | None) -> str:
    """``text`` in lower-case ASCII words and single spaces; empty for None.

    Apostrophes join ("O'Neil" is one word), every other sign parts.
    """
    plain = unicodedata.normalize("NFKD", text or "")
    kept = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    kept = kept.translate(_APOSTROPHES)
    return " ".join("".join(c if c.isascii() and c.isalnum() else " " for c in kept).split())


def likeness(one: str | None, other: str | None) -> float:
    """Share of matching characters of the folded strings, 0 to 1 (``difflib``'s ratio).

    Two empty strings are alike; an empty and a filled one are not.
    """
    left, right = fold(one), fold(other)
    if not (left and right):
        return float(left == right)
    return SequenceMatcher(None, left, right).ratio()


def is_same_name(one: str | None, other: str | None) -> bool:
    """Whether two written names mean one person.

    Yes for the same words in any order, for one name whose words all stand in the other (at least
    one of them longer than two letters), and for near spellings. Never for an empty name.
    """
    left, right = fold(one).split(), fold(other).split()
    if not (left and right):
        return False
    shorter, longer = sorted((left, right), key=len)
    if set(left) == set(right):
        return True
    if set(shorter) <= set(longer) and max(map(len, shorter)) > 2:
        return True
    ratio = SequenceMatcher(None, " ".join(left), " ".join(right)).ratio()
    return ratio >= _SAME_NAME_LIKENESS


def is_same_role(one: str | None, other: str | None) -> bool:
    """Whether two offices share at least half of their telling words; two empty ones are equal."""
    left = set(fold(one).split()) - _EMPTY_ROLE_WORDS
    right = set(fold(other).split()) - _EMPTY_ROLE_WORDS
    union = left | right
    return not union or len(left & right) / len(union) >= _SAME_ROLE_SHARE


def day(value: object) -> str | None:
    """The ISO day of a date or instant, or None."""
    return None if value is None else str(value)[:10]


def is_same_publication(found: datetime, wanted: str) -> bool:
    """Whether an instant agrees with a label as precise as the page let it be.

    ``wanted`` is a year, a month, a day (any instant of that day anywhere on earth), an instant
    without a zone (within 14 hours, read as UTC) or one with a zone (within a minute).
    """
    if len(wanted) < len("2026-01-13"):
        return str(found)[: len(wanted)] == wanted
    label = datetime.fromisoformat(wanted)
    if label.tzinfo:
        return abs(found - label) <= timedelta(minutes=1)
    lag = found - label.replace(tzinfo=UTC)
    if len(wanted) == len("2026-01-13"):
        return -_EARLIEST_ZONE <= lag < _DAY_AND_LATEST_ZONE
    return -_EARLIEST_ZONE <= lag <= _EARLIEST_ZONE
