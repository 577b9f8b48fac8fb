"""Codes of directives and assignments. Lifecycle is what people did; timeliness is what the day says of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssignmentRole(models.TextChoices):
    """What a unit is in a directive."""

    LEAD = "lead", _("Chủ trì")
    COORDINATE = "coordinate", _("Phối hợp")


class Lifecycle(models.TextChoices):
    """How far people have brought an assignment."""

    ASSIGNED = "assigned", _("Đã giao")
    ACKNOWLEDGED = "acknowledged", _("Đã tiếp nhận")
    IN_PROGRESS = "in_progress", _("Đang thực hiện")
    REPORTED = "reported", _("Đã báo cáo kết quả")
    RETURNED = "returned", _("Bị trả lại")
    ACCEPTED = "accepted", _("Đã xác nhận hoàn thành")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")


OPEN_LIFECYCLES = (
    Lifecycle.ASSIGNED,
    Lifecycle.ACKNOWLEDGED,
    Lifecycle.IN_PROGRESS,
    Lifecycle.REPORTED,
    Lifecycle.RETURNED,
)


class Timeliness(models.TextChoices):
    """What a day says of an assignment. `due_soon` is a part of in time."""

    DONE_ON_TIME = "done_on_time", _("Hoàn thành đúng hạn")
    DONE_LATE = "done_late", _("Hoàn thành trễ hạn")
    OPEN_IN_TIME = "open_in_time", _("Trong hạn")
    DUE_SOON = "due_soon", _("Sắp đến hạn")
    OVERDUE = "overdue", _("Quá hạn")
    UNDATED = "undated", _("Không thời hạn")


class Priority(models.TextChoices):
    """How pressing a directive is; the office sets it, the cue words of a sentence only propose it."""

    URGENT = "urgent", _("Hỏa tốc")
    HIGH = "high", _("Khẩn")
    NORMAL = "normal", _("Thường")
    LOW = "low", _("Lâu dài")


class Update(models.TextChoices):
    """Whether an open assignment was reported on within the days that its priority allows."""

    UPDATED = "updated", _("Có cập nhật")
    STALE = "stale", _("Không cập nhật")


class CauseSide(models.TextChoices):
    """Whose doing a delay was."""

    OBJECTIVE = "objective", _("Khách quan")
    SUBJECTIVE = "subjective", _("Chủ quan")
    BOTH = "both", _("Cả hai")


class CauseSource(models.TextChoices):
    """Who said why something is late."""

    UNIT = "unit", _("Đơn vị nêu")
    OFFICE = "office", _("Văn phòng kết luận")


class Need(models.TextChoices):
    """What a report of completion must bring."""

    NOTHING = "nothing", _("Không cần gì thêm")
    NOTE = "note", _("Kết quả thực hiện")
    EITHER = "either", _("Kết quả và tệp minh chứng hoặc số văn bản")
    FILE = "file", _("Kết quả và tệp minh chứng")
    DOCUMENT = "document", _("Kết quả và số văn bản báo cáo")
    BOTH = "both", _("Kết quả, tệp minh chứng và số văn bản")


class DeadlineKind(models.TextChoices):
    """The kinds of deadlines that notices write."""

    DATE = "date", _("Ngày cụ thể")
    PERIOD = "period", _("Theo kỳ (tháng, quý, năm)")
    RELATIVE = "relative", _("Tính từ một mốc")
    EVENT = "event", _("Theo sự kiện")
    RECURRING = "recurring", _("Định kỳ")
    STANDING = "standing", _("Thường xuyên")
    NONE = "none", _("Không ghi thời hạn")


class DraftState(models.TextChoices):
    """What became of a reading."""

    OPEN = "open", _("Đang rà soát")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    DISCARDED = "discarded", _("Đã bỏ")


class JudgedField(models.TextChoices):
    """What of a reading a person judges by confirming it."""

    DIRECTIVE = "directive", _("Là ý chỉ đạo")
    LEAD = "lead", _("Chủ trì")
    COORDINATE = "coordinate", _("Phối hợp")
    DEADLINE_KIND = "deadline_kind", _("Loại thời hạn")
    DUE_ON = "due_on", _("Ngày đến hạn")
    CLAUSE = "clause", _("Mục")


class Verdict(models.TextChoices):
    """How what the reader said compares with what a person confirmed."""

    RIGHT = "right", _("Đúng")
    WRONG = "wrong", _("Sai")
    MISSED = "missed", _("Bỏ sót")


class ItemOutcome(models.TextChoices):
    """What a person made of a directive that the reader found, or did not find."""

    KEPT = "kept", _("giữ")
    DROPPED = "dropped", _("bỏ")
    ADDED = "added", _("người rà soát thêm")
    SPLIT = "split", _("tách")
    MERGED = "merged", _("gộp")


class NameAnswer(models.TextChoices):
    """What an administrator said of a name that people entered by hand."""

    ACCEPTED = "accepted", _("Đã nhận vào danh mục")
    DISMISSED = "dismissed", _("Đã bỏ qua")
