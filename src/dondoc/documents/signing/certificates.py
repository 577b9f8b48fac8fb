"""Certificates as a person knows them, which of them may sign, and what makes one weak."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import pem, x509

from .errors import BadCertificate
from .marks import LOCAL

_SIGNING_KEYS = {"rsa", "ec"}
_WEAK_HASHES = {"md2", "md5", "sha1"}
# Bits below which a key counts as weak; DSA at any size.
_LEAST_BITS = {"rsa": ("RSA", 2048), "rsassa_pss": ("RSA", 2048), "ec": ("ECC", 224), "dsa": ("DSA", 1 << 20)}


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a certificate names, and who vouches for it."""

    name: str
    organization: str
    subject: str
    issuer: str
    issuer_name: str
    serial: str
    not_before: datetime
    not_after: datetime

    def to_dict(self) -> dict[str, Any]:
        """Return it with days as ISO 8601."""
        return {
            "name": self.name,
            "organization": self.organization,
            "subject": self.subject,
            "issuer": self.issuer,
            "issuer_name": self.issuer_name,
            "serial": self.serial,
            "not_before": self.not_before.isoformat(),
            "not_after": self.not_after.isoformat(),
        }


def party(certificate: x509.Certificate) -> Party:
    """Return whom a certificate names.

    Args:
        certificate: any; fields that it lacks are empty.
    """
    subject = certificate.subject.native
    return Party(
        name=_first(subject.get("common_name")),
        organization=_first(subject.get("organization_name")),
        subject=certificate.subject.human_friendly,
        issuer=certificate.issuer.human_friendly,
        issuer_name=_first(certificate.issuer.native.get("common_name")) or certificate.issuer.human_friendly,
        serial=f"{certificate.serial_number:x}",
        not_before=certificate.not_valid_before.astimezone(LOCAL),
        not_after=certificate.not_valid_after.astimezone(LOCAL),
    )


def _first(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def may_sign(certificate: x509.Certificate) -> bool:
    """Say whether a certificate is meant for signing: digital signature or non-repudiation, or no word about use."""
    usage = certificate.key_usage_value
    return usage is None or bool({"digital_signature", "non_repudiation"} & usage.native)


def check_signer(certificate: x509.Certificate, now: datetime) -> None:
    """See that a certificate may sign now.

    Args:
        certificate: the signer's.
        now: the time of signing.

    Raises:
        BadCertificate: expired, not yet valid, not meant for signing, an authority's own, or of a weak key.
    """
    who = party(certificate)
    if now > who.not_after:
        raise BadCertificate(f"Chứng thư số của “{who.name}” đã hết hạn ngày {who.not_after:%d/%m/%Y}.")
    if now < who.not_before:
        raise BadCertificate(f"Chứng thư số của “{who.name}” chỉ có hiệu lực từ ngày {who.not_before:%d/%m/%Y}.")
    if certificate.ca:
        raise BadCertificate(f"Chứng thư số của “{who.name}” là của tổ chức chứng thực, không dùng để ký văn bản.")
    if not may_sign(certificate):
        raise BadCertificate(f"Chứng thư số của “{who.name}” không được cấp để ký số (thiếu mục đích chữ ký số).")
    if certificate.public_key.algorithm not in _SIGNING_KEYS:
        raise BadCertificate("Loại khoá này chưa được hỗ trợ; hãy dùng khoá RSA hoặc ECC.")
    if weak := weak_key(certificate):
        raise BadCertificate(f"Chứng thư số của “{who.name}” dùng khoá quá yếu ({weak}).")


def weak_key(certificate: x509.Certificate) -> str:
    """Name the key of a certificate where it is too weak, else nothing."""
    key = certificate.public_key
    name, least = _LEAST_BITS.get(key.algorithm, ("", 0))
    if not name:  # Ed25519 and Ed448 come in one size, which the library cannot tell
        return ""
    size = int(key.bit_size)
    return f"{name} {size} bit" if size < least else ""


def weak_hash(name: str) -> str:
    """Name a digest algorithm where it is too weak, else nothing."""
    return {"sha1": "SHA-1"}.get(name, name.upper()) if name in _WEAK_HASHES else ""


def weaknesses(certificate: x509.Certificate) -> tuple[str, ...]:
    """Name what is weak in a certificate: its key, and how its issuer signed it (a root's own signature proves nothing)."""
    found = [weak_key(certificate)]
    if certificate.self_signed == "no":
        with suppress(ValueError):  # schemes without a digest of their own, such as Ed25519
            found.append(weak_hash(certificate.hash_algo))
    return tuple(one for one in found if one)


def load(data: bytes) -> tuple[x509.Certificate, ...]:
    """Read certificates from a file: PEM with one or several, or one in DER.

    Args:
        data: the file.

    Raises:
        BadCertificate: it holds none.
    """
    try:
        if pem.detect(data):
            found = [body for kind, _, body in pem.unarmor(data, multiple=True) if kind == "CERTIFICATE"]
        else:
            found = [data]
        certificates = tuple(x509.Certificate.load(body) for body in found)
        for certificate in certificates:
            _ = certificate.subject.native, certificate.public_key.algorithm  # parsed only when looked at
    except (ValueError, TypeError, KeyError):
        certificates = ()
    if not certificates:
        raise BadCertificate("Tệp chứng thư số không đọc được. Hãy dùng tệp PEM hoặc DER (.pem, .crt, .cer).")
    return certificates


def unique(certificates: Iterable[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """The certificates in their order, each once."""
    return tuple({certificate.sha256: certificate for certificate in certificates}.values())
