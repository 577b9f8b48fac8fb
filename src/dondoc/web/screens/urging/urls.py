"""Addresses of the screen."""

from django.urls import path

from dondoc.web.screens.urging import explanations, rules, told, urging

urlpatterns = [
    path("quy-tac/", rules.list_rules, name="reminder_rules"),
    path("quy-tac/moi/", rules.new_rule, name="reminder_rule_new"),
    path("quy-tac/chay-thu/", rules.preview, name="reminder_preview"),
    path("quy-tac/<slug:code>/", rules.change_rule, name="reminder_rule"),
    path("quy-tac/<slug:code>/ngung/", rules.end_rule, name="reminder_rule_end"),
    path("moi/", urging.choose, name="urge"),
    path("lan/", urging.list_urgings, name="urgings"),
    path("lan/<int:urging_id>/", urging.show_urging, name="urging"),
    path("lan/<int:urging_id>/cong-van/", urging.draft_letter, name="urging_letter"),
    path("giai-trinh/", explanations.list_explanations, name="explanations"),
    path("giai-trinh/moi/", explanations.ask, name="explanation_new"),
    path("giai-trinh/tep/<int:file_row_id>/", explanations.explanation_file, name="explanation_file"),
    path("giai-trinh/<int:explanation_id>/", explanations.show_explanation, name="explanation"),
    path("giai-trinh/<int:explanation_id>/<slug:verb>/", explanations.take_step, name="explanation_step"),
    path("da-nhac/<int:run_id>/<slug:code>/", told.show_told, name="told"),
]
