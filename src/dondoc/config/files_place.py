"""Where the environment says that files are kept: nothing is said for the folder, or a bucket is named. No Django."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from dondoc.embedded.errors import EmbeddedError, reason
from dondoc.stores import BucketPlace

_PREFIX = "DONDOC_FILES_S3_"
_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


def bucket_place() -> BucketPlace | None:
    """Read DONDOC_FILES_S3_…; the table in README says what each means.

    Returns:
        The bucket, or None where DONDOC_FILES_S3_BUCKET names none and files lie in the folder.

    Raises:
        EmbeddedError: something is missing, cannot be read or is not understood; a sentence without the key.
    """
    bucket = _value("BUCKET")
    if not bucket:
        return None
    if find_spec("boto3") is None or find_spec("storages") is None:
        raise EmbeddedError(
            f"{_PREFIX}BUCKET đã đặt nhưng máy này thiếu gói cho S3. Hãy cài dondoc[s3], hoặc bỏ biến này để dùng thư mục."
        )
    endpoint = _value("ENDPOINT")
    if endpoint and not endpoint.startswith(("http://", "https://")):
        raise EmbeddedError(f"{_PREFIX}ENDPOINT phải bắt đầu bằng https:// (hoặc http://).")
    prefix = _value("PREFIX", "files/").lstrip("/")
    return BucketPlace(
        bucket=bucket,
        key_id=_secret("KEY_ID"),
        secret=_secret("SECRET"),
        endpoint=endpoint,
        region=_value("REGION", "us-east-1"),
        prefix=f"{prefix.rstrip('/')}/" if prefix else "",
        # Servers of one's own have no name of their own for each bucket.
        path_style=_yes("PATH_STYLE", default=bool(endpoint)),
    )


def _value(name: str, default: str = "") -> str:
    return os.environ.get(_PREFIX + name, default).strip()


def _yes(name: str, *, default: bool) -> bool:
    said = _value(name).lower()
    if said and said not in _TRUE | _FALSE:
        raise EmbeddedError(f"{_PREFIX}{name} phải là true hoặc false.")
    return said in _TRUE if said else default


def _secret(name: str) -> str:
    """From the environment, or from a file (systemd's credentials, a mounted secret) so that no process list has it."""
    if found := _value(name):
        return found
    path = _value(f"{name}_FILE")
    if not path:
        raise EmbeddedError(f"Thiếu {_PREFIX}{name} (hoặc {_PREFIX}{name}_FILE, tên tệp chứa giá trị đó).")
    try:
        found = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "không phải UTF-8"
        raise EmbeddedError(f"Không đọc được {path} của {_PREFIX}{name}_FILE: {why}.") from error
    if not found:
        raise EmbeddedError(f"Tệp {path} của {_PREFIX}{name}_FILE rỗng.")
    return found
