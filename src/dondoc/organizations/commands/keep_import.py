"""Keep the tables of an import between its preview and its confirmation. Nothing of the organisation changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from dondoc.organizations.commands.import_units import preview_import
from dondoc.organizations.imports.tables import Tables
from dondoc.organizations.models import PendingImport
from dondoc.organizations.permissions import Actor, require_manager

_KEPT_FOR = dt.timedelta(days=1)


def keep_import(*, actor: Actor, file_names: Sequence[str], tables: Tables, now: dt.datetime) -> PendingImport:
    """Keep `tables` for the actor, in place of what they had kept; what others left for a day goes too.

    Raises:
        Refused: the actor is no administrator.
        BadInput: there is no table, or one that is not known.
    """
    plan = preview_import(actor=actor, tables=tables)
    old = Q(created_by_id=actor.id) | Q(created_at__lt=now - _KEPT_FOR)
    with transaction.atomic():
        PendingImport.objects.filter(old, jurisdiction_id=actor.jurisdiction_id).delete()
        return PendingImport.objects.create(
            jurisdiction_id=actor.jurisdiction_id,
            created_by_id=actor.id,
            created_at=now,
            file_names=", ".join(file_names)[:400],
            tables=tables,
            digest=plan.digest,
        )


def drop_import(*, actor: Actor, import_id: int) -> None:
    """Forget tables that the actor kept; nothing happens where they are gone.

    Raises:
        Refused: the actor is no administrator.
    """
    require_manager(actor)
    PendingImport.objects.filter(jurisdiction_id=actor.jurisdiction_id, created_by_id=actor.id, id=import_id).delete()
