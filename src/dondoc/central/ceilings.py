"""The centre's day as the bound of our directives' deadlines, for the commands that move one (`directives.ceilings`)."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from dondoc.central.choices import CentralState
from dondoc.central.models import CentralTask
from dondoc.directives.ceilings import Ceiling


def ceilings_of(jurisdiction_id: int, directive_ids: Collection[int]) -> dict[int, Ceiling]:
    """Return the bound of each of these directives that passes on a task of the centre that is not answered yet."""
    found = CentralTask.objects.filter(
        jurisdiction_id=jurisdiction_id, directive_id__in=list(directive_ids), state=CentralState.OPEN,
        due_on__isnull=False,
    )  # fmt: skip
    # The earliest of a directive's tasks is written last and stays.
    listed = found.order_by("directive_id", "-due_on").values_list("directive_id", "due_on")
    return {
        directive_id: Ceiling(
            due_on,
            _(
                "Hạn nội bộ không được sau hạn Trung ương (%(day)s). Nếu Trung ương đã lùi hạn, hãy ghi hạn mới của Trung ương trước."
            )
            % {"day": f"{due_on:%d/%m/%Y}"},
        )
        for directive_id, due_on in listed
        if directive_id is not None and due_on is not None
    }
