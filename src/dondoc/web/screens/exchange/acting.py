"""What the forms of the exchange share."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpResponse

from dondoc.web import answering
from dondoc.web.requests import PageRequest


def answer_form(
    request: PageRequest, form: forms.Form, run: Callable[..., str], words_: dict[str, str]
) -> HttpResponse:
    """Show the form, or give what was typed to the command and go back."""
    return answering.answer_form(
        request, form, lambda **who: (run(**who), words_["back"]), "web/exchange/form.html", words_
    )
