"""A POST to an address that somebody typed in or a browser named: never one within our own net, never longer than is bearable.

The name is resolved here, each of its addresses judged, and the connection made to the very address that was judged: a
name that answers otherwise the second time (DNS rebinding) leads nowhere. Redirects are not followed.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput

_MOST_BYTES = 1 << 16
MOST_URL = 500


class Forbidden(Exception):  # noqa: N818 - named for what it says
    """The address lies within our own net, or is none that may be written to."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request goes, and within what time.

    Attributes:
        url: the address.
        inner_hosts: names that may lie within our own net and be spoken to without TLS.
        timeout: seconds without a byte, and for the whole answer.
    """

    url: str
    inner_hosts: Collection[str] = ()
    timeout: float = 15.0


def checked_url(url: str, *, inner_hosts: Collection[str], field: str, most: int = MOST_URL) -> str:
    """Return an address as it may be kept; where its name leads is judged when it is spoken to.

    Args:
        url: as typed.
        inner_hosts: names that may be spoken to without TLS.
        field: the argument that it was given in.
        most: how many letters it may have.

    Raises:
        BadInput: it is no https address with a name of its own.
    """
    url = url.strip()
    try:
        parts = _parts(url, inner_hosts)
    except Forbidden:
        parts = None
    if parts is None or len(url) > most:
        raise BadInput(
            _("Địa chỉ phải bắt đầu bằng https:// và không chứa tên đăng nhập."), code="bad_url", field=field
        )
    return url


def post(place: Place, body: bytes, headers: Mapping[str, str]) -> int:
    """Send bytes and return the status of the answer; what else it says is not read.

    Args:
        place: where.
        body: the bytes.
        headers: beside Host and Content-Length.

    Raises:
        Forbidden: the name leads into our own net.
        OSError: no connection, or no answer in time (`TimeoutError`).
    """
    parts = _parts(place.url, place.inner_hosts)
    host = str(parts.hostname)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _judged(host, port, is_inner=host in place.inner_hosts)
    connection = _Connection(host, port, address, place.timeout, is_secure=parts.scheme == "https")
    # A server that sends a byte now and then would keep each single wait short; the whole is bounded by this.
    watch = threading.Timer(place.timeout, connection.break_off)
    watch.daemon = True
    watch.start()
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body=body, headers=dict(headers))
        answer = connection.getresponse()
        answer.read(_MOST_BYTES)
        if connection.is_broken_off:  # headers that were cut off look as if they had ended
            raise TimeoutError
    except http.client.HTTPException as error:
        raise _too_late(connection, error) from error
    except OSError as error:
        raise _too_late(connection, error) from error
    finally:
        watch.cancel()
        connection.close()
    return answer.status


def is_outside(address: str) -> bool:
    """Return whether an IP address is one of the public net, also where it is written as an IPv6 address."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            found = inner
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _parts(url: str, inner_hosts: Collection[str]) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Forbidden from None
    schemes = {"https", "http"} if parts.hostname in inner_hosts else {"https"}
    printable = all(33 <= ord(letter) < 127 for letter in url)  # noqa: PLR2004 - no blank, no control, ASCII
    if parts.scheme not in schemes or not parts.hostname or "@" in parts.netloc or port == 0 or not printable:
        raise Forbidden
    return parts


def _judged(host: str, port: int, *, is_inner: bool) -> str:
    """The address to connect to; all that the name has must be outside."""
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or (not is_inner and not all(is_outside(address) for address in found)):
        raise Forbidden
    return found[0]


class _Connection(http.client.HTTPConnection):
    """Connects to an address that was judged, and speaks to the name it was judged for."""

    def __init__(self, host: str, port: int, address: str, timeout: float, *, is_secure: bool) -> None:
        super().__init__(host, port, timeout=timeout)
        self._address, self._is_secure = address, is_secure
        self.is_broken_off = False
        if is_secure:
            self.default_port = 443  # no port in Host where it is the usual one

    def connect(self) -> None:
        """Open the connection."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._is_secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def break_off(self) -> None:
        """End a wait from another thread."""
        self.is_broken_off = True
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:  # it ended by itself meanwhile
                return


def _too_late(connection: _Connection, error: Exception) -> OSError:
    if connection.is_broken_off:
        return TimeoutError()
    return error if isinstance(error, OSError) else ConnectionError(type(error).__name__)
