"""Whatever is sent to the addresses of meetings: an answer or a refusal with a sentence, never a fault."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.api.conftest import PREFIX
from tests.conftest import NOW
from tests.meetings.access_scenario import meetings_of
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures

WILD = st.sampled_from(
    [None, "", "\0", "\ud7ff", "𝔸" * 50, "9" * 40, -1, 0, 2**63, 1.5, True, [], {}, "2021-02-30", "' OR 1=1 --"]
)
TEXT = st.sampled_from(["Giao Sở Y tế báo cáo trước ngày 05/02/2021.", "Họp", "stc", "ubnd", "x" * 300]) | st.text(
    max_size=20
)
#: Rows of the scenario by the name that a path gives them; whatever else a path names is a number.
ROWS = {
    "meeting_id": ("meeting", "running", "over", "planned"), "item_id": ("agenda_item", "called_item"),
    "line_id": ("line",), "decision_id": ("decided",), "remark_id": ("spoken",), "paper_id": ("paper",),
    "category_id": ("category", "empty_category"), "venue_id": ("venue",), "invitee_id": ("invitee_skhdt", "absent"),
    "round_id": ("round_draft", "round_sent", "round_closed"), "slip_id": ("slip_sent",), "room_id": ("hall",),
    "series_id": ("series",), "explanation_id": ("explanation",), "speech_id": ("asked_speech",),
}  # fmt: skip
OURS = re.compile(r"/(?:meeting|slip|invitee|explanation|attendance|exports/(?:attendance|meeting))")


def described():
    from dondoc.api.root import api

    return api.get_openapi_schema()


def operations():
    """Every address of meetings that takes something: method, path, parameters of its query, schema of its body."""
    found = []
    for path, methods in sorted(described()["paths"].items()):
        short = path.removeprefix(PREFIX)
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            body = content.get("application/json", {}).get("schema")
            query = {one["name"]: one["schema"] for one in operation.get("parameters", ()) if one["in"] == "query"}
            if OURS.match(short) and (body or query):
                found.append((method, short, query, body))
    return found


def values(schema):
    """Values that a schema describes, and now and then something else."""
    if "$ref" in schema:
        return values(described()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]])
    if "anyOf" in schema:
        return st.one_of([values(each) for each in schema["anyOf"]])
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]]) | WILD
    kind, form = schema.get("type"), schema.get("format")
    if kind == "object":
        fields = {name: values(each) for name, each in schema.get("properties", {}).items()}
        needed = set(schema.get("required", ()))
        return st.fixed_dictionaries(
            {name: each for name, each in fields.items() if name in needed},
            optional={name: each for name, each in fields.items() if name not in needed},
        )
    if kind == "array":
        return st.lists(values(schema.get("items", {})), max_size=3) | WILD
    plain = {
        "integer": st.integers(1, 3) | st.integers(-(2**65), 2**65), "boolean": st.booleans(), "null": st.none(),
        "string": TEXT,
    }  # fmt: skip
    dates = {"date": st.dates().map(str), "date-time": st.datetimes(timezones=st.none() | st.timezones()).map(str)}
    return st.one_of(dates.get(form, plain.get(kind, WILD)), plain.get(kind, WILD), WILD)


@pytest.fixture
def scenario(files_folder, province, specialist, heads):
    from dondoc.directives.commands.open_draft import open_draft
    from dondoc.documents.intake import Submission

    source = "Giao Sở Tài chính tổng hợp, báo cáo.".encode()
    open_draft(actor=specialist, submission=Submission(source, "van-ban.txt"), now=NOW)
    return meetings_of(specialist, province)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_that_is_sent_is_a_fault(scenario, office, data):
    method, path, query, body = data.draw(st.sampled_from(operations()))
    names = {name: data.draw(st.sampled_from(ROWS[name])) for name in re.findall(r"{(\w+)}", path)}
    address = path.format(**{name: scenario[row] for name, row in names.items()})
    asked = {name: str(data.draw(values(query[name]))) for name in query if data.draw(st.booleans())}
    sent = data.draw(values(body)) if body else None
    with transaction.atomic():
        answer = office.call(method, f"{address}?{urlencode(asked, errors='replace')}", sent)
        transaction.set_rollback(True)
    assert answer.status_code < 500, (method, address, sent)
