from __future__ import annotations

import re

import pytest
from django.test import Client

from dondoc.api.problems import KINDS

_VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


@pytest.fixture
def described(db):
    return Client().get("/api/v1/openapi.json").json()


@pytest.fixture
def page(db):
    answer = Client().get("/api/v1/docs")
    assert answer.status_code == 200
    return answer.content.decode()


def operations(described):
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_every_endpoint_has_a_vietnamese_summary_and_a_name_of_its_own(described):
    ids = [operation["operationId"] for *_, operation in operations(described)]
    assert len(ids) == len(set(ids)) > 40
    for path, method, operation in operations(described):
        assert _VIETNAMESE.search(operation["summary"]), (path, method)
        assert _VIETNAMESE.search(operation["description"]), (path, method)


def test_every_reference_leads_somewhere(described):
    names = set(re.findall(r"#/components/schemas/(\w+)", str(described)))
    assert names <= set(described["components"]["schemas"])


def test_every_endpoint_needs_somebody_and_says_which_errors_it_has(described):
    for path, method, operation in operations(described):
        # The address of a signing service bears its own secret.
        open_to_all = path.startswith("/api/v1/signing-jobs/")
        assert ({"Token": []} in operation.get("security", [])) != open_to_all, (path, method)
        assert ("401" in operation["responses"]) != open_to_all, (path, method)
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"]


def test_the_page_shows_every_endpoint_schema_and_error(described, page):
    for *_, operation in operations(described):
        assert f'id="{operation["operationId"]}"' in page
    for name in described["components"]["schemas"]:
        assert f'id="luoc-do-{name}"' in page
    for status in KINDS:
        assert f'id="loi-{status}"' in page


def test_the_page_needs_no_network_and_no_inline_script_or_style(page):
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page.replace("http://testserver", ""))
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page)
    assert "curl" in page


def test_links_within_the_page_lead_somewhere(page):
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_no_two_schemas_have_one_name():
    """In the description a name stands for one thing: a second class of the same name would silently replace the first."""
    from collections import Counter
    from pathlib import Path

    from dondoc.api import schemas

    names = Counter(
        name
        for file in Path(schemas.__path__[0]).glob("*.py")
        for name in re.findall(r"^class (\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert not [name for name, count in names.items() if count > 1]
