"""Floors under the page cutter's scores on pages outside the repository; they only rise."""

import json
from pathlib import Path

import pytest

from communique.page.blocks import cut_page
from communique.training.labelled_pages import LabelledPage, articles, score, text_dumps

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
GOLD = REPOSITORY / "data" / "gold"
FLOORS = json.loads((REPOSITORY / "tests" / "gold" / "floors_pages.json").read_text("utf-8"))


def pages(source: str) -> list[LabelledPage]:
    dumps = SHARED / "data" / "pages" / f"textdump_{source}.jsonl"
    folder = GOLD if source == "public" else SHARED / "corpus" / source
    if not dumps.exists() and not folder.is_dir():
        pytest.skip(f"neither {dumps.name} nor corpus/{source} is beside the repository")
    return list(text_dumps(dumps) if dumps.exists() else articles(folder))


@pytest.mark.parametrize("source", sorted(FLOORS["body_f1"]))
def test_the_body_is_found_at_least_as_well_as_before(source: str) -> None:
    bodies = []
    for page in pages(source):
        blocks = [b for b in cut_page(page.text) if b.role == "body"]
        bodies.append(("\n".join(b.span.cut(page.text) for b in blocks), page.body))
    assert score(bodies).f1 >= FLOORS["body_f1"][source]


@pytest.mark.parametrize("source", sorted(FLOORS["other_words_in_body"]))
def test_few_words_outside_the_body_are_called_body(source: str) -> None:
    outside = called = 0
    for page in pages(source):
        start = page.text.index(page.body)
        for block in cut_page(page.text):
            words = _words_outside(page, block.span.start, block.span.end, start)
            outside += words
            called += words * (block.role == "body")
    assert called <= FLOORS["other_words_in_body"][source] * outside


def _words_outside(page: LabelledPage, start: int, end: int, body: int) -> int:
    before = page.text[start : min(end, body)]
    after = page.text[max(start, body + len(page.body)) : end]
    return len(before.split()) + len(after.split())
