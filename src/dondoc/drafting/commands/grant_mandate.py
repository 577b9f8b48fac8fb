"""Record who may sign documents of an agency, from when, until when, by which right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.kinds import ABBREVIATIONS
from dondoc.drafting import events, mandates
from dondoc.drafting.models import SigningMandate
from dondoc.drafting.permissions import may_keep_mandates
from dondoc.drafting.selectors import issuing_unit
from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.models import Post


def grant_mandate(
    *,
    actor: User,
    unit_id: int,
    post_id: int,
    steps: Sequence[mandates.Step],
    valid_from: dt.date,
    now: dt.datetime,
    valid_to: dt.date | None = None,
    kinds: Sequence[str] = (),
    basis: str = "",
    request_id: str = "",
) -> SigningMandate:
    """Record a right to sign (NĐ 30/2020/NĐ-CP, Điều 13).

    Args:
        actor: who records it.
        unit_id: the issuing agency.
        post_id: the post whose holder signs.
        steps: the lines of authority; none for the head.
        valid_from: its first day.
        now: the moment.
        valid_to: its last day.
        kinds: the kinds it covers; none: all.
        basis: the written authorisation.
        request_id: groups what one request did.

    Raises:
        Refused: `actor` does not keep the rights to sign.
        BadInput: an agency, post or kind that is not there, a chain that the decree does not know.
    """
    if not may_keep_mandates(actor):
        raise Refused(_("Thẩm quyền ký do Lãnh đạo Văn phòng khai báo."))
    unknown = [kind for kind in kinds if kind not in ABBREVIATIONS]
    if unknown:
        raise BadInput(_("Loại văn bản “%(kind)s” không có trong danh mục.") % {"kind": unknown[0]}, field="kinds")
    right = mandates.Right(
        steps=tuple(mandates.Step(step.form, " ".join(step.of.split())) for step in steps),
        kinds=tuple(dict.fromkeys(kinds)), valid_from=valid_from, valid_to=valid_to, basis=" ".join(basis.split())[:300],
    )  # fmt: skip
    mandates.check(right)
    with transaction.atomic():
        unit = issuing_unit(actor.jurisdiction_id, unit_id)
        post = Post.objects.filter(jurisdiction_id=actor.jurisdiction_id, id=post_id).first()
        if post is None:
            raise BadInput(_("Chức danh này không còn trong danh mục; hãy chọn lại."), field="post")
        mandate = SigningMandate.objects.create(
            jurisdiction_id=actor.jurisdiction_id, unit_id=unit.id, post_id=post.id,
            steps=[{"form": str(step.form), "of": step.of} for step in right.steps], kinds=list(right.kinds),
            basis=right.basis, valid_from=valid_from, valid_to=valid_to, created_at=now, created_by_id=actor.id,
        )  # fmt: skip
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.MANDATE, mandate.id, events.MANDATE_GRANTED,
                    {
                        "unit_id": unit.id, "post_id": post.id, "steps": mandate.steps, "kinds": mandate.kinds,
                        "basis": mandate.basis, "valid_from": valid_from.isoformat(),
                        "valid_to": valid_to.isoformat() if valid_to else None,
                    },
                    is_first=True,
                )
            ],
            actor_id=actor.id, now=now, request_id=request_id,
        )  # fmt: skip
    return mandate
