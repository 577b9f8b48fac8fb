"""The filters that a person keeps, in the order of their names."""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection

from dondoc.accounts.models import User
from dondoc.foundation.text import sort_key

MOST_SAVED = 50
_KEPT = "SELECT id, name, query FROM directives_savedfilter WHERE jurisdiction_id = %s AND user_id = %s"


class KeptFilter(NamedTuple):
    """A filter as the list shows it."""

    id: int
    name: str
    query: str


def saved_filters(user: User) -> list[KeptFilter]:
    """Return the filters that `user` keeps (one query, plain SQL: each page of the list asks)."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [user.jurisdiction_id, user.pk])
        kept = [KeptFilter(*row) for row in cursor.fetchall()]
    return sorted(kept, key=lambda item: sort_key(item.name))
