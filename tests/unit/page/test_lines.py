"""Words that two texts share are counted the same way whether they are looked for or parted."""

from hypothesis import given
from hypothesis import strategies as st

from communique.page.lines import content_words, shared_words, shares_words

WORDS = st.sampled_from([
    "talk", "talks", "minister", "ministers", "minist", "Oslo", "sea", "2031", "a_b_c", "øvre", "ß",
])  # fmt: skip
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", "-", "", "\n", "."]))).map(
    lambda parts: "".join(word + joint for word, joint in parts)
)


@given(TEXTS, TEXTS, st.integers(0, 4))
def test_words_looked_for_are_those_that_both_texts_have(own: str, other: str, least: int) -> None:
    words = content_words(own)
    both = len(words & content_words(other))
    assert shared_words(words, other.casefold()) == both
    assert shares_words(words, other.casefold(), least) == (both >= least)


def test_a_longer_word_is_told_by_its_first_six_letters() -> None:
    assert shared_words(content_words("Ministers"), "the ministry") == 1
    assert shared_words(content_words("Talk"), "talks") == 0
