"""What an optional engine raises when something that it needs is not there.

The message is for the person at the keyboard: what is missing, and the one thing to do about it.
"""

from __future__ import annotations


class EngineNotReadyError(LookupError):
    """An engine that is registered cannot be built here: a package, a path or a setting is missing.

    A LookupError, like that of an unknown name, so that whoever chooses an engine by name catches
    both in one place.
    """

    def __init__(self, engine: str, missing: str, remedy: str) -> None:
        super().__init__(f"engine {engine!r} cannot start: {missing}; {remedy}")
