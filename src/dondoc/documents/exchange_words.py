"""What the exchange says, in the person's language.

`documents.exchange` knows no framework and speaks Vietnamese, also in rows that were kept long ago. Here its sentences
are found again among those it has and said anew with their facts, as `reader_words` does for the reader.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dondoc.documents.exchange.codes import PRIORITY_NAMES, STATUS_NAMES, STEERING_NAMES, Priority, Status, Steering
from dondoc.documents.exchange.errors import ExchangeError, StatusRefused
from dondoc.foundation.errors import BadInput, Conflict, DomainError
from dondoc.foundation.sentences import is_spoken_here, said

# Words that stand in the sentences as facts, and names of codes.
WORDS = (
    gettext_noop("tên"),
    gettext_noop("cơ quan chủ quản"),
    gettext_noop("địa chỉ"),
    gettext_noop("thư điện tử"),
    gettext_noop("điện thoại"),
    gettext_noop("số"),
    gettext_noop("ký hiệu"),
    gettext_noop("nơi ban hành"),
    gettext_noop("loại văn bản"),
    gettext_noop("trích yếu"),
    gettext_noop("nội dung"),
    gettext_noop("thẩm quyền ký"),
    gettext_noop("chức vụ"),
    gettext_noop("bộ phận"),
    gettext_noop("di động"),
    gettext_noop("lý do"),
    gettext_noop("mô tả"),
    gettext_noop("nơi nhận"),
    gettext_noop("mã"),
    gettext_noop("số ký hiệu"),
    gettext_noop("Cơ quan gửi"),
    gettext_noop("Cơ quan nhận"),
    gettext_noop("Dấu vết gửi"),
    gettext_noop("Số trang"),
    gettext_noop("Số bản"),
    gettext_noop("Văn bản"),
    gettext_noop("Văn bản được thu hồi, cập nhật, thay thế"),
    gettext_noop("Văn bản của trạng thái"),
    gettext_noop("Văn bản được trả lời"),
    gettext_noop("Văn bản bị thay thế"),
    gettext_noop("không ghi nơi nhận"),
    gettext_noop("bên nhận"),
    gettext_noop("bên gửi"),
    gettext_noop("Đã đến"),
    gettext_noop("Từ chối tiếp nhận"),
    gettext_noop("Đã tiếp nhận"),
    gettext_noop("Đã phân công"),
    gettext_noop("Đang xử lý"),
    gettext_noop("Đã hoàn thành"),
    gettext_noop("Yêu cầu lấy lại"),
    gettext_noop("Đồng ý cập nhật, lấy lại"),
    gettext_noop("Từ chối cập nhật, lấy lại"),
    gettext_noop("Thường"),
    gettext_noop("Khẩn"),
    gettext_noop("Thượng khẩn"),
    gettext_noop("Hỏa tốc"),
    gettext_noop("Hỏa tốc hẹn giờ"),
    gettext_noop("Không phải văn bản chỉ đạo"),
    gettext_noop("Văn bản chỉ đạo"),
    gettext_noop("Báo cáo thực hiện văn bản chỉ đạo"),
)
SENTENCES = (
    gettext_noop("Gói tin có %(count)s tệp đính kèm, giới hạn là %(most)s."),
    gettext_noop("Gói tin có kê tệp “%(name)s” nhưng không kèm."),
    gettext_noop("Báo cáo thực hiện (loại chỉ đạo 3) phải nêu văn bản chỉ đạo được trả lời."),
    gettext_noop("Gói tin thiếu dấu vết gửi (thời điểm gửi)."),
    gettext_noop("Gói tin chưa có cơ quan nhận."),
    gettext_noop("Cơ quan nhận %(code)s bị ghi hai lần."),
    gettext_noop("Số văn bản “%(number)s” không đúng dạng; cần chữ số, ví dụ 13."),
    gettext_noop("Ký hiệu văn bản “%(symbol)s” không đúng dạng; cần ví dụ TB-VP, không có dấu cách, dấu phẩy."),
    gettext_noop("Văn bản thiếu ngày ban hành."),
    gettext_noop("Loại văn bản “%(kind)s” không có trong danh mục loại văn bản hành chính."),
    gettext_noop("Tên người ký dài quá %(most)s ký tự."),
    gettext_noop("Nơi nhận dài quá %(most)s ký tự."),
    gettext_noop("Mã định danh văn bản “%(id)s” không khớp cơ quan gửi, ngày và số ký hiệu của văn bản."),
    gettext_noop("%(what)s: mã định danh “%(id)s” không đúng dạng “mã cơ quan,năm/tháng/ngày,số/ký hiệu” hoặc UUID."),
    gettext_noop("Thu hồi, cập nhật, thay thế phải nêu lý do."),
    gettext_noop("Gói thay thế phải nêu văn bản bị thay thế."),
    gettext_noop("Chỉ gói thay thế mới nêu văn bản bị thay thế."),
    gettext_noop("Chỉ gói cập nhật mới thêm, bớt nơi nhận."),
    gettext_noop("Các tệp đính kèm lớn quá %(size)s MB."),
    gettext_noop("Hai tệp đính kèm trùng mã ContentId."),
    gettext_noop("Gói trạng thái thiếu thời điểm."),
    gettext_noop("Trạng thái %(code)s phải kèm lý do."),
    gettext_noop("Trường %(field)s có ký tự điều khiển (U+%(code)s), không ghi được."),
    gettext_noop("Trường %(field)s dài %(length)s ký tự, quá %(most)s."),
    gettext_noop("Trường %(field)s phải nằm trên một dòng."),
    gettext_noop("Dấu vết gửi thiếu thời điểm."),
    gettext_noop("Thời hạn %(due)s trước ngày ban hành %(issued)s."),
    gettext_noop("Văn bản thiếu %(what)s."),
    gettext_noop("%(what)s phải từ 0 đến %(most)s."),
    gettext_noop("%(what)s cần mã định danh, hoặc số ký hiệu và ngày."),
    gettext_noop("Văn bản mới không có danh sách thêm, bớt nơi nhận hay văn bản bị thay thế."),
    gettext_noop("Tên tệp đính kèm “%(name)s” không dùng được."),
    gettext_noop("Tệp đính kèm “%(name)s” rỗng."),
    gettext_noop("%(what)s thiếu tên."),
    gettext_noop("Thiếu mã định danh của cơ quan."),
    gettext_noop("Mã định danh “%(code)s” dài quá %(most)s ký tự."),
    gettext_noop("Mã định danh “%(code)s” không đúng dạng; mã đúng có dạng H33.12.04 hoặc 000.04.12.H33."),
    gettext_noop("Không trao đổi được gói tin."),
    gettext_noop("Không đọc được gói tin edXML."),
    gettext_noop("Gói tin rỗng, không có nội dung nào."),
    gettext_noop("Gói tin quá lớn."),
    gettext_noop("Tệp không phải là gói tin edXML (nội dung không phải XML)."),
    gettext_noop("Gói tin có ký tự đứng trước khai báo XML ở đầu tệp. Đề nghị bên gửi xuất lại gói tin."),
    gettext_noop("Gói tin có thẻ XML mở và đóng không khớp nhau. Đề nghị bên gửi gửi lại."),
    gettext_noop("Gói tin có thẻ XML mở và đóng không khớp nhau (dòng %(line)s). Đề nghị bên gửi gửi lại."),
    gettext_noop("Gói tin bị cắt cụt, thiếu phần cuối. Đề nghị bên gửi gửi lại."),
    gettext_noop("Gói tin dùng tiền tố XML chưa khai báo không gian tên. Đề nghị bên gửi sửa lại."),
    gettext_noop("Gói tin dùng tiền tố XML “%(prefix)s” chưa khai báo không gian tên. Đề nghị bên gửi sửa lại."),
    gettext_noop("Gói tin sai bảng mã: nội dung không đúng với bảng mã đã khai báo (thường phải là UTF-8)."),
    gettext_noop("Gói tin có XML hỏng. Đề nghị bên gửi gửi lại."),
    gettext_noop("Gói tin có XML hỏng (dòng %(line)s). Đề nghị bên gửi gửi lại."),
    gettext_noop("Gói tin chứa khai báo DTD hoặc thực thể, đã từ chối mở vì an toàn."),
    gettext_noop("Gói tin có cấu trúc lớn bất thường, đã từ chối mở để bảo vệ hệ thống."),
    gettext_noop("Gói tin có quá nhiều tệp đính kèm."),
    gettext_noop("Các tệp đính kèm trong gói tin quá lớn."),
    gettext_noop("Các tệp đính kèm trong gói tin lớn quá %(size)s MB, đã từ chối mở để bảo vệ hệ thống."),
    gettext_noop("Tệp đính kèm nén bất thường (nghi là bom nén), đã từ chối mở để bảo vệ hệ thống."),
    gettext_noop("Tệp đính kèm “%(name)s” nén bất thường (nghi là bom nén), đã từ chối mở."),
    gettext_noop("Tệp đính kèm bị hỏng, không giải mã được. Đề nghị bên gửi gửi lại."),
    gettext_noop("Tệp đính kèm “%(name)s” bị hỏng, không giải mã được base64. Đề nghị bên gửi gửi lại."),
    gettext_noop("Tệp XML không thuộc không gian tên của edXML (QCVN 102:2016/BTTTT)."),
    gettext_noop("Gói tin edXML thiếu phần đầu (MessageHeader)."),
    gettext_noop("Gói tin không ghi mã định danh của cơ quan gửi."),
    gettext_noop("Mã trạng thái không có trong quy chuẩn."),
    gettext_noop("Mã trạng thái “%(code)s” không có trong quy chuẩn."),
    gettext_noop("Đây không phải là tệp gói tin (.edxml); hãy chuyển đi nơi khác."),
    gettext_noop("Gói tin gửi cho cơ quan khác, không phải cơ quan này."),
    gettext_noop("Gói tin gửi cho cơ quan khác (%(names)s), không phải cơ quan này."),
    gettext_noop("Gói tin nói về một văn bản không có ở hệ thống này."),
    gettext_noop("Không được chuyển sang trạng thái này."),
    gettext_noop(
        "Đã nhận một văn bản khác nội dung mang cùng mã định danh. Hãy hỏi lại bên gửi trước khi nhận gói này."
    ),
    gettext_noop(
        "Gói tin không ghi đủ mã cơ quan gửi hoặc mã định danh của văn bản nên không thể trả lời. Hãy nhập văn bản bằng tay từ tệp đính kèm."
    ),
    gettext_noop("Gói tin chưa đủ dữ liệu để ghi."),
    gettext_noop(
        "Văn bản có độ mật không được gửi qua trục liên thông: theo Luật Bảo vệ bí mật nhà nước, hãy chuyển theo đường văn bản mật."
    ),
    gettext_noop("Không chuyển được gói tin."),
    gettext_noop("Chưa kết nối được tới bên nhận; gói tin được giữ lại để gửi lại sau."),
    gettext_noop("Bên nhận từ chối gói tin."),
    gettext_noop("Bên nhận từ chối gói tin (mã %(code)s)."),
    gettext_noop("Bên nhận từ chối gói tin (mã %(code)s): %(words)s"),
    gettext_noop("Đã có một gói tin khác mang tên này; gói tin cũ được giữ nguyên."),
    gettext_noop("Tên gói tin hoặc mã cơ quan không dùng được làm tên tệp."),
    gettext_noop("Tên gói tin “%(name)s” không dùng được; chỉ dùng chữ không dấu, số, dấu chấm, gạch."),
    gettext_noop("Mã cơ quan “%(code)s” không dùng được làm tên thư mục."),
    gettext_noop("Bên nhận trả lời không đúng giao thức."),
    gettext_noop("Bên nhận chuyển hướng sang máy chủ khác; đã dừng vì an toàn."),
    gettext_noop("Bên nhận trả lời dài hơn đã báo; đã dừng vì an toàn."),
    gettext_noop("Bên nhận trả lời quá chậm; sẽ thử lại sau."),
    gettext_noop("Bên nhận đang bận (mã %(code)s); gói tin được giữ lại để gửi lại sau."),
    gettext_noop("Kết nối bị ngắt giữa chừng; sẽ thử lại sau."),
    gettext_noop("Nội dung gói tin không khớp mã kiểm tra SHA-256 đã báo."),
    gettext_noop("Địa chỉ của bên nhận không dùng được; cần dạng https://máy-chủ/đường-dẫn."),
    gettext_noop("Không gửi mã truy cập qua http không mã hoá; hãy dùng địa chỉ https."),
    gettext_noop("Không mở được thư mục trao đổi “%(name)s”; kiểm tra ổ mạng."),
    gettext_noop("Cơ quan %(code)s chưa có trong thư mục trao đổi."),
    gettext_noop("Không tạo được thư mục của cơ quan %(code)s trong thư mục trao đổi."),
    gettext_noop("Không ghi được vào thư mục của bên nhận; gói tin được giữ lại để gửi lại sau."),
    gettext_noop("Không đọc được thư mục nhận gói tin; sẽ thử lại sau."),
    gettext_noop("Không chuyển được gói tin vào thư mục cách ly."),
    gettext_noop("Gói tin lớn quá %(size)s MB."),
    gettext_noop("Gói tin %(size)s MB, giới hạn là %(most)s MB."),
    gettext_noop("Độ khẩn “%(urgency)s” không dùng được; cần KHẨN, THƯỢNG KHẨN hoặc HỎA TỐC."),
    gettext_noop("Có %(count)s tệp đính kèm, giới hạn là %(most)s."),
    gettext_noop("Không có tệp đính kèm “%(name)s”; đường dẫn phải là của một tệp trong thư mục chứa tệp JSON."),
    gettext_noop("Không mở được tệp đính kèm “%(name)s”."),
    gettext_noop("Gói tin dùng không gian tên cũ của edXML; đã đọc theo quy chuẩn hiện hành."),
    gettext_noop("Không đọc được ngày “%(day)s” (%(field)s)."),
    gettext_noop("Mã trạng thái 14 không có trong quy chuẩn; đã hiểu là 15 (đồng ý)."),
    gettext_noop("Gói trạng thái không ghi văn bản mà nó nói đến."),
    gettext_noop("Không đọc được thời điểm “%(moment)s” (Timestamp)."),
    gettext_noop("Gói tin không ghi mã định danh văn bản; đã ghép từ cơ quan, ngày và số ký hiệu."),
    gettext_noop("Gói tin thiếu thông tin %(what)s."),
    gettext_noop("Mức độ khẩn “%(code)s” không có trong quy chuẩn; đã hiểu là thường."),
    gettext_noop("Loại chỉ đạo “%(code)s” không có trong quy chuẩn."),
    gettext_noop("Loại nghiệp vụ “%(code)s” không có trong quy chuẩn; đã hiểu là văn bản mới."),
    gettext_noop("Không được chuyển sang %(to)s (%(name)s) khi chưa có trạng thái nào."),
    gettext_noop("Không được chuyển sang %(to)s (%(name)s) từ %(before)s (%(before_name)s)."),
    gettext_noop("Trạng thái %(code)s (%(name)s) do %(sender)s gửi, không phải %(other)s."),
    gettext_noop(
        "Trạng thái %(code)s chỉ gửi được khi bên gửi đã yêu cầu lấy lại (13) hoặc gửi gói thu hồi, cập nhật, thay thế."
    ),
    gettext_noop("Trạng thái %(code)s (%(name)s) phải kèm lý do."),
    gettext_noop("Văn bản này đã được thu hồi hoặc thay thế; không còn trạng thái nào gửi tiếp."),
)
_MORE = re.compile(r"(?P<first>.+) \(và (?P<count>[0-9]+) lỗi khác\)\.", re.DOTALL)
_ABOUT = re.compile(r"(?P<what>[^:]+): (?P<sentence>.+)", re.DOTALL)


def in_words(sentence: str) -> str:
    """Return a sentence of the exchange in the language that is active; one that is not known stays as it is."""
    if is_spoken_here():
        return sentence
    if more := _MORE.fullmatch(sentence):
        first = in_words(f"{more['first']}.")
        return _("%(first)s (và %(count)s lỗi khác)") % {"first": first, "count": more["count"]}
    found = said(sentence, SENTENCES, fact=lambda _name, value: _word(value))
    if found is not None:
        return found
    about = _ABOUT.fullmatch(sentence)
    if about and about["what"] in WORDS:
        return f"{_(about['what'])}: {in_words(about['sentence'])}"
    return _word(sentence)


def refusal(error: ExchangeError) -> DomainError:
    """Return what a command refuses with where the exchange does: the state's fault is 409, the content's 422."""
    kind = Conflict if isinstance(error, StatusRefused) else BadInput
    return kind(in_words(error.message), code=error.code)


def status_name(code: str) -> str:
    """Return the name of a status ("03"), in the language that is active."""
    return _(STATUS_NAMES[Status(code)])


def steering_name(code: int | None) -> str:
    """Return what a steering type says, "" for none."""
    return _(STEERING_NAMES[Steering(code)]) if code else ""


def priority_name(code: int) -> str:
    """Return how urgent a document is, "" where it is not."""
    return _(PRIORITY_NAMES[Priority(code)]) if code else ""


def _word(value: str) -> str:
    return _(value) if value in WORDS else value
