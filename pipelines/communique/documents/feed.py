"""RSS, Atom and other XML: each entry, or each element that holds a text field, is a record.

Entities that could grow or reach outside are refused before anything is parsed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from communique.documents.decoding import decode
from communique.documents.json_text import canonical
from communique.documents.known_keys import fold, record_fields
from communique.documents.limits import MAX_BYTES
from communique.documents.member import FEED, Member, member, refused
from communique.documents.place import Place
from communique.documents.refusal import RefusedError, damaged, too_large
from communique.documents.streams import Bytes, read_up_to

_ENTITY = re.compile(
    r"<!ENTITY\s+(?P<parameter>%\s*)?(?P<name>[\w.-]+)\s+"
    r"(?:(?P<outside>SYSTEM|PUBLIC)\b|(?P<quote>[\"'])(?P<value>.*?)(?P=quote))",
    re.DOTALL,
)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NAMED = re.compile(r"&([A-Za-z][\w.-]{0,30});")
_PREDEFINED = {"amp", "lt", "gt", "quot", "apos"}
_BARE_AND = re.compile(r"&(?!#?\w{1,31};)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PREFIX = re.compile(r"(</?)\w+:(?=\w)")
_ENTRIES = {"item", "entry"}
_ROOTS = {"rss", "feed", "rdf", "channel"}
_MAX_XML_BYTES = 5 * MAX_BYTES
_MAX_REPLACED = 2_000
_FULL = ("text", "html")
_FIELDS = ("text", "html", "headline", "lead")
_INHERITED = ("published", "updated", "outlet", "language", "byline", "address")


def xml_members(stream: Bytes, place: Place) -> Iterator[Member]:
    """The records of a feed, or of any XML with elements of known names."""
    data = read_up_to(stream, _MAX_XML_BYTES + 1)
    if len(data) > _MAX_XML_BYTES:
        yield refused(place.uri, too_large(len(data), _MAX_XML_BYTES), data)
        return
    root = _root(data, place.origin.charset)
    is_feed = _name(root) in _ROOTS
    records = _entries(root) if is_feed else _texts(root)
    count = 0
    for count, (key, record) in enumerate(records, start=1):
        origin = replace(place.origin, media_type=FEED) if is_feed else place.origin
        yield member(canonical(record), place.part(key or f"entry={count}"), "record", origin)
    if not count:
        raise RefusedError(
            "empty" if is_feed else "unsupported_format",
            "no entry in the feed: fetch it again when it has some"
            if is_feed
            else "XML without an element of a known name that holds text: add its name to the "
            "lexicon record_fields",
        )


def _root(data: bytes, charset: str | None) -> Any:
    from lxml import etree

    decoded = decode(data, charset)
    if decoded is None:
        raise damaged("no character encoding fits the XML")
    text = _DECLARATION.sub("", _without_entities(decoded.text))
    text = _CONTROL.sub("", _BARE_AND.sub("&amp;", text)).strip()
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(f"the XML cannot be parsed ({type(error).__name__})") from error
    if root is None:
        raise damaged("the XML holds no element")
    if any("depth" in entry.message for entry in parser.error_log):
        raise damaged("the XML is nested deeper than 256 levels")
    return root


def _without_entities(text: str) -> str:
    """The text with its own and HTML's named characters replaced, and without its DOCTYPE."""
    own: dict[str, str] = {}
    for match in _ENTITY.finditer(text[:200_000]):
        if match["outside"] or match["parameter"] or "&" in (match["value"] or ""):
            raise RefusedError(
                "bomb",
                "the XML declares entities that reach outside or hold others: not parsed; remove "
                "the declarations if the file is yours",
            )
        own.setdefault(match["name"], (match["value"] or "")[:_MAX_REPLACED])
    if "<!" in text[:200_000]:
        text = _DOCTYPE.sub("", text, count=1)

    def written_out(match: re.Match[str]) -> str:
        if match[1] in _PREDEFINED:
            return match[0]
        found = own.get(match[1]) or html.unescape(match[0])
        return html.escape(found) if found != match[0] else html.escape(match[0])

    if own and len(text) + sum(map(len, own.values())) * text.count("&") > _MAX_XML_BYTES * 2:
        raise RefusedError("bomb", "the XML's entities would make it far larger: not parsed")
    return _NAMED.sub(written_out, text)


def _name(element: Any) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _entries(root: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    about = _fields(root)
    for child in root:
        if _name(child) == "channel":
            about |= _fields(child)
    feed = {"feed_title": about.get("title"), "language": about.get("language")}
    for entry in root.iter():
        if _name(entry) in _ENTRIES:
            record = {**feed, **_fields(entry)}
            kept = {name: value for name, value in record.items() if value}
            yield "", kept


def _fields(element: Any) -> dict[str, str]:
    """The texts of an element's children by name; the fullest where a name stands twice."""
    found: dict[str, str] = {}
    language = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        found["language"] = language
    for child in element:
        name = _name(child)
        if name in _ENTRIES or name == "channel" or not name:
            continue
        value = _value(child, name)
        if len(value) > len(found.get(name, "")):
            found[name] = value
    return found


def _value(element: Any, name: str) -> str:
    if name == "link":
        if element.get("rel", "alternate") != "alternate":
            return ""
        return element.get("href") or (element.text or "").strip()
    if name in ("author", "creator", "contributor"):
        named = next((c.text for c in element if _name(c) == "name"), None)
        return (named or element.text or "").strip()
    return _inner(element)


def _inner(element: Any) -> str:
    """An element's text, or its markup when it holds elements."""
    if not len(element):
        return (element.text or "").strip()
    from lxml import etree

    inner = html.escape(element.text or "", quote=False) + "".join(
        etree.tostring(child, encoding="unicode") for child in element
    )
    return _PREFIX.sub(r"\1", inner).strip()


def _texts(root: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Records of general XML: elements with a child that holds text, and what stands above."""
    for element in root.iter():
        if any(_is_text(child) for child in element) and not _is_text(element):
            record = _with_inherited(element)
            if record:
                yield _path(element), record


def _is_text(element: Any) -> bool:
    """Whether an element is named as a text, and holds no other field that makes it a record."""
    return _holds(element) in _FULL and not any(
        _holds(e) in _FIELDS for e in element.iterdescendants()
    )


def _holds(element: Any) -> str | None:
    known = record_fields().get(fold(_name(element)))
    return known[0] if known else None


def _with_inherited(element: Any) -> dict[str, Any]:
    record: dict[str, Any] = dict(_fields(element))
    language = element.get("lang") or record.get("language")
    if language:
        record["language"] = language
    for above in element.iterancestors():
        for child in above:
            name = _name(child)
            for key, node in ((name, child), *((f"{name}.{_name(c)}", c) for c in child)):
                known = record_fields().get(fold(key))
                is_ours = node.get("lang") in (None, language)
                is_value = known is not None and known[0] in _INHERITED and not len(node)
                if is_value and is_ours and key not in record:
                    record[key] = _inner(node)
    return {name: value for name, value in record.items() if value}


def _path(element: Any) -> str:
    key = element.get("id") or next(
        (a.get("id") for a in element.iterancestors() if a.get("id")), None
    )
    language = element.get("lang")
    return f"{key}.{language}" if key and language else str(key) if key else ""
