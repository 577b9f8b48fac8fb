"""What a restore is about to exchange, on the disk before it does, so that a kill -9 leaves no half.

The database's exchange is one transaction (two renames) and it decides: where it happened the files go
forward, where it did not they go back.
"""

import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from dondoc.backup.errors import BackupError
from dondoc.backup.sweep import sweep
from dondoc.embedded import locks
from dondoc.embedded.place import replace_text
from dondoc.stores import Store, StoreError

_JOURNAL = "restore.journal"
_LOCK = "restore.lock"
_OTHERS_SECONDS = 60.0
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Exchange:
    """One restore's names.

    Attributes:
        database: the database that people use.
        fresh_database: the one restored beside it.
        old_database: what the former one is called afterwards, until it is dropped.
        limit: the connection limit that people's database had.
        files: the files folder that people use.
        had_files: whether it was there.
        workshop: our folder beside it, with `dump`, `files` (restored) and `old` (former).
        done: the new database is in place.
        bucket: the label of the bucket that holds the files; empty when the folder does.
    """

    database: str
    fresh_database: str
    old_database: str
    limit: int
    files: str
    had_files: bool
    workshop: str
    done: bool = False
    bucket: str = ""

    @property
    def fresh_files(self) -> Path:
        """The restored files before the exchange."""
        return Path(self.workshop) / "files"

    @property
    def old_files(self) -> Path:
        """The former files after the exchange."""
        return Path(self.workshop) / "old"

    def write(self) -> None:
        """Put this on the disk before going on."""
        path = _journal(Path(self.files))
        replace_text(path, json.dumps(asdict(self), ensure_ascii=False), mode=0o600)
        sync_folder(path.parent)

    def swap_files(self) -> None:
        """Put the restored files in place of the former ones: two renames. In a bucket old and new lie side by side."""
        if self.bucket:
            return
        if self.had_files:
            Path(self.files).rename(self.old_files)
        self.fresh_files.rename(self.files)
        sync_folder(Path(self.files).parent)

    def unswap_files(self) -> None:
        """Undo whatever part of `swap_files` was done."""
        if self.bucket:
            return
        if self.fresh_files.exists():
            # The second rename did not happen.
            if self.old_files.exists():
                self.old_files.rename(self.files)
            return
        if self.had_files and not self.old_files.exists():
            return
        Path(self.files).rename(self.fresh_files)
        if self.had_files:
            self.old_files.rename(self.files)

    def erase(self) -> None:
        """Forget the exchange, and throw away our folder with what is left in it."""
        _journal(Path(self.files)).unlink(missing_ok=True)
        shutil.rmtree(self.workshop, ignore_errors=True)


def restore_lock(files: Path) -> Path:
    """Name the lock file that a running restore holds.

    Args:
        files: the files folder that people use.

    Returns:
        A file beside it.
    """
    return files.resolve().parent / _LOCK


def finish_interrupted(url: str, files: Path, bucket: Callable[[], Store | None] = lambda: None) -> bool:
    """Bring a restore that was killed to one of its two ends: all of the new, or all of the old.

    Cheap when there is nothing to do: call it whenever the database was just reached.

    Args:
        url: the database.
        files: the files folder that people use, or would where there is a bucket: the journal lies beside it.
        bucket: gives where the files are instead; asked only when there is something to finish.

    Returns:
        Whether there was something to finish.

    Raises:
        BackupError: the database cannot be put in order.
    """
    if not _journal(files).exists():
        return False
    descriptor = locks.open_lock(restore_lock(files))
    try:
        # Held: that restore is running, not interrupted.
        return locks.try_lock(descriptor, shared=False) and settle(url, files, bucket())
    finally:
        os.close(descriptor)


def settle(url: str, files: Path, bucket: Store | None = None) -> bool:
    """Do what `finish_interrupted` says; the caller holds the lock.

    Args:
        url: the database.
        files: the files folder that people use.
        bucket: where the files are instead.

    Returns:
        Whether there was something to finish.

    Raises:
        BackupError: the database cannot be put in order.
    """
    try:
        facts: dict[str, Any] = json.loads(_journal(files).read_text(encoding="utf-8"))
        exchange = Exchange(**facts)
    except FileNotFoundError:
        return False
    except (ValueError, TypeError) as error:
        raise BackupError(f"Không đọc được {_journal(files)}, nơi ghi lần khôi phục dở dang.") from error
    try:
        with maintenance(url) as connection:
            finish(connection, exchange)
        if bucket is not None and exchange.bucket == bucket.label:
            sweep(url, bucket)
    except psycopg.Error as error:
        raise BackupError(f"Không dọn được lần khôi phục dở dang: {error}") from error
    except StoreError:
        # The data are in order; what nobody refers to goes when the bucket answers again: the journal stays.
        return True
    exchange.erase()
    return True


def finish(connection: "psycopg.Connection[Any]", exchange: Exchange) -> None:
    """Go forward when the databases were exchanged, back when they were not.

    Args:
        connection: a connection to the maintenance database, in autocommit.
        exchange: what was under way.
    """
    if exchange.done or exists(connection, exchange.old_database):
        if not exchange.done:
            Exchange(**{**asdict(exchange), "done": True}).write()
        drop(connection, exchange.old_database)
    else:
        exchange.unswap_files()
        if exists(connection, exchange.database):
            set_limit(connection, exchange.database, exchange.limit)
        drop(connection, exchange.fresh_database)


def maintenance(url: str) -> "psycopg.Connection[Any]":
    """Connect to a database beside the one that people use: nobody can rename the one they are in.

    Args:
        url: the database that people use.

    Returns:
        A connection in autocommit.
    """
    given = conninfo_to_dict(url)
    error: psycopg.Error | None = None
    for name in ("postgres", "template1"):
        try:
            return psycopg.connect(make_conninfo("", **{**given, "dbname": name}), autocommit=True)
        except psycopg.OperationalError as refused:
            error = error or refused
    raise BackupError(f"Không nối được tới cơ sở dữ liệu quản trị (postgres): {error}")


def exists(connection: "psycopg.Connection[Any]", name: str) -> bool:
    """Tell whether the server has a database.

    Args:
        connection: any connection to it.
        name: the database.

    Returns:
        True when it has.
    """
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def set_limit(connection: "psycopg.Connection[Any]", name: str, limit: int) -> None:
    """Set how many sessions a database takes; 0 keeps all but superusers out.

    Args:
        connection: a connection to another database.
        name: the database.
        limit: the number, or -1 for no limit.
    """
    connection.execute(
        sql.SQL("ALTER DATABASE {} CONNECTION LIMIT {}").format(sql.Identifier(name), sql.Literal(limit))
    )


def drop(connection: "psycopg.Connection[Any]", name: str) -> None:
    """Drop a database of ours with its sessions, if it is there.

    Not WITH (FORCE): without superuser's rights that fails while autovacuum happens to be at work in the
    database. The plain form asks autovacuum itself to leave, and waits for it.

    Args:
        connection: a connection to another database, in autocommit.
        name: the database.

    Raises:
        psycopg.errors.ObjectInUse: somebody whose sessions we may not end stays in it.
    """
    statement = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
    without_others(connection, [name], lambda: connection.execute(statement))


def without_others(connection: "psycopg.Connection[Any]", names: Sequence[str], change: Callable[[], object]) -> None:
    """End our role's sessions in some databases and do what needs them empty, again until it holds.

    Args:
        connection: a connection to another database, in autocommit.
        names: the databases.
        change: what fails with ObjectInUse while somebody is in them.

    Raises:
        psycopg.errors.ObjectInUse: after a minute somebody is still in them.
    """
    end = time.monotonic() + _OTHERS_SECONDS
    while True:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY(%s)"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND pg_has_role(usesysid, 'MEMBER')",
            [list(names)],
        )
        try:
            change()
        except psycopg.errors.ObjectInUse:
            if time.monotonic() >= end:
                raise
            time.sleep(_PAUSE)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut.

    Args:
        folder: the folder.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # some file systems cannot
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _journal(files: Path) -> Path:
    return files.resolve().parent / _JOURNAL
