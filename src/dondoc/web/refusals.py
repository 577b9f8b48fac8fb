"""A command's refusal shown in the form that asked for it."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from dondoc.foundation.errors import BadInput, Conflict, DomainError, Unavailable

# What the person can put right in the form; everything else is a page of its own.
CORRECTABLE = (BadInput, Conflict, Unavailable)


def show_refusal(form: forms.BaseForm, error: DomainError, at: Mapping[str, str] | None = None) -> None:
    """Add the sentence of `error` to the field it speaks of, or to the form; `at` says where a field is called otherwise."""
    name = error.details.get("field")
    name = (at or {}).get(str(name), name)
    form.add_error(name if name in form.fields else None, error.message)
