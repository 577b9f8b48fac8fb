"""What a gateway is sent and how it is signed. Pure but for the installation's key, which is an argument.

The form of the signature is the one that Stripe made common: the moment stands in what is signed, so that a request that
was overheard is worth nothing later.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

#: So many attempts without a yes, one after the other, and a gateway is stopped until a person looks at it.
MOST_FAILURES = 30
_LABEL = b"dondoc.notifications.webhook"
_GONE = 410


def secret_of(key: str, jurisdiction_id: int, salt: str) -> str:
    """Return a gateway's secret.

    Args:
        key: the installation's secret key.
        jurisdiction_id: whose gateway.
        salt: of the gateway, random.
    """
    said = _LABEL + f"/{jurisdiction_id}/{salt}".encode()
    return "dwh_" + base64.urlsafe_b64encode(hmac.digest(key.encode(), said, hashlib.sha256)).decode().rstrip("=")


def body_of(facts: Mapping[str, Any]) -> bytes:
    """Return the body: the same facts give the same bytes."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signature_of(secret: str, body: bytes, at: int) -> str:
    """Return the header X-Dondoc-Signature.

    Args:
        secret: of the gateway.
        body: the bytes that are sent.
        at: seconds since 1970.
    """
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


def is_yes(status: int) -> bool:
    """Whether the gateway took it."""
    return 200 <= status < 300  # noqa: PLR2004 - as HTTP has them


def is_gone(status: int) -> bool:
    """Whether the gateway says that it is there no more. Any other no may be a slip of its owner's and passes."""
    return status == _GONE
