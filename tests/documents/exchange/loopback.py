"""An exchange server in memory behind a real http.server, and two desks that keep what they know in memory."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.documents.exchange import builders as b

from dondoc.documents.exchange import Packet, StatusMessage, read_packet, write_packet
from dondoc.documents.exchange.codes import Kind, OrganCode, Status
from dondoc.documents.exchange.errors import UnknownDocument
from dondoc.documents.exchange.packet import Party
from dondoc.documents.exchange.reader import check_addressed
from dondoc.documents.exchange.statuses import Course, Role, sender_of
from dondoc.documents.exchange.transport import Incoming, Outgoing, Transport, drain


class Store:
    """Packets by receiver, in the order of their names."""

    def __init__(self):
        self.waiting: dict[str, dict[str, bytes]] = {}
        self.known: dict[tuple[str, str], str] = {}
        self.refused: list[tuple[str, str, str]] = []
        self.fails: list[int] = []  # statuses to answer with before doing anything
        self.tokens: set[str] = set()


class Handler(BaseHTTPRequestHandler):
    """The server's side of the protocol in docs/exchange.md."""

    store: Store

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"", **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def stopped(self):
        if self.store.fails:
            self.answer(self.store.fails.pop(0), {"code": "x", "message": "Tạm dừng\nđể bảo trì"})
            return True
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.store.tokens and token not in self.store.tokens:
            self.answer(401, {"code": "unauthenticated", "message": "Thiếu mã truy cập."})
            return True
        return False

    def do_GET(self):
        if self.stopped():
            return
        url = urlsplit(self.path)
        mine = self.store.waiting.get(self.headers["Dondoc-For"], {})
        if url.path == "/x/packets":
            limit = int(parse_qs(url.query)["limit"][0])
            listed = [
                {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                for name, data in sorted(mine.items())[:limit]
            ]
            self.answer(200, {"packets": listed})
        elif (name := url.path.rpartition("/")[2]) in mine:
            self.answer(200, mine[name])
        else:
            self.answer(404, {"code": "unknown", "message": "Không có."})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.stopped():
            return
        if self.path == "/x/packets":
            to, name, digest = (self.headers[f"Dondoc-{key}"] for key in ("To", "Name", "SHA256"))
            if hashlib.sha256(body).hexdigest() != digest:
                self.answer(422, {"code": "bad_digest", "message": "Sai mã kiểm tra."})
            elif to not in self.store.waiting:
                self.answer(404, {"code": "unknown_body", "message": "Không có cơ quan này."})
            elif (had := self.store.known.setdefault((to, name), digest)) != digest:
                self.answer(409, {"code": "name_taken", "message": had})
            else:
                self.store.waiting[to][name] = body
                self.answer(201, {})
            return
        mine = self.store.waiting.get(self.headers["Dondoc-For"], {})
        name = self.path.split("/")[-2]
        if name not in mine:
            self.answer(404, {})
            return
        said = json.loads(body)
        del mine[name]
        if not said["taken"]:
            self.store.refused.append((name, said["code"], said["message"]))
        self.answer(200, {})


class Running:
    """A server on a free port of the loopback, until it is closed."""

    def __init__(self, handler=Handler):
        self.store = Store()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (handler,), {"store": self.store}))
        self.address = f"http://127.0.0.1:{self.server.server_port}/x"
        self._thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self):
        self.server.shutdown()
        self._thread.join()
        self.server.server_close()


@dataclass
class Desk:
    """One body: what it sent, what it received, and the course of each document."""

    party: Party
    transport: Transport
    sent: dict[str, Packet] = field(default_factory=dict)
    received: dict[str, Packet] = field(default_factory=dict)
    courses: dict[tuple[str, str], Course] = field(default_factory=dict)
    _count: int = 0

    def course(self, key: str, other: str) -> Course:
        return self.courses.get((key, other), Course())

    def post(self, message: Packet | StatusMessage, to: OrganCode) -> None:
        self._count += 1
        data = write_packet(message, at=b.AT)
        self.transport.send(Outgoing(f"{self.party.code.normal}-{self._count:04}", to, data))

    def issue(self, packet: Packet) -> str:
        about = (
            packet.business.document_id
            if packet.business.kind is not Kind.NEW
            else read_packet(write_packet(packet)).message.document_id
        )
        for party in packet.to:
            other = party.code.normal
            self.courses[about.key, other] = self.course(about.key, other).after_packet(packet.business.kind)
            self.post(packet, party.code)
        self.sent.setdefault(about.key, packet)
        return about.key

    def say(self, key: str, status: Status, other: Party, reason: str = "") -> None:
        """Send a status on a document: of ours for 13, else on one received."""
        self.courses[key, other.code.normal] = self.course(key, other.code.normal).after(
            status, sender_of(status), reason
        )
        known = self.sent if sender_of(status) is Role.ORIGINATOR else self.received
        about = read_packet(write_packet(known[key])).message.as_answered()
        self.post(StatusMessage(self.party, about, status, reason), other.code)

    def take(self):
        """Take over what waits."""
        return drain(self.transport, self._handle)

    def _handle(self, packet: Incoming) -> None:
        message = read_packet(packet.data).message
        other = message.sender.code.normal
        if isinstance(message, StatusMessage):
            key = message.response_for.document_id.key
            if key not in {**self.sent, **self.received}:
                raise UnknownDocument
            self.courses[key, other] = self.course(key, other).after(
                message.status, sender_of(message.status), message.description
            )
            return
        check_addressed(message, [self.party.code.text])
        kind = message.business.kind
        key = (message.document_id if kind is Kind.NEW else message.business.document_id).key
        if kind is Kind.NEW:
            self.received[key] = message
        elif key not in self.received:
            raise UnknownDocument
        self.courses[key, other] = self.course(key, other).after_packet(kind)
