"""All addresses: the screens, and the API beside them."""

from django.urls import include, path

from dondoc.api.root import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("dondoc.web.urls")),
]

handler400 = "dondoc.web.errors.bad_request"
handler403 = "dondoc.web.errors.permission_denied"
handler404 = "dondoc.web.errors.not_found"
handler500 = "dondoc.web.errors.server_error"
