"""Rows of the domain as the schemas show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dondoc.accounts.models import User
from dondoc.api.replies import at
from dondoc.directives.events import ASSIGNMENT
from dondoc.directives.listing import AssignmentRow, Moment
from dondoc.directives.models import Assignment, DeadlineEvent, Directive, Evidence
from dondoc.directives.permissions import may_set_deadline, steps_for
from dondoc.directives.rules import Transition, timeliness
from dondoc.directives.states import state_of
from dondoc.documents.models import Document
from dondoc.followup.choices import SuccessionKind
from dondoc.followup.ended import state_word
from dondoc.ledger.models import LedgerEvent


def assignment_item(
    row: AssignmentRow, moment: Moment, fields: Mapping[int, str], ends: Mapping[int, SuccessionKind]
) -> dict[str, Any]:
    """Return one line of the list; `ends` is why those ended that others took the place of."""
    return {
        "id": row.id,
        "directive_id": row.directive_id,
        "unit": row.unit_code,
        "unit_name": row.unit_name,
        "role": row.role,
        "lifecycle": row.lifecycle,
        "ended": ends.get(row.id),
        "state_name": state_word(row.lifecycle, ends.get(row.id)),
        "timeliness": row.timeliness(moment),
        "due_on": row.due_on,
        "current_due_on": row.current_due_on,
        "original_due_on": row.original_due_on,
        "extensions": row.extensions,
        "original_timeliness": row.both_readings(moment)[1],
        "reported_on": row.reported_on,
        "completed_on": row.completed_on,
        "assigned_on": row.assigned_on,
        "origin": row.origin,
        "field": fields.get(row.field_id) if row.field_id else None,
        "text": row.text,
        "clause": row.clause,
        "deadline_kind": row.deadline_kind,
        "deadline_words": row.deadline_words,
        "document_id": row.document_id,
        "document_code": row.document_code,
        "document_issued_on": row.document_issued_on,
        "priority": row.priority,
        "updated_on": row.updated_on,
        "percent": row.percent,
        "stage": row.stage,
    }


def assignment_detail(
    assignment: Assignment,
    user: User,
    moment: Moment,
    *,
    code: str,
    name: str,
    evidence: Sequence[Evidence],
    steps: Sequence[Transition] | None = None,
    ended: SuccessionKind | None = None,
) -> dict[str, Any]:
    """Return one assignment with the steps that `user` may take on it now; `ended`: why, where another took its place."""
    actions = [step.verb.replace("_", "-") for step in (steps_for(user, assignment) if steps is None else steps)]
    if may_set_deadline(user, assignment):
        actions.append("set-deadline")
    return {
        "id": assignment.id,
        "directive_id": assignment.directive_id,
        "unit": code,
        "unit_name": name,
        "role": assignment.role,
        "lifecycle": assignment.lifecycle,
        "ended": ended,
        "state_name": state_word(assignment.lifecycle, ended),
        "timeliness": timeliness(state_of(assignment), moment.on, moment.due_soon_days),
        "assigned_on": assignment.assigned_on,
        "due_on": assignment.due_on,
        "original_due_on": assignment.original_due_on,
        "reported_on": assignment.reported_on,
        "completed_on": assignment.completed_on,
        "closed_on": assignment.closed_on,
        "priority": assignment.priority,
        "updated_on": assignment.updated_on,
        "percent": assignment.percent,
        "stage": assignment.stage,
        "changed_at": at(assignment.changed_at),
        "files": [
            {
                "id": item.id,
                "name": item.file.name,
                "size": item.file.size,
                "content_type": item.file.content_type,
                "added_at": at(item.added_at),
            }
            for item in evidence
        ],
        "actions": actions,
    }


def source(document: Document) -> dict[str, Any]:
    """Return a directive's source document."""
    return {
        "id": document.id,
        "code": document.code,
        "type": document.type_name,
        "issued_on": document.issued_on,
        "issuer": document.issuer,
        "subject": document.subject,
    }


def directive(
    row: Directive,
    *,
    document: Document | None,
    event: DeadlineEvent | None,
    field: str | None,
    assignments: list[dict[str, Any]],
) -> dict[str, Any]:
    """Return a directive with its assignments."""
    return {
        "id": row.id,
        "text": row.text,
        "clause": row.clause,
        "span": None if row.span_start is None else [row.span_start, row.span_end],
        "origin": row.origin,
        "field": field,
        "issued_on": row.issued_on,
        "deadline": {
            "kind": row.deadline_kind,
            "words": row.deadline_words,
            "due_on": row.due_on,
            "original_due_on": row.original_due_on,
            "rule": row.deadline_rule,
            "event_id": row.event_id,
            "event_name": event.name if event else None,
            "event_occurred_on": event.occurred_on if event else None,
            "event_working_days": row.event_working_days,
        },
        "units_as_written": row.units_as_written,
        "confidence": row.confidence,
        "because": row.because,
        "created_at": at(row.created_at),
        "document": source(document) if document else None,
        "assignments": assignments,
    }


def ledger_event(
    event: LedgerEvent, *, units: Mapping[int, str], actors: Mapping[int, str], with_files: bool
) -> dict[str, Any]:
    """Return one event of the ledger. Who may open no files does not learn their names either."""
    payload = event.payload if with_files else {name: value for name, value in event.payload.items() if name != "files"}
    return {
        "id": event.id,
        "code": event.code,
        "aggregate": event.aggregate,
        "aggregate_id": event.aggregate_id,
        "seq": event.seq,
        "unit": units.get(event.aggregate_id) if event.aggregate == ASSIGNMENT else None,
        "recorded_at": at(event.recorded_at),
        "effective_on": event.effective_on,
        "actor_id": event.actor_id,
        "actor": actors.get(event.actor_id) if event.actor_id is not None else None,
        "payload": payload,
        "reason": event.reason,
        "request_id": event.request_id,
    }


def awaited(event: DeadlineEvent) -> dict[str, Any]:
    """Return an event that deadlines wait for."""
    return {
        "id": event.id,
        "name": event.name,
        "occurred_on": event.occurred_on,
        "created_at": at(event.created_at),
        "recorded_at": at(event.recorded_at),
    }


def listed(items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return a list that is never long enough to have pages."""
    return {"items": list(items)}
