"""The server's secret key: made once, kept in the home folder, readable by its owner only."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from dondoc.embedded.errors import EmbeddedError, reason


def secret_key(home: Path) -> str:
    """Return the secret key kept in `home`, making it the first time.

    Two processes that start at once agree: the file gets its name whole and only once, whoever is second reads
    it. An empty one, left by a computer that lost its power, is made again.

    Raises:
        EmbeddedError: it can be neither read nor made.
    """
    path = home / "secret_key"
    try:
        return _kept(path) or _made(path)
    except OSError as error:
        raise EmbeddedError(f"Không đọc hoặc tạo được khoá bí mật {path}: {reason(error)}.") from error


def _kept(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def _made(path: Path) -> str:
    key = secrets.token_urlsafe(48)
    handle, name = tempfile.mkstemp(prefix=".secret_key-", dir=path.parent)
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
