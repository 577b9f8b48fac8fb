"""One server per data folder, shared by all processes that use it; the last one out stops it."""

import errno
import os
import shutil
import sys
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType

import psycopg

from dondoc.embedded import account, binaries, configuration, guardian, locks, place, processes
from dondoc.embedded.configuration import DATABASE, ROLE, SUPERUSER
from dondoc.embedded.connection import ConnectionInfo
from dondoc.embedded.errors import EmbeddedError, FolderBusyError, reason
from dondoc.embedded.place import PORT, Place, replace_text

_PAUSE = 0.03
_GUARDIAN_LOCK = 9  # the number under which the guardian receives the held lock
_LOG_TAIL = 2000


class EmbeddedPostgres:
    """A PostgreSQL server in a private folder, reached by a Unix socket only.

    Several objects, in one process or many, may use the same folder: the first starts the server, the
    others attach to it, and it stops when the last one has stopped or died. Usable as a context manager.

    Args:
        home: dondoc's home folder; made (mode 0700) if it is missing.
        settings: further server settings, for example `{"fsync": "off"}` in tests.
        system_folder: where root keeps what cannot be in the home; DONDOC_SYSTEM_FOLDER or /var/lib/dondoc.
        timeout: seconds to wait for another process, or for the server to answer.
    """

    def __init__(
        self,
        home: Path,
        *,
        settings: Mapping[str, str] | None = None,
        system_folder: Path | None = None,
        timeout: float = 120.0,
    ) -> None:
        self.home = Path(home)
        self._settings = dict(settings or {})
        default = os.environ.get("DONDOC_SYSTEM_FOLDER") or place.SYSTEM_FOLDER
        self._system_folder = Path(system_folder or default)
        self._timeout = timeout
        self._place: Place | None = None
        self._use: int | None = None
        self._guardian: int | None = None
        self._process = 0

    @property
    def place(self) -> Place:
        """The folders of the cluster; known once the server was started."""
        if self._place is None:
            raise EmbeddedError("Cơ sở dữ liệu nhúng chưa được khởi động.")
        return self._place

    @property
    def superuser(self) -> ConnectionInfo:
        """The way in for maintenance; the application itself uses a role without privileges."""
        return ConnectionInfo.on_socket(str(self.place.socket_folder()), dbname="postgres", user=SUPERUSER, port=PORT)

    def start(self) -> ConnectionInfo:
        """Start the server, or attach to the one that runs on this folder already.

        Returns:
            How to connect as the application's role to the application's database.

        Raises:
            FolderBusyError: another process holds the folder and does not let go.
            EmbeddedError: the server cannot be started; the message says why.
        """
        self.home = place.make_home(self.home)
        try:
            with self._gate():
                user = account.current()
                self._place = place.locate(self.home, user, self._system_folder)
                self._place.make()
                self._hold()
                try:
                    return self._start(self._place)
                except BaseException:
                    self._let_go()
                    if not locks.is_held(self._place.server_lock):
                        self._reap()  # of a server that ended by itself nothing is left, its guardian neither
                    raise
        except PermissionError as error:
            raise EmbeddedError(
                f"Không có quyền với {error.filename or self.home}. Thư mục dữ liệu {self.home} có thể do người dùng khác "
                "tạo ra; hãy chạy lệnh này bằng người dùng đó."
            ) from error
        except OSError as error:
            raise EmbeddedError(
                f"Không chuẩn bị được cơ sở dữ liệu ở {error.filename or self.home}: {reason(error)}."
            ) from error

    def stop(self) -> None:
        """Stop using the server; the last user stops it and waits until no process of it is left.

        Raises:
            FolderBusyError: another process is starting or stopping it and does not finish.
        """
        if self._use is None:
            return
        self._let_go()
        if self._process != os.getpid():
            return  # a forked child leaves; the server is its parent's
        cluster = self.place
        with self._gate():
            descriptor = locks.open_lock(cluster.use_lock)
            try:
                if locks.try_lock(descriptor, shared=False):
                    # Nobody else is left and the guardian has not woken up yet, or is dead.
                    if locks.is_held(cluster.server_lock):
                        processes.stop(cluster)
                elif locks.try_lock(descriptor, shared=True):
                    return  # others use it; the last of them stops it
                elif not locks.wait_lock(descriptor, shared=True, timeout=guardian.LONGEST_STOP):
                    raise FolderBusyError(f"Cơ sở dữ liệu ở {cluster.data} không dừng được trong thời gian cho phép.")
            finally:
                os.close(descriptor)
            self._reap()

    def __enter__(self) -> ConnectionInfo:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _gate(self) -> AbstractContextManager[None]:
        """One process at a time starts, attaches to or stops the server of this home."""
        return locks.alone(
            self.home / place.GATE,
            timeout=self._timeout,
            message=(
                f"Thư mục {self.home} đang được một tiến trình khác của Đôn Đốc khởi động hoặc dừng quá lâu. "
                "Hãy chờ tiến trình đó xong, hoặc dừng nó, rồi chạy lại."
            ),
        )

    def _hold(self) -> None:
        """Become a user of the server; a guardian that is just stopping it is waited for."""
        if self._use is not None and self._process == os.getpid():
            return
        self._let_go()
        self._use = locks.open_lock(self.place.use_lock)
        self._process = os.getpid()
        if not locks.wait_lock(self._use, shared=True, timeout=self._timeout):
            self._let_go()
            raise FolderBusyError(
                f"Cơ sở dữ liệu ở {self.place.data} đang được dừng và chưa dừng xong. Hãy chạy lại sau ít phút."
            )

    def _let_go(self) -> None:
        if self._use is not None:
            # Closing, not unlocking: a forked child may hold the same lock and still use the server.
            os.close(self._use)
            self._use = None

    def _start(self, cluster: Place) -> ConnectionInfo:
        end = time.monotonic() + self._timeout
        launched = False
        while True:
            if not locks.is_held(cluster.server_lock):
                if launched:
                    raise EmbeddedError(f"PostgreSQL không khởi động được ở {cluster.data}. {_last_words(cluster)}")
                self._launch(cluster)
                launched = True
            info = ConnectionInfo.on_socket(str(cluster.socket_folder()), dbname=DATABASE, user=ROLE, port=PORT)
            # Not the application's database: an unfinished restore may keep that one closed.
            probe = ConnectionInfo.on_socket(info.host, dbname="postgres", user=ROLE, port=PORT)
            refusal = self._answers(cluster, probe, end, starting=launched)
            if refusal is None:
                return info
            if not launched and processes.postmaster(cluster) is None:
                # The postmaster was killed; what it left behind has to go before a new one may start.
                processes.clear_orphans(cluster)
            if time.monotonic() >= end:
                raise FolderBusyError(f"Cơ sở dữ liệu ở {cluster.data} đang chạy nhưng không trả lời: {refusal}")

    def _answers(self, cluster: Place, probe: ConnectionInfo, end: float, *, starting: bool) -> str | None:
        """Try to connect until it works, the server is gone, or time is up; returns why it did not."""
        while True:
            try:
                with psycopg.connect(probe.url, connect_timeout=10):
                    return None
            except psycopg.OperationalError as error:
                refusal = str(error)
            gone = not locks.is_held(cluster.server_lock)
            # A server that has just been started by us has not written its number yet.
            dead = not starting and processes.postmaster(cluster) is None
            if gone or dead or time.monotonic() >= end:
                return refusal
            time.sleep(_PAUSE)

    def _launch(self, cluster: Place) -> None:
        """Start a guardian that starts the server. Nothing of an earlier server is alive here."""
        self._reap()
        programs = binaries.reachable(cluster.account, self._system_folder)
        if not (cluster.data / "PG_VERSION").is_file():
            initialise(cluster, programs)
        _check_version(cluster)
        # The number in it may belong to another process by now, and PostgreSQL would refuse to start;
        # the lock has told us that no process of this folder lives.
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)
        sockets = cluster.socket_folder()
        for leftover in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (sockets / leftover).unlink(missing_ok=True)
        write_settings(cluster)
        options = {
            "config_file": str(cluster.settings / "postgresql.conf"),
            "hba_file": str(cluster.settings / "pg_hba.conf"),
            "ident_file": str(cluster.settings / "pg_ident.conf"),
            **self._settings,
            # On the command line, where no file can change them.
            "listen_addresses": "",
            "unix_socket_directories": '"' + str(sockets).replace('"', '""') + '"',
            "unix_socket_permissions": "0700",
            "port": str(PORT),
        }
        command = [programs.program("postgres"), "-D", str(cluster.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        self._guardian = _spawn_guardian(cluster, command)

    def _reap(self) -> None:
        """Collect the guardian that this process started, so that no dead child stays in the list."""
        if self._guardian is not None and self._process == os.getpid():
            end = time.monotonic() + guardian.IMMEDIATE_SECONDS
            with suppress(ChildProcessError):
                while os.waitpid(self._guardian, os.WNOHANG)[0] == 0 and time.monotonic() < end:
                    time.sleep(_PAUSE)
        self._guardian = None


def initialise(cluster: Place, programs: binaries.Binaries) -> None:
    """Make the data folder with its two roles and the database, whole or not at all.

    Args:
        cluster: where; its folders are there, its data folder is not.
        programs: PostgreSQL's programs, runnable by the cluster's account.

    Raises:
        EmbeddedError: initdb or the first statements failed, or something unknown is in the data folder.
    """
    if cluster.data.is_dir() and any(cluster.data.iterdir()):
        raise EmbeddedError(
            f"Thư mục {cluster.data} không trống mà cũng không phải cơ sở dữ liệu PostgreSQL; không ghi đè."
        )
    fresh = cluster.base / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    cluster.account.give(fresh)
    options = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    options += ["--data-checksums", "--auth-local=peer", "--auth-host=reject", f"--username={SUPERUSER}"]
    done = cluster.account.run([programs.program("initdb"), "-D", str(fresh), *options])
    if done.returncode != 0:
        raise _not_made(cluster, done.stderr)
    # The single-user mode needs no server: the folder gets its final name only when all of it is there.
    statements = f"CREATE ROLE {ROLE} LOGIN CREATEDB;\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n"
    single = [programs.program("postgres"), "--single", "-D", str(fresh), "-c", "exit_on_error=on", "postgres"]
    done = cluster.account.run(single, input=statements)
    if done.returncode != 0:
        raise _not_made(cluster, done.stderr)
    if cluster.data.is_dir():
        cluster.data.rmdir()
    fresh.rename(cluster.data)


def _not_made(cluster: Place, said: str) -> EmbeddedError:
    full = os.strerror(errno.ENOSPC) in said
    why = "ổ đĩa hết chỗ; hãy giải phóng dung lượng rồi chạy lại." if full else said.strip()[-_LOG_TAIL:]
    return EmbeddedError(f"Không tạo được cơ sở dữ liệu ở {cluster.data}: {why}")


def write_settings(cluster: Place) -> None:
    """Write the server's three settings files; an administrator's local.conf is left alone.

    Args:
        cluster: the cluster.
    """
    conf = configuration.postgresql_conf(
        cluster.log, memory=configuration.available_memory(), processors=os.cpu_count() or 1
    )
    ident = configuration.ident_conf((_own_name(cluster), cluster.account.name))
    mode = 0o640 if cluster.account.foreign else 0o600
    for name, text in (("postgresql.conf", conf), ("pg_hba.conf", configuration.HBA), ("pg_ident.conf", ident)):
        replace_text(cluster.settings / name, text, mode=mode, group=cluster.account)


def _check_version(cluster: Place) -> None:
    found = (cluster.data / "PG_VERSION").read_text(encoding="ascii").strip()
    if found != binaries.MAJOR:
        raise EmbeddedError(
            f"Cơ sở dữ liệu ở {cluster.data} do PostgreSQL {found} tạo, bản này dùng PostgreSQL {binaries.MAJOR}. "
            "Hãy chạy dondoc backup bằng phiên bản Đôn Đốc cũ, rồi dondoc restore bằng phiên bản này ở một thư mục mới."
        )


def _own_name(cluster: Place) -> str:
    return "root" if cluster.account.foreign else cluster.account.name


def _spawn_guardian(cluster: Place, command: list[str]) -> int:
    arguments = [sys.executable, "-I", "-S", str(Path(guardian.__file__).resolve())]
    arguments += ["--use-lock", str(cluster.use_lock), "--server-lock", str(_GUARDIAN_LOCK)]
    arguments += ["--log", str(cluster.start_log), "--folder", str(cluster.data)]
    if cluster.account.foreign:
        arguments += ["--uid", str(cluster.account.uid), "--gid", str(cluster.account.gid)]
    arguments += ["--", *command]
    held = locks.open_lock(cluster.server_lock)
    try:
        if not locks.try_lock(held, shared=False):
            raise FolderBusyError(f"Một PostgreSQL khác đang chạy trên thư mục {cluster.data}.")
        # Not subprocess: the guardian may outlive this object and this process, and nobody waits for it.
        return os.posix_spawn(
            sys.executable,
            arguments,
            {"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_DUP2, held, _GUARDIAN_LOCK),
            ],
            # A session of its own: Ctrl-C in the terminal must not reach it before the application closed.
            setsid=True,
        )
    finally:
        os.close(held)


def _last_words(cluster: Place) -> str:
    """Quote the end of the server's logs, for the error message."""
    files = [cluster.start_log, *sorted(cluster.log.glob("*.log"), key=lambda path: path.stat().st_mtime)]
    texts = [path.read_text(encoding="utf-8", errors="replace").strip() for path in files if path.is_file()]
    words = "\n".join(text for text in texts if text)[-_LOG_TAIL:]
    return f"Nhật ký của máy chủ (thư mục {cluster.log}) ghi:\n{words}" if words else "Máy chủ không ghi lại lý do."
