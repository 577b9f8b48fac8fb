"""What was backed up comes back, whole, and an interrupted restore leaves one of the two states, never a mixture."""

import os
import signal
import subprocess
import sys
import threading
import time

import psycopg
import pytest

from dondoc import backup
from dondoc.backup import creation, journal, load, programs, restoration
from dondoc.backup.errors import BackupError, OccupiedError
from dondoc.embedded import temporary


def restored(place, path, **options):
    with backup.verified(path) as archive:
        backup.restore(place.url, place.files, archive, **options)


@pytest.fixture
def archive(installation, tmp_path):
    source = installation(filled=True)
    path = tmp_path / "sao lưu.dondoc"
    backup.create(source.url, source.files, path)
    return source, path


def test_an_empty_installation_gets_everything(archive, installation):
    source, path = archive
    target = installation()
    restored(target, path)
    assert target.state() == source.state()
    assert target.leftovers() == []
    with psycopg.connect(target.url) as connection:
        with pytest.raises(psycopg.errors.RaiseException, match="append only"), connection.transaction():
            connection.execute("DELETE FROM event")
        # The sequences go on where they were.
        assert connection.execute("INSERT INTO event (unit_id) VALUES (1) RETURNING id").fetchone() == (3001,)


def test_the_summary_and_the_archive_tell_what_is_inside(installation, tmp_path):
    source = installation(filled=True)
    (source.files / ".part").write_bytes(b"still being written")
    (source.files / "link").symlink_to("/etc/passwd")
    bad = source.files / "ab" / ("0" * 64 + ".pdf")
    bad.write_bytes(b"rotten")
    done = backup.create(source.url, source.files, tmp_path / "a")
    facts = done.as_json()
    assert (facts["tables"], facts["rows"], facts["files"]) == (3, 3302, 4)
    assert done.manifest.migrations == ["ledger.0001_initial"]
    assert facts["bytes"] == (tmp_path / "a").stat().st_size
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert len(done.warnings) == 2
    assert any("link" in warning for warning in done.warnings)
    assert any("bị hỏng: nội dung" in warning for warning in done.warnings)
    assert sorted(each.name for each in tmp_path.iterdir() if not each.name.startswith("home")) == ["a"]


def test_rows_written_after_the_snapshot_are_neither_counted_nor_dumped(installation, tmp_path, monkeypatch):
    source, target = installation(filled=True), installation()
    real = programs.run

    def write_first(url, command, **options):
        with psycopg.connect(source.url) as connection:
            connection.execute("INSERT INTO unit (name) VALUES ('đến sau')")
        real(url, command, **options)

    monkeypatch.setattr(programs, "run", write_first)
    done = backup.create(source.url, source.files, tmp_path / "a")
    monkeypatch.setattr(programs, "run", real)
    assert done.manifest.tables["public.unit"] == 301
    restored(target, tmp_path / "a")
    assert len(target.all_rows()["unit"]) == 301


def test_an_archive_of_that_name_is_kept_unless_told_otherwise(archive):
    source, path = archive
    before = path.stat().st_ino, path.read_bytes()
    with pytest.raises(BackupError, match="đã có"):
        backup.create(source.url, source.files, path)
    assert (path.stat().st_ino, path.read_bytes()) == before
    (source.files / "more").write_text("x")
    backup.create(source.url, source.files, path, overwrite=True)
    with backup.verified(path) as fresh:
        assert "more" in fresh.manifest.files


def test_a_failed_backup_leaves_nothing(installation, tmp_path, monkeypatch):
    source = installation(filled=True)

    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(creation.Writer, "seal", fail)
    with pytest.raises(BackupError, match="No space left"):
        backup.create(source.url, source.files, tmp_path / "a")
    assert [each.name for each in tmp_path.iterdir() if not each.name.startswith("home")] == []


def test_a_backup_into_the_files_folder_is_refused(installation):
    source = installation(filled=True)
    with pytest.raises(BackupError, match="thư mục tệp"):
        backup.create(source.url, source.files, source.files / "a")


def test_data_are_not_replaced_unless_told_so(archive, installation):
    _, path = archive
    for fill in ("CREATE TABLE mine (id int)", None):
        target = installation()
        if fill:
            with psycopg.connect(target.url) as connection:
                connection.execute(fill)
        else:
            target.files.mkdir()
            (target.files / "mine").write_text("x")
        before = target.state()
        with pytest.raises(OccupiedError):
            restored(target, path)
        assert target.state() == before


def test_replace_throws_the_former_data_away(archive, installation):
    source, path = archive
    target = installation(filled=True)
    with psycopg.connect(target.url) as connection:
        connection.execute("CREATE TABLE mine (id int); INSERT INTO unit (name) VALUES ('cũ')")
    (target.files / "mine").write_text("x")
    restored(target, path, replace=True)
    assert target.state() == source.state()
    assert target.leftovers() == []


def test_replace_ends_the_sessions_of_a_running_server_and_lets_it_come_back(archive, installation):
    source, path = archive
    target = installation(filled=True)
    ready, over = threading.Event(), threading.Event()
    refused = []

    def server():
        while not over.is_set():
            try:
                with psycopg.connect(target.url, autocommit=True) as connection:
                    ready.set()
                    while not over.is_set():
                        connection.execute("SELECT count(*) FROM unit")
            except psycopg.OperationalError as error:
                refused.append(error)

    worker = threading.Thread(target=server)
    worker.start()
    ready.wait(10)
    try:
        restored(target, path, replace=True)
    finally:
        over.set()
        worker.join()
    assert refused
    assert target.state() == source.state()
    assert target.leftovers() == []


@pytest.mark.parametrize("point", ["create_like", "load", "check_rows"])
def test_a_failure_while_building_leaves_the_former_data(archive, installation, monkeypatch, point):
    _, path = archive
    target = installation(filled=True)
    before = target.state()

    def fail(*_arguments, **_options):
        raise BackupError("giả vờ hỏng")

    monkeypatch.setattr(load, point, fail)
    with pytest.raises(BackupError, match="giả vờ hỏng"):
        restored(target, path, replace=True)
    assert target.state() == before
    assert target.leftovers() == []


def test_a_failure_in_the_exchange_puts_the_former_data_back(archive, installation, monkeypatch):
    _, path = archive
    target = installation(filled=True)
    (target.files / "mine").write_text("x")
    before = target.state()
    swap = journal.Exchange.swap_files

    def half(self):
        swap(self)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(journal.Exchange, "swap_files", half)
    with pytest.raises(BackupError, match="Input/output error"):
        restored(target, path, replace=True)
    assert target.state() == before
    assert target.leftovers() == []


def test_rows_that_are_missing_after_loading_are_noticed(archive, installation, monkeypatch):
    _, path = archive
    target = installation()
    real = load.load

    def lose(url, dump, name, *rest):
        real(url, dump, name, *rest)
        given = programs.conninfo_to_dict(url)
        with psycopg.connect(programs.make_conninfo("", **{**given, "dbname": name})) as connection:
            connection.execute("TRUNCATE event")

    monkeypatch.setattr(load, "load", lose)
    with pytest.raises(BackupError, match=r"public\.event"):
        restored(target, path)
    assert target.state() == ({}, {})


KILLED = """
import os, signal, sys
from pathlib import Path
from dondoc import backup
from dondoc.backup import journal, load, restoration
def kill(*_arguments, **_options):
    os.kill(os.getpid(), signal.SIGKILL)
def after(owner, name):
    real = getattr(owner, name)
    def both(*arguments, **options):
        real(*arguments, **options)
        kill()
    setattr(owner, name, both)
point, url, files, path = sys.argv[1:]
{"built": lambda: after(load, "check_rows"), "files": lambda: after(journal.Exchange, "swap_files"),
 "closed": lambda: after(restoration, "set_limit"), "first file": lambda: after(Path, "rename"),
 "databases": lambda: after(restoration, "_swap"), "cleaning": lambda: after(journal, "drop")}[point]()
with backup.verified(Path(path)) as archive:
    backup.restore(url, Path(files), archive, replace=True)
"""


@pytest.mark.parametrize(
    ("point", "new"),
    [
        ("built", False),
        ("closed", False),
        ("first file", False),
        ("files", False),
        ("databases", True),
        ("cleaning", True),
    ],
)
def test_a_restore_killed_anywhere_is_finished_or_undone(archive, installation, point, new):
    source, path = archive
    target = installation(filled=True)
    with psycopg.connect(target.url) as connection:
        connection.execute("INSERT INTO unit (name) VALUES ('cũ')")
    (target.files / "mine").write_text("x")
    before = target.state()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", KILLED, point, target.url, str(target.files), str(path)]
    assert subprocess.run(command, env=environment, check=False).returncode == -signal.SIGKILL
    assert backup.finish_interrupted(target.url, target.files)
    assert target.state() == (source.state() if new else before)
    assert target.leftovers() == []
    assert not backup.finish_interrupted(target.url, target.files)


def test_a_dump_of_a_newer_server_goes_into_an_older_one_through_psql(archive, installation, monkeypatch):
    source, path = archive
    target = installation()
    monkeypatch.setattr(load, "_KNOWS_TRANSACTION_TIMEOUT", 10_000)
    monkeypatch.setattr(programs.Tools, "major", 20_000)
    restored(target, path)
    assert target.state() == source.state()


def test_no_password_is_on_a_command_line():
    address, environment = programs.address_of("postgresql://me:geheim@db.example:5433/dondoc?sslmode=require", "other")
    assert "geheim" not in address
    assert environment["PGPASSWORD"] == "geheim"
    assert "dbname=other" in address
    assert "sslmode=require" in address


def test_tools_that_are_too_old_are_a_clear_error(database_url):
    with pytest.raises(BackupError, match="postgresql-client-99"):
        programs.choose(database_url, 99)


def test_too_little_room_is_told_before_anything_is_done(archive, installation, monkeypatch):
    _, path = archive
    target = installation()
    monkeypatch.setattr(restoration.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 10})())
    with pytest.raises(BackupError, match="Ổ đĩa"):
        restored(target, path)
    assert target.leftovers() == []


@pytest.mark.postgres
def test_a_database_is_dropped_while_autovacuum_is_at_work_in_it():
    slow = {"autovacuum_naptime": "1s", "autovacuum_vacuum_cost_delay": "100ms", "autovacuum_vacuum_cost_limit": "1"}
    with temporary(settings=slow) as info, journal.maintenance(info.url) as connection:
        connection.execute("CREATE DATABASE vacuumed")
        url = programs.make_conninfo("", **{**programs.conninfo_to_dict(info.url), "dbname": "vacuumed"})
        with psycopg.connect(url) as other:
            other.execute("CREATE TABLE many AS SELECT n, repeat('x', 500) FROM generate_series(1, 20000) n")
        # Our role is not shown what kind of process it is, only that it belongs to nobody.
        at_work = "SELECT FROM pg_stat_activity WHERE datname = 'vacuumed' AND usesysid IS NULL"
        end = time.monotonic() + 60
        while connection.execute(at_work).fetchone() is None:
            assert time.monotonic() < end
            time.sleep(0.05)
        journal.drop(connection, "vacuumed")
        assert not journal.exists(connection, "vacuumed")


def test_sessions_of_ours_are_ended_before_a_database_is_dropped(installation):
    place = installation()
    with psycopg.connect(place.url) as other:
        name = other.info.dbname
        with journal.maintenance(place.url) as connection:
            journal.drop(connection, name)
            assert not journal.exists(connection, name)
        with pytest.raises(psycopg.OperationalError):
            other.execute("SELECT 1")
