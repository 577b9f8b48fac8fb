"""What a unit that ends leaves undone, and what of it can be handed to a unit that carries on its work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.models import Assignment
from dondoc.followup.choices import ExtensionState
from dondoc.followup.models import ClockStop, Extension, Part, Transfer
from dondoc.followup.succession_rules import TRANSFERABLE, WAITING, Standing, TransferHindrance, transfer_hindrance
from dondoc.organizations.heirs import ended_units
from dondoc.organizations.models import Unit

#: Of one act.
MOST_HANDED = 1000


@dataclass(frozen=True, slots=True)
class OpenWork:
    """How much of a unit is not done.

    Attributes:
        assignments: open ones of the unit.
        parts: that others divided to it and that are open.
        requests: for another deadline or another unit, which wait for an answer.
    """

    assignments: int = 0
    parts: int = 0
    requests: int = 0

    def __bool__(self) -> bool:
        return bool(self.assignments or self.parts or self.requests)

    def in_words(self) -> str:
        """As a sentence says it: "12 nhiệm vụ chưa xong, 3 phần việc được chia, 1 đề nghị đang chờ"."""
        said = (
            (self.assignments, ngettext("%(n)s nhiệm vụ chưa xong", "%(n)s nhiệm vụ chưa xong", self.assignments)),
            (self.parts, ngettext("%(n)s phần việc được chia", "%(n)s phần việc được chia", self.parts)),
            (self.requests, ngettext("%(n)s đề nghị đang chờ", "%(n)s đề nghị đang chờ", self.requests)),
        )
        return ", ".join(words % {"n": count} for count, words in said if count)


def open_work_of(jurisdiction_id: int, unit_id: int) -> OpenWork:
    """Return how much a unit leaves undone; numbers only, whoever asks (four queries)."""
    here = {"jurisdiction_id": jurisdiction_id}
    own = Assignment.objects.filter(**here, unit_id=unit_id, lifecycle__in=OPEN_LIFECYCLES)
    extensions = Extension.objects.filter(
        **here, assignment__unit_id=unit_id, assignment__lifecycle__in=OPEN_LIFECYCLES, state=ExtensionState.ASKED
    )
    transfers = Transfer.objects.filter(
        Q(assignment__unit_id=unit_id) | Q(to_unit_id=unit_id), **here, state__in=WAITING,
        assignment__lifecycle__in=OPEN_LIFECYCLES,
    )  # fmt: skip
    parts = Part.objects.filter(
        **here, unit_id=unit_id, lifecycle__in=OPEN_LIFECYCLES, assignment__lifecycle__in=OPEN_LIFECYCLES
    )
    return OpenWork(own.count(), parts.count(), extensions.count() + transfers.count())


@dataclass(frozen=True, slots=True)
class Row:
    """An open assignment of the unit, and why it does not go with the others; empty where it goes."""

    assignment: Assignment
    why: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """What would be handed over.

    Attributes:
        unit: which has ended.
        heirs: who carries on its work that day; empty: nobody is recorded, so any unit may be chosen.
        rows: its open assignments that the person sees and decides on, by deadline.
    """

    unit: Unit
    heirs: Sequence[Unit]
    rows: Sequence[Row]

    @property
    def going(self) -> list[Assignment]:
        """Those that go."""
        return [row.assignment for row in self.rows if not row.why]


def may_hand_over(user: User) -> bool:
    """Return whether `user` is one who decides for the office on transfers, in all fields or some."""
    return user.is_active and people.may_withdraw(user, field_id=None)


def heirs_of(unit: Unit, on: dt.date) -> list[Unit]:
    """Return who carries on the work of a unit on a day; nobody while it has not ended."""
    found = ended_units(unit.jurisdiction_id, on, {unit.id}).get(unit.id)
    return found[1] if found is not None else []


def handover_of(
    user: User, unit: Unit, to: Unit | None, *, on: dt.date, is_locked: bool = False, most: int | None = None
) -> Handover:
    """Return what of an ended unit goes to another one, and what does not and why.

    Args:
        user: who decides for the office; what is outside their fields is not there.
        unit: which has ended.
        to: who would take it; None: it is not chosen yet.
        on: today.
        is_locked: whether the assignments are locked, in the order of their ids, inside a transaction.
        most: rows at most; None: all.
    """
    here = unit.jurisdiction_id
    rows = Assignment.objects.filter(jurisdiction_id=here, unit_id=unit.id, lifecycle__in=OPEN_LIFECYCLES)
    rows = rows.select_related("directive__document", "unit")
    rows = rows.select_for_update(of=("self",)).order_by("id") if is_locked else rows.order_by("due_on", "id")
    listed = [one for one in rows if people.may_withdraw(user, field_id=one.field_id)][:most]
    stopped = set(
        ClockStop.objects.filter(
            jurisdiction_id=here, assignment_id__in=[one.id for one in listed], until__isnull=True
        ).values_list("assignment_id", flat=True)
    )
    known: dict[int, Standing] = {}
    if to is not None:
        others = Assignment.objects.filter(
            jurisdiction_id=here, unit_id=to.id, directive_id__in=[one.directive_id for one in listed]
        )
        known = {
            directive_id: Standing(role, lifecycle)
            for directive_id, role, lifecycle in others.values_list("directive_id", "role", "lifecycle")
        }
    return Handover(
        unit,
        heirs_of(unit, on),
        [Row(one, _why(one, to, known.get(one.directive_id), one.id in stopped)) for one in listed],
    )


def _why(one: Assignment, to: Unit | None, known: Standing | None, is_stopped: bool) -> str:
    """Why an assignment does not go, in words; empty where it goes."""
    if one.lifecycle not in TRANSFERABLE:
        return _("Đã báo cáo, chờ Văn phòng xác nhận hoặc trả lại.")
    match transfer_hindrance(
        one.unit_id, to.id if to is not None else 0, role=one.role, known=known, is_stopped=is_stopped
    ):
        case None:
            return ""
        case TransferHindrance.CLOCK_STOPPED:
            return _("Thời hạn đang tạm dừng; hãy tính tiếp trước.")
        case _:
            return _(
                "Đơn vị nhận đã có phần việc trong nhiệm vụ này; nếu phần đó gồm cả việc này, hãy thu hồi phần việc này."
            )
