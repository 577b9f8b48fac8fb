"""Tags and filters known to every template without `{% load %}` (settings: "builtins").

`docs/screens.md` shows each with an example.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dondoc.web import components

register = template.Library()

register.simple_tag(components.icon, name="icon")
register.simple_tag(components.timeliness_badge, name="timeliness")
register.simple_tag(components.lifecycle_badge, name="lifecycle")
register.simple_tag(components.role_badge, name="role")
register.simple_tag(components.figure, name="figure")
register.simple_tag(components.percent, name="percent")
register.simple_tag(components.due_cell, name="due")
register.simple_tag(components.progress_bar, name="progress_bar")
register.simple_tag(components.moved_deadline, name="moved_deadline")
register.simple_tag(components.other_reading, name="other_reading")
register.filter("day", components.day)
register.filter("moment", components.moment)
register.filter("number", components.number)
register.filter("person_role", components.person_role)


# A few per combination of language, places and current place: some dozens in a server's life.
_kept: dict[tuple[object, ...], SafeString] = {}


@register.simple_tag(takes_context=True)
def kept(context: Context, template_name: str) -> SafeString:
    """Include a part of the frame that is the same for all who may open the same places: rendered once.

    Such a template uses `shell.places` and its kin, `shell.current` and words; nothing of the person or the request.
    """
    shell = context["shell"]
    names = tuple(place.name for place in shell.places)
    key = (template_name, get_language(), names, shell.current, shell.signed_in, shell.upload_limit)
    html = _kept.get(key)
    if html is None:
        html = render_to_string(template_name, {"shell": shell})
        if not settings.DEBUG:
            _kept[key] = html
    return html


@register.simple_tag(takes_context=True)
def once(context: Context, template_name: str) -> SafeString:
    """Include a part that stands in several places of one page, and all the same: rendered for the first of them."""
    rendered: dict[str, SafeString] = context["shell"].rendered
    if template_name not in rendered:
        rendered[template_name] = render_to_string(template_name, cast("dict[str, Any]", context.flatten()))
    return rendered[template_name]


@register.simple_tag(takes_context=True)
def relative(context: Context, due_on: dt.date | None) -> str:
    """Word how far a day is from today: "còn 3 ngày", "quá 12 ngày"."""
    return components.relative_day(due_on, context["request"].today)


@register.simple_tag
def asset(path: str) -> str:
    """Return the address of a static file with a mark of its content, so that an upgrade is seen at once."""
    return _marked(path)


@lru_cache(maxsize=64)
def _marked(path: str) -> str:
    return f"{static(path)}?v={_content_mark(path)}"


def _content_mark(path: str) -> str:
    found = finders.find(path)
    if not isinstance(found, str):
        return "0"
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]


@register.simple_block_tag(takes_context=True)
def page_header(context: Context, content: str, title: str, about: str = "", **place: str) -> SafeString:
    """Head the page: where am I, what is this, and, in the block, what can I do.

    `parent` and `parent_url` name the page above; `eyebrow` says what kind of thing a single object is.
    """
    return _component(
        "page_header", context, title=title, about=about, actions=content if content.strip() else "", **place
    )


@register.simple_block_tag(takes_context=True)
def filter_bar(context: Context, content: str, **options: Any) -> SafeString:
    """Frame the fields of a filter (a GET form). `active` is how many are set, `clear_url` drops them all.

    Further options: `action` (address), `target` (an id: htmx replaces that element, the address follows),
    `label`.
    """
    return _component("filter_bar", context, fields=content, **options)


@register.simple_tag(takes_context=True)
def field(context: Context, bound: BoundField, **options: Any) -> SafeString:
    """Show a form field: label, control, help, errors, all tied together for screen readers."""
    widget = bound.field.widget
    kind = "group" if isinstance(widget, RadioSelect | CheckboxSelectMultiple) else "control"
    if isinstance(widget, CheckboxInput) and not isinstance(widget, CheckboxSelectMultiple):
        kind = "check"
    elif isinstance(widget, FileInput):
        kind = "file"
    return _component("field", context, field=bound, kind=kind, control=_control(bound, kind), **options)


@register.simple_tag(takes_context=True)
def pages(context: Context, page: Page[Any], target: str = "") -> SafeString:
    """Show the pager of a `Page`, keeping the rest of the address's query."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return _component("pagination", context, page=page, numbers=list(numbers), target=target)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """Return this page's query string with some values changed: `href="{% query page=2 sort=None %}"`."""
    values = dict(context["request"].GET.lists())
    for key, value in changes.items():
        if value is None or value == "":
            values.pop(key, None)
        else:
            values[key] = [str(value)]
    return f"?{urlencode(values, doseq=True)}"


@register.simple_tag(takes_context=True)
def sort_header(context: Context, label: str, key: str, default: str = "") -> SafeString:
    """Show a column's heading as a link that sorts by it, and then the other way round."""
    current = context["request"].GET.get("sort", default)
    direction = {"": key, key: f"-{key}", f"-{key}": key}.get(current, key)
    state = "ascending" if current == key else "descending" if current == f"-{key}" else ""
    return _component("sort_header", context, label=label, href=query(context, sort=direction, page=None), state=state)


def _control(bound: BoundField, kind: str) -> SafeString:
    classes = {"check": "form-check-input", "group": ""}.get(kind)
    if classes is None:
        classes = "form-select" if getattr(bound.field.widget, "input_type", "") == "select" else "form-control"
    given = bound.field.widget.attrs.get("class", "")
    described = [f"{bound.auto_id}_help"] if bound.help_text else []
    attrs: dict[str, Any] = {"class": f"{classes} {given}".strip()}
    if bound.errors:
        attrs["class"] += " is-invalid"
        attrs["aria-invalid"] = "true"
        described.append(f"{bound.auto_id}_error")
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return bound.as_widget(attrs=attrs)


def _component(name: str, context: Context, **values: Any) -> SafeString:
    return render_to_string(f"web/components/{name}.html", {"request": context.get("request"), **values})


@register.filter
def minutes(value: dt.timedelta) -> int:
    """Return a length of time in whole minutes, rounded up."""
    return -int(-value.total_seconds() // 60)
