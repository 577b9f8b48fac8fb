"""Nobody but the user who runs dondoc reaches the embedded database, and no folder's mode changes."""

import os
import pwd
import stat
from pathlib import Path

import psycopg
import pytest
from tests.embedded.conftest import AS_ROOT, root_only

from dondoc.embedded import EmbeddedPostgres, account, configuration

pytestmark = pytest.mark.postgres


def modes(path: Path) -> dict[Path, tuple[int, int, int]]:
    found = {folder: folder.stat() for folder in (path, *path.parents)}
    return {folder: (stat.S_IMODE(each.st_mode), each.st_uid, each.st_gid) for folder, each in found.items()}


def ask(info, question):
    with psycopg.connect(info.url) as connection:
        return connection.execute(question).fetchone()[0]


@root_only
def test_a_0700_parent_and_all_above_it_keep_their_modes_and_the_system_user_owns_the_data(outer):
    closed = outer / "closed"
    closed.mkdir(mode=0o700)
    home = closed / "home"
    home.mkdir(mode=0o700)
    before = modes(home)
    server = EmbeddedPostgres(home, system_folder=outer / "system", settings={"fsync": "off"})
    with server as info:
        assert ask(info, "SELECT 1") == 1
        assert modes(home) == before
        data = server.place.data
        assert not data.is_relative_to(home)
        assert data.stat().st_uid == pwd.getpwnam(account.SYSTEM_USER).pw_uid
        assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert modes(home) == before
    again = EmbeddedPostgres(home, system_folder=outer / "system", settings={"fsync": "off"})
    with again:
        assert again.place.data == data


@root_only
def test_a_passable_home_keeps_its_mode_and_holds_the_data(outer):
    home = outer / "home"
    home.mkdir(mode=0o755)
    before = modes(home)
    server = EmbeddedPostgres(home, system_folder=outer / "system", settings={"fsync": "off"})
    with server:
        assert server.place.data == home / "postgres" / "data"
        assert server.place.data.stat().st_uid == pwd.getpwnam(account.SYSTEM_USER).pw_uid
    assert modes(home) == before
    assert not (outer / "system").exists()


@root_only
def test_a_cluster_that_the_pointer_names_and_that_is_gone_is_an_error_not_an_empty_database(outer):
    home = outer / "home"
    home.mkdir(mode=0o700)
    (home / "postgres.location").write_text('{"cluster": "/nonexistent/cluster"}')
    with pytest.raises(Exception, match="không còn ở /nonexistent/cluster"):
        EmbeddedPostgres(home, system_folder=outer / "system").start()


def test_a_new_home_is_closed_to_everybody_else(running):
    server, _ = running
    assert stat.S_IMODE(server.home.stat().st_mode) & 0o007 == 0
    for folder in (server.place.data, server.place.log, Path(server.place.socket_folder())):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_server_listens_on_no_network_address(running):
    server, info = running
    assert ask(info, "SHOW listen_addresses") == ""
    pid = int((server.place.data / "postmaster.pid").read_text().split()[0])
    sockets = {str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir() if entry.is_symlink()}
    numbers = {name[8:-1] for name in sockets if name.startswith("socket:[")}
    for table in ("tcp", "tcp6", "udp", "udp6"):
        listed = Path(f"/proc/{pid}/net/{table}")
        if listed.exists():
            assert not numbers & {line.split()[9] for line in listed.read_text().splitlines()[1:]}


def test_the_access_rules_in_force_know_peer_authentication_only(running):
    server, _ = running
    with psycopg.connect(server.superuser.url) as connection:
        rules = connection.execute("SELECT type, auth_method, error FROM pg_hba_file_rules").fetchall()
        assert rules == [("local", "peer", None)]
        mapped = connection.execute("SELECT sys_name, error FROM pg_ident_file_mappings").fetchall()
    own = "root" if AS_ROOT else pwd.getpwuid(os.geteuid()).pw_name
    assert {name for name, _ in mapped} <= {own, server.place.account.name}
    assert all(error is None for _, error in mapped)
    assert "trust" not in (server.place.data / "pg_hba.conf").read_text().split("# TYPE")[1]


def test_another_user_cannot_reach_the_socket(running, stranger):
    _, info = running
    done = stranger("import psycopg, sys; psycopg.connect(sys.argv[1])", info.url)
    assert done.returncode != 0
    assert "Permission denied" in done.stderr


def test_another_user_who_reaches_the_socket_is_refused_by_the_server(home, stranger):
    server = EmbeddedPostgres(home)
    with server as info:
        for folder in (home, server.place.base, Path(info.host)):
            folder.chmod(0o711)
        (Path(info.host) / ".s.PGSQL.5432").chmod(0o777)
        for url in (info.url, server.superuser.url):
            done = stranger("import psycopg, sys; psycopg.connect(sys.argv[1])", url)
            assert done.returncode != 0
            assert "Peer authentication failed" in done.stderr


def test_the_application_role_has_no_privilege_but_to_make_databases(running):
    _, info = running
    with psycopg.connect(info.url) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolcreaterole, rolreplication, rolbypassrls, rolcreatedb FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()
    assert row == (False, False, False, False, True)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("server_encoding", "UTF8"),
        ("jit", "off"),
        ("log_statement", "none"),
        ("log_error_verbosity", "terse"),
    ],
)
def test_settings_in_force(running, setting, value):
    assert ask(running[1], f"SHOW {setting}") == value


def test_vietnamese_letters_have_upper_and_lower_case(running):
    assert ask(running[1], "SELECT upper('đôn đốc ngữ ưỡng')") == "ĐÔN ĐỐC NGỮ ƯỠNG"


def test_the_log_holds_no_statement_and_no_value(running):
    server, info = running
    secret = "079012345678"
    with psycopg.connect(info.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS person (number text PRIMARY KEY, age int CHECK (age > 0))")
        for statement in (
            "INSERT INTO person VALUES (%s, -1)",
            "SELECT %s::date",
            "SELECT * FROM nowhere WHERE x = %s",
        ):
            with pytest.raises(psycopg.Error):
                psycopg.ClientCursor(connection).execute(statement, [secret])
    texts = [path.read_text() for path in server.place.log.iterdir()]
    assert any("ready to accept connections" in text for text in texts)
    assert not any(secret in text for text in texts)


def test_a_user_name_is_quoted_in_the_map():
    assert configuration.ident_conf(('a "b', "c")).splitlines()[0] == 'dondoc "a ""b" dondoc'


def test_memory_settings_follow_the_machine():
    small = configuration.postgresql_conf(Path("/log"), memory=1 << 30, processors=2)
    large = configuration.postgresql_conf(Path("/log"), memory=1 << 40, processors=64)
    assert "shared_buffers = 128MB" in small
    assert "shared_buffers = 2048MB" in large
