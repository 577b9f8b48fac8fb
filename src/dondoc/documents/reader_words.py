"""What the reader says, in the person's language.

The reader knows no framework and speaks Vietnamese, also in readings that were kept long ago. Here, where its
sentences come in from outside, each is found again among those it has, and said anew with its facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

SENTENCES = (
    gettext_noop("Không đọc được văn bản."),
    gettext_noop("Tệp rỗng: không có chữ nào để đọc."),
    gettext_noop("Loại tệp không được hỗ trợ. Hãy dùng .docx, .pdf có lớp chữ, hoặc .txt."),
    gettext_noop("Tệp quá lớn."),
    gettext_noop("Tệp quá lớn (%(size)s MB), giới hạn là %(limit)s MB."),
    gettext_noop("Tệp .docx nén bất thường (nghi là bom nén), đã từ chối mở để bảo vệ hệ thống."),
    gettext_noop("Tệp bị hỏng, không mở được. Hãy xin lại bản gốc."),
    gettext_noop("Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."),
    gettext_noop("Tệp PDF không có trang nào."),
    gettext_noop("Tệp PDF là bản quét (scan), không có lớp chữ. Hãy dùng bản .docx hoặc PDF ký số có chữ."),
    gettext_noop("Không nhận ra bảng mã của tệp văn bản. Hãy lưu lại dưới dạng Unicode (UTF-8)."),
    gettext_noop("Tệp .docx bị hỏng (không mở được gói nén). Hãy xin lại bản gốc."),
    gettext_noop("Nội dung XML trong tệp .docx bị hỏng. Hãy xin lại bản gốc."),
    gettext_noop("Tệp .docx chứa khai báo DTD/thực thể ngoài, đã từ chối mở vì an toàn."),
    gettext_noop("Tệp Word được đặt mật khẩu (mã hóa). Hãy bỏ mật khẩu rồi gửi lại."),
    gettext_noop("Đây là tệp Office đời cũ (.doc, .xls của bản 97–2003), chưa đọc được. Hãy lưu lại dưới dạng .docx."),
    gettext_noop("Đây là ảnh (%(kind)s), không có chữ để đọc. Hãy dùng bản .docx hoặc PDF có lớp chữ."),
    gettext_noop("Tệp chương trình không được hỗ trợ. Hãy dùng .docx, .pdf có lớp chữ, hoặc .txt."),
    gettext_noop("Tệp %(kind)s không được hỗ trợ. Hãy dùng .docx, .pdf có lớp chữ, hoặc .txt."),
    gettext_noop("Tệp HTML chưa được hỗ trợ. Hãy lưu lại dưới dạng .docx hoặc .txt."),
    gettext_noop("Đây là bảng tính Excel, không phải văn bản. Hãy dùng .docx, .pdf có lớp chữ, hoặc .txt."),
    gettext_noop("Đây là tệp trình chiếu, không phải văn bản. Hãy dùng .docx, .pdf có lớp chữ, hoặc .txt."),
    gettext_noop("Tệp OpenDocument (.odt) chưa được hỗ trợ. Hãy lưu lại dưới dạng .docx."),
    gettext_noop("Gói nén rỗng, không phải tệp .docx. Hãy xin lại bản gốc."),
    gettext_noop("Đây là gói nén (.zip), không phải văn bản. Hãy giải nén rồi gửi từng tệp."),
    gettext_noop("Gói .docx thiếu phần nội dung (word/document.xml). Hãy xin lại bản gốc."),
    gettext_noop("Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."),
    gettext_noop("Tệp PDF bị hỏng, không mở được. Hãy xin lại bản gốc."),
    gettext_noop("Tệp PDF bị hỏng, không đọc được trang. Hãy xin lại bản gốc."),
    gettext_noop("Tệp PDF có %(count)s trang, giới hạn là %(most)s."),
    gettext_noop("Ngày không có trên lịch: “%(words)s”; thời hạn để trống, cần người xem lại."),
    gettext_noop("Ngày ban hành không có trên lịch: “%(words)s”."),
    gettext_noop(
        "Văn bản dùng bảng mã cũ %(encoding)s, đã chuyển sang Unicode; chữ hoa có dấu có thể thành chữ thường, hãy kiểm tra lại."
    ),
    gettext_noop("Tệp dùng bảng mã Windows-1258, đã chuyển sang Unicode; hãy kiểm tra lại dấu tiếng Việt."),
    gettext_noop("Một số ký tự trong tệp bị hỏng, đã thay bằng dấu �."),
    gettext_noop("Tên tệp có đuôi “%(suffix)s” nhưng nội dung là văn bản thuần (.txt); đã đọc theo nội dung."),
    gettext_noop("Tên tệp có đuôi “%(suffix)s” nhưng nội dung là %(kind)s; đã đọc theo nội dung."),
    gettext_noop("%(silent)s trong %(count)s trang không có lớp chữ (bản quét), không đọc được những trang đó."),
)


def in_words(sentence: str) -> str:
    """Return a sentence of the reader in the language that is active; one that is not known stays as it is."""
    if (get_language() or "vi").startswith("vi"):
        return sentence
    for pattern, template in _patterns():
        found = pattern.fullmatch(sentence)
        if found:
            return _(template) % found.groupdict()
    return sentence


def notices_in_words(notices: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Return the reader's notices with their sentences in the language that is active."""
    return [{**notice, "message": in_words(notice["message"])} for notice in notices]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+)", re.escape(text)), re.DOTALL), text) for text in SENTENCES
    )
