"""An office's template as its people would make it in Word, made here so that no binary file is committed."""

from __future__ import annotations

import io

import docx

EVERYTHING = (
    "{%p for item in addressees %}", "{{ item }}", "{%p endfor %}",
    "{%p for item in grounds %}", "{{ item }}", "{%p endfor %}",
    "{%p for item in body %}",
    "{%p if item.kind == “heading” %}", "**{{ item }}", "{%p else %}", "{{ item }}", "{%p endif %}",
    "{%p endfor %}",
)  # fmt: skip


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def table(document, rows):
    """A table whose cells hold paragraphs, one for each line."""
    made = document.add_table(len(rows), len(rows[0]))
    for row, cells in zip(made.rows, rows, strict=True):
        for cell, lines in zip(row.cells, cells, strict=True):
            for k, line in enumerate(lines):
                (cell.paragraphs[0] if k == 0 else cell.add_paragraph()).add_run(line)
    return made


def template(*, body=EVERYTHING, before=(), after=()):
    """A template with a place for all that a document may say, in the order of the plain rendering."""
    document = docx.Document()
    table(document, [
        [
            ("{%p if parent %}", "{{ parent }}", "{%p endif %}", "{{ issuer }}"),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        ],
        [
            (
                "Số: {{ number }}{% if symbol %}/{{ symbol }}{% endif %}",
                "{%p if type == 'CÔNG VĂN' %}", "V/v {{ subject }}", "{%p endif %}",
                "{%p if urgency %}", "{{ urgency }}", "{%p endif %}",
            ),
            ("{{ place }}, {{ date }}",),
        ],
    ])  # fmt: skip
    lines = [
        *before,
        "{%p if type != 'CÔNG VĂN' %}", "{{ type }}", "{{ subject }}", "{%p if enacting_body %}", "{{ enacting_body }}", "{%p endif %}",
        "{%p endif %}",
        *body,
    ]  # fmt: skip
    for line in lines:
        said = document.add_paragraph().add_run(line.removeprefix("**"))
        said.bold = line.startswith("**")
    table(document, [[
        ("{%p if recipients %}", "Nơi nhận:", "{%p endif %}", "{%p for line in recipients %}", "{{ line }}", "{%p endfor %}"),
        ("{%p for line in signature.authority %}", "{{ line }}", "{%p endfor %}", "{{ signature.position }}", "", "{{ signature.name }}"),
    ]])  # fmt: skip
    for line in ("{%p for annex in annexes %}", "{{ annex.label }}", "{{ annex.title }}", "{{ annex.of }}"):
        document.add_paragraph(line)
    for line in ("{%p for item in annex.body %}", "{{ item }}", "{%p endfor %}", "{%p if annex.columns %}"):
        document.add_paragraph(line)
    grid = table(document, [
        [("{%tc for column in annex.columns %}",), ("{{ column }}",), ("{%tc endfor %}",)],
        [("{%tr for row in annex.rows %}",), ("",), ("",)],
        [("{%tc for cell in row %}",), ("{{ cell }}",), ("{%tc endfor %}",)],
        [("{%tr endfor %}",), ("",), ("",)],
    ])  # fmt: skip
    grid.style = None
    for line in ("{%p endif %}", "{%p endfor %}", *after):
        document.add_paragraph(line)
    return saved(document)
