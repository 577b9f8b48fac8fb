"""Drop a kept filter."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.models import SavedFilter
from dondoc.foundation.errors import NotFound


def delete_filter(*, actor: User, filter_id: int) -> None:
    """Drop one of the person's own filters.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    own = SavedFilter.objects.filter(jurisdiction_id=actor.jurisdiction_id, user_id=actor.pk, id=filter_id)
    deleted, _kinds = own.delete()
    if not deleted:
        raise NotFound(_("Bộ lọc này không còn; có thể bạn đã xoá nó ở cửa sổ khác."))
