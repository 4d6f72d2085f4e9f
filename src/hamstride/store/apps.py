"""The Django application that holds the record."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Everything kept about runners."""

    name = "hamstride.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
