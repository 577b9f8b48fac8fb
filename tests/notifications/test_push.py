"""Web push: the RFC's own example, what a browser can read, what a push service's answer amounts to."""

from __future__ import annotations

import datetime as dt
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.notifications.gateway import Gateway

from dondoc.config.secrets import push_key
from dondoc.foundation.errors import BadInput, Conflict, NotFound
from dondoc.notifications.choices import Reason
from dondoc.notifications.commands.end_push import end_push
from dondoc.notifications.commands.subscribe_push import MOST_BROWSERS, subscribe_push
from dondoc.notifications.delivering import deliver_due
from dondoc.notifications.each_queueing import queue_each
from dondoc.notifications.models import Delivery
from dondoc.notifications.outbox import NewMessage, send
from dondoc.notifications.push import application_key
from dondoc.notifications.push_crypto import (
    Receiver,
    authorization,
    decoded,
    encoded,
    encrypt,
    is_receiver,
    private_key,
    public_bytes,
)
from dondoc.notifications.push_models import PushSubscription

LATER = NOW + dt.timedelta(minutes=1)


class Browser:
    """Keeps its keys, and reads what was encrypted for it as RFC 8291 says: from the other side."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.public, self.auth = public_bytes(self.key), b"sixteen bytes of"

    def read(self, body: bytes) -> bytes:
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        first = hmac.digest(self.auth, shared, "sha256")
        second = hmac.digest(first, b"WebPush: info\0" + self.public + sender + b"\x01", "sha256")
        third = hmac.digest(salt, second, "sha256")
        key = hmac.digest(third, b"Content-Encoding: aes128gcm\0\x01", "sha256")[:16]
        nonce = hmac.digest(third, b"Content-Encoding: nonce\0\x01", "sha256")[:12]
        opened = AESGCM(key).decrypt(nonce, sealed, None)
        assert opened.endswith(b"\x02")
        return opened[:-1]


@pytest.fixture
def service(settings: Any) -> Iterator[Gateway]:
    server = Gateway()
    settings.INNER_HOSTS, settings.OUTSIDE_TIMEOUT = ["127.0.0.1"], 1.0
    yield server
    server.close()


def _subscribe(user: Any, service: Gateway, browser: Browser, path: str = "") -> PushSubscription:
    return subscribe_push(
        actor=user, endpoint=service.url + path, public_key=encoded(browser.public), auth=encoded(browser.auth), now=NOW
    )


def _tell(user: Any, *, is_urgent: bool = True) -> None:
    one = NewMessage(user.pk, "a", "test.late", {"x": "đường ven biển"}, "/nhiem-vu/7/", is_urgent)
    send(jurisdiction_id=1, messages=[one], now=NOW)


def _work(now: dt.datetime = LATER) -> dict[str, int]:
    queue_each(jurisdiction_id=1, now=now)
    return deliver_due(jurisdiction_id=1, clock=lambda: now)


def test_the_example_of_rfc_8291_comes_out_to_the_letter() -> None:
    receiver = Receiver(
        decoded("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        decoded("BTBZMqHH6r4Tts7J_aSIgg"),
    )
    body = encrypt(
        b"When I grow up, I want to be a watermelon", receiver,
        own=private_key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), salt=decoded("DGv6ra1nlYgDCS1FRnbzlw"),
    )  # fmt: skip
    assert encoded(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
        "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@given(st.binary(max_size=3000), st.binary(min_size=16, max_size=16))
def test_a_browser_reads_what_was_encrypted_for_it(message: bytes, salt: bytes) -> None:
    browser = Browser()
    body = encrypt(
        message, Receiver(browser.public, browser.auth), own=ec.generate_private_key(ec.SECP256R1()), salt=salt
    )
    assert browser.read(body) == message


def test_a_push_service_can_check_who_sends() -> None:
    key = private_key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
    said = authorization("https://push.example:8443/x/y", key=key, subject="mailto:a@b.vn", at=1_000)
    token, _, shown = said.removeprefix("vapid t=").partition(", k=")
    head, claims, signed = token.split(".")
    assert json.loads(decoded(claims)) == {
        "aud": "https://push.example:8443",
        "exp": 1_000 + 43_200,
        "sub": "mailto:a@b.vn",
    }
    assert json.loads(decoded(head)) == {"typ": "JWT", "alg": "ES256"}
    raw = decoded(signed)
    signature = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(shown))
    public.verify(signature, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))


def test_an_urgent_message_comes_to_the_browser(reader: Any, service: Gateway) -> None:
    browser = Browser()
    _subscribe(reader, service, browser)
    _tell(reader)
    assert _work() == {"sent": 1}
    headers, body = service.got[0]
    uid = Delivery.objects.get().uid
    assert json.loads(browser.read(body)) == {
        "title": "Quá hạn: đường ven biển", "body": "Hãy báo cáo đường ven biển.", "path": "/nhiem-vu/7/", "tag": uid,
    }  # fmt: skip
    assert (headers["Topic"], headers["Content-Encoding"], headers["Ttl" if "Ttl" in headers else "TTL"]) == (
        uid, "aes128gcm", "86400",
    )  # fmt: skip
    assert headers["Authorization"].endswith(f"k={application_key()}")
    assert _work() == {}


def test_what_is_not_urgent_and_who_does_not_want_it_is_left_in_peace(reader: Any, service: Gateway) -> None:
    from dondoc.notifications.commands.set_preferences import set_preferences

    _subscribe(reader, service, Browser())
    _tell(reader, is_urgent=False)
    assert _work() == {}
    set_preferences(actor=reader, by_email=True, by_push=False, urgent_at_once=True, digest_hour=7, now=NOW)
    send(
        jurisdiction_id=1, messages=[NewMessage(reader.pk, "b", "test.late", {"x": "b"}, "/", is_urgent=True)], now=NOW
    )
    assert _work() == {}


def test_a_browser_that_is_gone_is_told_nothing_more(reader: Any, service: Gateway) -> None:
    _subscribe(reader, service, Browser())
    _tell(reader)
    service.status = 410
    assert _work() == {"given_up": 1}
    assert Delivery.objects.get().reason == Reason.GONE
    assert PushSubscription.objects.get().ended_at == LATER


def test_a_service_that_is_busy_is_asked_again_under_the_same_topic(reader: Any, service: Gateway) -> None:
    browser = Browser()
    _subscribe(reader, service, browser)
    _tell(reader)
    service.status = 429
    assert _work() == {"failed": 1}
    service.status = 201
    assert _work(LATER + dt.timedelta(minutes=5)) == {"sent": 1}
    assert service.got[0][0]["Topic"] == service.got[1][0]["Topic"]
    assert browser.read(service.got[0][1]) == browser.read(service.got[1][1])


def test_an_address_of_our_own_net_is_not_pushed_to(reader: Any, service: Gateway, settings: Any) -> None:
    _subscribe(reader, service, Browser())
    PushSubscription.objects.update(endpoint="https://169.254.169.254/latest/")
    settings.INNER_HOSTS = []
    _tell(reader)
    assert _work() == {"given_up": 1}
    assert Delivery.objects.get().reason == Reason.FORBIDDEN


def test_a_browser_belongs_to_who_subscribed_it_last(reader: Any, clerk: Any, service: Gateway) -> None:
    browser = Browser()
    first, same = _subscribe(reader, service, browser), _subscribe(reader, service, browser)
    assert first.id == same.id
    other = _subscribe(clerk, service, browser)
    assert list(PushSubscription.objects.filter(ended_at=None).values_list("id", flat=True)) == [other.id]
    with pytest.raises(NotFound):
        end_push(actor=reader, subscription_id=other.id, now=NOW)
    end_push(actor=clerk, subscription_id=other.id, now=NOW)
    with pytest.raises(NotFound):
        end_push(actor=clerk, subscription_id=other.id, now=NOW)


def test_nobody_has_browsers_without_end(reader: Any, service: Gateway) -> None:
    browser = Browser()
    for number in range(MOST_BROWSERS):
        _subscribe(reader, service, browser, f"/{number}")
    with pytest.raises(Conflict):
        _subscribe(reader, service, browser, "/nua")


@pytest.mark.parametrize(
    "changed",
    [{"endpoint": "http://push.example.vn/"}, {"public_key": "AAAA"}, {"public_key": "BA" + "A" * 85}, {"auth": "*"}],
)
def test_what_is_no_browser_is_refused(reader: Any, changed: dict[str, str]) -> None:
    browser = Browser()
    given_: dict[str, str] = {
        "endpoint": "https://push.example.vn/x", "public_key": encoded(browser.public), "auth": encoded(browser.auth),
    }  # fmt: skip
    with pytest.raises(BadInput):
        subscribe_push(actor=reader, now=NOW, **{**given_, **changed})


@given(st.binary(max_size=70), st.binary(max_size=20))
def test_any_bytes_are_judged_without_an_error(public: bytes, auth: bytes) -> None:
    assert is_receiver(public, auth) in {True, False}


def test_the_key_is_made_once_and_kept_private(tmp_path: Any) -> None:
    first = push_key(tmp_path)
    assert push_key(tmp_path) == first
    assert (tmp_path / "push_key").stat().st_mode & 0o077 == 0
    assert len(public_bytes(private_key(first))) == 65
