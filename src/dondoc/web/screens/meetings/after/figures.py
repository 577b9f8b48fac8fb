"""The conclusions as work, for a page: every number is a link to exactly the rows it counts, of the same day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from dondoc.directives.choices import Timeliness
from dondoc.directives.forms import ListQuery
from dondoc.directives.listing import Moment
from dondoc.meetings.standing import ATTENTION, Given, LineStanding, Standing
from dondoc.web import components


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: what it counts, the link, and for “in time” the part of it that is due soon."""

    code: Timeliness
    shown: SafeString
    soon: SafeString | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A directive with its figures; `figures` is empty where its few units are shown one by one."""

    given: Given
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the conclusions with what came of it; a heading has nothing."""

    line: LineStanding
    work: Sequence[Work]


@dataclass(frozen=True, slots=True)
class Shown:
    """How a meeting's conclusions stand, ready to be shown."""

    standing: Standing
    moment: Moment
    figures: Sequence[Figure]
    total: SafeString
    rows: Sequence[Row]


#: So many units are shown one by one; of more, how many stand how.
_FEW_UNITS = 3


def shown(standing: Standing | None, moment: Moment) -> Shown | None:
    """The figures and rows of a standing; None where there is none."""
    if standing is None:
        return None
    base = {"document": standing.document_id}
    rows = [
        Row(
            line,
            [Work(each, _of_directive(each, moment) if len(each.units) > _FEW_UNITS else ()) for each in line.given],
        )
        for line in standing.lines
    ]
    total = components.figure(standing.total, None, address(moment, **base))
    return Shown(standing, moment, _figures(standing.counts, standing.total, moment, base), total, rows)


def address(moment: Moment, *codes: str, **more: int | None) -> str:
    """The list of exactly the rows that a figure counts: of these codes, on this day, of this document or directive."""
    query = ListQuery(
        timeliness=codes, counted=True, on=None if moment.is_now else moment.on, document=more.get("document"),
        directive=more.get("directive"),
    )  # fmt: skip
    return f"{reverse('web:directives')}?{query.string()}"


def _of_directive(given: Given, moment: Moment) -> list[Figure]:
    return _figures(dict(given.tally), given.counted, moment, {"directive": given.directive_id})


def _figures(counts: Mapping[str, int], total: int, moment: Moment, base: dict[str, int | None]) -> list[Figure]:
    found = []
    for code in ATTENTION:
        count = counts.get(code, 0)
        if not count or code == Timeliness.DUE_SOON:  # a part of in time, as everywhere
            continue
        soon = counts.get(Timeliness.DUE_SOON, 0) if code == Timeliness.OPEN_IN_TIME else 0
        found.append(
            Figure(
                code, components.figure(count, total, address(moment, code, **base), str(code.label)),
                components.figure(soon, None, address(moment, Timeliness.DUE_SOON, **base)) if soon else None,
            )
        )  # fmt: skip
    return found
