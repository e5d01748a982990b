"""What all assets share: who owns them, and when a failed step is tried again."""

from __future__ import annotations

import dagster as dg

OWNERS = ["team:communique"]

RETRY = dg.RetryPolicy(
    max_retries=2, delay=2, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
)
"""For what may pass by itself: a full disk, a file held open. What cannot raises ``hopeless``."""


def hopeless(error: Exception) -> dg.Failure:
    """A failure that another try would only repeat: the message says what to do."""
    return dg.Failure(description=str(error), allow_retries=False)
