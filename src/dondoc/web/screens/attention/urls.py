"""Addresses of the screens. Names are in the namespace "web"; the list of themes is "themes"."""

from django.urls import path

from dondoc.web.screens.attention import comments, editing, gathering, marks, report, themes

urlpatterns = [
    path("", themes.list_themes, name="themes"),
    path("moi/", editing.new_theme, name="theme_new"),
    path("<int:theme_id>/", themes.theme, name="theme"),
    path("<int:theme_id>/sua/", editing.edit_theme, name="theme_edit"),
    path("<int:theme_id>/ket-thuc/", editing.end_theme, name="theme_close"),
    path("<int:theme_id>/mo-lai/", editing.begin_again, name="theme_reopen"),
    path("<int:theme_id>/them/", gathering.choose, name="theme_gather"),
    path("<int:theme_id>/bo/<int:directive_id>/", gathering.release, name="theme_release"),
    path("<int:theme_id>/theo-doi/", marks.watch_theme, name="theme_watch"),
    path("<int:theme_id>/bao-cao.<slug:kind>", report.report_file, name="theme_report"),
    path("nhiem-vu/<int:directive_id>/sao/", marks.star, name="directive_star"),
    path("nhiem-vu/<int:directive_id>/theo-doi/", marks.watch_directive, name="directive_watch"),
    path("nhiem-vu/<int:directive_id>/chuyen-de/", gathering.gather_one, name="directive_theme"),
    path("nhiem-vu/<int:directive_id>/y-kien/", comments.write, name="comment_write"),
    path("nhiem-vu/<int:directive_id>/nhac-toi/", comments.people, name="comment_people"),
    path("y-kien/<int:comment_id>/sua/", comments.change, name="comment_change"),
    path("y-kien/<int:comment_id>/go/", comments.remove, name="comment_remove"),
    path("dang-theo-doi/", marks.watched, name="watched"),
]
