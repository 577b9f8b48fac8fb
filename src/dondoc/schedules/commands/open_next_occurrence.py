"""Open the next occurrence of a series: a directive of its own, given today, due on its day. Once, however often it is asked."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.directives.choices import DeadlineKind
from dondoc.directives.commands.create_directives import NewDirective, give_directives
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict
from dondoc.ledger.append import NewEvent, append
from dondoc.schedules import events
from dondoc.schedules.choices import OccurrenceState, SeriesState
from dondoc.schedules.commands import _series
from dondoc.schedules.models import Occurrence, Series
from dondoc.schedules.recurrence import stored_label
from dondoc.schedules.series import Coming, coming_of, is_over, replacements_of

#: Occurrences that one run notes as missed; the next run goes on.
_MOST_MISSED = 400


def open_next_occurrence(
    *, actor: User, series_id: int, now: dt.datetime, after: int | None = None, request_id: str = ""
) -> Occurrence:
    """Open the next occurrence: when its period has begun, or the one before is closed.

    A unit that has ended is replaced by who took over its work, where exactly one did. An occurrence that is due before today
    cannot be given any more: it is noted as missed, and the one after it is opened.

    Args:
        actor: who gives directives of its field.
        series_id: the series.
        now: the moment.
        after: the number of the occurrence that was there last, as the page showed it: another press of the same button opens no
            further one.
        request_id: groups what one request did.

    Raises:
        NotFound: no such series for this person.
        Refused: they do not give directives of that field.
        Conflict: the series does not go on (`not_running`); the next one is not due to be opened yet (`too_early`); there is none
            (`finished`); another one was opened meanwhile (`stale`); a unit has ended and not exactly one took over (`unit_ended`).
    """
    with transaction.atomic():
        held = _series.hold(actor, series_id, "open_next")
        if after is not None and (held.made[-1].number if held.made else 0) != after:
            raise Conflict(_("Kỳ tiếp theo đã được mở. Hãy tải lại trang."), code="stale")
        made = open_if_due(held, actor=actor, now=now, request_id=request_id)
        if made is None and held.series.state == SeriesState.RUNNING:
            raise Conflict(
                _("Chưa đến lúc mở kỳ tiếp theo: kỳ trước chưa xong và kỳ mới chưa bắt đầu."), code="too_early"
            )
    if made is None:
        raise Conflict(_("Nhiệm vụ định kỳ này đã hết kỳ."), code="finished")
    return made


def open_if_due(held: _series.Held, *, actor: User, now: dt.datetime, request_id: str) -> Occurrence | None:
    """Open the next occurrence of a locked series where it is time; else return None. At its end the series is finished.

    Raises:
        Conflict: a unit has ended and not exactly one took over.
    """
    today, series = local_day(now), held.series
    calendar = calendar_of(series.jurisdiction_id)
    entries: list[NewEvent] = []
    while True:
        coming = coming_of(held.rule, held.made, calendar)
        if coming is None:
            _finish(series, entries, actor, now)
            found = None
            break
        if coming.day.due_on < today:
            if len(entries) == _MOST_MISSED:
                found = None
                break
            held.made.append(_note(held, coming, OccurrenceState.MISSED, "", actor, now))
            entries.append(_event(series, events.OCCURRENCE_MISSED, held.made[-1]))
            continue
        if coming.begins_on > today and not is_over(series.jurisdiction_id, held.made):
            found = None
            break
        found = _open(held, coming, actor, now, request_id)
        held.made.append(found)
        entries.append(_event(series, events.OCCURRENCE_OPENED, found))
        break
    append(jurisdiction_id=series.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id, events=entries)
    return found


def _open(held: _series.Held, coming: Coming, actor: User, now: dt.datetime, request_id: str) -> Occurrence:
    series, mother, today = held.series, held.series.directive, local_day(now)
    instead: dict[int, int] = {}
    for one in replacements_of(series.jurisdiction_id, [series], on=today).get(series.id, []):
        if one.needs_office:
            raise Conflict(
                _(
                    "%(unit)s đã kết thúc hoạt động và không có đúng một đơn vị kế thừa; hãy chọn đơn vị cho kỳ tiếp theo."
                )
                % {"unit": one.unit.name},
                code="unit_ended",
            )
        instead[one.unit.id] = one.successors[0].id
    leads = list(dict.fromkeys(instead.get(unit, unit) for unit in series.leads))
    coordinates = list(dict.fromkeys(instead.get(unit, unit) for unit in series.coordinates))
    if instead:
        series.leads, series.coordinates = leads, [unit for unit in coordinates if unit not in leads]
        series.save(update_fields=["leads", "coordinates"])
    (given,) = give_directives(
        actor=actor,
        items=[
            NewDirective(
                text=mother.text, leads=leads, coordinates=coordinates, clause=mother.clause, span_start=mother.span_start,
                span_end=mother.span_end, field_id=mother.field_id, deadline_kind=DeadlineKind.RECURRING,
                deadline_words=mother.deadline_words, deadline_rule="occurrence", due_on=coming.day.due_on,
                is_occurrence=True,
            )
        ],
        document=mother.document, origin=mother.origin, issued_on=today, now=now, request_id=request_id,
    )  # fmt: skip
    return _note(held, coming, OccurrenceState.OPENED, "", actor, now, directive_id=given.directive.id)


def _note(
    held: _series.Held, coming: Coming, state: str, reason: str, actor: User, now: dt.datetime,
    *, directive_id: int | None = None,
) -> Occurrence:  # fmt: skip
    return Occurrence.objects.create(
        jurisdiction_id=held.series.jurisdiction_id, series_id=held.series.id, number=coming.number, label=stored_label(held.rule.rrule, coming.day.nominal),
        rule_version=held.rule.version, off_day=held.rule.off_day, nominal_on=coming.day.nominal,
        due_on=coming.day.due_on, state=state, directive_id=directive_id, reason=reason, made_at=now,
        made_by_id=actor.pk,
    )  # fmt: skip


def _event(series: Series, code: str, made: Occurrence) -> NewEvent:
    return NewEvent(
        events.SERIES, series.id, code,
        {
            "number": made.number, "label": made.label, "due_on": made.due_on.isoformat(),
            "nominal_on": made.nominal_on.isoformat(), "directive_id": made.directive_id,
        },
    )  # fmt: skip


def _finish(series: Series, entries: list[NewEvent], actor: User, now: dt.datetime) -> None:
    series.state, series.stopped_at, series.stopped_by_id = SeriesState.FINISHED, now, actor.pk
    series.save(update_fields=["state", "stopped_at", "stopped_by_id"])
    entries.append(NewEvent(events.SERIES, series.id, events.SERIES_FINISHED, {}))
