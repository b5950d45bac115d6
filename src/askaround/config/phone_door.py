"""The second door of a running app: opened at one address, kept in order while it is open, closed with the app.

It opens by itself only in the network in which it was switched on. In another one, in a café say, it stays closed and
says so, until the seeker opens it there.
"""

import errno
import logging
import socket
import threading
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from askaround.accounts.listening import DoorError, Standing
from askaround.plain import lan

from .phone_keys import FOLDER, Kept, authority, certificate, keep, kept

if TYPE_CHECKING:
    from .phone_server import PhoneServer, Tls

# Seconds between looks at the address and at the certificate's end.
LOOKS_EVERY = 60.0
HTTPS = 443
log = logging.getLogger("askaround.phone")


class PhoneDoor:
    """What the page may ask for (`accounts.listening.Door`), for the home of a running app."""

    def __init__(self, home: Path, port: int, *, fixed: bool = False, only: str = "") -> None:
        """`port` counts where none is kept from an earlier opening, or when it is `fixed`; `only` is an address set by
        hand.
        """
        self.home, self.only = home, only
        self._kept = kept(home)
        self.port = port if fixed else self._kept.port or port
        self._server: PhoneServer | None = None
        self._tls: Tls | None = None
        self._at = ""
        self._problem = ""
        self._lock = threading.RLock()
        self._keeper: threading.Thread | None = None
        self._over = threading.Event()

    def standing(self) -> Standing:
        """How it stands now."""
        with self._lock:
            return Standing(
                possible=tuple(self._possible()), name=lan.local_name(), port=self.port, on=self._kept.on,
                address=self._at, host=self._kept.host if self._at else "", problem=self._problem,
            )  # fmt: skip

    def open(self, *, address: str, host: str) -> None:
        """Switch it on and listen. Raises DoorError; then it stays as it was."""
        with self._lock:
            if address not in self._possible():
                raise DoorError(f"This computer does not have the address {address} any more. Choose again.")
            self._shut()
            self._listen(address, host, at=timezone.now())
            self._kept = Kept(on=True, address=address, host=host, network=lan.network_of(address), port=self.port)
            keep(self.home, self._kept)
            self._problem = ""
        self._look_after()

    def close(self) -> None:
        """Switch it off."""
        with self._lock:
            self._shut()
            self._kept, self._problem = Kept(), ""
            keep(self.home, self._kept)

    def authority(self) -> bytes | None:
        """The certificate of the home's own authority."""
        return authority(self.home)

    def begin(self) -> str:
        """At the start of the app: open it when it was left open. Answers a sentence to print, or nothing."""
        with self._lock:
            if not self._kept.on:
                return ""
            self._settle(at=timezone.now())
            said = self._problem or f"Paired phones get in at {self.standing().url}."
        self._look_after()
        return said

    def end(self) -> None:
        """At the end of the app: closed, and left switched on."""
        self._over.set()
        with self._lock:
            self._shut()

    def _settle(self, *, at: datetime) -> None:
        """Bring it in order: listening at the address that this computer has now, with a certificate that is good."""
        address = self._address()
        if address and address == self._at and self._tls:
            self._renew(self._tls, at=at)
            return
        self._shut()
        self._problem = ""
        if not address:
            self._problem = (
                f"It is switched on for the network of {self._kept.address}, and this computer is in another one."
                " Open it here only where you trust the network."
            )
            return
        host = address if self._kept.host == self._kept.address else self._kept.host
        try:
            self._listen(address, host, at=at)
        except DoorError as error:
            self._problem = error.sentence
            return
        self._kept = Kept(on=True, address=address, host=host, network=self._kept.network, port=self.port)
        keep(self.home, self._kept)

    def _renew(self, tls: "Tls", *, at: datetime) -> None:
        from .phone_certificates import prepare

        shown = certificate(self.home)
        files = prepare(self.home, self._at, at=at)
        if certificate(self.home) != shown:
            tls.renew(*files)

    def _address(self) -> str:
        """The address to listen at: the one it was switched on for, else another in the same network."""
        possible = self._possible()
        if self._kept.address in possible:
            return self._kept.address
        return next((each for each in possible if lan.network_of(each) == self._kept.network), "")

    def _possible(self) -> list[str]:
        return [self.only] if self.only else lan.addresses()

    def _listen(self, address: str, host: str, *, at: datetime) -> None:
        from .phone_certificates import prepare
        from .phone_server import PhoneServer, Tls, application

        try:
            tls = Tls(*prepare(self.home, address, at=at))
        except OSError as error:
            raise DoorError(
                f"The folder {self.home / FOLDER} cannot be written, so there is no certificate. Make it yours to"
                " write, then open the door again."
            ) from error
        names = [each for each in (address, lan.local_name()) if each]
        hosts = {f"{each}:{self.port}" for each in names}
        if self.port == HTTPS:
            hosts |= set(names)  # browsers leave the usual port away
        server = PhoneServer(address, self.port, application(frozenset(hosts)), tls)
        try:
            server.begin()
        except OSError as error:
            raise DoorError(_why_not(address, self.port)) from error
        self._server, self._tls, self._at = server, tls, address
        log.info("The second door is open at %s, port %s.", address, self.port)

    def _shut(self) -> None:
        if self._server is not None:
            self._server.end()
        self._server, self._tls, self._at = None, None, ""

    def _look_after(self) -> None:
        """Look once a minute, from the first opening on."""
        if self._keeper is None:
            self._keeper = threading.Thread(target=self._keep_in_order, name="second door’s keeper", daemon=True)
            self._keeper.start()

    def _keep_in_order(self) -> None:
        while not self._over.wait(LOOKS_EVERY):
            with self._lock:
                if self._kept.on and not self._over.is_set():
                    self._settle(at=timezone.now())


def _why_not(address: str, port: int) -> str:
    """Why nobody can listen there, in a sentence. The server tells only that; the system tells the reason once more."""
    other = "set ASKAROUND_PHONE_PORT to a free port above 1023 and start Askaround again."
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                return f"Port {port} is kept for programs with more rights. To use another, {other}"
            if error.errno == errno.EADDRNOTAVAIL:
                return f"This computer does not have the address {address} now. Join its network, or choose another."
    return f"Port {port} at {address} is taken by another program. Stop that one, or {other}"
