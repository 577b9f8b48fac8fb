"""What the reading of sheets says, in a person's language: refusals, notes, reasons for columns, problems of rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dondoc.foundation.errors import BadInput
from dondoc.tasksheets.reading import SheetError

_REFUSALS = {
    "empty": gettext_noop("Tệp rỗng (0 byte). Hãy chọn lại tệp."),
    "too_large": gettext_noop("Tệp lớn hơn %(most)s MB. Hãy bỏ hình ảnh và trang tính thừa, hoặc tách tệp."),
    "not_xlsx": gettext_noop("Tệp không phải Excel .xlsx. Hãy mở bằng Excel và lưu dạng “Excel Workbook (.xlsx)”."),
    "old_xls": gettext_noop("Tệp thuộc dạng Excel cũ (.xls). Hãy mở bằng Excel và lưu dạng “Excel Workbook (.xlsx)”."),
    "encrypted": gettext_noop("Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."),
    "damaged": gettext_noop("Tệp Excel bị hỏng, không mở được. Hãy mở bằng Excel và lưu lại."),
    "bomb": gettext_noop("Tệp phình quá lớn khi giải nén nên không mở. Hãy bỏ hình ảnh và trang tính thừa."),
    "too_many_rows": gettext_noop(
        "Trang tính có %(there)s dòng; mỗi lần nhập tối đa %(most)s dòng. Hãy tách tệp theo năm hoặc theo đơn vị."
    ),
    "too_many_columns": gettext_noop(
        "Trang tính có hơn %(most)s cột (ô %(cell)s có nội dung). Hãy xóa các cột thừa ở bên phải bảng."
    ),
    "stray_cell": gettext_noop("Có ô nằm rất xa bảng (vùng dùng đến %(cell)s). Hãy xóa nội dung ô đó rồi lưu lại."),
    "no_sheet": gettext_noop("Tệp không có trang tính nào."),
    "unknown_sheet": gettext_noop("Tệp không có trang tính “%(sheet)s”. Hãy chọn trang khác."),
    "no_header": gettext_noop(
        "Không tìm thấy dòng tiêu đề trong trang “%(sheet)s”. Bảng cần cột nội dung nhiệm vụ và ít nhất hai cột khác (chủ trì, hạn, số văn bản…)."
    ),
    "no_content_column": gettext_noop("Chưa chỉ ra cột nào là nội dung nhiệm vụ. Hãy chọn một cột."),
    "bad_mapping": gettext_noop("Cách ghép cột không hợp lệ: mỗi cột của tệp chỉ mang một nghĩa. Hãy chọn lại."),
    "old_font": gettext_noop("Tệp dùng phông chữ cũ (TCVN3 hoặc VNI). Hãy chuyển sang Unicode rồi gửi lại."),
}  # fmt: skip

_NOTES = {
    "other_sheets": gettext_noop("Tệp còn %(count)s trang tính khác không nhập: %(names)s."),
    "hidden_sheet": gettext_noop("Trang “%(sheet)s” đang bị ẩn trong tệp."),
    "formulas": gettext_noop("%(count)s ô là công thức: dùng kết quả đã lưu trong tệp, không tính lại."),
    "formulas_without_value": gettext_noop(
        "%(count)s ô công thức chưa có kết quả trong tệp nên coi như trống: %(cells)s. Hãy mở bằng Excel và lưu lại để có kết quả."
    ),
    "cells_in_error": gettext_noop("%(count)s ô đang báo lỗi của Excel: %(cells)s."),
    "hyperlinks": gettext_noop("%(count)s ô có liên kết: chỉ lấy chữ, bỏ liên kết."),
    "external_links": gettext_noop("Tệp liên kết đến %(count)s tệp khác: không mở các tệp đó, chỉ dùng giá trị đã lưu."),
    "macros": gettext_noop("Tệp có macro: bỏ qua, không chạy."),
    "hidden_rows": gettext_noop("%(count)s dòng nhiệm vụ đang bị ẩn: %(rows)s."),
    "hidden_columns": gettext_noop("Cột đang bị ẩn vẫn được đọc: %(names)s."),
    "ignored_columns": gettext_noop("Không dùng %(count)s cột: %(names)s."),
    "sections": gettext_noop("%(count)s dòng là đề mục, không phải nhiệm vụ: %(rows)s."),
    "totals": gettext_noop("%(count)s dòng tổng cộng được bỏ qua: %(rows)s."),
    "repeated_headers": gettext_noop("%(count)s dòng lặp lại tiêu đề được bỏ qua: %(rows)s."),
    "foot_rows": gettext_noop("%(count)s dòng cuối bảng (ký tên, nơi nhận) được bỏ qua: %(rows)s."),
}  # fmt: skip

_COLUMNS = {
    "number": gettext_noop("STT"),
    "text": gettext_noop("Nội dung nhiệm vụ"),
    "document_number": gettext_noop("Số, ký hiệu văn bản"),
    "document_date": gettext_noop("Ngày ban hành"),
    "due": gettext_noop("Thời hạn"),
    "lead": gettext_noop("Chủ trì"),
    "coordinate": gettext_noop("Phối hợp"),
    "leader": gettext_noop("Lãnh đạo chỉ đạo"),
    "progress": gettext_noop("Tiến độ"),
    "status": gettext_noop("Trạng thái"),
    "result": gettext_noop("Kết quả"),
    "note": gettext_noop("Ghi chú"),
    "completed_on": gettext_noop("Ngày hoàn thành"),
    "field": gettext_noop("Lĩnh vực"),
    "symbol_and_date": gettext_noop("Số và ngày văn bản"),
}

_BECAUSE = {
    "exact": gettext_noop("tiêu đề đúng là “%(heading)s”"),
    "words": gettext_noop("tiêu đề “%(heading)s” có chữ “%(word)s”"),
    "days": gettext_noop("tiêu đề “%(heading)s”, các ô bên dưới là ngày"),
    "chosen": gettext_noop("bạn đã chọn"),
    "remembered": gettext_noop("đã chọn ở lần nhập trước có cùng tiêu đề"),
}

_PROBLEMS = {
    "no_text": gettext_noop("Chưa có nội dung nhiệm vụ."),
    "text_too_long": gettext_noop("Nội dung quá dài (tối đa 20 000 ký tự)."),
    "issued_ahead": gettext_noop("Ngày ban hành %(words)s ở tương lai."),
    "unit_not_there": gettext_noop("%(words)s không tồn tại trong thời gian từ ngày giao đến nay."),
    "same_row": gettext_noop("Trùng với dòng %(words)s của tệp này."),
    "imported_before": gettext_noop("Đã nhập ở lần trước."),
    "given_already": gettext_noop("Văn bản %(words)s đã có nhiệm vụ này trong hệ thống."),
    "withdrawn_there": gettext_noop("Trong bảng ghi là đã thu hồi, không theo dõi nữa."),
    "left_out": gettext_noop("Bạn đã bỏ dòng này."),
    "hidden": gettext_noop("Các dòng đang ẩn trong tệp có nhập không?"),
    "unit": gettext_noop("“%(words)s” là đơn vị nào?"),
    "lead": gettext_noop("Dòng chưa ghi đơn vị chủ trì: giao cho đơn vị nào?"),
    "year": gettext_noop("“%(words)s” là của năm nào?"),
    "order": gettext_noop("“%(words)s”: ngày trước hay tháng trước?"),
    "swapped": gettext_noop(
        "Cột này có dấu hiệu Excel đã đảo ngày và tháng (ví dụ %(words)s). Có cần đảo lại các ngày kiểu này không?"
    ),
    "impossible": gettext_noop("Lịch không có ngày “%(words)s”. Đúng ra là ngày nào?"),
    "several": gettext_noop("“%(words)s” ghi nhiều ngày. Lấy ngày nào?"),
    "unread": gettext_noop("Không hiểu “%(words)s” là thời hạn nào."),
    "count": gettext_noop("“%(words)s” tính từ ngày nào?"),
    "due_before": gettext_noop("Hạn %(words)s trước ngày ban hành. Đúng ra là ngày nào?"),
    "issued_on": gettext_noop("Dòng chưa có ngày ban hành văn bản: tính là giao ngày nào?"),
    "completed_on": gettext_noop("Nhiệm vụ ghi đã hoàn thành nhưng không ghi ngày: hoàn thành ngày nào?"),
    "completed_before": gettext_noop("Ngày hoàn thành %(words)s trước ngày giao. Đúng ra là ngày nào?"),
    "completed_ahead": gettext_noop("Ngày hoàn thành %(words)s ở tương lai. Đúng ra là ngày nào?"),
    "state": gettext_noop("Trạng thái “%(words)s” nghĩa là gì?"),
    "contradiction": gettext_noop("Cột trạng thái và cột tiến độ nói khác nhau (%(words)s). Tin cột nào?"),
    # As a reason for passing over:
    "skip:hidden": gettext_noop("Dòng ẩn trong tệp, bạn chọn không nhập."),
}  # fmt: skip


def refusal(error: SheetError) -> BadInput:
    """Return what a person is told of a file that is not taken."""
    return BadInput(_(_REFUSALS[error.code]) % error.facts, code=error.code, field="file")


def note_said(code: str, facts: Mapping[str, Any]) -> str:
    """Return a note of the reading as a sentence."""
    return _(_NOTES[code]) % facts


def column_label(code: str) -> str:
    """Return what people call a column."""
    return _(_COLUMNS[code]) if code in _COLUMNS else ""


def column_labels() -> list[tuple[str, str]]:
    """Return every column with its name."""
    return [(code, _(label)) for code, label in _COLUMNS.items()]


def because_said(column: Mapping[str, Any]) -> str:
    """Return why a column was taken for what it is."""
    reason = column["because"]
    return _(_BECAUSE[reason]) % {"heading": column["heading"], "word": column["word"]}


def problem_said(problem: Mapping[str, Any]) -> str:
    """Return a problem of a row as a sentence."""
    code = problem["code"]
    if problem["level"] == "skip" and f"skip:{code}" in _PROBLEMS:
        code = f"skip:{code}"
    return _(_PROBLEMS[code]) % {"words": problem["words"]}
