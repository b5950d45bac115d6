"""Where a computer stands in its own network: its private addresses and its name there, by nothing but Python."""

import contextlib
import ipaddress
import re
import socket
import struct

# Networks that no router of the internet leads to (RFC 1918, 3927, 6598), and the computer itself.
PRIVATE = tuple(
    ipaddress.ip_network(each)
    for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "127.0.0.0/8")
)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
# What Linux is asked for the address of an interface with.
_SIOCGIFADDR = 0x8915
# A documentation address (RFC 5737): nothing is sent there, the system only says which way it would go.
_AWAY = ("192.0.2.1", 9)


def addresses() -> list[str]:
    """This computer's private IPv4 addresses but loopback; first the one by which it reaches the rest of the world."""
    found = dict.fromkeys([*_on_the_way_out(), *_by_name(), *_by_interface()])
    return [each for each in found if is_private(each) and not ipaddress.ip_address(each).is_loopback]


def is_private(address: str) -> bool:
    """True for an IPv4 address that no router of the internet leads to."""
    try:
        return any(ipaddress.IPv4Address(address) in network for network in PRIVATE)
    except ValueError:
        return False


def network_of(address: str) -> str:
    """The network that we take an address to be in: its first three numbers, as nearly every home and office has it."""
    return str(ipaddress.ip_network(f"{address}/24", strict=False))


def local_name() -> str:
    """This computer's name as its own network may know it ("laptop.local", RFC 6762); empty when it has none."""
    label = socket.gethostname().split(".")[0].lower()
    return f"{label}.local" if _LABEL.fullmatch(label) and label != "localhost" else ""


def _on_the_way_out() -> list[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_AWAY)
            return [str(probe.getsockname()[0])]
        except OSError:
            return []


def _by_name() -> list[str]:
    try:
        return [str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    except OSError:
        return []


def _by_interface() -> list[str]:
    try:
        import fcntl
    except ImportError:  # Windows, where the name knows every address
        return []
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            # One without an address says so by an error; so does a system whose number for the question is another.
            with contextlib.suppress(OSError):
                said = fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
                found.append(socket.inet_ntoa(said[20:24]))
    return found
