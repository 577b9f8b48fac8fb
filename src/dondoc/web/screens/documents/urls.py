"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "documents"."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
