"""What the commands of the room share: the meeting locked for its secretary, positions, versions, live payloads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, Conflict, NotFound
from dondoc.meetings.choices import State
from dondoc.meetings.commands import _steps
from dondoc.meetings.held import is_notice_drafted
from dondoc.meetings.models import AgendaItem, Conclusion, Meeting, Remark
from dondoc.meetings.permissions import may_keep_minutes

Row = TypeVar("Row", bound=Model)
LONGEST_TEXT = 50_000
_LONGEST_KEY = 40
#: What was said is written while the meeting runs, and put in order after it; conclusions may be prepared before.
WRITTEN_IN = (State.CALLED, State.RUNNING, State.ENDED)


def kept_by(actor: User, meeting_id: int, states: tuple[State, ...] = (State.RUNNING,)) -> Meeting:
    """The meeting, locked, for its secretary, in one of these states.

    Raises:
        NotFound: there is none for the actor.
        Refused: the actor keeps no minutes.
        Conflict: it is in another state.
    """
    refusal = _("Ghi diễn biến cuộc họp là việc của thư ký (Văn phòng UBND tỉnh).")
    meeting = _steps.locked_for(actor, meeting_id, may_keep_minutes, refusal)
    if meeting.state not in states:
        raise _steps.wrong_state(
            meeting,
            _("Cuộc họp đang ở trạng thái “%(state)s” nên không ghi được. Hãy tải lại trang.")
            % {"state": meeting.get_state_display()},
        )
    return meeting


def require_notice_open(meeting: Meeting) -> None:
    """Do nothing where what was said and concluded may still be changed: no notice was drafted of it.

    Raises:
        Conflict: a draft of the notice is on its way; it is changed there.
    """
    if is_notice_drafted(meeting):
        raise Conflict(
            _("Đã lập dự thảo thông báo kết luận từ nội dung này; hãy sửa tiếp ở dự thảo."), code="notice_drafted"
        )


def row_of(model: type[Row], meeting: Meeting, row_id: int) -> Row:
    """A row of this meeting, locked.

    Raises:
        NotFound: it is of another meeting, or there is none.
    """
    found = (
        model._default_manager.select_for_update()  # noqa: SLF001 - Django's own name for it
        .filter(jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, id=row_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def meeting_id_of(model: type[Model], actor: User, row_id: int) -> int:
    """The meeting that a row belongs to; whether the actor may know of it is asked when it is locked.

    Raises:
        NotFound: there is no such row.
    """
    found = (
        model._default_manager.filter(jurisdiction_id=actor.jurisdiction_id, id=row_id)  # noqa: SLF001
        .values_list("meeting_id", flat=True)
        .first()
    )
    if found is None:
        raise NotFound
    return int(found)


def item_of(meeting: Meeting, item_id: int | None) -> AgendaItem | None:
    """The item of this meeting's agenda, None for none.

    Raises:
        BadInput: it is of another meeting.
    """
    if item_id is None:
        return None
    found = AgendaItem.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, id=item_id
    ).first()
    if found is None:
        raise BadInput(_("Nội dung này không thuộc chương trình của cuộc họp; hãy chọn lại."), field="item")
    return found


def text_of(text: str, *, needed: bool = False, field: str = "text") -> str:
    """What somebody typed, its lines kept, without what no document holds.

    Raises:
        BadInput: there is none and it is needed, it is too long, or it holds NUL.
    """
    found = text.replace("\r\n", "\n").strip()
    if needed and not found:
        raise BadInput(_("Hãy ghi nội dung."), field=field)
    if len(found) > LONGEST_TEXT:
        raise BadInput(_("Nội dung dài quá 50.000 ký tự; hãy tách thành nhiều phần."), field=field)
    _steps.require_letters(found, field)
    return found


def client_key_of(key: str) -> str:
    """The key by which a writer's page knows its own new row.

    Raises:
        BadInput: it is none that our pages make.
    """
    if len(key) > _LONGEST_KEY or not all(letter.isalnum() or letter == "-" for letter in key):
        raise BadInput(_("Khoá của dòng mới không hợp lệ; hãy tải lại trang."), field="client_key")
    return key


def earlier_by_key(model: type[Row], meeting: Meeting, key: str) -> Row | None:
    """The row that was made with this key before: sent again after a lost answer, it is the same one."""
    if not key:
        return None
    return model._default_manager.filter(  # noqa: SLF001
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, client_key=key
    ).first()


def require_version(current: int, seen: int, *, theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> None:
    """Do nothing where the version seen is the current one.

    Raises:
        Conflict: somebody wrote in between; both texts are in the details, so that neither is lost.
    """
    if current != seen:
        raise Conflict(
            _("Người khác vừa sửa mục này. Cả hai bản được giữ: hãy chọn một bản hoặc ghép lại."),
            code="other_version",
            version=current,
            theirs=dict(theirs),
            mine=dict(mine),
        )


def next_position(model: type[Model], meeting: Meeting) -> int:
    """The place after the last row of a meeting."""
    last = (
        model._default_manager.filter(jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id)  # noqa: SLF001
        .order_by("-position")
        .values_list("position", flat=True)
        .first()
    )
    return int(last or 0) + 1


def remark_payload(remark: Remark) -> dict[str, Any]:
    """What the live pages show of a remark; its words are the minutes', not the pages'."""
    return {
        "remark_id": remark.id, "item_id": remark.item_id, "state": str(remark.state), "body": remark.body,
        "speaker": remark.speaker, "topic": remark.topic,
        "started_at": remark.started_at.isoformat() if remark.started_at else None,
    }  # fmt: skip


def conclusion_payload(line: Conclusion) -> dict[str, Any]:
    """What the live pages show of a conclusion."""
    return {
        "conclusion_id": line.id, "item_id": line.item_id, "position": line.position, "depth": line.depth,
        "kind": str(line.kind), "label": line.label, "text": line.text, "duties": line.duties, "version": line.version,
        "is_shown": line.is_shown, "dropped": line.dropped_at is not None,
    }  # fmt: skip


def payload_of_item(item: AgendaItem) -> dict[str, Any]:
    """What the live pages show of an item."""
    return {
        "item_id": item.id, "state": str(item.state), "title": item.title, "presenter": item.presenter,
        "minutes": item.minutes, "started_at": item.started_at.isoformat() if item.started_at else None,
        "ended_at": item.ended_at.isoformat() if item.ended_at else None,
    }  # fmt: skip
