"""Which store an installation has: plain facts, and the store that they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from .base import Store
from .folder import FolderStore


@dataclass(frozen=True, slots=True)
class BucketPlace:
    """A bucket behind the S3 API.

    Attributes:
        bucket: its name; it is there already, closed to the public.
        key_id, secret: the key of an account that may read, write, list and delete in it.
        endpoint: the server's address ("https://s3.example.vn"); empty for Amazon's own.
        region: as the server wants it in signatures.
        prefix: before every name, so that a bucket may hold other things too; ends in "/" unless it is empty.
        path_style: whether the bucket's name stands in the path, not in the server's name.
    """

    bucket: str
    key_id: str = field(repr=False)
    secret: str = field(repr=False)
    endpoint: str = ""
    region: str = "us-east-1"
    prefix: str = "files/"
    path_style: bool = True


def store_at(folder: Path, bucket: BucketPlace | None) -> Store:
    """Return the store of an installation.

    Args:
        folder: where files are where no bucket is named.
        bucket: the bucket, if one is named.

    Returns:
        The store; that of a bucket is made once, for it keeps connections.
    """
    return FolderStore(folder) if bucket is None else _bucket(bucket)


@lru_cache(maxsize=4)
def _bucket(place: BucketPlace) -> Store:
    from .s3 import S3Store  # noqa: PLC0415  the S3 client takes time to load and room; most offices have a folder

    return S3Store(place)
