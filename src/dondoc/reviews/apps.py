"""Django's registration of the room."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Reviews."""

    name = "dondoc.reviews"
    label = "reviews"
