"""Why bytes give no document: a code and words that say what to do; and how a reader says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not read: a code, and words that say what to do."""

    code: str
    message: str


class RefusedError(Exception):
    """Raised inside a reader for what it cannot go on with; carries the refusal.

    ``is_between`` says of damage that it begins where a packed member does: what came before it is
    whole.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.refusal = Refusal(code, message)
        self.is_between = False


def damaged(what: str) -> RefusedError:
    """The error for bytes that break off or contradict their format."""
    return RefusedError("damaged", f"{what}: fetch or export it again; what stood before is read")


def too_large(size: int, limit: int) -> Refusal:
    """The refusal for what is over a limit, in bytes."""
    return Refusal("too_large", f"{size} bytes, more than {limit}: split it, one page a document")


def not_text(why: str) -> Refusal:
    """The refusal for bytes of no format that holds text."""
    return Refusal("not_text", f"not a text file, {why}: save the page as HTML or plain text")
