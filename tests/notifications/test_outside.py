"""Requests to addresses that somebody typed in: none of our own net, none without an end."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.notifications.gateway import Gateway

from dondoc.foundation.errors import BadInput
from dondoc.notifications.outside import Forbidden, Place, checked_url, is_outside, post

_INNER = frozenset({"127.0.0.1"})


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    server = Gateway()
    yield server
    server.close()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104 - it is refused
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_an_address_of_our_own_net_is_not_outside(address: str) -> None:
    assert not is_outside(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.4.191", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_an_address_of_the_public_net_is_outside(address: str) -> None:
    assert is_outside(address)


@given(st.ip_addresses(v=4))
def test_an_address_and_its_ipv6_spelling_are_judged_alike(address: Any) -> None:
    assert is_outside(str(address)) == is_outside(f"::ffff:{address}")


@pytest.mark.parametrize(
    "url",
    [
        "", "http://example.vn/x", "ftp://example.vn", "https://", "https://u:p@example.vn", "https://example.vn:x/",
        "https://example.vn/ x", "https://example.vn/\r\nX: y", "https://[::1", "file:///etc/passwd",
        "https://example.vn:0/", "https://example.vn/" + "x" * 600,
    ],
)  # fmt: skip
def test_what_is_no_https_address_is_not_kept(url: str) -> None:
    with pytest.raises(BadInput) as refusal:
        checked_url(url, inner_hosts=(), field="url")
    assert refusal.value.details["field"] == "url"


def test_an_inner_host_may_be_spoken_to_without_tls() -> None:
    assert checked_url(" http://sms.noi-bo/gui ", inner_hosts={"sms.noi-bo"}, field="url") == "http://sms.noi-bo/gui"


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/x", "https://localhost/x", "https://[::1]/x", "https://2130706433/"]
)
def test_a_name_that_leads_into_our_net_is_not_spoken_to(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_args: pytest.fail("it was spoken to"))
    with pytest.raises(Forbidden):
        post(Place(url), b"", {})


def test_one_inner_address_among_others_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("10.0.0.7", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
    monkeypatch.setattr(socket, "create_connection", lambda *_args: pytest.fail("it was spoken to"))
    with pytest.raises(Forbidden):
        post(Place("https://example.vn/"), b"", {})


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, gone_to = [], []
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *_args, **_more: asked.append(host) or [(2, 1, 6, "", ("8.8.8.8", 443))]
    )

    def connect(address: Any, _timeout: float) -> Any:
        gone_to.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ConnectionRefusedError):
        post(Place("https://example.vn/"), b"", {})
    assert (asked, gone_to) == (["example.vn"], [("8.8.8.8", 443)])


def test_a_redirect_is_not_followed(gateway: Gateway) -> None:
    gateway.status, gateway.headers = 302, {"Location": "http://169.254.169.254/"}
    assert post(Place(gateway.url, _INNER, 5), b"x", {}) == 302
    assert len(gateway.got) == 1


@pytest.mark.parametrize("mood", ["hangs", "drips"])
def test_a_server_that_never_ends_is_left(gateway: Gateway, mood: str) -> None:
    gateway.mood = mood
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        post(Place(gateway.url, _INNER, 0.6), b"x", {})
    assert time.monotonic() - begun < 10  # the answer would take 200 seconds


def test_nobody_at_home_is_an_error_of_the_net(gateway: Gateway) -> None:
    gateway.close()
    with pytest.raises(ConnectionRefusedError):
        post(Place(gateway.url, _INNER, 2), b"x", {})
