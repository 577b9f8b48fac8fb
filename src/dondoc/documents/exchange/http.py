"""Packets over HTTP(S): a small protocol of our own (docs/exchange.md), with the standard library's client.

Nothing is believed that the other side says: sizes and times are capped, names checked, digests compared, and a
redirect never leads to another host.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from typing import IO, Any
from urllib.parse import quote, urlsplit

from dondoc.documents.exchange.codes import OrganCode
from dondoc.documents.exchange.errors import (
    BadAddress,
    BadName,
    NameTaken,
    OddAnswer,
    Rejected,
    Unreachable,
)
from dondoc.documents.exchange.transport import Incoming, Outgoing, checked_code, checked_name
from dondoc.documents.exchange.tree import Limits

_MOST_JSON = 1 << 20
_CHUNK = 1 << 16
_LONGEST_MESSAGE = 300
_LATER = frozenset({408, 425, 429})
_SERVER_ERROR = 500
_CONFLICT = 409
_GONE = frozenset({404, 410})
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to the same scheme, host and port only, and never one of a POST."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if req.get_method() != "GET" or (old.scheme, old.netloc) != (new.scheme, new.netloc):
            fp.close()
            raise OddAnswer("Bên nhận chuyển hướng sang máy chủ khác; đã dừng vì an toàn.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """How to reach the other side."""

    address: str
    token: str = field(default="", repr=False)
    timeout: float = 30.0  # seconds without a byte
    most_seconds: float = 600.0  # for one whole answer
    most_bytes: int = Limits().packet_bytes
    proxies: dict[str, str] = field(default_factory=dict)


class HttpTransport:
    """One body's account on an exchange server."""

    def __init__(self, settings: HttpSettings, own: OrganCode | str) -> None:
        """Use the server of `settings` as the body with the code `own`.

        Raises:
            BadAddress: no http(s) address, or one over which the token would travel in clear.
        """
        parts = urlsplit(settings.address)
        if (
            parts.scheme not in {"http", "https"}
            or not parts.hostname
            or parts.username
            or parts.query
            or parts.fragment
        ):
            raise BadAddress
        if settings.token and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise BadAddress("Không gửi mã truy cập qua http không mã hoá; hãy dùng địa chỉ https.")
        self._base = settings.address.rstrip("/")
        self._own = checked_code(own)
        self._settings = settings
        # No handler for file:, ftp: or data: is in it, whatever a redirect asks for.
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(settings.proxies),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            _SameHost(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(),
        ):
            self._opener.add_handler(handler)

    def send(self, packet: Outgoing) -> None:
        """Hand a packet over to the server.

        Raises:
            TransportError: refused, or not now.
        """
        self._ask(
            "/packets",
            packet.data,
            {
                "Content-Type": "application/xml",
                "Dondoc-To": checked_code(packet.to),
                "Dondoc-Name": checked_name(packet.name),
                "Dondoc-SHA256": hashlib.sha256(packet.data).hexdigest(),
            },
        )

    def fetch(self, most: int = 50) -> Iterator[Incoming]:
        """Packets that wait, in the server's order. One that does not come as announced is put aside.

        Raises:
            TransportError: nothing can be fetched now.
        """
        for name, size, digest in self._waiting(most):
            if size > self._settings.most_bytes:
                self.refuse(name, "packet_too_large", f"Gói tin lớn quá {self._settings.most_bytes / 1e6:.0f} MB.")
                continue
            try:
                data = self._ask(f"/packets/{quote(name)}", most=size)
            except OddAnswer as error:
                self.refuse(name, error.code, error.message)
                continue
            except Rejected:
                continue  # taken by another process in between
            if hashlib.sha256(data).hexdigest() != digest:
                self.refuse(name, OddAnswer.code, "Nội dung gói tin không khớp mã kiểm tra SHA-256 đã báo.")
                continue
            yield Incoming(name, data)

    def acknowledge(self, name: str) -> None:
        """Say that a packet was taken over."""
        self._receipt(name, {"taken": True})

    def refuse(self, name: str, code: str, message: str) -> None:
        """Say that a packet cannot be used; the server keeps it aside."""
        self._receipt(name, {"taken": False, "code": code, "message": message})

    def _receipt(self, name: str, said: dict[str, Any]) -> None:
        data = json.dumps(said, ensure_ascii=False).encode()
        self._ask(
            f"/packets/{quote(checked_name(name))}/receipt",
            data,
            {"Content-Type": "application/json"},
            missing_is_done=True,
        )

    def _waiting(self, most: int) -> Iterator[tuple[str, int, str]]:
        answer = self._ask(f"/packets?limit={most}", most=_MOST_JSON)
        try:
            listed = json.loads(answer)["packets"]
            for one in listed[:most]:
                yield checked_name(one["name"]), int(one["size"]), str(one["sha256"]).lower()
        except (ValueError, TypeError, KeyError, RecursionError, BadName) as error:
            raise OddAnswer from error

    def _ask(
        self,
        path: str,
        data: bytes | None = None,
        headers: dict[str, str] | None = None,
        *,
        most: int = _MOST_JSON,
        missing_is_done: bool = False,
    ) -> bytes:
        request = urllib.request.Request(self._base + path, data, {**(headers or {}), "Dondoc-For": self._own})  # noqa: S310 - the scheme was checked, the opener knows no other
        if self._settings.token:
            # Unredirected: it goes to this host and to no other.
            request.add_unredirected_header("Authorization", f"Bearer {self._settings.token}")
        try:
            with self._opener.open(request, timeout=self._settings.timeout) as answer:
                return self._body(answer, most)
        except urllib.error.HTTPError as error:
            with error:  # an error holds the connection until it is closed
                if missing_is_done and error.code in _GONE:
                    return b""
                raise self._named(error) from error
        except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
            raise Unreachable from error

    def _body(self, answer: Any, most: int) -> bytes:
        ends = time.monotonic() + self._settings.most_seconds
        out = bytearray()
        # read1 returns with what has come: a server that drips is stopped by the clock.
        while chunk := answer.read1(_CHUNK):
            out += chunk
            if len(out) > most:
                raise OddAnswer("Bên nhận trả lời dài hơn đã báo; đã dừng vì an toàn.")
            if time.monotonic() > ends:
                raise Unreachable("Bên nhận trả lời quá chậm; sẽ thử lại sau.")
        if answer.length:
            raise Unreachable("Kết nối bị ngắt giữa chừng; sẽ thử lại sau.")
        return bytes(out)

    def _named(self, error: urllib.error.HTTPError) -> Unreachable | Rejected | NameTaken | OddAnswer:
        if error.code in _LATER or error.code >= _SERVER_ERROR:
            return Unreachable(f"Bên nhận đang bận (mã {error.code}); gói tin được giữ lại để gửi lại sau.")
        if error.code == _CONFLICT:
            return NameTaken()
        if error.code < 400:  # noqa: PLR2004 - a redirect that was not followed
            return OddAnswer()
        try:
            said = json.loads(self._body(error, _MOST_JSON))["message"]
            words = "".join(ch for ch in said if ch.isprintable())[:_LONGEST_MESSAGE]
        except (
            ValueError,
            TypeError,
            KeyError,
            RecursionError,
            OSError,
            OddAnswer,
            Unreachable,
            http.client.HTTPException,
        ):
            words = ""
        return Rejected(f"Bên nhận từ chối gói tin (mã {error.code}){': ' + words if words else '.'}")
