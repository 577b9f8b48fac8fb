"""Put a file of the centre's system away that was only looked at."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.central.choices import ImportState
from dondoc.central.commands import _files
from dondoc.central.models import CentralImport, CentralImportRow


def discard_central_import(
    *,
    actor: User,
    import_id: int,
    now: dt.datetime,
    request_id: str = "",  # noqa: ARG001 - nothing of a task changes
) -> CentralImport:
    """Forget its rows; the file stays in the store, as every file does that was given.

    Args:
        actor: who opened it.
        import_id: the file.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such file of this person.
        Refused: not of the office.
        Conflict: it was taken in or put away.
    """
    with transaction.atomic():
        source = _files.lock_file(actor, import_id, "discard")
        CentralImportRow.objects.filter(jurisdiction_id=source.jurisdiction_id, import_id=source.id).delete()
        source.state, source.closed_at, source.closed_by_id = ImportState.DISCARDED, now, actor.pk
        source.save()
    return source
