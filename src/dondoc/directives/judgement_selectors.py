"""How right the reader was: counts of judged fields, and exactly the rows behind each count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Count, Max, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_see_reading_report
from dondoc.directives.choices import JudgedField, Verdict
from dondoc.directives.models import Judgement
from dondoc.foundation.errors import Refused
from dondoc.foundation.text import sort_key

SAID = (str(Verdict.RIGHT), str(Verdict.WRONG))
UNSURE_BELOW = 70
# Code of a band, its lowest percent and the one below which it ends.
BANDS: Mapping[str, tuple[int, int]] = {"90-100": (90, 101), "70-89": (70, 90), "50-69": (50, 70), "0-49": (0, 50)}
NO_BAND = "none"


@dataclass(frozen=True, slots=True)
class JudgementFilter:
    """Which judged fields; what is empty narrows nothing.

    Attributes:
        first: judged on this day or later.
        last: judged on this day or earlier.
        month: any day of the month of judging.
        judged_field: a code of JudgedField.
        issuer: the issuing body's key; None for every one (the empty key is that of documents that name none).
        band: a key of BANDS, or NO_BAND for what people added.
        verdict: a code of Verdict, or "said" for right and wrong together.
        document_id: of one document.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    month: dt.date | None = None
    judged_field: str = ""
    issuer: str | None = None
    band: str = ""
    verdict: str = ""
    document_id: int | None = None

    def condition(self) -> Q:
        """Return the same as a condition on rows."""
        found = Q()
        if self.first:
            found &= Q(judged_on__gte=self.first)
        if self.last:
            found &= Q(judged_on__lte=self.last)
        if self.month:
            found &= Q(month=self.month.replace(day=1))
        if self.judged_field:
            found &= Q(judged_field=self.judged_field)
        if self.issuer is not None:
            found &= Q(issuer_key=self.issuer)
        if self.band == NO_BAND:
            found &= Q(confidence__isnull=True)
        elif self.band:
            low, high = BANDS[self.band]
            found &= Q(confidence__gte=low, confidence__lt=high)
        if self.verdict:
            found &= Q(verdict__in=SAID if self.verdict == "said" else (self.verdict,))
        if self.document_id is not None:
            found &= Q(document_id=self.document_id)
        return found


@dataclass(slots=True)
class Precision:
    """Of what the reader said, how much was right; and what it missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def said(self) -> int:
        """The denominator: what the reader said and a person judged."""
        return self.right + self.wrong

    def add(self, verdict: str, count: int) -> None:
        """Count `count` rows of one verdict."""
        setattr(self, verdict, getattr(self, verdict) + count)

    def as_dict(self) -> dict[str, int]:
        """Return the numbers by name."""
        return {"right": self.right, "said": self.said, "missed": self.missed}


@dataclass(slots=True)
class Line:
    """One month, issuing body or band: the whole, and each field."""

    key: str
    label: str
    whole: Precision = field(default_factory=Precision)
    by_field: dict[str, Precision] = field(default_factory=lambda: {code: Precision() for code in JudgedField.values})

    def as_dict(self) -> dict[str, Any]:
        """Return the whole's numbers, and those of each field under `fields`."""
        return {**self.whole.as_dict(), "fields": {code: part.as_dict() for code, part in self.by_field.items()}}


@dataclass(frozen=True, slots=True)
class Report:
    """How right the reader was in a period."""

    total: Line
    by_month: list[Line]
    by_issuer: list[Line]
    by_band: list[Line]

    def as_dict(self) -> dict[str, Any]:
        """Return all of it as data, the same for the API and the command line."""
        return {
            **self.total.as_dict(),
            "by_month": [{"month": line.key, **line.as_dict()} for line in self.by_month],
            "by_issuer": [{"issuer": line.key, "name": line.label, **line.as_dict()} for line in self.by_issuer],
            "by_band": [{"band": line.key, **line.as_dict()} for line in self.by_band],
        }


def judgements_of(user: User, wanted: JudgementFilter) -> QuerySet[Judgement]:
    """Return the judged fields of the person's jurisdiction, newest document first, in the order of its text.

    Raises:
        Refused: this person is neither of the office nor the administrator.
    """
    if not may_see_reading_report(user):
        raise Refused(_("Độ đúng của bộ đọc dành cho Văn phòng UBND tỉnh và người quản trị."))
    found = Judgement.objects.filter(wanted.condition(), jurisdiction_id=user.jurisdiction_id)
    return found.order_by("-judged_at", "document_id", "span_start", "span_end", "id")


def report_for(user: User, *, first: dt.date | None = None, last: dt.date | None = None) -> Report:
    """Return the report for what was judged from `first` to `last`, both included.

    Raises:
        Refused: this person is neither of the office nor the administrator.
    """
    return _counted(judgements_of(user, JudgementFilter(first=first, last=last)))


def report_of(jurisdiction_id: int, *, first: dt.date | None = None, last: dt.date | None = None) -> Report:
    """Return the report of a jurisdiction, for its own server's command line."""
    rows = Judgement.objects.filter(
        JudgementFilter(first=first, last=last).condition(), jurisdiction_id=jurisdiction_id
    )
    return _counted(rows)


def _counted(rows: QuerySet[Judgement]) -> Report:
    band = Case(
        *(When(confidence__gte=low, confidence__lt=high, then=Value(code)) for code, (low, high) in BANDS.items()),
        default=Value(NO_BAND),
        output_field=CharField(),
    )
    plain = rows.order_by().annotate(band=band)

    def cells(*by: str, **more: Any) -> list[dict[str, Any]]:
        return list(plain.values(*by, "judged_field", "verdict").annotate(count=Count("id"), **more))

    # Counted by each part alone: by all together there are nearly as many cells as rows.
    by_body, by_band = cells("issuer_key", printed=Max("issuer")), cells("band")
    issuers: dict[str, str] = {}
    for cell in by_body:
        issuers[cell["issuer_key"]] = max(issuers.get(cell["issuer_key"], ""), cell["printed"])
    months = _lines(cells("month"), lambda cell: cell["month"].isoformat()[:7], str)
    bodies = _lines(by_body, lambda cell: cell["issuer_key"], lambda key: issuers[key])
    bands = _lines(by_band, lambda cell: cell["band"], str)
    whole = _lines(by_band, lambda _cell: "", str)
    return Report(
        total=whole[0] if whole else Line("", ""),
        by_month=sorted(months, key=lambda line: line.key, reverse=True),
        by_issuer=sorted(bodies, key=lambda line: (-line.whole.said, sort_key(line.label))),
        by_band=sorted(bands, key=lambda line: [*BANDS, NO_BAND].index(line.key)),
    )


def _lines(
    cells: Iterable[dict[str, Any]], key_of: Callable[[dict[str, Any]], str], label_of: Callable[[str], str]
) -> list[Line]:
    lines: dict[str, Line] = {}
    for cell in cells:
        key = key_of(cell)
        line = lines.setdefault(key, Line(key, label_of(key)))
        for part in (line.whole, line.by_field[cell["judged_field"]]):
            part.add(cell["verdict"], cell["count"])
    return list(lines.values())
