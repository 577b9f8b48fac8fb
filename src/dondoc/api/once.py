"""`Idempotency-Key`: the same key of the same person again answers with what the first request created."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dondoc.directives.models import SubmittedOnce
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.web.requests import PageRequest


class Created(NamedTuple):
    """What a request created, or an earlier one with its key."""

    id: int
    is_replayed: bool

    @property
    def headers(self) -> dict[str, str]:
        """Of the answer."""
        return {"Idempotent-Replayed": "true"} if self.is_replayed else {}


_KEY = re.compile(r"[\x21-\x7e]{1,200}")


def key_of(request: PageRequest, purpose: str) -> str:
    """Return the request's key in the form in which it is kept; empty where there is none.

    Args:
        request: the request.
        purpose: what is created; a key of one thing says nothing of another.

    Raises:
        BadInput: the header is no key.
    """
    given = request.headers.get("Idempotency-Key")
    if given is None:
        return ""
    if not _KEY.fullmatch(given):
        raise BadInput(
            _("Idempotency-Key cần 1–200 ký tự ASCII không dấu cách, ví dụ một UUID."),
            code="bad_idempotency_key",
            field="Idempotency-Key",
        )
    return f"{purpose}:{hashlib.sha256(given.encode()).hexdigest()[:48]}"


def earlier(request: PageRequest, key: str) -> int | None:
    """Return the id of what an earlier request with this key created, None for the first one.

    Of two at once the second waits here until the first one's transaction has ended; so call it in yours.
    """
    user = request.user
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [key, user.pk])
    found = SubmittedOnce.objects.filter(jurisdiction_id=user.jurisdiction_id, user_id=user.pk, key=key)
    return found.values_list("result_id", flat=True).first()


def remember(request: PageRequest, key: str, result_id: int) -> None:
    """Keep what the request with this key created."""
    user = request.user
    SubmittedOnce.objects.create(
        jurisdiction_id=user.jurisdiction_id, user_id=user.pk, key=key, result_id=result_id, created_at=request.now
    )


def created(request: PageRequest, purpose: str, make: Callable[[], int], *, is_same: Callable[[int], bool]) -> Created:
    """Create what the request asks for, once for each key.

    Args:
        request: the request.
        purpose: what is created.
        make: creates it and returns its id.
        is_same: whether what has this id is what the request asks for now.

    Raises:
        BadInput: the header is no key.
        Conflict: the key was used for something else.
    """
    key = key_of(request, purpose)
    with transaction.atomic():
        found = earlier(request, key) if key else None
        if found is None:
            made = make()
            if key:
                remember(request, key, made)
            return Created(made, is_replayed=False)
        if not is_same(found):
            raise Conflict(
                _("Idempotency-Key này đã dùng cho nội dung khác; hãy dùng khoá mới cho mỗi lần tạo."),
                code="idempotency_key_reused",
            )
    return Created(found, is_replayed=True)
