"""What a run tells, with names: who, what, why, by which rule. Read in slices, so that memory does not grow with the run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dondoc.accounts.models import User
from dondoc.central.models import CentralTask
from dondoc.followup.models import Part
from dondoc.organizations.heirs import ended_units
from dondoc.organizations.models import Unit
from dondoc.urging.models import Explanation, Reminder
from dondoc.urging.rules import KINDS, Rule
from dondoc.urging.ruleset import rules_of
from dondoc.urging.selection import Told
from dondoc.urging.selectors import assignments_by_id
from dondoc.urging.wording import ended_told, why

_SLICE = 500


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is told."""

    id: int
    username: str
    name: str


@dataclass(frozen=True, slots=True)
class Described:
    """One object that people are told of by one rule."""

    rule: Rule
    why: str
    anchor: dt.date
    step_on: dt.date
    unit_code: str
    unit_name: str
    text: str
    document_code: str
    assignment_id: int | None
    directive_id: int | None
    explanation_id: int | None
    part_id: int | None
    transfer_id: int | None
    central_task_id: int | None
    people: Sequence[Person]

    def as_dict(self) -> dict[str, Any]:
        """As the command line and the API give it."""
        return {
            "rule": self.rule.code, "rule_name": self.rule.name, "at_once": self.rule.at_once, "why": self.why, "counted_from": self.anchor.isoformat(),
            "step_on": self.step_on.isoformat(), "unit": self.unit_code, "unit_name": self.unit_name, "text": self.text,
            "document": self.document_code, "assignment_id": self.assignment_id, "directive_id": self.directive_id,
            "explanation_id": self.explanation_id, "part_id": self.part_id, "transfer_id": self.transfer_id,
            "central_task_id": self.central_task_id,
            "told": [{"username": one.username, "name": one.name} for one in self.people],
        }  # fmt: skip


def described(jurisdiction_id: int, rows: Iterable[Told], *, day: dt.date) -> Iterator[Described]:
    """Give each row with its names.

    Args:
        jurisdiction_id: theirs.
        rows: what a run tells, or told.
        day: of the run.
    """
    rules = {rule.id: rule for rule in rules_of(jurisdiction_id)}
    units = {unit.id: unit for unit in Unit.objects.filter(jurisdiction_id=jurisdiction_id).only("id", "code", "name")}
    ended = {each: ended_told(*found) for each, found in ended_units(jurisdiction_id, day).items()}
    people: dict[int, Person] = {}
    left = iter(rows)
    while slice_ := list(islice(left, _SLICE)):
        assignments = assignments_by_id(jurisdiction_id, [row.assignment_id for row in slice_])
        texts, dues, tasks = _own_of(jurisdiction_id, slice_, rules)
        missing = {user for row in slice_ for user in row.user_ids} - people.keys()
        for user in User.objects.filter(jurisdiction_id=jurisdiction_id, id__in=missing):
            people[user.pk] = Person(user.pk, user.username, user.full_name)
        for row in slice_:
            rule, assignment = rules[row.rule_id], assignments.get(row.assignment_id or 0)
            kind, unit, task = KINDS[rule.trigger], units.get(row.unit_id or 0), tasks.get(row.subject_id)
            document = assignment.directive.document if assignment else None
            due_on = dues[row.subject_id] if kind == "part" else assignment.due_on if assignment else None
            yield Described(
                rule=rule, why=" ".join(filter(None, (why(rule.trigger, row.anchor, day, due_on), ended.get(row.unit_id or 0, "")))), anchor=row.anchor, step_on=row.step_on,
                unit_code=unit.code if unit else "", unit_name=unit.name if unit else "",
                text=texts.get(row.subject_id) or (assignment.directive.text if assignment else ""),
                document_code=document.code if document else task.document_code if task else "",
                assignment_id=row.assignment_id,
                directive_id=assignment.directive_id if assignment else task.directive_id if task else None,
                explanation_id=row.subject_id if kind == "explanation" else None,
                part_id=row.subject_id if kind == "part" else None,
                transfer_id=row.subject_id if kind == "transfer" else None,
                central_task_id=row.subject_id if kind == "central" else None,
                people=[people[user] for user in row.user_ids if user in people],
            )  # fmt: skip


def _own_of(
    jurisdiction_id: int, rows: Sequence[Told], rules: Mapping[int, Rule]
) -> tuple[dict[int, str], dict[int, dt.date | None], dict[int, CentralTask]]:
    """What objects say that are no assignments: their words, a part's own deadline, the centre's tasks; by id."""
    asked: dict[str, list[int]] = {}
    for row in rows:
        asked.setdefault(KINDS[rules[row.rule_id].trigger], []).append(row.subject_id)
    here = {"jurisdiction_id": jurisdiction_id}
    texts: dict[int, str] = {}
    dues: dict[int, dt.date | None] = {}
    tasks: dict[int, CentralTask] = {}
    if "explanation" in asked:
        texts.update(Explanation.objects.filter(**here, id__in=asked["explanation"]).values_list("id", "question"))
    if "part" in asked:
        found = Part.objects.filter(**here, id__in=asked["part"])
        for part_id, text, due_on in found.values_list("id", "text", "due_on"):
            texts[part_id], dues[part_id] = text, due_on
    if "central" in asked:
        tasks = {one.id: one for one in CentralTask.objects.filter(**here, id__in=asked["central"])}
        texts.update((one.id, one.content) for one in tasks.values())
    return texts, dues, tasks


def told_by(jurisdiction_id: int, run_id: int) -> Iterator[Told]:
    """Give what a run told, as it is kept."""
    kept = Reminder.objects.filter(jurisdiction_id=jurisdiction_id, run_id=run_id).order_by("rule_id", "anchor", "id")
    for row in kept.iterator(chunk_size=2000):
        yield Told(
            row.rule_id, row.subject_id, row.assignment_id, row.unit_id, row.anchor, row.occurrence, row.step_on,
            row.user_ids,
        )  # fmt: skip
