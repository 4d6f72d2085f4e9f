"""Hamstride on the phone: HTTPS on the home network, opened by a one-time link, for one device."""
