"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "exchange"."""

from django.urls import path

from dondoc.web.screens.exchange import deciding, sending, views

urlpatterns = [
    path("", views.list_incoming, name="exchange"),
    path("di/", views.list_outgoing, name="exchange_out"),
    path("cach-ly/", views.list_quarantine, name="exchange_quarantine"),
    path("den/<int:packet_id>/", views.incoming_packet, name="exchange_packet"),
    path("den/<int:packet_id>/tep/", views.incoming_file, name="exchange_packet_file"),
    path("den/<int:packet_id>/dinh-kem/<int:number>/", views.attachment, name="exchange_attachment"),
    path("den/<int:packet_id>/tiep-nhan/", deciding.accept, name="exchange_accept"),
    path("den/<int:packet_id>/tu-choi/", deciding.refuse, name="exchange_refuse"),
    path("den/<int:packet_id>/xu-ly-lai/", deciding.release, name="exchange_release"),
    path("den/<int:packet_id>/bo-qua/", deciding.dismiss, name="exchange_dismiss"),
    path("di/<int:packet_id>/", views.outgoing_packet, name="exchange_sent"),
    path("di/<int:packet_id>/tep/", views.outgoing_file, name="exchange_sent_file"),
    path("di/<int:packet_id>/gui-lai/", deciding.retry, name="exchange_retry"),
    path("van-ban/<int:course_id>/trang-thai/", deciding.say_status, name="exchange_status"),
    path("van-ban/<int:course_id>/tra-loi/", deciding.answer, name="exchange_answer"),
    path("gui/<int:document_id>/", sending.send, name="exchange_send"),
    path("lay-lai/<int:document_id>/", sending.recall, name="exchange_recall"),
    path("bao-cao/<int:assignment_id>/", sending.report, name="exchange_report"),
    path("co-quan/", sending.list_parties, name="exchange_parties"),
    path("co-quan/moi/", sending.new_party, name="exchange_party_new"),
    path("co-quan/<int:party_id>/", sending.change_party, name="exchange_party"),
]
