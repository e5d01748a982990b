"""The numbers of a page's lines: one row a line, the same for the same page."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.page.body_model import body_network, load, save
from communique.page.characters import count_words
from communique.page.line_shape import line_shapes

LINES = st.lists(
    st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=40).filter(str.strip),
    min_size=1,
    max_size=12,
)


@settings(deadline=None)
@given(LINES)
def test_every_line_has_finite_numbers_in_named_columns(lines):
    texts = [line.strip() for line in lines]
    shapes, names = line_shapes(texts, [True] * len(texts))
    assert shapes.shape == (len(texts), len(names))
    assert np.isfinite(shapes).all()
    assert names == body_network().names
    assert np.array_equal(shapes, line_shapes(texts, [True] * len(texts))[0])


def test_words_of_other_sentences_and_of_the_title_are_counted():
    texts = [
        "Herring quota agreed in Bergen",
        "Home",
        "Herring quota agreed in Bergen",
        "The herring quota was agreed by the ministers in the old town of Bergen on Tuesday.",
        "It is the first quota that the ministers have agreed on for the herring of the north.",
    ]
    shapes, names = line_shapes(texts, [False] * 5)
    column = {name: shapes[:, number] for number, name in enumerate(names)}
    assert column["title_share"].tolist()[1] == 0
    assert column["is_title"].tolist() == [1, 0, 1, 0, 0]
    assert column["shared_share"][3] > 0.4
    assert column["shared_share"][1] == 0
    assert column["is_spoken"].tolist() == [0, 0, 0, 1, 1]


def test_words_are_counted_line_by_line():
    text = "one two's three-four\n\n漢字漢字 U.S. 5.5\n'"
    assert count_words(text) == [3, 0, 4, 0]
    assert count_words("") == [0]


def test_a_network_is_the_same_after_it_was_written(tmp_path):
    network = body_network()
    save(network, tmp_path / "again.npz")
    again = load(tmp_path / "again.npz")
    shapes = np.ones((19, len(network.names)), np.float32)
    assert np.array_equal(network.odds(shapes), again.odds(shapes))
    assert network.odds(shapes[:1])[0] == network.odds(shapes)[-1]
