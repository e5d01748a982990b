import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from communique.cli import app

PAGE = """Harbour Post
Politics

Ministers of salt meet in Oslo

Oslo, May 5, 2031 - Norwegian Foreign Minister Ida Berg met Chilean Foreign Minister Juan Rey in \
Oslo on Monday to discuss salt.

"We will sell more of the salt that we have," Berg said at a press conference.\x1b[2J
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "pages" / "harbour.txt"
    path.parent.mkdir()
    path.write_text(PAGE)
    return path


def parse(*arguments):
    return CliRunner().invoke(app, ["parse", *map(str, arguments)])


def test_rows_come_as_json_lines_named_by_their_table(page):
    result = parse(page)
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert {"documents", "articles", "blocks"} <= {row["table"] for row in rows}
    assert rows[0]["text"] == PAGE
    assert "\x1b" not in result.stdout


def test_the_view_marks_who_met(page):
    output = parse(page, "--format", "view", "--engine", "rules").stdout
    assert "⟦gathering: met⟧" in output
    assert "Ida Berg⟧" in output
    assert "attendee Juan Rey" in output


def test_a_page_cannot_send_commands_to_the_terminal(page):
    output = parse(page, "--format", "view").stdout
    assert "\x1b" not in output
    assert "\\x1b[2J" in output


def test_blocks_are_shown_with_role_and_reason(page):
    output = parse(page, "--show", "blocks").stdout
    assert any(x.startswith("── ") and " headline (" in x for x in output.splitlines())
    assert any(x.startswith("── ") and " body (" in x for x in output.splitlines())
    assert "Norwegian Foreign Minister" in output


def test_a_folder_gives_its_files(page):
    (page.parent / "second.txt").write_text(PAGE)
    (page.parent / ".hidden").write_text(PAGE)
    documents = [x for x in parse(page.parent).stdout.splitlines() if '"documents"' in x]
    assert len(documents) == 2


def test_a_rejected_document_gives_its_reason_and_exit_code_3(page):
    (page.parent / "empty.txt").write_bytes(b"")
    result = parse(page.parent)
    assert result.exit_code == 3
    assert "1 of 2 documents rejected" in result.stderr
    assert '"severity": "rejected"' in result.stdout


def test_staging_may_be_written_without_a_run(page, tmp_path):
    result = parse(page, "--to", tmp_path / "data")
    assert result.exit_code == 0
    assert "1 new, 0 known documents" in result.stdout
    assert list(tmp_path.glob("data/staging/articles/batch=*/part.parquet"))
    assert "0 new, 1 known" in parse(page, "--to", tmp_path / "data").stdout


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["no-such-page.txt"], "no such file"),
        (["--engine", "crystal-ball", "PAGE"], "crystal-ball"),
    ],
)
def test_what_cannot_be_done_is_told(page, arguments, advice):
    result = parse(*[page if a == "PAGE" else a for a in arguments])
    assert result.exit_code == 1
    assert advice in result.stderr


def test_parsing_starts_no_orchestrator(page):
    code = (
        "import sys; from communique.cli import app; "
        "app(['parse', sys.argv[1]], standalone_mode=False); "
        "print({'dagster', 'dbt', 'duckdb'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, page], capture_output=True, text=True)
    assert done.stderr.strip() == "set()"


def test_blocks_are_written_as_html_with_nothing_of_the_page_unescaped(page, tmp_path):
    page.write_text(PAGE + "\n<script>alert('salt & more')</script>\n")
    target = tmp_path / "blocks.html"
    result = parse(page, "--show", "blocks", "--html", target)
    written = target.read_text(encoding="utf-8")
    assert result.exit_code == 0
    assert '<section class="headline">' in written
    assert "&lt;script&gt;alert(&#x27;salt &amp; more&#x27;)" in written
    assert "<script>" not in written
    assert "\x1b" not in written


def test_html_is_for_blocks_only(page, tmp_path):
    assert parse(page, "--html", tmp_path / "page.html").exit_code == 1


@pytest.mark.parametrize("more", [[], ["--to", "data"]])
def test_a_link_that_leads_nowhere_is_noted_and_the_rest_is_read(page, tmp_path, monkeypatch, more):
    monkeypatch.chdir(tmp_path)
    (page.parent / "astray.txt").symlink_to(tmp_path / "nowhere.txt")
    result = parse(page, page.parent / "astray.txt", *more)
    assert result.exit_code == 3
    assert "astray.txt: a link that leads nowhere" in result.stderr
    assert '"articles"' in result.stdout or "1 new" in result.stdout
