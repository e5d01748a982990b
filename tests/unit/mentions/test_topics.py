from collections.abc import Callable

from communique.mentions.lines import Line
from communique.mentions.topics import find_topics


def test_topics_follow_the_words_of_discussion(line: Callable[[str], Line]) -> None:
    one = line("They met to discuss salt quotas, fishing rights and harbour fees in Oslo.")
    told = [span.cut(one.text) for span in find_topics([one])]
    assert told == ["salt quotas", "fishing rights", "harbour fees"]


def test_no_more_than_four_topics(line: Callable[[str], Line]) -> None:
    one = line("They met to discuss salt, fish, timber, wool, tin and tar.")
    assert len(find_topics([one])) == 4
