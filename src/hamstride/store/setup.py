"""Brings the database up to date, whoever comes first."""

from django.core.management import call_command
from django.db import connection

from hamstride.store import measuring, runs, services

_MIGRATION_LOCK = 0x48414D53  # "HAMS": any number, the same for every Hamstride on a PostgreSQL


def prepare() -> None:
    """Make or update the tables, and clear away what was deleted long ago. Two servers at once wait for each other."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
        try:
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK])
    services.purge()
    runs.purge()
    measuring.purge()
