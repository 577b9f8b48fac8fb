"""``dondoc workdays``: count working days on the command line."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import click

from dondoc.cli.days import BadInputError, parse_day
from dondoc.worktime import WorkCalendar, add_working_days, default_calendar, working_days_between

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_MOST = 100_000


@click.command("workdays")
@click.option("--from", "start", metavar="NGÀY", help="Ngày của sự kiện (không tính vào thời hạn).")
@click.option("--count", metavar="N", help="Số ngày làm việc cần cộng; số âm để đếm lùi.")
@click.option("--to", "end", metavar="NGÀY", help="Ngày cần biết là ngày làm việc thứ mấy.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def workdays(start: str | None, count: str | None, end: str | None, *, as_json: bool) -> None:
    """Đếm ngày làm việc: cộng N ngày (--count), hoặc đếm giữa hai ngày (--to).

    Ngày viết 2020-12-31 hoặc 31/12/2020. Ngày của sự kiện không tính (Bộ luật Dân sự 2015, Điều 147).
    """
    if start is None:
        raise BadInputError("Thiếu --from: hãy cho biết ngày bắt đầu, ví dụ --from 2020-12-31.")
    if (count is None) == (end is None):
        raise BadInputError("Cần đúng một trong hai: --count N hoặc --to NGÀY.")
    calendar = default_calendar()
    first = parse_day(start)
    if end is not None:
        last = parse_day(end)
        number = working_days_between(first, last, calendar)
    else:
        number = _parse_count(str(count))
        last = _add(first, number, calendar)
    answer = _answer(first, number, last, calendar)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    click.echo(_count_sentence(first, number, last) if count is not None else _ordinal_sentence(first, number, last))
    for entry in answer["exceptions"]:
        click.echo(f"  {date.fromisoformat(entry['date']):%d/%m/%Y}: {entry['name']}")
    click.echo(f"Lịch {calendar.version}.")
    if not answer["covered"]:
        click.echo(
            f"Lưu ý: lịch chỉ có ngày lễ của các năm {calendar.first_year}–{calendar.last_year}; "
            "ngoài các năm đó chỉ trừ thứ Bảy, Chủ nhật.",
            err=True,
        )


def _answer(first: date, number: int, last: date, calendar: WorkCalendar) -> dict[str, Any]:
    earlier, later = sorted((first, last))
    return {
        "from": first.isoformat(),
        "count": number,
        "to": last.isoformat(),
        "to_is_working_day": calendar.is_working_day(last),
        "calendar": calendar.version,
        "covered": calendar.covers(earlier) and calendar.covers(later),
        "exceptions": [
            {
                "date": entry.day.isoformat(),
                "kind": entry.kind.value,
                "name": entry.name,
                "confirmed": entry.confirmed,
            }
            for entry in calendar.between(earlier, later)
            if entry.day != first
        ],
    }


def _count_sentence(first: date, number: int, last: date) -> str:
    side = "trước" if number < 0 else "kể từ"
    return f"{abs(number)} ngày làm việc {side} {_words(first)}: {_words(last)}."


def _ordinal_sentence(first: date, number: int, last: date) -> str:
    if number < 0:
        return f"Từ {_words(last)} đến trước {_words(first)} có {-number} ngày làm việc."
    if number == 0:
        return f"Sau {_words(first)} đến hết {_words(last)} chưa có ngày làm việc nào."
    if not default_calendar().is_working_day(last):
        return f"Sau {_words(first)} đến hết {_words(last)} có {number} ngày làm việc; {_words(last)} là ngày nghỉ."
    words = _words(last)
    return f"{words[0].upper()}{words[1:]} là ngày làm việc thứ {number} kể từ {_words(first)}."


def _words(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def _parse_count(text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,7}", text.strip()) or abs(int(text)) > _MOST:
        raise BadInputError(f"Số ngày “{text}” không hợp lệ. Hãy cho một số nguyên từ -{_MOST} đến {_MOST}.")
    return int(text)


def _add(first: date, number: int, calendar: WorkCalendar) -> date:
    try:
        return add_working_days(first, number, calendar)
    except OverflowError:
        raise BadInputError("Kết quả vượt ra ngoài các năm 1–9999.") from None
