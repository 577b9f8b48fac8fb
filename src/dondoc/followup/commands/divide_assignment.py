"""Divide an assignment, or a part of one, among units below and people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.choices import OFFICE_ROLES, UNIT_ROLES
from dondoc.accounts.models import User
from dondoc.directives.commands.step import lock_assignment
from dondoc.directives.models import Assignment
from dondoc.followup import events
from dondoc.followup.commands import _parts
from dondoc.followup.commands._units import standing_unit
from dondoc.followup.part_models import Part
from dondoc.followup.part_permissions import Placed, chain_of, holder_of, may_divide
from dondoc.followup.part_rules import DIVISIBLE, MOST_DEEP, MOST_PARTS, Holder, Misgiven, misgiven
from dondoc.followup.telling import tell_of_parts
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.foundation.typed import text_of
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import reserve_ids
from dondoc.organizations.selectors import ancestors, descendants


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit or person gets.

    Attributes:
        text: what is to be done.
        unit_id: a unit below; with `user_id`, that person's unit or nothing.
        user_id: the person, of the dividing unit or of one below.
        due_on: the last day in time; None: that of what is divided.
    """

    text: str
    unit_id: int | None = None
    user_id: int | None = None
    due_on: dt.date | None = None


def divide_assignment(
    *,
    actor: User,
    assignment_id: int,
    shares: Sequence[Share],
    now: dt.datetime,
    parent_part_id: int | None = None,
    request_id: str = "",
) -> list[Part]:
    """Give parts of an assignment, all or none.

    Args:
        actor: who holds the assignment, or the part that is divided.
        assignment_id: the assignment.
        shares: who gets what.
        now: the moment.
        parent_part_id: the part of it that is divided further; None: the assignment itself.
        request_id: groups what one request did.

    Returns:
        The parts in the order of the shares.

    Raises:
        NotFound: no such assignment or part for this person.
        Refused: they do not hold it.
        Conflict: it is closed or reported already.
        BadInput: no share or too many, no words, nobody named, a unit that is not there that day, a loop, the same twice,
            a day that cannot be.
    """
    if not shares:
        raise BadInput(_("Hãy chọn ít nhất một đơn vị hoặc một người để chia việc."), code="nobody", field="to")
    today = local_day(now)
    with transaction.atomic():
        assignment, parent = _lock(actor, assignment_id, parent_part_id)
        if not may_divide(actor, parent or assignment):
            raise Refused(_("Chỉ đơn vị hoặc người đang giữ phần việc mới chia được việc đó."), code="refused")
        _require_divisible(assignment, parent)
        here = Part.objects.filter(
            jurisdiction_id=actor.jurisdiction_id, assignment_id=assignment.id, parent_part_id=parent_part_id
        )
        beside = {holder_of(one) for one in here.exclude(lifecycle="withdrawn")}
        if len(beside) + len(shares) > MOST_PARTS:
            raise BadInput(
                _("Mỗi việc chia được nhiều nhất %(most)s phần.") % {"most": MOST_PARTS}, code="too_many", field="to"
            )
        above = [*parent.above, parent.part] if parent else []
        line = _Line(actor.jurisdiction_id, chain_of(assignment, above))
        parent_due = (parent.part if parent else assignment).due_on
        made = []
        for share, part_id in zip(shares, reserve_ids(len(shares)), strict=True):
            words = text_of(share.text, field="text", missing=_("Hãy ghi nội dung phần việc."))
            to = line.to(share, today)
            line.require_may_go(to, beside)
            beside.add(to)
            due_on = share.due_on or parent_due
            _parts.require_due(actor.jurisdiction_id, due_on, parent_due, today)
            made.append(
                Part(
                    jurisdiction_id=actor.jurisdiction_id,
                    id=part_id,
                    assignment_id=assignment.id,
                    parent_part_id=parent_part_id,
                    above=[one.id for one in above],
                    giver_unit_id=line.chain[-1].unit_id,
                    giver_user_id=line.chain[-1].user_id,
                    unit_id=to.unit_id,
                    user_id=to.user_id,
                    text=words,
                    given_on=today,
                    given_by_id=actor.pk,
                    due_on=due_on,
                    original_due_on=due_on,
                    changed_at=now,
                )
            )
        Part.objects.bulk_create(made)
        tell_of_parts(actor, made, events.PART_GIVEN, now=now)
        append(
            jurisdiction_id=actor.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
            events=[
                NewEvent(
                    events.PART, part.id, events.PART_GIVEN,
                    {"assignment_id": assignment.id, "parent_part_id": parent_part_id, **_parts.whole(part)}, is_first=True,
                )
                for part in made
            ],
        )  # fmt: skip
    return made


def _lock(actor: User, assignment_id: int, parent_part_id: int | None) -> tuple[Assignment, Placed | None]:
    if parent_part_id is None:
        return lock_assignment(actor, assignment_id), None
    # Who has a part may not know of the directive's page, so the part itself is what they are asked about.
    parent = _parts.lock_part(actor, parent_part_id)
    if parent.assignment.id != assignment_id:
        raise NotFound
    return parent.assignment, parent


def _require_divisible(assignment: Assignment, parent: Placed | None) -> None:
    if parent is not None:
        _parts.require_stands(parent)
        if len(parent.above) + 1 >= MOST_DEEP:
            raise Conflict(
                _("Việc đã chia đến cấp thứ %(deep)s, không chia tiếp được.") % {"deep": MOST_DEEP}, code="too_deep"
            )
    divided = parent.part if parent else assignment
    if divided.lifecycle not in DIVISIBLE:
        raise Conflict(
            _("Việc này đang ở trạng thái «%(state)s» nên không chia được.")
            % {"state": divided.get_lifecycle_display()},
            code="wrong_state", lifecycle=divided.lifecycle,
        )  # fmt: skip


class _Line:
    """The line of holders down to the one that divides, and the units above and below it."""

    def __init__(self, jurisdiction_id: int, chain: list[Holder]) -> None:
        self.jurisdiction_id, self.chain = jurisdiction_id, chain
        unit_id = chain[-1].unit_id
        self.below = descendants(jurisdiction_id, {unit_id}) - {unit_id}
        self.above = ancestors(jurisdiction_id, {unit_id}) - {unit_id}
        self.names: dict[Holder, str] = {}

    def to(self, share: Share, today: dt.date) -> Holder:
        """Whom a share names, who are there that day.

        Raises:
            BadInput: nobody, somebody who is not there, or a unit that has ended or not begun.
        """
        unit_id, person = share.unit_id, None
        if share.user_id is not None:
            person = User.objects.filter(
                jurisdiction_id=self.jurisdiction_id,
                pk=share.user_id,
                is_active=True,
                role__in=UNIT_ROLES | OFFICE_ROLES,
            ).first()
            if person is None or person.unit_id is None or (unit_id is not None and unit_id != person.unit_id):
                raise BadInput(
                    _("Người được chọn không còn làm việc ở đơn vị đó; hãy chọn lại."),
                    code="unknown_person",
                    field="to",
                )
            unit_id = person.unit_id
        if unit_id is None:
            raise BadInput(_("Hãy chọn đơn vị hoặc người nhận phần việc."), code="nobody", field="to")
        unit = standing_unit(self.jurisdiction_id, unit_id, today, field="to")
        to = Holder(unit_id, share.user_id)
        self.names[to] = person.full_name if person is not None else unit.name
        return to

    def require_may_go(self, to: Holder, beside: set[Holder]) -> None:
        """Do nothing where a part may go there.

        Raises:
            BadInput: it would come back to who divides or stands above, is not theirs to give, or is given twice.
        """
        why = misgiven(to, self.chain, above=self.above, below=self.below, beside=beside)
        if why is None:
            return
        name = {"name": self.names[to]}
        match why:
            case Misgiven.ITSELF:
                said = (
                    _("Phần việc không thể giao lại cho chính %(name)s; hãy chọn đơn vị trực thuộc hoặc một người.")
                    % name
                )
            case Misgiven.ABOVE:
                said = _("Phần việc không thể quay lại nơi đã giao xuống; hãy chọn đơn vị hoặc người ở cấp dưới.")
            case Misgiven.NOT_BELOW:
                said = (
                    _("%(name)s không trực thuộc đơn vị chia việc; muốn đơn vị khác làm, hãy đề nghị chuyển nhiệm vụ.")
                    % name
                )
            case Misgiven.TWICE:
                said = _("%(name)s đã có một phần việc ở đây; hãy sửa phần việc đó thay vì chia thêm.") % name
        raise BadInput(said, code=str(why), field="to")
