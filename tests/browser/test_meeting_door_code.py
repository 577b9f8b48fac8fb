"""The code at the door, read by a decoder that shares nothing with what drew it: on paper, on a phone, at an angle."""

from __future__ import annotations

import base64
import datetime as dt
import math
import os
from types import ModuleType

import pypdfium2
import pytest
from playwright.sync_api import expect
from tests.meetings.meetings_world import called, heads, meeting, plan_of

from dondoc.meetings.models import Meeting

__all__ = ["called", "heads", "meeting", "plan_of"]

# What a picture's pixels are, as one byte of grey each, seen at an angle: the browser has the decoder of pictures that we
# have not.
GREY = """async ([picture, turned]) => {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const side = Math.ceil(Math.hypot(image.width, image.height));
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, side, side);
  pen.translate(side / 2, side / 2);
  pen.rotate((turned * Math.PI) / 180);
  pen.drawImage(image, -image.width / 2, -image.height / 2);
  const { data } = pen.getImageData(0, 0, side, side);
  const grey = new Uint8Array(data.length / 4);
  for (let k = 0; k < grey.length; k += 1) grey[k] = (data[4 * k] + data[4 * k + 1] + data[4 * k + 2]) / 3;
  let text = "";
  for (let k = 0; k < grey.length; k += 8192) text += String.fromCharCode(...grey.subarray(k, k + 8192));
  return [side, btoa(text)];
}"""


@pytest.fixture
def decoder() -> ModuleType:
    """zxing-cpp, which the lock for tests has; who installed less is told so."""
    try:
        import zxingcpp
    except ImportError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("zxing-cpp is not installed: `make dev` brings it")
    return zxingcpp


def read(decoder, grey, width, height):
    """What stands in a picture; its only code."""
    (found,) = decoder.read_barcodes(memoryview(grey).cast("B", shape=[height, width]))
    return found


@pytest.fixture
def door(page_at, sign_in, clerk, called):
    """The page of the code at a width, and the address that a phone must find in it."""

    def enter(width, **more):
        now = dt.datetime.now(dt.UTC)  # the door is open on the meeting's day
        Meeting.objects.filter(id=called.meeting.id).update(starts_at=now, ends_at=now + dt.timedelta(hours=3))
        page = page_at(width, **more)
        sign_in(page, clerk)
        page.goto(f"/hop/{called.meeting.id}/diem-danh/ma/")
        expect(page.get_by_role("img", name="Mã QR điểm danh của cuộc họp này")).to_be_visible()
        page.wait_for_function("() => document.querySelector('.door-code').naturalWidth > 0")
        secret = Meeting.objects.get(id=called.meeting.id).door_secret
        return page, page.evaluate("location.origin") + f"/hop/{called.meeting.id}/vao/{secret}/"

    return enter


@pytest.mark.parametrize("dots", [50, 100, 300])
def test_on_paper_it_is_read_across_the_room_and_is_large_enough(door, decoder, dots):
    page, address = door(1440)
    sheet = pypdfium2.PdfDocument(page.pdf(format="A4"))
    assert len(sheet) == 1
    picture = sheet[0].render(scale=dots / 72, grayscale=True)
    width, height = picture.width, picture.height
    rows = b"".join(bytes(picture.buffer[row * picture.stride : row * picture.stride + width]) for row in range(height))
    found = read(decoder, rows, width, height)
    assert found.text == address
    corner, other = found.position.top_left, found.position.top_right
    across = math.hypot(corner.x - other.x, corner.y - other.y) / dots * 2.54
    assert across > 10  # centimetres: a phone reads ten times as far away


@pytest.mark.parametrize(("width", "turned"), [(360, 0), (360, 12), (1440, 0), (1440, 30)])
def test_on_a_screen_it_is_read_and_opens_the_door(door, decoder, sign_in, lead_focal, page_at, width, turned):
    page, address = door(width)
    page.locator(".door-code").evaluate("(code) => code.scrollIntoView({ block: 'center', behavior: 'instant' })")
    taken = base64.b64encode(page.screenshot()).decode()
    side, grey = page.evaluate(GREY, [taken, turned])
    found = read(decoder, base64.b64decode(grey), side, side)
    assert found.text == address
    phone = page_at(360)
    sign_in(phone, lead_focal)
    phone.goto(found.text)
    expect(phone.get_by_role("button", name="Đỗ Em có mặt")).to_be_visible()
