"""What signing says of what cannot be signed, in the person's language.

Signing knows no framework and speaks Vietnamese. Where its sentences reach screens and the API they are found again
among those it has, and said anew with their facts: as `reader_words` does for the reader.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dondoc.foundation.sentences import is_spoken_here, said

SENTENCES = (
    gettext_noop("Không ký được văn bản."),
    gettext_noop("Tệp rỗng: không có gì để ký hoặc kiểm tra."),
    gettext_noop("Tệp không phải là PDF. Chữ ký số chỉ đặt được trên tệp PDF."),
    gettext_noop("Tệp PDF bị hỏng, không đọc được cấu trúc. Hãy xin lại bản gốc."),
    gettext_noop("Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu rồi làm lại."),
    gettext_noop("Tệp quá lớn."),
    gettext_noop("Tệp lớn hơn mức cho phép %(limit)s MB."),
    gettext_noop("Chữ ký trước đó đã khoá văn bản, không cho ký thêm."),
    gettext_noop("Tệp khoá không phải là PKCS#12 (.p12, .pfx) hoặc đã hỏng."),
    gettext_noop("Tệp khoá dùng cách mã hoá cũ không còn được hỗ trợ. Hãy xuất lại tệp khoá."),
    gettext_noop("Tệp khoá không có khoá bí mật."),
    gettext_noop("Tệp khoá không có chứng thư số."),
    gettext_noop("Mật khẩu của tệp khoá không đúng."),
    gettext_noop("Chứng thư số này không dùng để ký được."),
    gettext_noop("Loại khoá này chưa được hỗ trợ; hãy dùng khoá RSA hoặc ECC."),
    gettext_noop("Chứng thư số của “%(who)s” đã hết hạn ngày %(day)s."),
    gettext_noop("Chứng thư số của “%(who)s” chỉ có hiệu lực từ ngày %(day)s."),
    gettext_noop("Chứng thư số của “%(who)s” là của tổ chức chứng thực, không dùng để ký văn bản."),
    gettext_noop("Chứng thư số của “%(who)s” không được cấp để ký số (thiếu mục đích chữ ký số)."),
    gettext_noop("Chứng thư số của “%(who)s” dùng khoá quá yếu (%(weak)s)."),
    gettext_noop("Tệp chứng thư số không đọc được. Hãy dùng tệp PEM hoặc DER (.pem, .crt, .cer)."),
    gettext_noop("Khoá bí mật không khớp với chứng thư số."),
    gettext_noop("Không dùng được thiết bị ký (token)."),
    gettext_noop("Thiết bị ký từ chối ký. Hãy kiểm tra thiết bị còn cắm và còn hạn."),
    gettext_noop("Máy này chưa cài gói python-pkcs11 nên không dùng được thiết bị ký (token)."),
    gettext_noop("Mã PIN của thiết bị ký không đúng. Sai nhiều lần thiết bị sẽ bị khoá."),
    gettext_noop("Không mở được thiết bị ký “%(token)s”. Hãy kiểm tra thiết bị và thư viện PKCS#11."),
    gettext_noop("Thiết bị ký “%(token)s” không có khoá hoặc chứng thư số “%(key)s”."),
    gettext_noop("Thiết bị ký “%(token)s” không có chứng thư số “%(key)s”."),
    gettext_noop("Thiếu điều kiện để ký ở mức này."),
    gettext_noop("Mức ký %(level)s cần thêm: %(parts)s."),
    gettext_noop("Không lấy được dấu thời gian từ dịch vụ TSA."),
    gettext_noop("Không lấy được dấu thời gian. %(sentence)s"),
    gettext_noop("Dịch vụ TSA trả lời không đúng chuẩn RFC 3161."),
    gettext_noop("Dịch vụ TSA từ chối cấp dấu thời gian."),
    gettext_noop("Dịch vụ TSA trả lời không khớp với yêu cầu."),
    gettext_noop("Chữ ký cùng dấu thời gian dài hơn chỗ đã dành trong tệp."),
    gettext_noop("Không lấy được thông tin thu hồi chứng thư số (OCSP, CRL)."),
    gettext_noop("Chứng thư số (hoặc chứng thư số cấp trên) đã bị thu hồi, không dùng để ký được."),
    gettext_noop("Chứng thư số của người ký hoặc của dịch vụ TSA không dẫn tới chứng thư số gốc nào được tin cậy."),
    gettext_noop("Không kết nối được dịch vụ trên mạng."),
    gettext_noop("Địa chỉ dịch vụ “%(url)s” không phải là http hoặc https."),
    gettext_noop("Không kết nối được dịch vụ %(host)s. Hãy thử lại sau."),
    gettext_noop("Dịch vụ %(host)s trả lời quá dài, đã bỏ."),
    gettext_noop("Dịch vụ %(host)s trả lời mã lỗi %(status)s."),
    gettext_noop("Ảnh chữ ký hoặc con dấu phải là PNG có nền trong suốt."),
    gettext_noop("Ảnh lớn hơn %(limit)s MB. Hãy dùng ảnh nhỏ hơn."),
    gettext_noop("Ảnh PNG bị hỏng hoặc thiếu dữ liệu."),
    gettext_noop("Ảnh %(width)s × %(height)s điểm là quá lớn. Hãy dùng ảnh nhỏ hơn, mỗi chiều tối đa 2400 điểm."),
    gettext_noop("Dữ liệu trong ảnh lớn hơn kích thước ảnh khai báo (nghi là bom nén), đã từ chối."),
    gettext_noop("Không vẽ được ảnh chữ ký. Hãy lưu lại ảnh dưới dạng PNG khác."),
    gettext_noop("Cần ảnh %(part)s (PNG nền trong suốt)."),
    gettext_noop("Chữ ký trên phụ lục không có hình ảnh, chỉ hiện số, ký hiệu văn bản và thời gian ký."),
    gettext_noop("Không xác định được vị trí đặt chữ ký."),
    gettext_noop("Cần họ tên người ký như in trên văn bản, hoặc vị trí đặt chữ ký."),
    gettext_noop("Không tìm thấy họ tên “%(name)s” ở phần chữ ký của văn bản. Hãy nêu vị trí đặt chữ ký."),
    gettext_noop("Chưa có chữ ký của người ký để đóng dấu. Hãy nêu họ tên người ký hoặc vị trí đặt dấu."),
    gettext_noop("Văn bản chỉ có %(count)s trang, không có trang %(page)s."),
    gettext_noop("Vị trí chữ ký nằm ngoài trang %(page)s (khổ %(width)s × %(height)s mm)."),
    gettext_noop("Cần dòng chữ hiện cùng thời gian ký: số, ký hiệu văn bản (phụ lục) hoặc hình thức sao (bản sao)."),
    gettext_noop("Chữ ký góc trang có nhiều nhất %(lines)s dòng, mỗi dòng không quá %(letters)s ký tự."),
    gettext_noop(
        "Khoảng trống giữa chức vụ và họ tên chỉ còn %(room)s mm, không đủ đặt chữ ký (cần ít nhất %(least)s mm)."
    ),
    gettext_noop("Phiên ký ngoài không hợp lệ."),
    gettext_noop("Tệp nộp lại không phải là tệp của phiên ký này."),
    gettext_noop("Chữ ký nhận về không khớp với văn bản hoặc với chứng thư số đã nêu."),
    gettext_noop("Gói chữ ký (CMS) nhận về không khớp với văn bản hoặc với chứng thư số đã nêu."),
    gettext_noop("Mã phiên ký không đúng."),
    gettext_noop("Phiên ký ngoài đã hết hạn. Hãy tạo phiên ký mới."),
)
# What a sentence may name: what a level lacks, whose picture.
PARTS = (
    gettext_noop("địa chỉ dịch vụ dấu thời gian (TSA)"),
    gettext_noop("chứng thư số gốc được tin cậy"),
    gettext_noop("quyền kết nối tới dịch vụ TSA, OCSP, CRL"),
    gettext_noop("chữ ký của người ký"),
    gettext_noop("dấu của cơ quan"),
)


def in_words(sentence: str) -> str:
    """Return a sentence of signing in the language that is active; one that is not known stays as it is."""
    return sentence if is_spoken_here() else said(sentence, SENTENCES, fact=_fact) or sentence


def _fact(name: str, value: str) -> str:
    if name == "sentence":
        return in_words(value)
    if name in ("part", "parts"):
        return "; ".join(_(part) if part in PARTS else part for part in value.split("; "))
    return value
