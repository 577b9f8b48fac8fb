"""Keeping what confirming a reading says of the reader: rows in the transaction of the confirmation."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from dondoc.accounts.models import User
from dondoc.directives import drafts
from dondoc.directives.choices import Verdict
from dondoc.directives.judging import judge, names_by_hand
from dondoc.directives.models import DraftReading, Judgement, NameChoice
from dondoc.foundation.clock import local_day
from dondoc.organizations.names import key_of, says_which


def keep_judgements(draft: DraftReading, *, actor: User, now: dt.datetime) -> dict[str, int]:
    """Store what `draft`, as it is being confirmed, says of the reader.

    A reading of which the reader's own items were not kept says nothing.

    Returns:
        How many fields were right, wrong and missed.
    """
    if draft.read_items is None:
        return {}
    read, final = drafts.from_json(draft.read_items), drafts.from_json(draft.items)
    found = judge(read, final)
    document, day = draft.document, local_day(now)
    here = {"jurisdiction_id": draft.jurisdiction_id, "document_id": document.id, "draft_id": draft.id}
    Judgement.objects.bulk_create(
        Judgement(
            **here,
            item_key=one.key,
            judged_field=one.field,
            read=one.read,
            confirmed=one.confirmed,
            verdict=one.verdict,
            confidence=one.confidence,
            span_start=one.start,
            span_end=one.end,
            issuer=document.issuer,
            issuer_key=key_of(document.issuer)[:400],
            field_id=one.field_id or draft.field_id,
            month=day.replace(day=1),
            judged_on=day,
            judged_at=now,
            judged_by_id=actor.id,
        )
        for one in found
    )
    NameChoice.objects.bulk_create(
        NameChoice(
            **here,
            item_key=one.key,
            role=one.role,
            name=one.name,
            name_key=key_of(one.name)[:400],
            unit_ids=list(one.unit_ids),
            group_id=one.group_id,
            span_start=one.start,
            span_end=one.end,
            document_day=document.issued_on or day,
            chosen_at=now,
            chosen_by_id=actor.id,
        )
        for one in names_by_hand(read, final)
        if says_which(one.name)
    )
    counts = Counter(str(one.verdict) for one in found)
    return {str(verdict): counts[verdict] for verdict in Verdict}
