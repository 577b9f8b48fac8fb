"""Create directives with their assignments: what confirming a reading does, and giving one by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.directives import events
from dondoc.directives.choices import AssignmentRole, DeadlineKind, Lifecycle, Priority
from dondoc.directives.commands.awaited import event_due_day, tie_events
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.rollup import Change, roll
from dondoc.directives.rules import due_day
from dondoc.directives.states import cell_of, snapshot, state_of
from dondoc.directives.telling import tell_of_given
from dondoc.documents.choices import Origin
from dondoc.documents.models import Document
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Refused
from dondoc.foundation.text import fold
from dondoc.foundation.writing import insert, one_trip
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.heirs import ended_sentence, ended_units
from dondoc.organizations.selectors import unit_names
from dondoc.worktime import WorkCalendar

DATED_KINDS = frozenset({DeadlineKind.DATE, DeadlineKind.PERIOD})
DATELESS_KINDS = frozenset({DeadlineKind.RECURRING, DeadlineKind.STANDING, DeadlineKind.NONE})


@dataclass(frozen=True, slots=True)
class NewDirective:
    """What a person confirmed of one directive.

    Attributes:
        text: the sentence.
        leads: ids of the units that lead; at least one.
        coordinates: ids of the units that coordinate; one that also leads only leads.
        clause: path of the clause ("2.b.ii").
        span_start: offset of the sentence in the document's text.
        span_end: offset after its last character.
        field_id: field of work.
        deadline_kind: a code of DeadlineKind.
        deadline_words: as written.
        due_on: the last day in time, as written; None where the kind gives none.
        deadline_rule: how the day was worked out.
        event_name: what the deadline waits for (kind event).
        event_id: the same, of an event that is there already.
        event_working_days: working days after the event until it is due.
        confidence: percent, of the reader; None for what a person added.
        because: names of the reader's rules.
        units_as_written: addressees that no unit could be found for.
        is_occurrence: one occurrence of a recurring directive: of that kind, and with a day all the same.
        priority: a code of Priority.
    """

    text: str
    leads: Sequence[int]
    coordinates: Sequence[int] = ()
    clause: str = ""
    span_start: int | None = None
    span_end: int | None = None
    field_id: int | None = None
    deadline_kind: str = DeadlineKind.NONE
    deadline_words: str = ""
    due_on: dt.date | None = None
    deadline_rule: str = ""
    event_name: str = ""
    event_id: int | None = None
    event_working_days: int = 0
    confidence: int | None = None
    because: Sequence[str] = ()
    units_as_written: Sequence[str] = field(default_factory=tuple)
    is_occurrence: bool = False
    priority: str = Priority.NORMAL


@dataclass(frozen=True, slots=True)
class Given:
    """A directive that was created, with its assignments."""

    directive: Directive
    assignments: Sequence[Assignment]


def create_directives(
    *,
    actor: User,
    items: Sequence[NewDirective],
    now: dt.datetime,
    document: Document | None = None,
    origin: str | None = None,
    issued_on: dt.date | None = None,
    reason: str = "",
    request_id: str = "",
) -> list[Directive]:
    """Create `items` and return the directives in the same order; see `give_directives`."""
    given = give_directives(
        actor=actor, items=items, now=now, document=document, origin=origin, issued_on=issued_on, reason=reason,
        request_id=request_id,
    )  # fmt: skip
    return [each.directive for each in given]


def give_directives(
    *,
    actor: User,
    items: Sequence[NewDirective],
    now: dt.datetime,
    document: Document | None = None,
    origin: str | None = None,
    issued_on: dt.date | None = None,
    reason: str = "",
    request_id: str = "",
    is_told: bool = True,
) -> list[Given]:
    """Create `items` with one assignment per unit and role, in one transaction.

    An assignment takes effect on the day of the document (today where it has none), however late it is
    recorded: figures for that day count it, figures as known then do not.

    Args:
        actor: who confirms.
        items: what to create, in the order of the document.
        now: the moment of recording.
        document: the document they come from; None for a directive given by hand.
        origin: a code of Origin; the document's where there is one, else the province's.
        issued_on: the day they were given; the document's, else today.
        reason: why that is a day past and not the document's.
        request_id: groups what one request did.
        is_told: whether the units are told now; a caller who gives in several calls tells them of all at once
            (`telling.tell_of_given`).

    Returns:
        The directives in the same order, each with its assignments.

    Raises:
        Refused: the person may not confirm directives of that field, or not back-date.
        BadInput: an item without text or lead, a unit or field that is not there, a deadline that does not fit, a
            day to come, a day past without a reason.
    """
    if not items:
        raise BadInput(_("Chưa có ý chỉ đạo nào để giao."), code="nothing_to_create")
    today = local_day(now)
    given_on = day_given(document=document, issued_on=issued_on, today=today)
    if issued_on is not None and issued_on > today:
        raise BadInput(_("Ngày giao không thể sau hôm nay."), code="issued_in_future", field="issued_on")
    is_backdated = given_on < today and (document is None or given_on != document.issued_on)
    jurisdiction_id = actor.jurisdiction_id
    for number, item in enumerate(items, start=1):
        if not people.may_confirm_reading(actor, field_id=item.field_id):
            raise Refused(_("Bạn không có quyền giao nhiệm vụ thuộc lĩnh vực này."), code="refused", item=number)
        _check(item, number, given_on)
    if is_backdated and not people.may_backdate(actor):
        raise Refused(_("Bạn không có quyền ghi lùi ngày; hãy để trống ngày giao."), code="may_not_backdate")
    if is_backdated and not reason.strip():
        raise BadInput(_("Ghi lùi ngày giao phải nêu lý do."), code="reason_required", field="reason")
    with transaction.atomic():
        before_excludes_day, calendar, ids = _prepare(jurisdiction_id, items, given_on, today)
        awaited = tie_events(actor=actor, items=items, now=now, request_id=request_id)
        given: list[Given] = []
        for number, item in enumerate(items):
            event = awaited.get(number)
            due_on = due_day(item.due_on, item.deadline_words, before_excludes_day=before_excludes_day)
            if event is not None and event.occurred_on is not None and due_on is None:
                due_on = event_due_day(event.occurred_on, item.event_working_days, given_on=given_on, calendar=calendar)
            directive = Directive(
                jurisdiction_id=jurisdiction_id,
                id=next(ids),
                document_id=document.id if document else None,
                clause=item.clause,
                span_start=item.span_start,
                span_end=item.span_end,
                text=item.text.strip(),
                origin=origin or (document.origin if document else Origin.PROVINCE),
                field_id=item.field_id,
                issued_on=given_on,
                deadline_kind=item.deadline_kind,
                deadline_words=item.deadline_words.strip(),
                deadline_rule=item.deadline_rule,
                calendar_version=calendar.version,
                due_on=due_on,
                original_due_on=due_on,
                event_id=event.id if event else None,
                event_working_days=item.event_working_days,
                confidence=item.confidence,
                because=list(item.because),
                units_as_written=list(item.units_as_written),
                priority=item.priority,
                search_text=fold(" ".join((item.text, document.code if document else ""))),
                created_at=now,
                created_by_id=actor.pk,
                confirmed_by_id=actor.pk,
            )
            assignments = [
                Assignment(
                    jurisdiction_id=jurisdiction_id,
                    id=next(ids),
                    directive_id=directive.id,
                    unit_id=unit_id,
                    role=role,
                    lifecycle=Lifecycle.ASSIGNED,
                    origin=directive.origin,
                    field_id=directive.field_id,
                    priority=directive.priority,
                    assigned_on=given_on,
                    due_on=due_on,
                    original_due_on=due_on,
                    changed_at=now,
                )
                for unit_id, role in _roles(item)
            ]
            given.append(Given(directive, assignments))
        directives = [each.directive for each in given]
        assignments = [assignment for each in given for assignment in each.assignments]
        with one_trip():
            insert(directives)
            insert(assignments)
            append(
                jurisdiction_id=jurisdiction_id,
                actor_id=actor.pk,
                now=now,
                request_id=request_id,
                events=[
                    *(_directive_event(directive, reason.strip()) for directive in directives),
                    *map(_assignment_event, assignments),
                ],
            )
            roll(
                jurisdiction_id=jurisdiction_id,
                today=today,
                changes=[Change(cell_of(a), None, state_of(a), a.assigned_on) for a in assignments],
            )
        if is_told:
            tell_of_given(actor, assignments, {one.id: one for one in directives}, now=now)
    return given


def day_given(*, document: Document | None, issued_on: dt.date | None, today: dt.date) -> dt.date:
    """Return the day on which directives count as given: as said, else the document's, else today; never to come.

    On that day groups are expanded to their members.
    """
    return min(issued_on or (document.issued_on if document else None) or today, today)


def _roles(item: NewDirective) -> list[tuple[int, str]]:
    leads = list(dict.fromkeys(item.leads))
    others = [unit for unit in dict.fromkeys(item.coordinates) if unit not in set(leads)]
    return [
        *((unit, AssignmentRole.LEAD) for unit in leads),
        *((unit, AssignmentRole.COORDINATE) for unit in others),
    ]


def _check(item: NewDirective, number: int, given_on: dt.date) -> None:
    if not item.text.strip():
        raise BadInput(
            _("Ý chỉ đạo thứ %(number)s chưa có nội dung.") % {"number": number}, code="text_required", item=number
        )
    if not item.leads:
        raise BadInput(
            _("Ý chỉ đạo thứ %(number)s chưa có đơn vị chủ trì; hãy chọn đơn vị hoặc bỏ ý này.") % {"number": number},
            code="lead_required",
            item=number,
        )
    if item.deadline_kind not in DeadlineKind.values:
        raise BadInput(
            _("Loại thời hạn của ý chỉ đạo thứ %(number)s không hợp lệ.") % {"number": number},
            code="deadline_kind",
            item=number,
        )
    if item.deadline_kind in DATED_KINDS and item.due_on is None:
        raise BadInput(
            _("Ý chỉ đạo thứ %(number)s ghi thời hạn theo ngày hoặc kỳ nhưng chưa có ngày; hãy chọn ngày.")
            % {"number": number},
            code="due_on_required",
            item=number,
        )
    if item.deadline_kind in DATELESS_KINDS and item.due_on is not None and not item.is_occurrence:
        raise BadInput(
            _(
                "Thời hạn của ý chỉ đạo thứ %(number)s thuộc loại không có ngày; hãy bỏ ngày đến hạn hoặc đổi loại thời hạn."
            )
            % {"number": number},
            code="due_on_unexpected",
            item=number,
        )
    if item.deadline_kind == DeadlineKind.EVENT and item.event_id is None and not item.event_name.strip():
        raise BadInput(
            _("Ý chỉ đạo thứ %(number)s có thời hạn theo sự kiện; hãy ghi tên sự kiện.") % {"number": number},
            code="event_required",
            item=number,
        )
    if item.priority not in Priority.values:
        raise BadInput(
            _("Mức ưu tiên của ý chỉ đạo thứ %(number)s không hợp lệ.") % {"number": number},
            code="priority",
            item=number,
        )
    if item.due_on is not None and item.due_on < given_on:
        raise BadInput(
            _("Thời hạn của ý chỉ đạo thứ %(number)s (%(due_on)s) trước ngày giao (%(given_on)s).")
            % {"number": number, "due_on": f"{item.due_on:%d/%m/%Y}", "given_on": f"{given_on:%d/%m/%Y}"},
            code="due_before_given",
            item=number,
        )


_PREPARE = """
SELECT j.before_excludes_day, j.worktime_version,
  ARRAY(SELECT id FROM organizations_unit WHERE jurisdiction_id = j.id AND id = ANY(%(units)s)
    AND daterange(valid_from, valid_to, '[]') && daterange(%(given_on)s, %(today)s, '[]')),
  ARRAY(SELECT id FROM organizations_workfield WHERE jurisdiction_id = j.id AND id = ANY(%(fields)s)),
  ARRAY(SELECT nextval('dondoc_id') FROM generate_series(1, %(count)s))
FROM organizations_jurisdiction j WHERE j.id = %(jurisdiction)s
"""


def _prepare(
    jurisdiction_id: int, items: Sequence[NewDirective], given_on: dt.date, today: dt.date
) -> tuple[bool, WorkCalendar, Iterator[int]]:
    """Return the jurisdiction's rule for "trước ngày", its calendar, and the new rows' ids: one statement with the checks.

    Raises:
        BadInput: a field that is not there, or a unit that is not there on any day since it was given.
    """
    units = {unit for item in items for unit in (*item.leads, *item.coordinates)}
    fields = {item.field_id for item in items if item.field_id is not None}
    wanted: dict[str, Any] = {
        "jurisdiction": jurisdiction_id,
        "units": list(units),
        "fields": list(fields),
        "given_on": given_on,
        "today": today,
        "count": sum(1 + len(_roles(item)) for item in items),
    }
    with connection.cursor() as cursor:
        cursor.execute(_PREPARE, wanted)
        before_excludes_day, worktime_version, known_units, known_fields, ids = cursor.fetchone()
    if units - set(known_units):
        raise _ended(jurisdiction_id, units - set(known_units), today)
    if fields - set(known_fields):
        raise BadInput(_("Lĩnh vực không còn trong danh mục; hãy chọn lại."), code="unknown_field")
    calendar = calendar_of(jurisdiction_id, version=worktime_version)
    return before_excludes_day, calendar, iter(ids)


def _ended(jurisdiction_id: int, unit_ids: set[int], today: dt.date) -> BadInput:
    """The refusal: a unit that has ended names who took over; one that had not begun, or is not there, is only named."""
    gone = ended_units(jurisdiction_id, today, unit_ids)
    if gone:
        sentence = " ".join(
            ended_sentence(unit, after) for unit, after in sorted(gone.values(), key=lambda each: each[0].sort_key)
        )
        return BadInput(sentence, code="unit_ended")
    names = "; ".join(sorted(unit_names(jurisdiction_id, unit_ids).values()))
    sentence = (
        _("%(names)s không có hiệu lực vào ngày giao; hãy chọn lại đơn vị.") % {"names": names}
        if names
        else _("Có đơn vị không còn trong danh mục; hãy chọn lại đơn vị.")
    )
    return BadInput(sentence, code="unknown_unit")


def _directive_event(directive: Directive, reason: str) -> NewEvent:
    return NewEvent(
        aggregate=events.DIRECTIVE,
        aggregate_id=directive.id,
        code=events.DIRECTIVE_CREATED,
        effective_on=directive.issued_on,
        payload={
            "document_id": directive.document_id,
            "clause": directive.clause,
            "span": [directive.span_start, directive.span_end],
            "text": directive.text,
            "deadline_kind": str(directive.deadline_kind),
            "deadline_words": directive.deadline_words,
            "due_on": directive.due_on.isoformat() if directive.due_on else None,
            "event_id": directive.event_id,
            "units_as_written": directive.units_as_written,
        },
        reason=reason,
        is_first=True,
    )


def _assignment_event(assignment: Assignment) -> NewEvent:
    return NewEvent(
        aggregate=events.ASSIGNMENT,
        aggregate_id=assignment.id,
        code=events.ASSIGNMENT_CREATED,
        effective_on=assignment.assigned_on,
        payload={
            "directive_id": assignment.directive_id,
            "unit_id": assignment.unit_id,
            "role": str(assignment.role),
            **snapshot(state_of(assignment)),
        },
        is_first=True,
    )
