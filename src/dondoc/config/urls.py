"""All addresses: the screens, and the API beside them."""

from django.urls import include, path

from dondoc.api.root import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("dondoc.web.urls")),
]
