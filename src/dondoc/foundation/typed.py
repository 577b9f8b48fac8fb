"""What people type, as a command may take it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput

LONGEST_TEXT = 2000


def text_of(text: str, *, field: str, most: int = LONGEST_TEXT, missing: str = "") -> str:
    """The text without space around it.

    Args:
        text: as typed.
        field: of the form.
        most: how many letters at most.
        missing: the sentence where it must not be empty.

    Raises:
        BadInput: it is empty and must not be, too long, or has letters that no text has.
    """
    words = text.strip()
    if missing and not words:
        raise BadInput(missing, code=f"{field}_required", field=field)
    if len(words) > most:
        raise BadInput(_("Nội dung dài quá %(most)s ký tự.") % {"most": most}, code="too_long", field=field)
    if "\0" in words:
        raise BadInput(_("Nội dung có ký tự không hợp lệ."), code="bad_text", field=field)
    return words
