"""When a duty must be done: a small grammar of the expressions that official texts use.

`find` lists every expression of time that binds in a sentence; `choose` takes the one that governs.
Years that are not written are those of the next such day after the document's date; a day before the
document is no deadline; a day that the calendar lacks gives no date and a warning.
"""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from . import periods, recurrence
from .cues import Hints
from .dates import DAY, WEEKDAY, add_months, add_weekdays, day_of, first_day, number, without_year
from .model import DeadlineKind, Notice
from .normalise import lowered

WorkingDays = Callable[[dt.date, int], dt.date]


class Expression(NamedTuple):
    """A binding expression of time: offsets in the sentence, its kind, the day or the recurrence rule it means."""

    kind: DeadlineKind
    start: int
    end: int
    due_on: dt.date | None
    because: str
    impossible: bool = False
    rrule: str | None = None

    def moved(self, shift: int) -> Expression:
        """The same so many characters further on."""
        return Expression(
            self.kind, self.start + shift, self.end + shift, self.due_on, self.because, self.impossible, self.rrule
        )


# "hoàn thành", "xong", "thời hạn:" before an expression are printed with it.
_DONE = re.compile(
    r"(?:\b(?:phải\s+)?(?:hoàn thành|xong|kết thúc|thực hiện xong|hoàn tất|thời (?:gian|hạn)(?:\s+(?:thực hiện|hoàn thành|báo cáo|gửi))*\s*:)[ ,]+"
    r"(?:theo tiến độ\s+|việc này\s+)?)+$"
)
_DONE_HINTS = Hints(dict.fromkeys(("hoàn t", "xong", "kết thúc", "thời ")))
_REACH = 60
_BEFORE = (
    r"(?:trước(?:\s+khi\s+(?:kết thúc|hết))?|chậm nhất(?:\s+là)?(?:\s+(?:vào|đến hết|đến|trước|trong|hết))?|muộn nhất(?:\s+là)?(?:\s+(?:vào|đến hết|đến|trước|trong|hết))?"
    r"|không\s+(?:quá|muộn hơn|chậm hơn|trễ hơn)|đến\s+hết|đến\s+trước|hết|ngay\s+trong|trong|vào|đến|từ nay đến(?:\s+hết)?"
    r"|hạn (?:cuối cùng|cuối|chót)(?:\s+là)?|xong)"
)
_CLOCK = (
    r"(?:(?:lúc\s+)?\d{1,2}\s*(?:h|giờ|g)\s*(?:\d{2})?\s*(?:phút|')?\s*,?\s*)?"
    rf"(?:(?:(?:đầu|cuối)\s+giờ\s+)?(?:buổi\s+)?(?:sáng|trưa|chiều|tối|đêm)\s*,?\s*)?(?:(?:ngày\s+)?{WEEKDAY}\s*,?\s*\(?)?"
)
_DATE = re.compile(
    rf"\b(?P<how>{_BEFORE})\s+{_CLOCK}(?P<day>(?:ngày\s+[a-zđ]\w+(?:\s+(?:-\s+)?\w+){{0,6}}?\s+)?\(?{DAY})"
)
# A day of a month, or of a week, that is named from the day of writing; and today and tomorrow.
_NEAR_DAY = re.compile(
    rf"\b{_BEFORE}\s+(?:\d{{1,2}}\s*(?:h|giờ|g)\s*(?:\d{{2}})?\s*)?(?:(?:buổi\s+)?(?:sáng|chiều|trưa|tối|đêm)\s+)?"
    rf"(?:ngày\s+(?P<d>\d{{1,2}})\s+(?:của\s+)?tháng\s+(?P<tháng>này|tới|sau)|(?:ngày\s+)?(?P<weekday>{WEEKDAY})\s+tuần\s+(?P<tuần>này|tới|sau)"
    r"|(?:ngày\s+)?(?P<near>hôm nay|mai|(?:sáng|trưa|chiều|tối|đêm) (?:nay|mai)))\b"
    r"(?:\s*\((?:tức\s+)?(?:ngày\s+)?(?P<pd>\d{1,2})[/.-](?P<pm>\d{1,2})(?:[/.-](?P<py>\d{4}))?\))?"
)
_DATE_LABEL = re.compile(
    rf"(?:hoàn thành|thời hạn|thời gian|hạn|xong)[\w ]{{0,24}}?[:\s]\s*(?<!tháng )(?P<day>ngày\s+{DAY}|{DAY.replace('(?P<d>', '(?P<d2>').replace('(?P<m>', '(?P<m2>').replace('(?P<y>', '(?P<y2>')})"
)

_PERIOD = re.compile(rf"\b(?P<how>{_BEFORE}|đầu|giữa|cuối|vào (?:đầu|giữa|cuối))\s+{periods.PERIOD}")
_A_DAY = re.compile(r"\d\s*(?:[/.-]|tháng)\s*\d")
_A_COUNT = re.compile(
    r"(?:\d|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|lăm))\s*(?:\([^()]{1,24}\)\s*)?(?:ngày|tuần|tháng|năm|giờ|tiếng|phút)\b"
)
# Tests before that test, for it takes long too.
_OF_UNITS = r"\s*(?:\(|ngày|tuần|tháng|năm|giờ|tiếng|phút)"
_DIGITS_COUNT = re.compile(rf"\d{_OF_UNITS}")
_COUNT_HINTS = Hints(
    {
        word: word + _OF_UNITS
        for word in ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "lăm")
    }
)
# Without one of these no event is named; the pattern of events itself is slow.
_EVENT_HINTS = Hints(
    {
        "sau": r"sau\s",
        "trước": r"trước(?:,|\s+(?:khi|th|dịp|giờ|kỳ|phiên|đại|mùa|năm|ngày\s+[kdbtl]|tết))",
        "dịp": None,
        "khi": r"(?:ngay|đến|tới)\s+khi",
        "trong ngày": r"trong ngày\s*(?:[,;.)]|$)",
        "ngay trong ngày": None,
        "cùng": r"cùng\s+(?:thời|lúc|dịp)",
        "cùng kỳ báo": None,
        "tại": r"tại\s+(?:kỳ|phiên|cuộc|hội|giao ban)",
        "trong suốt": None,
        "hết": r"hết\s+(?:học kỳ|mùa|vụ|niên vụ)",
        "tháng chạp": None,
        "tháng giêng": None,
        "mùng": r"mùng \d",
        "mồng": r"mồng \d",
    }
)
# … or one of these with "trước".
_FEAST_HINTS = Hints(dict.fromkeys(("tết", "chạp", "giêng")))
_LABEL_HINTS = Hints(dict.fromkeys(("hạn", "hoàn thành", "xong", "thời gian")))
_A_NEAR_DAY = re.compile(
    r"hôm nay|(?:ngày|sáng|trưa|chiều|tối|đêm) mai|(?:sáng|trưa|chiều|tối|đêm) nay|tháng (?:này|tới|sau)|tuần (?:này|tới|sau)"
)
# Words without which the tests above need not be made.
_NEAR_HINTS = Hints(dict.fromkeys(("này", "nay", "mai", "tới", "sau")))
_COUNT = (
    r"(?P<n>\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười lăm|mười|hai mươi|ba mươi)\s*(?:\([^()]{1,24}\)\s*)?"
    r"(?P<unit>ngày làm việc|ngày|tuần|tháng|năm(?!\s+\d)|giờ|tiếng|phút)"
)
_RELATIVE = re.compile(
    r"\b(?:(?:trong|trong vòng|trong thời hạn(?:\s+không quá)?|trong thời gian|chậm nhất(?:\s+là)?(?:\s+(?:trong|sau))?(?:\s+vòng)?|sau|không quá|tối đa(?:\s+là)?)\s+)"
    rf"{_COUNT}(?!\s+(?:đầu|cuối)\b|\s*\d{{0,2}}\s*(?:phút)?\s*(?:sáng|trưa|chiều|tối|đêm)?\s*,?\s*(?:ngày|thứ)\s+\w*\d)(?P<ahead>\s+tới\b)?"
    r"(?P<anchor>\s*,?\s*(?:(?:kể|tính|bắt đầu)\s+)*(?:từ|sau)\s+(?:(?:ngày|khi|thời điểm|lúc)\s+)*[^,;.()]{2,120}?(?=\s*(?:[,;.()]|$)))?"
    rf"|\b(?:trước\s+)?(?:ít nhất\s+(?:là\s+)?)?{_COUNT.replace('(?P<n>', '(?P<n2>').replace('(?P<unit>', '(?P<unit2>')}\s+(?:trước|so với)\s+(?:khi|ngày|thời điểm)\s+[^,;.()\d]{{3,60}}"
    r"|\btrước\s+(?:khi|ngày|giờ)\s+[^,;.()\d]{3,40}?\s+(?:ít nhất\s+)?(?:là\s+)?\d{1,3}\s+ngày(?:\s+làm việc)?"
    r"|\btrước\s+đó\s+(?:ít nhất\s+)?(?:là\s+)?\d{1,3}\s+ngày(?:\s+làm việc)?"
)
# A plan or a budget "of each year" names a thing, not a time to act.
_YEARLY_THING = re.compile(
    r"(?:kế hoạch|ngân sách|dự toán|chỉ tiêu|thu nhập|chương trình|nguồn|kinh phí|vốn|diễn biến|nhiệm vụ|bình quân|danh mục|mức|báo cáo|đánh giá|công tác|quyết toán|thường kỳ|phí)(?:\s+\w+){0,3}\s*$"
)
_EVENT = re.compile(
    r"(?P<a>\bngay\s+sau\s+(?:khi\s+)?[^,;.:()]{3,90}|\btrước,\s*trong\s+và\s+sau\s+[^,;.:()]{3,40}|\bcùng\s+(?:thời điểm|lúc|dịp|kỳ báo cáo)\s+(?:với\s+)?[^,;.:()]{3,60})|(?:^|(?<=[,;:(]\s))(?P<b>sau\s+(?:khi|mỗi|thời điểm)\s+(?!nghe\b)[^,;.:()]{3,90})"
    r"|(?P<c>\btrước\s+(?:khi\s+[^,;.:()]{3,80}|(?:thời điểm|thềm|dịp|giờ họp|kỳ (?:họp|thi|kiểm tra|nghỉ|tuyển sinh|bầu cử)|phiên họp|đại hội|mùa|năm học|ngày\s+(?:khai|diễn|bầu|tổ|tết|lễ)|tết)[^,;.:()]{0,60}))"
    r"|(?P<d>\b(?:trong\s+)?dịp\s+(?:tết|lễ|nghỉ)[^,;.:()]{0,24}|\btrong\s+suốt\s+(?:mùa|thời gian|kỳ|quá trình|đợt)\s+[^,;.:()]{2,40}|\b(?:đến\s+)?hết\s+(?:học kỳ|mùa|vụ|niên vụ)\s+[^,;.:()]{1,40})|(?P<e>\b(?:cho\s+)?(?:đến|tới)\s+khi\s+[^,;.:()]{3,80})|(?P<f>\b(?:ngay khi|ngay trong ngày)\s+(?!\d)[^,;.:()]{3,80}|\b(?:ngay\s+)?trong ngày(?=\s*(?:[,;.)]|$)))"
    r"|(?P<i>\b(?:(?:trước|chậm nhất|vào|đến hết|đến|trong)\s+)?(?:ngày\s+)?(?:\d{1,2}|(?:mùng|mồng)\s+\d{1,2})\s+(?:tháng\s+(?:chạp|giêng)|tết)\b)"
    r"|(?P<g>\bsau khi\s+(?:nhận được|có|kết thúc|hoàn thành|được|cấp có thẩm quyền)\s+(?:(?!\bthì\b)[^,;.:()]){3,70}(?=\s*[.;]?\s*$))"
    r"|(?P<h>\btại\s+(?:kỳ họp|phiên họp|cuộc họp|hội nghị|giao ban)\s+(?:(?:chính phủ|ủy ban nhân dân \w+|ubnd \w+|hđnd \w+|giao ban|thường trực \w+|của [^,;.:()]{3,40}?)\s+)?(?:(?:thường kỳ|thường lệ|chuyên đề)(?:\s+tháng\s+\d{1,2}(?:/\d{4}|\s+năm\s+\d{4})?|\s+(?:cuối|giữa)\s+năm(?:\s+\d{4})?)?|gần nhất|tiếp theo|sắp tới|tới|cuối năm(?:\s+\d{4})?|giữa năm(?:\s+\d{4})?|tháng\s+(?:\d{1,2}(?:/\d{4})?|tới|sau)|tuần\s+(?:tới|sau|\d{1,2}|thứ \w+)(?:\s+của\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?|lần thứ \w+|thứ \w+)\b)"
)
_PAPER = (
    r"(?:thông báo|văn bản|công văn|chỉ thị|kế hoạch|quyết định|công điện|kết luận|nghị quyết|biên bản|chương trình)"
)
_DOCUMENT_ANCHOR = re.compile(
    rf"(?:từ|sau)\s+(?:(?:ngày|khi|thời điểm|lúc)\s+)*(?:(?:được\s+)?(?:ký|ban hành|ra|phát hành|lập)(?:\s+ban hành)?(?:\s+{_PAPER}(?:\s+kết luận)?(?:\s+này)?)?"
    rf"|{_PAPER}(?:\s+kết luận)?(?:\s+này)?\s+(?:được\s+)?(?:ký|ban hành|có hiệu lực(?:\s+thi hành)?)(?:\s+ban hành)?"
    rf"|{_PAPER}(?:\s+kết luận)?\s+này)\s*$"
)
# The meeting that a document reports has its day; "sau khi kết thúc hội nghị" may speak of one to come.
_MEETING_ANCHOR = re.compile(
    r"(?:từ|sau)\s+(?:ngày\s+)?(?:(?:cuộc|buổi|phiên)\s+)?(?:họp|làm việc|hội nghị|tiếp công dân|kiểm tra)(?P<this>\s+này)?\s*$"
)
# So many minutes are how long something lasts, unless they are counted from something.
_LASTS = re.compile(r"trong\s+(?:thời gian\s+)?\S+\s+phút\W*$")
# What somebody said at a meeting is no duty to be done there.
_SAID_THERE = re.compile(
    r"(?:chỉ đạo|kết luận|phát biểu|ý kiến|thống nhất|nêu)\s+(?:của\s|tại\s*$)(?:(?!báo cáo|trình |thông qua|xem xét)[^;.])*$"
)
_SAID_REACH = 140
# Another act, not more of the event.
_AND_ACTS = re.compile(r"\s+và\s+(?:báo cáo|gửi|trình|tổng hợp|cập nhật|chịu trách nhiệm)\b")
_TARGET = re.compile(r"\s*(?:có|đạt|đưa|giảm|tăng)\b[^,;.]*\d")
_PARTS = frozenset({"đầu", "giữa", "cuối"})
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
_NOT_BEFORE = re.compile(
    r"(?:tính|từ(?: trước)?|kể từ|như|(?:đã|được)(?: \w+)? phê duyệt|giai đoạn|lộ trình|tầm nhìn|định hướng|mục tiêu|có xét|sau)\s*$"
)
_NOT_BEFORE_ENDS = (
    "tính", "từ", "trước", "như", "duyệt", "giai đoạn", "lộ trình", "tầm nhìn", "định hướng", "mục tiêu", "có xét", "sau",
)  # fmt: skip
_RANGE_START = re.compile(r"(?:từ ngày|kể từ|bắt đầu từ|từ)\s*[\d/. -]*$")


def find(  # noqa: C901, PLR0912  one branch for each form
    same: str,
    written: dt.date | None,
    working_days: WorkingDays = add_weekdays,
    *,
    day_known: bool = True,
    met: dt.date | None = None,
) -> list[Expression]:
    """Every binding expression of time in a sentence.

    Args:
        same: the sentence in comparable form (see `normalise`).
        written: the document's date, None where it has none.
        working_days: gives the day so many working days after another; Monday to Friday unless told otherwise.
        met: the day of the meeting that the document reports, None where it reports none.
        day_known: False where only month and year of `written` are printed: years follow from it, days do not.

    Returns:
        Expressions in order, without overlaps.
    """
    low = lowered(same)
    out: list[Expression] = []
    taken: list[tuple[int, int]] = []

    def add(found: Expression) -> None:
        if not any(a < found.end and found.start < b for a, b in taken):
            taken.append((found.start, found.end))
            out.append(found)

    if recurrence.may_recur(low):
        for m in recurrence.recurring(low).finditer(low):
            if not (m.group().startswith(("hằng năm", "hàng năm")) and _YEARLY_THING.search(low, 0, m.start())):
                start, end = _trim(low, m.start(), m.end())
                rule = recurrence.rrule(low[start:end])
                add(Expression("recurring", start, end, None, "deadline:recurring", rrule=rule))
    if (_DIGITS_COUNT.search(low) or _COUNT_HINTS.found(low)) and _A_COUNT.search(low):
        for m in _RELATIVE.finditer(low):
            if not _LASTS.match(m.group()):
                add(_relative(low, m, written if day_known else None, working_days, met))
    if _NEAR_HINTS.found(low) and _A_NEAR_DAY.search(low):
        for m in _NEAR_DAY.finditer(low):
            add(_near_day(low, m, written if day_known else None))
    if _A_DAY.search(low):
        for m in _DATE.finditer(low):
            expression = _date(low, m, written)
            if expression:
                add(expression)
        if _LABEL_HINTS.found(low):
            for m in _DATE_LABEL.finditer(low):
                day = _label_day(m, written)
                if day:
                    add(Expression("date", m.start(), m.end(), day, "deadline:date after its label"))
    if periods.HINTS.found(low):
        for m in _PERIOD.finditer(low):
            expression = _period(low, m, written)
            if expression:
                add(expression)
    if _EVENT_HINTS.found(low) or ("trước" in low and _FEAST_HINTS.found(low)):
        for m in _EVENT.finditer(low):
            start = next(m.start(g) for g in "abcdefghi" if m.group(g))
            start, end = _trim(low, start, m.end())
            joined = _AND_ACTS.search(low, start, end)
            end = joined.start() if joined else end
            if m.group("h") and _SAID_THERE.search(low, max(0, start - _SAID_REACH), start):
                continue
            if not low.startswith("trước", start) or not low[:start].rstrip().endswith(("như", "so với", "từ")):
                add(Expression("event", start, end, None, "deadline:event"))
    out.sort(key=lambda e: e.start)
    return out


def _describes(before: str) -> bool:
    """Whether the words before a time make it part of a description ("tính đến ngày …")."""
    return before.rstrip().endswith(_NOT_BEFORE_ENDS) and _NOT_BEFORE.search(before) is not None


def _opening(low: str, start: int) -> int:
    """Where the phrase begins when "hoàn thành" or the like stands before the expression."""
    begin = max(0, start - _REACH)
    before = low[begin:start]
    done = _DONE.search(before) if _DONE_HINTS.found(before) else None
    return begin + done.start() if done else start


def _trim(low: str, start: int, end: int) -> tuple[int, int]:
    while end > start and low[end - 1] in " ,;":
        end -= 1
    while start < end and low[start] in " ,;":
        start += 1
    return start, end


def _date(low: str, m: re.Match[str], written: dt.date | None) -> Expression | None:
    how = m.group("how")
    before = low[: m.start()]
    day_words = m.group("day")
    if how in ("trong", "vào", "đến", "hết", "xong") and "ngày" not in day_words and not m.group("y"):
        return None
    if how in ("đến", "trước") and _describes(before):
        return None
    if (
        how == "đến"
        and _RANGE_START.search(before) is None
        and not before.rstrip().endswith(("hoàn thành", "xong", ",", "("))
        and "ngày" not in day_words
    ):
        return None
    day, month = int(m.group("d")), int(m.group("m"))
    if month > 12 or day > 31:
        return None
    if m.group("y"):
        due = day_of(day, month, int(m.group("y")))
        impossible = due is None
        if due and written and due < written:
            return None  # a time past when the document was written describes, it does not bind
    else:
        due = without_year(day, month, written)
        impossible = due is None and day_of(day, month, 2024) is None
    return Expression("date", _opening(low, m.start()), m.end(), due, "deadline:date", impossible)


def _near_day(low: str, m: re.Match[str], written: dt.date | None) -> Expression:
    """Such as "ngày 10 tháng tới", "thứ Sáu tuần này", "hôm nay"."""
    due = None
    if m.group("pd"):  # "ngay trong tối nay (14/10/2026)"
        printed = int(m.group("pd")), int(m.group("pm"))
        due = day_of(*printed, int(m.group("py"))) if m.group("py") else without_year(*printed, written)
    elif written is not None:
        if m.group("d"):
            month = add_months(written.replace(day=1), 0 if m.group("tháng") == "này" else 1)
            due = day_of(int(m.group("d")), month.month, month.year)
        elif m.group("weekday"):
            monday = written - dt.timedelta(days=written.weekday())
            ahead = 0 if m.group("tuần") == "này" else 1
            due = monday + dt.timedelta(days=_WEEKDAYS.get(m.group("weekday").split()[-1], 6), weeks=ahead)
        else:
            due = written + dt.timedelta(days=1 if m.group("near").endswith("mai") else 0)
    due = due if due and (written is None or due >= written) else None
    return Expression("date", _opening(low, m.start()), m.end(), due, "deadline:day named from the document's")


def _label_day(m: re.Match[str], written: dt.date | None) -> dt.date | None:
    group = m.groupdict()
    day, month, year = (group[k] or group[k + "2"] for k in "dmy")
    found = day_of(int(day), int(month), int(year)) if year else without_year(int(day), int(month), written)
    return found if found and (written is None or found >= written) else None


def _relative(
    low: str, m: re.Match[str], written: dt.date | None, working_days: WorkingDays, met: dt.date | None
) -> Expression:
    if m.group("n") is None:  # so many days before something: that day is not in the text
        start, end = _trim(low, m.start(), m.end())
        return Expression("relative", start, end, None, "deadline:relative")
    count, unit, anchor = number(m.group("n")), m.group("unit"), (m.group("anchor") or "").strip()
    start_day = written if m.group("ahead") else first_day(anchor) if anchor else None
    if start_day is None and anchor and _DOCUMENT_ANCHOR.search(anchor):
        start_day = written
    if start_day is None and (held := _MEETING_ANCHOR.search(anchor)) and ("ngày" in anchor or held.group("this")):
        start_day = met
    due: dt.date | None = None
    if start_day and count:
        if unit == "ngày làm việc":
            due = working_days(start_day, count)
        elif unit == "ngày":
            due = start_day + dt.timedelta(days=count)
        elif unit == "tuần":
            due = start_day + dt.timedelta(weeks=count)
        elif unit == "tháng":
            due = add_months(start_day, count)
        elif unit == "năm":
            due = add_months(start_day, 12 * count)
    start, end = _trim(low, _opening(low, m.start()), m.end())
    return Expression("relative", start, end, due, "deadline:relative")


def _period(low: str, m: re.Match[str], written: dt.date | None) -> Expression | None:  # noqa: PLR0911  one way out for each form
    how = m.group("how")
    before = low[: m.start()]
    part = m.group("part") or (how.split()[-1] if how.split()[-1] in _PARTS else "")
    if how == "đến" and m.group("yr"):
        return None  # "đến năm 2030" states a goal's horizon
    if how == "không quá" and m.group("yr"):
        return None
    if how in ("đến", "vào") and not part and m.group("now") == "năm":
        return None
    if m.group("now") == "năm" and not (how == "trong" and part):
        return None  # "kỳ họp cuối năm", "các tháng cuối năm" name things
    if m.group("yr") and how in _PARTS and not _DONE.search(f"{before} "):
        return None  # "kỳ họp giữa năm 2024"
    if _describes(before) or (how == "đến hết" and _RANGE_START.search(before)):
        return None
    if before.rstrip().endswith("phấn đấu") and _TARGET.match(low, m.end()):
        return None  # "phấn đấu đến hết năm 2024 có 100% …" is a goal
    end = periods.last_day(m, part, written)
    if end is None:
        return None
    if how == "trước" and not m.group("now") and not part:
        end = periods.first_day_of(m, end) - dt.timedelta(days=1)
    if written and end < written:
        return None
    return Expression("period", _opening(low, m.start()), m.end(), end, "deadline:period")


def bare_period(same: str, written: dt.date | None, working_days: WorkingDays = add_weekdays) -> Expression | None:
    """A time standing alone in a table's cell: "Tháng 8/2024", "2024 - 2025", "Quý III", "30/9/2026"."""
    for lead in ("", "trong ", "trong năm ", "trong ngày ", "trước "):
        found = choose([e for e in find(lead + same, written, working_days) if e.kind != "event" or not lead])
        if found:
            return found._replace(start=max(0, found.start - len(lead)), end=found.end - len(lead))
    return None


def no_such_day(words: str) -> Notice:
    """What the person is told of a day that the calendar lacks (31/02)."""
    return Notice("impossible_date", f"Ngày không có trên lịch: “{words}”; thời hạn để trống, cần người xem lại.")


_RANK = {"event": 0, "relative": 1, "period": 1, "date": 1, "recurring": 2}


def choose(found: list[Expression]) -> Expression | None:
    """The expression that governs: a recurring duty first, else the last one that gives a time, else an event."""
    return max(found, key=lambda e: (_RANK[e.kind], e.start)) if found else None
