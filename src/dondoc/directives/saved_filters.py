"""The filters that a person keeps, in the order of their names."""

from __future__ import annotations

from dondoc.accounts.models import User
from dondoc.directives.models import SavedFilter
from dondoc.foundation.text import sort_key

MOST_SAVED = 50


def saved_filters(user: User) -> list[SavedFilter]:
    """Return the filters that `user` keeps (one query)."""
    kept = SavedFilter.objects.filter(jurisdiction_id=user.jurisdiction_id, user_id=user.pk)
    return sorted(kept, key=lambda item: sort_key(item.name))
