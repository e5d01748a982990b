"""Training: the same seeds give the same network, and it learns what can be learnt."""

import numpy as np

from communique.training.labelled_pages import score
from communique.training.network import train


def test_a_network_learns_and_is_the_same_for_the_same_seeds():
    shapes = np.random.default_rng(1).standard_normal((2000, 3)).astype(np.float32)
    labels = (shapes[:, 0] > shapes[:, 1]).astype(np.float32)
    weights = np.ones(2000, np.float32)
    one, two = (train(("a", "b", "c"), shapes, labels, weights, (0, 1)) for _ in range(2))
    assert np.array_equal(one.weights, two.weights)
    assert ((one.odds(shapes) > 0) == (labels > 0)).mean() > 0.9


def test_the_score_weighs_pages_alike_and_counts_what_is_missed_and_added():
    page = "a b c d e f g h"
    assert score([(page, page)]).f1 == 1
    half = score([("a b c d e", page), (page, page)])
    assert half.precision == 1
    assert half.recall == (0.4 + 1) / 2
    assert score([("", page)]).f1 == 0
