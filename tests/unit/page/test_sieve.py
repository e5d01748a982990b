"""Lines that the sieve leaves out would have had no look, no date and no dateline anyway."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.lexicon.load import entries
from communique.page import written_dates
from communique.page.dateline import find_dateline
from communique.page.furniture import _remembered, looks_of
from communique.page.lines import Line, Lines, page_lines, read_lines
from communique.page.sieve import sieve
from communique.page.written_dates import find_dates

LABELLED = Path(__file__).parents[2] / "cases" / "labelled_page.txt"
MARKERS = [row["surface"] for row in entries("page_markers")]
WORDS = st.one_of(
    st.sampled_from(MARKERS),
    st.sampled_from([
        "By Ida Holm", "Reuters", "OSLO", "AFP", "|", ">", "-", "/", "(", ")", ":", ".", "#peace",
        "May", "6", "2031", "12:30", "06.05.2031", "2 hours ago", "www.example.org", "a@b.no",
        "date 2031-05-06", "the", "ministers", "met", "\u00a0", "  ", "\t", "«", "»", "\U0001d7d7",
    ]),
    st.text(max_size=6),
)  # fmt: skip
PAGES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), max_size=8).map("\n".join)


def assert_nothing_is_missed(text: str) -> None:
    lines = read_lines(text)
    if not len(lines):
        return
    found = sieve(lines)
    head, tail = looks_of(lines, found.shaped, found.dated)
    for no, words in enumerate(lines.words):
        line, folded, key = lines.texts[no], lines.folded[no], lines.keys[no]
        plainly = _remembered(line, folded, key, words, True, True, True)
        assert (head[no], tail[no]) == plainly, line
        assert found.dated[no] or not find_dates(line), line
        assert found.datelined[no] or not find_dateline(line), line


@settings(deadline=None)
@given(PAGES)
def test_a_line_left_out_has_nothing_that_is_sought(text: str) -> None:
    assert_nothing_is_missed(text.encode("utf-8", "ignore").decode())


@pytest.mark.parametrize("form", ["{}", "» {}", "{}:", "{} Ida Holm met 3 of them", "Ida Holm {}"])
def test_no_marker_is_missed(form: str) -> None:
    assert_nothing_is_missed("\n".join(form.format(marker) for marker in MARKERS))


def test_nothing_is_missed_on_a_page_with_everything() -> None:
    assert_nothing_is_missed(LABELLED.read_text("utf-8"))


@settings(deadline=None)
@given(PAGES)
def test_columns_and_lines_tell_the_same(text: str) -> None:
    columns = read_lines(text)
    lines = page_lines(text)
    again = Lines.of(lines)
    assert (again.texts, again.folded, again.keys) == (columns.texts, columns.folded, columns.keys)
    assert (again.words, again.starts, again.ends) == (columns.words, columns.starts, columns.ends)
    assert all(isinstance(line, Line) and line.text for line in lines)


@settings(deadline=None)
@given(PAGES)
def test_a_date_is_found_wherever_it_begins(text: str) -> None:
    for pattern, marks, _ in written_dates._patterns():
        if not marks:
            places = written_dates._places(text)
            found = [match.span() for match in written_dates._matches(pattern, text, places)]
            assert found == [match.span() for match in pattern.finditer(text)]
        elif pattern.search(text):
            assert written_dates._IN_NUMBERS.search(text)
