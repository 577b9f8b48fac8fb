"""Rows that commands of this room change."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.foundation.errors import NotFound
from dondoc.notifications.webhook_models import Webhook


def locked_webhook(jurisdiction_id: int, webhook_id: int) -> Webhook:
    """Return a gateway that is in use, locked.

    Raises:
        NotFound: there is none.
    """
    found = Webhook.objects.select_for_update().filter(
        jurisdiction_id=jurisdiction_id, id=webhook_id, ended_at__isnull=True
    )
    hook = found.first()
    if hook is None:
        raise NotFound(_("Không tìm thấy cổng này. Hãy tải lại trang."))
    return hook
