"""Restoring: everything is built beside the data in use, checked, and exchanged in the last moment."""

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from dondoc.backup import load
from dondoc.backup.archive import DUMP, FILES, Archive
from dondoc.backup.creation import TABLES
from dondoc.backup.errors import BackupError, OccupiedError
from dondoc.backup.journal import Exchange, maintenance, restore_lock, set_limit, settle, without_others
from dondoc.backup.progress import Progress, Silent
from dondoc.embedded import locks

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Occupied:
    """What a restore would replace.

    Attributes:
        tables: how many tables the database has.
        files: whether the files folder holds anything.
    """

    tables: int
    files: bool

    def __bool__(self) -> bool:
        return self.tables > 0 or self.files


def occupied(url: str, files: Path) -> Occupied:
    """Look for data where a restore would go.

    Args:
        url: the database.
        files: the folder of the stored files.

    Returns:
        What is there; false when nothing is.

    Raises:
        BackupError: the database cannot be read.
    """
    try:
        with psycopg.connect(url) as connection:
            tables = len(connection.execute(TABLES).fetchall())
    except psycopg.Error as error:
        raise BackupError(f"Không đọc được cơ sở dữ liệu: {error}") from error
    return Occupied(tables, files.is_dir() and any(files.iterdir()))


def restore(
    url: str, files: Path, archive: Archive, *, replace: bool = False, progress: Progress | None = None
) -> None:
    """Put the content of a checked archive in place of the database and of the files.

    Whatever goes wrong on the way, also a kill -9, the former data are in use again afterwards, whole.

    Args:
        url: the database; its role owns it and may create databases.
        files: the folder of the stored files.
        archive: what `verified` gave.
        replace: throw away what is there.
        progress: who is told.

    Raises:
        OccupiedError: there are data and `replace` was not given.
        BackupError: it cannot be done; nothing changed.
    """
    files = files.resolve()
    files.parent.mkdir(parents=True, exist_ok=True)
    told = progress or Silent()
    message = "Một lần khôi phục khác đang chạy trên thư mục này. Hãy chờ nó xong rồi chạy lại."
    with locks.alone(restore_lock(files), timeout=0, message=message):
        settle(url, files)
        if not replace and occupied(url, files):
            raise OccupiedError("Cơ sở dữ liệu hoặc thư mục tệp không trống. Thêm --replace nếu muốn thay tất cả.")
        _check_space(archive, files.parent)
        try:
            with psycopg.connect(url) as connection:
                database, server = connection.info.dbname, connection.info.server_version // 10000
            with maintenance(url) as connection:
                _check_rights(connection, database)
                exchange = _plan(connection, database, files)
                exchange.write()
                try:
                    _build(url, connection, archive, exchange, server, told)
                    told.phase("Thay dữ liệu cũ", None)
                    _swap(connection, exchange)
                finally:
                    # On success this throws the old data away, on failure the new. A connection of its own:
                    # ours may be what broke.
                    settle(url, files)
        except psycopg.Error as error:
            raise BackupError(f"Máy chủ cơ sở dữ liệu báo lỗi: {error}") from error
        except OSError as error:
            raise BackupError(f"Không khôi phục được: {error}.") from error


def _plan(connection: "psycopg.Connection[Any]", database: str, files: Path) -> Exchange:
    row = connection.execute("SELECT datconnlimit FROM pg_database WHERE datname = %s", [database]).fetchone()
    token = secrets.token_hex(4)
    return Exchange(
        database=database,
        fresh_database=f"{database[:40]}_new_{token}",
        old_database=f"{database[:40]}_old_{token}",
        limit=int(row[0]) if row else -1,
        files=str(files),
        had_files=files.is_dir(),
        workshop=str(files.parent / f".restore-{token}"),
    )


def _build(
    url: str,
    connection: "psycopg.Connection[Any]",
    archive: Archive,
    exchange: Exchange,
    server: int,
    progress: Progress,
) -> None:
    """Make the new files and the new database, both beside those in use, and check them."""
    manifest = archive.manifest
    workshop = Path(exchange.workshop)
    workshop.mkdir(mode=0o700)
    exchange.fresh_files.mkdir(mode=0o700)
    progress.phase("Giải nén tệp", sum(size for size, _ in manifest.members.values()))
    archive.extract(DUMP, workshop / "dump", progress)
    for name in manifest.files:
        target = exchange.fresh_files / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        archive.extract(FILES + name, target, progress)
    progress.phase("Nạp cơ sở dữ liệu", None)
    load.create_like(connection, exchange.database, exchange.fresh_database)
    dumped_by = int(manifest.pg_dump.partition(".")[0])
    load.load(url, workshop / "dump", exchange.fresh_database, server, dumped_by)
    load.check_rows(url, exchange.fresh_database, manifest.tables)


def _swap(connection: "psycopg.Connection[Any]", exchange: Exchange) -> None:
    """Exchange the files, then, in one transaction, the databases. The caller settles what happened."""
    names = [exchange.database, exchange.fresh_database, exchange.old_database]
    database, fresh, old = map(sql.Identifier, names)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    # A running server would come back between the end of its sessions and the renaming.
    set_limit(connection, exchange.database, 0)
    set_limit(connection, exchange.fresh_database, exchange.limit)
    exchange.swap_files()

    def exchange_databases() -> None:
        with connection.transaction():
            connection.execute(rename.format(database, old))
            connection.execute(rename.format(fresh, database))

    without_others(connection, names, exchange_databases)


def _check_rights(connection: "psycopg.Connection[Any]", database: str) -> None:
    query = """
        SELECT r.rolcreatedb OR r.rolsuper, pg_has_role(d.datdba, 'MEMBER')
        FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = %s
    """
    if connection.execute(query, [database]).fetchone() != (True, True):
        raise BackupError(
            f"Để khôi phục, vai trò đang dùng phải sở hữu cơ sở dữ liệu {database} và được tạo cơ sở dữ liệu "
            "(ALTER ROLE … CREATEDB)."
        )


def _check_space(archive: Archive, folder: Path) -> None:
    needed = sum(size for size, _ in archive.manifest.members.values())
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise BackupError(
            f"Ổ đĩa của {folder} chỉ còn {free // _MEGABYTE} MB, cần ít nhất {needed // _MEGABYTE} MB để khôi phục."
        )
