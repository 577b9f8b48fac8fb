"""Where the data are, and that the database given is whole even after a restore was killed."""

import os
import signal
import stat
import subprocess
import sys

import psycopg
import pytest
from tests.embedded.conftest import SOURCE

from dondoc import backup
from dondoc.config import runtime
from dondoc.embedded import ConnectionInfo, account, place

PROJECT = '[project]\nname = "dondoc"\n'

KILLED = """
import os, signal, sys
from pathlib import Path
from dondoc import backup
from dondoc.backup import restoration
from dondoc.config import runtime
def kill(*_arguments, **_options):
    os.kill(os.getpid(), signal.SIGKILL)
restoration.Exchange.swap_files = kill
with runtime.database() as database, backup.verified(Path(sys.argv[1])) as archive:
    backup.restore(database.url, runtime.files_folder(), archive, replace=True)
"""


@pytest.fixture
def surroundings(monkeypatch, tmp_path):
    for name in ("DONDOC_HOME", "XDG_DATA_HOME", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("DATABASE_URL", "postgresql://me@/x")  # no system user is needed to look at folders
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def test_home_is_what_the_variable_says(surroundings, tmp_path):
    surroundings.setenv("DONDOC_HOME", str(tmp_path / "given" / "home"))
    assert runtime.home() == tmp_path / "given" / "home"
    assert stat.S_IMODE(runtime.home().stat().st_mode) == 0o700
    assert runtime.files_folder() == tmp_path / "given" / "home" / "files"
    assert stat.S_IMODE(runtime.files_folder().stat().st_mode) == 0o700


def test_home_is_var_in_a_checkout_only(surroundings, tmp_path):
    (tmp_path / "pyproject.toml").write_text(PROJECT.replace("dondoc", "other"))
    assert runtime.home() == tmp_path / "user" / ".local" / "share" / "dondoc"
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    assert runtime.home() == tmp_path / "var"


def test_home_follows_the_users_data_folder(surroundings, tmp_path):
    surroundings.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert runtime.home() == tmp_path / "data" / "dondoc"


def test_a_home_that_is_there_keeps_its_mode(surroundings, tmp_path):
    (tmp_path / "home").mkdir(mode=0o750)
    surroundings.setenv("DONDOC_HOME", str(tmp_path / "home"))
    runtime.home()
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o750


def test_a_new_home_for_the_embedded_server_lets_only_its_user_pass(outer):
    home = place.make_home(outer / "home")
    found = home.stat()
    if os.geteuid() == 0:
        assert (stat.S_IMODE(found.st_mode), found.st_gid) == (0o710, account.current().gid)
    else:
        assert stat.S_IMODE(found.st_mode) == 0o700


def test_an_external_database_is_given_as_it_is_named(surroundings):
    url = "postgresql://me:p%40ss@db.example:5433/dondoc?sslmode=require"
    surroundings.setenv("DATABASE_URL", url)
    surroundings.setattr(runtime, "reached", ConnectionInfo.from_url)  # nothing answers there
    with runtime.database() as database:
        assert database == ConnectionInfo(url, "db.example", "dondoc", "me", 5433)


def test_a_socket_folder_keeps_its_case_in_the_address():
    info = ConnectionInfo.on_socket("/Thư Mục/a&b", dbname="dondoc", user="me")
    assert ConnectionInfo.from_url(info.url) == info
    assert psycopg.conninfo.conninfo_to_dict(info.url)["host"] == "/Thư Mục/a&b"


@pytest.mark.postgres
def test_a_restore_killed_while_people_are_kept_out_is_undone_at_the_next_start(surroundings, home, outer):
    surroundings.delenv("DATABASE_URL")
    surroundings.setenv("DONDOC_HOME", str(home))
    with runtime.database() as database:
        backup.create(database.url, runtime.files_folder(), outer / "a")
        with psycopg.connect(database.url) as connection:
            connection.execute("INSERT INTO note VALUES ('đến sau')")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), *sys.path])}
    done = subprocess.run([sys.executable, "-c", KILLED, str(outer / "a")], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    with runtime.database() as database, psycopg.connect(database.url) as connection:
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (2,)
        names = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'dondoc%'").fetchall()
    assert names == [("dondoc",)]
    assert not (home / "restore.journal").exists()
