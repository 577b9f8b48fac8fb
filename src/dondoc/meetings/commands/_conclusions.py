"""What the commands on conclusions share: the facts of a line, checked; where a new one stands; the audience."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from dondoc.drafting.clause_duties import clean_duty
from dondoc.drafting.selectors import require_duties
from dondoc.foundation.errors import BadInput
from dondoc.meetings.choices import Audience, ConclusionKind, Part
from dondoc.meetings.commands._people import short
from dondoc.meetings.commands._room import conclusion_payload, next_position, text_of
from dondoc.meetings.labels import DEEPEST
from dondoc.meetings.live import publish
from dondoc.meetings.models import Conclusion, Meeting

_MOST_DUTIES = 20


def set_facts(
    line: Conclusion,
    meeting: Meeting,
    *,
    kind: str,
    depth: int,
    label: str,
    text: str,
    duties: Sequence[Any],
    on: dt.date,
) -> None:
    """Set what a line says; it is not saved here.

    Raises:
        BadInput: a kind or depth that there is not, duties of another form or of a unit that is not there.
    """
    if kind not in ConclusionKind.values:
        raise BadInput(_("Loại dòng kết luận không hợp lệ; hãy tải lại trang."), field="kind")
    if not 0 <= depth <= DEEPEST:
        raise BadInput(_("Kết luận có nhiều nhất bốn cấp mục."), field="depth")
    line.kind, line.depth, line.label, line.text = kind, depth, short(label, 20, "label"), text_of(text)
    name = line.label or line.text[:40]
    given = [clean_duty(duty, name) for duty in duties]
    if len(given) > _MOST_DUTIES:
        raise BadInput(_("Một điểm kết luận giao nhiều nhất 20 việc; hãy tách thành nhiều điểm."), field="duties")
    if given:
        if not line.text:
            raise BadInput(_("Điểm kết luận chưa có lời văn nên không gắn việc được."), field="duties")
        require_duties(
            meeting.jurisdiction_id, {"body": [{"label": line.label, "text": line.text, "duties": given}]}, on=on
        )
    line.duties = given


def place_after(meeting: Meeting, after_id: int | None) -> int:
    """The position for a line after this one, with room made for it; at the end for None, at the beginning for 0."""
    if after_id is None:
        return next_position(Conclusion, meeting)
    here = Conclusion.objects.filter(jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id)
    before = here.filter(id=after_id).values_list("position", flat=True).first() if after_id else 0
    if before is None:
        raise BadInput(_("Dòng đứng trước không còn; hãy tải lại trang."), code="gone", field="after")
    here.filter(position__gt=before).update(position=F("position") + 1)
    return int(before) + 1


def tell(meeting: Meeting, line: Conclusion, *, was_shown: bool, now: dt.datetime) -> None:
    """Tell the live pages: everybody of what is or was shown, else the secretaries."""
    audience = Audience.ALL if line.is_shown or was_shown else Audience.OFFICE
    publish(meeting, Part.CONCLUSIONS, conclusion_payload(line), now=now, audience=audience)
