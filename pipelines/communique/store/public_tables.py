"""The tables that leave the house: which the published file must hold, with which columns.

Version 1 of the public tables. More tables and columns are welcome; these may not be renamed. The
staging tables follow from the records; how the marts are made is dbt's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.records import type_of_table
from communique.store.schema import table_columns

_MARTS = {
    "events": "event_id event_name event_type event_status start_date end_date date_precision "
    "date_edtf date_status date_rule city country_code venue topics host_names count_reports "
    "count_independent_reports first_reported_at last_reported_at confidence",
    "attendees": "attendance_id event_id kind person_id organization_id name role affiliation "
    "country_code participation count_reports count_independent_reports is_disputed confidence",
    "sources": "article_id document_uri outlet agencies headline published_at language "
    "copy_group_id copy_relation count_events",
    "event_reports": "event_id event_mention_id article_id match_score match_reason",
    "people": "person_id name aliases country_code last_role first_seen last_seen count_events",
    "organizations": "organization_id name kind country_code",
    "claims": "claim_id event_id attendance_id article_id attribute value_text value weight "
    "is_chosen rule span_start span_end surface",
    "disagreements": "event_id attendance_id attribute chosen_value rule explanation is_resolved "
    "count_values",
    "quotes": "quote_id event_id person_id speaker channel quote article_id",
}

PUBLIC_COLUMNS: Mapping[str, tuple[str, ...]] = {
    **{f"staging.{t}": tuple(c.name for c in table_columns(t)) for t in type_of_table},
    **{f"marts.{table}": tuple(names.split()) for table, names in _MARTS.items()},
}
"""Columns that must be there, by ``schema.table``."""


def missing_parts(present: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """What of the public tables is not among ``present`` (columns by ``schema.table``)."""
    for table, names in PUBLIC_COLUMNS.items():
        if table not in present:
            yield f"table {table}"
            continue
        yield from (f"column {table}.{name}" for name in names if name not in present[table])
