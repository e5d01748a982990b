import pytest

from communique.engines.llm.aligning import Aligner
from communique.lexicon.normal import normalise
from communique.spans import Span

TEXT = (
    "Pedro Sánchez met  Ida\nBerg in Bergen. Berg said the “Nordic\u2013Baltic” round went well.\n"
    "The Inter-Ministerial Working Group on Fisheries met in Lima."
)


def find(words: str, near: int | None = None, block: int = 0) -> str | None:
    text = normalise(TEXT).text
    cut = text.index("The Inter")
    aligner = Aligner(text, {0: Span(0, cut), 1: Span(cut, len(text))})
    span = aligner.find(block, words, near)
    return span.cut(text) if span else None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Pedro Sánchez", "Pedro Sánchez"),
        ("pedro sanchez", "Pedro Sánchez"),
        ("Ida Berg", "Ida\nBerg"),
        ("Nordic-Baltic", "Nordic\u2013Baltic"),
        ("Nordic\u2011Baltic", "Nordic\u2013Baltic"),
        ("“Nordic-Baltic”", '"Nordic\u2013Baltic"'),
        ("Bergen", "Bergen"),
        ("Berge", None),
        ("Ida Bergen", None),
        ("Working Group", None),
        ("Pedro Sanches", None),
        ("", None),
        (" ", None),
        ("…", None),
    ],
)
def test_words_are_found_as_the_block_has_them_or_not_at_all(words: str, found: str | None) -> None:
    assert find(words) == found


def test_of_several_places_the_nearest_is_taken() -> None:
    text = "Berg met Roy. Later Berg met Mori."
    aligner = Aligner(text, {3: Span(0, len(text))})
    first, second = aligner.find(3, "Berg"), aligner.find(3, "Berg", near=25)
    assert (first, second) == (Span(0, 4), Span(20, 24))


def test_a_block_that_was_not_shown_has_no_words() -> None:
    assert find("Pedro Sánchez", block=7) is None


def test_marks_that_combine_stay_with_their_letter() -> None:
    text = "Jose\u0301 met Ana."
    span = Aligner(text, {0: Span(0, len(text))}).find(0, "José")
    assert span == Span(0, 5)


def test_longer_words_may_differ_in_a_letter_where_rapidfuzz_is_there() -> None:
    pytest.importorskip("rapidfuzz", reason="the extra llm is not installed")
    wanted = "Inter-Ministerial Working Group on Fisheries"
    assert find("Inter-Ministrial Working Group on Fisheries", block=1) == wanted
    assert find("Inter-Ministerial Working Party of Farmers", block=1) is None
    assert find("Intra-Regional Working Group on Fisheries", block=1) is None
