"""A page with one form: shown, or what was typed given to a command, whose refusal stands at its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dondoc.foundation.errors import DomainError
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest


def answer_form(
    request: PageRequest,
    form: forms.Form,
    run: Callable[..., tuple[str, str]],
    template: str,
    context: dict[str, Any],
    *,
    at: Mapping[str, str] | None = None,
    on_refusal: Callable[[DomainError], None] | None = None,
) -> HttpResponse:
    """Show the form, or give what was typed to a command and go on.

    Args:
        request: a GET shows the form, a POST sends it.
        form: bound where it was sent.
        run: calls the command with who, when and under which name; gives the sentence to show and the address to go to.
        template: the page.
        context: what the page needs beside `form`.
        at: the form's names of what the command calls otherwise.
        on_refusal: what else a refusal changes in the form.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done, onward = run(**request.who)
            except CORRECTABLE as error:
                show_refusal(form, error, at)
                if on_refusal is not None:
                    on_refusal(error)
            else:
                messages.success(request, done)
                return redirect(onward)
    return render(request, template, {"form": form, **context}, status=status)
