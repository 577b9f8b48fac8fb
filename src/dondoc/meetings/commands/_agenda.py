"""What the commands on the agenda and its papers share."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import short
from dondoc.meetings.models import AgendaItem, Meeting, Paper
from dondoc.meetings.permissions import may_plan, visible_meetings
from dondoc.organizations.models import Unit

LONGEST_MINUTES = 1440


def arranged_by(actor: User, meeting_id: int) -> Meeting:
    """The meeting, locked, for one who arranges its agenda.

    Raises:
        NotFound: there is none for the actor.
        Refused: the actor does not plan.
        Conflict: the meeting is over or cancelled.
    """
    meeting = _steps.locked_for(actor, meeting_id, may_plan, _("Chương trình họp do Văn phòng UBND tỉnh lập."))
    require_open(meeting)
    return meeting


def require_open(meeting: Meeting) -> None:
    """Do nothing where agenda and papers may still be changed.

    Raises:
        Conflict: the meeting is over or cancelled.
    """
    if meeting.state not in _steps.OPEN:
        raise _steps.wrong_state(
            meeting,
            _("Cuộc họp %(state)s nên chương trình, tài liệu không sửa được nữa.")
            % {"state": meeting.get_state_display().lower()},
        )


def set_item(item: AgendaItem, *, title: str, presenter_unit_id: int | None, presenter: str, minutes: int) -> None:
    """Set what an item says; it is not saved here.

    Raises:
        BadInput: no title, minutes that cannot be, a unit that is not there.
    """
    item.title = short(title, 500, "title")
    if not item.title:
        raise BadInput(_("Hãy ghi nội dung của mục này."), field="title")
    if not 0 < minutes <= LONGEST_MINUTES:
        raise BadInput(_("Thời lượng dự kiến phải từ 1 đến 1440 phút."), field="minutes")
    require_unit(item.jurisdiction_id, presenter_unit_id, "presenter_unit")
    item.presenter_unit_id, item.presenter = presenter_unit_id, short(presenter, 200, "presenter")
    item.minutes = minutes


def require_unit(jurisdiction_id: int, unit_id: int | None, field: str) -> None:
    """Do nothing where there is this unit, or none is named.

    Raises:
        BadInput: it is not there.
    """
    if unit_id is not None and not Unit.objects.filter(jurisdiction_id=jurisdiction_id, id=unit_id).exists():
        raise BadInput(_("Đơn vị không còn trong danh mục; hãy chọn lại."), field=field)


def paper_for(actor: User, paper_id: int) -> Paper:
    """The paper of a meeting that the actor may know of.

    Raises:
        NotFound: there is none.
    """
    found = Paper.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, id=paper_id, meeting_id__in=visible_meetings(actor).values("id")
    ).first()
    if found is None:
        raise NotFound
    return found


def facts_of(item: AgendaItem) -> dict[str, object]:
    """An item as the ledger keeps it."""
    return {
        "item_id": item.id, "position": item.position, "title": item.title, "minutes": item.minutes,
        "presenter_unit_id": item.presenter_unit_id, "presenter": item.presenter,
    }  # fmt: skip
