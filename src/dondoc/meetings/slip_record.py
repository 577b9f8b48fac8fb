"""The record of a round of opinion slips as the content of a draft. Pure, but for the rows it is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dondoc.drafting.content import Agency, blank, dash, paragraph
from dondoc.foundation.clock import LOCAL
from dondoc.meetings.choices import Silence, Stance
from dondoc.meetings.models import Slip, SlipRound
from dondoc.meetings.slip_rules import Result
from dondoc.meetings.titles import lowered

_SAID = {
    Stance.AGREE: "đồng ý", Stance.AGREE_WITH: "đồng ý, có ý kiến thêm", Stance.DISAGREE: "không đồng ý",
    Stance.ABSTAIN: "không có ý kiến",
}  # fmt: skip
_SILENT = {
    Silence.AGREES: "không trả lời trong thời hạn, tính là đồng ý",
    Silence.ABSTAINS: "không trả lời trong thời hạn, tính là không có ý kiến",
    Silence.UNANSWERED: "không trả lời trong thời hạn, không tính",
}


def record_content(agency: Agency, found: SlipRound, slips: Sequence[Slip], counted: Result) -> dict[str, Any]:
    """The content of a draft of kind “Báo cáo”: what was asked, what was answered, what it comes to."""
    content = blank("Báo cáo", agency)
    content["subject"] = f"Kết quả lấy ý kiến thành viên {found.unit.name} về {lowered(found.title)}"
    content["addressees"] = [found.unit.name]
    due = found.due_at.astimezone(LOCAL)
    sent = (found.sent_at or found.created_at).astimezone(LOCAL)
    outcome = "được thông qua" if counted.is_passed else "chưa được thông qua"
    content["body"] = [
        paragraph(
            f"Ngày {sent:%d/%m/%Y}, {agency.name} gửi phiếu lấy ý kiến {counted.members:02d} thành viên {found.unit.name} về "
            f"{lowered(found.title)}, hạn trả lời {due:%H} giờ {due:%M} ngày {due:%d/%m/%Y}. Kết quả như sau:"
        ),
        {
            "label": "1.", "kind": "clause", "text": "Tổng hợp phiếu:",
            "under": [
                *(dash(line) for line in _figures(found, counted)),
            ],
        },
        {
            "label": "2.", "kind": "clause", "text": "Ý kiến của từng thành viên:",
            "under": [dash(_line(slip, found)) for slip in slips],
        },
        {
            "label": "3.", "kind": "clause",
            "text": f"Với {counted.agree:02d}/{counted.counted:02d} phiếu đồng ý, nội dung lấy ý kiến {outcome}.",
        },
    ]  # fmt: skip
    return content


def _figures(found: SlipRound, counted: Result) -> list[str]:
    """The figures in words. Each slip stands in one of them; whose silence counts as something, stands in that one."""
    silent = f"{counted.silent:02d} thành viên {_SILENT[Silence(found.silence)]}"
    within = [f"{counted.agree_with:02d} phiếu có ý kiến thêm"]
    abstain = f"Không có ý kiến: {counted.abstain:02d} phiếu"
    if counted.silent and found.silence == Silence.AGREES:
        within.append(silent)
    if counted.silent and found.silence == Silence.ABSTAINS:
        abstain += f" (trong đó {silent})"
    lines = [
        f"Đồng ý: {counted.agree:02d} phiếu (trong đó {'; '.join(within)})",
        f"Không đồng ý: {counted.disagree:02d} phiếu",
        abstain,
    ]
    if found.silence == Silence.UNANSWERED:
        lines.append(f"Không trả lời trong thời hạn, không tính: {counted.silent:02d} phiếu")
    return [f"{line}{'.' if line is lines[-1] else ';'}" for line in lines]


def _line(slip: Slip, found: SlipRound) -> str:
    who = " ".join(part for part in (slip.title, slip.person_name) if part)
    said = _SAID[Stance(slip.stance)] if slip.stance else _SILENT[Silence(found.silence)]
    text = " ".join(slip.text.split()).rstrip(".;")
    return f"{who}: {said}{f' – {text}' if text else ''};"
