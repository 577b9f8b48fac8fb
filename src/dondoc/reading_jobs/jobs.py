"""One document of many: what a worker is asked, what it answers, and how it finds the answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dondoc.reading import ReadingError, read_bytes
from dondoc.reading.errors import FileNotReadable
from dondoc.reading.reader import too_large

MEGABYTE = 1024 * 1024
Status = Literal["read", "failed", "same"]

# The document is not to blame for these, or may not be: the next run tries it again.
RETRIED = frozenset({"worker_died", "timed_out", "out_of_memory", "internal", "not_found", "not_shared"})


class EngineFailure(Exception):  # noqa: N818  it is the engine that failed, no document
    """The workers cannot work at all; the message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take.

    Attributes:
        size: the largest file, in bytes.
        seconds: the longest time.
        memory: the largest address space of a worker process, in bytes (where the system can limit it).
    """

    size: int = 50 * MEGABYTE
    seconds: float = 120.0
    memory: int = 2048 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read.

    Attributes:
        file: the name it has in the output.
        path: where the worker finds it.
        known: the SHA-256 of the content that an earlier run has read, "" where none has.
    """

    file: str
    path: str
    known: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: `line` is the finished line of the output, without its line end."""

    file: str
    status: Status
    line: str = ""
    code: str = ""
    message: str = ""


def failed(file: str, digest: str | None, code: str, message: str) -> Outcome:
    """The outcome for a document that could not be read."""
    body = {"file": file, "sha256": digest, "error": {"code": code, "message": message}}
    return Outcome(file, "failed", _json(body), code, message)


def digest_of(path: str) -> str | None:
    """The SHA-256 of a file's content, None where it cannot be opened."""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def read_job(job: Job, limit: int) -> Outcome:
    """Read one document.

    Args:
        job: which.
        limit: the largest file accepted, in bytes.

    Returns:
        Its outcome; "same" where the content is what `job.known` says.
    """
    digest = None
    try:
        data, digest, size = _content(Path(job.path), limit)
        if digest == job.known:
            return Outcome(job.file, "same")
        if data is None:
            error = too_large(size, limit)
            return failed(job.file, digest, error.code, error.message)
        reading = read_bytes(data, Path(job.path).name, limit=limit)
    except ReadingError as refused:
        return failed(job.file, digest, refused.code, refused.message)
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001  a fault of the reader must not cost the other documents
        return failed(job.file, digest, "internal", f"Bộ đọc gặp lỗi ({type(fault).__name__}): hãy báo kèm tệp này.")
    return Outcome(job.file, "read", _json({"file": job.file, "sha256": digest, "reading": reading.to_dict()}))


def _content(path: Path, limit: int) -> tuple[bytes | None, str, int]:
    """The content (None where it is above the limit), its SHA-256 and its size."""
    try:
        if not path.is_file():
            raise FileNotReadable(f"Không có tệp “{path.name}”: kiểm tra lại đường dẫn.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
            if len(data) <= limit:
                return data, hashlib.sha256(data).hexdigest(), len(data)
            del data
            file.seek(0)
            return None, hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size
    except OSError as error:
        raise FileNotReadable(f"Không mở được tệp “{path.name}”: {error.strerror or 'lỗi hệ thống'}.") from error


def _json(body: Mapping[str, object]) -> str:
    line = json.dumps(body, ensure_ascii=False)
    # A file's name may hold bytes that are no UTF-8: escaped, so that the line is.
    return line if _encodable(line) else json.dumps(body)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
