"""A unit that is to get something must be there that day; one that has ended names who took over."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput
from dondoc.organizations.heirs import ended_sentence, ended_units
from dondoc.organizations.models import Unit


def standing_unit(jurisdiction_id: int, unit_id: int, on: dt.date, *, field: str = "unit_id") -> Unit:
    """Return the unit, which exists on that day.

    Raises:
        BadInput: there is none, it has ended (the sentence names who took over), or it has not begun.
    """
    unit = Unit.objects.filter(jurisdiction_id=jurisdiction_id, id=unit_id).first()
    if unit is None:
        raise BadInput(_("Có đơn vị không còn trong danh mục; hãy chọn lại đơn vị."), code="unknown_unit", field=field)
    day = {"name": unit.name, "from": f"{unit.valid_from:%d/%m/%Y}"}
    if unit.valid_from > on:
        raise BadInput(
            _("%(name)s chỉ hoạt động từ %(from)s; hãy chọn đơn vị khác.") % day, code="unit_not_begun", field=field
        )
    if unit.valid_to is None or unit.valid_to >= on:
        return unit
    _unit, after = ended_units(jurisdiction_id, on, {unit_id})[unit_id]
    raise BadInput(ended_sentence(unit, after), code="unit_ended", field=field)
