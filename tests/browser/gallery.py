"""Addresses of a page that shows every component at once; only the test of the components uses it."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from dondoc.directives.choices import AssignmentRole, Lifecycle, Timeliness
from dondoc.foundation.errors import Conflict
from dondoc.web.forms import DayField

handler404 = "dondoc.web.errors.not_found"
handler500 = "dondoc.web.errors.server_error"

PAGE = """
{% extends "web/base.html" %}
{% block title %}Mẫu{% endblock %}
{% block header %}
{% page_header title="Nhiệm vụ" about="Mọi phần việc trong phạm vi bạn theo dõi, kể cả việc đã xong." parent="Tổng quan" parent_url="/" eyebrow="Thông báo 13/TB-VP ngày 07/01/2021" %}
<a class="btn btn-secondary" href="/">{% icon "file-spreadsheet" %}Xuất Excel</a>
<a class="btn btn-primary" href="/">{% icon "plus" %}Giao nhiệm vụ</a>
{% endpage_header %}
{% endblock %}
{% block content %}
{% filter_bar active=2 clear_url="/" %}{% field form.q bare=True class="is-wide" %}{% field form.state bare=True %}{% field form.due_on bare=True %}{% endfilter_bar %}
<div class="stats">
{% for code in timeliness %}<div class="stat"><span class="stat-label time-{{ code|slugify }}">{% timeliness code %}</span><span class="stat-value">{% figure forloop.counter0 412 "/" code %}</span></div>{% endfor %}
</div>
<div class="table-wrap"><table class="table-list table-stack">
<thead><tr><th scope="col">Nhiệm vụ</th><th scope="col">Đơn vị</th><th scope="col">{% sort_header "Hạn" "due" %}</th><th scope="col">Thời hạn</th><th scope="col">Tiến độ</th><th scope="col" class="num">Số ngày</th></tr></thead>
<tbody>
{% for row in rows %}<tr><td class="is-main"><a class="clamp" href="/">{{ row.text }}</a></td><td data-label="Đơn vị">{% role row.role %} {{ row.unit }}</td><td data-label="Hạn">{% due row.due request.today row.code row.words %}</td><td data-label="Thời hạn">{% timeliness row.code %}</td><td data-label="Tiến độ">{% lifecycle row.life %}</td><td class="num" data-label="Số ngày">{{ row.n|number }}</td></tr>{% endfor %}
</tbody></table></div>
{% pages page target="rows" %}
<div class="split"><div>
<section class="panel"><div class="panel-head"><h2>Báo cáo kết quả</h2>{% lifecycle "reported" %}</div><div class="panel-body">
<form method="post" action="/gui/" id="plain-form" novalidate>{% csrf_token %}{% for f in bound %}{% field f %}{% endfor %}
<div class="form-acts"><button class="btn btn-primary" name="act" value="send">Gửi báo cáo</button><button class="btn btn-secondary" name="act" value="withdraw" data-confirm="Thu hồi nhiệm vụ này? Đơn vị sẽ không còn thấy nó trong danh sách việc phải làm." data-confirm-title="Thu hồi nhiệm vụ" data-confirm-action="Thu hồi">Thu hồi…</button></div></form>
</div></section></div><div>
<section class="panel"><div class="panel-head"><h2>Thông tin</h2></div><div class="panel-body"><dl class="facts"><dt>Số, ký hiệu</dt><dd>13/TB-VP</dd><dt>Ngày ban hành</dt><dd>{{ request.today|day }}</dd><dt>Lúc</dt><dd>{{ request.now|moment }}</dd></dl></div></section>
<section class="panel">{% include "web/components/empty.html" with icon="inbox" title="Chưa có nhiệm vụ nào" text="Nhiệm vụ xuất hiện ở đây sau khi một văn bản được xác nhận." url="/" action="Đọc văn bản" %}</section>
</div></div>
<form hx-post="/gui/" hx-target="#rows" id="ajax-form"><input type="text" id="kept" name="kept" aria-label="Ghi chú"><button class="btn btn-secondary">Gửi bằng htmx</button></form>
<div id="rows"></div>
<button class="btn btn-secondary" hx-get="/loi/" hx-target="#rows">Từ chối</button>
<button class="btn btn-secondary" hx-get="/hong/" hx-target="#rows">Hỏng</button>
<form method="post" action="/tep/" enctype="multipart/form-data" id="file-form">{% csrf_token %}<input type="file" name="file" aria-label="Tệp"><button class="btn btn-secondary">Tải lên</button></form>
<label class="form-label" for="find">Tìm</label><input id="find" class="form-control" data-search>
{% endblock %}
"""
SENT: list[dict[str, Any]] = []


class Filter(forms.Form):
    q = forms.CharField(label="Nội dung", required=False)
    state = forms.ChoiceField(label="Tiến độ", required=False, choices=[("", "Tất cả"), *Lifecycle.choices])
    due_on = DayField(label="Hạn từ ngày", required=False)


class Report(forms.Form):
    on = DayField(label="Ngày hoàn thành")
    note = forms.CharField(
        label="Kết quả", widget=forms.Textarea(attrs={"rows": 3}), help_text="Nêu kết quả và số văn bản, nếu có."
    )
    kind = forms.ChoiceField(
        label="Mức độ", choices=[("a", "Xong toàn bộ"), ("b", "Xong một phần")], widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label="Đã được thủ trưởng đơn vị đồng ý", required=False)


def gallery(request: HttpRequest) -> HttpResponse:
    today = request.today  # type: ignore[attr-defined]
    text = "Giao Sở Kế hoạch và Đầu tư chủ trì, phối hợp với Sở Tài chính và UBND các huyện, thành phố rà soát, tổng hợp danh mục dự án khởi công mới, trình UBND tỉnh xem xét, quyết định theo thẩm quyền"
    days = (-40, -3, 12, 2, -12, None)
    rows = [
        {
            "text": text, "unit": "Sở Kế hoạch và Đầu tư", "role": list(AssignmentRole)[index % 2], "code": code,
            "due": None if days[index] is None else today + dt.timedelta(days=days[index]), "words": "ngay sau nghị quyết",
            "life": list(Lifecycle)[index], "n": 1234 * index,
        }
        for index, code in enumerate(Timeliness)
    ]  # fmt: skip
    bound = Report({"on": "31/02/2021", "kind": "a"})
    page = Paginator(range(1000), 20).page(5)
    values = {"timeliness": list(Timeliness), "rows": rows, "form": Filter(), "bound": bound, "page": page}
    return HttpResponse(engines["django"].from_string(PAGE).render(values, request))


def receive(request: HttpRequest) -> HttpResponse:
    SENT.append({key: value for key, value in request.POST.items() if key != "csrfmiddlewaretoken"})
    time.sleep(0.3)
    return HttpResponse("đã nhận")


def take_file(request: HttpRequest) -> HttpResponse:
    SENT.append({"files": len(request.FILES)})
    return HttpResponse("đã nhận")


def refuse(request: HttpRequest) -> HttpResponse:
    raise Conflict("Người khác vừa xác nhận nhiệm vụ này. Xin tải lại trang để xem kết quả.")


def fail(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<h1>502</h1>", status=502)


urlpatterns = [
    path("mau/", gallery),
    path("gui/", receive),
    path("tep/", take_file),
    path("loi/", refuse),
    path("hong/", fail),
    path("", include("dondoc.web.urls")),
]
