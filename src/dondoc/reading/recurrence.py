"""Duties that come again: the words for them, and the same as a recurrence rule (RFC 5545, RRULE).

A rule is given only where the words fix it: "định kỳ kiểm tra" comes again, nobody knows how often.
"""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
from functools import lru_cache

from .dates import WEEKDAY, number, quarter

_N = r"(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|chín)"
_UNIT = r"(?:giờ|ngày|tuần|tháng|quý|năm)"
_TERM = r"(?:học kỳ|năm học|niên vụ|mùa vụ|nhiệm kỳ)"
_EACH = r"(?:hằng|hàng|mỗi)"
_CLOCK = r"(?:(?:lúc\s+)?\d{1,2}\s*(?:h|giờ|g)\s*(?:\d{2})?\s*(?:phút|')?\s*(?:,|và)?\s*){0,3}(?:(?:buổi\s+)?(?:sáng|chiều|trưa|tối)\s+)?"
_DAY_AND_MONTH = r"\d{1,2}(?:\s*/\s*|\s+tháng\s+)\d{1,2}"
_WHEN = (
    rf"(?:(?:các\s+)?(?:ngày\s+)?{WEEKDAY}(?:\s*(?:,|và|-)\s*(?:ngày\s+)?{WEEKDAY})*(?:\s+(?:đầu tiên|cuối cùng))?"
    rf"|(?:các\s+)?ngày\s+{_DAY_AND_MONTH}(?:\s*(?:,|và)\s*(?:(?:trước\s+)?ngày\s+)?{_DAY_AND_MONTH})*"
    r"|(?:các\s+)?ngày\s+(?:mồng\s+|mùng\s+)?\d{1,2}(?:\s*(?:,|và)\s*(?:ngày\s+)?\d{1,2}(?!\s*[/.]))*(?:\s+(?:của\s+)?tháng\s+(?:đầu|cuối)\s+(?:của\s+)?)?"
    r"|ngày\s+(?:làm việc\s+)?(?:đầu tiên|cuối cùng|cuối tháng|cuối|đầu)(?:\s+của)?"
    r"|(?:trong\s+)?quý\s+(?:iv|i{1,3}|[1-4])|(?:trong\s+)?tháng\s+\d{1,2})"
)
_HOW = r"(?:trước|vào|trong|chậm nhất(?:\s+là)?(?:\s+(?:vào|trước|đến))?|muộn nhất(?:\s+là)?(?:\s+(?:vào|trước))?)"
_MORE_UNITS = rf"(?:\s*(?:,|và|/)\s*(?:(?:hằng|hàng)\s+)?(?:{_N}\s+tháng|tuần|tháng|quý|năm)(?!\s*\d))*"
_TIMES = r"(?:\s+(?:một|hai|ba|\d{1,2})\s+lần)?"
_EACH_TIME = ("hằng", "hàng", "mỗi")
_REGULARLY = ("định kỳ",)
# Every form, in small letters, with words one of which it holds; the place of the words decides nothing here, see
# `deadlines.find`. Where several match at one place, the first of them is meant.
_FORMS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        _EACH_TIME,
        rf"(?:định kỳ\s+)?(?:{_HOW}\s+)?{_CLOCK}(?:{_WHEN}\s*,?\s*)?(?:của\s+)?\b{_EACH}\s+{_UNIT}\b(?!\s+(?:làm việc(?!\s+(?:với|trực tiếp|tại))|trong(?!\s+(?:thời gian|suốt|mùa|đợt)))){_MORE_UNITS}{_TIMES}(?:\s+kể từ năm \d{{4}})?",
    ),
    (
        ("quý", "tháng báo cáo", "tháng tiếp theo"),
        rf"(?:{_HOW}\s+)?{_CLOCK}ngày\s+(?:mồng\s+|mùng\s+)?\d{{1,2}}\s+(?:của\s+)?(?:tháng\s+(?:đầu|cuối)\s+(?:của\s+)?(?:{_EACH}\s+)?quý(?:\s+(?:sau|tiếp theo))?|tháng báo cáo|tháng tiếp theo)",
    ),
    (
        _REGULARLY,
        rf"\bđịnh kỳ\s+(?:vào\s+)?{_N}\s+{_UNIT}(?:\s*/\s*lần|(?:\s+(?:một|01|1))?\s+lần)?(?:\s*\([^()]{{0,40}}\))?{_MORE_UNITS}(?:\s*\([^()]{{0,40}}\))?",
    ),
    (
        _REGULARLY,
        rf"\bđịnh kỳ\s+{_UNIT}(?!\s*\d){_MORE_UNITS}",
    ),
    (
        _REGULARLY,
        r"\bđịnh kỳ\s+(?:báo cáo|sơ kết|rà soát|kiểm tra|cập nhật|đánh giá|tổng hợp|tổ chức|thông báo|gửi|mỗi)[^,;.]{0,12}",
    ),
    (
        ("liền", "kế tiếp", "trước"),
        rf"(?:{_HOW}\s+)?ngày\s+{_DAY_AND_MONTH}\s+(?:của\s+)?năm\s+(?:liền\s+trước|trước\s+liền\s+kề|trước(?=\s*(?:[,;.)]|$))|kế tiếp|liền kề)",
    ),
    (
        ("/",),
        rf"\b(?:ít nhất\s+)?\d{{1,2}}\s+(?:buổi|đợt|cuộc|phiên|kỳ|lượt|bài|tin)(?:\s+\w+){{0,4}}\s*/\s*{_UNIT}\b",
    ),
    (
        _EACH_TIME,
        rf"\b{_EACH}\s+{_TERM}\b(?:\s+(?:ít nhất\s+)?(?:một|hai|ba|\d{{1,2}})\s+lần)?",
    ),
    (
        _REGULARLY,
        r"\bđịnh kỳ(?=\s*(?:[,;.(]|$))",
    ),
    (
        ("lần", "kỳ"),
        rf"\b{_N}\s+{_UNIT}\s*(?:/|\s)\s*(?:(?:một|01|1)\s+)?(?:lần|kỳ)\b|(?<!\w\s)\b(?:tuần|tháng|quý|năm)\s+(?:một|01|1)\s+lần\b",
    ),
    (
        ("lần",),
        rf"\b(?:một|0?[1-4]|hai|ba|bốn)\s+lần\s*(?:/|mỗi|trong|một)\s*{_UNIT}\b",
    ),
)


@lru_cache(maxsize=64)
def _one_of(words: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    return re.compile("|".join(form for needed, form in _FORMS if needed in words) or "(?!)")


def recurring(low: str) -> re.Pattern[str]:
    """The pattern of those forms of recurrence that a text in small letters can hold: all of them take long."""
    return _one_of(tuple([words for words in _CUES if any(word in low for word in words)]))


_CUES = tuple(dict.fromkeys(words for words, _ in _FORMS))
# Without one of these nothing recurs.
_EVERY_UNIT = re.compile(rf"(?:hằng|hàng|mỗi)\s+(?:{_UNIT}|{_TERM})")
_TIMES_A_UNIT = re.compile(rf"(?:{_UNIT}|/|một|1)\s*(?:lần|kỳ)|lần\s*(?:/|mỗi|trong|một)")
_MONTHS = re.compile(r"tháng (?:cuối|đầu|báo cáo|tiếp theo)|năm (?:liền|trước|kế)")
_RATE = re.compile(r"/\s*(?:ngày|tuần|tháng|quý|năm)")


def may_recur(low: str) -> bool:
    """A cheap test: whether `recurring` might find something in a lower-case text."""
    return bool(
        "định kỳ" in low
        or (("lần" in low or "kỳ" in low) and _TIMES_A_UNIT.search(low))
        or (("hằng" in low or "hàng" in low or "mỗi" in low) and _EVERY_UNIT.search(low))
        or (("tháng " in low or "năm " in low) and _MONTHS.search(low))
        or ("/" in low and _RATE.search(low))
    )


_FREQ = {"giờ": "HOURLY", "ngày": "DAILY", "tuần": "WEEKLY", "tháng": "MONTHLY", "năm": "YEARLY"}
_DAYS = {"giờ": 0, "ngày": 1, "tuần": 7, "tháng": 30, "quý": 91, "năm": 365}
_WEEK = {
    "hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA",
    "2": "MO", "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA",
}  # fmt: skip
_PER = re.compile(
    rf"(?P<n>{_N})\s+lần\s*(?:/|mỗi|trong|một)\s*(?P<u>{_UNIT})|{_EACH}\s+(?P<u2>{_UNIT})\s+(?P<n2>{_N})\s+lần"
)
_EVERY = re.compile(rf"(?P<n>{_N})\s+(?P<u>{_UNIT})\s*(?:/\s*lần|(?:(?:một|01|1)\s+)?(?:lần|kỳ))")
_LISTED = re.compile(rf"(?:(?P<n>{_N})\s+)?\b(?P<u>{_UNIT})\b(?!\s+\d|\s+(?:cuối|đầu|làm việc|báo cáo|tiếp theo))")
_NAMED_DAY = re.compile(r"(?P<day>\d{1,2})(?:\s*/\s*|\s+tháng\s+)(?P<month>\d{1,2})")
_BARE_DAY = re.compile(
    r"(?:ngày\s+(?:mồng\s+|mùng\s+)?|(?<=,)\s*|và\s+)(\d{1,2})(?!\s*[/\d]|\s+tháng\s+\d|\s+(?:lần|tháng|quý))"
)
_OF_QUARTER = re.compile(rf"tháng\s+(đầu|cuối)\s+(?:của\s+)?(?:{_EACH}\s+)?quý")
_CORE = re.compile(rf"{_EACH}\s|định kỳ|lần")


def rrule(words: str) -> str | None:
    """The recurrence rule of words that `RECURRING` found.

    Args:
        words: as printed, in comparable form.

    Returns:
        For example "FREQ=MONTHLY;BYMONTHDAY=20"; None where the words do not say how often.
    """
    low = " ".join(words.lower().split())
    of_quarter = _OF_QUARTER.search(low)
    days = _BARE_DAY.findall(low[: of_quarter.start()] if of_quarter else low)
    if of_quarter:
        months = "1,4,7,10" if of_quarter.group(1) == "đầu" else "3,6,9,12"
        return _with("FREQ=YEARLY", BYMONTH=months, BYMONTHDAY=_numbers(days, 31))
    named = [(int(m["day"]), int(m["month"])) for m in _NAMED_DAY.finditer(low)]
    if named:
        if any(not (1 <= d <= 31 and 1 <= m <= 12) for d, m in named) or len({d for d, _ in named}) > 1:
            return None  # one rule holds one day for all its months
        return _with("FREQ=YEARLY", BYMONTH=_numbers([m for _, m in named], 12), BYMONTHDAY=str(named[0][0]))
    often = _often(low)
    if often is None:
        return (
            "FREQ=MONTHLY" + (f";BYMONTHDAY={_numbers(days, 31)}" if days else "")
            if "tháng báo cáo" in low or "tháng tiếp theo" in low
            else None
        )
    unit, interval = often
    return _spelled(low, unit, interval, days)


def _spelled(low: str, unit: str, interval: int, days: list[str]) -> str:  # noqa: PLR0911  one way out for each form
    """The rule of "every `interval` `unit`" with the days that the words name."""
    if unit == "quý":
        return f"FREQ=MONTHLY;INTERVAL={3 * interval}"
    every = f"FREQ={_FREQ[unit]}" + (f";INTERVAL={interval}" if interval > 1 else "")
    weekdays = [
        _WEEK.get(word, "SU") for word in re.findall(r"thứ\s+(\w+)|(chủ nhật)", low) for word in (word[0] or word[1],)
    ]
    if unit == "tuần":
        return _with(every, BYDAY=",".join(dict.fromkeys(weekdays)))
    if unit == "tháng":
        if weekdays and ("đầu tiên" in low or "cuối cùng" in low):
            return _with(every, BYDAY=("1" if "đầu tiên" in low else "-1") + weekdays[0])
        if "ngày làm việc" in low:
            return f"{every};BYDAY=MO,TU,WE,TH,FR;BYSETPOS={'1' if 'đầu' in low else '-1'}"
        if re.search(r"ngày\s+(?:cuối|đầu)", low):
            return f"{every};BYMONTHDAY={'1' if 'ngày đầu' in low else '-1'}"
        return _with(every, BYMONTHDAY=_numbers(days, 31))
    if unit == "năm":
        of = re.search(r"quý\s+(iv|i{1,3}|[1-4])\b", low)
        month = re.search(r"tháng\s+(\d{1,2})\b", low)
        found = (quarter(of.group(1)) or 0) * 3 if of else int(month.group(1)) if month else 0
        return _with(every, BYMONTH=str(found) if 1 <= found <= 12 else "")
    return every


def _often(low: str) -> tuple[str, int] | None:
    """How often: a unit of time and how many of it lie between; None where that is no whole number."""
    per = _PER.search(low)
    if per:
        times, unit = number(per["n"] or per["n2"]) or 1, per["u"] or per["u2"]
        if times == 1:
            return unit, 1
        months = {"năm": 12, "quý": 3}.get(unit, 0)
        return ("tháng", months // times) if months and months % times == 0 else None
    every = _EVERY.search(low)
    if every:
        return every["u"], number(every["n"]) or 1
    core = _CORE.search(low)
    if core is None:
        return None
    if low[core.start() :].startswith("lần"):
        found = re.search(rf"({_UNIT})\s+(?:một|01|1)\s+lần", low)
        return (found.group(1), 1) if found else None
    listed = [(m["u"], number(m["n"]) if m["n"] else 1) for m in _LISTED.finditer(low, core.start())]
    found_units = [(unit, count or 1) for unit, count in listed]
    return min(found_units, key=lambda each: _DAYS[each[0]] * each[1]) if found_units else None


def _numbers(values: list[str] | list[int], most: int) -> str:
    """Days or months as a rule lists them; empty where one is none."""
    found = sorted({int(value) for value in values})
    return ",".join(map(str, found)) if found and found[0] >= 1 and found[-1] <= most else ""


def _with(rule: str, **parts: str) -> str:
    return rule + "".join(f";{name}={value}" for name, value in parts.items() if value)
