"""Taking out of a bucket what no row refers to: after a restore the former content, after a failed one the new."""

from __future__ import annotations

import psycopg

from dondoc.stores import Store, digest_of, lock_key

_TABLE = "documents_storedfile"


def sweep(url: str, bucket: Store) -> int:
    """Remove content that no row of the database in use refers to.

    What is written meanwhile is safe: content is looked at under the lock under which it is kept
    (`dondoc.documents.disk`). Where the database has no such table nobody can say, and all stays.

    Args:
        url: the database that people use.
        bucket: where its content is; nothing of anybody else is under the prefix.

    Returns:
        How much was removed.

    Raises:
        StoreError: the bucket cannot be asked.
        psycopg.Error: the database cannot.
    """
    removed = 0
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SELECT to_regclass(%s)", [f"public.{_TABLE}"]).fetchone() == (None,):
            return 0
        entries, _ = bucket.listing()
        there = {digest for entry in entries if (digest := digest_of(entry.name))}
        kept = connection.execute(f"SELECT DISTINCT sha256 FROM public.{_TABLE}").fetchall()  # noqa: S608  our own name
        for digest in sorted(there.difference(row[0] for row in kept)):
            with connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s)", [lock_key(digest)])
                query = f"SELECT 1 FROM public.{_TABLE} WHERE sha256 = %s LIMIT 1"  # noqa: S608
                if connection.execute(query, [digest]).fetchone() is None:
                    bucket.remove(digest)
                    removed += 1
    return removed
