"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "jobs"."""

from django.urls import path

from dondoc.web.screens.jobs import views

urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("bay-gio/", views.now, name="jobs_now"),
    path("chay-lai/", views.retry_kind, name="jobs_retry"),
    path("<int:job_id>/chay-lai/", views.retry, name="job_retry"),
    path("<int:job_id>/bo/", views.cancel, name="job_cancel"),
]
