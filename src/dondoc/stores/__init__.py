"""Where the content of files is kept: a folder, or a bucket behind the S3 API. Under its own SHA-256, written once.

Knows no database and no settings: who uses a store keeps its content and the rows that name it in step.
`dondoc.stores.s3` is imported only where a bucket is named.
"""

from .base import DamagedContentError, Entry, Store, StoreError, digest_of, lock_key, name_of
from .folder import FolderStore
from .place import BucketPlace, store_at

__all__ = [
    "BucketPlace",
    "DamagedContentError",
    "Entry",
    "FolderStore",
    "Store",
    "StoreError",
    "digest_of",
    "lock_key",
    "name_of",
    "store_at",
]
