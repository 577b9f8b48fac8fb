"""Who is told at once of what, as the page of the process shows it: the tables that the commands use, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.directives.kinds import DATED_WORDS, STEP_WORDS
from dondoc.directives.telling import TOLD, Side
from dondoc.followup.telling import OF_DECIDER


def told_table() -> list[tuple[str, str]]:
    """Return what happens and who is told of it, in the order of an assignment's life."""
    unit = _("Người của đơn vị được giao")
    whom = {Side.UNIT: unit, Side.OFFICE: _("Chuyên viên theo dõi lĩnh vực; chưa có thì lãnh đạo Văn phòng")}
    decider = _("Người quyết định thời hạn, người được ủy quyền; không còn ai thì lãnh đạo Văn phòng")
    any_unit = {"unit": _("Đơn vị")}
    return [
        (_("Nhiệm vụ mới; nhiều việc trong một văn bản là một thông báo"), unit),
        *((str(STEP_WORDS[code]) % any_unit, whom[side]) for code, side in TOLD.items()),
        *((str(STEP_WORDS[code]) % any_unit, decider) for code in OF_DECIDER),
        (
            _("Nhiều thời hạn đổi cùng lúc (%(why)s)")
            % {"why": "; ".join(str(words).lower() for words in DATED_WORDS.values())},
            unit,
        ),
        (_("Phần việc được chia, sửa, xác nhận, trả lại, thu hồi"), _("Người được giao phần việc")),
        (_("Phần việc đã chia có báo cáo kết quả"), _("Nơi đã chia việc")),
        (
            _("Đề nghị chuyển nhiệm vụ và kết quả; gộp, thay thế"),
            _("Đơn vị chuyển, đơn vị nhận; Văn phòng khi chờ quyết định"),
        ),
    ]
