"""Drop a kept filter."""

from __future__ import annotations

from dondoc.accounts.models import User
from dondoc.directives.models import SavedFilter
from dondoc.foundation.errors import NotFound


def delete_filter(*, actor: User, filter_id: int) -> None:
    """Drop one of the person's own filters.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    own = SavedFilter.objects.filter(jurisdiction_id=actor.jurisdiction_id, user_id=actor.pk, id=filter_id)
    deleted, _ = own.delete()
    if not deleted:
        raise NotFound("Bộ lọc này không còn; có thể bạn đã xoá nó ở cửa sổ khác.")
