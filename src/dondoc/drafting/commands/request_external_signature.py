"""Prepare a numbered document for a key that is elsewhere: a digest goes out, and an address to answer to, once."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk, storage
from dondoc.documents.content_types import PDF
from dondoc.documents.signing_words import in_words
from dondoc.drafting import events
from dondoc.drafting.commands import _signing, _steps
from dondoc.drafting.models import SigningJob
from dondoc.drafting.signing_setting import setting
from dondoc.foundation.errors import BadInput


@dataclass(frozen=True, slots=True)
class Requested:
    """What the signing service is given.

    Attributes:
        job: the row that waits for the answer.
        digest: SHA-256 of the signed attributes, for a service that takes a digest.
        to_sign: the signed attributes (DER), for one that takes data.
        document_digest: SHA-256 of the document, for one that makes a CMS of its own.
        secret: the last part of the callback's address; it is kept nowhere.
    """

    job: SigningJob
    digest: bytes
    to_sign: bytes
    document_digest: bytes
    secret: str


def request_external_signature(
    *,
    actor: User,
    draft_id: int,
    certificate: bytes,
    now: dt.datetime,
    picture: bytes | None = None,
    for_agency: bool = False,
    request_id: str = "",
) -> Requested:
    """Prepare the document; the private key never comes here.

    Args:
        actor: who has it signed.
        draft_id: the draft.
        certificate: the signer's certificate (PEM or DER), with those of its issuers behind it.
        now: the time of signing.
        picture: as in `sign_with_key_file`.
        for_agency: as in `sign_with_key_file`.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
        BadInput: no certificate, one that is not for signing, or the picture cannot be placed.
    """
    from dondoc.documents.signing import Kind, Mark, SigningError, look, prepare  # noqa: PLC0415  slow, rare
    from dondoc.documents.signing.certificates import load  # noqa: PLC0415

    with disk.files_and_rows():
        draft, _step = _signing.require_to_sign(actor, draft_id)
        try:
            own, *chain = load(certificate)
            mark = (
                Mark(Kind.AGENCY if for_agency else Kind.PERSONAL, look(picture), signer_name=draft.signer_name)
                if picture
                else None
            )
            made = prepare(
                _signing.bytes_of(_signing.file_to_sign(draft)), own, secret=job_secret(), now=now, chain=tuple(chain),
                setting=setting(), mark=mark, reason=_("Ký ban hành văn bản"), location=str(draft.content.get("place") or ""),
            )  # fmt: skip
        except SigningError as error:
            raise BadInput(in_words(error.message), code=error.code, field="certificate") from None
        # One question at a time: a new one makes the answer to the old one worthless.
        SigningJob.objects.filter(
            jurisdiction_id=draft.jurisdiction_id, draft_id=draft.id, answered_at__isnull=True, expires_at__gt=now
        ).update(expires_at=now)
        secret = secrets.token_urlsafe(32)
        file = storage.add_row(made.pdf, "cho-ky.pdf", PDF, actor=actor, now=now)
        job = SigningJob.objects.create(
            jurisdiction_id=draft.jurisdiction_id, draft_id=draft.id, prepared_file_id=file.id, token=made.token,
            callback_hash=hashlib.sha256(secret.encode()).digest(), expires_at=made.expires_at, created_at=now,
            created_by_id=actor.id,
        )  # fmt: skip
        _steps.record(
            draft,
            actor,
            events.SIGNING_REQUESTED,
            {"job_id": job.id, "sha256": file.sha256},
            now=now,
            request_id=request_id,
        )
    return Requested(job, made.digest, made.to_sign, made.document_digest, secret)


def job_secret() -> bytes:
    """The secret that ties answers to questions: of this server alone."""
    return hashlib.sha256(b"dondoc.signing-job:" + settings.SECRET_KEY.encode()).digest()
