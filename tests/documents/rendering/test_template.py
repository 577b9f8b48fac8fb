"""An office's own .docx: the same words as the plain rendering, and a sentence for whatever is wrong with it."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from tests.documents.rendering.measuring import docx_text
from tests.documents.rendering.office import EVERYTHING, saved, table, template
from tests.documents.rendering.province import NAMES, structured
from tests.documents.rendering.samples import DECISION, LETTER, NOTICE
from tests.documents.rendering.test_round_trip import facts
from tests.documents.rendering.test_round_trip import structured as generated

from dondoc.documents.rendering import RenderingError, StructuredDocument, render, render_in
from dondoc.documents.rendering import template as filling
from dondoc.documents.rendering import template_package as packing
from dondoc.reading import read_bytes

PLAIN = template()


def made(data, file=PLAIN):
    return render_in(StructuredDocument.from_dict(data), file)


def plain(data):
    return render(StructuredDocument.from_dict(data), "docx")


def refusal(file, data=NOTICE):
    with pytest.raises(RenderingError) as refused:
        made(data, file)
    assert refused.value.message.endswith(".")
    return refused.value


def repacked(file, **changed):
    """A .docx with some of its members replaced or added; names are given with "/" as "__"."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        members = {name: old.read(name) for name in old.namelist()}
        for name, change in changed.items():
            path = name.replace("__", "/").replace("_DOT_", ".")
            members[path] = change(members[path]) if callable(change) else change
        for name, content in members.items():
            new.writestr(name, content)
    return out.getvalue()


BODY, RELATIONS = "word__document_DOT_xml", "word___rels__document_DOT_xml_DOT_rels"


def with_body(change):
    return repacked(PLAIN, **{BODY: change})


@pytest.mark.parametrize("data", [NOTICE, LETTER, DECISION], ids=["notice", "letter", "decision"])
def test_a_template_with_all_fields_says_what_the_plain_rendering_says(data):
    filled = made(data)
    assert docx_text(filled) == docx_text(plain(data))
    assert facts(read_bytes(filled, "a.docx")) == facts(read_bytes(plain(data), "a.docx"))
    assert filled == made(data)


@pytest.mark.parametrize("name", NAMES)
def test_the_documents_of_the_province_too(name):
    assert docx_text(made(structured(name))) == docx_text(plain(structured(name)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(generated())
def test_whatever_the_document(data):
    assert docx_text(made(data)) == docx_text(plain(data))


def test_what_the_office_wrote_and_how_it_looks_stays():
    document = docx.Document(io.BytesIO(template(before=["CƠ QUAN ĐẠT CHUẨN VĂN HÓA"])))
    document.sections[0].footer.paragraphs[0].text = "{{ subject }} – điện thoại 0297 3862 164"
    document.core_properties.title = "{{ ''.__class__ }}"
    document.core_properties.author = "Người soạn mẫu"
    filled = made(NOTICE, saved(document))
    assert "CƠQUANĐẠTCHUẨNVĂNHÓA" in docx_text(filled)
    again = docx.Document(io.BytesIO(filled))
    assert again.sections[0].footer.paragraphs[0].text == f"{NOTICE['subject']} – điện thoại 0297 3862 164"
    assert again.core_properties.title == NOTICE["subject"]
    assert again.core_properties.author == NOTICE["issuer"]
    bold = {p.text for p in again.paragraphs if any(run.bold for run in p.runs)}
    assert bold == {"1. Nhiệm vụ trong quý I năm 2021"}


def test_a_field_that_word_has_cut_into_runs_and_given_curly_quotes_is_filled():
    document = docx.Document(io.BytesIO(PLAIN))
    paragraph = next(p for p in document.paragraphs if p.text == "{{ subject }}")
    paragraph.text = ""
    for piece in ("{", "{ sub", "ject }", "}"):
        paragraph.add_run(piece).italic = piece == "ject }"
    assert docx_text(made(NOTICE, saved(document))) == docx_text(plain(NOTICE))


def test_a_letter_of_courtesy_has_a_number_without_a_symbol():
    data = NOTICE | {"type": "Thư công", "symbol": ""}
    assert "Số:05Kiên" in docx_text(made(data))
    assert docx_text(made(data)) == docx_text(plain(data))


def test_signs_of_xml_and_of_templates_in_a_document_are_only_words():
    data = NOTICE | {"subject": "Về A & B <w:p/> {{ number }} {% if %} ${x}"}
    filled = made(data)
    assert "VềA&B<w:p/>{{number}}{%if%}${x}" in docx_text(filled)
    assert docx_text(filled) == docx_text(plain(data))


def test_an_empty_loop_leaves_a_cell_and_a_header_that_word_opens():
    document = docx.Document(io.BytesIO(PLAIN))
    header = document.sections[0].header
    header.paragraphs[0].text = "{%p if urgency %}"
    for line in ("{{ urgency }}", "{%p endif %}"):
        header.add_paragraph(line)
    table(document, [[("{%p for line in addressees %}", "{{ line }}", "{%p endfor %}")]])
    filled = docx.Document(io.BytesIO(made(NOTICE, saved(document))))
    assert [p.text for p in filled.tables[-1].rows[0].cells[0].paragraphs] == [""]
    assert [p.text for p in filled.sections[0].header.paragraphs] == [""]


@pytest.mark.parametrize(
    ("lines", "said", "field"),
    [
        (["Số {{ nuber }}"], "đoạn 15 của thân văn bản (“Số {{ nuber }}”): không có trường “nuber”, có phải “number” không.", "nuber"),
        (["{{ chu_ky }}"], "không có trường “chu_ky”; các trường có: type, number", "chu_ky"),
        (["{{ signature.nam }}"], "không có trường “signature.nam”, có phải “name” không", "signature.nam"),
        (["{{ signature }}"], "“signature” gồm nhiều trường; hãy ghi rõ: signature.authority", "signature"),
        (["{{ recipients }}"], "“recipients” là một danh sách", "recipients"),
        (["{{ subject "], "có “{{” lẻ", ""),
        (["subject }}"], "có “}}” lẻ", ""),
        (["{% if subject"], "có “{%” lẻ", ""),
        (["{", "{ subject }}"], "có “{” lẻ", ""),
        (["{{ }}"], "trường trống", ""),
        (["{{ số hiệu }}"], "không hiểu “số hiệu”", "số hiệu"),
        (["{{ number number }}"], "không hiểu “number number”", "number number"),
        (["{%p for x in subject %}", "{%p endfor %}"], "“subject” không phải danh sách", "subject"),
        (["{%p for %}", "{%p endfor %}"], "phải viết dạng: for dòng in recipients", ""),
        (["{%p for body in recipients %}", "{%p endfor %}"], "“body” đã là tên trường", "body"),
        (["{%p for x in recipients %}", "{{ x }}"], "(“{%p for x in recipients %}”) (chưa có “endfor”?)", "addressees"),
        (["{%p endfor %}"], "“endfor” không có “for” ở trước", ""),
        (["{%p if subject %}", "{%p endfor %}"], "“endfor” không có “for” ở trước", ""),
        (["{%p if subject %}", "{% endif %}"], "phải viết cùng kiểu ({%p … %})", ""),
        (["{% if subject %}x", "{% endif %}"], "“if” chưa được đóng trong cùng đoạn", ""),
        (["x {%p if subject %}", "{%p endif %}"], "phải đứng một mình trong đoạn", ""),
        (["{%tr for x in recipients %}", "{%tr endfor %}"], "phải nằm trong một hàng của bảng", ""),
        (["{%p for a in body %}", "{%p for b in body %}", "{%p endfor %}", "{%p endfor %}"], "nằm trong vòng lặp tại đoạn 15", "body"),
        (["{%p if subject %}"] * 7 + ["{%p endif %}"] * 7, "lồng sâu quá 6 cấp", ""),
        (["{{ subject }}"] * 1001, "có quá 1000 trường", ""),
        (["{%p for x in body %}", "{{ x.text.upper() }}", "{%p endfor %}"], "cách viết không được phép", "x.text.upper()"),
    ],
)  # fmt: skip
def test_a_broken_or_unknown_field_is_named_with_its_place(lines, said, field):
    error = refusal(template(before=lines))
    assert error.code == "bad_template"
    assert said in error.message
    assert error.field == field
    assert "\n" not in error.message


@pytest.mark.parametrize(
    "lines",
    [
        ["{{ subject.__class__.__mro__ }}"], ["{{ ''.__class__ }}"], ["{{ self }}"], ["{{ range(9) }}"], ["{{ subject|attr('x') }}"],
        ["{{ subject['upper'] }}"], ["{{ 'a' * 1000000000 }}"], ["{{ cycler }}"], ["{{ subject ~ subject }}"], ["{{ 2 ** 99 }}"],
        ["{% set x = 1 %}"], ["{% include 'x' %}"], ["{% import 'x' as y %}"], ["{% extends 'x' %}"], ["{%p macro m() %}", "{%p endmacro %}"],
        ["{% raw %}{% endraw %}"], ["{% block a %}{% endblock %}"], ["{% filter upper %}{% endfilter %}"], ["{% call x() %}{% endcall %}"],
        ["{%p for x in range(10) %}", "{%p endfor %}"], ["{%p for a, b in body %}", "{%p endfor %}"],
        ["{%p for x in body if x.text %}", "{%p endfor %}"], ["{%p if subject.__class__ %}", "{%p endif %}"], ["{{ subject if 1 else ''.x }}"],
        ["{{ (lambda: 1) }}"], ["{{ subject | upper | join }}"], ["{{r subject }}"], ["{{p subject }}"], ["{%r if subject %}{%r endif %}"],
        ["{%- if subject %}x{% endif %}"], ["{% if subject -%}x{% endif %}"], ["{% colspan 3 %}"], ["{% cellbg subject %}"], ["{% vm %}"],
        ["{% hm %}"], ["{{ debug }}"], ["{% debug %}"], ["{{ subject %}"], ["{{ {} }}"], ["{{ loop.index }}"],
    ],
)  # fmt: skip
def test_tricks_of_the_template_language_are_refused(lines):
    assert refusal(template(before=lines)).code == "bad_template"


def test_what_a_template_may_say():
    lines = [
        "{# lời dặn của văn phòng #}",
        "{{ subject | upper }}",
        "{%p if number and not (urgency == 'KHẨN') or type != 'X' %}", "có số", "{%p elif parent %}", "{%p endif %}",
        "{%p for item in body %}", "{{ loop.index }}/{{ loop.length }} {{ item.kind }} {{ item.label }} {{ item.text }}", "{%p else %}",
        "{%p endfor %}",
        "{% if urgency %}{{ urgency }}{% else %}thường{% endif %}",
        "{% for line in recipients %}{{ line }}{% if not loop.last %} {% endif %}{% endfor %}",
        "{{ recipients | first }} {{ recipients | length }}",
    ]  # fmt: skip
    said = docx_text(made(NOTICE, template(before=lines)))
    assert "lờidặn" not in said
    assert "cósố1/6text" in said
    assert "thường-CT,cácPCTUBNDtỉnh;-Cácsở" in said
    assert "-CT,cácPCTUBNDtỉnh;5THÔNGBÁO" in said


@pytest.mark.parametrize(
    ("gone", "field", "words"),
    [
        ("{{ subject }}", "subject", "Kết luận của Chủ tịch"),
        ("{{ signature.name }}", "signature.name", "Đỗ Thị Minh Hảo"),
        ("{{ place }}, {{ date }}", "date", "ngày 07 tháng 01 năm 2021"),
    ],
)
def test_what_a_template_would_swallow_is_named(gone, field, words):
    document = docx.Document(io.BytesIO(PLAIN))
    cells = (p for t in document.tables for row in t.rows for cell in row.cells for p in cell.paragraphs)
    for paragraph in (*document.paragraphs, *cells):
        if paragraph.text in {gone, f"V/v {gone}"}:
            paragraph.text = ""
    error = refusal(saved(document))
    assert (error.code, error.field) == ("bad_template", field)
    assert words in error.message
    assert f"“{field}”" in error.message


def test_what_is_open_at_the_end_is_named():
    error = refusal(template(after=["{%p if subject %}"]))
    assert error.message.endswith("(“{%p if subject %}”): “if” không có “endif”.")


def test_a_loop_that_leaves_something_out_is_named():
    body = (
        "{%p for item in body %}",
        "{%p if item.kind == 'heading' %}",
        "{{ item }}",
        "{%p endif %}",
        "{%p endfor %}",
    )
    error = refusal(template(body=body))
    assert error.field == "body[0]"
    error = refusal(template(body=("{{ body | last }}",)))
    assert error.field == "body[0]"
    error = refusal(template(body=EVERYTHING[:3]), LETTER)
    assert (error.field, "không có trường “body”" in error.message) == ("body[0]", True)


def test_a_template_that_repeats_without_measure_is_stopped(monkeypatch):
    monkeypatch.setattr(filling, "_LONGEST", 100_000)
    error = refusal(template(before=["{%p for x in body %}", "{{ x }}", "{%p endfor %}"] * 100))
    assert "phình quá lớn" in error.message


def test_a_template_with_a_mark_of_secrecy_is_refused():
    error = refusal(template(before=["TỐI MẬT"]))
    assert error.code == "secret"
    assert "đoạn 15 của thân văn bản" in error.message


def relation(kind, target="https://example.vn/a.docx", mode=' TargetMode="External"'):
    added = f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/>'
    return {RELATIONS: lambda old: old.replace(b"</Relationships>", added.encode() + b"</Relationships>")}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"word__vbaProject_DOT_bin": b"x"}, "có macro hoặc đối tượng nhúng (word/vbaProject.bin)"),
        ({"word__embeddings__a_DOT_bin": b"x"}, "đối tượng nhúng"),
        ({"word__activeX__a_DOT_xml": b"<x/>"}, "có macro"),
        (relation("image"), "trỏ tới tệp bên ngoài (image: https://example.vn/a.docx)"),
        (relation("attachedTemplate", "file:///x.dotm"), "trỏ tới tệp bên ngoài (attachedTemplate"),
        (relation("aFChunk", "a.html", ""), "có nội dung nhúng (aFChunk)"),
        ({BODY: lambda old: b'<!DOCTYPE a [<!ENTITY b "c">]>' + old[old.index(b"<w:document") :]}, "DOCTYPE"),
        ({BODY: b"<w:document"}, "bị hỏng ở phần word/document.xml"),
        ({"word__comments_DOT_xml": b'<w:t xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{{ x }}</w:t>'}, "nơi không được điền"),
        ({BODY: lambda old: old.replace(b"<w:body>", b"<w:body><w:p><w:r><w:instrText>INCLUDETEXT C:/a.docx</w:instrText></w:r></w:p>")}, "INCLUDETEXT"),
        ({BODY: lambda old: old.replace(b"<w:body>", b'<w:body><w:p><w:fldSimple w:instr=" DDEAUTO c a "/></w:p>')}, "DDEAUTO"),
        ({BODY: lambda old: old.replace(b"<w:body>", b'<w:body><w:p><w:ins w:id="1"><w:r><w:t>a</w:t></w:r></w:ins></w:p>')}, "theo dõi thay đổi"),
        ({BODY: lambda old: old.replace(b"<w:body>", b'<w:body><w:p w:rsidR="{{ x }}"/>')}, "nơi không phải chữ thường"),
        ({BODY: lambda old: old.replace(b"<w:body>", b"<w:body><w:p><w:r><w:instrText>{</w:instrText></w:r></w:p>")}, "nơi không phải chữ thường"),
        ({"[Content_Types]_DOT_xml": lambda old: old.replace(b"vnd.openxmlformats-officedocument.wordprocessingml.document.main", b"vnd.ms-word.document.macroEnabled.main")}, "có macro"),
    ],
)  # fmt: skip
def test_what_a_template_may_not_hold_is_named(changed, said):
    error = refusal(repacked(PLAIN, **changed))
    assert error.code == "bad_template"
    assert said in error.message


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "không mở được như một tệp .docx"),
        (b"PK\x03\x04 broken", "không mở được như một tệp .docx"),
        (b"\xd0\xcf\x11\xe0" * 100, "không mở được như một tệp .docx"),
        (b"x" * (11 << 20), "lớn quá 10 MB"),
        (repacked(PLAIN, word__big_DOT_xml=b"<a>" + b" " * (50 << 20) + b"</a>"), "phình quá lớn"),
    ],
    ids=["empty", "cut", "old Word", "large", "bomb"],
)
def test_what_is_no_template_is_said(file, said):
    assert said in refusal(file).message


def test_a_document_may_be_longer_than_a_template(monkeypatch):
    monkeypatch.setattr(packing, "_LARGEST_PART", 500_000)
    data = NOTICE | {"body": [{"label": f"{k}.", "text": "Giao Sở Tài chính báo cáo kết quả."} for k in range(4500)]}
    assert docx_text(made(data)) == docx_text(plain(data))


def test_a_template_without_fields_is_refused():
    assert "không có trường nào" in refusal(saved(docx.Document())).message


def test_a_link_that_somebody_clicks_may_stay():
    assert docx_text(made(NOTICE, repacked(PLAIN, **relation("hyperlink")))) == docx_text(plain(NOTICE))
