"""Content of files and the rows that name it: kept under its own SHA-256, written once, never overwritten, never executed.

Where it lies is `dondoc.stores`' matter: the files folder, or a bucket where one is set. Content and the row that names
it cannot share a transaction, so the order protects them: the content is whole in the store before the row is
committed, and when the transaction fails it is removed again unless another row refers to the same content. A lock of
the database per content keeps two transactions on the same content from crossing. What is opened was compared with its
digest first. Nobody gets an address of stored content: every way out is a view that has asked for permission.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from dondoc.documents.models import StoredFile
from dondoc.foundation.errors import NotFound, Unavailable
from dondoc.stores import DamagedContentError, Store, StoreError, lock_key, store_at

log = structlog.get_logger(__name__)
_fresh: ContextVar[list[str] | None] = ContextVar("dondoc_fresh_files", default=None)


def store() -> Store:
    """Return where this installation keeps content."""
    return store_at(Path(settings.FILES_FOLDER), settings.FILES_BUCKET)


@contextmanager
def files_and_rows() -> Iterator[None]:
    """Run the block in one transaction; when it fails, the content that it wrote is removed with its rows.

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

    Raises:
        Unavailable: the store does not take it; nothing is kept.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    _lock(sha256)
    kept = store()
    fresh = _fresh.get()
    try:
        if kept.size_of(sha256) == len(content):
            return sha256
        if fresh is not None:
            # Before it is tried: a store may have kept what it did not confirm.
            fresh.append(sha256)
        kept.put(sha256, BytesIO(content))
    except StoreError as error:
        log.error("file_not_kept", kind=error.kind, size=len(content))  # noqa: TRY400  the kind says enough
        raise Unavailable(
            _(
                "Kho lưu tệp không nhận được tệp nên chưa có gì được lưu. Hãy thử lại sau ít phút, hoặc báo quản trị hệ thống."
            ),
            code="store_unavailable",
        ) from None
    return sha256


def open_content(sha256: str) -> BinaryIO:
    """Open the content of this digest for reading, after all of it was compared with the digest.

    Raises:
        FileNotFoundError: it is not in the store.
        NotFound: what is there is not what was kept.
        Unavailable: the store does not answer.
    """
    try:
        return store().open(sha256)
    except DamagedContentError:
        log.error("file_damaged", sha256=sha256)  # noqa: TRY400  the digest says enough
        raise NotFound(
            _("Tệp trong kho lưu trữ đã hỏng nên không được trao. Hãy báo quản trị hệ thống khôi phục từ bản sao lưu."),
            code="file_damaged",
        ) from None
    except StoreError as error:
        log.error("file_not_opened", kind=error.kind)  # noqa: TRY400
        raise Unavailable(
            _("Kho lưu tệp không trả lời nên chưa mở được tệp. Hãy thử lại sau ít phút, hoặc báo quản trị hệ thống."),
            code="store_unavailable",
        ) from None


def _remove_unreferenced(sha256: str) -> None:
    try:
        with transaction.atomic():
            _lock(sha256)
            # Of any jurisdiction: content is shared by all of a server.
            if not StoredFile.objects.filter(sha256=sha256).exists():
                store().remove(sha256)
    except (DatabaseError, StoreError):
        # Nobody can say whether the content is needed, or take it away: keeping it harms nobody.
        log.warning("file_without_row_kept", sha256=sha256)


def _lock(sha256: str) -> None:
    # The same lock is taken by dondoc.backup.sweep.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock_key(sha256)])
