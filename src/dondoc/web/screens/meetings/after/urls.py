"""Minutes, the conclusion notice, and what came of the conclusions."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
