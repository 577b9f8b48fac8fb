"""Writing a backup: first the database's snapshot, then the files, which are only ever added to."""

import os
import re
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from dondoc import __version__
from dondoc.backup import programs
from dondoc.backup.archive import DUMP, FILES, Manifest, Writer
from dondoc.backup.errors import BackupError
from dondoc.backup.progress import Progress, Silent
from dondoc.stores import FolderStore, Store, StoreError

_NAMED_BY_DIGEST = re.compile(r"[0-9a-f]{64}")

#: Ordinary tables that belong to nobody's extension, outside of the system's schemas.
TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a finished backup or restore dealt with.

    Attributes:
        path: the archive.
        size: its bytes.
        manifest: what it holds.
        warnings: Vietnamese sentences on what looked wrong but did not stop the work.
    """

    path: Path
    size: int
    manifest: Manifest
    warnings: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Give the summary for `--json`.

        Returns:
            JSON values.
        """
        files = self.manifest.files
        return {
            "file": str(self.path),
            "bytes": self.size,
            "created_at": self.manifest.created_at,
            "version": self.manifest.version,
            "postgresql": self.manifest.postgresql,
            "tables": len(self.manifest.tables),
            "rows": sum(self.manifest.tables.values()),
            "files": len(files),
            "files_bytes": sum(size for size, _ in files.values()),
            "warnings": self.warnings,
        }


def create(
    url: str,
    files: Path,
    target: Path,
    *,
    bucket: Store | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Write a backup of a database and of the stored files.

    The archive gets its name only when it is whole and on the disk.

    Args:
        url: the database.
        files: the folder of the stored files; may be missing.
        target: the archive to write.
        bucket: where the files are instead, when they are not in the folder.
        overwrite: replace an archive of that name.
        progress: who is told.

    Returns:
        What was written.

    Raises:
        BackupError: the archive is there already, or something cannot be read or written.
    """
    target = target.expanduser().absolute()
    if target.exists() and not overwrite:
        raise BackupError(f"{target} đã có. Hãy chọn tên khác, hoặc thêm --overwrite để thay tệp cũ.")
    if target.is_relative_to(files.absolute()):
        raise BackupError(f"Không ghi bản sao lưu vào trong thư mục tệp {files}. Hãy chọn nơi khác.")
    told = progress or Silent()
    try:
        # Beside the target: the same disk, so that the last step is one rename; 0600 from the first byte.
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as folder:
            summary = _write(url, bucket or FolderStore(files), Path(folder) / "archive", target, told)
            (Path(folder) / "archive").replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise BackupError(f"Không ghi được {target}: {error.strerror or error}.") from error
    except psycopg.Error as error:
        raise BackupError(f"Không đọc được cơ sở dữ liệu: {error}") from error
    except StoreError as error:
        raise BackupError(f"Không đọc được các tệp: {error}") from error
    return summary


def count_rows(connection: "psycopg.Connection[Any]") -> dict[str, int]:
    """Count the rows of every table that the connection's transaction sees.

    Args:
        connection: an open connection.

    Returns:
        `schema.table` → number of rows.
    """
    tables = connection.execute(TABLES).fetchall()
    counts = {}
    for schema, table in tables:
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))).fetchone()
        counts[f"{schema}.{table}"] = int(row[0]) if row else 0
    return counts


def _write(url: str, files: Store, part: Path, target: Path, progress: Progress) -> Summary:
    dump = part.with_name("dump")
    tables, migrations, server, tools, moment = _dump(url, dump, progress)
    found, warnings = files.listing()
    size = dump.stat().st_size
    progress.phase("Chép vào bản sao lưu", size + sum(each.size for each in found))
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        writer = Writer(stream)
        with dump.open("rb") as source:
            writer.add(DUMP, source, size, progress)
        dump.unlink()
        for each in found:
            with files.stream(each.name) as source:
                digest = writer.add(FILES + each.name, source, each.size, progress)
            stem = each.name.rpartition("/")[2].partition(".")[0]
            if _NAMED_BY_DIGEST.fullmatch(stem) and stem != digest:
                warnings.append(
                    f"Tệp {each.name} trong {files.label} bị hỏng: nội dung không khớp với mã SHA-256 trong tên."
                )
        manifest = Manifest(
            created_at=moment,
            version=__version__,
            postgresql=server,
            pg_dump=tools,
            tables=tables,
            migrations=migrations,
            members=writer.members,
        )
        writer.seal(manifest)
        stream.flush()
        os.fsync(stream.fileno())
        written = stream.tell()
    return Summary(target, written, manifest, warnings)


def _dump(url: str, dump: Path, progress: Progress) -> tuple[dict[str, int], list[str], str, str, str]:
    """Dump the database; the rows are counted in the very snapshot that is dumped."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        # The transaction waits, idle, for as long as the dump takes.
        connection.execute("SET idle_in_transaction_session_timeout = 0")
        snapshot, database = _only(connection.execute("SELECT pg_export_snapshot(), current_database()").fetchone())
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        server = connection.info.parameter_status("server_version") or ""
        tools = programs.choose(url, connection.info.server_version // 10000)
        progress.phase("Đếm số dòng", None)
        tables = count_rows(connection)
        migrations = []
        if "public.django_migrations" in tables:
            rows = connection.execute("SELECT app || '.' || name FROM public.django_migrations ORDER BY id").fetchall()
            migrations = [str(row[0]) for row in rows]
        progress.phase("Sao lưu cơ sở dữ liệu", None)
        seen = 0

        def watch() -> None:
            nonlocal seen
            size = dump.stat().st_size if dump.exists() else 0
            progress.advance(size - seen)
            seen = size

        options = ["--format=custom", "--no-owner", "--no-privileges", "--no-password"]
        command = [tools.program("pg_dump"), *options, f"--snapshot={snapshot}", f"--file={dump}"]
        programs.run(url, command, dbname=database, watch=watch)
    return tables, migrations, server.split(" ")[0], tools.version, moment


def _only(row: tuple[Any, ...] | None) -> tuple[Any, ...]:
    if row is None:
        raise BackupError("Máy chủ cơ sở dữ liệu không trả lời như mong đợi.")
    return row


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
