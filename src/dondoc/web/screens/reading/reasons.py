"""The reader's reasons and marks in people's words. What has no words here is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_REASONS: dict[str, _StrPromise] = {
    "lead:verb of assignment": _("Có động từ giao việc (giao, yêu cầu, đề nghị…)."),
    "lead:subject of an action": _("Đơn vị là chủ ngữ của việc phải làm."),
    "lead:the author commits itself": _("Cơ quan ban hành tự nêu việc mình sẽ làm."),
    "lead:unknown body acts": _("Chủ ngữ chưa nhận ra là đơn vị nào."),
    "lead:shared by the marks (i), (ii)": _("Đơn vị nêu chung cho các ý (i), (ii)."),
    "lead:inherited from heading": _("Đơn vị lấy từ tiêu đề phía trên."),
    "lead:inherited from chapeau": _("Đơn vị lấy từ câu dẫn của danh sách."),
    "lead:inherited": _("Đơn vị lấy từ phần phía trên."),
    "lead:column of the lead body": _("Đơn vị lấy từ cột “chủ trì” của bảng."),
    "act:bare imperative": _("Câu mệnh lệnh không nêu chủ ngữ."),
    "act:item under an addressee": _("Ý nằm dưới phần dành cho một đơn vị."),
    "act:in a given case": _("Việc phải làm khi có một điều kiện."),
    "act:row of an assignment table": _("Dòng của bảng phân công."),
    "coordinate:": _("Có cụm “phối hợp với”, “cùng với”, “thống nhất với”."),
    "deadline:date": _("Thời hạn ghi ngày cụ thể."),
    "deadline:period": _("Thời hạn ghi theo tháng, quý hoặc năm."),
    "deadline:relative": _("Thời hạn tính từ một mốc."),
    "deadline:event": _("Thời hạn gắn với một sự kiện."),
    "deadline:recurring": _("Việc định kỳ."),
    "deadline:standing": _("Động từ cho thấy việc làm thường xuyên."),
    "deadline:none": _("Không thấy thời hạn trong câu."),
}

FLAGS: dict[str, _StrPromise] = {
    "inherit": _("đơn vị lấy từ phần trên"),
    "implicit": _("câu không nêu đơn vị"),
    "closing": _("câu kết của văn bản"),
    "commitment": _("cơ quan ban hành tự làm"),
    "conditional": _("có điều kiện"),
    "inherit_deadline": _("thời hạn ở câu sau"),
}


def reasons(names: tuple[str, ...]) -> list[_StrPromise]:
    """Return the sentences of the rules that decided, each once, the nearest name where one has none of its own."""
    found: dict[str, _StrPromise] = {}
    for name in names:
        known = [prefix for prefix in _REASONS if name.startswith(prefix)]
        if known:
            best = max(known, key=len)
            found[best] = _REASONS[best]
    return list(found.values())


def flags(names: tuple[str, ...]) -> list[_StrPromise]:
    """Return the words of the reader's marks."""
    return [FLAGS[name] for name in names if name in FLAGS]


def reasons_of(field: str, names: tuple[str, ...]) -> list[_StrPromise]:
    """Return the sentences of the rules that decided one field: `act`, `lead`, `coordinate` or `deadline`."""
    return reasons(tuple(name for name in names if name.startswith(f"{field}:")))
