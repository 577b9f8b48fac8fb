"""What a meeting's attendance comes to: counts that add up, and the words in which minutes and notices say it. Pure.

`attendance_selectors.attendance_of` makes the people of a meeting; everything here is the same whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dondoc.foundation.text import fold
from dondoc.meetings import rules
from dondoc.meetings.choices import AttendanceCode, ReasonKind, SubstituteRank
from dondoc.organizations.choices import UnitKind

ABSENT = (AttendanceCode.ABSENT_WITH_REASON, AttendanceCode.ABSENT_UNREPORTED)
SUBSTITUTED = (
    AttendanceCode.SUBSTITUTE_CONSENTED, AttendanceCode.SUBSTITUTE_UNANSWERED, AttendanceCode.SUBSTITUTE_UNCONSENTED,
    AttendanceCode.WRONG_COMPOSITION,
)  # fmt: skip
CAME = (AttendanceCode.PRESENT, AttendanceCode.ONLINE)
# Illness and what was written in free words are the person's own: what is printed says that there was a reason.
_REASONS = {
    ReasonKind.MISSION: "đi công tác", ReasonKind.MEETING: "dự cuộc họp khác", ReasonKind.LEAVE: "nghỉ phép",
    ReasonKind.SICK: "có lý do", ReasonKind.OTHER: "có lý do",
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
        attendee_rank: what who came is to who is called (SubstituteRank).
        unit_kind: a code of UnitKind of the body, "" outside of the directory.
        invitee_id: whose row; 0 for none.
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
    attendee_rank: str = SubstituteRank.NONE
    unit_kind: str = ""
    invitee_id: int = 0


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
        called=len(codes), came=of(*CAME), substituted=of(*SUBSTITUTED),
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
    """Say who took part, category by category in their order, as a notice does; "" where nobody was called.

    In a counted category everybody who did not come themselves is named, with the number of them; the others are named as
    a whole. There is no full stop at its end.

    “Thành viên UBND tỉnh, vắng 01 thành viên (ông … đi công tác), 02 thành viên cử cấp phó dự thay (…); Chủ tịch UBND các
    huyện, thành phố, 01 UBND cấp huyện cử cấp phó chủ trì tại điểm cầu (Hòn Đất (…))”
    """
    parts = []
    for name, group in by_category(people).items():
        said = exceptions(group) if any(one.is_counted for one in group) else ""
        parts.append(f"{name}, {said}" if said else name)
    return "; ".join(parts)


def exceptions(group: Sequence[Attended]) -> str:
    """Say of one category who was absent, who sent somebody, and who was not looked for; "" where all came themselves.

    Each of them stands in exactly one part; the numbers add up to those who did not come themselves.
    """
    # A chair who was silent is no fact of the unit's: its deputy stands with those who were agreed to.
    deputy, other = _by_rank(_of(group, AttendanceCode.SUBSTITUTE_CONSENTED, AttendanceCode.SUBSTITUTE_UNANSWERED))
    refused_deputy, refused_other = _by_rank(_of(group, AttendanceCode.SUBSTITUTE_UNCONSENTED))
    noun = _noun(group)
    parts: tuple[tuple[str, Sequence[Attended], str, Callable[[Attended], str]], ...] = (
        ("vắng ", _of(group, *ABSENT), "", _absence),
        ("", deputy, " cử cấp phó dự thay", _replacement),
        ("", other, " cử người dự thay được chủ trì đồng ý", _replacement),
        ("", _of(group, AttendanceCode.DEPUTY_CHAIRS_VENUE), " cử cấp phó chủ trì tại điểm cầu", _chairing),
        ("", refused_deputy, " cử cấp phó dự thay khi chủ trì chưa đồng ý", _replacement),
        ("", refused_other, " cử người dự thay khi chủ trì chưa đồng ý", _replacement),
        ("", _of(group, AttendanceCode.WRONG_COMPOSITION), " cử người dự không đúng thành phần", _replacement),
        ("", _of(group, AttendanceCode.NOT_YET), " chưa điểm danh", _called),
    )  # fmt: skip
    return ", ".join(
        f"{before}{len(some):02d} {noun}{after} ({'; '.join(say(one) for one in some)})"
        for before, some, after, say in parts
        if some
    )


def _of(group: Sequence[Attended], *codes: AttendanceCode) -> list[Attended]:
    return [one for one in group if one.code in codes]


def _by_rank(some: Sequence[Attended]) -> tuple[list[Attended], list[Attended]]:
    """Deputies, and the others."""
    return (
        [one for one in some if one.attendee_rank == SubstituteRank.DEPUTY],
        [one for one in some if one.attendee_rank != SubstituteRank.DEPUTY],
    )


def _noun(group: Sequence[Attended]) -> str:
    """What those of a category are counted as."""
    if fold(group[0].category).startswith("thanh vien"):
        return "thành viên"
    kinds = {one.unit_kind for one in group}
    if kinds == {UnitKind.DISTRICT}:
        return "UBND cấp huyện"
    return "UBND cấp xã" if kinds == {UnitKind.COMMUNE} else "đơn vị"


def _called(one: Attended) -> str:
    return " ".join(part for part in (one.title or one.body, one.person_name) if part)


def _absence(one: Attended) -> str:
    if one.code == AttendanceCode.ABSENT_UNREPORTED:
        return f"{_called(one)} không báo cáo"
    return f"{_called(one)} {_REASONS[ReasonKind(one.reason_kind)] if one.reason_kind else 'có lý do'}"


def _replacement(one: Attended) -> str:
    return f"{one.body}{_came(one)}"


def _chairing(one: Attended) -> str:
    return f"{one.place or one.body}{_came(one)}"


def _came(one: Attended) -> str:
    """Who came, in brackets; a post that names the body again is not needed beside it."""
    said = " ".join(part for part in (one.attendee_title.removesuffix(one.body).strip(), one.attendee_name) if part)
    return f" ({said})" if said else ""
