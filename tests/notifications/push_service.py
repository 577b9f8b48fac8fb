"""A push service and a browser of the tests: the other side of RFC 8030, 8188, 8291 and 8292, over TLS, as strict as a real one.

The service knows what a real one knows: which key an application gave when the browser subscribed, what it is sent, and its own
clock. It cannot read what it passes on; the browser can, with keys that never left it. Nothing of the product is used to check.
"""

from __future__ import annotations

import base64
import datetime as dt
import ipaddress
import json
import re
import ssl
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import NameOID

_CURVE = ec.SECP256R1()
_MOST_BYTES = 4096
_TOPIC = re.compile(r"[A-Za-z0-9_-]{1,32}")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _derived(length: int, salt: bytes, material: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)


class Browser:
    """Makes its keys as a subscription has them, and reads what was encrypted for it (RFC 8291, section 3.4)."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(_CURVE)
        self._public = self._key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        self._auth = b"sixteen bytes of"

    @property
    def keys(self) -> dict[str, str]:
        """`p256dh` and `auth` under the names that `subscribe_push` has for them."""
        return {"public_key": _text(self._public), "auth": _text(self._auth)}

    def read(self, body: bytes) -> Any:
        """What the push event gives to the page's worker."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert length == 65
        assert 18 <= len(sealed) <= size  # one record, and no more than was said
        shared = self._key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, sender))
        material = _derived(32, self._auth, shared, b"WebPush: info\0" + self._public + sender)
        key = _derived(16, salt, material, b"Content-Encoding: aes128gcm\0")
        nonce = _derived(12, salt, material, b"Content-Encoding: nonce\0")
        opened = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
        assert opened[-1:] == b"\x02"  # the last record of the message
        return json.loads(opened[:-1])


@dataclass
class PushService:
    """Listens with TLS on a free port of this machine; `certificate` is what a client has to trust."""

    folder: Path
    now: dt.datetime
    busy: int = 0  # so many requests are answered with 429
    answers: list[tuple[int, str]] = field(default_factory=list)
    _keys: dict[str, bytes] = field(default_factory=dict)
    _waiting: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, why = service._judged(self.path, dict(self.headers), body)
                service.answers.append((status, why))
                self.send_response(status)
                if status == 201:
                    self.send_header("Location", f"{service.origin}/m/{len(service.answers)}")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                return

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: Any) -> None:
                return  # who does not trust us hangs up

        self.certificate = self.folder / "service.pem"
        self.certificate.write_bytes(_certificate())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def origin(self) -> str:
        """What a token has to be made out to."""
        return f"https://127.0.0.1:{self._server.server_address[1]}"

    def subscribe(self, application_key: str) -> str:
        """What `pushManager.subscribe({applicationServerKey})` does: gives the endpoint of a new subscription."""
        path = f"/wpush/v2/{len(self._keys)}"
        self._keys[path] = _bytes(application_key)
        return self.origin + path

    def shown(self, endpoint: str) -> list[bytes]:
        """What waits for a browser; of one topic the newest."""
        path = endpoint.removeprefix(self.origin)
        return [body for (at, _topic), body in self._waiting.items() if at == path]

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()

    def _judged(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str]:  # noqa: PLR0911 - as many noes
        said = {name.lower(): value for name, value in headers.items()}
        if path not in self._keys:
            return 404, "no such subscription"
        if self.busy:
            self.busy -= 1
            return 429, "busy"
        status, why = self._authorized(said.get("authorization", ""), self._keys[path])
        if status:
            return status, why
        if not said.get("ttl", "").isdigit() or said.get("urgency") not in {"very-low", "low", "normal", "high"}:
            return 400, "ttl or urgency"
        if said.get("content-encoding") != "aes128gcm" or not _TOPIC.fullmatch(said.get("topic", "")):
            return 400, "encoding or topic"
        if len(body) > _MOST_BYTES:
            return 413, "too large"
        self._waiting[path, said["topic"]] = body
        return 201, ""

    def _authorized(self, header: str, subscribed: bytes) -> tuple[int, str]:  # noqa: PLR0911 - as many noes
        """RFC 8292: whose token it is, whether it is for us, and whether it holds today."""
        found = re.fullmatch(r"vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)", header)
        if found is None:
            return 401, "no token"
        head, claims, signed, shown = found.groups()
        if _bytes(shown) != subscribed:
            return 403, "another key than the browser was subscribed with"
        raw = _bytes(signed)
        public = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, subscribed)
        try:
            public.verify(
                utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")),
                f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()),
            )  # fmt: skip
        except InvalidSignature:
            return 403, "signature"
        facts, today = json.loads(_bytes(claims)), self.now.timestamp()
        if json.loads(_bytes(head)).get("alg") != "ES256" or facts.get("aud") != self.origin:
            return 403, "not for us"
        if not today < facts.get("exp", 0) <= today + 86_400:
            return 403, "not valid today"
        # As Apple's service is known to judge it: a name that can lead somewhere. Others let "localhost" pass.
        if not re.fullmatch(r"(mailto:[^@\s]+@|https://)[\w-]+(\.[\w-]+)+(/\S*)?", facts.get("sub", "")):
            return 403, "nobody to ask"
        return 0, ""


def _certificate() -> bytes:
    """A key and a certificate for 127.0.0.1, by itself."""
    key, name = ec.generate_private_key(_CURVE), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "push")])
    today = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1)).not_valid_after(today + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.IPv4Address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    return made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
