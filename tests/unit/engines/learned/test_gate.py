"""The gate: what the grammar sees of a sentence, and which neighbours are read with it."""

from communique.engines.learned.gate import BUCKETS, around, buckets
from communique.mentions.lines import Line, make_line
from communique.spans import Span


def _line(text: str) -> Line:
    return make_line(text, 0, "body", 0, Span(0, len(text)))


def test_a_sentence_gives_the_same_rows_each_time() -> None:
    rows = buckets(_line("Foreign Minister Ana Costa met her Danish counterpart."))
    assert rows.tolist() == sorted(set(rows.tolist()))
    assert rows.max() < BUCKETS
    again = buckets(_line("Foreign Minister Ana Costa met her Danish counterpart."))
    assert rows.tolist() == again.tolist()


def test_another_name_changes_few_rows_and_another_verb_more() -> None:
    base = set(buckets(_line("Foreign Minister Ana Costa met her Danish counterpart.")).tolist())
    name = set(buckets(_line("Foreign Minister Eva Lopes met her Danish counterpart.")).tolist())
    verb = set(buckets(_line("Foreign Minister Ana Costa praised her Danish team.")).tolist())
    assert len(base & name) > len(base & verb)


def test_what_passes_is_read_with_its_neighbours_and_the_opening() -> None:
    passed = [False] * 16
    passed[9] = True
    assert around(passed) == [0, 1, *range(4, 15)]
    assert around([False] * 3) == [0, 1]
