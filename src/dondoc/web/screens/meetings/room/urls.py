"""The secretary's screen, the large screen, and what keeps them current."""

from django.urls import path

from dondoc.web.screens.meetings.room import deciding, page, steps, stream, wall, writing

urlpatterns = [
    path("<int:meeting_id>/phong/", page.room, name="meeting_room"),
    path("<int:meeting_id>/phong/ket-luan/", page.conclusions, name="meeting_lines"),
    path("<int:meeting_id>/phong/ket-luan/moi/", writing.new_line, name="meeting_line_new"),
    path("<int:meeting_id>/phong/ket-luan/hien/", steps.show_all, name="meeting_lines_show"),
    path("<int:meeting_id>/phong/ket-luan/<int:line_id>/", writing.save_line, name="meeting_line_save"),
    path("<int:meeting_id>/phong/ket-luan/<int:line_id>/cho/", writing.move_line, name="meeting_line_move"),
    path("<int:meeting_id>/phong/ket-luan/<int:line_id>/bo/", writing.drop_line, name="meeting_line_drop"),
    path("<int:meeting_id>/phong/ket-luan/<int:line_id>/hien/", writing.show_line, name="meeting_line_show"),
    path("<int:meeting_id>/phong/hieu/", writing.understand, name="meeting_understand"),
    path("<int:meeting_id>/phong/buoc/<slug:name>/", steps.step, name="meeting_step"),
    path("<int:meeting_id>/phong/muc/<int:item_id>/<slug:name>/", steps.item, name="meeting_item_step"),
    path("<int:meeting_id>/phong/phat-bieu/", steps.new_remark, name="meeting_remark_new"),
    path("<int:meeting_id>/phong/phat-bieu/<int:remark_id>/", writing.save_remark, name="meeting_remark_save"),
    path("<int:meeting_id>/phong/phat-bieu/<int:remark_id>/<slug:state>/", steps.remark, name="meeting_remark_step"),
    path("<int:meeting_id>/phong/quyet-nghi/", deciding.new, name="meeting_decision_new"),
    path("<int:meeting_id>/phong/quyet-nghi/<int:decision_id>/", deciding.save, name="meeting_decision_save"),
    path("<int:meeting_id>/phong/quyet-nghi/<int:decision_id>/bo/", deciding.drop, name="meeting_decision_drop"),
    path("<int:meeting_id>/phong/phan/<slug:name>/", page.fragment, name="meeting_room_part"),
    path("<int:meeting_id>/man-hinh/", wall.wall, name="meeting_wall"),
    path("<int:meeting_id>/man-hinh/noi-dung/", wall.wall_body, name="meeting_wall_body"),
    path("<int:meeting_id>/song/", stream.stream, name="meeting_stream"),
]
