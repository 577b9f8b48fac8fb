"""The stream of a meeting's changes as server-sent events, from the one that a page saw last."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_GET

from dondoc.foundation.clock import local_day
from dondoc.foundation.stopping import when_asked_to_stop
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import sees_all_meetings
from dondoc.meetings.selectors import meeting_of
from dondoc.organizations.models import Jurisdiction
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.papers.seat import shared
from dondoc.web.screens.meetings.room import hub

#: Seconds after which a page that hears nothing is told that the line is alive; also when a gone page is noticed.
_BEAT = 15.0
#: Milliseconds after which a page asks again when the stream ended.
_RETRY = 1500
_LARGEST = 2**62


def view_of(key: hub.Key, language: str) -> bytes:
    """What all participants of a meeting see, as an event: made once for a language, not once for each of them."""
    meeting = Meeting.objects.select_related("unit", "room").get(jurisdiction_id=key[0], id=key[1])
    with override(language):
        page = render_to_string(
            "web/meetings/seat_shared.html", {"meeting": meeting, **shared(meeting, today=_today(meeting))}
        )
    return f"event: view\ndata: {json.dumps(page, ensure_ascii=False)}\n\n".encode()


def _today(meeting: Meeting) -> dt.date:
    """The day in the meeting's jurisdiction: an example province has a clock of its own."""
    return local_day(
        timezone.now() + dt.timedelta(days=Jurisdiction.objects.get(id=meeting.jurisdiction_id).clock_offset_days)
    )


@require_GET
def stream(request: PageRequest, meeting_id: int) -> StreamingHttpResponse:
    """Tell what changes, to whom may see the meeting; ends by itself after a while, so that rights are asked anew."""
    meeting = meeting_of(request.user, meeting_id)
    response = StreamingHttpResponse(
        _events(
            meeting, _seen(request, meeting), for_office=sees_all_meetings(request.user), language=request.LANGUAGE_CODE
        ),
        content_type="text/event-stream",
    )
    response["X-Accel-Buffering"] = "no"  # a proxy in front passes each event on at once
    response["Cache-Control"] = "no-store, no-transform"
    return response


def _seen(request: PageRequest, meeting: Meeting) -> int:
    """The last change that the page knows: what the browser says when it comes back, else what the page was made with."""
    given = request.headers.get("Last-Event-ID") or request.GET.get("sau") or ""
    if not given.isascii() or not given.isdigit() or int(given) > _LARGEST:
        return meeting.live_seq
    return min(int(given), meeting.live_seq)


def _events(meeting: Meeting, seen: int, *, for_office: bool, language: str) -> Iterator[bytes]:
    key = (meeting.jurisdiction_id, meeting.id)
    ends = time.monotonic() + settings.LIVE_STREAM_SECONDS
    yield f"retry: {_RETRY}\n\n".encode()
    if meeting.live_seq > seen:
        missed = hub.changes_after(key, seen)
        if len(missed) < meeting.live_seq - seen:  # more than is sent, or so long ago that it is kept no longer
            yield _reload(meeting.live_seq)
        else:
            yield from (change.wire for change in missed if for_office or change.is_for_all)
        seen = missed[-1].seq if missed else meeting.live_seq
    if not connection.in_atomic_block:  # as everywhere but in a test
        connection.close()  # the wait must hold nothing of the database
    if time.monotonic() >= ends:
        return
    HUB.follow(key, seen, language)
    try:
        while (left := ends - time.monotonic()) > 0:
            news = HUB.wait(key, seen, min(_BEAT, left))
            if HUB.is_closed:
                return  # the page comes back by itself, to the server that is started next
            if news is None:
                yield _reload(seen)
                return
            if not news:
                yield b": \n\n"
                continue
            seen = news[-1].seq
            wire = b"".join(change.said_in(language) for change in news if for_office or change.is_for_all)
            # What is not for this page still moves its number on, so that it does not ask for it again.
            yield wire or f"id: {seen}\nevent: seen\ndata: {{}}\n\n".encode()
    finally:
        HUB.leave(key, language)


def _reload(seq: int) -> bytes:
    return f"id: {seq}\nevent: reload\ndata: {{}}\n\n".encode()


HUB = hub.Hub(view=view_of)
when_asked_to_stop(HUB.close)
