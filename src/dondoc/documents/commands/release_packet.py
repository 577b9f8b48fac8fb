"""Let a packet out of quarantine: it is judged once more, now that a person has looked at it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk, events
from dondoc.documents.choices import IncomingState
from dondoc.documents.commands import _exchange
from dondoc.documents.commands.receive_packet import settle
from dondoc.documents.exchange import ExchangeError
from dondoc.documents.exchange_inbox import describe, judge, opened
from dondoc.documents.exchange_words import in_words
from dondoc.documents.models import ExchangeParty, IncomingPacket
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.ledger.append import NewEvent, append


def release_packet(
    *, actor: User, packet_id: int, note: str, now: dt.datetime, request_id: str = ""
) -> IncomingPacket:  # fmt: skip
    """Judge a packet in quarantine once more.

    What a person may decide (it names other receivers, its id came before) stops it no more; what cannot be read, or
    speaks of a document that is still not known, stays.

    Args:
        actor: who lets it out.
        packet_id: which packet.
        note: why, for the ledger.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: `actor` may not, there is no such packet, or its bytes are gone.
        BadInput: no note.
        Conflict: it is not in quarantine (`wrong_state`), or stays there (`still_quarantined`, with the sentence).
    """
    _exchange.require_exchange(actor)
    words = _exchange.clean_words(note, field="note")
    with disk.files_and_rows():
        row = _exchange.locked_incoming(actor, packet_id)
        _exchange.require_state(row, IncomingState.QUARANTINED, IncomingState.ANOTHER_BODY)
        own = ExchangeParty.objects.select_for_update(no_key=True).get(
            jurisdiction_id=row.jurisdiction_id, id=row.party_id
        )
        arrived = opened(content_of(row))
        if arrived.message is None:
            raise _stays(arrived.problem)
        describe(row, arrived.message)
        try:
            judge(row, arrived.message, party=own, by_person=True, now=now, request_id=request_id)
        except ExchangeError as error:
            raise _stays(error) from error
        row.decided_at, row.decided_by_id, row.decision = now, actor.id, words
        settle(row, None)
        append(
            jurisdiction_id=row.jurisdiction_id,
            events=[
                NewEvent(
                    events.INCOMING_PACKET, row.id, events.PACKET_RELEASED,
                    {"state": str(row.state), "course_id": row.course_id}, reason=words,
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )  # fmt: skip
    return row


def content_of(row: IncomingPacket) -> bytes:
    """Return the bytes of a packet that came in.

    Raises:
        NotFound: none were kept (secret), or they are gone from the files folder.
    """
    if row.file is None:
        raise NotFound(_("Nội dung gói tin không được lưu vì có dấu mật."), code="not_kept")
    try:
        with disk.open_content(row.file.sha256) as file:
            return file.read()
    except FileNotFoundError:
        raise NotFound(
            _("Tệp không còn trong kho lưu trữ; hãy báo quản trị hệ thống."), code="file_gone"
        ) from None  # fmt: skip


def _stays(error: ExchangeError | None) -> Conflict:
    sentence = in_words(error.message) if error else ""
    return Conflict(sentence, code="still_quarantined", error_code=error.code if error else "")
