"""When and where a meeting was moved after people were called, as its ledger tells it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dondoc.foundation.clock import LOCAL
from dondoc.ledger.append import timeline
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings import events, rules
from dondoc.meetings.models import MeetingRoom
from dondoc.meetings.week import spoken


@dataclass(frozen=True, slots=True)
class Move:
    """One move.

    Attributes:
        at: when it was told.
        changes: what changed, as sentences: “Dời từ … sang …”.
        reason: why, "" where nobody said it.
        is_time: whether it is at another time: then everybody is asked again.
        asked: what the invitees whose answer was taken back had said, by their id.
    """

    at: dt.datetime
    changes: tuple[str, ...]
    reason: str
    is_time: bool
    asked: dict[int, str]


def moves_of(jurisdiction_id: int, meeting_ids: Iterable[int]) -> dict[int, list[Move]]:
    """The moves of each of these meetings, the latest first (two queries)."""
    keys = [(events.MEETING, one) for one in meeting_ids]
    moved = timeline(jurisdiction_id, keys, codes=(events.MEETING_MOVED,))
    rooms = room_names(jurisdiction_id, moved)
    found: dict[int, list[Move]] = defaultdict(list)
    for event in reversed(moved):
        asked = event.payload.get("asked_again", [])
        found[event.aggregate_id].append(
            Move(
                event.recorded_at, tuple(changes_of(event, rooms)), event.reason, _is_time(event),
                {one["invitee_id"]: one["answer"] for one in asked if isinstance(one, dict)},
            )
        )  # fmt: skip
    return dict(found)


def room_names(jurisdiction_id: int, history: Iterable[LedgerEvent]) -> dict[int, str]:
    """The rooms that these events name (one query, none where they name none)."""
    ids = {
        room
        for event in history
        for room in (event.payload.get("room_id"), event.payload.get("before", {}).get("room_id"))
        if room
    }
    if not ids:
        return {}
    return dict(MeetingRoom.objects.filter(jurisdiction_id=jurisdiction_id, id__in=ids).values_list("id", "name"))


def changes_of(event: LedgerEvent, rooms: dict[int, str]) -> list[str]:
    """What a change of the plan changed, from what to what, in sentences.

    Args:
        event: of code MEETING_CHANGED or MEETING_MOVED.
        rooms: the names of the rooms that it names (`room_names`).
    """
    after, before = event.payload, {**event.payload, **event.payload.get("before", {})}
    changed = set(event.payload.get("before", {}))
    found = []
    if _ends_at_another_hour(event):
        found.append(_arrow(_("Giờ kết thúc"), _hour(before["ends_at"]), _hour(after["ends_at"])))
    elif "starts_at" in changed or "ends_at" in changed:
        found.append(_("Dời từ %(before)s sang %(after)s") % {"before": _when(before), "after": _when(after)})
    if changed & {"room_id", "place"}:
        found.append(_arrow(_("Địa điểm"), _where(before, rooms), _where(after, rooms)))
    if "link" in changed:
        found.append(_arrow(_("Đường dẫn họp trực tuyến"), before["link"], after["link"]))
    if "title" in changed:
        found.append(_arrow(_("Tên cuộc họp"), before["title"], after["title"]))
    if changed & {"chair_post_id", "chair_name", "chair_title"}:
        found.append(_arrow(_("Người chủ trì"), _chair(before), _chair(after)))
    for key, label in (("content", _("Nội dung")), ("requests", _("Yêu cầu chuẩn bị")), ("form", _("Hình thức họp"))):
        if key in changed:
            found.append(_("%(what)s: đã sửa") % {"what": label})
    return found


def _ends_at_another_hour(event: LedgerEvent) -> bool:
    """Whether of the time the end alone changed, and on its day: who comes still comes."""
    before = event.payload.get("before", {})
    if "starts_at" in before or "ends_at" not in before:
        return False
    starts_at, ended, ends = (
        dt.datetime.fromisoformat(said)
        for said in (event.payload["starts_at"], before["ends_at"], event.payload["ends_at"])
    )
    return rules.days_of(starts_at, ended) == rules.days_of(starts_at, ends)


def _is_time(event: LedgerEvent) -> bool:
    before = event.payload.get("before", {})
    return ("starts_at" in before or "ends_at" in before) and not _ends_at_another_hour(event)


def _hour(said: str) -> str:
    return f"{dt.datetime.fromisoformat(said).astimezone(LOCAL):%H:%M}"


def _arrow(what: str, before: str, after: str) -> str:
    nothing = _("(không có)")
    return f"{what}: {before or nothing} → {after or nothing}"


def _when(plan: dict[str, str]) -> str:
    return spoken(dt.datetime.fromisoformat(plan["starts_at"]), dt.datetime.fromisoformat(plan["ends_at"]))


def _where(plan: dict[str, object], rooms: dict[int, str]) -> str:
    room = plan.get("room_id")
    return rooms.get(room, "") if isinstance(room, int) else str(plan.get("place") or "")


def _chair(plan: dict[str, str]) -> str:
    return " ".join(part for part in (plan["chair_title"], plan["chair_name"]) if part)
