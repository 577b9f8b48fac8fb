"""Keep a filter of the list under a name of one's own."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_see_directives
from dondoc.directives.models import SavedFilter
from dondoc.directives.saved_filters import MOST_SAVED
from dondoc.foundation.errors import BadInput, Conflict, Refused

_NAME_LENGTH = 80
_QUERY_LENGTH = 1000


def save_filter(*, actor: User, name: str, query: str, now: dt.datetime) -> SavedFilter:
    """Keep `query` as the person's filter `name`. It is a convenience of one person: no ledger event.

    Args:
        actor: whose filter.
        name: how they call it; once per person.
        query: the list's query string (`forms.ListQuery.string()`).
        now: the moment.

    Raises:
        Refused: the person sees no directives.
        BadInput: no name, a name or filter that is too long, nothing that restricts the list.
        Conflict: they have a filter of that name, or fifty already.
    """
    name = " ".join(name.replace("\0", "").split())
    if not name:
        raise BadInput(_("Hãy đặt tên cho bộ lọc."), code="name_required", field="name")
    if len(name) > _NAME_LENGTH:
        raise BadInput(
            _("Tên bộ lọc dài nhất %(most)s ký tự.") % {"most": _NAME_LENGTH},
            code="name_too_long",
            field="name",
        )
    if not query:
        raise BadInput(_("Chưa chọn điều kiện nào để lưu; hãy lọc danh sách trước."), code="nothing_to_save")
    if len(query) > _QUERY_LENGTH:
        raise BadInput(_("Bộ lọc có quá nhiều điều kiện để lưu; hãy bớt điều kiện."), code="query_too_long")
    if not may_see_directives(actor):
        raise Refused(_("Bạn không xem danh sách nhiệm vụ nên không lưu bộ lọc được."), code="refused")
    own = SavedFilter.objects.filter(jurisdiction_id=actor.jurisdiction_id, user_id=actor.pk)
    with transaction.atomic():
        # One person's filters are added one after the other: two tabs cannot pass the limit or the name.
        User.objects.select_for_update().get(pk=actor.pk)
        if own.filter(name__iexact=name).exists():
            raise Conflict(
                _("Bạn đã có bộ lọc tên “%(name)s”; hãy đặt tên khác.") % {"name": name},
                code="name_taken",
                field="name",
            )
        if own.count() >= MOST_SAVED:
            raise Conflict(
                _("Bạn đã lưu %(most)s bộ lọc; hãy xoá bớt rồi lưu lại.") % {"most": MOST_SAVED},
                code="too_many",
            )
        return SavedFilter.objects.create(
            jurisdiction_id=actor.jurisdiction_id, user_id=actor.pk, name=name, query=query, created_at=now
        )
