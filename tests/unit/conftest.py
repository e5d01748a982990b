"""A small published file made by hand: one ministerial that two outlets tell differently."""

import hashlib

import duckdb
import pytest

PAGES = {"doc1": "harbour.txt", "doc2": "mill.txt", "doc3": "quiet.txt", "doc4": "blank.txt"}

ARTICLE = """
create schema staging;
create schema marts;
create table staging.documents (document_id varchar, document_uri varchar, text varchar);
create table staging.articles (article_id varchar, document_id varchar, document_uri varchar);
insert into staging.articles values
    ('art_1', 'doc1', 'raw/harbour.txt'), ('art_2', 'doc2', 'raw/mill.txt'),
    ('art_3', 'doc3', 'raw/quiet.txt');
create table staging.parse_notes
    (document_id varchar, document_uri varchar, severity varchar, code varchar, message varchar);
insert into staging.parse_notes values
    ('doc4', 'raw/blank.txt', 'rejected', 'empty', 'holds no text; fetch it again'),
    ('doc1', 'raw/harbour.txt', 'info', 'no_time', 'no time of day');
create table marts.sources
    (article_id varchar, document_uri varchar, outlet varchar, published_at timestamptz);
insert into marts.sources values
    ('art_1', 'raw/harbour.txt', 'Harbour Post', '2031-05-06 08:00:00+00'),
    ('art_2', 'raw/mill.txt', null, null),
    ('art_3', 'raw/quiet.txt', 'Quiet Review', null);
"""
EVENTS = """
create table marts.events (
    event_id varchar, event_name varchar, event_title varchar, event_type varchar,
    event_status varchar, start_date date, end_date date, date_precision varchar,
    date_status varchar,
    date_rule varchar, city varchar, country_code varchar, venue varchar, host_names varchar[],
    count_reports bigint, count_independent_reports bigint);
insert into marts.events values
    ('evt_aa11', 'Salt ministerial', 'Salt ministerial', 'ministerial', 'held', '2031-05-05',
     null, 'day', 'resolved',
     'held_not_after_first_report_local', 'Oslo', 'NO', null, ['Ida Berg'], 2, 2),
    ('evt_aa22', 'Tin talks', 'Tin talks', 'negotiation', 'planned', null, null, 'unknown',
     'single_source', 'single_source', null, null, null, null, 1, 1),
    ('evt_bb33', null, 'call: Juan Rey', 'call', 'held', '2031-05-04', null, 'day',
     'single_source', 'single_source', null, null, null, null, 1, 1);
create table marts.event_reports
    (event_id varchar, event_mention_id varchar, article_id varchar);
insert into marts.event_reports values
    ('evt_aa11', 'evm_1', 'art_1'), ('evt_aa11', 'evm_2', 'art_2'), ('evt_aa22', 'evm_3', 'art_2'),
    ('evt_bb33', 'evm_4', 'art_2');
create table marts.event_id_aliases (old_event_id varchar, event_id varchar);
insert into marts.event_id_aliases values ('evt_0000', 'evt_aa11');
"""
PEOPLE = """
create table marts.attendees (
    attendance_id varchar, event_id varchar, kind varchar, name varchar, role varchar,
    affiliation varchar, country_code varchar, participation varchar, is_disputed boolean);
insert into marts.attendees values
    ('att_2', 'evt_aa11', 'person', 'Juan Rey', 'Minister', 'Chile', 'CL', 'attendee', false),
    ('att_1', 'evt_aa11', 'person', 'Ida Berg', 'Minister of Salt', 'Norway', 'NO', 'host', true),
    ('att_3', 'evt_aa11', 'delegation', null, null, 'Ghana', 'GH', 'absent', false);
create table marts.claims (
    event_id varchar, attendance_id varchar, article_id varchar, attribute varchar,
    value_text varchar, value varchar, weight double, is_chosen boolean, rule varchar,
    span_start bigint, surface varchar);
insert into marts.claims values
    ('evt_aa11', null, 'art_2', 'start_date', 'on Tuesday', '2031-05-06', 0.4, false,
     'held_not_after_first_report_local', 9, 'on Tuesday'),
    ('evt_aa11', null, 'art_1', 'start_date', 'on Monday', '2031-05-05', 0.6, true,
     'held_not_after_first_report_local', 9, 'on Monday'),
    ('evt_aa11', 'att_1', 'art_1', 'participation', 'hosted by', 'host', 0.6, true,
     'single_source', 40, 'hosted by \x1b[31mIda Berg');
create table marts.disagreements (
    event_id varchar, attendance_id varchar, attribute varchar, chosen_value varchar,
    rule varchar, explanation varchar, is_resolved boolean);
insert into marts.disagreements values
    ('evt_aa11', null, 'start_date', '2031-05-05', 'held_not_after_first_report_local',
     'A held gathering cannot begin after its first report.', true);
"""


@pytest.fixture
def published_dir(tmp_path, monkeypatch):
    """A data folder whose published file holds three events; COMMUNIQUE_DATA_DIR names it.

    Its inbox holds the four pages that the file knows.
    """
    path = tmp_path / "data" / "published" / "communique.duckdb"
    path.parent.mkdir(parents=True)
    with duckdb.connect(str(path)) as con:
        con.execute("set timezone = 'UTC'")
        con.execute(_landed(ARTICLE, tmp_path / "data" / "raw") + EVENTS + PEOPLE)
    monkeypatch.setenv("COMMUNIQUE_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def _landed(sql, raw_dir):
    """The statements with the pages' own ids, after the pages were written."""
    raw_dir.mkdir(parents=True)
    for document, name in PAGES.items():
        (raw_dir / name).write_text(name)
        sql = sql.replace(f"'{document}'", f"'{hashlib.sha256(name.encode()).hexdigest()}'")
    return sql
