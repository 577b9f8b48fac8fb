"""The meetings of the scenario in which every address is asked as every role; what is sent where an empty form says nothing."""

from __future__ import annotations

from typing import Any

from tests.conftest import NOW
from tests.meetings import access_people
from tests.meetings.meetings_world import ENDS, STARTS

#: By (name, method): what an API address is sent.
JSON: dict[tuple[str, str], Any] = {**access_people.JSON}
#: By name: what a screen's form is sent.
FORMS: dict[str, Any] = {**access_people.FORMS}


def meetings_of(writer: Any, province: Any) -> dict[str, Any]:
    """A planned meeting and one to which Kế hoạch và Đầu tư and Tài chính are called."""
    from dondoc.meetings.commands._plan import Plan
    from dondoc.meetings.commands.plan_meeting import plan_meeting
    from dondoc.meetings.models import Category, Invitee, Meeting

    plan = Plan(kind="topic", title="Họp về giải ngân", starts_at=STARTS, ends_at=ENDS)
    found: dict[str, Any] = {}
    for name in ("planned", "meeting", "over"):
        found[name] = plan_meeting(actor=writer, unit_id=province.units["ubnd"].id, plan=plan, now=NOW).id
    here = {"jurisdiction_id": province.id, "meeting_id": found["meeting"]}
    category = Category.objects.create(**here, position=1, name="Lãnh đạo các sở", requirement="leader")
    for position, code in enumerate(("skhdt", "stc")):
        unit = province.units[code]
        invitee = Invitee.objects.create(
            **here, category_id=category.id, position=position, unit_id=unit.id, body=unit.name
        )
        found[f"invitee_{code}"] = invitee.id
    Meeting.objects.filter(id=found["meeting"]).update(state="called", called_at=NOW)
    found |= access_people.people_of(found, province, category.id)
    return found
