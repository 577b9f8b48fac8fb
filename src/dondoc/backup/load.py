"""Loading a dump into a fresh database that looks like the one it will replace."""

import os
import subprocess
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from dondoc.backup import programs
from dondoc.backup.creation import count_rows
from dondoc.backup.errors import BackupError
from dondoc.backup.programs import Tools

#: Servers before this one do not know the setting that newer tools put at the head of a dump.
_KNOWS_TRANSACTION_TIMEOUT = 17
_SETTING = b"SET transaction_timeout = 0;\n"
_HEAD = 60


def create_like(connection: "psycopg.Connection[Any]", model: str, name: str) -> None:
    """Make an empty database with the encoding, the locale, the owner and the settings of another one.

    Args:
        connection: a connection to the maintenance database, in autocommit.
        model: the database to imitate.
        name: the new one.
    """
    query = "SELECT pg_encoding_to_char(encoding), datlocprovider, datcollate, datctype, to_jsonb(d), "
    query += "pg_get_userbyid(datdba) FROM pg_database d WHERE datname = %s"
    row = connection.execute(query, [model]).fetchone()
    if row is None:
        raise BackupError(f"Không có cơ sở dữ liệu {model}.")
    encoding, provider, collate, ctype, everything, owner = row
    # The column was renamed in PostgreSQL 17.
    locale = everything.get("datlocale") or everything.get("daticulocale")
    parts = [
        sql.SQL("CREATE DATABASE {} TEMPLATE template0 OWNER {}").format(sql.Identifier(name), sql.Identifier(owner)),
        sql.SQL("ENCODING {} LC_COLLATE {} LC_CTYPE {}").format(*map(sql.Literal, (encoding, collate, ctype))),
    ]
    if provider == "b":
        parts.append(sql.SQL("LOCALE_PROVIDER builtin BUILTIN_LOCALE {}").format(sql.Literal(locale)))
    elif provider == "i":
        parts.append(sql.SQL("LOCALE_PROVIDER icu ICU_LOCALE {}").format(sql.Literal(locale)))
    connection.execute(sql.SQL(" ").join(parts))
    settings = connection.execute(
        "SELECT unnest(setconfig) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = setdatabase "
        "WHERE setrole = 0 AND datname = %s",
        [model],
    ).fetchall()
    for (setting,) in settings:
        key, _, value = setting.partition("=")
        connection.execute(
            sql.SQL("ALTER DATABASE {} SET {} TO {}").format(
                sql.Identifier(name), sql.Identifier(key), sql.Literal(value)
            )
        )


def load(url: str, dump: Path, name: str, server: int, dumped_by: int) -> None:
    """Fill an empty database from a dump.

    Args:
        url: the server's address.
        dump: what pg_dump wrote.
        name: the empty database.
        server: the server's major version.
        dumped_by: the major version of the pg_dump that wrote it.

    Raises:
        BackupError: a statement failed.
    """
    tools = programs.choose(url, max(server, dumped_by))
    options = ["--no-owner", "--no-privileges", "--exit-on-error"]
    if server >= _KNOWS_TRANSACTION_TIMEOUT or tools.major < _KNOWS_TRANSACTION_TIMEOUT:
        jobs = str(min(4, os.cpu_count() or 1))
        command = [tools.program("pg_restore"), *options, "--no-password", f"--jobs={jobs}", str(dump)]
        programs.run(url, command, dbname=name)
    else:
        _load_through_psql(url, [tools.program("pg_restore"), *options, "--file=-", str(dump)], tools, name)


def check_rows(url: str, name: str, expected: dict[str, int]) -> None:
    """Compare the rows of a restored database with the manifest, and gather statistics for the planner.

    Args:
        url: the server's address.
        name: the restored database.
        expected: `schema.table` → number of rows.

    Raises:
        BackupError: they differ.
    """
    with psycopg.connect(make_conninfo("", **{**conninfo_to_dict(url), "dbname": name}), autocommit=True) as connection:
        found = count_rows(connection)
        if found != expected:
            wrong = sorted(key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key))
            raise BackupError(f"Số dòng sau khi khôi phục không khớp với bản sao lưu (bảng {wrong[0]}).")
        connection.execute("ANALYZE")


#: What waited or ran when the backup was made may have been done since: mail would go out twice. It is kept for the
#: administrator to decide on (`jobs.choices.FailureReason.HELD`). What the clock asks for comes again by itself.
_HOLD = """
WITH dropped AS (
  DELETE FROM procrastinate_jobs WHERE status IN ('todo', 'doing')
    AND id IN (SELECT job_id FROM procrastinate_periodic_defers)
), held AS (
  UPDATE procrastinate_jobs SET status = 'failed' WHERE status IN ('todo', 'doing')
    AND id NOT IN (SELECT job_id FROM procrastinate_periodic_defers WHERE job_id IS NOT NULL)
  RETURNING id, task_name, attempts, coalesce((args ->> 'jurisdiction_id')::bigint, 0) AS jurisdiction_id
)
INSERT INTO jobs_jobfailure (jurisdiction_id, job_id, task, attempt, reason, kind, place, failed_at)
SELECT jurisdiction_id, id, task_name, attempts + 1, 'held', 'restored', '', now() FROM held
"""


def hold_jobs(url: str, name: str) -> int:
    """Keep the jobs of a restored database from running by themselves.

    Args:
        url: the server's address.
        name: the restored database, which nobody uses yet.

    Returns:
        How many jobs wait for the administrator's word.
    """
    with psycopg.connect(make_conninfo("", **{**conninfo_to_dict(url), "dbname": name}), autocommit=True) as connection:
        row = connection.execute(
            "SELECT to_regclass('procrastinate_jobs') IS NOT NULL AND to_regclass('jobs_jobfailure') IS NOT NULL"
        ).fetchone()
        return connection.execute(_HOLD).rowcount if row == (True,) else 0


def _load_through_psql(url: str, unpack: list[str], tools: Tools, name: str) -> None:
    """Write the dump out as SQL, leave out the one setting that an older server refuses, feed it to psql."""
    address, environment = programs.address_of(url, name)
    # -X: no start-up file; the statements come on the standard input.
    command = [tools.program("psql"), "-X", "-q", "-w", "--set=ON_ERROR_STOP=1", f"--dbname={address}"]
    quiet = {"env": environment, "stderr": subprocess.PIPE}
    with (
        subprocess.Popen(unpack, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, **quiet) as source,  # type: ignore[call-overload]  # noqa: S603 - no shell
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, **quiet) as sink,  # type: ignore[call-overload]  # noqa: S603 - no shell
    ):
        try:
            for number, line in enumerate(source.stdout):
                # Only in the head: further down such a line could be somebody's data.
                if number > _HEAD or line != _SETTING:
                    sink.stdin.write(line)
            sink.stdin.close()
        except BrokenPipeError:
            source.kill()
        except BaseException:
            source.kill()
            sink.kill()
            raise
        sink.stdin = None
        said, complained = source.stderr.read(), sink.stderr.read()
    if sink.returncode != 0:
        raise programs.failure(command[0], complained)
    if source.returncode != 0:
        raise programs.failure(unpack[0], said)
