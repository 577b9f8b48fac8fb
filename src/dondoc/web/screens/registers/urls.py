"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "registers"."""

from django.urls import path

from dondoc.web.screens.registers import changing, views

urlpatterns = [
    path("", views.list_registers, name="registers"),
    path("mo-so/", changing.create, name="register_open"),
    path("<int:register_id>/", views.register, name="register"),
    path("<int:register_id>/tep/", views.export, name="register_export"),
    path("<int:register_id>/sua/", changing.change, name="register_change"),
    path("<int:register_id>/lay-so/", changing.take, name="register_take"),
    path("<int:register_id>/giu-so/", changing.reserve, name="register_reserve"),
    path("<int:register_id>/vao-so/", changing.arrive, name="register_arrive"),
    path("so/<int:entry_id>/sua/", changing.change_entry, name="register_entry_change"),
    path("so/<int:entry_id>/dung/", changing.use, name="register_entry_use"),
    path("so/<int:entry_id>/huy/", changing.void, name="register_entry_void"),
]
