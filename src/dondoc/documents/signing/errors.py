"""What can go wrong when a PDF is signed or its signatures are read, each with a stable code and a sentence.

The code is for programs (it never changes), the sentence is what the screen or the terminal shows.
"""
# ruff: noqa: N818  a name says what is wrong; SigningError is the base of all

from __future__ import annotations

from typing import ClassVar


class SigningError(Exception):
    """Signing or verifying cannot go on; `code` is stable, `message` is a clear Vietnamese sentence."""

    code: ClassVar[str] = "not_signed"
    default: ClassVar[str] = "Không ký được văn bản."

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.default
        super().__init__(self.message)


class EmptyFile(SigningError):
    """No bytes at all."""

    code = "empty"
    default = "Tệp rỗng: không có gì để ký hoặc kiểm tra."


class NotAPdf(SigningError):
    """The content is no PDF, whatever the file is called."""

    code = "not_a_pdf"
    default = "Tệp không phải là PDF. Chữ ký số chỉ đặt được trên tệp PDF."


class DamagedPdf(SigningError):
    """The structure of the PDF is broken."""

    code = "damaged"
    default = "Tệp PDF bị hỏng, không đọc được cấu trúc. Hãy xin lại bản gốc."


class EncryptedPdf(SigningError):
    """A password is needed to read or change the PDF."""

    code = "encrypted"
    default = "Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu rồi làm lại."


class TooLarge(SigningError):
    """The file is above the limit of the caller."""

    code = "too_large"
    default = "Tệp quá lớn."


class SigningForbidden(SigningError):
    """The author of the PDF allows no more signatures on it."""

    code = "forbidden"
    default = "Chữ ký trước đó đã khoá văn bản, không cho ký thêm."


class BadKeyFile(SigningError):
    """A PKCS#12 file that is none, or holds no key with its certificate."""

    code = "bad_key_file"
    default = "Tệp khoá không phải là PKCS#12 (.p12, .pfx) hoặc đã hỏng."


class WrongPassphrase(SigningError):
    """The passphrase does not open the PKCS#12 file."""

    code = "wrong_passphrase"
    default = "Mật khẩu của tệp khoá không đúng."


class BadCertificate(SigningError):
    """A certificate that may not sign: expired, not yet valid, not meant for it, or of a weak key."""

    code = "bad_certificate"
    default = "Chứng thư số này không dùng để ký được."


class KeyMismatch(SigningError):
    """The private key and the certificate do not belong together."""

    code = "key_mismatch"
    default = "Khoá bí mật không khớp với chứng thư số."


class TokenProblem(SigningError):
    """A PKCS#11 token that cannot be used: no library, no such token, wrong PIN, no such key."""

    code = "token"
    default = "Không dùng được thiết bị ký (token)."


class LevelNeeds(SigningError):
    """The level asked for needs something that is not there."""

    code = "level_needs"
    default = "Thiếu điều kiện để ký ở mức này."


class TimestampProblem(SigningError):
    """The time stamping service did not answer, or not with a time stamp."""

    code = "timestamp"
    default = "Không lấy được dấu thời gian từ dịch vụ TSA."


class RevocationProblem(SigningError):
    """What says whether certificates are revoked cannot be had, or says that one is."""

    code = "revocation"
    default = "Không lấy được thông tin thu hồi chứng thư số (OCSP, CRL)."


class FetchProblem(SigningError):
    """A request to a service on the network failed or was refused."""

    code = "fetch"
    default = "Không kết nối được dịch vụ trên mạng."


class BadImage(SigningError):
    """A picture of a signature or seal that may not be put on a page."""

    code = "bad_image"
    default = "Ảnh chữ ký hoặc con dấu phải là PNG có nền trong suốt."


class BadPlace(SigningError):
    """A place that is on no page, or cannot be found."""

    code = "bad_place"
    default = "Không xác định được vị trí đặt chữ ký."


class BadJob(SigningError):
    """The answer to an external job is not the one to what was asked: tampered token, other document, wrong signature."""

    code = "bad_job"
    default = "Phiên ký ngoài không hợp lệ."


class JobExpired(SigningError):
    """An external job was answered too late."""

    code = "job_expired"
    default = "Phiên ký ngoài đã hết hạn. Hãy tạo phiên ký mới."
