"""The secretary's screen, the large screen, and what keeps them current."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
