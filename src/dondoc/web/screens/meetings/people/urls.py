"""Who is called, what they answered, who came, and what the regime says."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
