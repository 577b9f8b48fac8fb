"""What people are told, as payloads; the sentence is made when it is shown, in the reader's language (`kinds`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from dondoc.foundation.text import shortened
from dondoc.notifications.outbox import NewMessage
from dondoc.urging.models import ReminderRun
from dondoc.urging.rules import KINDS, Rule

SINGLE, MANY = "urging.reminder", "urging.reminders"
URGED = "urging.urged"
EXPLANATION_ASKED, EXPLANATION_ANSWERED = "urging.explanation_asked", "urging.explanation_answered"
EXPLANATION_DECIDED = "urging.explanation_decided"

#: The pages of objects that have one of their own.
_PAGES = {
    "explanation": "web:explanation", "part": "web:part", "transfer": "web:transfer", "central": "web:central_task",
}  # fmt: skip
#: Letters of a task that a message shows.
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Subject:
    """An object of a reminder for one person, as `running` reads it.

    `ended_unit`: the code of the unit where it has ended and this person is of those who carry on its work.
    """

    user_id: int
    rule_id: int
    subject_id: int
    assignment_id: int | None
    unit_id: int | None
    anchor: dt.date
    occurrence: dt.date
    unit_name: str | None
    directive_id: int | None
    text: str | None
    due_on: dt.date | None
    ended_unit: str = ""


def single(rule: Rule, subject: Subject) -> NewMessage:
    """One object of one rule: said once by rule, object and occurrence."""
    return NewMessage(
        user_id=subject.user_id,
        key=f"nhac:{rule.id}:{subject.subject_id}:{subject.anchor:%Y%m%d}:{subject.occurrence:%Y%m%d}",
        kind=SINGLE,
        payload={
            "rule": rule.name, "rule_code": rule.code, "trigger": rule.trigger, "anchor": subject.anchor.isoformat(),
            "due_on": subject.due_on.isoformat() if subject.due_on else None, "unit": subject.unit_name or "",
            "text": shortened(subject.text or "", _SHOWN), "assignment_id": subject.assignment_id,
        },
        path=path_of(rule, subject),
    )  # fmt: skip


def weighed(run: ReminderRun, rule: Rule, message: NewMessage) -> NewMessage:
    """A message as its rule wants it out: with the digest, or at once with all that this run tells the person at once."""
    return replace(message, is_urgent=True, bundle=f"nhac:{run.id}") if rule.at_once else message


def path_of(rule: Rule, subject: Subject) -> str:
    """Where it opens: for the successors of a unit that has ended its page, which says who hands its work over.

    The work is the ended unit's until the office decides, so its own page is not theirs yet.
    """
    if subject.ended_unit:
        return f"/don-vi/{subject.ended_unit}/"
    page = _PAGES.get(KINDS[rule.trigger])
    if page is not None:
        return reverse(page, args=[subject.subject_id])
    return directive_path(subject.directive_id or 0, subject.assignment_id or 0)


def directive_path(directive_id: int, assignment_id: int) -> str:
    """The place of an assignment on its directive's page."""
    return f"/nhiem-vu/{directive_id}/#phan-viec-{assignment_id}"


def explanation_path(explanation_id: int) -> str:
    """The page of a request for explanation."""
    return f"/don-doc/giai-trinh/{explanation_id}/"


def many(run: ReminderRun, rule: Rule, *, user_id: int, count: int, oldest: dt.date) -> NewMessage:
    """Many objects of one rule: one line that opens the list of this run."""
    payload: dict[str, Any] = {
        "rule": rule.name, "rule_code": rule.code, "trigger": rule.trigger, "count": count, "oldest": oldest.isoformat(),
    }  # fmt: skip
    return NewMessage(
        user_id=user_id, key=f"nhac:{run.id}:{rule.id}", kind=MANY, payload=payload,
        path=f"/don-doc/da-nhac/{run.id}/{rule.code}/",
    )  # fmt: skip
