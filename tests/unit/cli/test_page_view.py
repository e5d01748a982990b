import io
from dataclasses import dataclass, field

import pytest
from rich.console import Console

from communique.cli.page_view import show_blocks, show_page


@dataclass
class Span:
    span_start: int
    span_end: int


@dataclass
class Block(Span):
    block_no: int = 0
    block_role: str = "body"
    role_reason: str = "shape: sentences"


@dataclass
class Document:
    text: str


@dataclass
class Page:
    """What the view reads of a parsed document."""

    text: str
    marks: dict
    is_rejected: bool = False
    articles: tuple = ()
    parse_notes: tuple = ()
    blocks: tuple = ()
    event_mentions: tuple = ()
    attendee_mentions: tuple = ()
    documents: tuple = field(init=False)

    def __post_init__(self):
        self.documents = (Document(self.text),)

    def tables(self):
        names = ("event_mentions", "attendee_mentions", "quotes", "citations")
        return {name: [Span(*s) for s in self.marks.get(name, ())] for name in names}


def shown(show, page, **terminal):
    console = Console(file=io.StringIO(), width=80, legacy_windows=False, **terminal)
    show(console, page, "x.txt")
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("marks", "line"),
    [
        ({}, "Ida met Juan."),
        ({"attendee_mentions": [(0, 3), (8, 12)]}, "⟦participant: Ida⟧ met ⟦participant: Juan⟧."),
        (
            {"event_mentions": [(0, 12)], "attendee_mentions": [(0, 3)]},
            "⟦gathering: ⟦participant: Ida⟧ met Juan⟧.",
        ),
        ({"quotes": [(4, 4)]}, "Ida met Juan."),
    ],
)
def test_marks_are_brackets_where_there_is_no_colour(marks, line):
    assert line in shown(show_page, Page("Ida met Juan.", marks)).splitlines()


def test_marks_are_colours_on_a_terminal():
    page = Page("Ida met Juan.", {"attendee_mentions": [(0, 3)]})
    output = shown(show_page, page, force_terminal=True, color_system="standard")
    assert "\x1b[36mIda\x1b[0m met Juan." in output


def test_furniture_is_dim_on_a_terminal():
    page = Page("Menu Ida", {}, blocks=(Block(0, 4, block_role="nav"),))
    output = shown(show_page, page, force_terminal=True, color_system="standard")
    assert "\x1b[2mMenu\x1b[0m Ida" in output


def test_a_page_without_gatherings_says_so():
    assert "No gathering is told of." in shown(show_page, Page("x", {}))


def test_each_block_stands_under_its_role():
    page = Page("Menu\nIda", {}, blocks=(Block(0, 5, 0, "nav", "marker"), Block(5, 8, 1)))
    lines = shown(show_blocks, page).splitlines()
    assert lines[1:] == ["── 0 nav (marker)", "Menu", "── 1 body (shape: sentences)", "Ida"]
