"""Names and codes that every row of a list needs, kept in memory until units or fields change."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from django.utils.html import escape

from dondoc.organizations.models import Jurisdiction, Unit, WorkField


@dataclass(frozen=True)
class Reference:
    """The units and fields of one jurisdiction. Closed units are there too: their history is still listed."""

    version: int
    unit_ids: dict[str, int]
    unit_names: dict[str, str]
    names_by_id: dict[int, str]
    field_ids: dict[str, int]
    field_names: dict[str, str]
    field_names_by_id: dict[int, str]
    open_units: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)  # code, name, folded words
    unit_options: str = field(default="", repr=False)
    field_options: str = field(default="", repr=False)


_kept: dict[int, Reference] = {}
_lock = Lock()


def reference(jurisdiction: Jurisdiction) -> Reference:
    """Return the reference data of `jurisdiction`; asks the database only when its version has changed."""
    version = jurisdiction.organization_version
    kept = _kept.get(jurisdiction.id)
    if kept is not None and kept.version == version:
        return kept
    fresh = _read(jurisdiction.id, version)
    with _lock:
        _kept[jurisdiction.id] = fresh
    return fresh


def _read(jurisdiction_id: int, version: int) -> Reference:
    units = list(
        Unit.objects.filter(jurisdiction_id=jurisdiction_id)
        .order_by("sort_key", "id")
        .values_list("id", "code", "name", "search_text", "valid_to")
    )
    fields = list(
        WorkField.objects.filter(jurisdiction_id=jurisdiction_id)
        .order_by("sort_key", "id")
        .values_list("id", "code", "name")
    )
    return Reference(
        version=version,
        unit_ids={code: id_ for id_, code, _n, _s, _v in units},
        unit_names={code: name for _i, code, name, _s, _v in units},
        names_by_id={id_: name for id_, _c, name, _s, _v in units},
        field_ids={code: id_ for id_, code, _n in fields},
        field_names={code: name for _i, code, name in fields},
        field_names_by_id={id_: name for id_, _c, name in fields},
        open_units=tuple((code, name, words) for _i, code, name, words, last in units if last is None),
        unit_options="".join(
            f'<option value="{escape(code)}" data-words="{escape(words)}">{escape(name)}</option>'
            for _i, code, name, words, _v in units
        ),
        field_options="".join(f'<option value="{escape(code)}">{escape(name)}</option>' for _i, code, name in fields),
    )


def selected(options: str, values: tuple[str, ...]) -> str:
    """Return kept options with those of `values` selected."""
    for value in values:
        mark = f'value="{escape(value)}"'
        options = options.replace(mark, mark + " selected", 1)
    return options
