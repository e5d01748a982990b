from typer.testing import CliRunner

from communique.cli import app
from communique.records import type_of_table


def init(data_dir, *more):
    return CliRunner().invoke(app, ["init", "--data-dir", str(data_dir), *more])


def test_every_table_gets_a_file_without_rows(tmp_path):
    assert init(tmp_path).exit_code == 0
    found = {p.parents[1].name for p in tmp_path.glob("staging/*/batch=_schema/part.parquet")}
    assert found == set(type_of_table)


def test_the_sample_is_landed_in_an_empty_inbox_only(tmp_path):
    assert "sample articles" in init(tmp_path, "--with-sample").stdout
    landed = sorted(tmp_path.glob("raw/*.txt"))
    assert len(landed) >= 10
    landed[0].unlink()
    assert "sample articles" not in init(tmp_path, "--with-sample").stdout
    assert sorted(tmp_path.glob("raw/*.txt")) == landed[1:]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    result = init(tmp_path / "file" / "data")
    assert result.exit_code == 1
    assert "--data-dir" in result.stderr
