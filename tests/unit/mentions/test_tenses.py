import pytest

from communique.mentions.tenses import tense_at
from communique.spans import Span


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("Ida Berg met Luis Soto on Tuesday.", "past"),
        ("Ida Berg will meet Luis Soto on Tuesday.", "future"),
        ("The fleet, which sank last year, is to be raised on Tuesday.", "future"),
        ("Ida Berg signed the salt quota on Tuesday, which will please the fleet.", "past"),
        ("The salt fair opens on Tuesday.", "future"),
        ("Journalists are invited to the salt mine on Tuesday.", "future"),
        ("A planned meeting was called off on Tuesday.", "past"),
        ("Opening: Tuesday, 10.30", "future"),
        ("The Tuesday market", "unknown"),
    ],
)
def test_the_verbs_beside_a_day_tell_its_tense(sentence: str, tense: str) -> None:
    at = sentence.index("Tuesday")
    assert tense_at(sentence, Span(at, at + len("Tuesday"))) == tense


def test_only_the_sentence_itself_counts() -> None:
    text = "The fleet will sail. Ida Berg came on Tuesday. All will be well."
    at = text.index("Tuesday")
    assert tense_at(text, Span(at, at + 7), Span(21, 46)) == "past"
