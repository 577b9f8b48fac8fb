"""What a person typed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput


def require_fits(text: str, limit: int, field: str) -> None:
    """Do nothing where a text can be kept.

    Raises:
        BadInput: it is too long or holds what no text holds.
    """
    if len(text) > limit or "\0" in text:
        raise BadInput(
            _("Nội dung nhập dài quá %(limit)s ký tự; hãy rút gọn.") % {"limit": limit}, code="too_long", field=field
        )
