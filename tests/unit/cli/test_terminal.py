import json

import pytest

from communique.cli.terminal import plain, visible, visible_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, Ünïcödé, 漢字", "plain words, Ünïcödé, 漢字"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("back\rover", "back\\x0dover"),
        ("turned \u202eround", "turned \\u202eround"),
        ("half a pair \ud800", "half a pair \\ud800"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_as_an_escape(text, shown):
    assert visible(text) == shown


def test_escaped_json_says_the_same():
    value = {"text": "a\x1b[0m \x9b \u202e \ud800 é"}
    shown = visible_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(shown) == value
    assert shown == visible(shown)


def test_a_list_is_shown_with_commas_and_nothing_for_none():
    assert plain(["a", None, "b"]).plain == "a, b"
    assert plain(None).plain == ""


def test_brackets_of_a_text_are_never_markup():
    assert plain("[red]x[/red]").plain == "[red]x[/red]"
