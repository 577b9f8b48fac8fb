"""What the address asks for: a day and a role; and the links that keep or change them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from dondoc.directives.choices import AssignmentRole, Timeliness
from dondoc.directives.forms import ORIGINAL, ListQuery
from dondoc.directives.listing import Moment
from dondoc.reviews.figures import Slice
from dondoc.web.components import day
from dondoc.web.forms import DayField
from dondoc.web.requests import PageRequest

DONE = (str(Timeliness.DONE_ON_TIME), str(Timeliness.DONE_LATE))
COMPARED_DAYS = 30
# Nothing is older; and the day before must exist as well.
EARLIEST = dt.date(1945, 9, 2)
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Pick:
    """A day that people often ask for."""

    label: str
    day: dt.date
    url: str
    is_current: bool


@dataclass(frozen=True)
class Question:
    """A day and a role, and every address that follows from them."""

    moment: Moment
    role: str
    problem: str = ""

    @property
    def part(self) -> Slice:
        """The slice of the population."""
        return Slice(role=self.role)

    @property
    def before(self) -> Moment:
        """Thirty days earlier, to compare with."""
        return replace(self.moment, on=self.moment.on - dt.timedelta(days=COMPARED_DAYS))

    @cached_property
    def _list(self) -> str:
        return reverse("web:directives")

    def rows(self, *timeliness: str, moment: Moment | None = None, **more: Any) -> str:
        """Return the address of exactly the rows that a figure counts: the counted ones of this day and role.

        Args:
            timeliness: codes; none for the whole population.
            moment: another day than the question's.
            more: further conditions (`ListQuery`'s).
        """
        at = moment or self.moment
        query = ListQuery(
            timeliness=timeliness, role=self.role, counted=True, on=None if at.is_now else at.on,
            original=at.against_original, **more,
        )  # fmt: skip
        return f"{self._list}?{query.string()}"

    def page(self, *, name: str = "overview", args: tuple[Any, ...] = (), **changes: object) -> str:
        """Return the address of this screen with another day (`on`), role or deadlines, or of one of its fragments."""
        values = {"on": self.moment.on, "role": self.role, "deadline": self.deadline} | changes
        on, role = values["on"], values["role"]
        pairs = [("role", role)] if role else []
        if isinstance(on, dt.date) and on != self.moment.today:
            pairs.append(("on", on.isoformat()))
        pairs += [(key, value) for key, value in values.items() if key not in {"on", "role"} and value]
        return reverse(f"web:{name}", args=args) + (f"?{urlencode(pairs)}" if pairs else "")

    @property
    def deadline(self) -> str:
        """The address's word for the deadlines that the figures are judged by; empty for those that stand."""
        return ORIGINAL if self.moment.against_original else ""

    @property
    def deadlines(self) -> list[tuple[str, str, bool]]:
        """Label, address and whether they are the current ones, of the deadlines that stand and the original ones."""
        labels = (("", _("Thời hạn hiện tại")), (ORIGINAL, _("Thời hạn ban đầu")))
        return [(label, self.page(deadline=code), code == self.deadline) for code, label in labels]

    @property
    def roles(self) -> list[tuple[str, str, bool]]:
        """Label, address and whether it is the current one, of each role."""
        labels = (("", _("Mọi vai trò")), *((str(role), str(role.label)) for role in AssignmentRole))
        return [(label, self.page(role=role), role == self.role) for role, label in labels]

    @property
    def previous(self) -> str:
        """The address of the day before."""
        return self.page(on=self.moment.on - dt.timedelta(days=1))

    @property
    def next(self) -> str:
        """The address of the day after, empty on today."""
        if self.moment.on >= self.moment.today:
            return ""
        return self.page(on=self.moment.on + dt.timedelta(days=1))

    @property
    def picks(self) -> list[Pick]:
        """Today and the ends of the last year, quarter and month; days that fall together once, by the larger name."""
        today = self.moment.today
        year_end = dt.date(today.year - 1, 12, 31)
        quarter_end = dt.date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - dt.timedelta(days=1)
        month_end = today.replace(day=1) - dt.timedelta(days=1)
        named = {today: _("Hôm nay")}
        for end, label in (
            (year_end, _("Hết năm %(year)s") % {"year": year_end.year}),
            (
                quarter_end,
                _("Hết quý %(quarter)s/%(year)s")
                % {"quarter": ROMAN[(quarter_end.month - 1) // 3], "year": quarter_end.year},
            ),
            (month_end, _("Hết tháng %(month)s") % {"month": f"{month_end:%m/%Y}"}),
        ):
            named.setdefault(end, label)
        ordered = sorted(named.items(), reverse=True)
        return [Pick(label, end, self.page(on=end), end == self.moment.on) for end, label in ordered]


def question_of(request: PageRequest) -> Question:
    """Return what a request asks for. What cannot be understood is named in a sentence, and today is shown."""
    today = request.today
    problems: list[str] = []
    on = None
    try:
        on = DayField(required=False).clean(request.GET.get("on", ""))
    except ValidationError as error:
        problems += error.messages
    if on is not None and on > today:
        problems.append(_("Ngày %(asked)s chưa tới.") % {"asked": day(on)})
    elif on is not None and on < EARLIEST:
        problems.append(_("Không có số liệu của ngày %(asked)s.") % {"asked": day(on)})
    if problems:
        problems.append(_("Dưới đây là số liệu hôm nay, %(today)s.") % {"today": day(today)})
        on = None
    role = request.GET.get("role", "")
    return Question(
        Moment(
            on=on or today,
            today=today,
            due_soon_days=request.jurisdiction.due_soon_days,
            against_original=request.GET.get("deadline") == ORIGINAL,
        ),
        role if role in AssignmentRole.values else "",
        " ".join(problems),
    )
