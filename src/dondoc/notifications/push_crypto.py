"""Web push: the message encrypted for one browser (RFC 8291, RFC 8188), and who sends it (VAPID, RFC 8292). Pure.

Three HMACs and one AES-GCM of `cryptography`; pywebpush brings requests, aiohttp and an own cache of keys for the same.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_CURVE = ec.SECP256R1()
_RECORD = 4096
AUTH_BYTES, PUBLIC_BYTES = 16, 65
_LIFE = 12 * 3600  # a day at most, by the standard


@dataclass(frozen=True, slots=True)
class Receiver:
    """A browser's keys.

    Attributes:
        public: its public key, an uncompressed point.
        auth: its secret of authentication.
    """

    public: bytes
    auth: bytes


def decoded(text: str) -> bytes:
    """Return the bytes of base64url without padding.

    Raises:
        ValueError: it is none.
    """
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(text[:20]) from error


def encoded(data: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def is_receiver(public: bytes, auth: bytes) -> bool:
    """Whether these are the keys of a browser: a point of the curve, and sixteen bytes."""
    if len(public) != PUBLIC_BYTES or len(auth) != AUTH_BYTES:
        return False
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public)
    except ValueError:
        return False
    return True


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    """Return the key whose scalar is written in base64url."""
    return ec.derive_private_key(int.from_bytes(decoded(text), "big"), _CURVE)


def public_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the public part as an uncompressed point."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encrypt(message: bytes, receiver: Receiver, *, own: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """Return the body of the request, in one record.

    Args:
        message: some three thousand bytes at most.
        receiver: the browser's keys.
        own: made for this one message.
        salt: sixteen random bytes.
    """
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, receiver.public)
    mine = public_bytes(own)
    shared = own.exchange(ec.ECDH(), theirs)
    info = b"WebPush: info\0" + receiver.public + mine
    material = _mac(_mac(receiver.auth, shared), info + b"\x01")
    extracted = _mac(salt, material)
    key = _mac(extracted, b"Content-Encoding: aes128gcm\0\x01")[:16]
    nonce = _mac(extracted, b"Content-Encoding: nonce\0\x01")[:12]
    header = salt + _RECORD.to_bytes(4, "big") + bytes([len(mine)]) + mine
    return header + AESGCM(key).encrypt(nonce, message + b"\x02", None)


def authorization(endpoint: str, *, key: ec.EllipticCurvePrivateKey, subject: str, at: int) -> str:
    """Return the header Authorization by which a push service knows who sends.

    Args:
        endpoint: of the subscription.
        key: of the installation.
        subject: where its people are reached: "mailto:…" or an https address.
        at: seconds since 1970.
    """
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": at + _LIFE, "sub": subject}
    said = ".".join(encoded(json.dumps(one, separators=(",", ":")).encode()) for one in (_JWT, claims))
    r, s = utils.decode_dss_signature(key.sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    signed = encoded(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={said}.{signed}, k={encoded(public_bytes(key))}"


_JWT = {"typ": "JWT", "alg": "ES256"}


def _mac(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, "sha256")
