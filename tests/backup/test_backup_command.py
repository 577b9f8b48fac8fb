"""The two commands as a script sees them: one JSON object, one sentence on stderr, the promised exit status."""

import json
from urllib.parse import urlencode

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.conninfo import conninfo_to_dict

from dondoc.cli.backup import backup, restore


def _as_url(address):
    known = conninfo_to_dict(address)
    return f"postgresql:///{known.pop('dbname')}?{urlencode(known)}"


@pytest.fixture
def call(monkeypatch):
    def call(command, place, *arguments, **options):
        monkeypatch.setenv("DATABASE_URL", _as_url(place.url))
        monkeypatch.setenv("DONDOC_HOME", str(place.files.parent))
        return CliRunner().invoke(command, [str(each) for each in arguments], **options)

    return call


def test_backup_and_restore_as_a_script_calls_them(installation, tmp_path, call):
    source, target = installation(filled=True), installation()
    done = call(backup, source, tmp_path / "a", "--json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["rows"] == 3302
    assert done.stderr == ""
    done = call(restore, target, tmp_path / "a", "--json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["files"] == 3
    assert target.state() == source.state()


def test_the_sentences_for_a_person(installation, tmp_path, call):
    source = installation(filled=True)
    done = call(backup, source, tmp_path / "a")
    assert done.stdout.startswith("Đã sao lưu")
    assert "3 bảng, 3302 dòng, 3 tệp" in done.stdout


def test_bad_input_is_status_2_and_one_sentence(installation, tmp_path, call):
    source = installation(filled=True)
    (tmp_path / "taken").write_text("x")
    (tmp_path / "bad").write_bytes(b"x" * 20000)
    before = source.state()
    for command, arguments, words in (
        (backup, [tmp_path / "taken"], "đã có"),
        (backup, [tmp_path / "nowhere" / "a"], "Không có thư mục"),
        (restore, [tmp_path / "nothing"], "Không có tệp"),
        (restore, [tmp_path / "bad", "--replace", "--yes"], "không phải bản sao lưu"),
    ):
        done = call(command, source, *arguments)
        assert done.exit_code == 2
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert done.stdout == ""
    assert (tmp_path / "taken").read_text() == "x"
    assert source.state() == before


def test_replacing_needs_the_word_and_the_confirmation(installation, tmp_path, call, monkeypatch):
    source, target = installation(filled=True), installation(filled=True)
    with psycopg.connect(target.url) as connection:
        connection.execute("INSERT INTO unit (name) VALUES ('cũ')")
    before = target.state()
    call(backup, source, tmp_path / "a")
    done = call(restore, target, tmp_path / "a")
    assert (done.exit_code, target.state() == before) == (2, True)
    assert "--replace" in done.stderr
    done = call(restore, target, tmp_path / "a", "--replace")
    assert (done.exit_code, target.state() == before) == (2, True)
    assert "--yes" in done.stderr
    monkeypatch.setattr("dondoc.cli.backup._can_ask", lambda: True)
    done = call(restore, target, tmp_path / "a", "--replace", input="n\n")
    assert (done.exit_code, target.state() == before) == (1, True)
    done = call(restore, target, tmp_path / "a", "--replace", input="y\n")
    assert (done.exit_code, target.state() == source.state()) == (0, True)


def test_a_database_that_does_not_answer_is_status_1(installation, tmp_path, call):
    source = installation()
    place = type("Place", (), {"url": "postgresql://nobody@127.0.0.1:1/none", "files": source.files})()
    done = call(backup, place, tmp_path / "a")
    assert done.exit_code == 1
    assert "Không kết nối được PostgreSQL" in done.stderr
    assert not (tmp_path / "a").exists()
