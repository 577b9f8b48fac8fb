"""When a duty must be done: a small grammar of the expressions that official texts use.

`find` lists every expression of time that binds in a sentence; `choose` takes the one that governs.
Years that are not written are those of the next such day after the document's date; a day before the
document is no deadline; a day that the calendar lacks gives no date and a warning.
"""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from .dates import (
    DAY,
    add_months,
    add_weekdays,
    day_of,
    first_day,
    last_of_month,
    number,
    quarter,
    without_year,
)
from .model import DeadlineKind


@dataclass(frozen=True, slots=True)
class Expression:
    """A binding expression of time: offsets in the sentence, its kind, and the day it means."""

    kind: DeadlineKind
    start: int
    end: int
    due_on: dt.date | None
    because: str
    impossible: bool = False


# "hoàn thành", "xong", "thời hạn:" before an expression are printed with it.
_DONE = re.compile(
    r"(?:\b(?:phải\s+)?(?:hoàn thành|xong|kết thúc|thực hiện xong|hoàn tất|thời (?:gian|hạn)(?:\s+(?:thực hiện|hoàn thành|báo cáo|gửi))*\s*:)[ ,]+"
    r"(?:theo tiến độ\s+|việc này\s+)?)+$",
    re.IGNORECASE,
)
_REACH = 60
_BEFORE = (
    r"(?:trước|chậm nhất(?:\s+là)?(?:\s+(?:vào|đến|trước|trong|đến hết|hết))?|muộn nhất(?:\s+là)?(?:\s+(?:vào|đến|trước|trong|hết))?"
    r"|không\s+(?:quá|muộn hơn|chậm hơn)|đến\s+hết|đến\s+trước|hết|ngay\s+trong|trong|vào|đến|từ nay đến(?:\s+hết)?|hạn cuối(?:\s+là)?|xong)"
)
_CLOCK = r"(?:(?:lúc\s+)?\d{1,2}\s*(?:h|giờ|g)\s*(?:\d{2})?\s*(?:phút)?,?\s*(?:(?:thứ\s+\w+)\s*,?\s*)?)?"
_DATE = re.compile(
    rf"\b(?P<how>{_BEFORE})\s+{_CLOCK}(?:(?:thứ\s+\w+|chủ nhật)\s*,?\s*(?:\()?)?(?P<day>(?:ngày\s+[A-ZĐ]\w+(?:\s+\w+){{0,3}}?\s+)?{DAY})",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    rf"(?:hoàn thành|thời hạn|thời gian|hạn|xong)[\w ]{{0,24}}?[:\s]\s*(?P<day>ngày\s+{DAY}|{DAY.replace('(?P<d>', '(?P<d2>').replace('(?P<m>', '(?P<m2>').replace('(?P<y>', '(?P<y2>')})",
    re.IGNORECASE,
)

_YEAR = r"(?:\s*(?:/|-|,?\s*năm)\s*(?P<year>\d{4}))?"
_PERIOD = re.compile(
    rf"\b(?P<how>{_BEFORE}|đầu|giữa|cuối|vào (?:đầu|giữa|cuối))\s+(?:thời gian\s+)?"
    r"(?:(?P<part>đầu|giữa|cuối|nửa đầu|nửa cuối)\s+)?"
    rf"(?:(?P<q>quý\s+(?P<q1>IV|I{{1,3}}|[1-4])(?:\s*(?:,|và|-|đến)\s*(?:quý\s+)?(?P<q2>IV|I{{1,3}}|[1-4])(?!\w))*{_YEAR})"
    rf"|(?P<half>(?:0?6|sáu|0?3|ba|0?9|chín)\s+tháng\s+(?P<halfpart>đầu|cuối)\s+năm(?:\s+(?P<halfyear>\d{{4}}))?)"
    rf"|(?P<month>tháng\s+(?P<mo>\d{{1,2}})(?!\s*[/.-]\s*\d{{1,2}}(?!\d))(?:\s*(?:-|đến|và)\s*(?:tháng\s+)?(?P<mo2>\d{{1,2}})(?!\d))?{_YEAR.replace('year', 'moyear')})"
    r"|(?P<yr>năm\s+(?P<y1>\d{4})(?:\s*-\s*(?P<y2>\d{4}))?)"
    r"|(?P<now>năm nay|cuối năm|tháng này|quý này|tuần này|tuần tới|tháng tới|tuần sau|tháng sau|năm)(?![\w]))",
    re.IGNORECASE,
)
_A_DAY = re.compile(r"\d\s*(?:[/.-]|tháng)\s*\d")
_A_COUNT = re.compile(
    r"(?:\d|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|lăm))\s*(?:\(\s*\w+\s*\)\s*)?(?:ngày|tuần|tháng|giờ|tiếng)\b"
)
_A_PERIOD = re.compile(r"quý\s|tháng\s+(?:\d|đầu|cuối|này|tới|sau)|năm\s+(?:\d{4}|nay)|cuối năm|tuần\s+(?:này|tới|sau)")
_A_LABEL = re.compile(r"hạn|hoàn thành|xong|thời gian")
_COUNT = r"(?P<n>\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười lăm|mười|hai mươi|ba mươi)"
_RELATIVE = re.compile(
    rf"\b(?:(?:trong|trong vòng|trong thời hạn|trong thời gian|chậm nhất(?:\s+là)?(?:\s+(?:trong|sau))?(?:\s+vòng)?|sau|không quá|tối đa(?:\s+là)?)\s+)"
    rf"{_COUNT}\s*(?:\(\s*\w+\s*\)\s*)?(?P<unit>ngày làm việc|ngày|tuần|tháng|giờ|tiếng)(?!\s+(?:đầu|cuối)\b)"
    r"(?P<anchor>\s*,?\s*(?:(?:kể|tính|bắt đầu)\s+)*(?:từ|sau)\s+(?:(?:ngày|khi|thời điểm|lúc)\s+)*[^,;.()]{2,120}?(?=\s*(?:[,;.()]|$)))?",
    re.IGNORECASE,
)
_RECURRING = re.compile(
    r"(?:định kỳ\s+)?(?:(?:trước|vào|chậm nhất(?:\s+là)?(?:\s+(?:vào|trước))?)\s+(?:\d{1,2}\s*(?:h|giờ|g)\s*(?:\d{2})?\s*(?:phút)?\s*)?)?"
    r"(?:(?:ngày|thứ|mồng)\s+[\w]+(?:\s+(?:tháng\s+\d{1,2}|và\s+(?:ngày\s+)?\d{1,2}|đầu tiên|cuối cùng|cuối tháng))?\s*,?\s+)?"
    r"(?:của\s+)?\b(?:hằng|hàng)\s+(?:ngày|tuần|tháng|quý|năm)(?:\s*(?:,|và|/)\s*(?:(?:hằng|hàng)\s+)?(?:tuần|tháng|quý|năm)(?!\s+\d))*(?:\s+kể từ năm \d{4})?"
    r"|\bđịnh kỳ(?:\s+(?:\d+|một|hai|ba|sáu|06|03)\s+(?:ngày|tuần|tháng|quý|năm)(?:\s+(?:một|01|1)\s+lần)?|\s+(?:báo cáo|sơ kết|rà soát|kiểm tra|cập nhật|đánh giá|tổng hợp|tổ chức|thông báo|gửi|quý|6 tháng|06 tháng|tháng|năm|mỗi)[^,;.]{0,12})"
    r"|\b(?:\d+|một|hai|ba|sáu)\s+(?:ngày|tuần|tháng|quý|năm)\s*(?:/|\s)\s*(?:một|01|1)\s+lần|\b(?:một|01|1|hai|02)\s+lần\s*/\s*(?:ngày|tuần|tháng|quý|năm)|\bmỗi\s+(?:ngày|tuần|tháng|quý|năm)\b"
    r"|\b(?:trước|vào)\s+ngày\s+\d{1,2}\s+(?:của\s+)?(?:mỗi\s+|tháng đầu (?:mỗi )?|tháng cuối (?:mỗi )?)(?:tháng|quý|năm)",
    re.IGNORECASE,
)
# A plan or a budget "of each year" names a thing, not a time to act.
_YEARLY_THING = re.compile(
    r"(?:kế hoạch|ngân sách|dự toán|chỉ tiêu|thu nhập|chương trình|nguồn|kinh phí|vốn|diễn biến|nhiệm vụ|bình quân|danh mục|mức|báo cáo|đánh giá|công tác|quyết toán|thường kỳ|phí)(?:\s+\w+){0,3}\s*$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?P<a>\bngay\s+sau\s+(?:khi\s+)?[^,;.:()]{3,90})|(?:^|(?<=[,;:(]\s))(?P<b>sau\s+(?:khi|mỗi)\s+(?!nghe\b)[^,;.:()]{3,90})"
    r"|(?P<c>\btrước\s+(?:khi\s+[^,;.:()]{3,80}|(?:thời điểm|kỳ họp|phiên họp|đại hội|mùa|năm học|ngày\s+(?:khai|diễn|bầu|tổ|Tết|lễ)|Tết)[^,;.:()]{0,60}))"
    r"|(?P<d>\b(?:trong\s+)?dịp\s+(?:Tết|lễ|nghỉ)[^,;.:()]{0,24})|(?P<e>\b(?:cho\s+)?(?:đến|tới)\s+khi\s+[^,;.:()]{3,80})|(?P<f>\bngay khi\s+[^,;.:()]{3,80})",
    re.IGNORECASE,
)
_PAPER = r"(?:thông báo|văn bản|công văn|chỉ thị|kế hoạch|quyết định|công điện|kết luận|nghị quyết)"
_DOCUMENT_ANCHOR = re.compile(
    rf"(?:từ|sau)\s+(?:(?:ngày|khi|thời điểm|lúc)\s+)*(?:(?:được\s+)?(?:ký|ban hành|ra|phát hành)(?:\s+ban hành)?(?:\s+{_PAPER}(?:\s+kết luận)?(?:\s+này)?)?"
    rf"|{_PAPER}(?:\s+kết luận)?\s+này(?:\s+(?:được\s+)?(?:ký|ban hành|có hiệu lực))*)\s*$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:tính|từ(?: trước)?|kể từ|như|phê duyệt|giai đoạn|lộ trình|tầm nhìn|định hướng|mục tiêu|có xét|sau)\s*$",
    re.IGNORECASE,
)
_RANGE_START = re.compile(r"(?:từ ngày|kể từ|bắt đầu từ|từ)\s*[\d/. -]*$", re.IGNORECASE)


def find(same: str, written: dt.date | None) -> list[Expression]:  # noqa: C901, PLR0912  one branch for each form
    """Every binding expression of time in a sentence.

    Args:
        same: the sentence in comparable form (see `normalise`).
        written: the document's date, None where it has none.

    Returns:
        Expressions in order, without overlaps.
    """
    low = same.lower()
    out: list[Expression] = []
    taken: list[tuple[int, int]] = []

    def add(found: Expression) -> None:
        if not any(a < found.end and found.start < b for a, b in taken):
            taken.append((found.start, found.end))
            out.append(found)

    if "hằng" in low or "hàng" in low or "định kỳ" in low or "lần" in low or "mỗi" in low:
        for m in _RECURRING.finditer(same):
            if not (m.group().lower().startswith(("hằng năm", "hàng năm")) and _YEARLY_THING.search(low, 0, m.start())):
                start, end = _trim(same, m.start(), m.end())
                add(Expression("recurring", start, end, None, "deadline:recurring"))
    if _A_COUNT.search(low):
        for m in _RELATIVE.finditer(same):
            add(_relative(same, m, written))
    if _A_DAY.search(low):
        for m in _DATE.finditer(same):
            expression = _date(same, m, written)
            if expression:
                add(expression)
        if _A_LABEL.search(low):
            for m in _DATE_LABEL.finditer(same):
                day = _label_day(m, written)
                if day:
                    add(Expression("date", m.start(), m.end(), day, "deadline:date after its label"))
    if _A_PERIOD.search(low):
        for m in _PERIOD.finditer(same):
            expression = _period(same, m, written)
            if expression:
                add(expression)
    if "sau" in low or "trước" in low or "dịp" in low or "khi" in low:
        for m in _EVENT.finditer(same):
            start = next(m.start(g) for g in "abcdef" if m.group(g))
            start, end = _trim(same, start, m.end())
            if same[start : start + 5].lower() != "trước" or not low[:start].rstrip().endswith(("như", "so với", "từ")):
                add(Expression("event", start, end, None, "deadline:event"))
    out.sort(key=lambda e: e.start)
    return out


def _opening(same: str, start: int) -> int:
    """Where the phrase begins when "hoàn thành" or the like stands before the expression."""
    begin = max(0, start - _REACH)
    done = _DONE.search(same[begin:start])
    return begin + done.start() if done else start


def _trim(same: str, start: int, end: int) -> tuple[int, int]:
    while end > start and same[end - 1] in " ,;":
        end -= 1
    while start < end and same[start] in " ,;":
        start += 1
    return start, end


def _date(same: str, m: re.Match[str], written: dt.date | None) -> Expression | None:
    how = m.group("how").lower()
    before = same[: m.start()]
    day_words = m.group("day").lower()
    if how in ("trong", "vào", "đến", "hết", "xong") and "ngày" not in day_words and not m.group("y"):
        return None
    if how in ("đến", "trước") and _NOT_BEFORE.search(before):
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
    return Expression("date", _opening(same, m.start()), m.end(), due, "deadline:date", impossible)


def _label_day(m: re.Match[str], written: dt.date | None) -> dt.date | None:
    group = m.groupdict()
    day, month, year = (group[k] or group[k + "2"] for k in "dmy")
    found = day_of(int(day), int(month), int(year)) if year else without_year(int(day), int(month), written)
    return found if found and (written is None or found >= written) else None


def _relative(same: str, m: re.Match[str], written: dt.date | None) -> Expression:
    count, unit, anchor = number(m.group("n")), m.group("unit").lower(), (m.group("anchor") or "").strip()
    start_day = first_day(anchor) if anchor else None
    if start_day is None and anchor and _DOCUMENT_ANCHOR.search(anchor):
        start_day = written
    due: dt.date | None = None
    if start_day and count:
        if unit == "ngày làm việc":
            due = add_weekdays(start_day, count)
        elif unit == "ngày":
            due = start_day + dt.timedelta(days=count)
        elif unit == "tuần":
            due = start_day + dt.timedelta(weeks=count)
        elif unit == "tháng":
            due = add_months(start_day, count)
    start, end = _trim(same, _opening(same, m.start()), m.end())
    return Expression("relative", start, end, due, "deadline:relative")


def _period(same: str, m: re.Match[str], written: dt.date | None) -> Expression | None:  # noqa: PLR0911  one way out for each form
    how = m.group("how").lower()
    before = same[: m.start()].lower()
    part = (
        m.group("part")
        or ("" if how not in ("đầu", "giữa", "cuối", "vào đầu", "vào giữa", "vào cuối") else how.split()[-1])
    ).lower()
    year = next((int(m.group(g)) for g in ("year", "moyear", "halfyear") if m.group(g)), None)
    if how in ("đến", "không quá", "xong") and m.group("yr") and how != "xong":
        return None  # "đến năm 2030" states a goal's horizon
    if how in ("trước", "đến", "vào") and (m.group("yr") or m.group("now") == "năm") and how != "trước":
        return None
    if m.group("now") == "năm" and how in ("đầu", "giữa", "cuối"):
        return None  # "kỳ họp cuối năm", "các tháng cuối năm" name things
    if m.group("yr") and how in ("đầu", "giữa", "cuối") and not _DONE.search(f"{before} "):
        return None  # "kỳ họp giữa năm 2024"
    if _NOT_BEFORE.search(before) or (how == "đến hết" and _RANGE_START.search(before)):
        return None
    end = _period_end(m, part, year, written)
    if end is None:
        return None
    if how == "trước" and not m.group("now"):
        first = (
            end.replace(day=1)
            if m.group("month")
            else end.replace(month=1, day=1)
            if m.group("yr")
            else end.replace(month=max(1, end.month - 2), day=1)
        )
        end = first - dt.timedelta(days=1) if not part else end
    if written and end < written:
        return None
    return Expression("period", _opening(same, m.start()), m.end(), end, "deadline:period")


def _period_end(m: re.Match[str], part: str, year: int | None, written: dt.date | None) -> dt.date | None:  # noqa: PLR0911  one way out for each form
    since = written or (dt.date(year, 1, 1) if year else None)
    if m.group("q"):
        index = quarter(m.group("q2") or m.group("q1"))
        if index is None:
            return None
        return _next_month_end(index * 3, year, since)
    if m.group("half"):
        months = number(m.group("half").split()[0]) or 6
        month = months if m.group("halfpart").lower() == "đầu" else 12
        return _next_month_end(month, year, since)
    if m.group("month"):
        month = int(m.group("mo2") or m.group("mo"))
        if not 1 <= month <= 12:
            return None
        end = _next_month_end(month, year, since)
        # The thirds of a month that offices speak of: until the 10th, the 20th, the end.
        return end.replace(day={"đầu": 10, "nửa đầu": 15, "giữa": 20}.get(part, end.day)) if end else None
    if m.group("yr"):
        last = int(m.group("y2") or m.group("y1"))
        if not 1900 < last < 2200:
            return None
        month = {"đầu": 3, "nửa đầu": 6, "giữa": 6}.get(part, 12)
        return last_of_month(last, month)
    return _from_now(m.group("now").lower(), part, written)


def _from_now(word: str, part: str, written: dt.date | None) -> dt.date | None:  # noqa: PLR0911  one way out for each form
    if written is None:
        return None
    if word in ("năm nay", "cuối năm") or (word == "năm" and part == "cuối"):
        return dt.date(written.year, 12, 31)
    if word == "tháng này":
        return last_of_month(written.year, written.month)
    if word in ("tháng tới", "tháng sau"):
        following = add_months(written.replace(day=1), 1)
        return last_of_month(following.year, following.month)
    if word == "quý này":
        return last_of_month(written.year, (written.month + 2) // 3 * 3)
    if word.startswith("tuần"):
        sunday = written + dt.timedelta(days=6 - written.weekday())
        return sunday if word == "tuần này" else sunday + dt.timedelta(weeks=1)
    return None


def _next_month_end(month: int, year: int | None, since: dt.date | None) -> dt.date | None:
    if year is not None:
        return last_of_month(year, month) if 1900 < year < 2200 else None
    if since is None:
        return None
    end = last_of_month(since.year, month)
    return end if end >= since else last_of_month(since.year + 1, month)


def bare_period(same: str, written: dt.date | None) -> Expression | None:
    """A time standing alone in a table's cell: "Tháng 8/2024", "2024 - 2025", "Quý III", "30/9/2026"."""
    for lead in ("", "trong ", "trong năm ", "trong ngày ", "trước "):
        found = [e for e in find(lead + same, written) if e.kind != "event" or not lead]
        if found:
            return choose(found)
    return None


_RANK = {"event": 0, "relative": 1, "period": 1, "date": 1, "recurring": 2}


def choose(found: list[Expression]) -> Expression | None:
    """The expression that governs: a recurring duty first, else the last one that gives a time, else an event."""
    return max(found, key=lambda e: (_RANK[e.kind], e.start)) if found else None
