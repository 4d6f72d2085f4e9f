"""Hamstride: the hamstring programme of a runner, led, watched and kept on their own device."""

__version__ = "0.1.0"
