"""Addresses of the screens. Each screen keeps its own list; this file only says where it hangs."""

from __future__ import annotations

from django.urls import include, path

app_name = "web"
urlpatterns = [
    path("", include("dondoc.web.screens.entry.urls")),
    path("", include("dondoc.web.screens.desk.urls")),
    path("tong-quan/", include("dondoc.web.screens.overview.urls")),
    path("hop/", include("dondoc.web.screens.meetings.urls")),
    path("doc-van-ban/", include("dondoc.web.screens.reading.urls")),
    path("du-thao/", include("dondoc.web.screens.drafting.urls")),
    path("nhiem-vu/", include("dondoc.web.screens.directives.urls")),
    path("chuyen-de/", include("dondoc.web.screens.attention.urls")),
    path("theo-doi/", include("dondoc.web.screens.followup.urls")),
    path("bang-theo-doi/", include("dondoc.web.screens.tasksheets.urls")),
    path("don-doc/", include("dondoc.web.screens.urging.urls")),
    path("theo-doi/", include("dondoc.web.screens.schedules.urls")),
    path("trung-uong/", include("dondoc.web.screens.central.urls")),
    path("chi-tieu/", include("dondoc.web.screens.indicators.urls")),
    path("don-vi/", include("dondoc.web.screens.units.urls")),
    path("so-van-ban/", include("dondoc.web.screens.registers.urls")),
    path("lien-thong/", include("dondoc.web.screens.exchange.urls")),
    path("van-ban/", include("dondoc.web.screens.documents.urls")),
    path("viec-nen/", include("dondoc.web.screens.jobs.urls")),
    path("nguoi-dung/", include("dondoc.web.screens.users.urls")),
    path("thong-bao/", include("dondoc.web.screens.notifications.urls")),
    path("lich/", include("dondoc.web.screens.notifications.feed_urls")),
    path("tai-khoan/", include("dondoc.web.screens.account.urls")),
]
