"""The file of readings: one line of JSON a document, each whole or not there; what is done is known again.

A run that was killed leaves whole lines and perhaps a last one without its end, which the next run drops. Which file
was read with which content is kept beside the run in a scratch database of SQLite, on disk where it grows large: memory
does not depend on the number of documents.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import stat
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from .jobs import RETRIED

_HEAD = re.compile(
    rb'\{"file": (?P<file>"(?:[^"\\]|\\.)*"), "sha256": (?:"(?P<digest>[0-9a-f]{64})"|null), '
    rb'"(?:reading|error": \{"code": "(?P<code>\w+))"'
)
_BEGIN = b'{"file": "'
_PIECE = 64 * 1024
_SCHEMA = """
CREATE TABLE document (file BLOB PRIMARY KEY, digest TEXT NOT NULL, code TEXT NOT NULL, claimed INTEGER NOT NULL) WITHOUT ROWID
"""


class OutputRefused(Exception):  # noqa: N818  a refusal
    """The file cannot take readings; the message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Known:
    """The content that an earlier run read, and the code of the error where it could not be read."""

    digest: str = ""
    code: str = ""


class Output:
    """The file, open for adding; `open` makes one."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._end = 0
        self._known = sqlite3.connect("", isolation_level=None)
        self._known.execute(_SCHEMA)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the file, learn what it holds, and drop a line that a killed run left unfinished.

        Raises:
            OutputRefused: it holds something else, is in use by another run, or cannot be written.
        """
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        except OSError as error:
            raise OutputRefused(f"Không ghi được vào “{path}”: {error.strerror}.") from error
        try:
            _check(descriptor, path)
            output = cls(path, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        try:
            output._learn()
        except BaseException:
            output.close()
            raise
        return output

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Make sure that the lines are on the disk, and close."""
        self._known.close()
        with contextlib.suppress(OSError):
            os.fsync(self._descriptor)
        os.close(self._descriptor)

    def claim(self, file: str) -> Known | None:
        """Take a file for this run.

        Returns:
            What an earlier run found (nothing: two empty strings); None where this run has taken it already.
        """
        key = os.fsencode(file)
        row = self._known.execute("SELECT digest, code, claimed FROM document WHERE file = ?", (key,)).fetchone()
        if row and row[2]:
            return None
        self._known.execute(
            "INSERT INTO document VALUES (?, '', '', 1) ON CONFLICT (file) DO UPDATE SET claimed = 1", (key,)
        )
        return Known(row[0], row[1]) if row else Known()

    def write(self, line: str) -> None:
        """Add a line.

        Raises:
            OutputRefused: the disk does not take it; nothing of it is left in the file.
        """
        data = memoryview(line.encode() + b"\n")
        try:
            at = 0
            while at < len(data):
                at += os.write(self._descriptor, data[at:])
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self._end)
            raise OutputRefused(f"Không ghi tiếp được vào “{self.path}”: {error.strerror}.") from error
        self._end += len(data)

    def _learn(self) -> None:
        self._known.execute("BEGIN")
        with os.fdopen(os.dup(self._descriptor), "rb") as file:
            first = True
            while True:
                head, last, size = _next_line(file)
                if first and not (head.startswith(_BEGIN) or (_BEGIN.startswith(head) and last != b"\n")):
                    raise OutputRefused(
                        f"“{self.path}” đã có nội dung khác, không phải kết quả đọc: hãy chọn tên tệp khác."
                    )
                first = False
                if last != b"\n":
                    break
                self._end += size
                self._keep(head)
        self._known.execute("COMMIT")
        if size:
            os.ftruncate(self._descriptor, self._end)

    def _keep(self, head: bytes) -> None:
        found = _HEAD.match(head)
        if found is None:
            return
        code = (found["code"] or b"").decode()
        digest = "" if code in RETRIED else (found["digest"] or b"").decode()
        self._known.execute(
            "INSERT OR REPLACE INTO document VALUES (?, ?, ?, 0)",
            (os.fsencode(json.loads(found["file"])), digest, code),
        )


def _next_line(file: BinaryIO) -> tuple[bytes, bytes, int]:
    """The beginning of a line, its last byte, and its length: a long line is not held."""
    piece = head = file.readline(_PIECE)
    size = len(piece)
    while piece and not piece.endswith(b"\n"):
        more = file.readline(_PIECE)
        if not more:
            break
        piece = more
        size += len(piece)
    return head, piece[-1:], size


def _check(descriptor: int, path: Path) -> None:
    """A file on a disk, and one writer at a time where the system can tell."""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise OutputRefused(f"“{path}” không phải là tệp thường: --out cần một tệp trên đĩa.")
    try:
        import fcntl  # noqa: PLC0415  not on every system
    except ImportError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise OutputRefused(f"Một lệnh khác đang ghi vào “{path}”: hãy đợi lệnh đó xong.") from error
