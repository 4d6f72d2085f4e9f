"""Tests: a package, so that no library that brings a `tests` of its own stands in their way."""
