"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "overview"."""

from django.urls import path

from dondoc.web.screens.overview import views

urlpatterns = [
    path("", views.overview_page, name="overview"),
    path("so-sanh/", views.comparison, name="overview_comparison"),
    path("cap-nhat/", views.updates, name="overview_updates"),
    path("xu-huong/", views.months, name="overview_months"),
]
