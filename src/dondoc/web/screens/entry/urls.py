"""Addresses of signing in and out."""

from django.urls import path

from dondoc.web.screens.entry import views

urlpatterns = [
    path("dang-nhap/", views.SignInView.as_view(), name="sign_in"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("ngon-ngu/", views.set_language, name="set_language"),
    path("healthz", views.health, name="health"),
    path("healthz/ready", views.ready, name="ready"),
]
