"""A bucket behind the S3 API as a store, through django-storages: private objects, no address ever given out.

An object is in the bucket whole or not at all (one PUT, whatever its size), and the signature covers the SHA-256 of its
bytes, so a server refuses what was changed or cut short on the way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BufferedReader, RawIOBase
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, cast

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from .base import PIECE, Entry, StoreError, compare, name_of
from .place import BucketPlace

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# One PUT takes so much; in parts a broken upload would leave parts behind that nobody sees and everybody pays.
_LARGEST_PUT = 5 * 1024**3
_CONNECT_SECONDS, _READ_SECONDS, _TRIES = 5, 60, 2
# What is larger lies in a file without a name while it is looked at.
_IN_MEMORY = 4 * 1024 * 1024
_NOT_FOUND = 404


class _Private(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """django-storages' bucket, told everything by us: neither Django's settings nor AWS_… variables change it."""

    def __init__(self, place: BucketPlace) -> None:
        self._place = place
        super().__init__()

    def get_default_settings(self) -> dict[str, Any]:
        """Say what django-storages would look up."""
        place = self._place
        style = "path" if place.path_style else "virtual"
        return dict.fromkeys(
            (
                "security_token", "session_profile", "custom_domain", "cloudfront_key_id", "cloudfront_key", "proxies",
                "verify", "default_acl", "signature_version", "addressing_style",
            )
        ) | {
            "access_key": place.key_id,
            "secret_key": place.secret,
            "bucket_name": place.bucket,
            "endpoint_url": place.endpoint or None,
            "region_name": place.region,
            "location": place.prefix,
            "file_overwrite": True,
            "object_parameters": {},
            "querystring_auth": True,
            "querystring_expire": 0,
            "file_name_charset": "utf-8",
            "gzip": False,
            "gzip_content_types": (),
            "url_protocol": "https:",
            "use_ssl": True,
            "max_memory_size": _IN_MEMORY,
            "use_threads": True,
            "transfer_config": TransferConfig(multipart_threshold=_LARGEST_PUT, use_threads=False),
            "client_config": Config(
                connect_timeout=_CONNECT_SECONDS,
                read_timeout=_READ_SECONDS,
                retries={"total_max_attempts": _TRIES, "mode": "standard"},
                # The newer checksums in trailers are what servers other than Amazon's stumble over.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                signature_version="s3v4",
                s3={"addressing_style": style, "payload_signing_enabled": True},
            ),
        }  # fmt: skip

    @property
    def bucket(self) -> Any:
        """The bucket as this thread's own object: boto3's are not to be shared."""
        return self.connection.Bucket(self.bucket_name)

    def url(self, *_arguments: object, **_options: object) -> NoReturn:
        """Refuse: whoever may read content gets it through the permission check, never by an address."""
        raise NotImplementedError("stored content has no address")


class S3Store:
    """A bucket, or the part of one under a prefix, that only one installation writes to.

    Args:
        place: where it is and with which key.
    """

    def __init__(self, place: BucketPlace) -> None:
        self._place = place
        self._storage = _Private(place)

    @property
    def label(self) -> str:
        """Where it is, without the key."""
        return f"s3://{self._place.bucket}/{self._place.prefix}"

    def check(self) -> None:
        """See whether the server answers, knows the key and has the bucket (see `Store`)."""
        try:
            with self._asked():
                self._client.head_bucket(Bucket=self._place.bucket)
        except FileNotFoundError as error:
            raise StoreError(f"Không có kho {self.label}.", "NoSuchBucket") from error

    def size_of(self, sha256: str) -> int | None:
        """Tell how many bytes are kept under a digest, None where nothing is (see `Store`)."""
        try:
            with self._asked():
                return int(self._client.head_object(**self._at(name_of(sha256)))["ContentLength"])
        except FileNotFoundError:
            return None

    def put(self, sha256: str, content: BinaryIO) -> None:
        """Keep content in one PUT (see `Store`)."""
        name = name_of(sha256)
        try:
            with self._asked():
                self._storage.save(name, content)
        except FileNotFoundError as error:  # here it is the bucket that is missing
            raise StoreError(f"Không có kho {self.label}.", "NoSuchBucket") from error

    def open(self, sha256: str) -> BinaryIO:
        """Fetch content whole and compare it with its digest before any of it is given (see `Store`)."""
        # Closed by whom it is given to.
        kept = cast("BinaryIO", SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115
        seen = hashlib.sha256()
        try:
            # `closing`: entered itself, the body gives the bare socket's stream, which takes a cut for an end.
            with self._asked(), closing(self._client.get_object(**self._at(name_of(sha256)))["Body"]) as body:
                while piece := body.read(PIECE):
                    seen.update(piece)
                    kept.write(piece)
            compare(seen.hexdigest(), sha256)
            kept.seek(0)
        except BaseException:
            kept.close()
            raise
        return kept

    def remove(self, sha256: str) -> None:
        """Take content away (see `Store`)."""
        with self._asked():
            self._client.delete_object(**self._at(name_of(sha256)))

    def listing(self) -> tuple[list[Entry], list[str]]:
        """List all that lies under the prefix (see `Store`)."""
        prefix = self._place.prefix
        found: list[Entry] = []
        try:
            with self._asked():
                pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._place.bucket, Prefix=prefix)
                for page in pages:
                    for each in page.get("Contents", ()):
                        name = each["Key"].removeprefix(prefix)
                        if name and not name.endswith("/"):  # some consoles make "folders"
                            found.append(Entry(name, int(each["Size"])))
        except FileNotFoundError as error:
            raise StoreError(f"Không có kho {self.label}.", "NoSuchBucket") from error
        return sorted(found, key=lambda each: each.name), []

    def stream(self, name: str) -> BinaryIO:
        """Open an entry to be read once (see `Store`)."""
        with self._asked():
            body = self._client.get_object(**self._at(name))["Body"]
        return cast("BinaryIO", BufferedReader(_Body(body, self), PIECE))

    @property
    def _client(self) -> Any:
        return self._storage.connection.meta.client

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self._place.bucket, "Key": self._place.prefix + name}

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """Say of the server's refusals and of its silence what any store says."""
        try:
            yield
        except ClientError as error:
            told = error.response
            if told.get("ResponseMetadata", {}).get("HTTPStatusCode") == _NOT_FOUND:
                raise FileNotFoundError(self.label) from error
            kind = str(told.get("Error", {}).get("Code", "ClientError"))
            raise StoreError(f"Kho {self.label} từ chối ({kind}).", kind) from error
        except BotoCoreError as error:
            kind = type(error).__name__
            raise StoreError(f"Kho {self.label} không trả lời ({kind}).", kind) from error


class _Body(RawIOBase):
    """An answer's bytes as a file, which says what any store says when the server stops half-way."""

    def __init__(self, body: Any, store: S3Store) -> None:
        self._body = body
        self._store = store

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        with self._store._asked():  # noqa: SLF001  of this file
            piece: bytes = self._body.read(len(room))
        room[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._body.close()
        super().close()
