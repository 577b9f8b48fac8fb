"""Broken files: whatever bytes are changed, cut or put in, a sheet is read or refused with a code, never anything else."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tasksheets.workbooks import sheet_of

from dondoc.tasksheets.reading import SheetError, read_table
from dondoc.tasksheets.words import refusal

GOOD = sheet_of([1, "Việc", "13/TB-VP", "07/01/2021", "31/12/2021", "Sở Y tế"], [2, "=1+1", None, 44211, 0.5, "x"])
PARTS = zipfile.ZipFile(io.BytesIO(GOOD)).namelist()


def _read(data: bytes) -> None:
    try:
        table = read_table(data)
    except SheetError as error:
        assert refusal(error).message  # noqa: PT017  a good file is read, too
    else:
        assert table.header.columns


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_bytes_of_the_package_that_were_changed(data: Any) -> None:
    broken = bytearray(GOOD)
    for _change in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    _read(bytes(broken[: data.draw(st.integers(0, len(broken)))] if data.draw(st.booleans()) else broken))


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PARTS), st.data())
def test_a_part_of_it_that_was_changed(part: str, data: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(out, "w") as target:
        for name in PARTS:
            content = bytearray(source.read(name))
            if name == part:
                at = data.draw(st.integers(0, len(content)))
                piece = data.draw(
                    st.one_of(
                        st.binary(max_size=12),
                        st.sampled_from(
                            [
                                b"<",
                                b"</c>",
                                b'r="XFD1048576"',
                                b't="e"',
                                b"<row/>",
                                b"<f/>",
                                b"&x;",
                                b'"',
                                b"<v>9e999</v>",
                            ]
                        ),
                    )
                )
                content[at : at + data.draw(st.integers(0, 30))] = piece
            target.writestr(name, bytes(content))
    _read(out.getvalue())


@pytest.mark.parametrize(
    "value",
    ["1e999", "-1e999", "nan", "99999999999999999999", "-44211", "2958466", "0.00000001", "TRUE", "#REF!", "9" * 400],
)
def test_numbers_that_are_no_days(value: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(out, "w") as target:
        for name in PARTS:
            content = source.read(name).replace(b"<v>44211</v>", f"<v>{value}</v>".encode())
            target.writestr(name, content)
    _read(out.getvalue())


@given(st.binary(max_size=300))
def test_any_bytes_at_all(data: bytes) -> None:
    for begin in (b"", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")):
        with pytest.raises(SheetError):
            read_table(begin + data)
