"""Addresses of the screen. Names are in the namespace "web"; the list is "notifications"."""

from django.urls import path

from dondoc.web.screens.notifications import feeds, sending, views

urlpatterns = [
    path("", views.list_messages, name="notifications"),
    path("<int:message_id>/", views.open_message, name="notification_open"),
    path("da-doc/", views.read_all, name="notifications_read"),
    path("cach-nhan/", views.settings_page, name="notification_settings"),
    path("lich/", feeds.list_links, name="feeds"),
    path("lich/<int:link_id>/thu-hoi/", feeds.revoke, name="feed_revoke"),
    path("gui-di/", sending.overview, name="sending"),
    path("gui-di/thu-thu/", sending.try_mail, name="sending_try_mail"),
    path("gui-di/<int:delivery_id>/gui-lai/", sending.retry, name="sending_retry"),
    path("gui-di/mac-dinh/", sending.set_defaults, name="sending_defaults"),
    path("gui-di/cong/", sending.add_webhook, name="webhook_add"),
    path("gui-di/cong/<int:webhook_id>/<slug:verb>/", sending.webhook_step, name="webhook_step"),
]
