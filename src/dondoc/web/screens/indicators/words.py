"""Figures, targets and verdicts of indicators as a page writes them, and the small picture of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dondoc.indicators.choices import Light, Verdict
from dondoc.indicators.evaluation import Target
from dondoc.indicators.models import Indicator
from dondoc.indicators.periods import Period
from dondoc.web import components

# Icon and colour of what is said: with the word beside them colour is never the only sign.
LIGHTS = {
    Light.RISK: ("alert-triangle", "overdue"),
    Light.PROGRESSING: ("progress", "due-soon"),
    Light.EXPECTED: ("circle-check", "open-in-time"),
    Light.NOT_ASSESSED: ("help-circle", "undated"),
}
VERDICTS = {
    Verdict.EXCEEDED: ("trending-up", "done-on-time"),
    Verdict.MET: ("check", "done-on-time"),
    Verdict.MISSED: ("x", "overdue"),
    Verdict.UNKNOWN: ("help-circle", "undated"),
}
_WIDTH, _HEIGHT, _EDGE = 104, 30, 4


def badge(verdict: Verdict, light: Light) -> SafeString:
    """Return icon and word of an indicator: the verdict once the year has its value, until then the board's light."""
    return _badge(verdict, light, get_language() or "")


@lru_cache(maxsize=64)
def _badge(verdict: Verdict, light: Light, _language: str) -> SafeString:
    (name, colour), word = (
        (LIGHTS[light], light.label) if verdict == Verdict.UNKNOWN else (VERDICTS[verdict], verdict.label)
    )
    return marked(name, colour, str(word))


def marked(icon: str, colour: str, word: str) -> SafeString:
    """Return a word with its icon in one of the colours of timeliness."""
    return format_html('<span class="badge-time is-{}">{}{}</span>', colour, components.icon(icon), word)


def figure(value: Decimal | None, decimals: int, empty: str = "–") -> str:
    """Return a value with the indicator's digits; with more where more were published, so that nothing is rounded away."""
    if value is None:
        return empty
    exponent = value.normalize().as_tuple().exponent
    places = max(decimals, -exponent if isinstance(exponent, int) else 0)
    return components.number(value.quantize(Decimal(1).scaleb(-places))).replace("-", "−")


def with_measure(value: Decimal | None, indicator: Indicator) -> str:
    """Return a value with its unit of measure."""
    return f"{figure(value, indicator.decimals)} {indicator.measure}" if value is not None else "–"


def target(aim: Target | None, decimals: int, empty: str = "–") -> str:
    """Return what is aimed at: "≥ 7,20", "≤ 1,5", "34 – 37"."""
    if aim is None:
        return empty
    low, high = (figure(one, decimals) for one in (aim.low, aim.high))
    if aim.low is not None and aim.high is not None:
        return f"{low} – {high}"
    return f"≥ {low}" if aim.low is not None else f"≤ {high}"


def share(value: Decimal | None) -> str:
    """Return a share in percent with one digit, empty where it says nothing."""
    if value is None:
        return ""
    written = components.number((value * 100).quantize(Decimal("0.1")))
    return f"{written} %" if (get_language() or "vi").startswith("vi") else f"{written}%"


def picture(points: Sequence[tuple[Period, Decimal]], aim: Target | None, decimals: int) -> SafeString:
    """Return a year's values as a small line, its target as a dashed one, and all of it in words for who sees neither.

    Sizes and places are attributes: the page's policy forbids inline styles.

    Args:
        points: the year's values in order of their last days.
        aim: of the year; None: none was set.
        decimals: of the indicator.
    """
    if not points:
        return mark_safe("")
    bounds = [one for one in (aim.low, aim.high) if one is not None] if aim else []
    values = [value for _period, value in points]
    least, most = min([*values, *bounds]), max([*values, *bounds])

    def height(value: Decimal) -> str:
        part = (value - least) / (most - least) if most > least else Decimal("0.5")
        return f"{_HEIGHT - _EDGE - float(part) * (_HEIGHT - 2 * _EDGE):.1f}"

    places = [(_across(period), height(value)) for period, value in points]
    parts = [f'<line class="aim" x1="0" x2="{_WIDTH}" y1="{y}" y2="{y}"/>' for y in map(height, bounds)]
    if len(places) > 1:
        parts.append(f'<polyline class="way" points="{" ".join(f"{x},{y}" for x, y in places)}"/>')
    x, y = places[-1]
    parts.append(f'<circle class="end" cx="{x}" cy="{y}" r="3"/>')
    said = "; ".join(_said(points, aim, decimals))
    return mark_safe(  # noqa: S308 - numbers, and words escaped
        f'<svg class="trend" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(said)}" focusable="false">{"".join(parts)}</svg>'
    )


def _across(period: Period) -> str:
    year = (dt.date(period.year, 12, 31) - dt.date(period.year, 1, 1)).days + 1
    return f"{_EDGE + min(period.elapsed / year, 1) * (_WIDTH - 2 * _EDGE):.1f}"


def _said(points: Iterable[tuple[Period, Decimal]], aim: Target | None, decimals: int) -> Iterable[str]:
    for period, value in points:
        yield f"{period.label}: {figure(value, decimals)}"
    if aim is not None:
        yield _("kế hoạch %(target)s") % {"target": target(aim, decimals)}
