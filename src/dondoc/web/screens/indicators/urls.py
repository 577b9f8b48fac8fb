"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "indicators"."""

from django.urls import path

from dondoc.web.screens.indicators import board, detail, keeping

# An indicator is at its code, so whatever else begins here has its line above it.
urlpatterns = [
    path("", board.show_board, name="indicators"),
    path("moi/", keeping.new_indicator, name="indicator_new"),
]
urlpatterns += [path("<slug:code>/", detail.show_indicator, name="indicator")]
