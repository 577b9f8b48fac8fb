"""The story of these tests: Kế hoạch và Đầu tư leads a task due on 25/01/2021, Tài chính coordinates; what people are told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.directives import story

from dondoc.directives.models import Assignment, Directive
from dondoc.notifications.models import Message
from dondoc.urging.commands.answer_explanation import answer_explanation
from dondoc.urging.commands.ask_explanation import ask_explanation
from dondoc.urging.commands.decide_explanation import decide_explanation
from dondoc.urging.commands.urge import urge
from dondoc.urging.commands.withdraw_explanation import withdraw_explanation
from dondoc.urging.models import Explanation, ReminderRun, Urging
from dondoc.urging.running import run_reminders

LATE = dt.date(2021, 2, 1)  # a Monday, seven days after the deadline
EXPLAIN_BY = dt.date(2021, 2, 4)


def subject(province: Any, setter: Any, unit: str = "skhdt", **more: Any) -> Assignment:
    """An assignment of that unit, which stands alone in its directive."""
    given: Directive = story.give(setter, province, **{"leads": (unit,), "coordinates": (), **more})
    return story.assignment(given, province.units[unit])


def night(day: str | dt.date, **more: Any) -> ReminderRun:
    """The run of a day, at half past five."""
    at = story.at(day, 5)
    return run_reminders(jurisdiction_id=1, day=at.date(), now=at, **more)


def messages_to(user: Any) -> list[Message]:
    """What a person was sent of this room, in order."""
    here = Message.objects.filter(jurisdiction_id=user.jurisdiction_id, user_id=user.pk, kind__startswith="urging.")
    return list(here.order_by("id"))


def told(user: Any) -> list[str]:
    """The keys of what a person was told, in order."""
    return [one.key for one in messages_to(user)]


def told_rules(user: Any) -> list[str]:
    """By which rules a person was told, in order of their codes."""
    return sorted(one.payload["rule_code"] for one in messages_to(user) if one.kind.startswith("urging.reminder"))


def urged(actor: Any, *assignments: Assignment, day: dt.date = LATE, **more: Any) -> Urging:
    """Urge for them."""
    return urge(actor=actor, assignment_ids=[one.id for one in assignments], now=story.at(day), **more)


def ask(actor: Any, *assignments: Assignment, **more: Any) -> Explanation:
    """Ask to explain them until 04/02/2021."""
    given = {"question": "Vì sao chưa có báo cáo?", "due_on": EXPLAIN_BY, "now": story.at(LATE), **more}
    return ask_explanation(actor=actor, assignment_ids=[one.id for one in assignments], **given)


def answer(actor: Any, explanation: Explanation, **more: Any) -> Explanation:
    """Answer it."""
    given = {"text": "Chờ số liệu của các địa phương.", "now": story.at("2021-02-02"), **more}
    return answer_explanation(actor=actor, explanation_id=explanation.id, **given)


def decide(actor: Any, explanation: Explanation, *, is_sufficient: bool = True, **more: Any) -> Explanation:
    """Accept it, or ask again until 10/02... a working day."""
    again = {} if is_sufficient else {"note": "Nêu rõ trách nhiệm.", "due_on": dt.date(2021, 2, 8)}
    given = {"now": story.at("2021-02-03"), **again, **more}
    return decide_explanation(actor=actor, explanation_id=explanation.id, is_sufficient=is_sufficient, **given)


def withdraw(actor: Any, explanation: Explanation, **more: Any) -> Explanation:
    """Take it back."""
    given = {"reason": "Đã có báo cáo.", "now": story.at("2021-02-03"), **more}
    return withdraw_explanation(actor=actor, explanation_id=explanation.id, **given)
