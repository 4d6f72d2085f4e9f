"""The Django application of the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages and API."""

    name = "hamstride.web"
    label = "web"
