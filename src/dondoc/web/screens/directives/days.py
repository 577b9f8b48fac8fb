"""Days as people write them in a form."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from dondoc.foundation.errors import BadInput
from dondoc.web.forms import DayField


def written_day(text: str, *, required: bool = False) -> dt.date | None:
    """Return a day as a person wrote it.

    Raises:
        BadInput: it is none, with the form field's own sentence.
    """
    try:
        return DayField(required=required).clean(text.strip())  # type: ignore[no-any-return]
    except ValidationError as error:
        raise BadInput(" ".join(error.messages), code="bad_day") from None
