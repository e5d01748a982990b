import subprocess
import sys

from typer.testing import CliRunner

from communique import __version__
from communique.cli import app


def test_the_version_is_told():
    assert CliRunner().invoke(app, ["--version"]).output == f"communique {__version__}\n"


def test_help_names_the_exit_codes():
    output = CliRunner().invoke(app, ["--help"]).output
    assert "3 done, but documents were" in output


def test_an_unknown_command_is_wrong_usage():
    assert CliRunner().invoke(app, ["perse"]).exit_code == 2


def test_a_bad_variable_is_named_without_a_traceback(tmp_path):
    environment = {"COMMUNIQUE_WORKERS": "many"}
    result = CliRunner().invoke(app, ["sql", "select 1"], env=environment)
    assert result.exit_code == 1
    assert "COMMUNIQUE_WORKERS" in result.stderr
    assert "Traceback" not in result.stderr


def test_asking_for_help_imports_nothing_slow():
    slow = "{'dagster', 'polars', 'duckdb', 'dbt'}"
    code = f"import sys, communique.cli; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
