"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "account"."""

from django.urls import path

from dondoc.web.screens.account import views

urlpatterns = [
    path("", views.account, name="account"),
    path("mat-khau/", views.password, name="account_password"),
    path("ma-truy-cap/", views.issue, name="account_issue_token"),
    path("ma-truy-cap/<int:token_id>/thu-hoi/", views.revoke, name="account_revoke_token"),
]
