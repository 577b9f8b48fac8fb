"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "desk"."""

from django.urls import URLPattern, path

from dondoc.web.screens.desk import views

urlpatterns: list[URLPattern] = [path("", views.desk, name="desk")]
