"""What the table of who gets what needs of this room: a request that waits, a deadline that stands still, a deputy."""

from __future__ import annotations

import datetime as dt
from typing import Any

JSON: dict[tuple[str, str], dict[str, Any]] = {
    ("api:assignment_extensions", "POST"): {"wanted_on": "2021-02-01", "reason": "Chờ số liệu."},
    ("api:decide_extension", "POST"): {"is_granted": True},
    ("api:clock_stops", "POST"): {"since": "2021-01-18", "cause": "Chờ hướng dẫn."},
    ("api:resume_clock", "POST"): {"until": "2021-01-18"},
    ("api:extension_rules", "PUT"): {"most": 1, "longest": 30, "days_before": 0, "may_ask_late": True},
    ("api:deadline_deputies", "POST"): {"deputy_id": 2**60, "valid_from": "2021-01-18"},
}


def scenario(now: dt.datetime, province: Any, specialist: Any, office_leader: Any, lead_focal: Any) -> dict[str, int]:
    """One of each; the specialist gave both tasks."""
    from tests.directives import story

    from dondoc.followup.commands.name_deputy import name_deputy
    from dondoc.followup.commands.request_extension import request_extension
    from dondoc.followup.commands.stop_clock import stop_clock
    from dondoc.followup.models import ExtensionFile

    first, second = (
        story.assignment(story.give(specialist, province, now=now), province.units["skhdt"]) for _each in range(2)
    )
    asked = request_extension(
        actor=lead_focal, assignment_id=first.id, wanted_on=dt.date(2021, 2, 1), reason="Chờ số liệu.",
        files=[("cong-van.txt", b"xin")], now=now,
    )  # fmt: skip
    stop = stop_clock(actor=specialist, assignment_id=second.id, since=now.date(), cause="Chờ hướng dẫn.", now=now)
    deputy = name_deputy(actor=specialist, deputy_id=office_leader.pk, valid_from=now.date(), now=now)
    return {
        "asked": asked.id, "waiting": first.id, "stopped": second.id, "stop": stop.id, "deputy": deputy.id,
        "extension_file": ExtensionFile.objects.get(extension_id=asked.id).id,
    }  # fmt: skip
