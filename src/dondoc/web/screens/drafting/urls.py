"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "drafting"."""

from django.urls import path

from dondoc.web.screens.drafting import begin, comments, editing, listing, mandates, page, signing, steps, versions

urlpatterns = [
    path("", listing.drafts, name="drafting"),
    path("moi/", begin.begin, name="draft_begin"),
    path("nhom/<int:group_id>/", editing.group, name="draft_group"),
    path("tham-quyen-ky/", mandates.list_mandates, name="mandates"),
    path("tham-quyen-ky/them/", mandates.grant, name="mandate_grant"),
    path("tham-quyen-ky/<int:mandate_id>/ket-thuc/", mandates.end, name="mandate_end"),
    path("<int:draft_id>/", page.draft, name="draft"),
    path("<int:draft_id>/ban-in/", page.pages, name="draft_pages"),
    path("<int:draft_id>/trang/<int:number>/", page.picture, name="draft_page"),
    path("<int:draft_id>/tep/<slug:suffix>/", page.file, name="draft_file"),
    path("<int:draft_id>/soan/", editing.editor, name="draft_editor"),
    path("<int:draft_id>/luu/", editing.save, name="draft_save"),
    path("<int:draft_id>/hieu/", editing.understand, name="draft_understand"),
    path("<int:draft_id>/so-ban/", versions.versions, name="draft_versions"),
    path("<int:draft_id>/y-kien/", comments.add, name="draft_comment"),
    path("<int:draft_id>/y-kien/<int:comment_id>/xong/", comments.resolve, name="draft_comment_resolve"),
    path("<int:draft_id>/buoc/<slug:name>/", steps.step, name="draft_step"),
    path("<int:draft_id>/ky/", signing.sign, name="draft_sign"),
    path("<int:draft_id>/ky/<int:job_id>/", signing.answer, name="draft_sign_answer"),
]
