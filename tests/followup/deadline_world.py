"""The story of these tests: Kế hoạch và Đầu tư leads a task due on 25/01/2021 that the specialist gave; today is 18/01."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.directives import story

from dondoc.directives.models import Assignment
from dondoc.followup.commands.decide_extension import decide_extension
from dondoc.followup.commands.request_extension import request_extension
from dondoc.followup.commands.stop_clock import stop_clock
from dondoc.followup.models import ClockStop, Extension
from dondoc.ledger.models import LedgerEvent

TODAY = dt.date(2021, 1, 18)
WANTED = dt.date(2021, 2, 1)


def subject(province: Any, setter: Any) -> Assignment:
    """The lead's assignment."""
    return story.assignment(story.give(setter, province), province.units["skhdt"])


def fresh(assignment: Assignment) -> Assignment:
    """It as the database has it now."""
    return Assignment.objects.get(jurisdiction_id=1, id=assignment.id)


def ask(actor: Any, assignment: Assignment, **more: Any) -> Extension:
    """Ask for 01/02/2021."""
    given = {"wanted_on": WANTED, "reason": "Chờ số liệu quyết toán.", "now": story.at(TODAY), **more}
    return request_extension(actor=actor, assignment_id=assignment.id, **given)


def decide(actor: Any, extension: Extension, *, is_granted: bool = True, **more: Any) -> Extension:
    """Grant it, or refuse with a reason."""
    given = {"now": story.at("2021-01-19"), "note": "" if is_granted else "Số liệu đã có.", **more}
    return decide_extension(actor=actor, extension_id=extension.id, is_granted=is_granted, **given)


def stop(actor: Any, assignment: Assignment, **more: Any) -> ClockStop:
    """Stop it from today on."""
    given = {"since": TODAY, "cause": "Chờ Trung ương ban hành hướng dẫn.", "now": story.at(TODAY), **more}
    return stop_clock(actor=actor, assignment_id=assignment.id, **given)


def last_event(assignment: Assignment) -> LedgerEvent:
    """The newest event of its chain."""
    return LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="assignment", aggregate_id=assignment.id).latest(
        "seq"
    )
