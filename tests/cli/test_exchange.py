"""`dondoc exchange`: packets written, read and answered on the command line; what is wrong is one sentence, status 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.documents.exchange import builders as b

from dondoc.cli import main
from dondoc.documents.exchange import read_packet, write_packet
from dondoc.documents.exchange.codes import IdStyle, Kind, Priority, Status, Steering
from dondoc.documents.exchange.packet import Attachment

AT = ("--at", "2021-01-18T08:00")


def run(*arguments):
    return CliRunner().invoke(main, ["exchange", *map(str, arguments)], prog_name="dondoc")


def refused(*arguments) -> str:
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr


def document(**changes):
    values = {
        "type": "Thông báo", "number": "21", "symbol": "TB-VP", "date": "2021-01-12", "place": "Kiên Giang",
        "parent": "UBND TỈNH KIÊN GIANG", "issuer": "Văn phòng UBND tỉnh", "subject": "Kết luận họp", "urgency": "HỎA TỐC",
        "signature": {"authority": ["KT. CHÁNH VĂN PHÒNG"], "position": "PHÓ CHÁNH VĂN PHÒNG", "name": "Trần Văn An"},
        "recipients": ["- Như trên;", "- Lưu: VT, tvan."], "addressees": ["Sở Tài chính"], "grounds": [], "body": [], "annexes": [],
        "drafter": "tvan", "secrecy": None,
        "exchange": {
            "from": {"code": "H33.12", "in_charge": "UBND tỉnh"}, "to": [{"code": "000.00.13.H33", "name": "Sở Tài chính"}],
            "steering": 2, "due_on": "2021-01-25", "attachments": ["tệp/Phụ lục 1.pdf"],
        },
    }  # fmt: skip
    return {**values, **changes}


def exchange(**changes):
    return document(exchange={**document()["exchange"], **changes})


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tệp").mkdir()
    (tmp_path / "tệp" / "Phụ lục 1.pdf").write_bytes(b"%PDF-1.7 phu luc")
    return tmp_path


def names(folder):
    return [path.name for path in folder.iterdir()]


def saved(folder, content) -> Path:
    path = folder / "vb.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def written(folder, content, *options):
    out = folder / "ra.edxml"
    done = run("write", saved(folder, content), out, *options, *AT)
    assert done.exit_code == 0, done.stderr
    return read_packet(out.read_bytes()).message


def test_a_document_becomes_a_packet(folder):
    packet = written(folder, document())
    assert packet.document_id.text == "H33.12,2021/01/12,21/TB-VP"
    assert packet.sender.name == "Văn phòng UBND tỉnh"
    assert packet.to[0].code.text == "000.00.13.H33"
    assert packet.other.priority is Priority.IMMEDIATE
    assert packet.steering is Steering.STEERS
    assert packet.signer.competence == "KT. CHÁNH VĂN PHÒNG"
    assert packet.to_places == ("Như trên", "Lưu: VT, tvan.")
    assert packet.trace[0].at == b.AT
    assert packet.attachments[0].name == "Phụ lục 1.pdf"
    assert packet.attachments[0].content == b"%PDF-1.7 phu luc"


def test_the_same_document_gives_the_same_packet(folder):
    for name in ("a", "b"):
        assert run("write", saved(folder, document()), folder / name, *AT).exit_code == 0
    assert (folder / "a").read_bytes() == (folder / "b").read_bytes()


def test_both_styles_of_id(folder):
    one = written(folder, document(), "--id-style", "uuid").document_id
    assert one.style is IdStyle.UUID
    assert written(folder, document(), "--id-style", "uuid").document_id == one


def test_the_other_kinds(folder):
    recall = written(folder, exchange(reason="Ban hành nhầm"), "--kind", "recall").business
    assert (recall.kind, recall.reason, recall.document_id.text) == (
        Kind.RECALL,
        "Ban hành nhầm",
        "H33.12,2021/01/12,21/TB-VP",
    )
    update = written(
        folder,
        exchange(
            reason="Thêm nơi nhận",
            receivers=[{"code": "H33.14", "change": "add"}, {"code": "H33.13", "change": "remove"}],
        ),
        "--kind",
        "update",
    ).business
    assert [(one.organ.normal, one.added) for one in update.receivers] == [("H33.14", True), ("H33.13", False)]
    replaced = {"code": "H33.12", "number": "20", "symbol": "TB-VP", "date": "2021-01-11", "organs": ["H33.13"]}
    replace = written(folder, exchange(reason="Sai", replaces=[replaced]), "--kind", "replace").business
    assert replace.document_id.text == replace.replaced[0].document_id.text == "H33.12,2021/01/11,20/TB-VP"
    assert replace.replaced[0].organs[0].normal == "H33.13"
    again = written(folder, exchange(reason="Sai", response_for=[replaced]), "--kind", "replace").business
    assert again.document_id == replace.document_id


def test_a_report_names_the_document_that_steered(folder):
    about = {
        "code": "H33.12",
        "document_id": "H33.12,2021/01/10,5/TB-VP",
        "number": 5,
        "symbol": "TB-VP",
        "date": "2021-01-10",
    }
    packet = written(folder, exchange(steering=3, response_for=[about]))
    assert packet.steering is Steering.REPORTS
    assert packet.response_for[0].notation == "5/TB-VP"
    assert packet.response_for[0].document_id.text == "H33.12,2021/01/10,5/TB-VP"


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Tối mật", "mat", "KHÔNG MẬT"])
@pytest.mark.parametrize("key", ["secrecy", "urgency"])
def test_a_secret_document_is_refused(folder, key, mark):
    assert "[secret]" in refused("write", saved(folder, document(**{key: mark})), folder / "ra.edxml")
    assert not (folder / "ra.edxml").exists()


WRONG = {
    "no JSON": "{",
    "a list": [],
    "deep": "[" * 100_000,
    "no exchange": {key: value for key, value in document().items() if key != "exchange"},
    "no receiver": exchange(to=[]),
    "a receiver that is a text": exchange(to=["Sở Tài chính"]),
    "a wrong code": exchange(to=[{"code": "sở", "name": "Sở"}]),
    "a wrong date": document(date="12/01/2021"),
    "a date that is a list": document(date=[2021]),
    "a wrong urgency": document(urgency="GẤP"),
    "an unknown secrecy": document(secrecy="NỘI BỘ"),
    "a wrong steering": exchange(steering=7),
    "steering as text": exchange(steering="2"),
    "recipients that are numbers": document(recipients=[1]),
    "a report on nothing": exchange(steering=3),
    "an unknown type": document(type="Tâm thư"),
    "no subject": document(subject=None),
    "a missing file": exchange(attachments=["không có.pdf"]),
    "a folder": exchange(attachments=["tệp"]),
    "a file above the folder": exchange(attachments=["../ngoài.txt"]),
    "an absolute path": exchange(attachments=["/etc/hostname"]),
    "a path that is a number": exchange(attachments=[[]]),
    "a path with a zero": exchange(attachments=["a\0b"]),
    "too many files": exchange(attachments=["tệp/Phụ lục 1.pdf"] * 201),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_document_is_one_sentence_and_writes_nothing(folder, name):
    assert refused("write", saved(folder, WRONG[name]), folder / "ra.edxml", *AT).rstrip().endswith("]")
    assert sorted(names(folder)) == ["tệp", "vb.json"]


def test_a_link_that_leaves_the_folder_is_refused(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("ngoài") / "a.txt"
    outside.write_text("x")
    (folder / "nối.txt").symlink_to(outside)
    assert "[bad_document]" in refused("write", saved(folder, exchange(attachments=["nối.txt"])), folder / "ra.edxml")


def test_kinds_that_need_more(folder):
    for kind in ("recall", "update", "replace"):
        assert "lý do" in refused("write", saved(folder, document()), folder / "ra.edxml", "--kind", kind)
    refused(
        "write",
        saved(folder, exchange(receivers=[{"code": "H33.1", "change": "?"}])),
        folder / "ra.edxml",
        "--kind",
        "update",
    )
    refused("write", saved(folder, document()), folder / "ra.edxml", "--kind", "delete")


def test_places_that_cannot_be_written(folder):
    source = saved(folder, document())
    refused("write", source, folder / "không có" / "ra.edxml")
    refused("write", source, folder / "tệp")
    refused("write", source, source)
    assert json.loads(source.read_text(encoding="utf-8")) == document()
    refused("write", folder / "không có.json", folder / "ra.edxml")
    refused("write", source, folder / "ra.edxml", "--at", "hôm qua")
    assert not [name for name in names(folder) if name.endswith(".part")]


# --- read ----------------------------------------------------------------------------------------------------------


def packet_file(folder, data=None, name="den.edxml"):
    path = folder / name
    path.write_bytes(write_packet(b.notice()) if data is None else data)
    return path


def test_a_packet_is_shown(folder):
    shown = run("read", packet_file(folder)).stdout
    for words in (
        "Văn bản mới",
        "21/TB-VP",
        "Sở Y tế (H33.14, ghi là 000.00.14.H33)",
        "Văn bản chỉ đạo",
        "25/01/2021",
        "Thông báo 21.pdf",
    ):
        assert words in shown
    assert "Thu hồi" in run("read", packet_file(folder, write_packet(b.recall(b.notice())))).stdout
    assert "thêm H33.15" in run("read", packet_file(folder, write_packet(b.update()))).stdout
    assert "Thay thế" in run("read", packet_file(folder, write_packet(b.replacement()))).stdout
    assert "03 Đã tiếp nhận" in run("read", packet_file(folder, write_packet(b.status(Status.ACCEPTED)))).stdout


def test_a_packet_as_json(folder):
    said = json.loads(run("read", packet_file(folder), "--json").stdout)
    assert said["message"] == "document"
    assert said["document_id"] == {"id": "H33.12,2021/01/12,21/TB-VP", "style": "composed"}
    assert said["steering"] == {"code": 2, "name": "Văn bản chỉ đạo"}
    assert said["attachments"][0]["size"] == 16
    assert "path" not in said["attachments"][0]
    assert said["notices"] == said["unknown"] == []
    status = json.loads(run("read", packet_file(folder, write_packet(b.status(Status.ACCEPTED))), "--json").stdout)
    assert status["status"] == {"code": "03", "name": "Đã tiếp nhận"}


def test_what_was_tolerated_is_told_aside(folder):
    done = run("read", packet_file(folder, b.plain(f"<MessageHeader>{b.FROM}<La/></MessageHeader><Signature/>")))
    assert done.exit_code == 0
    assert "thiếu thông tin To" in done.stderr
    assert "chưa hiểu" in done.stderr
    assert "chữ ký" in done.stderr


def test_attachments_are_written_and_nothing_is_overwritten(folder):
    path, into = packet_file(folder), folder / "ra"
    first = json.loads(run("read", path, "--json", "--extract", into).stdout)
    second = run("read", path, "--extract", into)
    assert Path(first["attachments"][0]["path"]).read_bytes() == b"%PDF-1.7 tep thu"
    assert sorted(names(into)) == ["Thông báo 21 (2).pdf", "Thông báo 21.pdf"]
    assert "Thông báo 21 (2).pdf" in second.stdout


def test_nothing_is_written_outside_the_folder(folder):
    payload = b.b64(b"x")
    for name in ("../../ngoài.txt", "/ngoài.txt", "..\\ngoài.txt", "a/../../ngoài.txt"):
        run("read", packet_file(folder, b.attached(payload, name)), "--extract", folder / "ra")
    assert sorted(names(folder)) == ["den.edxml", "ra", "tệp"]
    assert len(names(folder / "ra")) == 4


def test_words_of_a_stranger_are_no_markup_and_no_escape(folder):
    shown = run(
        "read",
        packet_file(
            folder, b.plain(f"<MessageHeader>{b.FROM}<Subject>[red]đỏ[/red] &#x9b;31m</Subject></MessageHeader>")
        ),
    ).stdout
    assert "[red]đỏ[/red]" in shown
    assert "\x9b" not in shown


def test_a_status_has_nothing_to_extract(folder):
    assert (
        run("read", packet_file(folder, write_packet(b.status(Status.ACCEPTED))), "--extract", folder / "ra").exit_code
        == 0
    )
    assert not (folder / "ra").exists()


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty_packet"), (b"<a><b></a>", "mismatched_tags"), (b"x", "not_xml")]
)
@pytest.mark.parametrize("option", [(), ("--json",)])
def test_a_bad_packet_is_one_sentence_with_its_code(folder, data, code, option):
    assert f"[{code}]" in refused("read", packet_file(folder, data), *option)


def test_files_that_cannot_be_read(folder):
    assert "Không mở được tệp" in refused("read", folder / "không có.edxml")
    assert "Không mở được tệp" in refused("read", folder)
    assert "Không ghi được" in refused("read", packet_file(folder), "--extract", folder / "den.edxml")
    assert "Thiếu FILE" in refused("read")


# --- status --------------------------------------------------------------------------------------------------------


def test_a_status_answers_for_the_receiver(folder):
    path, out = packet_file(folder, write_packet(b.notice(to=(b.FINANCE,)))), folder / "tt.edxml"
    done = run("status", "03", "--for", path, out, "--from", "01", "--staff", "Lý Thị Cúc", *AT)
    assert done.exit_code == 0, done.stderr
    message = read_packet(out.read_bytes()).message
    assert message.status is Status.ACCEPTED
    assert message.sender.code.normal == "H33.13"
    assert message.response_for == read_packet(path.read_bytes()).message.as_answered()
    assert (message.at, message.staff.name) == (b.AT, "Lý Thị Cúc")


def test_13_is_of_the_originator(folder):
    out = folder / "tt.edxml"
    assert run("status", "13", "--for", packet_file(folder), out, "--reason", "Gửi nhầm").exit_code == 0
    assert read_packet(out.read_bytes()).message.sender.code.normal == "H33.12"


def test_one_of_several_receivers_says_who_it_is(folder):
    path, out = packet_file(folder), folder / "tt.edxml"
    assert "--as" in refused("status", "01", "--for", path, out)
    assert "[another_body]" in refused("status", "01", "--for", path, out, "--as", "H33.99")
    assert run("status", "01", "--for", path, out, "--as", "H33.14").exit_code == 0
    assert read_packet(out.read_bytes()).message.sender.name == "Sở Y tế"


@pytest.mark.parametrize(
    ("code", "before", "more", "allowed"),
    [
        ("03", "01", (), True), ("02", "01", ("--reason", "x"), True), ("02", "01", (), False), ("06", "01", (), False),
        ("03", "02", (), False), ("15", "03", (), False), ("15", "13", (), True), ("16", "13", ("--reason", "x"), True),
        ("16", "13", (), False), ("13", "05", ("--reason", "x"), True), ("13", "06", ("--reason", "x"), False), ("01", "99", (), False),
        ("04", "16", (), True),
    ],
)  # fmt: skip
def test_the_guard(folder, code, before, more, allowed):
    path, out = packet_file(folder, write_packet(b.notice(to=(b.FINANCE,)))), folder / "tt.edxml"
    arguments = ("status", code, "--for", path, out, "--from", before, *more)
    if allowed:
        assert run(*arguments).exit_code == 0
    else:
        refused(*arguments)
        assert not out.exists()


def test_15_answers_a_recall(folder):
    path = packet_file(folder, write_packet(b.recall(b.notice(to=(b.FINANCE,)))))
    assert run("status", "15", "--for", path, folder / "tt.edxml", "--from", "03").exit_code == 0


@pytest.mark.parametrize("code", ["14", "00", "x", "1.5"])
def test_no_such_status(folder, code):
    assert "Không có trạng thái" in refused("status", code, "--for", packet_file(folder), folder / "tt.edxml")


def test_a_status_of_a_status_is_refused(folder):
    path = packet_file(folder, write_packet(b.status(Status.ACCEPTED)))
    refused("status", "03", "--for", path, folder / "tt.edxml")
    assert "Thiếu --for" in refused("status", "03", folder / "tt.edxml")


def test_a_packet_to_nobody_cannot_be_answered(folder):
    path = packet_file(folder, b.plain(f"<MessageHeader>{b.FROM}</MessageHeader>"))
    refused("status", "01", "--for", path, folder / "tt.edxml")


def test_a_name_without_extension_and_a_large_packet_are_read(folder):
    path = packet_file(
        folder, write_packet(b.notice(attachments=(Attachment("Biên bản", b"x" * 20_000_000),))), "khong-duoi"
    )
    assert json.loads(run("read", path, "--json").stdout)["attachments"][0]["size"] == 20_000_000
