"""The calendar, the weekly schedule, the plan of a meeting and its invitation."""

from django.urls import path

from dondoc.web.screens.meetings.planning import acting, files, listing, lists, page

urlpatterns = [
    path("", listing.meetings, name="meetings"),
    path("thang/", listing.month, name="meetings_month"),
    path("danh-sach/", listing.listed, name="meetings_list"),
    path("lich-tuan/<slug:kind>/", files.schedule, name="meetings_schedule"),
    path("lich-tuan.ics", files.week, name="meetings_calendar"),
    path("moi/", acting.new, name="meeting_new"),
    path("danh-muc/", lists.both, name="meeting_lists"),
    path("danh-muc/phong/them/", lists.room, name="meeting_room_new"),
    path("danh-muc/phong/<int:room_id>/", lists.room, name="meeting_room_change"),
    path("danh-muc/chuoi/them/", lists.series, name="meeting_series_new"),
    path("danh-muc/chuoi/<int:series_id>/", lists.series, name="meeting_series_change"),
    path("<int:meeting_id>/", page.meeting, name="meeting"),
    path("<int:meeting_id>/sua/", acting.change, name="meeting_change"),
    path("<int:meeting_id>/buoc/<slug:name>/", acting.step, name="meeting_plan_step"),
    path("<int:meeting_id>/lich.ics", files.one, name="meeting_calendar"),
]
