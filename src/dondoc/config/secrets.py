"""The server's secret keys: each made once, kept in the home folder, readable by its owner only."""

from __future__ import annotations

import os
import secrets
import tempfile
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path

from dondoc.embedded.errors import EmbeddedError, reason


def secret_key(home: Path) -> str:
    """Return the secret key kept in `home`, making it the first time.

    Two processes that start at once agree: the file gets its name whole and only once, whoever is second reads
    it. An empty one, left by a computer that lost its power, is made again.

    Raises:
        EmbeddedError: it can be neither read nor made.
    """
    return _secret(home / "secret_key", lambda: secrets.token_urlsafe(48))


def push_key(home: Path) -> str:
    """Return the key by which push services know this installation, made as `secret_key` is: a scalar of the curve P-256.

    Raises:
        EmbeddedError: it can be neither read nor made.
    """

    def made() -> str:
        scalar = 1 + secrets.randbelow(_P256_ORDER - 1)
        return urlsafe_b64encode(scalar.to_bytes(32, "big")).decode().rstrip("=")

    return _secret(home / "push_key", made)


# How many points the curve has (SEC 2, 2.4.2).
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def _secret(path: Path, make: Callable[[], str]) -> str:
    try:
        return _kept(path) or _made(path, make())
    except OSError as error:
        raise EmbeddedError(f"Không đọc hoặc tạo được khoá bí mật {path}: {reason(error)}.") from error


def _kept(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def _made(path: Path, key: str) -> str:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            Path(name).replace(path)
            return key
        try:
            # Not a rename: that would take the place of another process's key.
            os.link(name, path)
        except FileExistsError:
            return _kept(path)
        return key
    finally:
        Path(name).unlink(missing_ok=True)
