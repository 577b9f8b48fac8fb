"""Sign a numbered document with a key file of the signer or of the agency; the key is forgotten with the request."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk
from dondoc.documents.signing_words import in_words
from dondoc.drafting.choices import SignedHow
from dondoc.drafting.commands import _signing
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.signing_setting import setting
from dondoc.foundation.errors import BadInput


def sign_with_key_file(
    *,
    actor: User,
    draft_id: int,
    key_file: bytes,
    passphrase: str,
    now: dt.datetime,
    picture: bytes | None = None,
    for_agency: bool = False,
    request_id: str = "",
) -> OutgoingDraft:
    """Sign with a PKCS#12 file.

    Args:
        actor: who signs, or has it signed.
        draft_id: the draft.
        key_file: the PKCS#12 file; it and the passphrase are kept nowhere.
        passphrase: opens it.
        now: the time of signing.
        picture: the hand-written signature, or the seal, as a transparent PNG; shown where the decree puts it.
        for_agency: whether it is the agency's signature (its seal over the person's).
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
        BadInput: the key does not open, has expired, is not for signing, or the picture cannot be placed.
    """
    from dondoc.documents.signing import Kind, Mark, SigningError, from_pkcs12, look, sign  # noqa: PLC0415  slow, rare

    with disk.files_and_rows():
        draft, step = _signing.require_to_sign(actor, draft_id)
        try:
            key = from_pkcs12(key_file, passphrase)
            mark = (
                Mark(Kind.AGENCY if for_agency else Kind.PERSONAL, look(picture), signer_name=draft.signer_name)
                if picture
                else None
            )
            signed = sign(
                _signing.bytes_of(_signing.file_to_sign(draft)), key, now=now, setting=setting(), mark=mark,
                reason=_("Ký ban hành văn bản"), location=str(draft.content.get("place") or ""),
            )  # fmt: skip
        except SigningError as error:
            raise BadInput(in_words(error.message), code=error.code, field="key") from None
        _signing.keep_signed(draft, step, signed, how=SignedHow.KEY_FILE, actor=actor, now=now, request_id=request_id)
    return draft
