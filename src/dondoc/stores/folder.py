"""A folder as a store: a file gets its name only when it is whole and on the disk."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from .base import Entry, StoreError, compare, digest, name_of

_PRIVATE = 0o700


class FolderStore:
    """A folder that only this system writes to.

    Args:
        folder: may be missing until something is kept in it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def label(self) -> str:
        """The folder's path."""
        return str(self.folder)

    def check(self) -> None:
        """See whether the folder can be written to; one that is missing is made when it is needed (see `Store`)."""
        if self.folder.exists() and not (self.folder.is_dir() and os.access(self.folder, os.W_OK | os.X_OK)):
            raise StoreError(f"Không ghi được vào thư mục tệp {self.folder}.", "EACCES")

    def size_of(self, sha256: str) -> int | None:
        """Tell how many bytes are kept under a digest, None where nothing is (see `Store`)."""
        with _told():
            try:
                status = self._path(sha256).stat()
            except FileNotFoundError:
                return None
        return status.st_size if stat.S_ISREG(status.st_mode) else None

    def put(self, sha256: str, content: BinaryIO) -> None:
        """Keep content: temporary name, fsync, rename (see `Store`)."""
        target = self._path(sha256)
        with _told():
            for folder in (target.parent.parent, target.parent):
                folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            # mkstemp makes the file 0600, in the same folder so that the rename is atomic.
            handle, temporary = mkstemp(prefix=".incoming-", dir=target.parent)
            try:
                with os.fdopen(handle, "wb") as out:
                    shutil.copyfileobj(content, out)
                    out.flush()
                    os.fsync(out.fileno())
                Path(temporary).replace(target)
                _sync_folder(target.parent)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise

    def open(self, sha256: str) -> BinaryIO:
        """Open content after it was compared with its digest (see `Store`)."""
        with _told():
            found = self._path(sha256).open("rb")
            try:
                compare(digest(found), sha256)
                found.seek(0)
            except BaseException:
                found.close()
                raise
            return found

    def remove(self, sha256: str) -> None:
        """Take content away (see `Store`)."""
        with _told():
            self._path(sha256).unlink(missing_ok=True)

    def listing(self) -> tuple[list[Entry], list[str]]:
        """List all regular files; what is still being written has a name with a dot in front (see `Store`)."""
        warnings: list[str] = []

        def walk(below: Path, prefix: str) -> Iterator[Entry]:
            for entry in sorted(os.scandir(below), key=lambda each: each.name):
                if entry.name.startswith("."):
                    continue
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    yield from walk(Path(entry.path), f"{prefix}{entry.name}/")
                elif stat.S_ISREG(status.st_mode) and _can_be_named(entry.name):
                    yield Entry(prefix + entry.name, status.st_size)
                else:
                    warnings.append(f"Bỏ qua {entry.path!r}: không phải tệp thường, hoặc tên không hợp lệ.")

        with _told():
            return (list(walk(self.folder, "")) if self.folder.is_dir() else []), warnings

    def stream(self, name: str) -> BinaryIO:
        """Open an entry to be read once (see `Store`)."""
        with _told():
            return os.fdopen(os.open(self.folder / name, os.O_RDONLY | os.O_NOFOLLOW), "rb")

    def _path(self, sha256: str) -> Path:
        return self.folder / name_of(sha256)


@contextmanager
def _told() -> Iterator[None]:
    """Say of the machine's refusals what any store says; that something is missing stays as it is."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        kind = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise StoreError(f"Không dùng được thư mục tệp: {error.strerror or error}.", kind) from error


def _can_be_named(name: str) -> bool:
    """Accept names that every system reads alike: UTF-8, no backslash."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return "\\" not in name


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
