"""Databases of their own for the backup's tests, on the run's server, and a sample with everything that can go wrong."""

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from tests.buckets import bucket, bucket_place, s3_server

from dondoc.backup.journal import drop

__all__ = ["bucket", "bucket_place", "s3_server"]

SAMPLE = """
CREATE TABLE unit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, facts jsonb);
CREATE TABLE event (id bigserial PRIMARY KEY, unit_id bigint REFERENCES unit, at timestamptz, body bytea);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append only'; END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TABLE django_migrations (id serial, app text, name text);
INSERT INTO django_migrations (app, name) VALUES ('ledger', '0001_initial');
INSERT INTO unit (name, facts) SELECT 'Sở số ' || n, jsonb_build_object('tên', 'Đôn Đốc', 'n', n) FROM generate_series(1, 300) n;
INSERT INTO event (unit_id, at, body) SELECT 1 + n % 300, timestamptz '2021-01-07' + n * interval '1 minute',
  decode(md5(n::text), 'hex') FROM generate_series(1, 3000) n;
INSERT INTO unit (name) VALUES (E'SET transaction_timeout = 0;\\nxuống dòng\\tcột');
"""
FILES = {"ab/abcd.docx": b"PK" + bytes(range(256)) * 40, "cd/thông báo.txt": "Thông báo số 13".encode(), "empty": b""}


@dataclass(frozen=True)
class Installation:
    """A database and a files folder."""

    url: str
    files: Path

    def all_rows(self):
        with psycopg.connect(self.url) as connection:
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            ).fetchall()
            return {
                name: connection.execute(
                    sql.SQL("SELECT * FROM {} ORDER BY id").format(sql.Identifier(name))
                ).fetchall()
                for (name,) in tables
            }

    def all_files(self):
        if not self.files.is_dir():
            return {}
        found = (path for path in self.files.rglob("*") if path.is_file())
        return {str(path.relative_to(self.files)): path.read_bytes() for path in found}

    def state(self):
        return self.all_rows(), self.all_files()

    def leftovers(self):
        name = conninfo_to_dict(self.url)["dbname"]
        with psycopg.connect(self.url) as connection:
            query = "SELECT datname FROM pg_database WHERE datname LIKE %s AND datname <> %s"
            databases = connection.execute(query, [f"{name}%", name]).fetchall()
        beside = [path.name for path in self.files.parent.iterdir() if path.name.startswith((".", "restore.journal"))]
        return databases + beside


@pytest.fixture(scope="session")
def counter() -> Iterator[int]:
    return itertools.count()


@pytest.fixture
def installation(database_url: str, tmp_path: Path, counter: Iterator[int]) -> Iterator[Callable[..., Installation]]:
    """Make an installation: empty, or with the sample in it."""
    made: list[str] = []

    def make(*, filled: bool = False) -> Installation:
        number = next(counter)
        name = f"backup_{os.getpid()}_{number}_x"  # several test processes may share one server
        with psycopg.connect(database_url, autocommit=True) as connection:
            drop(connection, name)
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        made.append(name)
        url = make_conninfo("", **{**conninfo_to_dict(database_url), "dbname": name})
        home = tmp_path / f"home-{number}"
        home.mkdir()
        place = Installation(url, home / "files")
        if filled:
            with psycopg.connect(url) as connection:
                connection.execute(SAMPLE)
            for path, content in FILES.items():
                target = place.files / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        return place

    yield make
    with psycopg.connect(database_url, autocommit=True) as connection:
        for name in made:
            drop(connection, name)
