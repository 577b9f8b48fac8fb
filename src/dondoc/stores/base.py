"""What every store does, and what can go wrong in it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import BinaryIO, Protocol

PIECE = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


class StoreError(Exception):
    """The store does not answer, refuses, or has no room; what was asked of it did not happen, or nobody knows.

    Attributes:
        kind: what went wrong, for the log ("EndpointConnectionError", "AccessDenied", "ENOSPC").
    """

    def __init__(self, message: str, kind: str) -> None:
        super().__init__(message)
        self.kind = kind


class DamagedContentError(Exception):
    """Content that is not what its name says: somebody or something changed it behind our back."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that lies in a store.

    Attributes:
        name: its path in the store, with "/" between the parts.
        size: its bytes.
    """

    name: str
    size: int


class Store(Protocol):
    """Content by its SHA-256. Nothing in it is ever changed; who is not ours gets no address of it."""

    @property
    def label(self) -> str:
        """Where this is, for people and for the journal of a restore; without a key."""

    def check(self) -> None:
        """See whether the store answers, without touching what is in it.

        Raises:
            StoreError: it does not, or is not there.
        """

    def size_of(self, sha256: str) -> int | None:
        """Tell how many bytes are kept under a digest, None where nothing is.

        Raises:
            ValueError: it is no digest.
            StoreError: the store cannot be asked.
        """

    def put(self, sha256: str, content: BinaryIO) -> None:
        """Keep content. It is in the store whole or not at all, and still there after a power cut.

        Args:
            sha256: its digest, which the caller knows.
            content: a seekable file at its beginning; it stays open.

        Raises:
            StoreError: it could not be kept.
        """

    def open(self, sha256: str) -> BinaryIO:
        """Open content after all of it was compared with its digest: not one byte of damaged content is given.

        Returns:
            A seekable file at its beginning.

        Raises:
            FileNotFoundError: nothing is kept under this digest.
            DamagedContentError: what is kept is something else.
            StoreError: the store cannot be asked, or stopped half-way.
        """

    def remove(self, sha256: str) -> None:
        """Take content away; nothing happens where there is none.

        Raises:
            StoreError: nobody knows whether it is gone.
        """

    def listing(self) -> tuple[list[Entry], list[str]]:
        """List all that lies there, in the order of the names.

        Returns:
            The entries, and Vietnamese sentences on what had to be left out.

        Raises:
            StoreError: the store cannot be asked.
        """

    def stream(self, name: str) -> BinaryIO:
        """Open an entry of `listing` to be read once from its beginning, compared with nothing (a backup takes all).

        Raises:
            FileNotFoundError: it is gone.
            StoreError: the store cannot be asked; also later, while it is read.
        """


def name_of(sha256: str) -> str:
    """Return the name under which content lies in a store: two levels of folders deep.

    Raises:
        ValueError: `sha256` is not a digest (so no name from outside ever becomes a path).
    """
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 digest")
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def digest_of(name: str) -> str | None:
    """Return the digest of an entry that a store of ours has written, None for anything else that lies there."""
    last = name.rpartition("/")[2]
    return last if _SHA256.fullmatch(last) and name == name_of(last) else None


def lock_key(sha256: str) -> int:
    """Return the key of the database's advisory lock under which content and its rows are looked at and changed."""
    return int(sha256[:15], 16)


def digest(content: BinaryIO) -> str:
    """Return the SHA-256 of a file from where it stands to its end."""
    seen = hashlib.sha256()
    while piece := content.read(PIECE):
        seen.update(piece)
    return seen.hexdigest()


def compare(found: str, sha256: str) -> None:
    """Refuse content whose digest is another than that under which it was kept.

    Raises:
        DamagedContentError: it is.
    """
    if found != sha256:
        raise DamagedContentError(sha256)
