"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "users"."""

from django.urls import path

from dondoc.web.screens.users import views

urlpatterns = [
    path("", views.users, name="users"),
    path("them/", views.create, name="user_create"),
    path("<int:user_id>/", views.change, name="user"),
    path("<int:user_id>/mat-khau/", views.password, name="user_password"),
    path("<int:user_id>/ngung/", views.deactivate, name="user_deactivate"),
    path("<int:user_id>/mo-lai/", views.reactivate, name="user_reactivate"),
]
