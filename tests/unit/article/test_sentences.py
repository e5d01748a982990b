"""Sentences: where they begin and end, inside the blocks that may state facts."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.article.sentences import ROLES, read_sentences, split_sentences
from communique.page.blocks import cut_page

CASES = Path(__file__).parents[2] / "cases" / "sentences.csv"
PAGE = (Path(__file__).parents[2] / "cases" / "labelled_page.txt").read_text("utf-8")


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("case", _cases(), ids=lambda c: c["text"][:40])
def test_a_paragraph_falls_into_its_sentences(case: dict[str, str]) -> None:
    text = case["text"]
    assert [span.cut(text) for span in split_sentences(text)] == case["sentences"].split("|")


@given(st.text(max_size=300))
def test_sentences_hold_every_visible_character_once(text: str) -> None:
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.cut(text) == span.cut(text).strip() != "" for span in spans)
    kept = "".join(span.cut(text) for span in spans)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


def test_sentences_lie_in_blocks_that_may_state_facts() -> None:
    text = "\n\n".join(line[14:] for line in PAGE.splitlines())
    blocks = cut_page(text)
    sentences = read_sentences(text, blocks)
    assert [s.no for s in sentences] == list(range(len(sentences)))
    assert all(blocks[s.block_no].span.contains(s.span) for s in sentences)
    assert all(blocks[s.block_no].role == s.block_role for s in sentences)
    assert {s.block_role for s in sentences} == ROLES
    assert len({s.paragraph_no for s in sentences if s.block_role == "body"}) == 5
