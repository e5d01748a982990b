import pickle
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.page.blocks import cut_page
from communique.page.lines import page_lines
from communique.page.markers import find_marker, is_menu_word

LABELLED = Path(__file__).parents[2] / "cases" / "labelled_page.txt"
LINES = [(line[:14].strip(), line[14:]) for line in LABELLED.read_text("utf-8").splitlines()]
PAGE = "\n\n".join(text for _, text in LINES)
HOSTILE, SECONDS_EACH = 100_000, 5.0


def roles(text: str) -> dict[str, str]:
    """The role of the block in which each line of ``text`` begins."""
    blocks = cut_page(text)
    found, start = {}, 0
    for line in text.split("\n"):
        if line.strip():
            block = next(b for b in blocks if b.span.start <= start < b.span.end)
            found[line] = block.role
        start += len(line) + 1
    return found


def assert_tiles(text: str) -> None:
    blocks = cut_page(text)
    assert "".join(b.span.cut(text) for b in blocks) == text
    assert [b.no for b in blocks] == list(range(len(blocks)))
    assert all(len(b.span) for b in blocks)
    assert all(a.span.end == b.span.start for a, b in pairwise(blocks))


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize(("role", "line"), LINES, ids=[f"{r}-{t[:24]}" for r, t in LINES])
def test_each_line_of_a_page_with_everything_has_its_role(gap: str, role: str, line: str) -> None:
    assert roles(gap.join(text for _, text in LINES))[line] == role


def test_an_empty_text_has_no_blocks_and_a_blank_one_has_one() -> None:
    assert cut_page("") == ()
    assert [b.role for b in cut_page(" \n\u200b\n")] == ["other"]


def test_a_dateline_at_the_head_of_the_body_is_a_block_of_its_own() -> None:
    text = (
        "A title of some length\n\nOSLO, May 6 (Reuters) - The ministers of two states met today."
    )
    assert [(b.role, b.span.cut(text).strip()) for b in cut_page(text)][1:] == [
        ("dateline", "OSLO, May 6 (Reuters) -"),
        ("body", "The ministers of two states met today."),
    ]


def test_a_list_announced_by_a_colon_belongs_to_the_body() -> None:
    text = (
        "Ministers of the coast meet\n\nThe following ministers took part in the talks in Oslo:\n"
        "- Ida Berg, Norway\n- Olav Ness, Iceland\n\nShare this article"
    )
    found = roles(text)
    assert found["- Olav Ness, Iceland"] == "body"
    assert found["Share this article"] == "share"


def test_a_hard_wrapped_page_has_paragraphs_not_lines() -> None:
    words = "the ministers of the northern states met in the old town hall of the harbour city and"
    paragraph = "\n".join([f"T{words[1:]}"] + [words] * 6 + ["agreed on the quota."])
    text = f"Ministers agree on a quota\n\n{paragraph}\n\n{paragraph}\n"
    assert [b.role for b in cut_page(text)].count("body") == 2


def test_a_page_without_sentences_has_no_body() -> None:
    assert not [b for b in cut_page("Home\nNews\nSport\nLog in") if b.role == "body"]


def test_markers_fit_at_their_place_only() -> None:
    (line,) = page_lines("Comments (12)")
    tail, head = find_marker(line, "tail"), find_marker(line, "head")
    assert tail is not None and tail.role == "comment"
    assert head is None or head.role == "byline"
    assert is_menu_word("sport")
    assert not is_menu_word("herring")


@settings(deadline=None)
@given(st.text(max_size=400))
def test_blocks_tile_any_text(text: str) -> None:
    assert_tiles(text)


EDITS = [
    "\u200b",
    "\u00a0",
    "\r\n",
    "\u202e",
    "\u200f",
    "🎣",
    "\t",
    "\n\n",
    "•",
    "|",
    '"',
    "…",
    "漢",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(PAGE)), st.sampled_from(EDITS)), max_size=25))
def test_blocks_tile_an_edited_page_and_are_the_same_twice(edits: list[tuple[int, str]]) -> None:
    text = PAGE
    for at, what in edits:
        text = text[:at] + what + text[at:]
    assert_tiles(text)
    assert cut_page(text) == cut_page(text) == pickle.loads(pickle.dumps(cut_page(text)))


@settings(max_examples=40, deadline=None)
@given(st.permutations(LINES))
def test_lines_in_any_order_are_tiled(lines: list[tuple[str, str]]) -> None:
    assert_tiles("\n".join(text for _, text in lines))


@pytest.mark.parametrize(
    "part",
    [
        "a", "Ab ", "a | ", "- ", "1.1,", "OSLO ", "May 6, 2031 ", "2 hours ago ", "漢", "ab\n",
        '"The ministers met in Oslo again"\n', "The ministers met in Oslo again, they said.\n",
        "By Ida Holm\nMay 6, 2031\nOslo | News | Sport\n", "Read also\n\nThey met in Oslo again.\n",
    ],
)  # fmt: skip
def test_a_long_page_of_one_thing_takes_no_longer_than_others(part: str) -> None:
    cut_page(PAGE)
    started = time.process_time()
    cut_page(part * (HOSTILE // len(part)))
    assert time.process_time() - started < SECONDS_EACH
