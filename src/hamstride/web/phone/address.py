"""The address of this computer in the home network. Free of Django: it is needed before the settings are read."""

import socket
from ipaddress import AddressValueError, IPv4Address

NOWHERE = (
    "192.0.2.1",
    9,
)  # an address for documentation: nothing is sent to it, only the way there is looked up


class NoHomeNetwork(Exception):
    """There is no address under which a phone at home could reach this computer; the argument is what was found."""


def home_address(named: str | None = None) -> str:
    """The address of this computer in the home network: the one that is `named`, or the one it would speak from.

    Raises `NoHomeNetwork`, also for an address that is not one of a home network.
    """
    found = named or _own_address()
    if not _is_at_home(found) or (named is None and IPv4Address(found).is_loopback):
        raise NoHomeNetwork(found)
    return found


def _is_at_home(address: str) -> bool:
    try:
        return IPv4Address(address).is_private and not IPv4Address(address).is_unspecified
    except AddressValueError:
        return False


def _own_address() -> str:
    """Empty where there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(NOWHERE)
        except OSError:
            return ""
        address: str = one.getsockname()[0]
        return address
