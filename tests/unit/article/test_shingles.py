"""Shingles: the same runs of words give the same numbers, whatever the marks and case."""

from communique.article.shingles import folded_words, shingles


def test_copies_share_their_shingles_whatever_their_marks_and_case() -> None:
    plain = "The ministers of five states met in Zürich's old town hall."
    shouted = "THE MINISTERS, OF FIVE STATES — MET IN ZURICHS OLD TOWN HALL"
    assert shingles(plain) == shingles(shouted)


def test_shingles_are_distinct_sorted_and_fit_64_signed_bits() -> None:
    found = shingles("one two three four five six one two three four five six")
    assert list(found) == sorted(set(found))
    assert len(found) == 6
    assert all(-(2**63) <= s < 2**63 for s in found)


def test_a_short_text_has_one_shingle_and_an_empty_one_none() -> None:
    assert len(shingles("two words")) == 1
    assert shingles(" … ") == ()


def test_the_hash_is_the_same_on_every_machine() -> None:
    assert shingles("One two, three four five") == (4_475_916_206_259_131_367,)


def test_words_are_folded_to_plain_letters() -> None:
    assert folded_words("L'été d'Oslo") == ["lete", "doslo"]
