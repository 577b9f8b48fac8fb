"""Several statements in one trip: each sees those before it, and an error lets none of them stand."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from dondoc.foundation.text import sort_key
from dondoc.foundation.writing import insert, one_trip
from dondoc.organizations.models import WorkField

pytestmark = pytest.mark.django_db


def field_of_work(province, number, code):
    name = f"Lĩnh vực {number}"
    return WorkField(
        jurisdiction_id=province.jurisdiction.id, id=900_000 + number, code=code, name=name, sort_key=sort_key(name)
    )


def codes(province):
    rows = WorkField.objects.filter(jurisdiction_id=province.jurisdiction.id, id__gt=900_000)
    return list(rows.order_by("id").values_list("code", flat=True))


def test_rows_are_written_with_the_keys_they_carry(province):
    insert([field_of_work(province, 1, "một"), field_of_work(province, 2, "hai")])
    assert codes(province) == ["một", "hai"]


def test_a_statement_sees_what_those_before_it_did(province):
    with one_trip():
        insert([field_of_work(province, 1, "trước")])
        with connection.cursor() as cursor:
            cursor.execute("UPDATE organizations_workfield SET code = code || '-sau' WHERE id = 900001")
    assert codes(province) == ["trước-sau"]


def written(*batches):
    with transaction.atomic(), one_trip():
        for batch in batches:
            insert(batch)


def test_an_error_comes_at_the_end_and_nothing_stands(province):
    rows = [
        field_of_work(province, 1, "một"),
        field_of_work(province, 1, "cùng khoá"),
        field_of_work(province, 3, "ba"),
    ]
    with pytest.raises(IntegrityError):
        written(*([row] for row in rows))
    assert codes(province) == []


def test_an_error_of_ours_in_the_block_is_told_as_it_is(province):
    with pytest.raises(IndexError):
        written([field_of_work(province, 1, "một")], [])
    assert codes(province) == []
