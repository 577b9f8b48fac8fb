"""Bodies that may come as JSON or as a form with files: one schema for both."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import pydantic
from django.utils.translation import gettext as _
from ninja.errors import ValidationError
from pydantic import BaseModel

from dondoc.foundation.errors import DomainError
from dondoc.web.requests import PageRequest

MULTIPART = "multipart/form-data"
Model = TypeVar("Model", bound=BaseModel)
_FORMS = frozenset({MULTIPART, "application/x-www-form-urlencoded"})


class Unreadable(DomainError):  # noqa: N818 - named for what it says, as its siblings are
    """The body is no JSON (HTTP 400)."""

    status = 400
    default_code = "bad_request"


def body_of(request: PageRequest, model: type[Model]) -> Model:
    """Return the request's body as `model`, from JSON or from a form's fields.

    Raises:
        Unreadable: it is no JSON.
        ValidationError: it does not fit.
    """
    source = "form" if request.content_type in _FORMS else "body"
    if source == "form":
        data: Any = {name: request.POST[name] for name in request.POST if request.POST[name] != ""}
    elif request.body:
        try:
            data = json.loads(request.body)
        except (ValueError, RecursionError):
            raise Unreadable(_("Nội dung gửi lên không phải JSON đọc được (UTF-8).")) from None
    else:
        data = {}
    try:
        return model.model_validate(data)
    except pydantic.ValidationError as error:
        raise ValidationError(
            [
                {**found, "loc": (source, *found["loc"])}
                for found in error.errors(include_url=False, include_input=False)
            ]
        ) from error


def request_body(model: type[BaseModel], *, files: str) -> dict[str, Any]:
    """Return the OpenAPI description of such a body.

    Args:
        model: its schema.
        files: the name of the form's file field; it may be repeated where it is a plural.
    """
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    schema.pop("$defs", None)
    one = {"type": "string", "format": "binary"}
    file_schema = {"type": "array", "items": one} if files.endswith("s") else one
    form = {**schema, "properties": {**schema["properties"], files: file_schema}}
    return {"requestBody": {"content": {MULTIPART: {"schema": form}, "application/json": {"schema": schema}}}}
