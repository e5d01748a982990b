"""A sentence becomes a line once for each article, whoever asks for it and how often."""

from __future__ import annotations

from collections.abc import Callable

from communique.article.article import Article
from communique.engines.prepared import Prepared, prepared, readable, with_triggers
from communique.mentions.lines import Line


def _by_no(lines: list[Line]) -> dict[int, Line]:
    return {line.no: line for line in lines}


def _both(ready: Prepared) -> tuple[dict[int, Line], dict[int, Line]]:
    """The lines that the gate asks for, and those that the reader asks for after it."""
    article = ready.article
    return _by_no(ready.lines(with_triggers(article))), _by_no(ready.lines(readable(article)))


def test_the_same_sentence_is_the_same_line_however_it_is_asked_for(
    article_of: Callable[[str], Article], page: str
) -> None:
    ready = prepared(article_of(page))
    some, every = _both(ready)
    assert some and len(some) < len(every)
    assert all(every[no] is line for no, line in some.items())
    again = ready.lines()
    assert again and all(every[line.no] is line for line in again)
    (last,) = ready.lines(readable(ready.article)[-1:])
    assert every[last.no] is last


def test_each_sentence_has_a_line_of_its_own_in_the_order_asked_for(
    article_of: Callable[[str], Article], page: str
) -> None:
    ready = prepared(article_of(page))
    sentences = readable(ready.article)
    for asked in (sentences, sentences[::-1]):
        lines = ready.lines(asked)
        assert [line.no for line in lines] == [sentence.no for sentence in asked]
        assert [line.span.cut(line.text) for line in lines] == [
            ready.normal.normal(sentence.span).cut(ready.normal.text) for sentence in asked
        ]
    assert len({id(line) for line in ready.lines(sentences)}) == len(sentences) > 1


def test_another_article_has_its_own_lines_under_the_same_numbers(
    article_of: Callable[[str], Article], page: str
) -> None:
    one, other = prepared(article_of(page)), prepared(article_of(page.replace("Oslo", "Lima")))
    (_, told), (_, retold) = _both(one), _both(other)
    assert told.keys() == retold.keys()
    assert all("Lima" not in line.text for line in told.values())
    assert all("Oslo" not in line.text for line in retold.values())
    assert all(told[no] is line for no, line in _both(one)[1].items())


def test_the_same_article_made_ready_again_shares_nothing_and_is_equal(
    article_of: Callable[[str], Article], page: str
) -> None:
    article = article_of(page)
    one, other = prepared(article), prepared(article)
    told, retold = _by_no(one.lines()), _by_no(other.lines())
    assert told == retold
    assert not any(told[no] is retold[no] for no in told)
    assert one == prepared(article)


def test_a_signing_alone_passes_the_gate_and_a_discussion_alone_does_not(
    article_of: Callable[[str], Article],
) -> None:
    """Labels count a signing as a gathering; "discussed" and "held" are said of anything."""
    told = "Trade Minister Ida Berg of Norway and Luis Soto of Chile"
    signed = article_of(
        f"Salt and copper\n\nOSLO, May 5 - The pact was signed by {told} on Monday.\n"
    )
    spoke = article_of(
        f"Salt and copper\n\nOSLO, May 5 - {told} had discussed the price of salt.\n"
    )
    assert [len(with_triggers(article)) for article in (signed, spoke)] == [1, 0]
