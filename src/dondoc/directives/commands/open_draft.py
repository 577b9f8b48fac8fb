"""Bring a document in and open its reading for correction: one transaction over both."""

from __future__ import annotations

import datetime as dt
import hashlib

from dondoc.accounts.models import User
from dondoc.directives.draft_opening import begin_reading
from dondoc.directives.models import DraftReading, SubmittedOnce
from dondoc.documents import disk
from dondoc.documents.commands.register_document import accept, lock_registration, register
from dondoc.documents.intake import Submission


def open_draft(
    *,
    actor: User,
    submission: Submission,
    direction: str | None = None,
    origin: str | None = None,
    accept_duplicate: bool = False,
    submission_key: str = "",
    now: dt.datetime,
    request_id: str = "",
) -> DraftReading:
    """Register `submission` and open a reading of what was found in it.

    Args:
        actor: who brings it in.
        submission: the file or the pasted text.
        direction: whether the office received or issued it; suggested from the issuer where not given.
        origin: whose task it is; suggested from the issuer where not given.
        accept_duplicate: go on although the document is here already.
        submission_key: sent with the form; the same key again (a double click) returns the first reading.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: `actor` may not bring documents in.
        BadInput: it cannot be read, or it is secret (then nothing of it is stored).
        DuplicateDocument: it is here already.
    """
    # With the content in the key: a form sent again with another document is another submission.
    mark = hashlib.sha256(submission.content).hexdigest()[:16]
    once = f"reading:{submission_key[:40]}:{mark}" if submission_key else ""
    earlier = _submitted(actor, once)
    if earlier is not None:
        return earlier
    # Outside the transaction: reading takes a while, and a refusal for secrecy must stay recorded.
    intake = accept(actor=actor, submission=submission, now=now, request_id=request_id)
    with disk.files_and_rows():
        lock_registration(actor.jurisdiction_id)
        earlier = _submitted(actor, once)
        if earlier is not None:
            return earlier
        registered = register(
            actor=actor,
            intake=intake,
            direction=direction,
            origin=origin,
            accept_duplicate=accept_duplicate,
            now=now,
            request_id=request_id,
        )
        draft = begin_reading(registered, actor=actor, now=now, request_id=request_id)
        if once:
            SubmittedOnce.objects.create(
                jurisdiction_id=actor.jurisdiction_id,
                user_id=actor.id,
                key=once,
                result_id=draft.id,
                created_at=now,
            )
    return draft


def _submitted(actor: User, key: str) -> DraftReading | None:
    if not key:
        return None
    once = SubmittedOnce.objects.filter(jurisdiction_id=actor.jurisdiction_id, user_id=actor.id, key=key).first()
    return DraftReading.objects.get(jurisdiction_id=actor.jurisdiction_id, id=once.result_id) if once else None
