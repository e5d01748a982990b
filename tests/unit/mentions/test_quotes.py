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


def page(text: str) -> list[str | None]:
    """The speakers of a page whose sentences stand one a line, paragraphs apart."""
    lines, at = [], 0
    for paragraph_no, paragraph in enumerate(text.split("\n\n")):
        for sentence in paragraph.split("\n"):
            span = Span(at, at + len(sentence))
            lines.append(make_line(text, len(lines), "body", paragraph_no, span))
            at = span.end + 1
        at += 1
    return [q.speaker for q in find_quotes(text, [Span(0, len(text))], lines, People(lines))]


HEAD = "Norwegian Foreign Minister Ida Berg met Chilean Foreign Minister Luis Soto in Oslo.\n"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Soto said it was long.\n"We have agreed on a salt quota," he added.', "Luis Soto"),
        ('"We have agreed on a quota," Berg, the host of the day, said.', "Ida Berg"),
        ('"We have agreed on a salt quota," said Berg, who met Soto.', "Ida Berg"),
        ('The Chilean minister called it "a great day for the salt".', "Luis Soto"),
        ('Soto spoke first.\n\nBerg smiled.\n"We have agreed on a quota," she said.', "Ida Berg"),
        ('Berg wrote of it in a post.\n"What a fine day for salt," the post read.', "Ida Berg"),
        ('The news agency quoted Soto as saying "we leave with a quota".', "Luis Soto"),
        ('"We have agreed on a salt quota," a ministry source said.', "ministry source"),
        ('"We have agreed on a salt quota," the statement said.', None),
        ('Berg left.\n\n"We have agreed on a salt quota," a Chilean official said.\n\nShe was '
         'asked again.\n\n"It is as I said before," the official said.', "Chilean official"),
    ],
)  # fmt: skip
def test_a_speaker_is_named_before_after_or_above(text: str, speaker: str | None) -> None:
    assert page(HEAD + text)[-1] == speaker


def test_the_name_of_a_conference_is_no_speech() -> None:
    assert page('Berg opened the seminar "Salt and Herring in the Northern Seas" in Oslo.') == []


def test_a_sentence_that_the_page_pulls_out_is_an_entry_of_its_own() -> None:
    pulled = '"Nobody left the room in anger."'
    text = f'{pulled}\n\nBerg said, "We agreed. Nobody left the room in anger."'
    line = make_line(text, 0, "body", 0, Span(len(pulled) + 2, len(text)))
    quotes = find_quotes(text, [line.span], [line], People([line]), [Span(0, len(pulled))])
    assert [quote.span.cut(text) for quote in quotes] == ["Nobody left the room in anger."]
