"""Private addresses are told from others, and a name is one that a network can know."""

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis.strategies import ip_addresses, text

from askaround.plain import lan


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.20", "169.254.7.7", "100.64.0.1", "127.0.0.1"]
)
def test_a_private_address_is_private(address):
    assert lan.is_private(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "172.32.0.1", "192.169.0.1", "0.0.0.0", "255.255.255.255", "::1", "fe80::1", "", "a.b.c.d"]
)
def test_everything_else_is_not(address):
    assert not lan.is_private(address)


@given(ip_addresses(v=4))
def test_whatever_is_private_no_router_leads_to(address):
    if lan.is_private(str(address)):
        assert not address.is_global


@given(text())
def test_no_text_breaks_it(said):
    assert lan.is_private(said) in (True, False)


def test_this_computers_addresses_are_private_and_none_is_loopback_or_twice():
    found = lan.addresses()
    assert len(found) == len(set(found))
    assert all(lan.is_private(each) and not ipaddress.ip_address(each).is_loopback for each in found)


def test_two_addresses_of_one_router_are_in_one_network():
    assert lan.network_of("192.168.1.20") == lan.network_of("192.168.1.77") == "192.168.1.0/24"
    assert lan.network_of("192.168.2.20") != lan.network_of("192.168.1.20")


@pytest.mark.parametrize(
    ("called", "name"),
    [("Annas-Laptop.fritz.box", "annas-laptop.local"), ("localhost", ""), ("Annas Laptop", ""), ("-x", ""), ("", "")],
)
def test_a_name_that_a_network_can_know(monkeypatch, called, name):
    monkeypatch.setattr(socket, "gethostname", lambda: called)
    assert lan.local_name() == name
