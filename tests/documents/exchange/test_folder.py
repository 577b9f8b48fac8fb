"""The folder transport: whole files or none, nothing overwritten, what is bad put aside with its reason."""

from __future__ import annotations

import os
import threading

import pytest
from tests.documents.exchange import builders as b

from dondoc.documents.exchange import read_packet
from dondoc.documents.exchange.codes import OrganCode
from dondoc.documents.exchange.errors import BadName, NameTaken, Rejected, UnknownDocument, Unreachable
from dondoc.documents.exchange.folder import FolderTransport
from dondoc.documents.exchange.transport import Outgoing, drain, retry_after

FINANCE = OrganCode("000.00.13.H33")


@pytest.fixture
def office(tmp_path):
    return FolderTransport(tmp_path, "H33.12")


@pytest.fixture
def finance(tmp_path):
    return FolderTransport(tmp_path, FINANCE)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_packet_goes_from_one_to_the_other(office, finance, tmp_path):
    office.send(Outgoing("0001", FINANCE, b"<a/>"))
    (one,) = finance.fetch()
    assert (one.name, one.data) == ("0001.edxml", b"<a/>")
    finance.acknowledge(one.name)
    assert list(finance.fetch()) == []
    assert names(tmp_path / "H33.13" / "done") == ["0001.edxml"]
    assert names(tmp_path / "H33.13" / "tmp") == []


def test_they_come_in_the_order_of_their_names(office, finance):
    for name in ("b", "c", "a", "10", "2"):
        office.send(Outgoing(name, FINANCE, name.encode()))
    assert [one.data for one in finance.fetch(most=3)] == [b"10", b"2", b"a"]


def test_sending_again_arrives_once_also_after_it_was_taken(office, finance):
    packet = Outgoing("0001", FINANCE, b"<a/>")
    office.send(packet)
    office.send(packet)
    assert len(list(finance.fetch())) == 1
    finance.acknowledge("0001.edxml")
    office.send(packet)
    assert list(finance.fetch()) == []


def test_another_packet_of_the_same_name_is_refused(office, finance):
    office.send(Outgoing("0001", FINANCE, b"<a/>"))
    with pytest.raises(NameTaken):
        office.send(Outgoing("0001", FINANCE, b"<b/>"))
    assert [one.data for one in finance.fetch()] == [b"<a/>"]


def test_many_send_at_once_and_each_arrives_whole(office, finance):
    bodies = [f"<x>{n}</x>".encode() * 5000 for n in range(8)]
    threads = [
        threading.Thread(target=office.send, args=(Outgoing(f"{n:02}", FINANCE, body),))
        for n, body in enumerate(bodies)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [one.data for one in finance.fetch()] == bodies


def test_a_file_half_written_by_us_is_never_seen(office, finance, tmp_path, monkeypatch):
    def fails(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(Unreachable) as refused:
        office.send(Outgoing("0001", FINANCE, b"<a/>"))
    assert refused.value.temporary
    assert list(finance.fetch()) == []
    assert names(tmp_path / "H33.13" / "tmp") == []


def test_a_share_without_hard_links(office, finance, monkeypatch):
    def fails(*args, **extra):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", fails)
    office.send(Outgoing("0001", FINANCE, b"<a/>"))
    office.send(Outgoing("0001", FINANCE, b"<a/>"))
    with pytest.raises(NameTaken):
        office.send(Outgoing("0001", FINANCE, b"<b/>"))
    finance.acknowledge("0001.edxml")
    assert list(finance.fetch()) == []


def test_who_has_no_folder_is_refused_for_good(office):
    with pytest.raises(Rejected) as refused:
        office.send(Outgoing("0001", OrganCode("H33.77"), b"<a/>"))
    assert not refused.value.temporary


def test_a_share_that_is_not_there_is_tried_again(tmp_path):
    with pytest.raises(Unreachable):
        FolderTransport(tmp_path / "không có", "H33.12")
    (tmp_path / "tệp").write_text("")
    with pytest.raises(Unreachable):
        FolderTransport(tmp_path / "tệp", "H33.12")


@pytest.mark.parametrize(
    "name", ["", "..", "a/b", "../a", "a\\b", "a\0", ".ẩn", "tên có dấu", "a" * 121, "a b", "a..b", "a."]
)
def test_a_name_that_is_unsafe_is_not_sent(office, finance, name):
    with pytest.raises(BadName):
        office.send(Outgoing(name, FINANCE, b"<a/>"))


@pytest.mark.parametrize("code", ["", "../..", "H33/12", "H33 12", "Sở"])
def test_a_code_that_is_unsafe_names_no_folder(office, tmp_path, code):
    with pytest.raises(BadName):
        office.send(Outgoing("a", OrganCode(code), b"<a/>"))
    with pytest.raises(BadName):
        FolderTransport(tmp_path, code)


@pytest.mark.parametrize("name", ["", ".", "..", "../done/a", "a/b", "a\\b", "a\0"])
def test_a_name_that_leaves_the_folder_is_neither_taken_nor_refused(finance, name):
    with pytest.raises(BadName):
        finance.acknowledge(name)
    with pytest.raises(BadName):
        finance.refuse(name, "x", "y")


def test_what_is_no_packet_is_put_aside_with_its_reason(finance, tmp_path):
    new = tmp_path / "H33.13" / "new"
    (new / "Ảnh họp.jpg").write_bytes(b"x")
    (new / "link.edxml").symlink_to(tmp_path)
    (new / ".đang chép.edxml").write_bytes(b"x")
    (new / "thư mục").mkdir()
    (new / "tốt.xml").write_bytes(b"<a/>")
    assert [one.name for one in finance.fetch()] == ["tốt.xml"]
    aside = tmp_path / "H33.13" / "quarantine"
    assert names(aside) == ["link.edxml", "link.edxml.txt", "Ảnh họp.jpg", "Ảnh họp.jpg.txt"]
    assert "[not_a_packet_file]" in (aside / "Ảnh họp.jpg.txt").read_text(encoding="utf-8")
    assert names(new) == [".đang chép.edxml", "thư mục", "tốt.xml"]


def test_a_large_file_is_put_aside_unread(tmp_path):
    small = FolderTransport(tmp_path, "H33.13", most_bytes=10)
    (tmp_path / "H33.13" / "new" / "to.edxml").write_bytes(b"x" * 11)
    assert list(small.fetch()) == []
    assert "[packet_too_large]" in (tmp_path / "H33.13" / "quarantine" / "to.edxml.txt").read_text(encoding="utf-8")


def test_nothing_in_quarantine_or_done_is_overwritten(finance, tmp_path):
    for body in (b"1", b"2", b"3"):
        (tmp_path / "H33.13" / "new" / "a.edxml").write_bytes(body)
        finance.refuse("a.edxml", "bad", f"Lý do {body.decode()}.")
        (tmp_path / "H33.13" / "new" / "b.edxml").write_bytes(body)
        finance.acknowledge("b.edxml")
    aside = tmp_path / "H33.13" / "quarantine"
    assert names(aside) == ["a.edxml", "a.edxml.txt", "a~2.edxml", "a~2.edxml.txt", "a~3.edxml", "a~3.edxml.txt"]
    assert (aside / "a~3.edxml").read_bytes() == b"3"
    assert (aside / "a~3.edxml.txt").read_text(encoding="utf-8") == "Lý do 3.\n[bad]\n"
    assert names(tmp_path / "H33.13" / "done") == ["b.edxml", "b~2.edxml", "b~3.edxml"]


def test_who_takes_what_another_process_took_does_no_harm(office, finance):
    office.send(Outgoing("0001", FINANCE, b"<a/>"))
    finance.acknowledge("0001.edxml")
    finance.acknowledge("0001.edxml")
    finance.refuse("0001.edxml", "x", "y")


def test_a_bad_packet_does_not_hold_up_the_others(office, finance, tmp_path):
    office.send(Outgoing("1", FINANCE, b.SMALLEST))
    office.send(Outgoing("2", FINANCE, b"<a><b></a>"))
    office.send(Outgoing("3", FINANCE, b.PREFIXED))
    office.send(Outgoing("4", FINANCE, b.SMALLEST + b" "))
    office.send(Outgoing("5", FINANCE, b.SMALLEST + b"  "))
    office.send(Outgoing("6", FINANCE, b.SMALLEST + b"   "))

    def handle(packet):
        read_packet(packet.data)
        if packet.name.startswith("3"):
            raise UnknownDocument
        if packet.name.startswith("4"):
            raise ZeroDivisionError
        if packet.name.startswith("5"):
            raise Unreachable

    done = drain(finance, handle)
    assert done.taken == ("1.edxml", "6.edxml")
    assert [(one.name, one.code) for one in done.refused] == [
        ("2.edxml", "mismatched_tags"),
        ("3.edxml", "unknown_document"),
    ]
    assert done.left == ("4.edxml", "5.edxml")
    assert [one.name for one in finance.fetch()] == ["4.edxml", "5.edxml"]


def test_a_packet_that_cannot_be_acknowledged_waits_and_the_others_go_on(office, finance, monkeypatch):
    for name in ("1", "2"):
        office.send(Outgoing(name, FINANCE, b.SMALLEST + name.encode().replace(b"2", b" ").replace(b"1", b"")))
    acknowledge = finance.acknowledge

    def fails(name):
        if name.startswith("1"):
            raise Unreachable
        acknowledge(name)

    monkeypatch.setattr(finance, "acknowledge", fails)
    done = drain(finance, lambda packet: None)
    assert (done.left, done.taken) == (("1.edxml",), ("2.edxml",))


def test_waits_grow_and_end():
    waits = [retry_after(attempts) for attempts in range(1, 10)]
    assert waits == sorted(waits)
    assert None not in waits
    assert retry_after(10) is None
    assert retry_after(0) is None
