"""The run of a day: reminders kept in batches, then each person's messages of it, once.

A run that was broken off goes on where it was: what is kept is not kept twice, messages go out in the transaction that
finishes the run. A night without a run is made up by the next one (`rules.occurrence`, `since`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dondoc.accounts.choices import UNIT_ROLES
from dondoc.calendars.selectors import calendar_of
from dondoc.directives.update_selectors import update_days_of
from dondoc.foundation.errors import BadInput
from dondoc.ledger.append import NewEvent, append
from dondoc.notifications.outbox import NewMessage, send
from dondoc.urging import events, messages
from dondoc.urging.models import ReminderRun
from dondoc.urging.recipients import recipients_of
from dondoc.urging.ruleset import keep_shipped, rules_of
from dondoc.urging.selection import BATCH, Selection, Tables, Told, keep, parts_of, show

#: So many of one rule a person is told one by one; more are one message that opens the list.
MOST_SINGLE = 8


def run_reminders(*, jurisdiction_id: int, day: dt.date, now: dt.datetime, batch: int = BATCH) -> ReminderRun:
    """Tell everybody of whom a rule speaks on a day; a second run of the day tells only what is new since.

    Args:
        jurisdiction_id: whose assignments.
        day: the local day; rows are judged as they are now.
        now: the moment.
        batch: open assignments of one transaction.

    Raises:
        BadInput: a later day was run already.
    """
    with transaction.atomic():
        keep_shipped(jurisdiction_id, now)
        run = _begin(jurisdiction_id, day, now)
    selection = _selection(jurisdiction_id, day, run.since)
    tables = Tables(selection)
    for part in parts_of(jurisdiction_id, size=batch, last_run=_before(jurisdiction_id, day)):
        with transaction.atomic():
            keep(tables, part, run.id)
    with transaction.atomic():
        _finish(run, now)
    return run


def would_tell(*, jurisdiction_id: int, day: dt.date, batch: int = BATCH) -> Iterator[Told]:
    """Give what a run of that day would tell, and keep nothing.

    Args:
        jurisdiction_id: whose assignments.
        day: any day; rows are judged as they are now.
        batch: open assignments that are looked at together.
    """
    selection = _selection(jurisdiction_id, day, since_of(jurisdiction_id, day))
    tables = Tables(selection)
    for part in parts_of(jurisdiction_id, size=batch, last_run=_before(jurisdiction_id, day)):
        yield from show(tables, part)


def since_of(jurisdiction_id: int, day: dt.date) -> dt.date | None:
    """The day of the last finished run before a day."""
    before = _before(jurisdiction_id, day)
    return before[0] if before else None


def _before(jurisdiction_id: int, day: dt.date) -> tuple[dt.date, dt.datetime] | None:
    """The day of the last finished run before a day, and the moment at which it began."""
    return (
        ReminderRun.objects.filter(jurisdiction_id=jurisdiction_id, finished_at__isnull=False, day__lt=day)
        .order_by("-day", "-id")
        .values_list("day", "started_at")
        .first()
    )


def last_run(jurisdiction_id: int) -> ReminderRun | None:
    """The newest run, whether it was finished or not."""
    return ReminderRun.objects.filter(jurisdiction_id=jurisdiction_id).order_by("-day", "-id").first()


def _selection(jurisdiction_id: int, day: dt.date, since: dt.date | None) -> Selection:
    return Selection(
        jurisdiction_id=jurisdiction_id, rules=[rule for rule in rules_of(jurisdiction_id) if rule.is_active], day=day,
        since=since, recipients=recipients_of(jurisdiction_id, day), calendar=calendar_of(jurisdiction_id),
        update_days=update_days_of(jurisdiction_id),
    )  # fmt: skip


def _begin(jurisdiction_id: int, day: dt.date, now: dt.datetime) -> ReminderRun:
    """A new run, or the one that was broken off: what it kept has not been sent."""
    here = ReminderRun.objects.filter(jurisdiction_id=jurisdiction_id)
    later = here.filter(day__gt=day).order_by("-day").first()
    if later is not None:
        raise BadInput(
            _("Đã nhắc đến ngày %(day)s; không nhắc lùi lại ngày trước đó. Hãy dùng --dry-run để xem.")
            % {"day": f"{later.day:%d/%m/%Y}"},
            code="later_day_was_run", field="day",
        )  # fmt: skip
    broken = here.select_for_update().filter(finished_at__isnull=True).order_by("-id").first()
    since = since_of(jurisdiction_id, day)
    if broken is None:
        return ReminderRun.objects.create(jurisdiction_id=jurisdiction_id, day=day, since=since, started_at=now)
    broken.day, broken.since = day, since
    broken.save(update_fields=["day", "since"])
    return broken


_COUNTS = """
SELECT u.user_id, m.rule_id, count(*), min(m.anchor) FROM urging_reminder m CROSS JOIN LATERAL unnest(m.user_ids) AS u(user_id)
WHERE m.jurisdiction_id = %(jurisdiction)s AND m.run_id = %(run)s GROUP BY 1, 2"""
_SINGLE = """
WITH few AS (
  SELECT * FROM unnest(%(users)s::bigint[], %(rules)s::bigint[]) AS f(user_id, rule_id)
)
SELECT f.user_id, m.rule_id, m.subject_id, m.assignment_id, m.unit_id, m.anchor, m.occurrence, un.name, a.directive_id,
  left(coalesce(p.text, c.content, d.text), 200), CASE WHEN p.id IS NULL THEN coalesce(c.due_on, a.due_on) ELSE p.due_on END,
  CASE WHEN un.valid_to < %(day)s AND us.role = ANY (%(unit_roles)s) THEN un.code ELSE '' END
FROM urging_reminder m CROSS JOIN LATERAL unnest(m.user_ids) AS u(user_id)
JOIN few f ON f.user_id = u.user_id AND f.rule_id = m.rule_id
LEFT JOIN organizations_unit un ON un.jurisdiction_id = %(jurisdiction)s AND un.id = m.unit_id
JOIN accounts_user us ON us.id = f.user_id
LEFT JOIN directives_assignment a ON a.jurisdiction_id = %(jurisdiction)s AND a.id = m.assignment_id
LEFT JOIN directives_directive d ON d.jurisdiction_id = %(jurisdiction)s AND d.id = a.directive_id
LEFT JOIN followup_part p ON p.jurisdiction_id = %(jurisdiction)s AND p.id = m.subject_id
LEFT JOIN central_centraltask c ON c.jurisdiction_id = %(jurisdiction)s AND c.id = m.subject_id
WHERE m.jurisdiction_id = %(jurisdiction)s AND m.run_id = %(run)s"""


@dataclass(frozen=True, slots=True)
class _Count:
    user_id: int
    rule_id: int
    count: int
    oldest: dt.date


def _finish(run: ReminderRun, now: dt.datetime) -> None:
    """Send what the run kept and close it, in the caller's transaction."""
    locked = ReminderRun.objects.select_for_update().get(jurisdiction_id=run.jurisdiction_id, id=run.id)
    if locked.finished_at is not None:  # another went on with it at the same time
        run.finished_at, run.reminders = locked.finished_at, locked.reminders
        run.messages, run.people = locked.messages, locked.people
        return
    with connection.cursor() as cursor:
        params = {"jurisdiction": run.jurisdiction_id, "run": run.id}
        cursor.execute(_COUNTS, params)
        counts = [_Count(*row) for row in cursor.fetchall()]
        cursor.execute(
            "SELECT count(*) FROM urging_reminder WHERE jurisdiction_id = %(jurisdiction)s AND run_id = %(run)s", params
        )
        run.reminders = cursor.fetchone()[0]
    run.messages = send(jurisdiction_id=run.jurisdiction_id, messages=_messages(run, counts), now=now)
    run.people = len({one.user_id for one in counts})
    run.finished_at = now
    run.save()
    append(
        jurisdiction_id=run.jurisdiction_id, actor_id=None, now=now,
        events=[NewEvent(
            events.RUN, run.id, events.RUN_FINISHED,
            {
                "day": run.day.isoformat(), "since": run.since.isoformat() if run.since else None,
                "reminders": run.reminders, "messages": run.messages, "people": run.people,
            },
            is_first=True,
        )],
    )  # fmt: skip


def _messages(run: ReminderRun, counts: Iterable[_Count]) -> Iterator[NewMessage]:
    by_id = {rule.id: rule for rule in rules_of(run.jurisdiction_id)}
    few = []
    for one in counts:
        if one.count <= MOST_SINGLE:
            few.append(one)
            continue
        rule = by_id[one.rule_id]
        line = messages.many(run, rule, user_id=one.user_id, count=one.count, oldest=one.oldest)
        yield messages.weighed(run, rule, line)
    if not few:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _SINGLE,
            {
                "jurisdiction": run.jurisdiction_id, "run": run.id, "users": [one.user_id for one in few],
                "rules": [one.rule_id for one in few], "day": run.day, "unit_roles": sorted(UNIT_ROLES),
            },
        )  # fmt: skip
        while rows := cursor.fetchmany(2000):
            for row in rows:
                rule = by_id[row[1]]
                yield messages.weighed(run, rule, messages.single(rule, messages.Subject(*row)))
