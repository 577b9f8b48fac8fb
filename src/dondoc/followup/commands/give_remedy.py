"""Give a remedy: what was said to be done about a delay becomes a directive of its own."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.cause_models import LateRemedy
from dondoc.directives.commands.create_directive_by_hand import create_directive_by_hand
from dondoc.directives.commands.create_directives import NewDirective
from dondoc.directives.commands.step import lock_assignment, write_event
from dondoc.directives.models import Directive
from dondoc.followup.cause_selectors import cause_for
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict


def give_remedy(
    *,
    actor: User,
    cause_id: int,
    item: NewDirective,
    key: str,
    now: dt.datetime,
    document_id: int | None = None,
    origin: str | None = None,
    issued_on: dt.date | None = None,
    reason: str = "",
    request_id: str = "",
) -> Directive:
    """Give a directive by hand that remedies what a cause says, and tie the two together.

    Args:
        actor: who gives it.
        cause_id: of the delay.
        item: the directive as it was filled in.
        key: of the form; a second sending with it creates nothing.
        now: the moment.
        document_id: the document it comes from, where there is one.
        origin: a code of Origin; the province's where not given.
        issued_on: the day it was given; today where not given.
        reason: why that is a day past.
        request_id: groups what one request did.

    Raises:
        NotFound: no such cause or document for this person.
        Refused: they may not give directives of that field.
        Conflict: another cause stands since, or the same form gave a directive that remedies another.
        BadInput: what giving a directive by hand refuses.
    """
    cause = cause_for(actor, cause_id)
    with transaction.atomic():
        assignment = lock_assignment(actor, cause.assignment_id)
        cause.refresh_from_db()
        if not cause.is_standing:
            raise Conflict(
                _("Nguyên nhân này đã được thay bằng kết luận mới; hãy mở lại từ nhiệm vụ."), code="replaced"
            )
        directive = create_directive_by_hand(
            actor=actor, item=item, key=key, now=now, document_id=document_id, origin=origin, issued_on=issued_on,
            reason=reason, request_id=request_id,
        )  # fmt: skip
        row, is_new = LateRemedy.objects.get_or_create(
            jurisdiction_id=actor.jurisdiction_id, directive_id=directive.id,
            defaults={"cause_id": cause.id, "given_at": now, "given_by_id": actor.pk},
        )  # fmt: skip
        if row.cause_id != cause.id:
            raise Conflict(
                _("Biểu mẫu này đã được gửi cho một nguyên nhân khác; hãy tải lại trang."), code="other_cause"
            )
        if is_new:
            write_event(
                assignment, actor=actor, code=events.REMEDY_GIVEN,
                payload={"cause_id": cause.id, "remedy_directive_id": directive.id}, day=local_day(now), reason="", now=now,
                request_id=request_id,
            )  # fmt: skip
    return directive
