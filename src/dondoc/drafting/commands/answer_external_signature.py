"""Take the answer of a signing service: once, in time, for this document, by this key."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk
from dondoc.documents.signing_words import in_words
from dondoc.drafting.choices import SignedHow
from dondoc.drafting.commands import _signing, _steps
from dondoc.drafting.commands.request_external_signature import job_secret
from dondoc.drafting.models import OutgoingDraft, SigningJob
from dondoc.drafting.signing_setting import setting
from dondoc.foundation.errors import BadInput, Conflict, NotFound


def answer_external_signature(
    *,
    jurisdiction_id: int,
    job_id: int,
    secret: str,
    now: dt.datetime,
    signature: bytes = b"",
    signed: bytes = b"",
    request_id: str = "",
) -> OutgoingDraft:
    """Put the signature into the document and take the step, as the person who asked for it.

    Args:
        jurisdiction_id: whose job it is.
        job_id: the job.
        secret: the last part of the address that the job was given.
        now: the moment.
        signature: the raw signature over the job's `to_sign`; or
        signed: a CMS whose message digest is the job's `document_digest`.
        request_id: groups what one request did.

    Raises:
        NotFound: there is no such job, or the secret is another.
        Conflict: it has been answered, or is too late, or the draft has moved on.
        BadInput: the signature does not fit.
    """
    from dondoc.documents.signing import SigningError, complete  # noqa: PLC0415  slow, rare

    if bool(signature) == bool(signed):
        raise BadInput(_("Gửi đúng một trong hai: chữ ký, hoặc gói chữ ký CMS."), field="signature")
    with disk.files_and_rows():
        job = SigningJob.objects.filter(jurisdiction_id=jurisdiction_id, id=job_id).first()
        given = hashlib.sha256(secret.encode("utf-8", "replace")).digest()
        # Compared also where there is no job, so that the two refusals take as long.
        if not hmac.compare_digest(bytes(job.callback_hash) if job else bytes(32), given) or job is None:
            raise NotFound
        actor = User.objects.get(jurisdiction_id=jurisdiction_id, id=job.created_by_id)
        # The draft before the job, as who asks locks them: two in the other order would wait for each other.
        draft = _steps.locked(actor, job.draft_id)
        job = SigningJob.objects.select_for_update(of=("self",)).get(jurisdiction_id=jurisdiction_id, id=job_id)
        if job.answered_at is not None:
            raise Conflict(_("Phiên ký này đã nhận chữ ký."), code="answered")
        if job.expires_at <= now:
            raise Conflict(_("Phiên ký đã hết hạn. Hãy bắt đầu ký lại."), code="expired")
        step = _steps.require(actor, draft, "sign")
        _steps.require_number_stands(draft)
        try:
            made = complete(
                _signing.bytes_of(job.prepared_file), job.token, secret=job_secret(), now=now, signature=signature,
                signed=signed, setting=setting(),
            )  # fmt: skip
        except SigningError as error:
            raise BadInput(in_words(error.message), code=error.code, field="signature") from None
        _signing.require_added_to(_signing.bytes_of(_signing.file_to_sign(draft)), made)
        job.answered_at = now
        job.save(update_fields=["answered_at"])
        _signing.keep_signed(draft, step, made, how=SignedHow.EXTERNAL, actor=actor, now=now, request_id=request_id)
    return draft
