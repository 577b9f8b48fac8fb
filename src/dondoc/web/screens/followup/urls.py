"""Addresses of the screen."""

from django.urls import path

from dondoc.web.screens.followup import closing_rules, endings, extensions, parts, process, transfers, unit_work

urlpatterns = [
    path("quy-trinh/cap-nhat/", closing_rules.change_update_days, name="update_rules"),
    path("quy-trinh/hoan-thanh/", closing_rules.change_need, name="completion_need"),
    path("quy-trinh/nguyen-nhan/moi/", closing_rules.change_reason, name="reason_new"),
    path("quy-trinh/nguyen-nhan/<slug:code>/", closing_rules.change_reason, name="reason"),
    path("quy-trinh/giai-doan/moi/", closing_rules.change_stage, name="stage_new"),
    path("quy-trinh/giai-doan/<slug:code>/", closing_rules.change_stage, name="stage"),
    path("phan-viec/", parts.list_parts, name="parts"),
    path("phan-viec/chia/<int:assignment_id>/", parts.divide, name="divide"),
    path("phan-viec/tep/<int:file_row_id>/", parts.part_file, name="part_file"),
    path("phan-viec/<int:part_id>/", parts.show_part, name="part"),
    path("phan-viec/<int:part_id>/chia/", parts.divide_part, name="part_divide"),
    path("phan-viec/<int:part_id>/sua/", parts.edit_part, name="part_edit"),
    path("phan-viec/<int:part_id>/<slug:verb>/", parts.part_step, name="part_step"),
    path("chuyen/", transfers.list_transfers, name="transfers"),
    path("chuyen/don-vi/<str:code>/", unit_work.hand_over, name="unit_work"),
    path("chuyen/moi/<int:assignment_id>/", transfers.new_transfer, name="transfer_new"),
    path("chuyen/<int:transfer_id>/", transfers.show_transfer, name="transfer"),
    path("chuyen/<int:transfer_id>/<slug:verb>/", transfers.transfer_step, name="transfer_step"),
    path("nhiem-vu/<int:directive_id>/gop-thay-the/", endings.endings, name="endings"),
    path("hoan-tac/<int:succession_id>/", endings.undo, name="succession_undo"),
    path("gia-han/", extensions.list_extensions, name="extensions"),
    path("quy-trinh/", process.show_process, name="process"),
    path("quy-trinh/gia-han/", process.change_rules, name="extension_rules"),
    path("quy-trinh/uy-quyen/", process.add_deputy, name="deputy_new"),
    path("quy-trinh/uy-quyen/<int:row_id>/ket-thuc/", process.remove_deputy, name="deputy_end"),
]
