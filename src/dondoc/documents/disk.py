"""The files folder: content kept under its own SHA-256, written once, never overwritten, never executed.

A file and the row that names it cannot share a transaction, so the order protects them: the file is complete
on disk (temporary name, fsync, rename) before the row is committed, and when the transaction fails the file
is removed again unless another row refers to the same content. A lock of the database per content keeps two
transactions on the same content from crossing.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from dondoc.documents.models import StoredFile

log = structlog.get_logger(__name__)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PRIVATE_FOLDER = 0o700
_fresh: ContextVar[list[str] | None] = ContextVar("dondoc_fresh_files", default=None)


def path_of(sha256: str) -> Path:
    """Return where the content of this digest lies, two levels of folders deep.

    Raises:
        ValueError: `sha256` is not a digest (so no name from outside ever becomes a path).
    """
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 digest")
    return Path(settings.FILES_FOLDER) / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def files_and_rows() -> Iterator[None]:
    """Run the block in one transaction; when it fails, the files that it wrote are removed with its rows.

    Blocks nest: the outermost one cleans up.
    """
    if _fresh.get() is not None:
        with transaction.atomic():
            yield
        return
    written: list[str] = []
    token = _fresh.set(written)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        _fresh.reset(token)
        for sha256 in written:
            _remove_unreferenced(sha256)
        raise
    _fresh.reset(token)


def put(content: bytes) -> str:
    """Keep `content` and return its SHA-256. Content that is there already is left untouched.

    Call it inside `files_and_rows()`, in the transaction that adds the row.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    _lock(sha256)
    target = path_of(sha256)
    if target.is_file() and target.stat().st_size == len(content):
        return sha256
    for folder in (target.parent.parent, target.parent):
        folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    # mkstemp makes the file 0600, in the same folder so that the rename is atomic.
    handle, temporary = mkstemp(prefix=".incoming-", dir=target.parent)
    fresh = _fresh.get()
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if fresh is not None:
            fresh.append(sha256)
        Path(temporary).replace(target)
        _sync_folder(target.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return sha256


def open_content(sha256: str) -> BinaryIO:
    """Open the content of this digest for reading.

    Raises:
        FileNotFoundError: it is not in the files folder.
    """
    return path_of(sha256).open("rb")


def _remove_unreferenced(sha256: str) -> None:
    try:
        with transaction.atomic():
            _lock(sha256)
            # Of any jurisdiction: content is shared by all of a server.
            if not StoredFile.objects.filter(sha256=sha256).exists():
                path_of(sha256).unlink(missing_ok=True)
    except DatabaseError:
        # The database is gone, so nobody can say whether the content is needed: keeping it harms nobody.
        log.warning("file_without_row_kept", sha256=sha256)


def _lock(sha256: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
