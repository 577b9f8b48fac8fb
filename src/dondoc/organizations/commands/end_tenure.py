"""A person leaves a post."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput, Conflict, NotFound
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations import events
from dondoc.organizations.changes import hold_organization, units_changed
from dondoc.organizations.models import Tenure
from dondoc.organizations.permissions import Actor, require_manager


def end_tenure(
    *, actor: Actor, tenure_id: int, last_day: dt.date, reason: str = "", now: dt.datetime, request_id: str = ""
) -> Tenure:
    """Let a tenure end; `last_day` is the last on which the person holds the post.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such tenure in the actor's jurisdiction.
        BadInput: the day comes before the first one.
        Conflict: it has ended before that day already.
    """
    require_manager(actor)
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        found = Tenure.objects.select_for_update(of=("self",)).select_related("post")
        tenure = found.filter(jurisdiction_id=actor.jurisdiction_id, id=tenure_id).first()
        if tenure is None:
            raise NotFound(_("Không tìm thấy người giữ chức này. Hãy tải lại trang của đơn vị."))
        if last_day < tenure.valid_from:
            raise BadInput(
                _("Ngày thôi giữ chức trước ngày bắt đầu (%(valid_from)s). Hãy chọn ngày muộn hơn.")
                % {"valid_from": f"{tenure.valid_from:%d/%m/%Y}"},
                field="last_day",
            )
        if tenure.valid_to is not None and tenure.valid_to <= last_day:
            raise Conflict(
                _("Người này đã thôi giữ chức từ ngày %(valid_to)s. Hãy tải lại trang.")
                % {"valid_to": f"{tenure.valid_to:%d/%m/%Y}"}
            )
        tenure.valid_to = last_day
        tenure.save()
        units_changed(actor.jurisdiction_id)
        payload = {"post_id": tenure.post_id, "tenure_id": tenure_id, "last_day": last_day.isoformat()}
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.UNIT,
                    tenure.post.unit_id,
                    events.TENURE_ENDED,
                    payload,
                    effective_on=last_day + dt.timedelta(days=1),
                    reason=reason.strip(),
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return tenure
