"""What the forms of the exchange share: whom a command is told of, and how its refusal is shown."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest


def answer_form(
    request: PageRequest, form: forms.Form, run: Callable[..., str], words_: dict[str, str]
) -> HttpResponse:
    """Show the form, or give what was typed to the command and go back."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done = run(**request.who)
            except CORRECTABLE as error:
                show_refusal(form, error)
            else:
                messages.success(request, done)
                return redirect(words_["back"])
    return render(request, "web/exchange/form.html", {"form": form, **words_}, status=status)
