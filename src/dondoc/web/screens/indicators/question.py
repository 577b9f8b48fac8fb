"""What the address asks for: a year, a day, a list, some rows of it; and the links that keep or change them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.indicators.choices import IndicatorOrigin, Verdict
from dondoc.indicators.selectors import Asked
from dondoc.web.components import day
from dondoc.web.forms import DayField
from dondoc.web.requests import PageRequest
from dondoc.web.screens.overview.question import EARLIEST
from dondoc.worktime.deadlines import end_of_quarter

FIRST_YEAR, LAST_YEAR = 1990, 2100
OWN_ORDER = "list"
#: What a count of the score opens: its word in the address, and the verdicts that it counts.
COUNTED = {
    "reached": (Verdict.EXCEEDED, Verdict.MET),
    "missed": (Verdict.MISSED,),
    "unknown": (Verdict.UNKNOWN,),
}
_ROMAN = ("I", "II", "III", "IV")
_YEARS_SHOWN = 4
Choice = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Question:
    """A year as a day shows it, and every address that follows.

    Attributes:
        year: whose indicators.
        on: the day; what was published or set later does not count.
        today: on this province's clock.
        origin: of which list.
        verdict: which rows of it (`COUNTED`); empty for all.
        order: `OWN_ORDER`, or empty: risk first.
        problem: what could not be understood, in words.
    """

    year: int
    on: dt.date
    today: dt.date
    origin: str = str(IndicatorOrigin.RESOLUTION)
    verdict: str = ""
    order: str = ""
    problem: str = ""

    @property
    def before_year(self) -> int:
        """The year to compare with."""
        return self.year - 1

    @property
    def asked(self) -> Asked:
        """What the selectors are asked."""
        return Asked(self.year, self.on, origin=self.origin)

    def board(self, **changes: Any) -> str:
        """Return the address of the board with some values changed."""
        return self._at(reverse("web:indicators"), **changes)

    def indicator(self, code: str, **changes: Any) -> str:
        """Return the address of an indicator in this year, as this day shows it."""
        return self._at(reverse("web:indicator", args=[code]), **{"origin": "", "verdict": "", "order": "", **changes})

    def _at(self, address: str, **changes: Any) -> str:
        values: dict[str, Any] = {
            "year": self.year, "on": self.on, "origin": self.origin, "verdict": self.verdict, "order": self.order, **changes
        }  # fmt: skip
        on = values["on"]
        values["on"] = "" if on == self.today else on.isoformat()
        if values["origin"] == IndicatorOrigin.RESOLUTION:
            values["origin"] = ""
        return f"{address}?{urlencode({name: value for name, value in values.items() if value})}"

    def years(self, aimed_at: list[int], code: str = "") -> list[Choice]:
        """Label, address and whether it is the current one, of the last years that have targets and the one shown."""
        shown = sorted({*sorted({*aimed_at, self.today.year})[-_YEARS_SHOWN:], self.year})
        return [(str(year), self._page(code, year=year, verdict=""), year == self.year) for year in shown]

    def picks(self, code: str = "") -> list[Choice]:
        """Today and the ends of the year's quarters that have come, the newest first."""
        named = {self.today: _("Hôm nay")}
        for quarter in range(4, 0, -1):
            end = end_of_quarter(self.year, quarter)
            label = (
                _("Hết năm %(year)s") % {"year": self.year}
                if quarter == len(_ROMAN)
                else _("Hết quý %(quarter)s/%(year)s") % {"quarter": _ROMAN[quarter - 1], "year": self.year}
            )
            if end < self.today:
                named.setdefault(end, label)
        return [(label, self._page(code, on=end), end == self.on) for end, label in named.items()]

    def steps(self, code: str = "") -> tuple[str, str]:
        """The addresses of the day before and of the day after, the latter empty on today."""
        one = dt.timedelta(days=1)
        after = self._page(code, on=self.on + one) if self.on < self.today else ""
        return self._page(code, on=self.on - one), after

    def _page(self, code: str, **changes: Any) -> str:
        return self.indicator(code, **changes) if code else self.board(**changes)


def question_of(request: PageRequest) -> Question:
    """Return what a request asks for. What cannot be understood is named in a sentence, and the default is shown."""
    today, problems = request.today, []
    asked = request.GET.get("year", "").strip()
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == len("2020") else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        if asked:
            problems.append(_("Không có năm “%(asked)s”; dưới đây là năm nay.") % {"asked": asked[:20]})
        year = today.year
    on = None
    try:
        on = DayField(required=False).clean(request.GET.get("on", ""))
    except ValidationError as error:
        problems += error.messages
    if on is not None and not EARLIEST <= on <= today:
        late = _("Ngày %(asked)s chưa tới.") if on > today else _("Không có số liệu của ngày %(asked)s.")
        problems.append(late % {"asked": day(on)})
        on = None
    origin, verdict = request.GET.get("origin", ""), request.GET.get("verdict", "")
    return Question(
        year=year,
        on=on or today,
        today=today,
        origin=origin if origin in IndicatorOrigin.values else str(IndicatorOrigin.RESOLUTION),
        verdict=verdict if verdict in COUNTED else "",
        order=OWN_ORDER if request.GET.get("order") == OWN_ORDER else "",
        problem=" ".join(problems),
    )
