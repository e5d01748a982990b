"""A line in quotation marks is a pull quote where a paragraph has its words again."""

from hypothesis import example, given
from hypothesis import strategies as st

from communique.page import quoted
from communique.page.lines import read_lines
from communique.page.quoted import pull_quotes

WORDS = "The harbour will be open by spring"
PARAGRAPH = f'The mayor of the town said on Monday that "{WORDS.lower()}" if the ice allows it.'


def test_a_quote_that_a_paragraph_repeats_is_a_pull_quote() -> None:
    lines = read_lines(f'"{WORDS}" - Ida Holm\n{PARAGRAPH}\n"Nobody has said these words at all."')
    assert {no: look.role for no, look in pull_quotes(lines).items()} == {0: "pull_quote"}


@given(st.text("aB '\"-\u2013", max_size=40).map(lambda text: f'"{text}'))
@example('"The harbour will open" and "soon"')
@example('"The harbour will open" - Ida "Fisher" Holm')
@example('"The harbour will open"\'')
def test_no_quote_is_given_up_too_soon(text: str) -> None:
    match = quoted._QUOTED.match(text)
    assert quoted._quoted(text) == (match and match["words"])
