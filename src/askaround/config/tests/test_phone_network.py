"""The second door opens by itself only in the network that it was opened for, and keeps its certificate good."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from askaround.accounts.listening import DoorError
from askaround.config import env, examining, running
from askaround.config.phone_certificates import prepare
from askaround.config.phone_door import PhoneDoor
from askaround.config.phone_keys import Kept, authority, certificate, keep, kept
from askaround.plain import lan

from .test_server import free_port

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only 127.0.0.1 can be listened to")
NOW = datetime.now(UTC)
HOME, OTHER, CAFE = "127.0.7.1", "127.0.7.2", "127.0.8.1"


class Network:
    """Where the computer is: its addresses are loopback ones here, so that they can really be listened to."""

    addresses: list[str]


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    found = Network()
    found.addresses = [HOME]
    monkeypatch.setattr(lan, "addresses", lambda: found.addresses)
    return found


@pytest.fixture
def door(tmp_path: Path, network: Network) -> Iterator[PhoneDoor]:
    made = PhoneDoor(tmp_path, free_port())
    yield made
    made.end()


@pytest.fixture
def left_open(door: PhoneDoor) -> PhoneDoor:
    """It was opened at home, and the app was ended."""
    door.open(address=HOME, host=HOME)
    door.end()
    return door


def again(door: PhoneDoor, tmp_path: Path) -> PhoneDoor:
    return PhoneDoor(tmp_path, door.port)


def test_it_is_closed_until_it_is_opened(door: PhoneDoor) -> None:
    assert door.begin() == ""
    assert not door.standing().is_open


def test_left_open_it_opens_with_the_app_and_says_where(left_open: PhoneDoor, tmp_path: Path) -> None:
    door = again(left_open, tmp_path)
    assert door.begin() == f"Paired phones get in at https://{HOME}:{door.port}."
    door.end()


def test_closed_by_hand_it_stays_closed(door: PhoneDoor, tmp_path: Path) -> None:
    door.open(address=HOME, host=HOME)
    door.close()
    assert again(door, tmp_path).begin() == ""


def test_in_another_network_it_stays_closed_and_says_so(left_open: PhoneDoor, network: Network, tmp_path: Path) -> None:
    network.addresses = [CAFE]
    door = again(left_open, tmp_path)
    assert "this computer is in another one" in door.begin()
    standing = door.standing()
    assert (standing.is_open, standing.on) == (False, True)
    door.end()


def test_with_another_address_in_the_same_network_it_opens_there(
    left_open: PhoneDoor, network: Network, tmp_path: Path
) -> None:
    network.addresses = [CAFE, OTHER]
    door = again(left_open, tmp_path)
    door.begin()
    assert door.standing().url == f"https://{OTHER}:{door.port}"
    door.end()


def test_carried_to_a_cafe_it_closes_and_back_at_home_it_opens(door: PhoneDoor, network: Network) -> None:
    door.open(address=HOME, host=HOME)
    network.addresses = [CAFE]
    door._settle(at=NOW)
    assert not door.standing().is_open
    network.addresses = [HOME]
    door._settle(at=NOW)
    assert door.standing().address == HOME
    assert door.standing().problem == ""


def test_an_address_that_it_does_not_have_opens_nothing(door: PhoneDoor) -> None:
    with pytest.raises(DoorError) as refused:
        door.open(address="0.0.0.0", host="0.0.0.0")
    assert "does not have the address" in refused.value.sentence
    assert not door.standing().is_open


# cheroot leaves the socket that it could not bind to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_address_of_another_network_set_by_hand_is_told(tmp_path: Path) -> None:
    door = PhoneDoor(tmp_path, free_port(), only="10.254.253.252")
    with pytest.raises(DoorError) as refused:
        door.open(address="10.254.253.252", host="10.254.253.252")
    assert "does not have the address 10.254.253.252 now" in refused.value.sentence


def test_its_certificate_is_renewed_while_it_is_open(door: PhoneDoor, tmp_path: Path) -> None:
    door.open(address=HOME, host=HOME)
    first, root = certificate(tmp_path), authority(tmp_path)
    door._settle(at=NOW + timedelta(days=59))
    assert certificate(tmp_path) == first
    door._settle(at=NOW + timedelta(days=61))
    assert certificate(tmp_path) != first
    assert authority(tmp_path) == root


def test_a_certificate_is_made_anew_for_another_address_by_the_same_authority(tmp_path: Path) -> None:
    prepare(tmp_path, HOME, at=NOW)
    first, root = certificate(tmp_path), authority(tmp_path)
    prepare(tmp_path, HOME, at=NOW)
    assert certificate(tmp_path) == first
    prepare(tmp_path, OTHER, at=NOW)
    assert certificate(tmp_path) != first
    assert authority(tmp_path) == root


def test_an_authority_is_replaced_before_it_ends(tmp_path: Path) -> None:
    prepare(tmp_path, HOME, at=NOW)
    root = authority(tmp_path)
    prepare(tmp_path, HOME, at=NOW + timedelta(days=5 * 365 - 100))
    assert authority(tmp_path) != root


@pytest.mark.parametrize("content", ["", "rubbish", "[]", "{}", '{"on": true}', '{"on": true, "port": "x"}'])
def test_what_cannot_be_read_is_closed(tmp_path: Path, content: str) -> None:
    keep(tmp_path, Kept(on=True))
    (tmp_path / "phone/door.json").write_text(content)
    assert kept(tmp_path) == Kept()


@pytest.mark.parametrize("broken", ["authority.crt", "authority.key", "door.crt", "door.key", "all"])
def test_what_is_broken_is_made_anew_and_the_door_opens(door: PhoneDoor, tmp_path: Path, broken: str) -> None:
    door.open(address=HOME, host=HOME)
    door.end()
    names = ("authority.crt", "authority.key", "door.crt", "door.key") if broken == "all" else (broken,)
    for name in names:
        (tmp_path / "phone" / name).write_text("rubbish")
    second = again(door, tmp_path)
    assert second.begin().startswith("Paired phones get in")
    second.end()


def test_a_lost_key_is_made_anew(door: PhoneDoor, tmp_path: Path) -> None:
    door.open(address=HOME, host=HOME)
    door.end()
    (tmp_path / "phone/door.key").unlink()
    second = again(door, tmp_path)
    assert second.begin().startswith("Paired phones get in")
    second.end()


def test_a_folder_that_cannot_be_written_closes_the_door_and_not_the_app(left_open: PhoneDoor, tmp_path: Path) -> None:
    for path in (tmp_path / "phone").iterdir():
        if path.name != "door.json":
            path.unlink()
    # A folder where the file should be: also who may write everything cannot put a file in its place.
    (tmp_path / "phone/authority.key").mkdir()
    (tmp_path / "phone/authority.key/x").touch()
    door = again(left_open, tmp_path)
    assert "cannot be written" in door.begin()
    assert not door.standing().is_open
    door.end()


def test_doctor_is_silent_about_a_door_that_was_never_opened(tmp_path: Path) -> None:
    assert examining.phone(tmp_path) == []


def test_doctor_tells_an_open_door_from_one_that_opens_with_the_app(door: PhoneDoor, tmp_path: Path) -> None:
    door.open(address=HOME, host=HOME)
    assert [finding.ok for finding in examining.phone(tmp_path)] == [True]
    assert f"is open at {HOME}, port {door.port}" in examining.phone(tmp_path)[0].message
    door.end()
    assert "opens with Askaround" in examining.phone(tmp_path)[0].message


def test_doctor_finds_a_door_that_is_closed_while_the_app_runs(left_open: PhoneDoor, tmp_path: Path) -> None:
    held = running.take(tmp_path)
    assert held is not None
    (finding,) = examining.phone(tmp_path)
    assert not finding.ok
    assert "is on and closed" in finding.message
    held.release()


@pytest.mark.parametrize("address", ["8.8.8.8", "0.0.0.0", "laptop.local", "fe80::1"])
def test_an_address_of_the_internet_stops_the_start(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="a private address of this computer"):
        env.private_address(address)


def test_a_private_address_or_none_is_taken() -> None:
    assert env.private_address("192.168.1.20") == "192.168.1.20"
    assert env.private_address("") == ""
