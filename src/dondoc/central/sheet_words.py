"""Why a file of the centre's system is not taken, in the words of people here: the reader of sheets knows no language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.tasksheets.reading import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, SheetError

_SAID = {
    "empty": gettext_lazy("Tệp rỗng. Hãy chọn lại tệp."),
    "too_large": gettext_lazy("Tệp lớn hơn %(megabytes)s MB. Hãy bỏ hình ảnh, trang tính thừa rồi gửi lại."),
    "not_xlsx": gettext_lazy("Tệp không phải Excel (.xlsx). Hãy mở bằng Excel và lưu lại dạng .xlsx."),
    "old_xls": gettext_lazy("Tệp ở dạng Excel cũ (.xls). Hãy mở bằng Excel và lưu lại dạng .xlsx."),
    "encrypted": gettext_lazy("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."),
    "damaged": gettext_lazy("Tệp bị hỏng. Hãy mở bằng Excel và lưu lại."),
    "bomb": gettext_lazy("Tệp quá lớn khi giải nén nên không được mở."),
    "too_many_rows": gettext_lazy("Trang tính có hơn %(rows)s dòng. Hãy chia tệp."),
    "too_many_columns": gettext_lazy("Trang tính có hơn %(columns)s cột. Hãy bỏ cột thừa."),
    "stray_cell": gettext_lazy("Trang tính có ô nằm rất xa bảng. Hãy xoá các ô thừa ngoài bảng rồi lưu lại."),
    "no_sheet": gettext_lazy("Tệp không có trang tính nào."),
    "unknown_sheet": gettext_lazy("Tệp không có trang tính đã chọn."),
    "no_header": gettext_lazy("Không thấy dòng tiêu đề. Bảng cần có cột nội dung nhiệm vụ và ít nhất hai cột khác, ví dụ mã nhiệm vụ, hạn hoàn thành."),
    "no_content_column": gettext_lazy("Hãy chọn cột nội dung nhiệm vụ."),
    "bad_mapping": gettext_lazy("Mỗi cột chỉ chọn cho một nội dung; hãy chọn lại."),
    "old_font": gettext_lazy("Tệp dùng bảng mã cũ (TCVN3 hoặc VNI). Hãy chuyển sang Unicode rồi gửi lại."),
}  # fmt: skip


def refusal(error: SheetError) -> str:
    """Return the sentence of a refused file."""
    facts = {
        "megabytes": MOST_BYTES // 1024 // 1024, "rows": f"{MOST_ROWS:,}".replace(",", "."), "columns": MOST_COLUMNS,
    }  # fmt: skip
    found = _SAID.get(error.code)
    return str(found) % facts if found is not None else _("Không đọc được tệp này.")
