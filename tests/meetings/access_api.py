"""What the API of meetings is sent in the scenario in which every address is asked as every role, and the rows that it names."""

from __future__ import annotations

from typing import Any

_PLAN = {
    "unit": "ubnd", "kind": "topic", "title": "Họp", "starts_at": "2021-01-25T08:00:00+07:00",
    "ends_at": "2021-01-25T10:00:00+07:00",
}  # fmt: skip
JSON: dict[tuple[str, str], Any] = {
    ("api:plan_clashes", "POST"): _PLAN,
    ("api:meeting_reopen", "POST"): {"reason": "Họp tiếp"},
    ("api:meeting_invitation", "POST"): {"unit": "vp", "reason": "Họp khẩn"},
    ("api:meeting_minutes", "POST"): {"unit": "vp"},
    ("api:meeting_minutes_again", "POST"): {"version": 1},
    ("api:meeting_notice_again", "POST"): {"version": 1},
    ("api:meeting_notice", "POST"): {"unit": "vp"},
    ("api:meeting_item", "PATCH"): {"title": "Thảo luận"},
    ("api:meeting_item_move", "POST"): {"place": 1},
    ("api:meeting_own_note", "PATCH"): {"version": 0, "text": "Hỏi lại số liệu."},
    ("api:meeting_paper", "PATCH"): {"title": "Dự thảo"},
    ("api:meeting_category", "PATCH"): {"name": "Các sở"},
    ("api:meeting_venues", "POST"): {"name": "Điểm cầu Hòn Đất"},
    ("api:meeting_venue", "PATCH"): {"name": "Điểm cầu Sở Tài chính"},
    ("api:meeting_conclusion_move", "POST"): {"after_id": 0},
    ("api:meeting_conclusion_drop", "POST"): {"version": 1},
    ("api:meeting_decision", "PATCH"): {"version": 1, "text": "Thông qua."},
    ("api:meeting_decision_drop", "POST"): {"version": 1},
    ("api:slip_rounds", "POST"): {
        "unit": "ubnd", "title": "Quy chế", "content": "Thông qua.", "due_at": "2021-01-25T17:00:00+07:00",
        "member_post_ids": [1],
    },
    ("api:slip_round", "PATCH"): {"version": 1},
    ("api:slip_dossier", "POST"): {"version": 1},
    ("api:slip_extend", "POST"): {"due_at": "2100-01-04T17:00:00+07:00", "reason": "Chờ số liệu"},
    ("api:slip_rule", "PATCH"): {"silence": "abstains"},
    ("api:slip_cancel", "POST"): {"reason": "Thôi"},
    ("api:slip_record", "POST"): {"unit": "vp"},
}  # fmt: skip


def more_of(found: dict[str, Any], province: Any) -> dict[str, Any]:
    """A category of the called meeting in which nobody is called, and a conclusion of the one that is over."""
    from tests.conftest import NOW

    from dondoc.meetings.models import Category, Conclusion

    empty = Category.objects.create(
        jurisdiction_id=province.id, meeting_id=found["meeting"], position=9, name="Đại biểu", requirement="anyone"
    )
    Conclusion.objects.create(
        jurisdiction_id=province.id, meeting_id=found["over"], position=1, text="Giao Sở Tài chính báo cáo.",
        changed_at=NOW, changed_by_id=1,
    )  # fmt: skip
    return {"empty_category": empty.id}
