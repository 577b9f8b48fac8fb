"""What the commands on the office's lists share: who may, the words of an entry, the lock while two edit one list."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.followup.permissions import may_set_rules
from dondoc.foundation.errors import BadInput, Refused
from dondoc.foundation.text import fold

MOST_ENTRIES = 60
_CODE_LENGTH = 32


def require_may_set(actor: User) -> None:
    """Do nothing where the actor sets the office's lists and rules.

    Raises:
        Refused: they do not.
    """
    if not may_set_rules(actor):
        raise Refused(_("Danh mục và quy định theo dõi do lãnh đạo Văn phòng đặt."), code="refused")


def name_of(name: str, *, most: int) -> str:
    """Return the name of an entry without space around it.

    Raises:
        BadInput: it is empty, too long, or holds what no name holds.
    """
    words = " ".join(name.split())
    if not words or "\0" in name:
        raise BadInput(_("Hãy ghi tên."), code="name_required", field="name")
    if len(words) > most:
        raise BadInput(_("Tên dài quá %(most)s ký tự.") % {"most": most}, code="too_long", field="name")
    return words


def code_of(name: str, taken: set[str]) -> str:
    """Return a code for a new entry: its folded name, with a number where that is taken.

    Raises:
        BadInput: the list is full.
    """
    if len(taken) >= MOST_ENTRIES:
        raise BadInput(
            _("Danh mục có nhiều nhất %(most)s mục; hãy dùng lại mục đã có.") % {"most": MOST_ENTRIES},
            code="list_full",
            field="name",
        )
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[: _CODE_LENGTH - 4].strip("-") or "muc"
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, MOST_ENTRIES + 3))) if code not in taken)
