"""What the reader says, in the person's language.

The reader knows no framework and speaks Vietnamese, also in readings that were kept long ago. Here, where its
sentences come in from outside, each is found again among those it has, and said anew with its facts.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_noop

from dondoc.foundation.sentences import is_spoken_here, said

SENTENCES = (
    gettext_noop("Không đọc được văn bản."),
    gettext_noop("Tệp rỗng: không có chữ nào để đọc."),
    gettext_noop("Tệp quá lớn."),
    gettext_noop("Chữ được nhận dạng từ bản quét (OCR), máy tự chấm độ chắc %(sure)s: hãy đối chiếu với bản gốc."),
    gettext_noop("Gói .odt thiếu phần nội dung (content.xml). Hãy xin lại bản gốc."),
    gettext_noop("Không chạy được LibreOffice trên máy này. Hãy lưu lại tệp dưới dạng .docx."),
    gettext_noop("Không nhận ra chữ nào trong bản quét. Hãy quét lại rõ hơn, hoặc dùng bản .docx."),
    gettext_noop("LibreOffice không mở được tệp .doc này (tệp hỏng). Hãy lưu lại dưới dạng .docx."),
    gettext_noop("Loại tệp không được hỗ trợ. Hãy dùng .docx, .doc, .odt, .rtf, .html, .pdf, .txt, .png, .jpg, .tiff."),
    gettext_noop("Lớp chữ của tệp PDF bị sai mã (phông không chuẩn); đã đọc lại từ hình ảnh trang."),
    gettext_noop(
        "Lớp chữ của tệp PDF bị sai mã nên kết quả không đáng tin. Hãy dùng bản .docx, hoặc cài Tesseract trên máy này (Debian: apt install tesseract-ocr tesseract-ocr-vie) để đọc từ hình ảnh."
    ),
    gettext_noop("Máy này chưa cài chương trình cần để đọc loại tệp này."),
    gettext_noop("Mới nhận dạng được %(done)s trong %(pages)s trang quét (hết thời gian cho phép)."),
    gettext_noop("Nội dung XML trong tệp %(kind)s bị hỏng. Hãy xin lại bản gốc."),
    gettext_noop("Trang %(page)s có ảnh quá lớn (%(width)s × %(height)s điểm). Hãy quét lại ở 300 dpi."),
    gettext_noop("Tệp .doc được đặt mật khẩu (mã hóa). Hãy bỏ mật khẩu rồi gửi lại."),
    gettext_noop("Tệp .odt được đặt mật khẩu (mã hóa). Hãy bỏ mật khẩu rồi gửi lại."),
    gettext_noop("Tệp HTML bị hỏng, không đọc được. Hãy xin lại bản gốc."),
    gettext_noop(
        "Tệp PDF là bản quét (scan), không có lớp chữ. Hãy dùng bản .docx hoặc PDF ký số có chữ, hoặc cài Tesseract trên máy này (Debian: apt install tesseract-ocr tesseract-ocr-vie) để nhận dạng chữ."
    ),
    gettext_noop("Tệp RTF bị hỏng (thiếu phần mở đầu). Hãy xin lại bản gốc."),
    gettext_noop("Tệp RTF lồng nhóm quá sâu, không giống một văn bản. Hãy xin lại bản gốc."),
    gettext_noop("Tệp nén bất thường (nghi là bom nén), đã từ chối mở để bảo vệ hệ thống."),
    gettext_noop("Tệp %(kind)s bị hỏng (không mở được gói nén). Hãy xin lại bản gốc."),
    gettext_noop("Tệp %(kind)s chứa khai báo DTD/thực thể ngoài, đã từ chối mở vì an toàn."),
    gettext_noop("Tệp chương trình không được hỗ trợ. Hãy dùng %(types)s."),
    gettext_noop("Tệp %(kind)s không được hỗ trợ. Hãy dùng %(types)s."),
    gettext_noop("Đây là bảng tính Excel, không phải văn bản. Hãy dùng %(types)s."),
    gettext_noop("Đây là bảng tính hoặc trình chiếu OpenDocument. Hãy dùng %(types)s."),
    gettext_noop("Đây là tệp Office đời cũ nhưng không phải văn bản Word. Hãy dùng .docx hoặc .pdf."),
    gettext_noop(
        "Đây là tệp Word đời cũ (.doc của bản 97–2003). Hãy lưu lại dưới dạng .docx, hoặc cài LibreOffice trên máy này (Debian: apt install libreoffice-writer-nogui) để đọc thẳng."
    ),
    gettext_noop("Đây là tệp trình chiếu, không phải văn bản. Hãy dùng %(types)s."),
    gettext_noop(
        "Đây là ảnh, chữ trong ảnh phải được nhận dạng. Hãy dùng bản .docx hoặc PDF ký số có chữ, hoặc cài Tesseract trên máy này (Debian: apt install tesseract-ocr tesseract-ocr-vie)."
    ),
    gettext_noop("Đọc tệp quá lâu nên đã dừng. Hãy chia nhỏ tệp, hoặc dùng bản .docx."),
    gettext_noop("Ảnh TIFF có quá nhiều trang, giới hạn là %(most)s. Hãy chia nhỏ."),
    gettext_noop("Ảnh bị hỏng (không đọc được kích thước). Hãy quét lại."),
    gettext_noop("Ảnh bị hỏng hoặc quá nhỏ, không có chữ để nhận dạng. Hãy quét lại."),
    gettext_noop("Ảnh quá lớn (%(width)s × %(height)s điểm), giới hạn là %(most)s triệu điểm. Hãy quét ở 300 dpi."),
    gettext_noop("Tệp quá lớn (%(size)s MB), giới hạn là %(limit)s MB."),
    gettext_noop("Tệp bị hỏng, không mở được. Hãy xin lại bản gốc."),
    gettext_noop("Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."),
    gettext_noop("Tệp PDF không có trang nào."),
    gettext_noop("Tệp PDF là bản quét (scan), không có lớp chữ. Hãy dùng bản .docx hoặc PDF ký số có chữ."),
    gettext_noop("Không nhận ra bảng mã của tệp văn bản. Hãy lưu lại dưới dạng Unicode (UTF-8)."),
    gettext_noop("Tệp Word được đặt mật khẩu (mã hóa). Hãy bỏ mật khẩu rồi gửi lại."),
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
    gettext_noop("Văn bản có hơn %(lines)s dòng: các dòng ngắn dưới %(letters)s ký tự không được xét tới."),
    gettext_noop("%(silent)s trong %(count)s trang không có lớp chữ (bản quét), không đọc được những trang đó."),
)


def in_words(sentence: str) -> str:
    """Return a sentence of the reader in the language that is active; one that is not known stays as it is."""
    return sentence if is_spoken_here() else said(sentence, SENTENCES) or sentence


def notices_in_words(notices: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Return the reader's notices with their sentences in the language that is active."""
    return [{**notice, "message": in_words(notice["message"])} for notice in notices]
