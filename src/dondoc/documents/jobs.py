"""The exchange's rounds as a job: an office that has set the exchange up needs nothing beside its worker."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dondoc.documents.exchange_setup import is_set_up, lease, own_parties, transport_of
from dondoc.documents.exchange_worker import run_round
from dondoc.jobs import registry


@registry.periodic("* * * * *", "documents.exchange_round", title=_("Gửi và nhận liên thông văn bản"))
def exchange_round(*, jurisdiction_id: int | None, now: dt.datetime) -> dict[str, int]:
    """Do one round of every body of one's own; does nothing where the exchange is not set up.

    `dondoc exchange run` beside it does no harm: who sends a packet holds it for the length of an attempt.
    """
    del jurisdiction_id, now
    counts = {"sent": 0, "failed": 0, "received": 0, "unreachable": 0}
    if not is_set_up() or not settings.EXCHANGE_ORGANS:
        return {}
    for party in own_parties():
        done = run_round(party, transport_of, clock=partial(registry.moment_of, party.jurisdiction_id), lease=lease())
        counts["sent"] += done.delivered.sent
        counts["failed"] += done.delivered.failed + done.delivered.given_up
        counts["received"] += len(done.fetched.taken) if done.fetched else 0
        counts["unreachable"] += done.problem is not None
    return counts
