"""What can be wrong with a packet or on its way, each with a stable code and a sentence for the person.

The code is for programs (it never changes), the sentence is what the screen, the terminal and the slip beside a
packet in quarantine show.
"""
# ruff: noqa: N818  a name says what is wrong; ExchangeError is the base of all

from __future__ import annotations

from typing import ClassVar


class ExchangeError(Exception):
    """Something that stops one packet; `code` is stable, `message` is a clear Vietnamese sentence."""

    code: ClassVar[str] = "exchange_failed"
    default: ClassVar[str] = "Không trao đổi được gói tin."

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.default
        super().__init__(self.message)


class PacketError(ExchangeError):
    """A packet that cannot be read."""

    code = "bad_packet"
    default = "Không đọc được gói tin edXML."


class EmptyPacket(PacketError):
    """No bytes."""

    code = "empty_packet"
    default = "Gói tin rỗng, không có nội dung nào."


class PacketTooLarge(PacketError):
    """More bytes than the limit."""

    code = "packet_too_large"
    default = "Gói tin quá lớn."


class NotXml(PacketError):
    """Something that is no XML at all: a PDF, a zip, a page of a proxy."""

    code = "not_xml"
    default = "Tệp không phải là gói tin edXML (nội dung không phải XML)."


class TextBeforeDeclaration(PacketError):
    """Characters stand before `<?xml`."""

    code = "text_before_declaration"
    default = "Gói tin có ký tự đứng trước khai báo XML ở đầu tệp. Đề nghị bên gửi xuất lại gói tin."


class MismatchedTags(PacketError):
    """An element is closed by the tag of another, or by none."""

    code = "mismatched_tags"
    default = "Gói tin có thẻ XML mở và đóng không khớp nhau. Đề nghị bên gửi gửi lại."


class TruncatedPacket(PacketError):
    """The packet ends before its root does."""

    code = "truncated"
    default = "Gói tin bị cắt cụt, thiếu phần cuối. Đề nghị bên gửi gửi lại."


class UnboundPrefix(PacketError):
    """A prefix without a namespace."""

    code = "unbound_prefix"
    default = "Gói tin dùng tiền tố XML chưa khai báo không gian tên. Đề nghị bên gửi sửa lại."


class WrongEncoding(PacketError):
    """The bytes are not in the encoding declared, or nobody knows that encoding."""

    code = "wrong_encoding"
    default = "Gói tin sai bảng mã: nội dung không đúng với bảng mã đã khai báo (thường phải là UTF-8)."


class MalformedXml(PacketError):
    """Not well-formed in another way."""

    code = "malformed_xml"
    default = "Gói tin có XML hỏng. Đề nghị bên gửi gửi lại."


class ForbiddenDtd(PacketError):
    """A document type or an entity: edXML has neither, and both are used for attacks."""

    code = "forbidden_dtd"
    default = "Gói tin chứa khai báo DTD hoặc thực thể, đã từ chối mở vì an toàn."


class TooComplex(PacketError):
    """More elements, attributes or levels than a packet can need."""

    code = "too_complex"
    default = "Gói tin có cấu trúc lớn bất thường, đã từ chối mở để bảo vệ hệ thống."


class TooManyAttachments(PacketError):
    """More attachments than the limit."""

    code = "too_many_attachments"
    default = "Gói tin có quá nhiều tệp đính kèm."


class AttachmentsTooLarge(PacketError):
    """The attachments together inflate to more than the limit."""

    code = "attachments_too_large"
    default = "Các tệp đính kèm trong gói tin quá lớn."


class ZipBomb(PacketError):
    """A zipped attachment that would inflate beyond reason."""

    code = "zip_bomb"
    default = "Tệp đính kèm nén bất thường (nghi là bom nén), đã từ chối mở để bảo vệ hệ thống."


class BadAttachment(PacketError):
    """The payload is no base64."""

    code = "bad_attachment"
    default = "Tệp đính kèm bị hỏng, không giải mã được. Đề nghị bên gửi gửi lại."


class WrongNamespace(PacketError):
    """XML, but in no namespace of edXML."""

    code = "wrong_namespace"
    default = "Tệp XML không thuộc không gian tên của edXML (QCVN 102:2016/BTTTT)."


class NoHeader(PacketError):
    """An edXML without its envelope, header or message header."""

    code = "no_header"
    default = "Gói tin edXML thiếu phần đầu (MessageHeader)."


class NoSender(PacketError):
    """Nobody could be answered: no code of the sending body."""

    code = "no_sender"
    default = "Gói tin không ghi mã định danh của cơ quan gửi."


class UnknownStatus(PacketError):
    """A status message with a code that the regulation does not have."""

    code = "unknown_status"
    default = "Mã trạng thái không có trong quy chuẩn."


class NotAPacketFile(PacketError):
    """Something that lies among the packets and is none: another ending, a link."""

    code = "not_a_packet_file"
    default = "Đây không phải là tệp gói tin (.edxml); hãy chuyển đi nơi khác."


class AnotherBody(ExchangeError):
    """The packet is addressed to other bodies than this one."""

    code = "another_body"
    default = "Gói tin gửi cho cơ quan khác, không phải cơ quan này."


class UnknownDocument(ExchangeError):
    """A status, recall, update or replacement of a document that is not known here."""

    code = "unknown_document"
    default = "Gói tin nói về một văn bản không có ở hệ thống này."


class SameIdOtherContent(ExchangeError):
    """The document's id came before with other content, and what came then was not refused."""

    code = "same_id_other_content"
    default = "Đã nhận một văn bản khác nội dung mang cùng mã định danh. Hãy hỏi lại bên gửi trước khi nhận gói này."


class Unanswerable(ExchangeError):
    """No code of a sender, or no name of a document, with which a status message could be written."""

    code = "unanswerable"
    default = (
        "Gói tin không ghi đủ mã cơ quan gửi hoặc mã định danh của văn bản nên không thể trả lời. "
        "Hãy nhập văn bản bằng tay từ tệp đính kèm."
    )


class StatusRefused(ExchangeError):
    """The transition guard does not allow this status now, or from this side."""

    code = "status_refused"
    default = "Không được chuyển sang trạng thái này."


class CourseOver(StatusRefused):
    """The document was taken back, recalled or replaced."""

    code = "course_over"
    default = "Văn bản này đã được thu hồi hoặc thay thế; không còn trạng thái nào gửi tiếp."


class InvalidPacket(ExchangeError):
    """What is to be written lacks something or breaks a rule; nothing was written."""

    code = "invalid_packet"
    default = "Gói tin chưa đủ dữ liệu để ghi."


class SecretDocument(ExchangeError):
    """The document is marked secret: QCVN 102 excludes it, the law forbids to send it over a network."""

    code = "secret"
    default = (
        "Văn bản có độ mật không được gửi qua trục liên thông: theo Luật Bảo vệ bí mật nhà nước, "
        "hãy chuyển theo đường văn bản mật."
    )


class BadDocument(ExchangeError):
    """The file of a structured document cannot be used."""

    code = "bad_document"
    default = "Không đọc được tệp JSON của văn bản."


class TransportError(ExchangeError):
    """A packet could not be carried. `temporary` says whether trying again may help."""

    code = "transport_failed"
    default = "Không chuyển được gói tin."
    temporary: ClassVar[bool] = False


class Unreachable(TransportError):
    """The other side does not answer now; the packet stays in the queue."""

    code = "unreachable"
    default = "Chưa kết nối được tới bên nhận; gói tin được giữ lại để gửi lại sau."
    temporary = True


class Rejected(TransportError):
    """The other side answered that it will not take the packet."""

    code = "rejected"
    default = "Bên nhận từ chối gói tin."


class NameTaken(TransportError):
    """Another packet has this name already."""

    code = "name_taken"
    default = "Đã có một gói tin khác mang tên này; gói tin cũ được giữ nguyên."


class BadName(TransportError):
    """A name or code that cannot name a file safely."""

    code = "bad_name"
    default = "Tên gói tin hoặc mã cơ quan không dùng được làm tên tệp."


class OddAnswer(TransportError):
    """The other side's answer is not of the protocol: too large, another type, a redirect elsewhere."""

    code = "odd_answer"
    default = "Bên nhận trả lời không đúng giao thức."


class BadAddress(TransportError):
    """The address of the other side cannot be used."""

    code = "bad_address"
    default = "Địa chỉ của bên nhận không dùng được; cần dạng https://máy-chủ/đường-dẫn."
