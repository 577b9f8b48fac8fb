"""Codes of meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    """What kind of meeting it is (QĐ 45/2018/QĐ-TTg, and the committee's own rules of work)."""

    REGULAR = "regular", _("Phiên họp thường kỳ")
    TOPIC = "topic", _("Họp chuyên đề")
    CONFERENCE = "conference", _("Hội nghị")
    BRIEFING = "briefing", _("Giao ban")
    RECEPTION = "reception", _("Tiếp công dân của lãnh đạo")


class MeetingForm(models.TextChoices):
    """Where its participants sit."""

    IN_ROOM = "in_room", _("Trực tiếp")
    ONLINE = "online", _("Trực tuyến")
    HYBRID = "hybrid", _("Trực tiếp kết hợp trực tuyến")


class State(models.TextChoices):
    """How far a meeting is. Whether its notice is issued is a fact of the notice's draft, not a state."""

    PLANNED = "planned", _("Dự kiến")
    CALLED = "called", _("Đã mời")
    RUNNING = "running", _("Đang họp")
    ENDED = "ended", _("Đã kết thúc")
    CANCELLED = "cancelled", _("Đã huỷ")


class Requirement(models.TextChoices):
    """Who of a category must come (the right composition of its members)."""

    IN_PERSON = "in_person", _("Người được mời phải trực tiếp dự")
    DEPUTY = "deputy", _("Được cử cấp phó khi chủ trì đồng ý")
    LEADER = "leader", _("Một lãnh đạo cơ quan")
    ANYONE = "anyone", _("Đại diện cơ quan")


class Answer(models.TextChoices):
    """What who is called said before the meeting."""

    NONE = "none", _("Chưa trả lời")
    COMES = "comes", _("Dự họp")
    ABSENT = "absent", _("Xin vắng")
    SUBSTITUTE = "substitute", _("Xin cử người dự thay")


class ReasonKind(models.TextChoices):
    """Why somebody is absent; each of them counts as a reason once it is reported."""

    MISSION = "mission", _("Đi công tác")
    MEETING = "meeting", _("Dự cuộc họp khác")
    LEAVE = "leave", _("Nghỉ phép")
    SICK = "sick", _("Ốm đau")
    OTHER = "other", _("Lý do khác")


class Consent(models.TextChoices):
    """What the chair says to an absence or a substitute."""

    NOT_ASKED = "not_asked", _("Chưa xin ý kiến")
    ASKED = "asked", _("Chờ chủ trì cho ý kiến")
    GRANTED = "granted", _("Chủ trì đồng ý")
    REFUSED = "refused", _("Chủ trì không đồng ý")


class SubstituteRank(models.TextChoices):
    """What the substitute is to who is called."""

    NONE = "none", _("–")
    DEPUTY = "deputy", _("Cấp phó")
    OTHER = "other", _("Không phải cấp phó")


class Presence(models.TextChoices):
    """What check-in found on the day."""

    UNKNOWN = "unknown", _("Chưa điểm danh")
    PRESENT = "present", _("Có mặt")
    ABSENT = "absent", _("Vắng mặt")


class Attendee(models.TextChoices):
    """Who came."""

    NOBODY = "nobody", _("Không có ai")
    INVITED = "invited", _("Đúng người được mời")
    SUBSTITUTE = "substitute", _("Người dự thay")


class Mode(models.TextChoices):
    """Where who came sat."""

    IN_ROOM = "in_room", _("Tại phòng họp")
    ONLINE = "online", _("Tại điểm cầu, trực tuyến")


class CheckIn(models.TextChoices):
    """How a presence was found."""

    NONE = "none", _("–")
    LIST = "list", _("Theo danh sách")
    QR = "qr", _("Mã QR tại cửa")
    VENUE = "venue", _("Điểm cầu báo")


class AttendanceCode(models.TextChoices):
    """What attendance comes to; computed, never stored."""

    NOT_YET = "not_yet", _("Chưa điểm danh")
    PRESENT = "present", _("Có mặt")
    ONLINE = "online", _("Dự trực tuyến tại điểm cầu")
    ABSENT_WITH_REASON = "absent_with_reason", _("Vắng có lý do")
    ABSENT_UNREPORTED = "absent_unreported", _("Vắng không báo cáo")
    SUBSTITUTE_CONSENTED = "substitute_consented", _("Cử người dự thay, chủ trì đồng ý")
    SUBSTITUTE_UNANSWERED = "substitute_unanswered", _("Cử cấp phó dự thay, đã xin trước, chủ trì chưa trả lời")
    SUBSTITUTE_UNCONSENTED = "substitute_unconsented", _("Cử người dự thay khi chủ trì chưa đồng ý")
    WRONG_COMPOSITION = "wrong_composition", _("Cử sai thành phần")
    DEPUTY_CHAIRS_VENUE = "deputy_chairs_venue", _("Cấp phó chủ trì điểm cầu")


class ItemState(models.TextChoices):
    """How far an item of the agenda is."""

    WAITING = "waiting", _("Chưa đến")
    RUNNING = "running", _("Đang diễn ra")
    DONE = "done", _("Đã xong")


class PaperKind(models.TextChoices):
    """What a paper of the agenda is."""

    REPORT = "report", _("Báo cáo, tờ trình")
    SUMMARY = "summary", _("Bản tóm tắt")
    OTHER = "other", _("Tài liệu khác")


class Stance(models.TextChoices):
    """What somebody thinks of a matter."""

    AGREE = "agree", _("Đồng ý")
    AGREE_WITH = "agree_with", _("Đồng ý, có ý kiến thêm")
    DISAGREE = "disagree", _("Không đồng ý")
    ABSTAIN = "abstain", _("Không có ý kiến")


class RemarkState(models.TextChoices):
    """How far a remark is: asked for, being made, made."""

    ASKED = "asked", _("Đăng ký phát biểu")
    SPEAKING = "speaking", _("Đang phát biểu")
    DONE = "done", _("Đã phát biểu")
    WITHDRAWN = "withdrawn", _("Thôi phát biểu")


class ConclusionKind(models.TextChoices):
    """What a line of the conclusions is, as the printed notice has it."""

    HEADING = "heading", _("Đề mục")
    CLAUSE = "clause", _("Điểm")
    PARAGRAPH = "paragraph", _("Đoạn")


class Part(models.TextChoices):
    """What of a meeting's live pages a change concerns."""

    MEETING = "meeting", _("Cuộc họp")
    AGENDA = "agenda", _("Chương trình")
    ATTENDANCE = "attendance", _("Điểm danh")
    REMARKS = "remarks", _("Phát biểu")
    DECISIONS = "decisions", _("Quyết nghị")
    CONCLUSIONS = "conclusions", _("Kết luận")


class Audience(models.TextChoices):
    """Who is told of a live change."""

    ALL = "all", _("Mọi người dự họp")
    OFFICE = "office", _("Thư ký, chủ trì")


class Verdict(models.TextChoices):
    """What the office says to a unit's answer on a breach of the meeting regime."""

    OPEN = "open", _("Chờ xem xét")
    ACCEPTED = "accepted", _("Chấp nhận giải trình")
    NOT_ACCEPTED = "not_accepted", _("Không chấp nhận")


class RoundState(models.TextChoices):
    """How far a round of opinion slips is."""

    DRAFT = "draft", _("Đang chuẩn bị")
    SENT = "sent", _("Đang lấy ý kiến")
    CLOSED = "closed", _("Đã kết thúc")
    CANCELLED = "cancelled", _("Đã huỷ")


class Silence(models.TextChoices):
    """What no answer by the deadline means (the committee's own rules; NĐ 191/2026/NĐ-CP: consent)."""

    AGREES = "agrees", _("Quá hạn không trả lời là đồng ý")
    ABSTAINS = "abstains", _("Quá hạn không trả lời là không có ý kiến")
    UNANSWERED = "unanswered", _("Chỉ đếm phiếu đã trả lời")
