from __future__ import annotations

from communique.orchestration.progress import Progress, listening, report


def test_what_is_reported_reaches_the_listener_and_nobody_else() -> None:
    heard: list[Progress] = []
    report("staging", 0, 2)
    with listening(heard.append):
        report("staging", 1, 2, "a page")
        with listening(None):
            report("staging", 2, 2)
    report("staging", 2, 2)
    assert heard == [Progress("staging", 1, 2, "a page")]
