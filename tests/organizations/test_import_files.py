"""Reading uploaded workbooks and CSV files: whatever Excel made of them, and nothing that would do harm."""

import csv
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

import dondoc
from dondoc.foundation.errors import BadInput
from dondoc.organizations.commands.import_units import import_organization
from dondoc.organizations.imports import files
from dondoc.organizations.imports.files import read_files
from dondoc.organizations.models import Post

DATA = Path(dondoc.__file__).parent / "demo" / "data"
ROWS = [
    ["Mã", "Tên", "Loại", "Từ ngày", "Viết tắt", "Ghi chú"],
    ["sct", "Sở Công Thương", "Sở", "01/01/2016", "SCT", "?"],
]


def as_csv(rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_is_read_whatever_excel_made_of_it(coding, delimiter):
    read = read_files([("Danh sách.csv", as_csv(ROWS, delimiter).encode(coding))])
    assert read.tables == {"units": [
        {"code": "sct", "name": "Sở Công Thương", "kind": "Sở", "valid_from": "01/01/2016", "abbreviation": "SCT"},
    ]}  # fmt: skip
    assert read.ignored == ["Danh sách.csv: Ghi chú"]


def test_the_old_windows_code_page_is_read():
    import unicodedata

    rows = [["code", "name", "kind", "valid_from"], ["sct", "Sở Công Thương", "department", "2016-01-01"]]
    text = as_csv(rows)
    # cp1258 has the letters with their shape and, apart, the tones.
    data = b""
    for ch in unicodedata.normalize("NFC", text):
        try:
            data += ch.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", ch)
            tone = parts[-1] if len(parts) > 2 else parts[1]
            data += unicodedata.normalize("NFC", "".join(p for p in parts if p != tone)).encode("cp1258")
            data += tone.encode("cp1258")
    assert read_files([("units.csv", data)]).tables["units"][0]["name"] == "Sở Công Thương"


def workbook(sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_sheet_by_sheet_with_its_dates_and_numbers(province, administrator, now):
    moment = dt.datetime(2016, 7, 1)  # noqa: DTZ001 - a cell has no zone
    data = workbook(
        {
            "Đơn vị": [["code", "name", "kind", "valid_from"], ["sct", "Sở Công Thương", "Sở", dt.date(2016, 1, 1)], [],
                       ["sdl", "Sở Du lịch", "department", moment]],
            "Chức danh": [["Đơn vị", "Mã chức danh", "Tên chức danh", "Người đứng đầu", "Thứ tự"],
                          ["sct", "gd", "Giám đốc", True, 1]],
            "Ghi chú": [["Bảng này không dùng"]],
        }
    )  # fmt: skip
    read = read_files([("Đơn vị.xlsx", data)])
    assert [row.get("valid_from") for row in read.tables["units"]] == ["2016-01-01", None, "2016-07-01"]
    assert read.tables["posts"][0]["is_head"] == "yes"
    assert read.tables["posts"][0]["rank"] == "1"
    assert read.ignored == ["Đơn vị.xlsx – Ghi chú"]
    plan = import_organization(actor=administrator, tables=read.tables, now=now)
    assert [row.row for row in plan.rows if row.table == "units"] == [2, 4]
    assert Post.objects.get().is_head


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.csv", b"", "rỗng"),
        ("a.pdf", b"x", "xlsx hoặc .csv"),
        ("a.xlsx", b"not a zip", "bị hỏng"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"x" * 600, "có mật khẩu"),
        ("a.csv", b"code,name\x00\n", "bảng mã"),
        ("a.csv", b"x,y\n1,2\n", "Không thấy bảng nào"),
        ("a.csv", b"   \n", "Không thấy bảng nào"),
        ("a.csv", b'code,name,kind,valid_from\n"a,b\n', "sai dạng CSV"),
        ("a.csv", "code,name,kind,valid_from\n,Së C«ng Th\xad¬ng ®,,\n".encode("latin-1"), "TCVN3"),
        ("a.csv", ("code,name,kind,valid_from\n" + "x" * 3000 + ",,,\n").encode(), "dài hơn"),
        ("a.csv", ("a," * 80 + "\n").encode(), "60 cột"),
        ("a.csv", b"code,name,kind,valid_from\n" + b"a,b,c,d\n" * 20_001, "20000 dòng"),
        ("a.csv", b"x" * (files.MOST_BYTES + 1), "5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(name, data, word):
    with pytest.raises(BadInput, match=word) as refused:
        read_files([(name, data)])
    assert refused.value.message.endswith(".")


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(files, "MOST_UNPACKED", 1000)
    with pytest.raises(BadInput, match="giải nén"):
        read_files([("a.xlsx", workbook({"units": [["code"]]}))])


def test_a_workbook_with_a_torn_sheet_is_refused():
    import zipfile

    source = zipfile.ZipFile(io.BytesIO(workbook({"units": [["code"]]})))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            target.writestr(part, b"<broken" if "sheet1" in part else source.read(part))
    with pytest.raises(BadInput, match="bị hỏng"):
        read_files([("a.xlsx", out.getvalue())])


def test_the_same_table_twice_is_refused():
    data = (DATA / "units.csv").read_bytes()
    with pytest.raises(BadInput, match="hai bảng"):
        read_files([("units.csv", data), ("Đơn vị.csv", data)])
