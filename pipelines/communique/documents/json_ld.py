"""JSON-LD of a page: what its publisher states about the article in schema.org's words.

Lenient where publishers are careless; what the values mean is read with the article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from communique.documents.member import Pairs

_ARTICLE = re.compile(
    r"(?:article|blogposting|report|review|liveblog|posting|pressrelease|newsitem)", re.IGNORECASE
)
_PAGE = re.compile(r"(?:webpage|itempage|creativework)$", re.IGNORECASE)
_WRAPPED = re.compile(r"\A\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)?\s*|"
                      r"\s*(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)?[\s;]*\Z")  # fmt: skip
_VALUES = ("datePublished", "dateModified", "dateCreated", "inLanguage", "articleSection")
_MAX_OBJECTS = 500


@dataclass(frozen=True, slots=True)
class Stated:
    """What JSON-LD says: pairs for the metadata header, headline, body text, and a paywall."""

    pairs: Pairs = ()
    headline: str = ""
    body: str = ""
    is_paid: bool = False


def read_json_ld(scripts: list[str]) -> Stated:
    """The first article among the objects of all scripts, else what its web page says."""
    objects = [o for script in scripts for o in _objects(_loads(script))]
    article = next((o for o in objects if _is(o, _ARTICLE)), None)
    chosen = article or next((o for o in objects if _is(o, _PAGE) and "datePublished" in o), None)
    if chosen is None:
        return Stated()
    by_id = {o["@id"]: o for o in objects if isinstance(o.get("@id"), str) and len(o) > 1}
    pairs = [(f"json_ld.{name}", t) for name in _VALUES for t in _texts(chosen.get(name), by_id)]
    for name in ("author", "publisher", "sourceOrganization"):
        pairs += [(f"json_ld.{name}", t) for t in _texts(chosen.get(name), by_id)[:5]]
    pairs += [("json_ld.url", t) for t in _addresses(chosen, by_id)]
    body = chosen.get("articleBody")
    return Stated(
        pairs=tuple(pairs),
        headline=next(iter(_texts(chosen.get("headline"), by_id)), ""),
        body=body if isinstance(body, str) else "",
        is_paid=str(chosen.get("isAccessibleForFree", "")).lower() in ("false", "no"),
    )


def _loads(script: str) -> Any:
    text = _WRAPPED.sub("", script)
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in reach of a script, outer ones first."""
    queue, count = [value], 0
    while queue and count < _MAX_OBJECTS:
        item = queue.pop(0)
        count += 1
        if isinstance(item, dict):
            yield item
            queue.extend(v for v in item.values() if isinstance(v, (dict, list)))
        elif isinstance(item, list):
            queue.extend(item[:_MAX_OBJECTS])


def _is(item: dict[str, Any], kind: re.Pattern[str]) -> bool:
    stated = item.get("@type")
    types = stated if isinstance(stated, list) else [stated]
    return any(isinstance(t, str) and kind.search(t) for t in types)


def _texts(value: Any, by_id: dict[str, Any]) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [t for item in value[:20] for t in _texts(item, by_id)]
    if isinstance(value, dict):
        name = value.get("name") or by_id.get(str(value.get("@id")), {}).get("name")
        return _texts(name, {}) if isinstance(name, (str, list)) else []
    return []


def _addresses(item: dict[str, Any], by_id: dict[str, Any]) -> list[str]:
    for name in ("url", "mainEntityOfPage"):
        value = item.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return [value]
    return []
