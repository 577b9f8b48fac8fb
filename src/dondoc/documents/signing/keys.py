"""Keys that sign: from a PKCS#12 file, or on a PKCS#11 token. What is secret stays in here and is said nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from asn1crypto import x509
from cryptography import x509 as pyca_x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key, pkcs12

from .errors import BadCertificate, BadKeyFile, KeyMismatch, WrongPassphrase

DIGEST = "sha256"
_PROBE = b"does this key belong to this certificate"


class Key(Protocol):
    """What can sign for a person or an agency."""

    @property
    def certificate(self) -> x509.Certificate:
        """The signer's certificate."""

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """Certificates of its issuers, as far as they are known."""

    def sign(self, data: bytes) -> bytes:
        """Return the signature over the SHA-256 digest of `data`."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """A key that was in a PKCS#12 file."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """Return the signature over the SHA-256 digest of `data` (RSA with PKCS#1 v1.5, or ECDSA)."""
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self.private.sign(data, ec.ECDSA(hashes.SHA256()))


def from_pkcs12(data: bytes, passphrase: str) -> FileKey:
    """Open a PKCS#12 file.

    Args:
        data: the file (.p12, .pfx).
        passphrase: opens it; empty where it has none.

    Returns:
        The key with its certificate and those of its issuers in the file.

    Raises:
        BadKeyFile: it is no such file, or lacks the key or its certificate.
        WrongPassphrase: the passphrase does not open it.
        KeyMismatch: key and certificate do not belong together.
        BadCertificate: the key is of a kind that is not used here.
    """
    if not _is_pkcs12(data):
        raise BadKeyFile
    try:
        private, own, others = pkcs12.load_key_and_certificates(data, passphrase.encode() or None)
    except UnsupportedAlgorithm:
        raise BadKeyFile("Tệp khoá dùng cách mã hoá cũ không còn được hỗ trợ. Hãy xuất lại tệp khoá.") from None
    except (ValueError, TypeError):
        # The library tells a wrong passphrase and damage behind it apart in words only; the first is what happens.
        raise WrongPassphrase from None
    if private is None:
        raise BadKeyFile("Tệp khoá không có khoá bí mật.")
    if not isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise BadCertificate("Loại khoá này chưa được hỗ trợ; hãy dùng khoá RSA hoặc ECC.")
    if own is None:
        # No certificate says that it is this key's: a file put together of parts that do not belong together.
        raise KeyMismatch if others else BadKeyFile("Tệp khoá không có chứng thư số.")
    if own.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    ) != private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo):
        raise KeyMismatch
    return FileKey(_plain(own), tuple(_plain(one) for one in others), private)


def _is_pkcs12(data: bytes) -> bool:
    from asn1crypto.pkcs12 import Pfx  # noqa: PLC0415  wanted here only

    try:
        return bool(Pfx.load(data)["auth_safe"]["content_type"].native)
    except (ValueError, TypeError, KeyError):
        return False


def _plain(certificate: pyca_x509.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def belongs(key: Key) -> bool:
    """Say whether a key signs for its certificate, by having it sign."""
    return verifies(key.certificate, _PROBE, key.sign(_PROBE))


def verifies(certificate: x509.Certificate, data: bytes, signature: bytes) -> bool:
    """Say whether a signature over the SHA-256 digest of `data` was made by the key of a certificate.

    Args:
        certificate: whose key it should be.
        data: what was signed.
        signature: as the key gave it.
    """
    try:
        public = load_der_public_key(certificate.public_key.dump())
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
        else:
            return False
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True
