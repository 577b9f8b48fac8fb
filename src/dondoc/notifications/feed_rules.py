"""The form of a calendar link's secret. Pure."""

from __future__ import annotations

import hashlib
import re
import secrets

_SECRET = re.compile(r"ddl_([1-9][0-9]{0,18})_[A-Za-z0-9_-]{43}")
_LARGEST_ID = 2**63 - 1


def new_secret(jurisdiction_id: int) -> str:
    """Return a new secret: 256 random bits behind whose province it opens, by which it is looked up."""
    return f"ddl_{jurisdiction_id}_{secrets.token_urlsafe(32)}"


def secret_jurisdiction(secret: str) -> int | None:
    """Return the jurisdiction that a secret names, None where the text is none."""
    match = _SECRET.fullmatch(secret)
    return int(match[1]) if match and int(match[1]) <= _LARGEST_ID else None


def secret_digest(secret: str) -> bytes:
    """Return what is kept of a secret. It is random and long: a plain SHA-256 cannot be turned back."""
    return hashlib.sha256(secret.encode()).digest()
