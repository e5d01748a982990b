"""Names that are rows: lists of records in JSON, classes of HTML elements."""

from __future__ import annotations

import json

import pytest

from communique.documents.document import Document
from communique.documents.known_keys import class_pattern, record_fields

from .conftest import PARAGRAPHS, Read


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        ("entry-date", "published"),
        ("EntryDate published", "published"),
        ("article_body creation-date", "published"),
        ("postmeta", "posted"),
        ("post-metadata small", "posted"),
        ("last-modified", "updated"),
    ],
)
def test_a_part_of_a_class_tells_what_the_element_holds(name: str, tells: str) -> None:
    assert class_pattern(tells).search(name)


def test_a_class_without_a_known_part_tells_nothing() -> None:
    assert not any(class_pattern(t).search("card wide") for t in ("published", "posted"))


@pytest.mark.parametrize("name", ["articles", "Items", "hits", "docs"])
def test_a_known_list_holds_the_records(name: str, read: Read) -> None:
    value = {"count": 2, name: [{"text": p} for p in PARAGRAPHS[:2]]}
    results = read(json.dumps(value).encode(), "a.json")
    assert [r.document_uri for r in results] == ["a.json#item=1", "a.json#item=2"]


def test_of_two_lists_the_better_name_is_read(read: Read) -> None:
    assert record_fields()["articles"] < record_fields()["data"]
    value = {"data": [{"text": PARAGRAPHS[0]}], "articles": [{"text": PARAGRAPHS[1]}]}
    (one,) = read(json.dumps(value).encode(), "a.json")
    assert isinstance(one, Document)
    assert PARAGRAPHS[1] in one.text


def test_a_list_of_another_name_is_a_field_of_its_record(read: Read) -> None:
    value = {"text": PARAGRAPHS[0], "tags": [{"name": "herring"}]}
    (one,) = read(json.dumps(value).encode(), "a.json")
    assert one.document_uri == "a.json"
