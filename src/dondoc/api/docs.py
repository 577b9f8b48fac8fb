"""The description of the API: OpenAPI with its errors, and a page of our own that needs no script and no network."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from dondoc.api import signing_guard
from dondoc.api.problems import KINDS, MEDIA_TYPE
from dondoc.api.schemas.common import Problem

DESCRIPTION = gettext_lazy(
    "Đọc và làm mọi việc của màn hình bằng chương trình. Đơn vị, nhóm và lĩnh vực đi vào, đi ra bằng mã; những thứ "
    "khác bằng id. Ngày viết 2021-01-18, thời điểm viết 2021-01-18T08:00:00+07:00. Mỗi câu trả lời chỉ gồm những gì "
    "người mang mã truy cập được xem; ngoài phạm vi là 404. Lỗi theo RFC 9457 (application/problem+json)."
)
_REF = "#/components/schemas/"
_BINARY = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
_METHODS = ("get", "post", "patch", "put", "delete")


def with_problems(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the OpenAPI description with the errors that each endpoint may answer, and files as what they are."""
    components = schema["components"]["schemas"]
    made = Problem.model_json_schema(ref_template=_REF + "{model}")
    components.update(made.pop("$defs", {}))
    components["Problem"] = made
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            responses = operation["responses"]
            if path.endswith("/file") or "/exports/" in path:
                responses[200] = {"description": "OK", "content": _BINARY}
            for status in _errors_of(path, method, operation):
                responses[status] = {
                    "description": str(KINDS[status][1]),
                    "content": {MEDIA_TYPE: {"schema": {"$ref": _REF + "Problem"}}},
                }
            operation["responses"] = {str(status): responses[status] for status in sorted(responses)}
    return schema


def _errors_of(path: str, method: str, operation: dict[str, Any]) -> list[int]:
    open_to_all = path.startswith(signing_guard.PREFIX)
    found = [404, 500, 503] if open_to_all else [401, 404, 500, 503]
    if operation.get("parameters") or "requestBody" in operation:
        found.append(422)
    if "requestBody" in operation:
        found += [400, 413]
    if (method != "get" and not open_to_all) or any(
        part in path
        for part in (
            "/users",
            "/imports",
            "/reading/",
            "/register",
            "/attendance",
            "/remarks",
            "/decisions",
            "/result",
            "/meeting-",
            "/clashes",
            "/history",
            "/notice",
            "/minutes",
            "/standing",
            "/door-code",
            "/understood",
            "/central-imports",
            "/reminder-preview",
            "/reminder-runs",
            "/default-preferences",
        )
    ):
        found.append(403)
    if method != "get":
        found.append(409)
    if (path.endswith("/tokens") and method == "post") or open_to_all:
        found.append(429)
    return found


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter or a property as the page shows it."""

    name: str
    kind: str
    refers_to: str = ""
    required: bool = False
    default: str = ""
    where: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One response of an endpoint."""

    status: str
    title: str
    schema: str = ""
    is_problem: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address and method."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Value]
    body: list[Value]
    body_types: list[str]
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Endpoints of one subject."""

    name: str
    anchor: str
    endpoints: list[Endpoint] = field(default_factory=list)


def chapters(schema: dict[str, Any]) -> list[Chapter]:
    """Return the endpoints by subject, in the order in which they are declared."""
    found: dict[str, Chapter] = {}
    for path, methods in schema["paths"].items():
        for method in sorted(methods, key=_METHODS.index):
            operation = methods[method]
            name = (operation.get("tags") or [_("Khác")])[0]
            chapter = found.setdefault(name, Chapter(name, f"phan-{len(found) + 1}"))
            chapter.endpoints.append(_endpoint(schema, path, method, operation))
    return list(found.values())


def _endpoint(schema: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Endpoint:
    content = operation.get("requestBody", {}).get("content", {})
    body = _resolved(schema, next(iter(content.values()))["schema"]) if content else {}
    return Endpoint(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=_prose(operation.get("description", "")),
        parameters=[
            _value(each["name"], each["schema"], required=each["required"], where=each["in"])
            for each in operation["parameters"]
        ],
        body=_properties(body),
        body_types=list(content),
        answers=[_answer(status, response) for status, response in operation["responses"].items()],
    )


_DONE = {
    "200": gettext_lazy("Được"),
    "201": gettext_lazy("Đã tạo"),
    "204": gettext_lazy("Đã xong, không có nội dung"),
}


def _answer(status: str, response: dict[str, Any]) -> Answer:
    content = response.get("content", {})
    schema = next(iter(content.values()))["schema"] if content else {}
    return Answer(
        status=status,
        title=str(_DONE.get(status) or KINDS[int(status)][1]),
        schema="" if MEDIA_TYPE in content else _kind(schema)[1],
        is_problem=MEDIA_TYPE in content,
    )


def schemas(schema: dict[str, Any]) -> list[tuple[str, str, list[Value]]]:
    """Return name, description and properties of each schema, by name."""
    found = schema["components"]["schemas"]
    return [(name, found[name].get("description", ""), _properties(found[name])) for name in sorted(found)]


def _resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    chosen = next((each for each in part.get("anyOf", [part]) if each.get("type") != "null"), part)
    name = chosen.get("$ref", "").removeprefix(_REF)
    found: dict[str, Any] = schema["components"]["schemas"][name] if name else chosen
    return found


def _properties(part: dict[str, Any]) -> list[Value]:
    required = set(part.get("required", ()))
    return [_value(name, each, required=name in required) for name, each in part.get("properties", {}).items()]


def _prose(text: str) -> SafeString:
    """Return a description with its `names` as code."""
    return mark_safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))  # noqa: S308 - escaped first


def _value(name: str, part: dict[str, Any], *, required: bool, where: str = "") -> Value:
    kind, refers_to = _kind(part)
    if where:  # what is sent in an address is there or not, and never null
        kind = kind.removesuffix(_or_null())
    default = part.get("default")
    return Value(
        name=name,
        kind=kind,
        refers_to=refers_to,
        required=required,
        default=""
        if default in (None, "", [])
        else str(default).lower()
        if isinstance(default, bool)
        else str(default),
        where=where,
        text=part.get("description", ""),
    )


_LARGE = 10**6
_FORMATS = {"date": gettext_lazy("ngày"), "date-time": gettext_lazy("thời điểm"), "binary": gettext_lazy("tệp")}
_TYPES = {
    "string": gettext_lazy("chuỗi"),
    "integer": gettext_lazy("số nguyên"),
    "boolean": "true/false",
    "object": gettext_lazy("đối tượng"),
    "number": gettext_lazy("số"),
}


def _or_null() -> str:
    return _(" hoặc ") + "null"


def _kind(part: dict[str, Any]) -> tuple[str, str]:
    """Return a type in words, and the schema it refers to."""
    if "anyOf" in part:
        kinds = [_kind(each) for each in part["anyOf"] if each.get("type") != "null"]
        null = _or_null() if any(each.get("type") == "null" for each in part["anyOf"]) else ""
        return _(" hoặc ").join(kind for kind, _ref in kinds) + null, next((ref for _kind, ref in kinds if ref), "")
    if "$ref" in part:
        name = part["$ref"].removeprefix(_REF)
        return name, name
    if "enum" in part:
        return " · ".join(map(str, part["enum"])), ""
    if part.get("type") == "array":
        kind, refers_to = _kind(part.get("items", {}))
        return (_("danh sách: %(kind)s") % {"kind": kind} if kind else _("danh sách")), refers_to
    if part.get("format") in _FORMATS:
        return str(_FORMATS[part["format"]]), ""
    limits = (
        f" {part['minimum']}–{part['maximum']}" if part.get("maximum", _LARGE) < _LARGE and "minimum" in part else ""
    )
    return str(_TYPES.get(part.get("type", ""), "")) + limits, ""


class Page(DocsBase):
    """The documentation page, made on the server."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - ninja's
        """Return the page."""
        schema = api.get_openapi_schema()
        context = {
            "about": DESCRIPTION,
            "chapters": chapters(schema),
            "schemas": schemas(schema),
            "problems": [(status, *words) for status, words in KINDS.items()],
            "base": request.build_absolute_uri("/api/v1"),
        }
        return render(request, "api/docs.html", context)
