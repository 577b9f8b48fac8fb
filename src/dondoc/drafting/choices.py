"""Codes of drafts of documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a draft is on its way out (NĐ 30/2020/NĐ-CP, Điều 10–18)."""

    DRAFTING = "drafting", _("Đang soạn")
    SUBMITTED = "submitted", _("Đã trình")
    RETURNED = "returned", _("Trả lại")
    APPROVED = "approved", _("Đã duyệt")
    NUMBERED = "numbered", _("Đã cấp số")
    SIGNED = "signed", _("Đã ký")
    ISSUED = "issued", _("Đã phát hành")
    RECALLED = "recalled", _("Đã thu hồi")
    DISCARDED = "discarded", _("Đã bỏ")


class Source(models.TextChoices):
    """What a draft was begun from."""

    BLANK = "blank", _("Mẫu trống theo loại văn bản")
    DOCUMENT = "document", _("Văn bản khác")
    CONCLUSIONS = "conclusions", _("Kết luận cuộc họp")
    URGING = "urging", _("Danh mục việc được đôn đốc")


class Relation(models.TextChoices):
    """What a draft does to the document it was begun from (NĐ 30/2020/NĐ-CP, Điều 18)."""

    NONE = "none", _("Không liên quan")
    ANSWERS = "answers", _("Trả lời")
    CORRECTS = "corrects", _("Đính chính")
    AMENDS = "amends", _("Sửa đổi, bổ sung")
    REPLACES = "replaces", _("Thay thế")


class Form(models.TextChoices):
    """By what right somebody signs (NĐ 30/2020/NĐ-CP, Điều 13); the label is what is printed before the words."""

    HEAD = "head", _("Người đứng đầu ký")
    TM = "tm", _("TM. (thay mặt tập thể)")
    KT = "kt", _("KT. (ký thay người đứng đầu)")
    TL = "tl", _("TL. (thừa lệnh)")
    TUQ = "tuq", _("TUQ. (thừa ủy quyền)")
    Q = "q", _("Q. (quyền)")


class SignedHow(models.TextChoices):
    """How a document came to be signed."""

    PAPER = "paper", _("Ký trên giấy")
    KEY_FILE = "key_file", _("Ký số bằng tệp khoá")
    EXTERNAL = "external", _("Ký số tại dịch vụ ký")
    UPLOADED = "uploaded", _("Tải lên tệp đã ký số")
