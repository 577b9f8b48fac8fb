"""The office divides one of its own tasks among its specialists: one has finished, one has reported, one has not begun."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.demo.story import People, Places
from dondoc.directives.models import Assignment
from dondoc.followup.commands.accept_part import accept_part
from dondoc.followup.commands.acknowledge_part import acknowledge_part
from dondoc.followup.commands.divide_assignment import Share, divide_assignment
from dondoc.followup.commands.report_part import report_part
from dondoc.followup.models import Part
from dondoc.followup.part_rules import DIVISIBLE
from dondoc.foundation.clock import LOCAL

_GIVEN = dt.datetime(2021, 1, 15, 9, tzinfo=LOCAL)
_REPORTED = dt.datetime(2021, 1, 15, 16, 30, tzinfo=LOCAL)
_ACCEPTED = dt.datetime(2021, 1, 18, 7, 30, tzinfo=LOCAL)
_PARTS = (
    ("cv.kinhte", "Tổng hợp số liệu của các sở khối kinh tế.", "Đã tổng hợp đủ báo cáo của 7 sở khối kinh tế."),
    (
        "cv.vanxa",
        "Tổng hợp báo cáo của các sở khối văn hóa - xã hội.",
        "Đã tổng hợp, còn chờ số liệu bổ sung của một sở.",
    ),
    ("cv.nongnghiep", "Rà soát phần nông nghiệp, tài nguyên; soạn dự thảo chung.", ""),
)


def divide_one(people: People, places: Places) -> int:
    """Divide the office's open task that is due last.

    Args:
        people: who acts.
        places: where.

    Returns:
        How many steps that were; none where the office has no such task.
    """
    here, leader = places.jurisdiction_id, people.leader
    own = Assignment.objects.filter(
        jurisdiction_id=here, unit_id=leader.unit_id or 0, lifecycle__in=DIVISIBLE, assigned_on__lte=_GIVEN.date(),
        due_on__gt=_ACCEPTED.date(),
    )  # fmt: skip
    whole = own.order_by("-due_on", "id").first()
    if whole is None:
        return 0
    staff = {
        one.username: one
        for one in User.objects.filter(jurisdiction_id=here, username__in=[each[0] for each in _PARTS])
    }
    shares = [Share(text, user_id=staff[name].pk) for name, text, _result in _PARTS]
    made = divide_assignment(actor=leader, assignment_id=whole.id, shares=shares, now=_GIVEN)
    steps = len(made)
    for part, (name, _text, result) in zip(made, _PARTS, strict=True):
        if result:
            _report(part, staff[name], result)
            steps += 2
    accept_part(actor=leader, part_id=made[0].id, now=_ACCEPTED)
    return steps + 1


def _report(part: Part, by: User, result: str) -> None:
    acknowledge_part(actor=by, part_id=part.id, now=_GIVEN + dt.timedelta(hours=1))
    report_part(actor=by, part_id=part.id, note=result, now=_REPORTED)
