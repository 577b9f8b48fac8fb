"""Give all directives of a reading one field of work."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import draft_changes, draft_events
from dondoc.directives.commands.draft_step import change_items
from dondoc.directives.models import DraftReading
from dondoc.foundation.errors import BadInput
from dondoc.organizations.models import WorkField


def set_draft_field(
    *, actor: User, draft_id: int, version: int, field_id: int | None, now: dt.datetime, request_id: str = ""
) -> DraftReading:
    """Set the field of the reading; items that had one of their own follow it again.

    Raises:
        NotFound, Refused: the reading is not for this person.
        Conflict: somebody changed or closed it in between.
        BadInput: the field is not there.
    """
    known = WorkField.objects.filter(jurisdiction_id=actor.jurisdiction_id)
    if field_id is not None and not known.filter(id=field_id).exists():
        raise BadInput(
            _("Lĩnh vực không còn trong danh mục; hãy tải lại trang rồi chọn lại."), code="unknown_reference"
        )
    return change_items(
        actor=actor, draft_id=draft_id, version=version, code=draft_events.FIELD_SET,
        change=lambda items, _: draft_changes.set_field(items), set_field=(field_id,), now=now, request_id=request_id,
    )  # fmt: skip
