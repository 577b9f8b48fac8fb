"""The title of the next meeting of a series: what counts time in the last one's goes on with the day. Pure."""

from __future__ import annotations

import datetime as dt
import re

_YEAR = r"(?:19|20|21)\d\d"
_ROMAN = ("I", "II", "III", "IV")
#: A period of years (năm 2016-2020), and the year of a law (Luật … năm 2013), stay.
_NO_RANGE = r"(?!\s*[-–—]\s*\d)(?![\d/])"
_PART = re.compile(
    rf"(?P<day>\bngày\s+)(?P<d>\d{{1,2}})/(?P<dm>\d{{1,2}})(?:/(?P<dy>{_YEAR}))?(?!\d)"
    rf"|(?P<month>\btháng\s+)(?P<m>0?[1-9]|1[0-2])(?P<my>(?P<mgap>\s*/\s*|\s*[-–]\s*(?={_YEAR})|,?\s+năm\s+)(?P<myear>{_YEAR}))?(?!\d)(?!\s*[-–,]\s*\d)"
    rf"|(?P<quarter>\bquý\s+)(?P<q>IV|I{{1,3}}|[1-4])(?P<qy>(?P<qgap>\s*/\s*|,?\s+năm\s+)(?P<qyear>{_YEAR}))?(?![\dIVX])"
    rf"|(?P<week>\btuần\s+(?:thứ\s+)?)(?P<w>0?[1-9]|[1-5]\d)(?P<wy>(?P<wgap>\s*/\s*|,?\s+năm\s+)(?P<wyear>{_YEAR}))?(?!\d)"
    rf"|(?P<year>\bnăm\s+)(?P<y>{_YEAR}){_NO_RANGE}"
    r"|(?P<ordinal>\b(?:lần|phiên|kỳ|phiên họp|kỳ họp|cuộc họp|hội nghị)\s+thứ\s+)(?P<n>\d{1,3})(?!\d)",
    re.IGNORECASE,
)


def renewed(title: str, last: dt.date, following: dt.date) -> str:
    """The title with its day, month, quarter, week, year and number as they are of the next meeting.

    A month, quarter, week or year goes on by as many as the day does: “tháng 12 năm 2020” of a meeting of December is
    “tháng 01 năm 2021” for one of January; what is about the month before stays about the month before. Years further than
    one from the last meeting's (a law's, a decision's) stay, and so do periods of years.

    Args:
        title: the last meeting's.
        last: its day.
        following: the next meeting's day.
    """
    return _PART.sub(lambda found: _renewed(found, last, following), title)


def _renewed(found: re.Match[str], last: dt.date, following: dt.date) -> str:
    if found["day"]:
        return _day(found, last, following)
    if found["month"]:
        months = _months(following) - _months(last)
        return _period(found, ("month", "m", "mgap", "myear"), months, 12, last)
    if found["quarter"]:
        quarters = _months(following) // 3 - _months(last) // 3
        return _period(found, ("quarter", "q", "qgap", "qyear"), quarters, 4, last)
    if found["week"]:
        return _week(found, last, following)
    if found["year"]:
        year = int(found["y"])
        return f"{found['year']}{year + following.year - last.year}" if _is_near(year, last) else found[0]
    return f"{found['ordinal']}{int(found['n']) + 1:0{len(found['n'])}d}"


def _months(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _is_near(year: int, last: dt.date) -> bool:
    return abs(year - last.year) <= 1


def _day(found: re.Match[str], last: dt.date, following: dt.date) -> str:
    named = (int(found["d"]), int(found["dm"]), int(found["dy"] or last.year))
    if named != (last.day, last.month, last.year):
        return found[0]
    return f"{found['day']}{following:%d/%m}" + (f"/{following.year}" if found["dy"] else "")


def _period(found: re.Match[str], names: tuple[str, str, str, str], shift: int, of: int, last: dt.date) -> str:
    """A month or a quarter, with its year where that stands beside it."""
    word, number, gap, year = (found[name] for name in names)
    if year and not _is_near(int(year), last):
        return found[0]
    is_roman = not number.isdigit()
    count = _ROMAN.index(number.upper()) + 1 if is_roman else int(number)
    years, place = divmod(count - 1 + shift, of)
    # A month of two digits is followed by one of two digits: 12, 01.
    shown = _ROMAN[place] if is_roman else str(place + 1).zfill(len(number))
    return f"{word}{shown}" + (f"{gap}{int(year) + years}" if year else "")


def _week(found: re.Match[str], last: dt.date, following: dt.date) -> str:
    """A week that is the last meeting's own; the year of a week is that of its Thursday."""
    own, new = last.isocalendar(), following.isocalendar()
    if int(found["w"]) != own.week or (found["wyear"] and int(found["wyear"]) != own.year):
        return found[0]
    shown = str(new.week).zfill(len(found["w"]))
    return f"{found['week']}{shown}" + (f"{found['wgap']}{new.year}" if found["wyear"] else "")
