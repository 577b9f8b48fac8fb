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
from dondoc.stores import Store, StoreError, digest_of

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Occupied:
    """What a restore would replace.

    Attributes:
        tables: how many tables the database has.
        files: whether the files folder, or the bucket, holds anything.
    """

    tables: int
    files: bool

    def __bool__(self) -> bool:
        return self.tables > 0 or self.files


def occupied(url: str, files: Path, bucket: Store | None = None) -> Occupied:
    """Look for data where a restore would go.

    Args:
        url: the database.
        files: the folder of the stored files.
        bucket: where they go instead.

    Returns:
        What is there; false when nothing is.

    Raises:
        BackupError: the database or the bucket cannot be read.
    """
    try:
        with psycopg.connect(url) as connection:
            tables = len(connection.execute(TABLES).fetchall())
    except psycopg.Error as error:
        raise BackupError(f"Không đọc được cơ sở dữ liệu: {error}") from error
    try:
        return Occupied(tables, bool(bucket.listing()[0]) if bucket else files.is_dir() and any(files.iterdir()))
    except StoreError as error:
        raise BackupError(str(error)) from error


def restore(
    url: str,
    files: Path,
    archive: Archive,
    *,
    bucket: Store | None = None,
    replace: bool = False,
    progress: Progress | None = None,
) -> None:
    """Put the content of a checked archive in place of the database and of the files.

    Whatever goes wrong on the way, also a kill -9, the former data are in use again afterwards, whole.

    Args:
        url: the database; its role owns it and may create databases.
        files: the folder of the stored files; the lock, the journal and the workshop are beside it in any case.
        archive: what `verified` gave.
        bucket: where the files go instead. It gets what it lacks; the former content is taken out at the end.
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
        settle(url, files, bucket)
        if not replace and occupied(url, files, bucket):
            raise OccupiedError("Cơ sở dữ liệu hoặc thư mục tệp không trống. Thêm --replace nếu muốn thay tất cả.")
        _check_space(archive, files.parent, bucket)
        try:
            with psycopg.connect(url) as connection:
                database, server = connection.info.dbname, connection.info.server_version // 10000
            with maintenance(url) as connection:
                _check_rights(connection, database)
                exchange = _plan(connection, database, files, bucket)
                exchange.write()
                try:
                    _build(url, connection, archive, exchange, server, told, bucket)
                    told.phase("Thay dữ liệu cũ", None)
                    _swap(connection, exchange)
                finally:
                    # On success this throws the old data away, on failure the new. A connection of its own:
                    # ours may be what broke.
                    settle(url, files, bucket)
        except psycopg.Error as error:
            raise BackupError(f"Máy chủ cơ sở dữ liệu báo lỗi: {error}") from error
        except OSError as error:
            raise BackupError(f"Không khôi phục được: {error}.") from error
        except StoreError as error:
            raise BackupError(f"Không khôi phục được: {error}") from error


def _plan(connection: "psycopg.Connection[Any]", database: str, files: Path, bucket: Store | None) -> Exchange:
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
        bucket=bucket.label if bucket else "",
    )


def _build(
    url: str,
    connection: "psycopg.Connection[Any]",
    archive: Archive,
    exchange: Exchange,
    server: int,
    progress: Progress,
    bucket: Store | None,
) -> None:
    """Make the new files and the new database, both beside those in use, and check them."""
    manifest = archive.manifest
    workshop = Path(exchange.workshop)
    workshop.mkdir(mode=0o700)
    progress.phase("Giải nén tệp", sum(size for size, _ in manifest.members.values()))
    archive.extract(DUMP, workshop / "dump", progress)
    if bucket:
        _fill(bucket, archive, workshop / "file", progress)
    else:
        exchange.fresh_files.mkdir(mode=0o700)
        for name in manifest.files:
            target = exchange.fresh_files / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            archive.extract(FILES + name, target, progress)
    progress.phase("Nạp cơ sở dữ liệu", None)
    load.create_like(connection, exchange.database, exchange.fresh_database)
    dumped_by = int(manifest.pg_dump.partition(".")[0])
    load.load(url, workshop / "dump", exchange.fresh_database, server, dumped_by)
    load.check_rows(url, exchange.fresh_database, manifest.tables)
    load.hold_jobs(url, exchange.fresh_database)


def _fill(bucket: Store, archive: Archive, part: Path, progress: Progress) -> None:
    """Give a bucket the content that it lacks; under a digest the old and the new database mean the same."""
    for name, (size, _) in archive.manifest.files.items():
        digest = digest_of(name)
        # Nothing of ours has another name, so no row can mean it.
        if digest is None or bucket.size_of(digest) == size:
            progress.advance(size)
            continue
        archive.extract(FILES + name, part, progress)
        with part.open("rb") as content:
            bucket.put(digest, content)
        part.unlink()


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


def _check_space(archive: Archive, folder: Path, bucket: Store | None) -> None:
    sizes = [archive.manifest.members[DUMP][0], *(size for size, _ in archive.manifest.files.values())]
    # On the way into a bucket one file at a time lies on the disk.
    needed = sizes[0] + max(sizes[1:], default=0) if bucket else sum(sizes)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise BackupError(
            f"Ổ đĩa của {folder} chỉ còn {free // _MEGABYTE} MB, cần ít nhất {needed // _MEGABYTE} MB để khôi phục."
        )
