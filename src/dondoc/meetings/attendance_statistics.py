"""Figures of attendance per unit and per person over a period: every figure is the rows that it counts.

A meeting counts on its day, once it has ended. A person is charged with a meeting only where they held the post on that
day (`Tenure`), whoever the invitation named and whoever holds the post now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dondoc.accounts.models import User
from dondoc.foundation.clock import LOCAL
from dondoc.foundation.text import sort_key
from dondoc.meetings import rules
from dondoc.meetings.attendance import CAME
from dondoc.meetings.attendance_selectors import chairs_of, code_of
from dondoc.meetings.choices import AttendanceCode, State, Verdict
from dondoc.meetings.models import Explanation, Invitee
from dondoc.meetings.permissions import may_see_statistics, sees_all_meetings, units_of
from dondoc.meetings.selectors import held_at
from dondoc.organizations.models import Tenure
from dondoc.organizations.selectors import successions_among

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

By = Literal["unit", "person"]


@dataclass(frozen=True, slots=True)
class Counted:
    """One call to one meeting, as the figures count it.

    Attributes:
        invitee: the row, with its meeting, category, unit and venue.
        code: what it came to.
        on: the meeting's day.
        unit: key and name of the unit or of the body outside of the directory.
        person: key, name, and post of who held it on that day; empty where nobody can be named.
        explanations: what was answered to a breach, the earliest first.
    """

    invitee: Invitee
    code: AttendanceCode
    on: dt.date
    unit: tuple[str, str]
    person: tuple[str, str, str]
    explanations: tuple[Explanation, ...] = ()

    @property
    def is_breach(self) -> bool:
        """Whether it broke the regime."""
        return self.code in rules.BREACHES

    @property
    def is_excused(self) -> bool:
        """Whether it broke the regime and the office accepted the explanation."""
        return self.is_breach and any(each.verdict == Verdict.ACCEPTED for each in self.explanations)

    @property
    def answer(self) -> str:
        """How far the answer to a breach is: "open" (none yet), "waiting" for the office, or the last verdict."""
        last = self.explanations[-1].verdict if self.explanations else ""
        return {"": "open", Verdict.OPEN.value: "waiting"}.get(last, last)

    @property
    def may_be_explained(self) -> bool:
        """Whether the unit may answer now: it has not yet, or its last answer was not accepted."""
        return self.is_breach and self.answer in ("open", Verdict.NOT_ACCEPTED)


@dataclass(frozen=True, slots=True)
class Column:
    """A figure: its key in addresses, its heading, and which calls it counts."""

    key: str
    label: _StrPromise
    counts: Callable[[Counted], bool]


#: A request in time that the chair never answered is in order too: silence is not the unit's breach.
_STOOD_FOR = frozenset(
    {AttendanceCode.SUBSTITUTE_CONSENTED, AttendanceCode.SUBSTITUTE_UNANSWERED, AttendanceCode.DEPUTY_CHAIRS_VENUE}
)
#: What a breach was, apart from whether it was excused; with the others up to `unchecked` they add up to `called`.
COLUMNS = (
    Column("called", _("Được mời"), lambda row: row.code is not None),
    Column("came", _("Trực tiếp dự"), lambda row: row.code in CAME),
    Column("stood_for", _("Cử thay đúng quy định"), lambda row: row.code in _STOOD_FOR),
    Column("reason", _("Vắng có lý do"), lambda row: row.code == AttendanceCode.ABSENT_WITH_REASON),
    Column("unreported", _("Vắng không báo cáo"), lambda row: row.code == AttendanceCode.ABSENT_UNREPORTED),
    Column("unconsented", _("Cử thay chưa được đồng ý"), lambda row: row.code == AttendanceCode.SUBSTITUTE_UNCONSENTED),
    Column("wrong", _("Sai thành phần"), lambda row: row.code == AttendanceCode.WRONG_COMPOSITION),
    Column("unchecked", _("Chưa điểm danh"), lambda row: row.code == AttendanceCode.NOT_YET),
    Column("breaches", _("Vi phạm"), lambda row: row.is_breach),
    Column("excused", _("Đã chấp nhận giải trình"), lambda row: row.is_excused),
    Column("unexcused", _("Vi phạm còn lại"), lambda row: row.is_breach and not row.is_excused),
)
BY_KEY = {column.key: column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one unit or one person.

    Attributes:
        key: of the unit or the person, as an address names it.
        name: as the table shows it.
        about: the person's post and unit; "" of a unit.
        figures: by key of the column.
    """

    key: str
    name: str
    about: str
    figures: dict[str, int]


@dataclass(frozen=True, slots=True)
class Kin:
    """A unit that took over another's work, or whose work another took over: each is counted under the name that it had.

    Attributes:
        key: of the other unit's line.
        code: of the other unit, as its page is named.
        name: its name.
        on: from which day.
        is_before: whether the other is the one from before.
    """

    key: str
    code: str
    name: str
    on: dt.date
    is_before: bool


def kin_of(jurisdiction_id: int, keys: Iterable[str]) -> dict[str, list[Kin]]:
    """Who came before and after each of these lines' units, by the line's key (one query)."""
    units = {int(key[1:]) for key in keys if key[:1] == "u" and key[1:].isdigit()}
    found: dict[str, list[Kin]] = {}
    for one in successions_among(jurisdiction_id, units) if units else ():
        for mine, other, is_before in (
            (one.successor, one.predecessor, True),
            (one.predecessor, one.successor, False),
        ):
            if mine.id in units:
                kin = Kin(f"u{other.id}", other.code, other.name, one.on, is_before)
                found.setdefault(f"u{mine.id}", []).append(kin)
    return found


def counted_between(user: User, first: dt.date, last: dt.date, *, kind: str = "") -> list[Counted]:
    """The calls to meetings held from `first` to `last` that `user` may read figures of (four queries).

    Args:
        user: the office and the chair read all, others those of their own units.
        first: the first day.
        last: the last day.
        kind: a code of MeetingKind; "": all.
    """
    if not may_see_statistics(user):
        return []
    rows = _rows(user, first, last)
    invitees = list(rows.filter(meeting__kind=kind) if kind else rows)
    meetings = {each.meeting_id for each in invitees}
    chairs = chairs_of(user.jurisdiction_id, meetings)
    held = _tenures(user.jurisdiction_id, {each.post_id for each in invitees if each.post_id}, first, last)
    explained = _explanations(user.jurisdiction_id, [each.id for each in invitees])
    return [_counted(each, chairs, held, explained.get(each.id, ())) for each in invitees]


def table(rows: Iterable[Counted], by: By) -> list[Line]:
    """The figures by unit or by person: who broke the regime most often without excuse first, then by name.

    By person, calls where nobody can be named (a vacant post) are nobody's.
    """
    groups: dict[str, list[Counted]] = {}
    for row in rows:
        key = row.unit[0] if by == "unit" else row.person[0]
        if key:
            groups.setdefault(key, []).append(row)
    lines = []
    for key, some in groups.items():
        name, about = (some[0].unit[1], "") if by == "unit" else some[0].person[1:]
        lines.append(Line(key, name, about, figures(some)))
    return sorted(lines, key=lambda line: (-line.figures["unexcused"], sort_key(line.name), line.key))


def figures(rows: Iterable[Counted]) -> dict[str, int]:
    """How many of the calls each column counts."""
    some = list(rows)
    return {column.key: sum(column.counts(row) for row in some) for column in COLUMNS}


def opened(rows: Iterable[Counted], *, by: By, key: str, column: str) -> list[Counted]:
    """The calls that one figure of the table counts, the latest first.

    Args:
        rows: of the period.
        by: which table it stands in.
        key: of its line; "": of the whole table.
        column: the key of its column.
    """
    counts = BY_KEY[column].counts
    found = [
        row for row in rows if counts(row) and (not key or key == (row.unit[0] if by == "unit" else row.person[0]))
    ]
    return sorted(found, key=lambda row: (row.on, row.invitee.id), reverse=True)


def breaches_of(rows: Iterable[Counted]) -> list[Counted]:
    """The calls that broke the regime, the latest first."""
    found = [row for row in rows if row.is_breach]
    return sorted(found, key=lambda row: (row.on, row.invitee.id), reverse=True)


def _rows(user: User, first: dt.date, last: dt.date) -> QuerySet[Invitee]:
    found = Invitee.objects.filter(
        jurisdiction_id=user.jurisdiction_id, withdrawn_at__isnull=True, meeting__state=State.ENDED
    ).alias(held_at=held_at("meeting__"))
    found = found.filter(
        held_at__gte=dt.datetime.combine(first, dt.time(), LOCAL),
        held_at__lt=dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), LOCAL),
    )
    if not sees_all_meetings(user):
        found = found.filter(unit_id__in=units_of(user))
    return found.select_related("meeting", "category", "unit", "venue").order_by("held_at", "position", "id")


def _tenures(
    jurisdiction_id: int, posts: Iterable[int], first: dt.date, last: dt.date
) -> dict[int, list[tuple[dt.date, dt.date | None, int, str]]]:
    """Who held each of the posts at some time of the period."""
    found: dict[int, list[tuple[dt.date, dt.date | None, int, str]]] = {}
    rows = Tenure.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=first), jurisdiction_id=jurisdiction_id, post_id__in=set(posts),
        valid_from__lte=last,
    )  # fmt: skip
    for post, begins, ends, number, name in rows.values_list("post_id", "valid_from", "valid_to", "id", "person_name"):
        found.setdefault(post, []).append((begins, ends, number, name))
    return found


def _explanations(jurisdiction_id: int, invitee_ids: list[int]) -> dict[int, tuple[Explanation, ...]]:
    found: dict[int, tuple[Explanation, ...]] = {}
    rows = Explanation.objects.filter(jurisdiction_id=jurisdiction_id, invitee_id__in=invitee_ids)
    for each in rows.order_by("made_at", "id"):
        found[each.invitee_id] = (*found.get(each.invitee_id, ()), each)
    return found


def _counted(
    invitee: Invitee,
    chairs: frozenset[int],
    held: dict[int, list[tuple[dt.date, dt.date | None, int, str]]],
    explanations: tuple[Explanation, ...],
) -> Counted:
    on = rules.day_of(invitee.meeting)
    unit = (f"u{invitee.unit_id}", invitee.unit.name) if invitee.unit else (f"b{invitee.body}", invitee.body)
    return Counted(
        invitee, code_of(invitee, chairs, invitee.meeting), on, unit, _who(invitee, on, held, unit), explanations
    )


def _who(
    invitee: Invitee,
    on: dt.date,
    held: dict[int, list[tuple[dt.date, dt.date | None, int, str]]],
    unit: tuple[str, str],
) -> tuple[str, str, str]:
    """Who is charged: the holder of the post on that day; without a post the person whom the invitation names."""
    title = invitee.title or unit[1]
    if invitee.post_id:
        for begins, ends, number, name in held.get(invitee.post_id, ()):
            if begins <= on and (ends is None or on <= ends):
                return f"t{number}", name, title
        return "", "", ""
    if not invitee.person_name:
        return "", "", ""
    about = title if unit[1] in title else f"{title}, {unit[1]}"
    return f"n{unit[0]}:{invitee.person_name}", invitee.person_name, about
