import pytest

from communique.mentions.lines import make_line
from communique.mentions.persons import People
from communique.mentions.quotes import find_quotes
from communique.spans import Span

CASES = "quotes"


def read(text: str):
    line = make_line(text, 0, "body", 0, Span(0, len(text)))
    return find_quotes(text, [line.span], [line], People([line]))


def test_direct_speech_has_its_speaker_and_channel(case: dict[str, str]) -> None:
    quotes = read(case["text"])
    if not case["quote"]:
        assert quotes == []
        return
    (quote,) = quotes
    assert quote.span.cut(case["text"]) == case["quote"]
    assert (quote.speaker or "") == case["speaker"]
    assert quote.channel == case["channel"]


def test_a_quotation_of_several_sentences_is_one_entry() -> None:
    (quote,) = read(
        'Ida Berg said, "We agreed on a salt quota today. Nobody left the room in anger."'
    )
    assert quote.speaker == "Ida Berg"


@pytest.mark.parametrize(
    "text",
    [
        'Ida Berg said, "We agreed on a salt quota today.\n\nNobody left the hall in rage."',
        'Ida Berg said, "We agreed on a salt quota today.\n\n"Nobody left the hall in rage."',
    ],
)
def test_a_quotation_goes_on_in_the_next_paragraph_with_its_speaker(text: str) -> None:
    assert [quote.speaker for quote in read(text)] == ["Ida Berg", "Ida Berg"]
