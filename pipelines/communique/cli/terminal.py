"""What goes to a terminal: the two consoles, harmless text, and failures told without a traceback.

Article text is foreign: nothing of it reaches a terminal before ``visible`` has made its control
characters harmless, and none of it is ever read as markup.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.console import Console
from rich.text import Text

FAILED = 1
WRONG_USAGE = 2
REFUSED_SOME = 3
"""Exit code of a run that went through although documents were rejected."""

_PIPED_WIDTH = 200
_LINE_SEPARATORS = {0x2028, 0x2029}
# Marks that turn the direction of the text around them, and so can make it read as what it is not.
_DIRECTION_MARKS = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_UNSAFE = ({*range(0x20), *range(0x7F, 0xA0), 0xFEFF} | _LINE_SEPARATORS | _DIRECTION_MARKS) - {
    ord("\n"),
    ord("\t"),
}


def _escaped(code: int) -> str:
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


_ESCAPES = str.maketrans({code: _escaped(code) for code in _UNSAFE})
_JSON_ESCAPES = str.maketrans({code: f"\\u{code:04x}" for code in _UNSAFE})


def visible(text: object) -> str:
    r"""``text`` with control characters, direction marks and lone surrogates written as escapes.

    Line feeds and tabs stay.
    """
    shown = str(text).translate(_ESCAPES)
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")


def visible_json(text: str) -> str:
    """A JSON text whose values stay the same, with nothing left that a terminal would obey."""
    shown = text.translate(_JSON_ESCAPES)
    return "".join(c if not 0xD800 <= ord(c) <= 0xDFFF else f"\\u{ord(c):04x}" for c in shown)


def plain(value: object) -> Text:
    """A cell of a table: nothing for None, lists with commas, everything else made visible."""
    if value is None:
        return Text("")
    if isinstance(value, list | tuple):
        return Text(visible(", ".join(str(item) for item in value if item is not None)))
    return Text(visible(value))


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def output() -> Console:
    """The console for results; wide when nobody looks, so that nothing is cut."""
    width = None if is_terminal() or os.environ.get("COLUMNS") else _PIPED_WIDTH
    return Console(highlight=False, markup=False, emoji=False, width=width)


def messages() -> Console:
    """The console for what is no result: progress, warnings, failures."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def fail(message: object, code: int = FAILED) -> NoReturn:
    """Tell what went wrong and what to do, and leave with ``code``."""
    messages().print(Text.assemble(("error: ", "bold red"), visible(message)))
    raise typer.Exit(code)


def warn(message: object) -> None:
    """Tell what a reader should know although the command goes on."""
    messages().print(Text.assemble(("note: ", "bold yellow"), visible(message)))


@contextmanager
def failing_on(*errors: type[Exception]) -> Iterator[None]:
    """Turn errors that tell the user what to do into a failure of the command."""
    try:
        yield
    except errors as error:
        fail(error)
