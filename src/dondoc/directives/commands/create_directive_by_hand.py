"""Give one directive by hand, once however often the form is sent."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.commands.create_directives import NewDirective, create_directives
from dondoc.directives.models import Directive, SubmittedOnce
from dondoc.documents.permissions import visible_documents
from dondoc.foundation.errors import BadInput, NotFound

MOST_TEXT = 20_000
_KEY_LENGTH = 80


def create_directive_by_hand(
    *,
    actor: User,
    item: NewDirective,
    key: str,
    now: dt.datetime,
    document_id: int | None = None,
    origin: str | None = None,
    issued_on: dt.date | None = None,
    reason: str = "",
    request_id: str = "",
) -> Directive:
    """Create `item` with its assignments, or return what the same `key` created before.

    Args:
        actor: who gives it.
        item: what was filled in.
        key: of the form that was sent; a second sending with it creates nothing.
        now: the moment of recording.
        document_id: the document it comes from, where there is one.
        origin: a code of Origin; the document's or the province's where not given.
        issued_on: the day it was given; the document's day, else today.
        reason: why that is a day past and not the document's.
        request_id: groups what one request did.

    Raises:
        Refused: the person may not give directives of that field.
        NotFound: the document is not there for this person.
        BadInput: no key, a text too long, or what `create_directives` refuses.
    """
    if not key or len(key) > _KEY_LENGTH:
        raise BadInput(_("Biểu mẫu thiếu mã gửi; hãy tải lại trang rồi gửi lại."), code="key_required")
    if len(item.text) > MOST_TEXT:
        raise BadInput(
            _("Nội dung dài nhất %(most)s ký tự.") % {"most": f"{MOST_TEXT:,}".replace(",", ".")},
            code="text_too_long",
            field="text",
        )
    jurisdiction_id = actor.jurisdiction_id
    with transaction.atomic():
        with connection.cursor() as cursor:
            # The second of two sendings waits here until the first has committed, and then finds its result.
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [f"{actor.pk}:{key}", jurisdiction_id]
            )
        sent = SubmittedOnce.objects.filter(jurisdiction_id=jurisdiction_id, user_id=actor.pk, key=key).first()
        if sent is not None:
            return Directive.objects.get(jurisdiction_id=jurisdiction_id, id=sent.result_id)
        document = None
        if document_id is not None:
            document = visible_documents(actor).filter(id=document_id).first()
            if document is None:
                raise NotFound(_("Không tìm thấy văn bản đã chọn; hãy chọn lại."), field="document")
        directive = create_directives(
            actor=actor, items=[item], now=now, document=document, origin=origin, issued_on=issued_on,
            reason=reason, request_id=request_id,
        )[0]  # fmt: skip
        SubmittedOnce.objects.create(
            jurisdiction_id=jurisdiction_id, user_id=actor.pk, key=key, result_id=directive.id, created_at=now
        )
    return directive
