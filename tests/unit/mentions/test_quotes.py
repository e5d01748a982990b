from communique.mentions.lines import make_line
from communique.mentions.persons import People
from communique.mentions.quotes import find_quotes
from communique.spans import Span

CASES = "quotes"


def read(text: str):
    line = make_line(text, 0, "body", 0, Span(0, len(text)))
    people = People([line])
    return find_quotes(text, [line.span], [line], people), people


def test_direct_speech_has_its_speaker_and_channel(case: dict[str, str]) -> None:
    quotes, people = read(case["text"])
    if not case["quote"]:
        assert quotes == []
        return
    (quote,) = quotes
    person = people.person(quote.speaker) if quote.speaker else None
    assert quote.span.cut(case["text"]) == case["quote"]
    assert (person.name if person else "") == case["speaker"]
    assert quote.channel == case["channel"]


def test_each_quoted_sentence_is_an_entry_of_its_own() -> None:
    quotes, _ = read(
        'Ida Berg said, "We agreed on a salt quota today. Nobody left the room in anger."'
    )
    assert len(quotes) == 2


def test_a_quotation_may_close_in_a_later_paragraph() -> None:
    quotes, _ = read(
        'Ida Berg said, "We agreed on a salt quota today.\n\nNobody left the hall in rage."'
    )
    assert len(quotes) == 2
