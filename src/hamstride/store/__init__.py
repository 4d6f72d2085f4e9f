"""Models, queries and services: the only code that knows the database."""
