"""What the addresses of participants and attendance need in the scenario in which every address is asked as every role."""

from __future__ import annotations

from typing import Any

from tests.conftest import NOW
from tests.meetings.meetings_world import ENDS

FORMS: dict[str, Any] = {
    "web:meeting_consent": {"consent": "granted"},
    "web:meeting_check_in": {"presence": "present"},
    "web:meeting_judge": {"verdict": "accepted"},
}
JSON: dict[tuple[str, str], Any] = {
    ("api:meeting_invitees", "POST"): {"category_id": 1, "body": "Công ty Cấp nước"},
    ("api:meeting_categories", "POST"): {"name": "Khách mời", "requirement": "anyone"},
    ("api:invitee_answer", "POST"): {"answer": "comes"},
    ("api:invitee_consent", "POST"): {"consent": "granted"},
    ("api:invitee_check_in", "POST"): {"presence": "present"},
    ("api:invitee_explanations", "POST"): {"text": "Xe hỏng."},
    ("api:explanation_verdict", "POST"): {"verdict": "accepted"},
}


def people_of(found: dict[str, Any], province: Any, category_id: int) -> dict[str, Any]:
    """A venue that Tài chính keeps, the code at the door, and a meeting that is over to which nobody came."""
    from dondoc.meetings.models import Category, Explanation, Invitee, Meeting, Venue

    here = {"jurisdiction_id": province.id, "meeting_id": found["meeting"]}
    venue = Venue.objects.create(**here, position=1, name="Điểm cầu Sở Tài chính", unit_id=province.units["stc"].id)
    Invitee.objects.filter(id=found["invitee_stc"]).update(venue_id=venue.id)
    Meeting.objects.filter(id=found["meeting"]).update(door_secret="bi-mat-o-cua", form="hybrid")
    Meeting.objects.filter(id=found["over"]).update(state="ended", called_at=NOW, ended_at=ENDS)
    there = {"jurisdiction_id": province.id, "meeting_id": found["over"]}
    category = Category.objects.create(**there, position=1, name="Lãnh đạo các sở", requirement="leader")
    unit = province.units["skhdt"]
    absent = Invitee.objects.create(
        **there, category_id=category.id, position=1, unit_id=unit.id, body=unit.name, presence="absent"
    )
    explained = Invitee.objects.create(
        **there, category_id=category.id, position=2, unit_id=unit.id, body="Phòng Tổng hợp", presence="absent"
    )
    made = Explanation.objects.create(
        jurisdiction_id=province.id, invitee_id=explained.id, text="Xe hỏng.", made_at=NOW, made_by_id=1
    )
    return {
        "category": category_id, "venue": venue.id, "door_secret": "bi-mat-o-cua", "absent": absent.id,
        "explanation": made.id,
    }  # fmt: skip
