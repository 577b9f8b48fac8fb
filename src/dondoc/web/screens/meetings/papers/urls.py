"""Agenda, papers, opinions before the meeting, and the participants' own page."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
