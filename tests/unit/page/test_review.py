"""The draft of the rules and the odds of the network, put together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.page.review import best_run, choose_body


def chosen(odds, draft, *, marked=None, size=200):
    none = np.zeros(len(odds), bool)
    flags = none if marked is None else np.array(marked, bool)
    body = choose_body(
        np.array(odds, np.float32), np.array(draft, bool), flags, none, [size] * len(odds)
    )
    return body.tolist()


def test_on_a_short_page_the_rules_decide_unless_the_odds_are_plain():
    assert chosen([2, -2, 2], [1, 1, 1]) == [True, True, True]
    assert chosen([2, 2, -7], [1, 1, 1]) == [True, True, False]


def test_on_a_page_full_of_lists_the_odds_decide():
    odds = [-3.0] * 40 + [3.0] * 5 + [-3.0] * 40
    draft = [1] * 20 + [0] * 65
    assert chosen(odds, draft) == [odd > 0 for odd in odds]


def test_a_marked_line_needs_more_to_be_body():
    odds, draft = [-4.0] * 60 + [4.0, 2.0, 4.0], [0] * 63
    marked = [0] * 61 + [1, 0]
    assert chosen(odds, draft)[-3:] == [True, True, True]
    assert chosen(odds, draft, marked=marked)[-3:] == [True, False, True]


def test_a_page_whose_draft_has_a_body_keeps_one():
    assert chosen([-7.0, -7.0], [0, 1], size=20) == [False, True]


@settings(deadline=None)
@given(st.lists(st.floats(-5, 5, width=32), max_size=7))
def test_the_best_run_is_the_best_of_all_choices(odds):
    def worth(choice):
        before = np.concatenate([[0], choice[:-1]]) if len(choice) else choice
        return float(np.dot(choice, odds)) - 0.3 * float(np.abs(choice - before).sum())

    every = [np.array([n >> i & 1 for i in range(len(odds))]) for n in range(2 ** len(odds))]
    found = best_run(np.array(odds)).astype(int)
    assert worth(found) == pytest.approx(max(worth(choice) for choice in every), abs=1e-6)
