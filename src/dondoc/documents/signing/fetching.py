"""The border to the network: one request, one answer. Nothing here is asked for unless a caller gives a `Fetch`."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from .errors import FetchProblem

# A CRL of a national CA has some megabytes; a time stamp or an OCSP answer some kilobytes.
_LARGEST = 20 * 1024 * 1024
_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Request:
    """One request: a GET without a body, a POST with one."""

    url: str
    body: bytes | None = None
    content_type: str = ""


Fetch = Callable[[Request], bytes]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002  the form is urllib's
        """Follow nothing: an address that the office allowed may not lead to one that it did not."""
        return


def http(seconds: float = _SECONDS, largest: int = _LARGEST) -> Fetch:
    """Return a way to ask over HTTP: no proxy of the environment, no redirect, bounded in time and size.

    Args:
        seconds: how long one answer may take to begin, and each piece of it to come.
        largest: how many bytes an answer may have.
    """
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())

    def fetch(request: Request) -> bytes:
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise FetchProblem(f"Địa chỉ dịch vụ “{request.url}” không phải là http hoặc https.")
        headers = {"Content-Type": request.content_type} if request.content_type else {}
        asked = urllib.request.Request(request.url, data=request.body, headers=headers)  # noqa: S310  checked above
        try:
            with opener.open(asked, timeout=seconds) as answer:
                data: bytes = answer.read(largest + 1)
        except (urllib.error.URLError, HTTPException, OSError, ValueError):
            raise FetchProblem(f"Không kết nối được dịch vụ {parts.hostname}. Hãy thử lại sau.") from None
        if len(data) > largest:
            raise FetchProblem(f"Dịch vụ {parts.hostname} trả lời quá dài, đã bỏ.")
        return data

    return fetch
