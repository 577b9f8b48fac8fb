"""From an assignment's row to the facts that rules, ledger and roll-ups speak of."""

from __future__ import annotations

from typing import Any

from dondoc.directives.models import Assignment
from dondoc.directives.rollup import CellKey
from dondoc.directives.rules import AssignmentState


def state_of(assignment: Assignment) -> AssignmentState:
    """Return the facts of the row as it is now."""
    return AssignmentState(
        lifecycle=assignment.lifecycle,
        due_on=assignment.due_on,
        reported_on=assignment.reported_on,
        completed_on=assignment.completed_on,
        updated_on=assignment.updated_on,
        priority=assignment.priority,
        percent=assignment.percent,
        stage=assignment.stage,
    )


def cell_of(assignment: Assignment) -> CellKey:
    """Return the roll-up cell in which the assignment is counted."""
    return CellKey(
        unit_id=assignment.unit_id,
        field_id=assignment.field_id or 0,
        origin=assignment.origin,
        role=assignment.role,
    )


def snapshot(state: AssignmentState) -> dict[str, Any]:
    """Return the state as it goes into each ledger event of an assignment.

    Every event carries the whole state after it, so that the state on any past day is its last event's.
    """
    return {
        "lifecycle": str(state.lifecycle),
        "due_on": state.due_on.isoformat() if state.due_on else None,
        "reported_on": state.reported_on.isoformat() if state.reported_on else None,
        "completed_on": state.completed_on.isoformat() if state.completed_on else None,
        "updated_on": state.updated_on.isoformat() if state.updated_on else None,
        "priority": str(state.priority),
        "percent": state.percent,
        "stage": state.stage,
    }
