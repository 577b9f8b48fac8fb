"""Every rule has its sentence, and every field says by which rules it was read."""

import ast
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.reading.builders import notice

import dondoc.reading
from dondoc.cli.read import read as command
from dondoc.reading import Reading, read, read_deadline, read_text
from dondoc.reading.reasons import ADDED, SENTENCES, is_worded, rule_of, sentences

SOURCE = Path(dondoc.reading.__file__).parent
KINDS = {name.partition(":")[0] for name in SENTENCES}
# What stands in a name that the code puts together, and every value that it can have.
PARTS = {
    "kind": ("none", "standing"),
    "deadline.kind": ("date", "period", "relative", "event", "recurring", "standing", "none"),
    "source": ("heading", "chapeau", "before", "meeting", "clause above"),
}
CORPUS = Path(__file__).parent / "corpus"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.rglob("*.txt"))]


def names_in(tree):
    """The names of rules that a module's code holds; names put together are written out."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            first = node.values[0]
            if not (
                isinstance(first, ast.Constant) and str(first.value).partition(":")[0] in KINDS and ":" in first.value
            ):
                continue
            made = [""]
            for part in node.values:
                texts = [part.value] if isinstance(part, ast.Constant) else PARTS[ast.unparse(part.value)]
                made = [before + text for before in made for text in texts]
            yield from made
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            kind, colon, rest = node.value.partition(":")
            if colon and rest and kind in KINDS:
                yield node.value


def emitted():
    found = set()
    for path in SOURCE.rglob("*.py"):
        if path.name != "reasons.py":
            found |= set(names_in(ast.parse(path.read_text(encoding="utf-8"))))
    return found


def test_every_rule_that_the_code_names_has_a_sentence():
    found = emitted()
    assert len(found) > 50
    assert {name for name in found if not is_worded(name)} == set()


def test_the_sources_of_an_inherited_lead_are_all_known():
    said = set()
    for path in SOURCE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in PARTS["source"]:
                said.add(node.value)
    assert said == set(PARTS["source"])


def test_no_sentence_is_without_a_rule():
    used = {rule_of(name) for name in emitted()} | {
        "lead:inherited"
    }  # older readings were stored with less exact names
    assert set(SENTENCES) - used == set()


def test_the_sentences_are_sentences():
    for sentence in [*SENTENCES.values(), *filter(None, ADDED.values())]:
        assert sentence[0].isupper()
        assert sentence.endswith(".")


def test_a_name_with_an_addition_says_both():
    assert sentences("deadline:date in the sentence after") == (
        "Thời hạn ghi ngày cụ thể.",
        "Thời hạn nêu ở câu riêng phía sau.",
    )
    assert sentences("deadline:standing by its verb") == ("Động từ cho thấy việc làm thường xuyên.",)
    assert sentences("lead:inherited from elsewhere") == ("Đơn vị lấy từ phần phía trên.",)
    assert sentences("verb:giao") == ()


def filled(reading):
    """The paths of all fields that a reading fills in."""
    d, m = reading.document, reading.meeting
    for name, value in d.to_dict().items():
        if name == "signer":
            yield from (f"document.signer.{part}" for part, words in value.items() if words)
        elif value:
            yield f"document.{name}"
    yield from (f"meeting.{name}" for name, value in m.to_dict().items() if value)
    for index, reference in enumerate(reading.references):
        yield from (f"references.{index}.{name}" for name in ("type", "number", "date") if getattr(reference, name))


@pytest.mark.skipif(not TEXTS, reason="no annotated documents")
def test_every_field_of_every_document_has_its_rules_and_no_other_has():
    for text in TEXTS:
        reading = read_text(text)
        assert set(reading.why) == set(filled(reading))
        for names in [*reading.why.values(), *(d.because for d in reading.directives)]:
            assert names
            assert all(is_worded(name) for name in names), names


def test_a_notice_says_why():
    body = "Sở Tài chính báo cáo theo Công văn số 12/STC-NS ngày 01/3/2023.\n1. Giao Phòng Nội vụ phối hợp với Sở Tài chính lập đề án trước ngày 30/6/2023."
    reading = read_text(notice(body))
    assert reading.why["document.number"] == ("header:number after Số",)
    assert reading.why["document.type"] == ("header:title line",)
    assert reading.why["references.0.date"] == ("reference:date after the number",)
    assert Reading.from_dict(reading.to_dict()) == reading
    assert hash(reading)


def test_an_expression_alone_has_worded_rules():
    for words in ("trước ngày 20 hằng tháng", "thường xuyên", "không rõ", "quý III/2025"):
        assert all(is_worded(name) for name in read_deadline(words, None).rules)


def test_explain_shows_sentences_beside_names(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        notice("1. Giao Phòng Nội vụ phối hợp với Sở Tài chính lập đề án trước ngày 30/6/2023."), encoding="utf-8"
    )
    done = CliRunner().invoke(command, ["--explain", str(path)])
    assert done.exit_code == 0
    shown = " ".join(done.stdout.replace("│", " ").split())
    for words in (
        "Số đứng sau chữ “Số” ở phần đầu. [header:number after Số]",
        "Có động từ giao việc (giao, yêu cầu, đề nghị…).",
        "[lead:verb of assignment]",
        "[deadline:date]",
        "Phối hợp",
        "Nhiệm vụ 1 (mục 1)",
    ):
        assert words in shown
    for name, value in read(path).why.items():
        assert value[0].split(":")[0] in shown, name


def test_explain_of_a_text_without_duties(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Trời hôm nay đẹp.", encoding="utf-8")
    assert "Không tìm thấy nhiệm vụ" in CliRunner().invoke(command, ["--explain", str(path)]).stdout
