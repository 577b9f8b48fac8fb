"""Tell the sender how far a document is that was taken over: assigned (04), in progress (05), completed (06)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk
from dondoc.documents.choices import Side
from dondoc.documents.commands import _exchange
from dondoc.documents.exchange.codes import Status, status_of
from dondoc.documents.exchange_courses import locked_course
from dondoc.documents.exchange_outbox import send_status_of
from dondoc.documents.models import OutgoingPacket
from dondoc.foundation.errors import BadInput, Conflict

BY_HAND = (Status.ASSIGNED, Status.PROCESSING, Status.COMPLETED)


def send_status(
    *, actor: User, course_id: int, status: str, description: str = "", now: dt.datetime, request_id: str = ""
) -> OutgoingPacket:
    """Send a status of a document that came in.

    Args:
        actor: who sends it.
        course_id: of which document.
        status: 04, 05 or 06; the others come of taking over, refusing and answering.
        description: words for the person on the other side.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: `actor` may not, or there is no such document.
        BadInput: another status.
        Conflict: it may not follow now (`status_refused`), or the document is our own.
    """
    _exchange.require_exchange(actor)
    words = _exchange.clean_words(description, needed=False, field="description")
    wanted = status_of(status)
    if wanted not in BY_HAND:
        raise BadInput(_("Chỉ gửi được trạng thái 04, 05 hoặc 06 ở đây."), code="bad_status", field="status")
    with disk.files_and_rows():
        course = locked_course(actor.jurisdiction_id, course_id)
        if course.side != Side.RECEIVER:
            raise Conflict(
                _("Trạng thái xử lý do bên nhận gửi; văn bản này do cơ quan mình gửi đi."), code="own_document"
            )
        return send_status_of(course, wanted, actor=actor, now=now, request_id=request_id, reason=words)
