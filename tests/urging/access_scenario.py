"""What the table of who gets what needs of this room: something urged, requests to explain, a run that told, a rule."""

from __future__ import annotations

import datetime as dt
from typing import Any

JSON: dict[tuple[str, str], dict[str, Any]] = {
    ("api:reminder_rules", "POST"): {"name": "Quá hạn", "trigger": "overdue", "days": 2, "ranks": ["chair"]},
    ("api:reminder_rule", "PUT"): {"name": "Quá hạn", "trigger": "overdue", "days": 2, "ranks": ["chair"]},
    ("api:urging_letters", "POST"): {"issuing_unit": "vp"},
    ("api:explanation_answer", "POST"): {"text": "Chờ số liệu."},
    ("api:explanation_decide", "POST"): {"is_sufficient": True},
    ("api:explanation_withdraw", "POST"): {"reason": "Đã có báo cáo."},
}
FORMS: dict[str, dict[str, str]] = {"web:explanation_step": {"text": "Chờ số liệu.", "not_secret": "on"}}


def urging_of(
    now: dt.datetime, province: Any, specialist: Any, lead_focal: Any, json: Any, forms: Any
) -> dict[str, Any]:
    """One of each; the specialist gave the tasks, urged for one, and asked to explain the two others.

    Args:
        now: the moment.
        province: the story's.
        specialist: of the field.
        lead_focal: who answers.
        json: sets what the API is sent, by name.
        forms: sets what a form is sent, by name.
    """
    from tests.directives import story

    from dondoc.urging.commands.answer_explanation import answer_explanation
    from dondoc.urging.commands.ask_explanation import ask_explanation
    from dondoc.urging.commands.urge import urge
    from dondoc.urging.models import ExplanationFile
    from dondoc.urging.running import run_reminders

    tasks = [
        story.assignment(story.give(specialist, province, now=now), province.units["skhdt"]).id for _each in range(4)
    ]
    given: dict[str, Any] = {"actor": specialist, "now": now}
    urging = urge(assignment_ids=tasks[:1], **given)
    due_on = dt.date(2021, 1, 20)
    asked, answered = (
        ask_explanation(assignment_ids=[task], question="Vì sao chậm?", due_on=due_on, **given) for task in tasks[1:3]
    )
    answer_explanation(
        actor=lead_focal,
        explanation_id=answered.id,
        text="Chờ số liệu.",
        files=[("giai-trinh.txt", b"vi sao")],
        now=now,
    )
    run = run_reminders(jurisdiction_id=1, day=now.date(), now=now)
    json("api:urgings", {"assignments": tasks[3:]})
    json("api:explanations", {"assignments": tasks[3:], "question": "Vì sao chậm?", "due_on": due_on.isoformat()})
    forms("web:urge", {"viec": str(tasks[3]), "act": "urge"})
    forms("web:explanation_new", {"viec": str(tasks[3]), "question": "Vì sao chậm?", "due_on": "20/01/2021"})
    forms(
        "web:urging_letter", {"issuing_unit": str(province.units["vp"].id), "to_unit": str(province.units["skhdt"].id)}
    )
    return {
        "urged": tasks[3], "urging": urging.id, "explanation_asked": asked.id, "explanation_answered": answered.id,
        "explanation_file": ExplanationFile.objects.get(answer__explanation_id=answered.id).id, "run": run.id,
        "rule": "truoc-han-5",
    }  # fmt: skip
