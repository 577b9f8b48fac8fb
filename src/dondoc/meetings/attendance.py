"""What a meeting's attendance comes to: counts by category, and the words of a notice. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dondoc.meetings import rules
from dondoc.meetings.choices import AttendanceCode, ReasonKind

_ABSENT = (AttendanceCode.ABSENT_WITH_REASON, AttendanceCode.ABSENT_UNREPORTED)
_SUBSTITUTED = (
    AttendanceCode.SUBSTITUTE_CONSENTED, AttendanceCode.SUBSTITUTE_UNCONSENTED, AttendanceCode.WRONG_COMPOSITION,
)  # fmt: skip
_CAME = (AttendanceCode.PRESENT, AttendanceCode.ONLINE)
#: What is printed of a reason; another reason is printed as it was given.
_REASONS = {
    ReasonKind.MISSION: "đi công tác", ReasonKind.MEETING: "dự cuộc họp khác", ReasonKind.LEAVE: "nghỉ phép",
    ReasonKind.SICK: "có lý do",  # illness is nobody's business in a notice
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attended:
    """One who was called, as far as a notice speaks of them.

    Attributes:
        category: the name of the category.
        is_counted: whether absences in it are named.
        body: the unit or body.
        title: the post in full ("Giám đốc Sở Nội vụ").
        person_name: who is called.
        attendee_name: who came.
        attendee_title: the post of who came.
        code: what the attendance comes to (`rules.attendance_code`).
        reason_kind: a code of ReasonKind, "" for none.
        reason: in words.
        place: the short name of the venue's place ("Hòn Đất"), for who chairs a venue.
        venue: the venue's name, "" for the room.
    """

    category: str
    is_counted: bool
    body: str
    title: str
    person_name: str
    attendee_name: str
    attendee_title: str
    code: AttendanceCode
    reason_kind: str = ""
    reason: str = ""
    place: str = ""
    venue: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of those called fall where; every one of them in exactly one place.

    Attributes:
        called: all.
        came: in person, in the room or by video.
        substituted: somebody else came, as a deputy or otherwise.
        chaired_by_deputy: a deputy chaired the venue of who is called.
        absent_with_reason: absent, reported.
        absent_unreported: absent without a report.
        not_yet: nobody checked.
        breaches: those of all that break the regime.
    """

    called: int
    came: int
    substituted: int
    chaired_by_deputy: int
    absent_with_reason: int
    absent_unreported: int
    not_yet: int
    breaches: int

    @property
    def absent(self) -> int:
        """All who are absent."""
        return self.absent_with_reason + self.absent_unreported


def counts(people: Iterable[Attended]) -> Counts:
    """Count those called by what their attendance comes to."""
    codes = [one.code for one in people]

    def of(*wanted: AttendanceCode) -> int:
        return sum(code in wanted for code in codes)

    return Counts(
        called=len(codes), came=of(*_CAME), substituted=of(*_SUBSTITUTED),
        chaired_by_deputy=of(AttendanceCode.DEPUTY_CHAIRS_VENUE),
        absent_with_reason=of(AttendanceCode.ABSENT_WITH_REASON), absent_unreported=of(AttendanceCode.ABSENT_UNREPORTED),
        not_yet=of(AttendanceCode.NOT_YET), breaches=of(*rules.BREACHES),
    )  # fmt: skip


def by_category(people: Sequence[Attended]) -> dict[str, list[Attended]]:
    """Those called by category, in their order."""
    found: dict[str, list[Attended]] = {}
    for one in people:
        found.setdefault(one.category, []).append(one)
    return found


def sentence(people: Sequence[Attended]) -> str:
    """Who took part, as a notice words it: the categories in their order, and what is to be said of those that are counted.

    “Thành viên UBND tỉnh (vắng 01: ông … đi công tác; 02 cử cấp phó dự thay: …); Chủ tịch UBND các huyện, thành phố (01
    điểm cầu do cấp phó chủ trì: Hòn Đất, …)”
    """
    parts = []
    for name, group in by_category(people).items():
        said = _exceptions(group) if any(one.is_counted for one in group) else ""
        parts.append(f"{name} ({said})" if said else name)
    return "; ".join(parts)


def _exceptions(group: Sequence[Attended]) -> str:
    absent = [one for one in group if one.code in _ABSENT]
    replaced = [one for one in group if one.code in _SUBSTITUTED]
    chaired = [one for one in group if one.code == AttendanceCode.DEPUTY_CHAIRS_VENUE]
    parts = []
    if absent:
        parts.append(f"vắng {len(absent):02d}: {', '.join(_absence(one) for one in absent)}")
    if replaced:
        parts.append(f"{len(replaced):02d} cử người dự thay: {', '.join(_replacement(one) for one in replaced)}")
    if chaired:
        parts.append(f"{len(chaired):02d} điểm cầu do cấp phó chủ trì: {', '.join(_chairing(one) for one in chaired)}")
    return "; ".join(parts)


def _absence(one: Attended) -> str:
    who = " ".join(part for part in (one.title or one.body, one.person_name) if part)
    if one.code == AttendanceCode.ABSENT_UNREPORTED:
        return f"{who} không báo cáo"
    known = _REASONS.get(ReasonKind(one.reason_kind)) if one.reason_kind else None
    why = known or " ".join(one.reason.split()) or "có lý do"
    return f"{who} {why}"


def _replacement(one: Attended) -> str:
    return f"{one.body} ({' '.join(part for part in (one.attendee_title, one.attendee_name) if part)})"


def _chairing(one: Attended) -> str:
    return f"{one.place or one.body} ({' '.join(part for part in (one.attendee_title, one.attendee_name) if part)})"
