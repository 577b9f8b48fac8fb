"""The first process starts the server, others attach, the last one stops it; nothing needs help after a kill -9."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from dondoc.embedded import EmbeddedPostgres, FolderBusyError, locks, processes, temporary
from dondoc.embedded.errors import EmbeddedError

pytestmark = pytest.mark.postgres

USER = """
import sys
from pathlib import Path
from dondoc.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
info = server.start()
print(server.place.data, flush=True)
sys.stdin.readline()
server.stop()
"""


def text_in(info):
    with psycopg.connect(info.url) as connection:
        return connection.execute("SELECT text FROM note").fetchone()[0]


def pid_of(server):
    return processes.postmaster(server.place)


def wait_for(condition, seconds=20.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def processes_in(folder):
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                words = (entry / "cmdline").read_bytes()
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if os.fsencode(folder) in words and state != "Z":
                found.append(words.replace(b"\0", b" ").decode())
    return found


def test_stop_leaves_no_process_and_no_socket(home):
    server = EmbeddedPostgres(home)
    info = server.start()
    assert text_in(info) == "Đôn Đốc"
    assert processes_in(home)
    server.stop()
    assert processes_in(home) == []
    assert not (Path(info.host) / ".s.PGSQL.5432").exists()
    assert not (server.place.data / "postmaster.pid").exists()
    server.stop()  # a second time does nothing


def test_start_twice_is_the_same_server(home):
    server = EmbeddedPostgres(home)
    with server:
        pid = pid_of(server)
        server.start()
        assert pid_of(server) == pid
    assert processes_in(home) == []


def test_a_second_process_attaches_and_leaves_the_server_running(home, spawn):
    server = EmbeddedPostgres(home)
    with server as info:
        pid = pid_of(server)
        other = spawn(USER, home)
        other.stdout.readline()
        other.communicate("\n", timeout=30)
        assert other.returncode == 0
        assert pid_of(server) == pid
        assert text_in(info) == "Đôn Đốc"


def test_who_started_the_server_may_leave_first(home, spawn):
    first = spawn(USER, home)
    first.stdout.readline()
    server = EmbeddedPostgres(home)
    info = server.start()
    pid = pid_of(server)
    first.communicate("\n", timeout=30)
    assert first.returncode == 0
    assert pid_of(server) == pid
    assert text_in(info) == "Đôn Đốc"
    server.stop()
    assert processes_in(home) == []


def test_many_processes_starting_at_once_share_one_server(home, spawn):
    users = [spawn(USER, home) for _ in range(4)]
    data = {user.stdout.readline() for user in users}
    assert len(data) == 1
    masters = [line for line in processes_in(home) if "/postgres -D" in line and "guardian" not in line]
    assert len(masters) == 1
    for user in users:
        user.stdin.write("\n")
        user.stdin.flush()
    assert [user.wait(30) for user in users] == [0] * 4
    assert processes_in(home) == []


def test_the_server_stops_when_its_only_user_is_killed(home, spawn):
    user = spawn(USER, home)
    user.stdout.readline()
    user.kill()
    user.wait()
    wait_for(lambda: processes_in(home) == [])
    with EmbeddedPostgres(home) as info:
        assert text_in(info) == "Đôn Đốc"


def test_restart_at_once_after_the_only_user_was_killed(home, spawn):
    user = spawn(USER, home)
    user.stdout.readline()
    user.kill()
    with EmbeddedPostgres(home) as info:
        assert text_in(info) == "Đôn Đốc"
    assert processes_in(home) == []


def test_a_server_without_guardian_and_user_is_taken_over_and_stopped(home, spawn):
    user = spawn(USER, home)
    user.stdout.readline()
    server = EmbeddedPostgres(home)
    server.start()
    guardian = int(Path(f"/proc/{pid_of(server)}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(guardian, signal.SIGKILL)
    os.close(server._use)  # as if this process had been killed too
    server._use = None
    user.kill()
    user.wait()
    time.sleep(0.2)
    assert pid_of(server) is not None
    with EmbeddedPostgres(home) as info:
        assert text_in(info) == "Đôn Đốc"
    assert processes_in(home) == []


def test_a_killed_server_starts_again(home):
    server = EmbeddedPostgres(home)
    server.start()
    with psycopg.connect(server.start().url, autocommit=True) as connection:
        connection.execute("INSERT INTO note VALUES ('written before the crash')")
    os.kill(pid_of(server), signal.SIGKILL)
    assert (server.place.data / "postmaster.pid").exists()
    info = server.start()
    with psycopg.connect(info.url) as connection:
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (2,)
    server.stop()
    assert processes_in(home) == []


def test_a_killed_server_with_a_busy_session_starts_again(home, monkeypatch):
    monkeypatch.setattr(processes, "ORPHAN_SECONDS", 0.5)
    server = EmbeddedPostgres(home)
    with psycopg.connect(server.start().url, autocommit=True) as connection:
        pid = connection.info.backend_pid
        os.kill(pid, signal.SIGSTOP)  # a session that does not notice its postmaster's death
        os.kill(pid_of(server), signal.SIGKILL)
        info = server.start()
        assert not Path(f"/proc/{pid}/cwd").exists()
        assert text_in(info) == "Đôn Đốc"
    server.stop()


def test_a_stale_pid_file_with_the_number_of_another_process_is_no_obstacle(home, outer):
    server = EmbeddedPostgres(home)
    server.start()
    server.stop()
    other = subprocess.Popen(
        ["sleep", "60"],
        user=server.place.account.uid if server.place.account.foreign else None,
        stdin=subprocess.DEVNULL,
    )
    try:
        stale = server.place.data / "postmaster.pid"
        stale.write_text(f"{other.pid}\n{server.place.data}\n1700000000\n5432\n/nowhere\n\n 1 1\nready   \n")
        server.place.account.give(stale)
        with server as info:
            assert text_in(info) == "Đôn Đốc"
            assert pid_of(server) != other.pid
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_folder_held_by_a_process_that_does_not_let_go_is_a_clear_error(home):
    with (
        locks.alone(home / "postgres.lock", timeout=1, message=""),
        pytest.raises(FolderBusyError, match="đang được một tiến trình khác"),
    ):
        EmbeddedPostgres(home, timeout=0.3).start()


def test_a_second_postmaster_on_the_folder_is_refused(home):
    server = EmbeddedPostgres(home)
    with server as info:
        command = Path(f"/proc/{pid_of(server)}/cmdline").read_bytes().decode().split("\0")[:-1]
        done = server.place.account.run(command)
        assert done.returncode != 0
        assert text_in(info) == "Đôn Đốc"


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(home):
    code = """
import sys, time
from pathlib import Path
import psycopg
from dondoc.embedded import EmbeddedPostgres
with EmbeddedPostgres(Path(sys.argv[1])) as info:
    try:
        print("ready", flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        time.sleep(0.3)
        psycopg.connect(info.url).close()
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", code, str(home)], env=environment, stdout=subprocess.PIPE, text=True, process_group=0
    ) as process:
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # what a terminal does: the whole foreground group
        assert process.wait(30) == 0
    assert processes_in(home) == []


def test_a_forked_child_that_stops_leaves_the_server_to_its_parent(home):
    server = EmbeddedPostgres(home)
    with server as info:
        child = os.fork()
        if child == 0:
            server.stop()
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        assert text_in(info) == "Đôn Đốc"


def test_a_long_home_path_gets_a_short_private_socket_folder(outer):
    home = outer / ("thư mục dài, có dấu" * 5) / "home"
    server = EmbeddedPostgres(home, settings={"fsync": "off"})
    server.home.parent.mkdir(mode=0o711)
    with server as info:
        assert len(os.fsencode(f"{info.host}/.s.PGSQL.5432")) <= 107
        assert Path(info.host).stat().st_mode & 0o777 == 0o700
        with psycopg.connect(server.superuser.url) as connection:
            assert connection.execute("SHOW data_directory").fetchone()[0] == str(server.place.data)
    first = info.host
    Path(first).chmod(0o755)  # no longer private: not used again
    with server as info:
        assert info.host != first
    Path(first).rmdir()
    Path(info.host).rmdir()


def test_an_interrupted_initdb_is_started_over(outer):
    home = outer / "home"
    server = EmbeddedPostgres(home, settings={"fsync": "off"})
    server.start()
    server.stop()
    server.place.data.rename(server.place.base / "data.new")
    (server.place.base / "data.new" / "PG_VERSION").unlink()
    with server as info, psycopg.connect(info.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_an_unknown_data_folder_is_not_overwritten(outer):
    home = outer / "home"
    (home / "postgres" / "data").mkdir(parents=True)
    home.chmod(0o711)
    (home / "postgres").chmod(0o711)
    (home / "postgres" / "data" / "thesis.txt").write_text("mine")
    os.chown(home / "postgres" / "data", *((-1, -1) if os.geteuid() else _database_user()))
    with pytest.raises(EmbeddedError, match="không ghi đè"):
        EmbeddedPostgres(home).start()
    assert (home / "postgres" / "data" / "thesis.txt").read_text() == "mine"


def _database_user():
    from dondoc.embedded.account import current

    return current().uid, current().gid


def test_a_cluster_of_another_major_version_says_how_to_move_it(home):
    (home / "postgres" / "data" / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedError, match=r"PostgreSQL 17 tạo.*dondoc backup"):
        EmbeddedPostgres(home).start()
    assert processes_in(home) == []


def test_a_server_that_cannot_start_says_why(home):
    server = EmbeddedPostgres(home, settings={"shared_buffers": "many"})
    with pytest.raises(EmbeddedError, match="không khởi động được") as caught:
        server.start()
    assert "shared_buffers" in str(caught.value)
    assert processes_in(home) == []


def test_what_guarded_a_server_that_could_not_start_is_gone_too(home, monkeypatch):
    spawn = os.posix_spawn

    def slow_to_end(_program, arguments, *rest, **options):
        script = '"$@"; exec 9>&-; sleep 0.5'
        return spawn("/bin/sh", ["sh", "-c", script, "sh", *arguments], *rest, **options)

    monkeypatch.setattr(os, "posix_spawn", slow_to_end)
    with pytest.raises(EmbeddedError, match="không khởi động được"):
        EmbeddedPostgres(home, settings={"shared_buffers": "many"}).start()
    assert processes_in(home) == []


def test_an_ordinary_user_runs_a_server_of_its_own(outer, stranger):
    outer.chmod(0o777)
    code = """
import os, stat, sys
from pathlib import Path
import psycopg
from dondoc.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
with server as info:
    with psycopg.connect(info.url) as connection:
        print(connection.execute("SELECT current_user, current_setting('fsync')").fetchone())
    print(server.place.data.stat().st_uid == os.geteuid(), oct(stat.S_IMODE(server.home.stat().st_mode)))
"""
    home = outer / "home"
    done = stranger(code, home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["('dondoc', 'on')", "True 0o700"]
    assert processes_in(home) == []
    with pytest.raises(EmbeddedError, match="thuộc về người dùng khác"):
        EmbeddedPostgres(home).start()  # root does not take over a user's cluster


def test_a_throwaway_server_leaves_nothing_behind(outer):
    with temporary(parent=outer) as info:
        folder = next(outer.iterdir())
        with psycopg.connect(info.url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE another")
            assert connection.execute("SHOW fsync").fetchone() == ("off",)
    assert not folder.exists()
    assert processes_in(folder) == []
    with socket.socket(socket.AF_UNIX) as client, pytest.raises(OSError, match="No such file"):
        client.connect(f"{info.host}/.s.PGSQL.5432")
