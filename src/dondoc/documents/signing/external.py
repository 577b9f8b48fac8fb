"""Signing where the private key is elsewhere: a digest goes out, a signature comes in, and nothing is kept in between.

The two steps are tied by a token: what was prepared, for whom, until when, under an HMAC. It is opaque to the caller and
holds no secret; whoever changes it, comes late, or brings another document is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import cms, x509

from . import document, levels
from .assembly import Opening, build, make_room, put_in
from .certificates import check_signer, unique
from .errors import BadJob, JobExpired
from .keys import verifies
from .levels import Level, Setting
from .marks import Mark

LIFETIME = timedelta(minutes=30)
_LEAST_SECRET = 32
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Job:
    """What goes out to be signed.

    Attributes:
        pdf: the prepared document, to be given back unchanged.
        to_sign: the signed attributes (DER); a service that takes data signs this with SHA-256.
        digest: SHA-256 of `to_sign`; a service that takes a digest signs this.
        document_digest: SHA-256 of the document outside the room; a service that makes a CMS of its own puts this in.
        token: ties the answer to the question.
        expires_at: until when an answer is accepted.
    """

    pdf: bytes
    to_sign: bytes
    digest: bytes
    document_digest: bytes
    token: str
    expires_at: datetime


def prepare(
    pdf: bytes,
    certificate: x509.Certificate,
    *,
    secret: bytes,
    now: datetime,
    chain: tuple[x509.Certificate, ...] = (),
    setting: Setting | None = None,
    mark: Mark | None = None,
    reason: str = "",
    location: str = "",
    lifetime: timedelta = LIFETIME,
) -> Job:
    """Prepare a PDF for a key that is elsewhere.

    Args:
        pdf: the document.
        certificate: of the one who will sign; it is a part of what is signed.
        secret: at least 32 bytes, of this server alone, the same for both steps.
        now: the time of signing.
        chain: the issuers' certificates.
        setting: the level and what it needs; B-B without.
        mark: what is shown on the page.
        reason: why it is signed.
        location: where it is signed.
        lifetime: how long an answer is waited for.

    Returns:
        The job.

    Raises:
        SigningError: any of this package's; `code` says which.
        ValueError: the secret is too short, a mistake of the program.
    """
    _check_secret(secret)
    setting = setting or Setting()
    document.check(pdf)
    levels.check(setting)
    check_signer(certificate, now)
    issuers = unique((*chain, *setting.others))
    opening = make_room(pdf, certificate, issuers, setting, mark, now, reason, location)
    expires_at = now + lifetime
    payload = {
        "v": _VERSION,
        "pdf": hashlib.sha256(opening.pdf).hexdigest(),
        "digest": opening.digest.hex(),
        "room": [opening.start, opening.end],
        "field": opening.field,
        "attributes": _text(opening.attributes),
        "chain": [_text(one.dump()) for one in (certificate, *issuers)],
        "level": setting.level.value,
        "until": expires_at.timestamp(),
    }
    return Job(
        pdf=opening.pdf,
        to_sign=opening.attributes,
        digest=hashlib.sha256(opening.attributes).digest(),
        document_digest=opening.digest,
        token=_sealed(payload, secret),
        expires_at=expires_at,
    )


def complete(
    pdf: bytes,
    token: str,
    *,
    secret: bytes,
    now: datetime,
    signature: bytes = b"",
    signed: bytes = b"",
    setting: Setting | None = None,
) -> bytes:
    """Put the answer of an external key into the document that was prepared for it.

    Args:
        pdf: the prepared document.
        token: of the job.
        secret: as when it was prepared.
        now: the time of the answer.
        signature: the raw signature over `Job.to_sign`; or
        signed: a CMS (DER) whose message digest is `Job.document_digest`.
        setting: where to get time stamps and evidence; the level is the job's.

    Returns:
        The signed document.

    Raises:
        BadJob: the token is not ours, the document another, the signature wrong.
        JobExpired: it is too late.
        SigningError: others of this package's while the level's evidence is added.
        ValueError: not exactly one of `signature` and `signed` is given, or the secret is too short.
    """
    _check_secret(secret)
    if bool(signature) == bool(signed):
        raise ValueError("give either the signature or the CMS")
    payload = _opened(token, secret)
    if now.timestamp() > payload["until"]:
        raise JobExpired
    if not hmac.compare_digest(hashlib.sha256(pdf).hexdigest(), payload["pdf"]):
        raise BadJob("Tệp nộp lại không phải là tệp của phiên ký này.")
    setting = replace(setting or Setting(), level=Level(payload["level"]))
    levels.check(setting)
    certificate, *chain = (x509.Certificate.load(_bytes(one)) for one in payload["chain"])
    check_signer(certificate, now)
    start, end = payload["room"]
    opening = Opening(
        pdf, bytes.fromhex(payload["digest"]), start, end, _bytes(payload["attributes"]), payload["field"]
    )
    if signature:
        if not verifies(certificate, opening.attributes, signature):
            raise BadJob("Chữ ký nhận về không khớp với văn bản hoặc với chứng thư số đã nêu.")
        content = build(certificate, tuple(chain), opening.attributes, signature)
    else:
        content = _checked(signed, opening.digest, certificate)
    return put_in(opening, content, setting, now)


def _checked(data: bytes, digest: bytes, certificate: x509.Certificate) -> cms.ContentInfo:
    """Read a CMS that a service made, and see that it is for this document, by this key, over SHA-256."""
    wrong = BadJob("Gói chữ ký (CMS) nhận về không khớp với văn bản hoặc với chứng thư số đã nêu.")
    try:
        content = cms.ContentInfo.load(data, strict=True)
        (info,) = content["content"]["signer_infos"]
        attributes = {one["type"].native: one["values"] for one in info["signed_attrs"]}
        said = attributes["message_digest"][0].native
        carried = [one.chosen for one in content["content"]["certificates"]]
        algorithm = info["digest_algorithm"]["algorithm"].native
        over = info["signed_attrs"].untag().dump()
        signature = info["signature"].native
    except (ValueError, TypeError, KeyError, AttributeError):
        raise wrong from None
    if (
        said != digest
        or algorithm != "sha256"
        or all(one.sha256 != certificate.sha256 for one in carried)
        or not verifies(certificate, over, signature)
    ):
        raise wrong
    return content


def _check_secret(secret: bytes) -> None:
    if len(secret) < _LEAST_SECRET:
        raise ValueError("the secret needs at least 32 bytes")


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii"))


def _sealed(payload: dict[str, Any], secret: bytes) -> str:
    body = json.dumps(payload, separators=(",", ":"), sort_keys=True).encode()
    return f"{_text(body)}.{_text(hmac.digest(secret, body, 'sha256'))}"


def _opened(token: str, secret: bytes) -> dict[str, Any]:
    try:
        body, seal = (_bytes(part) for part in token.split("."))
    except ValueError:
        raise BadJob("Mã phiên ký không đúng.") from None
    if not hmac.compare_digest(hmac.digest(secret, body, "sha256"), seal):
        raise BadJob("Mã phiên ký không đúng.")
    payload: dict[str, Any] = json.loads(body)
    if payload.get("v") != _VERSION:
        raise BadJob("Mã phiên ký không đúng.")
    return payload
