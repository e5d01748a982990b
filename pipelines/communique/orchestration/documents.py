"""The asset raw/documents: what lies in the inbox, and what of it is new; nothing is changed."""

from __future__ import annotations

import dagster as dg

from communique.orchestration.metadata import preview
from communique.orchestration.policy import OWNERS, RETRY
from communique.orchestration.progress import report
from communique.orchestration.resources import Store
from communique.store.inbox import scan_inbox
from communique.store.manifest import read_known


@dg.asset(
    key=["raw", "documents"],
    group_name="raw",
    owners=OWNERS,
    kinds={"file"},
    retry_policy=RETRY,
)
def raw_documents(store: Store) -> dg.MaterializeResult:
    """The documents of the inbox `raw/`: pages as they came, never changed."""
    settings = store.settings
    inbox, known = scan_inbox(settings.raw_dir), read_known(settings.staging_dir)
    counts = known.compare(inbox)
    report("documents", len(inbox.arrivals), len(inbox.arrivals))
    rows = [
        {"document_uri": a.document_uri, "bytes": a.byte_length, "sha256": a.document_id}
        for a in inbox.arrivals
    ]
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(inbox.arrivals),
            **counts,
            "unreadable": len(inbox.unreadable),
            "preview": preview(rows, ["document_uri", "bytes", "sha256"]),
        }
    )
