"""What the table of who gets what sends to this room's addresses."""

from __future__ import annotations

from typing import Any

JSON: dict[tuple[str, str], dict[str, Any]] = {
    ("api:calendar_days", "POST"): {
        "days": [{"date": "2021-01-21", "kind": "holiday", "name": "Nghỉ tránh bão"}],
        "source": "12/QĐ-TTg",
    },
    ("api:legal_limits", "POST"): {
        "key": "tb_ket_luan", "name": "Ra thông báo kết luận", "amount": 3, "unit": "NLV", "anchor": "meeting_end",
        "valid_from": "2021-03-01", "source": "QĐ 99/2021/QĐ-TTg", "confidence": "A",
    },
    ("api:end_legal_limit", "POST"): {"last_day": "2021-05-31", "reason": "QĐ 100/2021/QĐ-TTg"},
}  # fmt: skip
