"""The archive: a plain tar of the dump, the files, a manifest and a digest of all before it.

Every byte is covered: each member by its SHA-256 in the manifest, the manifest, all headers and all
padding by the digest in the last member, and what comes after that must be zeros of the right length.
"""

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from dondoc.backup.errors import BackupError, DamagedArchiveError
from dondoc.backup.progress import Progress, Silent

FORMAT = 1
DUMP = "database.dump"
MANIFEST = "manifest.json"
SEAL = "archive.sha256"
FILES = "files/"
CHUNK = 1 << 20
_SEAL_SIZE = 65
_LARGEST_MANIFEST = 1 << 30
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself.

    Attributes:
        created_at: when the snapshot of the database was taken (ISO 8601, UTC).
        version: the version of dondoc that wrote it.
        postgresql: the version of the server.
        pg_dump: the version of the program that wrote the dump.
        tables: each table with its number of rows in the snapshot.
        migrations: the applied migrations, `app.name`.
        members: name → (size, SHA-256) of the dump and of each file.
    """

    created_at: str
    version: str
    postgresql: str
    pg_dump: str
    tables: dict[str, int]
    migrations: list[str]
    members: dict[str, tuple[int, str]]

    @property
    def files(self) -> dict[str, tuple[int, str]]:
        """The stored files: path below the files folder → (size, SHA-256)."""
        return {name.removeprefix(FILES): value for name, value in self.members.items() if name.startswith(FILES)}

    def to_json(self) -> bytes:
        """Write the manifest as it stands in the archive.

        Returns:
            UTF-8 JSON.
        """
        body = {
            "format": FORMAT,
            "product": "dondoc",
            "version": self.version,
            "created_at": self.created_at,
            "postgresql": self.postgresql,
            "pg_dump": self.pg_dump,
            "database": {"tables": self.tables, "migrations": self.migrations},
            "members": [
                {"name": name, "size": size, "sha256": digest} for name, (size, digest) in self.members.items()
            ],
        }
        return json.dumps(body, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Read a manifest, believing nothing.

        Args:
            text: UTF-8 JSON.

        Returns:
            The manifest.

        Raises:
            DamagedArchiveError: it is not a manifest of this format.
        """
        try:
            body: dict[str, Any] = json.loads(text)
            if body["product"] != "dondoc":
                raise DamagedArchiveError("Tệp này không phải bản sao lưu của Đôn Đốc.")
            if body["format"] != FORMAT:
                raise DamagedArchiveError(
                    f"Bản sao lưu có định dạng {body['format']}, phiên bản này chỉ đọc được định dạng {FORMAT}. "
                    "Hãy cập nhật Đôn Đốc rồi chạy lại."
                )
            members = {str(each["name"]): (int(each["size"]), str(each["sha256"])) for each in body["members"]}
            if len(members) != len(body["members"]) or not all(
                _DIGEST.fullmatch(value) for _, value in members.values()
            ):
                raise DamagedArchiveError("Danh mục trong bản sao lưu không hợp lệ.")
            return cls(
                created_at=str(body["created_at"]),
                version=str(body["version"]),
                postgresql=str(body["postgresql"]),
                pg_dump=str(body["pg_dump"]),
                tables={str(name): int(rows) for name, rows in body["database"]["tables"].items()},
                migrations=[str(each) for each in body["database"]["migrations"]],
                members=members,
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise DamagedArchiveError("Không đọc được danh mục trong bản sao lưu.") from error


class Writer:
    """Writes an archive member by member.

    Args:
        stream: an empty binary file.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._sink = _HashingSink(stream)
        self._tar = tarfile.open(fileobj=self._sink, mode="w", format=tarfile.GNU_FORMAT)  # type: ignore[call-overload]  # noqa: SIM115 - closed by seal()
        self.members: dict[str, tuple[int, str]] = {}

    def add(self, name: str, source: BinaryIO, size: int, progress: Progress) -> str:
        """Append one member.

        Args:
            name: its name in the archive.
            source: where its bytes come from.
            size: how many there are.
            progress: who is told.

        Returns:
            Its SHA-256.

        Raises:
            BackupError: the source ended early.
        """
        reader = _HashingSource(source, progress)
        try:
            self._tar.addfile(_entry(name, size), reader)
        except OSError as error:
            if reader.count == size:
                raise
            raise BackupError(f"Tệp {name} ngắn lại trong khi đang sao lưu. Hãy chạy lại.") from error
        digest = reader.hash.hexdigest()
        self.members[name] = (size, digest)
        return digest

    def seal(self, manifest: Manifest) -> str:
        """Append the manifest and the digest of everything, and finish the archive.

        Args:
            manifest: the manifest, listing what was added.

        Returns:
            The digest in the last member.
        """
        text = manifest.to_json()
        self._tar.addfile(_entry(MANIFEST, len(text)), io.BytesIO(text))
        seal = self._sink.hash.hexdigest()
        self._tar.addfile(_entry(SEAL, _SEAL_SIZE), io.BytesIO(f"{seal}\n".encode()))
        self._tar.close()
        return seal


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose every byte was checked, held open so that it stays the same file.

    Attributes:
        manifest: what it holds.
        size: its bytes.
    """

    manifest: Manifest
    size: int
    _stream: BinaryIO
    _offsets: dict[str, int]

    def extract(self, name: str, target: Path, progress: Progress) -> None:
        """Write one member to a new file, checking it once more on the way.

        Args:
            name: the member's name.
            target: a path that does not exist yet.
            progress: who is told.

        Raises:
            DamagedArchiveError: the bytes changed since the check.
            OSError: the file cannot be written.
        """
        size, expected = self.manifest.members[name]
        self._stream.seek(self._offsets[name])
        seen = hashlib.sha256()
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as sink:
            for chunk in _chunks(self._stream, size):
                seen.update(chunk)
                sink.write(chunk)
                progress.advance(len(chunk))
            sink.flush()
            os.fsync(sink.fileno())
        if seen.hexdigest() != expected:
            raise DamagedArchiveError(f"Bản sao lưu thay đổi trong khi đang đọc ({name}).")


@contextmanager
def verified(path: Path, progress: Progress | None = None) -> Iterator[Archive]:
    """Open an archive after checking all of it.

    Args:
        path: the archive.
        progress: who is told.

    Yields:
        The checked archive.

    Raises:
        DamagedArchiveError: a byte is not what was written, or a member does not belong there.
        BackupError: the file cannot be read.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise BackupError(f"Không mở được {path}: {error.strerror}.") from error
    with stream:
        yield _check(stream, path, progress or Silent())


def _check(stream: BinaryIO, path: Path, progress: Progress) -> Archive:
    size = os.fstat(stream.fileno()).st_size
    damaged = f"Bản sao lưu {path} bị hỏng, bị cắt ngắn hoặc đã bị sửa"
    try:
        with tarfile.open(fileobj=stream, mode="r:") as tar:
            entries = tar.getmembers()
    except (tarfile.TarError, ValueError, OverflowError, RecursionError) as error:
        raise DamagedArchiveError(f"{path} không phải bản sao lưu của Đôn Đốc, hoặc đã bị hỏng.") from error
    names = [entry.name for entry in entries]
    if names[-2:] != [MANIFEST, SEAL] or names[:1] != [DUMP]:
        raise DamagedArchiveError(f"{damaged}: thiếu phần đầu hoặc phần cuối.")
    for entry in entries:
        if not entry.isreg() or entry.issparse() or not _is_proper(entry.name):
            raise DamagedArchiveError(f"{damaged}: có mục không được phép ({entry.name!r}).")
    if len(set(names)) != len(names):
        raise DamagedArchiveError(f"{damaged}: có mục bị lặp.")
    progress.phase("Kiểm tra bản sao lưu", size)
    digests, sealed = _digest_all(stream, entries, size, progress)
    seal = entries[-1]
    stream.seek(seal.offset_data)
    tail = stream.read()
    if tail[:_SEAL_SIZE] != f"{sealed}\n".encode() or seal.size != _SEAL_SIZE or any(tail[_SEAL_SIZE:]):
        raise DamagedArchiveError(f"{damaged}: mã kiểm tra của toàn tệp không khớp.")
    end = seal.offset_data + tarfile.BLOCKSIZE + 2 * tarfile.BLOCKSIZE
    if size != -(-end // tarfile.RECORDSIZE) * tarfile.RECORDSIZE:
        raise DamagedArchiveError(f"{damaged}: độ dài không đúng.")
    if entries[-2].size > _LARGEST_MANIFEST:
        raise DamagedArchiveError(f"{damaged}: danh mục quá lớn.")
    stream.seek(entries[-2].offset_data)
    manifest = Manifest.from_json(stream.read(entries[-2].size))
    if digests != manifest.members:
        wrong = sorted(
            name for name in digests.keys() | manifest.members.keys() if digests.get(name) != manifest.members.get(name)
        )
        raise DamagedArchiveError(f"{damaged}: mục {wrong[0]} thiếu, thừa hoặc không khớp mã kiểm tra.")
    return Archive(manifest, size, stream, {entry.name: entry.offset_data for entry in entries})


def _digest_all(
    stream: BinaryIO, entries: list[tarfile.TarInfo], size: int, progress: Progress
) -> tuple[dict[str, tuple[int, str]], str]:
    """Read the file once, front to back; returns the digests of the members and of all before the seal."""
    whole, digests, position = hashlib.sha256(), {}, 0
    stream.seek(0)
    for entry in entries[:-1]:
        if entry.offset_data < position or entry.offset_data + entry.size > size:
            raise DamagedArchiveError("Bản sao lưu bị cắt ngắn hoặc đã bị sửa.")
        whole.update(_exactly(stream, entry.offset_data - position))
        own = hashlib.sha256()
        for chunk in _chunks(stream, entry.size):
            own.update(chunk)
            whole.update(chunk)
            progress.advance(len(chunk))
        position = entry.offset_data + entry.size
        if entry.name != MANIFEST:
            digests[entry.name] = (entry.size, own.hexdigest())
    whole.update(_exactly(stream, entries[-1].offset - position))
    return digests, whole.hexdigest()


def _is_proper(name: str) -> bool:
    """Accept our own three names, and paths that stay below the files folder."""
    if name in {DUMP, MANIFEST, SEAL}:
        return True
    if not name.startswith(FILES) or "\\" in name or "\0" in name:
        return False
    return all(part not in {"", ".", ".."} for part in name.removeprefix(FILES).split("/"))


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _chunks(stream: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0:
        chunk = stream.read(min(size, CHUNK))
        if not chunk:
            raise DamagedArchiveError("Bản sao lưu bị cắt ngắn.")
        size -= len(chunk)
        yield chunk


def _exactly(stream: BinaryIO, size: int) -> bytes:
    if size < 0 or size > CHUNK:
        raise DamagedArchiveError("Bản sao lưu bị hỏng hoặc đã bị sửa.")
    return b"".join(_chunks(stream, size))


class _HashingSink:
    """A file to write to that keeps the digest of all that went by."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        return self._stream.write(data)

    def tell(self) -> int:
        return self._stream.tell()


class _HashingSource:
    """A file to read from that keeps the digest of all that went by."""

    def __init__(self, stream: BinaryIO, progress: Progress) -> None:
        self._stream = stream
        self._progress = progress
        self.hash = hashlib.sha256()
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.hash.update(data)
        self.count += len(data)
        self._progress.advance(len(data))
        return data
