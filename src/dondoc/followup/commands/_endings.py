"""Directives that end in favour of another one: what merging and replacing share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle
from dondoc.directives.models import Assignment, Directive
from dondoc.followup.choices import SuccessionKind
from dondoc.followup.commands import _succession
from dondoc.followup.models import AssignmentSuccession, Succession
from dondoc.followup.succession_rules import EndHindrance, Ending, end_hindrance
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.foundation.text import shortened
from dondoc.foundation.typed import text_of

#: Of one act: a slip of the hand does not end a year's tasks.
MOST_AT_ONCE = 20


def end_in_favour(
    *, kind: SuccessionKind, actor: User, directive_id: int, ending_ids: Sequence[int], reason: str, document_code: str,
    now: dt.datetime, request_id: str,
) -> list[Succession]:  # fmt: skip
    """End the open assignments of some directives in favour of one, all or none; see the commands."""
    why = text_of(reason, field="reason", missing=_("Hãy nêu lý do."))
    code = _succession.code_of(document_code)
    if not ending_ids:
        raise BadInput(_("Hãy chọn ít nhất một nhiệm vụ khác."), code="nothing_chosen", field="directives")
    if len(set(ending_ids)) > MOST_AT_ONCE:
        raise BadInput(
            _("Mỗi lần xử lý được nhiều nhất %(most)s nhiệm vụ.") % {"most": MOST_AT_ONCE},
            code="too_many",
            field="directives",
        )
    with transaction.atomic():
        directives, rows = _succession.lock_directives(actor, {directive_id, *ending_ids})
        succeeded = set(
            Succession.objects.filter(
                jurisdiction_id=actor.jurisdiction_id, directive_id__in=directives, undone_at__isnull=True
            )
            .exclude(kind=SuccessionKind.TRANSFERRED)
            .values_list("directive_id", flat=True)
        )
        bench = _succession.Bench(actor, now, request_id)
        stays = directives[directive_id]
        made = []
        for each in dict.fromkeys(ending_ids):
            _judge(kind, directives[each], stays, rows, succeeded)
            made.append(_end(kind, directives[each], stays, rows, bench, why, code))
        bench.write()
    return made


def _judge(
    kind: str, ends: Directive, stays: Directive, rows: dict[int, list[Assignment]], succeeded: Collection[int]
) -> None:
    found = end_hindrance(kind, _facts(ends, rows, succeeded), _facts(stays, rows, succeeded))
    if found is None:
        return
    text = shortened(ends.text, 80)
    match found:
        case EndHindrance.SAME:
            raise BadInput(_("Một nhiệm vụ không gộp vào hoặc thay thế chính nó."), code=str(found), field="directives")
        case EndHindrance.EARLIER:
            raise BadInput(
                _("Nhiệm vụ “%(text)s” được giao sau nhiệm vụ này; chỉ nhiệm vụ giao sau mới thay thế nhiệm vụ giao trước.")
                % {"text": text},
                code=str(found), field="directives",
            )  # fmt: skip
        case EndHindrance.ENDED_ALREADY:
            said = _("Nhiệm vụ “%(text)s” đã được gộp hoặc thay thế rồi. Hãy tải lại trang.")
        case EndHindrance.SUCCESSOR_ENDED:
            said = _("Nhiệm vụ được giữ lại đã được gộp hoặc thay thế bởi nhiệm vụ khác; hãy chọn nhiệm vụ đó.")
        case EndHindrance.NOTHING_OPEN:
            said = _("Nhiệm vụ “%(text)s” không còn phần việc nào đang mở.")
        case EndHindrance.NOTHING_STAYS:
            said = _("Nhiệm vụ được giữ lại không còn phần việc nào đang mở.")
    raise Conflict(said % {"text": text}, code=str(found))


def _facts(directive: Directive, rows: dict[int, list[Assignment]], succeeded: Collection[int]) -> Ending:
    return Ending(
        directive.id, directive.issued_on, directive.id in succeeded, [row.lifecycle for row in rows[directive.id]]
    )


def _end(
    kind: SuccessionKind, ends: Directive, stays: Directive, rows: dict[int, list[Assignment]], bench: _succession.Bench,
    reason: str, document_code: str,
) -> Succession:  # fmt: skip
    succession = Succession.objects.create(
        jurisdiction_id=ends.jurisdiction_id, kind=kind, directive_id=ends.id, successor_directive_id=stays.id,
        reason=reason, document_code=document_code, done_on=bench.today, done_at=bench.now, done_by_id=bench.actor.pk,
    )  # fmt: skip
    there = {row.unit_id: row for row in rows[stays.id]}
    for row in rows[ends.id]:
        if row.lifecycle not in OPEN_LIFECYCLES:
            continue
        was = {"was_lifecycle": row.lifecycle, "was_reported_on": row.reported_on}
        successor, is_new = there.get(row.unit_id), False
        # Nobody loses a task by two being made one: who had only the one that ends gets the one that stays. A later
        # document says itself who does what.
        if kind == SuccessionKind.MERGED and (successor is None or successor.lifecycle == Lifecycle.WITHDRAWN):
            successor, is_new = bench.give(row.unit_id, row, stays.id, successor, succession), True
            rows[stays.id] = [*(one for one in rows[stays.id] if one.id != successor.id), successor]
            there[row.unit_id] = successor
        successor_id = successor.id if successor is not None else None
        bench.close(
            row, succession,
            {"successor_directive_id": stays.id, "successor_assignment_id": successor_id, "document_code": document_code},
        )  # fmt: skip
        AssignmentSuccession.objects.create(
            jurisdiction_id=row.jurisdiction_id, succession_id=succession.id, assignment_id=row.id,
            successor_assignment_id=successor_id, is_new=is_new, **was,
        )  # fmt: skip
    return succession
