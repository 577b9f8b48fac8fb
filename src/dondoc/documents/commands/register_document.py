"""Bringing a document in: checked, read, kept with its original file. A secret one leaves nothing behind."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NoReturn

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_upload_document
from dondoc.documents import disk, events, rules, storage
from dondoc.documents.choices import Direction, Origin
from dondoc.documents.facts import SOUGHT, header_of, keep_recipients, recipients_of
from dondoc.documents.intake import Intake, SecretDocumentError, Submission, take
from dondoc.documents.models import Document
from dondoc.documents.scans import keep_scan
from dondoc.foundation.clock import LOCAL
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.foundation.models import ID_SEQUENCE
from dondoc.ledger.append import NewEvent, append
from dondoc.reading import READER_VERSION, Reading


@dataclass(frozen=True, slots=True)
class Registered:
    """A document and what the reader found in it."""

    document: Document
    reading: Reading
    warnings: tuple[dict[str, str], ...]


class DuplicateDocument(Conflict):
    """The document is here already; `details["document_id"]` is the first one, `details["by"]` how it is known."""

    default_code = "duplicate_document"


def register_document(
    *,
    actor: User,
    submission: Submission,
    direction: str | None = None,
    origin: str | None = None,
    accept_duplicate: bool = False,
    now: dt.datetime,
    request_id: str = "",
) -> Registered:
    """Check, read and keep a document, in one transaction; the file goes again when the transaction fails.

    Args:
        actor: who brings it in.
        submission: the file or the pasted text.
        direction: whether the office received or issued it; suggested from the issuer where not given.
        origin: whose task it is; suggested from the issuer where not given.
        accept_duplicate: go on although the document is here already.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: `actor` may not bring documents in.
        BadInput: it cannot be read, or it is secret (code `secret_document`).
        DuplicateDocument: it is here already.
    """
    intake = accept(actor=actor, submission=submission, now=now, request_id=request_id)
    return register(
        actor=actor, intake=intake, direction=direction, origin=origin, accept_duplicate=accept_duplicate, now=now,
        request_id=request_id,
    )  # fmt: skip


def accept(*, actor: User, submission: Submission, now: dt.datetime, request_id: str = "") -> Intake:
    """Check and read a submission before any transaction over its content begins.

    That a secret one was turned away is recorded (who, when, nothing of it); so it must not be undone with
    the transaction of the command that calls this.

    Raises:
        Refused: `actor` may not bring documents in.
        BadInput: it cannot be read, or it is secret.
    """
    if not may_upload_document(actor):
        raise Refused(_("Chỉ Văn phòng UBND tỉnh được nhập văn bản. Hãy gửi văn bản cho Văn phòng."))
    try:
        return take(submission, jurisdiction_id=actor.jurisdiction_id)
    except SecretDocumentError:
        _turn_away(actor, now, request_id)


def register(
    *,
    actor: User,
    intake: Intake,
    direction: str | None,
    origin: str | None,
    accept_duplicate: bool,
    now: dt.datetime,
    request_id: str,
) -> Registered:
    """Keep what was accepted; see `register_document`."""
    if direction not in (None, *Direction.values) or origin not in (None, *Origin.values):
        raise BadInput(_("Loại văn bản đến/đi hoặc nguồn giao không hợp lệ; hãy chọn lại."), code="bad_choice")
    with disk.files_and_rows():
        lock_registration(actor.jurisdiction_id)
        if not accept_duplicate:
            refuse_duplicate(intake, jurisdiction_id=actor.jurisdiction_id)
        document = _add(actor, intake, direction, origin, now)
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.DOCUMENT,
                    document.id,
                    events.DOCUMENT_REGISTERED,
                    {
                        "code": document.code,
                        "type": document.type_name,
                        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
                        "issuer": document.issuer,
                        "subject": document.subject,
                        "direction": str(document.direction),
                        "origin": str(document.origin),
                        "sha256": intake.sha256,
                        "file_id": document.file_id,
                    },
                    is_first=True,
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return Registered(document, intake.reading, intake.warnings)


def lock_registration(jurisdiction_id: int) -> None:
    """Let one registration at a time go on in a jurisdiction, so that two uploads of one document see each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('dondoc.register'), %s)", [jurisdiction_id % 2**31])


def refuse_duplicate(intake: Intake, *, jurisdiction_id: int) -> None:
    """Refuse a document that is here already, by its content or by number, symbol, issuer and year.

    Raises:
        DuplicateDocument: with the first one's id.
    """
    here = Document.objects.filter(jurisdiction_id=jurisdiction_id).order_by("id")
    first = here.filter(source_sha256=intake.sha256).first()
    if first is not None:
        raise DuplicateDocument(_duplicate_sentence(first, _("cùng nội dung tệp")), document_id=first.id, by="content")
    header = intake.reading.document
    wanted = rules.number_key(
        number=header.number or "", symbol=header.symbol or "", issuer=header.issuer or "", issued_on=header.date
    )
    if wanted is None or header.date is None:
        return
    for other in here.filter(symbol__iexact=header.symbol, issued_on__year=header.date.year):
        if wanted == rules.number_key(
            number=other.number, symbol=other.symbol, issuer=other.issuer, issued_on=other.issued_on
        ):
            raise DuplicateDocument(
                _duplicate_sentence(other, _("cùng số, ký hiệu, cơ quan ban hành và năm")),
                document_id=other.id,
                by="number",
            )


def _duplicate_sentence(first: Document, how: str) -> str:
    name = " ".join(part for part in (first.type_name or _("Văn bản"), first.code) if part)
    entered = first.created_at.astimezone(LOCAL)
    return _(
        "Văn bản này đã có trong hệ thống (%(how)s): %(name)s, nhập lúc %(time)s ngày %(day)s. Hãy mở văn bản đã có, hoặc chọn “Vẫn nhập” nếu đây là văn bản khác."
    ) % {"how": how, "name": name, "time": f"{entered:%H:%M}", "day": f"{entered:%d/%m/%Y}"}


def _turn_away(actor: User, now: dt.datetime, request_id: str) -> NoReturn:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(%s)", [ID_SEQUENCE])
            refusal_id: int = cursor.fetchone()[0]
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.REFUSAL, refusal_id, events.SECRET_REFUSED, is_first=True)],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    # Without the cause: a traceback must not carry the text either.
    raise BadInput(storage.sentence_for_classified(), code="secret_document") from None


def _add(actor: User, intake: Intake, direction: str | None, origin: str | None, now: dt.datetime) -> Document:
    reading, submission = intake.reading, intake.submission
    file = (
        storage.add_row(submission.content, submission.filename, intake.content_type, actor=actor, now=now)
        if submission.filename
        else None
    )
    header = header_of(reading)
    document = Document.objects.create(
        jurisdiction_id=actor.jurisdiction_id,
        direction=direction or rules.suggest_direction(header["issuer"]),
        origin=origin or rules.suggest_origin(issuer=header["issuer"], symbol=header["symbol"]),
        **header,
        meeting=reading.meeting.to_dict(),
        references=[reference.to_dict() for reference in reading.references],
        why=rules.why_of_facts(reading.why),
        text=reading.text,
        reader_version=READER_VERSION,
        file_id=file.id if file else None,
        source_sha256=intake.sha256,
        search_text=rules.search_text(**{name: header[name] for name in SOUGHT}),
        created_at=now,
        created_by_id=actor.id,
    )
    keep_recipients(document, recipients_of(reading))
    keep_scan(document, reading, submission.content)
    return document
