"""What rendering says of a document that it cannot print, in the person's language.

Rendering knows no framework and speaks Vietnamese. Here, where its sentences reach screens and the API, each is found
again among those it has, and said anew with its facts: as `reader_words` does for the reader.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dondoc.foundation.sentences import is_spoken_here, said

# Sentences of their own.
WHOLE = (
    gettext_noop("Mục “%(path)s” mang dấu chỉ độ mật: văn bản mật không được soạn, in hay lưu trên hệ thống này."),
    gettext_noop("Thiếu hoặc hỏng phông chữ %(name)s để in văn bản. Hãy chạy “make assets” để tải lại các phông đã ghim."),
    gettext_noop(
        "Phông chữ của văn bản không có ký tự %(letters)s; hãy thay ký tự đó ở đoạn “%(start)s”."
    ),
    gettext_noop(
        "Bảng ở mục “%(path)s” có %(count)s cột, rộng quá một trang A4 nằm ngang; hãy tách thành nhiều bảng."
    ),
    gettext_noop("Không dựng được tệp PDF: %(why)s."),
)  # fmt: skip
# What is wrong with a field; a sentence is "<place> <this>.".
OF_A_FIELD = (
    gettext_noop("lồng sâu quá %(most)s cấp"),
    gettext_noop("có học hàm, học vị “%(title)s”; Nghị định 30/2020/NĐ-CP chỉ cho ghi họ và tên người ký"),
    gettext_noop("phải có ít nhất một cột"),
    gettext_noop("phải có ít nhất một đoạn"),
    gettext_noop("có %(count)s ô, cần %(wanted)s ô như số cột"),
    gettext_noop("phải là số, có thể thêm chữ cái (“%(number)s” không phải)"),
    gettext_noop("không được có khoảng trắng (ví dụ: TB-VP)"),
    gettext_noop("phải là một đối tượng JSON"),
    gettext_noop("có khóa lạ “%(key)s”; các khóa được dùng: %(known)s"),
    gettext_noop("phải là một chuỗi chữ"),
    gettext_noop("dài quá %(most)s ký tự"),
    gettext_noop("có ký tự điều khiển U+%(code)s, hãy xóa ký tự đó"),
    gettext_noop("còn trống, cần điền"),
    gettext_noop("phải là một danh sách"),
    gettext_noop("có quá %(most)s phần tử"),
    gettext_noop("là “%(given)s”, phải là một trong: %(known)s"),
    gettext_noop("là “%(given)s”, phải là một ngày có trên lịch, viết dạng 2021-01-07"),
)
_FIELD = re.compile(r"Mục “(?P<path>[^”]*)” (?P<what>.+)\.", re.DOTALL)
_DOCUMENT = re.compile(r"Văn bản (?P<what>.+)\.", re.DOTALL)


def in_words(sentence: str) -> str:
    """Return a sentence of rendering in the language that is active; one that is not known stays as it is."""
    if is_spoken_here():
        return sentence
    whole = said(sentence, WHOLE)
    if whole is not None:
        return whole
    field, document = _FIELD.fullmatch(sentence), _DOCUMENT.fullmatch(sentence)
    found = field or document
    what = said(found["what"], OF_A_FIELD) if found else None
    if what is None:
        return sentence
    place = _("Mục “%(path)s”") % {"path": field["path"]} if field else _("Văn bản")
    return f"{place} {what}."
