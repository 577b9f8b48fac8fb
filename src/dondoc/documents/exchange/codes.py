"""Codes of the exchange: bodies and documents in both styles, days in all forms, types, priorities, steering, statuses.

Sources: QĐ 20/2020/QĐ-TTg (codes of bodies), QCVN 102:2016/BTTTT with its amendment 1:2022 as seen in packets,
NĐ 30/2020/NĐ-CP (types). What is inferred is told in docs/exchange.md.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from dondoc.documents.kinds import KINDS

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
# Wrong ones that old senders still use: read, never written.
OLD_NAMESPACES = frozenset({"http://www.go.vn/eDoc", "http://www.e-doc.vn/Schema"})
LOCAL = dt.timezone(dt.timedelta(hours=7))

LONGEST_CODE = 35
_GROUPS = re.compile(r"[A-Z0-9]+(?:\.[A-Z0-9]+)*")
_LEVEL_ONE = re.compile(r"[A-Y]\d\d")
_NOT_OF_THE_STATE = re.compile(r"Z[A-Z0-9]{2}")
_BUSINESS = re.compile(r"\d{10}(?:\.?\d{3})?")
_LEGACY_WIDTHS = (2, 2, 3)  # of levels 2, 3 and 4, read from the right
_DAY = re.compile(
    r"(?P<y>\d{4})[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})|(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>\d{4})"
)
_TIME = re.compile(
    r"[T\s]+(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPpSsCc][MmAaHh])?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
_UUID = re.compile(r"\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OrganCode:
    """The code of a body as it was received; `normal` is what to compare."""

    text: str

    @property
    def normal(self) -> str:
        """The code from left to right (QĐ 20/2020): the legacy `000.00.12.H33` is `H33.12`."""
        groups = [group for group in self.text.strip().upper().split(".") if group]
        kept = [group for group in groups if group.strip("0")]
        if len(kept) > 1 and _LEVEL_ONE.fullmatch(kept[-1]) and not _LEVEL_ONE.fullmatch(kept[0]):
            kept.reverse()
        return ".".join(kept)

    @property
    def is_legacy(self) -> bool:
        """Whether it was written from right to left, as before 15/9/2020."""
        return self.normal != self.text.strip().upper() and bool(_LEVEL_ONE.fullmatch(self.normal.split(".")[0]))

    @property
    def legacy(self) -> str:
        """The 13 characters of QCVN 102:2016, or "" where the code has no such form."""
        first, *below = self.normal.split(".")
        if not _LEVEL_ONE.fullmatch(first) or len(below) > len(_LEGACY_WIDTHS):
            return ""
        padded = [*below, *("" for _ in range(len(_LEGACY_WIDTHS) - len(below)))]
        if any(len(group) > width for group, width in zip(padded, _LEGACY_WIDTHS, strict=True)):
            return ""
        groups = [group.zfill(width) for group, width in zip(padded, _LEGACY_WIDTHS, strict=True)]
        return ".".join([*reversed(groups), first])

    @property
    def problem(self) -> str:
        """A Vietnamese sentence on what is wrong with the code, "" where a packet may carry it."""
        if not self.text.strip():
            return "Thiếu mã định danh của cơ quan."
        if len(self.text) > LONGEST_CODE:
            return f"Mã định danh “{self.text}” dài quá {LONGEST_CODE} ký tự."
        first = self.normal.split(".")[0]
        known = _LEVEL_ONE.fullmatch(first) or _NOT_OF_THE_STATE.fullmatch(first) or _BUSINESS.fullmatch(self.normal)
        if not _GROUPS.fullmatch(self.text) or not known:
            return f"Mã định danh “{self.text}” không đúng dạng; mã đúng có dạng H33.12.04 hoặc 000.04.12.H33."
        return ""


class IdStyle(StrEnum):
    """The two ways in which a document is named, and what is neither."""

    COMPOSED = "composed"
    UUID = "uuid"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DocumentId:
    """The id of a document as it was received; `key` is what to compare."""

    text: str

    @classmethod
    def compose(cls, organ: OrganCode, day: dt.date, notation: str) -> DocumentId:
        """Write "OrganId,yyyy/MM/dd,number/symbol"."""
        return cls(f"{organ.text},{write_day(day)},{notation}")

    @property
    def style(self) -> IdStyle:
        """Which of the two styles it has."""
        if _UUID.fullmatch(self.text.strip()):
            return IdStyle.UUID
        return IdStyle.COMPOSED if self.parts else IdStyle.OTHER

    @property
    def parts(self) -> tuple[OrganCode, dt.date, str] | None:
        """Body, day and number/symbol of a composed id, else None."""
        organ, _, rest = self.text.partition(",")
        day, _, notation = rest.partition(",")
        found = read_day(day)
        if not (organ.strip() and found and notation.strip()):
            return None
        return OrganCode(organ.strip()), found, notation.strip()

    @property
    def key(self) -> str:
        """One spelling for one document, whichever form its sender used for the body and the day."""
        if self.style is IdStyle.UUID:
            return self.text.strip().strip("{}").replace("-", "").lower()
        if found := self.parts:
            organ, day, notation = found
            return f"{organ.normal},{day.isoformat()},{notation_key(notation)}"
        return " ".join(self.text.split()).upper()


def notation_key(notation: str) -> str:
    """Return "13 /TB-VP", "013/tb-vp" and "13/TB-VP" as one: no spaces, no leading zeros, upper case, NFC."""
    plain = unicodedata.normalize("NFC", "".join(notation.split())).upper().replace("–", "-")
    return plain.lstrip("0") or plain


def read_day(text: str) -> dt.date | None:
    """Return the day written 2021/01/18, 2021-01-18 or 18/01/2021, with a time after it or not; None for no day."""
    found = _DAY.match(text.strip())
    if not found:
        return None
    year, month, day = (found[name] or found[name + "2"] for name in "ymd")
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_time(text: str) -> dt.datetime | None:
    """Return the moment, local time where no zone is written; a day alone is its midnight. None for no moment."""
    text = text.strip()
    day, found = read_day(text), _DAY.match(text)
    if not day or not found:
        return None
    rest = _TIME.match(text[found.end() :])
    if not rest:
        return dt.datetime.combine(day, dt.time(), LOCAL) if not text[found.end() :].strip() else None
    hour = int(rest["h"])
    half = (rest["half"] or "").upper()
    if half in {"PM", "CH"} and hour < 12:  # noqa: PLR2004 - noon
        hour += 12
    elif half in {"AM", "SA"} and hour == 12:  # noqa: PLR2004 - midnight
        hour = 0
    try:
        zone = dt.datetime.strptime(rest["zone"].replace(":", ""), "%z").tzinfo if rest["zone"] else LOCAL
        moment = dt.datetime.combine(day, dt.time(hour, int(rest["min"]), int(rest["s"] or 0)), zone)
        return moment.astimezone(LOCAL)
    except (ValueError, OverflowError):
        return None


def write_day(day: dt.date) -> str:
    """Return the day as packets carry it."""
    return f"{day.year:04}/{day.month:02}/{day.day:02}"


def write_time(moment: dt.datetime) -> str:
    """Return the moment as packets carry it: local, without a zone."""
    local = moment.astimezone(LOCAL)
    return f"{write_day(local)} {local.hour:02}:{local.minute:02}:{local.second:02}"


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type: its abbreviation in symbols (NĐ 30/2020) and its number in group B of the 2022 list (0: not known)."""

    name: str
    abbreviation: str
    number: int = 0


# 1–9 and 18–26 were read in descriptions of the amendment; 10–17 follow from NĐ 30's order, which fits both ends. The
# list has two types between that are none of the decree's (below), and its last numbers are not known.
_NUMBERS = (*range(1, 21), 22, 24, 25, 26, 0, 0, 0, 0, 0)
TYPES = tuple(DocumentType(kind.name, kind.abbreviation, number) for kind, number in zip(KINDS, _NUMBERS, strict=True))
# In the list of 2022 without being one of NĐ 30's 29 types.
MORE_TYPES = (DocumentType("Bản cam kết", "", 21), DocumentType("Giấy chứng nhận", "", 23))


def type_of(name: str) -> DocumentType | None:
    """Return the type called `name` ("THÔNG BÁO", "Nghị quyết (cá biệt)", "TB"), None for another."""
    wanted = _plain(name)
    for one in (*TYPES, *MORE_TYPES):
        if wanted == _plain(one.name) or (one.abbreviation and name.strip() == one.abbreviation):
            return one
    return None


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFC", name).casefold().replace("(cá biệt)", "")
    # Both places of the tone mark are in use: thoả/thỏa, uỷ/ủy.
    return " ".join(text.replace("oả", "ỏa").replace("uỷ", "ủy").split())


class Priority(IntEnum):
    """How urgent the document is."""

    NORMAL = 0
    URGENT = 1
    VERY_URGENT = 2
    IMMEDIATE = 3
    IMMEDIATE_BY_HOUR = 4


class Steering(IntEnum):
    """Whether the document gives tasks, or reports on tasks given."""

    NONE = 1
    STEERS = 2
    REPORTS = 3


class Kind(IntEnum):
    """What a packet does: brings a document, or says something about one brought earlier."""

    NEW = 0
    RECALL = 1
    UPDATE = 2
    REPLACE = 3


class Status(StrEnum):
    """Where a document stands at its receiver, and the talk about taking it back."""

    ARRIVED = "01"
    REFUSED = "02"
    ACCEPTED = "03"
    ASSIGNED = "04"
    PROCESSING = "05"
    COMPLETED = "06"
    TAKE_BACK = "13"
    AGREED = "15"
    DECLINED = "16"


PRIORITY_NAMES = {
    Priority.NORMAL: "Thường", Priority.URGENT: "Khẩn", Priority.VERY_URGENT: "Thượng khẩn",
    Priority.IMMEDIATE: "Hỏa tốc", Priority.IMMEDIATE_BY_HOUR: "Hỏa tốc hẹn giờ",
}  # fmt: skip
STEERING_NAMES = {
    Steering.NONE: "Không phải văn bản chỉ đạo", Steering.STEERS: "Văn bản chỉ đạo",
    Steering.REPORTS: "Báo cáo thực hiện văn bản chỉ đạo",
}  # fmt: skip
KIND_NAMES = {
    Kind.NEW: "Văn bản mới", Kind.RECALL: "Thu hồi văn bản", Kind.UPDATE: "Cập nhật văn bản",
    Kind.REPLACE: "Thay thế văn bản",
}  # fmt: skip
STATUS_NAMES = {
    Status.ARRIVED: "Đã đến", Status.REFUSED: "Từ chối tiếp nhận", Status.ACCEPTED: "Đã tiếp nhận",
    Status.ASSIGNED: "Đã phân công", Status.PROCESSING: "Đang xử lý", Status.COMPLETED: "Đã hoàn thành",
    Status.TAKE_BACK: "Yêu cầu lấy lại", Status.AGREED: "Đồng ý cập nhật, lấy lại",
    Status.DECLINED: "Từ chối cập nhật, lấy lại",
}  # fmt: skip


def status_of(code: str) -> Status | None:
    """Return the status with this code, also written with one digit; None for another."""
    try:
        return Status(code.strip().zfill(2))
    except ValueError:
        return None
