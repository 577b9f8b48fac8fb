"""Addresses of the screen."""

from django.urls import path

from dondoc.web.screens.schedules import calendar, decisions, events, limits, series

urlpatterns = [
    path("lich-lam-viec/", calendar.show_year, name="calendar_year"),
    path("lich-lam-viec/quyet-dinh/", decisions.decide, name="calendar_decision"),
    path("lich-lam-viec/tinh-lai/", decisions.recount, name="deadline_recount"),
    path("lich-lam-viec/tinh-lai/den-dau/", decisions.recount_progress, name="recount_progress"),
    path("thoi-han-theo-luat/", limits.list_limits, name="legal_limits"),
    path("thoi-han-theo-luat/moi/", limits.new_limit, name="legal_limit_new"),
    path("thoi-han-theo-luat/<slug:key>/<str:began>/ket-thuc/", limits.end, name="legal_limit_end"),
    path("thoi-han-theo-luat/<slug:key>/<str:began>/xac-nhan/", limits.confirm, name="legal_limit_confirm"),
    path("su-kien/", events.list_events, name="deadline_events"),
    path("su-kien/<int:event_id>/", events.show_event, name="event_days"),
    path("dinh-ky/", series.list_series, name="series_list"),
    path("dinh-ky/moi/<int:directive_id>/", series.new_series, name="series_new"),
    path("dinh-ky/<int:series_id>/", series.show_series, name="series"),
    path("dinh-ky/<int:series_id>/doi/", series.change, name="series_change"),
    path("dinh-ky/<int:series_id>/<slug:verb>/", series.act, name="series_act"),
]
