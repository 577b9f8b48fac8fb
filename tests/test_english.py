"""Who chose English reads English, also where something is refused; what is stored does not change with it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.conftest import NOW

import dondoc
from dondoc.documents.exchange_words import in_words as exchange_words
from dondoc.documents.reader_words import SENTENCES, in_words, notices_in_words
from dondoc.foundation.errors import BadInput, Conflict, NotFound
from dondoc.reading.errors import ReadingError

_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỷỹỵ]", re.IGNORECASE)


def test_a_refusal_is_worded_in_the_language_of_the_person(province: Any, specialist: Any) -> None:
    from dondoc.directives.commands.save_filter import save_filter

    with override("en"), pytest.raises(BadInput) as refused:
        save_filter(actor=specialist, name="a" * 81, query="role=lead", now=NOW)
    assert refused.value.message == "The name of a filter has at most 80 characters."
    assert refused.value.code == "name_too_long"
    with pytest.raises(BadInput) as refused:
        save_filter(actor=specialist, name="a" * 81, query="role=lead", now=NOW)
    assert refused.value.message == "Tên bộ lọc dài nhất 80 ký tự."


def test_what_is_not_found_says_so_in_english() -> None:
    with override("en"):
        assert NotFound().message == "This was not found, or you may not see it."
    assert NotFound().message == "Không tìm thấy nội dung này, hoặc bạn không có quyền xem."


def test_a_constraint_of_the_database_speaks_english(province: Any, administrator: Any) -> None:
    import datetime as dt

    from dondoc.organizations.commands.create_unit import create_unit

    with override("en"), pytest.raises(Conflict) as refused:
        create_unit(
            actor=administrator, code="skhdt", name="Sở", kind="department", valid_from=dt.date(2021, 1, 1), now=NOW
        )
    assert refused.value.message == "There is a unit with this code already."


@pytest.mark.parametrize("language", ["vi", "en"])
def test_tables_headed_in_either_language_can_be_imported(language: str) -> None:
    from dondoc.organizations.imports.cells import RowReader
    from dondoc.organizations.imports.files import read_files

    with override(language):
        here = read_files([("Đơn vị.csv", "Mã,Tên,Loại,Từ ngày\nsct,Sở Công Thương,Sở,01/01/2016".encode())])
        ours = read_files([("units.csv", "code,name,kind,valid_from\nsct,Sở Công Thương,Sở,01/01/2016".encode())])
        assert here.tables == ours.tables
        for word in ("department", "Sở", "so", "Department"):
            errors: list[Any] = []
            assert RowReader("units", 2, {"kind": word}, errors).kind("kind") == "department", word
            assert not errors
    with override("en"):
        english = read_files([("list.csv", "Code,Name,Kind,From\nsct,Sở Công Thương,Sở,01/01/2016".encode())])
        assert english.tables == here.tables


def test_the_errors_of_an_import_name_table_and_column_in_english(administrator: Any, province: Any) -> None:
    from dondoc.organizations.commands.import_units import import_organization

    rows = [{"code": "moi", "name": "Sở Mới", "kind": "department", "valid_from": "31/02/2021"}]
    with override("en"), pytest.raises(BadInput) as refused:
        import_organization(actor=administrator, tables={"units": rows}, now=NOW)
    assert refused.value.message == (
        "The file has 1 errors, so nothing was imported. The first one: Unit, row 2, column From: "
        "The day “31/02/2021” is not in the calendar. Correct it."
    )


def test_a_single_directive_is_not_called_by_its_number(
    client: Client, specialist: Any, province: Any, time_machine: Any
) -> None:
    time_machine.move_to(NOW, tick=False)
    client.force_login(specialist)
    client.cookies["django_language"] = "en"
    form = {
        "key": "k", "text": "Rà soát", "leads": ["skhdt"], "deadline_kind": "date", "due_on": "01/01/2021",
        "origin": "province",
    }  # fmt: skip
    body = client.post(reverse("web:directive_new"), form).content.decode()
    assert "This directive: the deadline (01/01/2021) comes before the day of assignment (18/01/2021)." in body


def test_the_api_answers_in_the_chosen_language(client: Client, specialist: Any) -> None:
    client.force_login(specialist)
    client.cookies["django_language"] = "en"
    unknown = client.get("/api/v1/assignments?unit=khong-co").json()
    assert (unknown["title"], unknown["code"]) == ("Invalid data", "unknown_unit")
    assert unknown["detail"] == "There is no unit with the code “khong-co”; see the list at /api/v1/units."
    wrong = client.get("/api/v1/assignments?limit=x&offset=x").json()
    assert wrong["code"] == "invalid"
    assert {error["message"] for error in wrong["errors"]} == {"Must be an integer."}
    assert not _VIETNAMESE.search(wrong["detail"])


def test_the_documentation_follows_the_language_and_the_description_does_not(client: Client, db: None) -> None:
    from dondoc.api.root import api

    api._described.clear()
    client.cookies["django_language"] = "en"
    page = client.get("/api/v1/docs").content.decode()
    assert "Getting started" in page
    assert "Read and do by program" in page
    # What stays Vietnamese is the OpenAPI description, and it says that it is.
    bare = re.sub(
        r"<(\w+)[^>]*\blang=\"vi\".*?</\1>|<pre.*?</pre>", "", page[page.index("api-head") :], flags=re.DOTALL
    )
    bare = bare.split("</main>")[0].replace("Đôn Đốc", "")
    assert not _VIETNAMESE.search(re.sub(r"<[^>]+>", " ", bare)), _VIETNAMESE.search(re.sub(r"<[^>]+>", " ", bare))
    described = client.get("/api/v1/openapi.json").json()
    assert described["info"]["description"].startswith("Đọc và làm")
    assert described["paths"]["/api/v1/me"]["get"]["responses"]["401"]["description"] == "Chưa xác thực"


def of_the_reader() -> Iterator[str]:
    """The sentences that the reader may give a person, their facts as `{}`."""
    known = {error.__name__ for error in ReadingError.__subclasses__()} - {"FileNotReadable"}  # a screen gives no path
    yield ReadingError.default
    yield from (error.default for error in ReadingError.__subclasses__() if error.__name__ in known)
    for file in sorted((Path(dondoc.__file__).parent / "reading").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            if node.func.id == "Notice":
                said = node.args[1]
            elif node.func.id in known:
                said = node.args[0]
            else:
                continue
            parts = said.values if isinstance(said, ast.JoinedStr) else [said]
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
            yield text.replace("{} không được hỗ trợ", "Tệp {} không được hỗ trợ")


def test_every_sentence_of_the_reader_has_its_english() -> None:
    found = set(of_the_reader())
    assert len(found) > 30
    with override("en"):
        left = [sentence for sentence in sorted(found) if _VIETNAMESE.search(in_words(sentence))]
    assert not left, "write these into documents/reader_words.py:\n" + "\n".join(left)


def test_every_sentence_for_the_reader_is_one_that_it_says() -> None:
    found = {sentence.replace("{}", "x") for sentence in of_the_reader()}
    named = {"Tệp chương trình không", "nội dung là văn bản thuần"}  # one of the facts is a Vietnamese word
    for template in SENTENCES:
        example = re.sub(r"%\(\w+\)s", "x", template)
        assert example in found or any(word in template for word in named), template


# Asked of the terminal alone: the JSON of a structured document.
_OF_THE_TERMINAL = (
    "Tệp JSON",
    "tệp JSON",
    "“exchange.",
    "“recipients”",
    "Mục “",
    "“secrecy”",
    "hãy viết dạng 2021-01-18",
)


def of_the_exchange() -> Iterator[str]:
    """The sentences that the exchange may give a person, their facts as `x`."""
    for file in sorted((Path(dondoc.__file__).parent / "documents/exchange").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                aside |= {id(part) for part in ast.walk(node) if part is not node}
        for node in ast.walk(tree):
            if id(node) in aside or not isinstance(node, ast.JoinedStr | ast.Constant):
                continue
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts)
            is_sentence = _VIETNAMESE.search(text) and text[0].isupper() and text.endswith((".", ".x"))
            if is_sentence and not any(word in text for word in _OF_THE_TERMINAL):
                # What stands there or not, as the sentences have it.
                text = text.replace("hỏngx", "hỏng (dòng 9)").replace("nhaux", "nhau (dòng 9)")
                yield text.removesuffix("x").replace("sang x (x) xx", "sang x (x) từ x (x)")


def test_every_sentence_of_the_exchange_has_its_english() -> None:
    found = set(of_the_exchange())
    assert len(found) > 80
    with override("en"):
        left = [sentence for sentence in sorted(found) if _VIETNAMESE.search(exchange_words(sentence))]
    assert not left, "write these into documents/exchange_words.py:\n" + "\n".join(left)


def test_what_the_exchange_says_of_several_problems_and_of_whom() -> None:
    with override("en"):
        assert (
            exchange_words(
                "Cơ quan nhận: Mã định danh “x” không đúng dạng; mã đúng có dạng H33.12.04 hoặc 000.04.12.H33."
            )
            == "Receiver: The code “x” has another form; a right one looks like H33.12.04 or 000.04.12.H33."
        )
        assert exchange_words("Văn bản thiếu trích yếu (và 2 lỗi khác).") == (
            "The document lacks: subject. (and 2 other problems)"
        )
        assert exchange_words("Không được chuyển sang 06 (Đã hoàn thành) từ 01 (Đã đến).") == (
            "Status 06 (Completed) may not follow 01 (Arrived)."
        )
        assert exchange_words("Câu chưa từng có.") == "Câu chưa từng có."
    assert exchange_words("Gói tin quá lớn.") == "Gói tin quá lớn."


def test_facts_are_kept_and_unknown_sentences_too() -> None:
    notice = {"code": "impossible_date", "message": "Ngày ban hành không có trên lịch: “31/02/2021”."}
    strange = {"code": "x", "message": "Câu chưa từng có."}
    with override("en"):
        assert notices_in_words([notice, strange]) == [
            {"code": "impossible_date", "message": "The day of issue is not in the calendar: “31/02/2021”."},
            strange,
        ]
        assert in_words("Tệp PDF có 9 trang, giới hạn là 5.") == "The PDF has 9 pages; the limit is 5."
        assert in_words(
            "Tên tệp có đuôi “.pdf” nhưng nội dung là văn bản thuần (.txt); đã đọc theo nội dung."
        ).endswith("plain text (.txt); it was read by its content.")
    assert notices_in_words([notice]) == [notice]
