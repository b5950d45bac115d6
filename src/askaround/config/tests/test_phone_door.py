"""The second door of a running app, knocked at over real TLS: paired phones get in, and nobody else sees a thing."""

import contextlib
import re
import shutil
import socket
import sqlite3
import ssl
import sys
import time
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import httpx
import pytest
import segno

from .test_server import Started, free_port

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the app is stopped by signals here")
DEVICE, OFFER = "__Host-askaround-device", "__Host-askaround-offer"


@dataclass
class Computer:
    """The app, the browser at the computer, and where its second door is."""

    app: Started
    desk: httpx.Client
    port: int

    @property
    def door(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.app.home / "phone/authority.crt"))

    def phone(self, **more: object) -> httpx.Client:
        return httpx.Client(base_url=self.door, verify=self.trust(), timeout=10, **more)  # type: ignore[arg-type]

    def post(self, path: str, **data: str) -> httpx.Response:
        return post(self.desk, path, **data)

    def database(self, statement: str) -> None:
        with closing(sqlite3.connect(self.app.home / "askaround.sqlite3", timeout=10)) as database:
            database.execute(statement)
            database.commit()

    def offer(self) -> tuple[str, str]:
        """The path of a new offer at the computer, and the path that its QR code leads to."""
        path = self.post("/phone/pairings/").headers["Location"]
        found = re.search(r'id="address"[^>]*>(https://[^<]+)<', self.desk.get(path).text)
        assert found is not None
        assert found[1].startswith(f"{self.door}/phone/pair/")
        return path, found[1].removeprefix(self.door)

    @contextlib.contextmanager
    def paired(self) -> Iterator[httpx.Client]:
        """A phone that went all the way."""
        path, way_in = self.offer()
        with self.phone() as phone:
            assert post(phone, way_in, name="Pixel").headers["Location"] == "/phone/waiting/"
            self.post(f"{path}confirmation/")
            yield phone


def post(client: httpx.Client, path: str, **data: str) -> httpx.Response:
    """Send a form as a browser does: with its token, and saying where it comes from."""
    origin = str(client.base_url).rstrip("/")
    if "askaround-csrf" not in client.cookies:
        client.get(path if "/pair/" in path else "/phone/")
    data["csrfmiddlewaretoken"] = client.cookies.get("askaround-csrf", "")
    return client.post(path, data=data, headers={"Origin": origin, "Referer": f"{origin}/"})


@pytest.fixture(scope="module")
def computer(first_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Computer]:
    home = tmp_path_factory.mktemp("door") / "home"
    shutil.copytree(first_home, home)
    port, second = free_port(), free_port()
    app = Started(home, ASKAROUND_PORT=str(port), ASKAROUND_PHONE_PORT=str(second), ASKAROUND_PHONE_ADDRESS="127.0.0.1")
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=10) as desk:
        link = app.other("link").stdout.strip().removeprefix(f"http://127.0.0.1:{port}")
        desk.get(link)
        post(desk, link)
        assert not listens(second)
        yield Computer(app, desk, second)
    assert app.stop() == 0


@pytest.fixture
def open_door(computer: Computer) -> Computer:
    if not listens(computer.port):
        assert computer.post("/phone/opening/", address="127.0.0.1", called="address").status_code == 302
    return computer


def is_closed(answer: httpx.Response, status: int = 403) -> bool:
    """The one page of strangers, whole."""
    return (
        answer.status_code == status
        and "This door is closed." in answer.text
        and answer.headers["Cache-Control"] == "no-store"
        and not answer.cookies
    )


def listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_nobody_listens_before_it_is_opened_and_after_it_is_closed(computer: Computer) -> None:
    computer.post("/phone/closing/")
    assert not listens(computer.port)
    assert "nothing listens in your network" in computer.desk.get("/phone/").text
    computer.post("/phone/opening/", address="127.0.0.1", called="address")
    assert listens(computer.port)
    assert computer.door in computer.desk.get("/phone/").text
    computer.post("/phone/closing/")
    assert not listens(computer.port)


def test_a_taken_port_is_told_with_what_to_do_and_the_door_stays_closed(computer: Computer) -> None:
    computer.post("/phone/closing/")
    with closing(socket.socket()) as stranger:
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stranger.bind(("127.0.0.1", computer.port))
        stranger.listen()
        answer = computer.post("/phone/opening/", address="127.0.0.1", called="address")
    assert answer.status_code == 422
    assert f"Port {computer.port} at 127.0.0.1 is taken by another program." in answer.text
    assert "nothing listens in your network" in computer.desk.get("/phone/").text


def test_an_address_that_was_not_offered_is_refused(computer: Computer) -> None:
    computer.post("/phone/closing/")
    assert computer.post("/phone/opening/", address="0.0.0.0", called="address").status_code == 422
    assert not listens(computer.port)


def test_keys_are_readable_for_nobody_else(open_door: Computer) -> None:
    folder = open_door.app.home / "phone"
    assert folder.stat().st_mode & 0o077 == 0
    assert {path.name for path in folder.iterdir()} == {
        "authority.crt", "authority.key", "door.crt", "door.key", "door.json"
    }  # fmt: skip
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_a_stranger_gets_one_page_whatever_they_ask_for(open_door: Computer) -> None:
    """What is there without pairing: every address of the app answers alike, files and made-up ones included."""
    paths = [
        "/", "/people/", "/sign-in/", "/open/x/", "/health", "/export/", "/phone/certificate/", "/phone/waiting/",
        "/phone/pair/x/", "/static/web/tokens.css", "/nowhere/",
    ]  # fmt: skip
    open_door.database("DELETE FROM accounts_pairing")
    with open_door.phone() as stranger:
        answers = [*(stranger.get(path) for path in paths), stranger.post("/people/"), stranger.put("/x")]
    assert all(is_closed(answer) for answer in answers)
    assert len({answer.text for answer in answers}) == 1


def test_the_computers_own_session_opens_nothing_here(open_door: Computer) -> None:
    with open_door.phone() as thief:
        for name, value in open_door.desk.cookies.items():
            thief.cookies.set(name, value, domain="127.0.0.1")
        assert is_closed(thief.get("/people/"))


def test_a_phone_is_paired_with_a_code_and_a_yes(open_door: Computer) -> None:
    path, way_in = open_door.offer()
    shown = BytesIO()
    segno.make_qr(open_door.door + way_in, error="m").save(
        shown, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=False
    )
    assert open_door.desk.get(f"{path}code.svg").content == shown.getvalue()
    with open_door.phone(headers={"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)"}) as phone:
        asked = phone.get(way_in)
        assert 'value="iPhone"' in asked.text
        sheet = re.search(r'href="(/static/[^"]+\.css)"', asked.text)
        assert sheet is not None
        assert phone.get(sheet[1]).status_code == 200
        assert is_closed(phone.get("/people/"))
        assert post(phone, way_in, name="My iPhone").status_code == 302
        code = re.search(r"\d{3} \d{3}", phone.get("/phone/waiting/").text)
        assert code is not None
        assert is_closed(phone.get("/interviews/"))
        asked_for = open_door.desk.get(path).text
        assert code[0] in asked_for
        assert "My iPhone" in asked_for
        open_door.post(f"{path}confirmation/")
        assert phone.get("/phone/waiting/").headers["Location"] == "/phone/here/"
        assert phone.get("/people/").status_code == 200
        assert "My iPhone" in phone.get("/phone/here/").text
    assert "My iPhone" in open_door.desk.get("/phone/").text
    assert open_door.desk.get(f"{path}code.svg").status_code == 404


def test_cookies_stay_with_this_host_and_with_tls(open_door: Computer) -> None:
    _, way_in = open_door.offer()
    with open_door.phone() as phone:
        first = phone.get(way_in)
        second = post(phone, way_in, name="Pixel")
    said = [line.lower() for each in (first, second) for line in each.headers.get_list("Set-Cookie")]
    ours = [line for line in said if line.startswith("__host-askaround")]
    assert {line.split("=")[0] for line in ours} == {DEVICE.lower(), OFFER.lower()}
    assert all("secure" in line for line in said)
    assert all("httponly" in line and "path=/" in line and "domain=" not in line for line in ours)


def test_a_code_is_good_once(open_door: Computer) -> None:
    _, way_in = open_door.offer()
    with open_door.phone() as first, open_door.phone() as second:
        assert second.get(way_in).status_code == 200
        assert post(first, way_in, name="Pixel").status_code == 302
        assert is_closed(second.get(way_in))
        assert is_closed(post(second, way_in, name="Other"))


def test_a_code_of_six_minutes_ago_is_closed_like_everything_else(open_door: Computer) -> None:
    path, way_in = open_door.offer()
    open_door.database("UPDATE accounts_pairing SET created_at = datetime(created_at, '-6 minutes')")
    with open_door.phone() as phone:
        assert is_closed(phone.get(way_in))
    assert "This code is over." in open_door.desk.get(path).text
    assert open_door.desk.get(f"{path}code.svg").status_code == 404


def test_after_a_no_the_phone_that_waits_is_out(open_door: Computer) -> None:
    path, way_in = open_door.offer()
    with open_door.phone() as phone:
        post(phone, way_in, name="Pixel")
        assert phone.get("/phone/waiting/", headers={"HX-Request": "true"}).status_code == 204
        open_door.post(f"{path}refusal/")
        assert phone.get("/phone/waiting/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
        assert is_closed(phone.get("/phone/waiting/"))
        assert is_closed(phone.get("/interviews/"))


def test_a_phone_sent_away_is_out_at_its_next_request_over_the_same_connection(open_door: Computer) -> None:
    with open_door.paired() as phone:
        assert phone.get("/people/").status_code == 200
        devices = re.findall(r"/phone/paired-devices/[0-9a-f-]+/revocation/", open_door.desk.get("/phone/").text)
        open_door.post(devices[0])
        assert is_closed(phone.get("/interviews/"))
        assert is_closed(phone.get("/static/web/tokens.css"))


def test_a_phone_unpairs_itself(open_door: Computer) -> None:
    with open_door.paired() as phone:
        phone.get("/phone/here/")
        post(phone, "/phone/here/leaving/")
        assert is_closed(phone.get("/phone/here/"))


@pytest.mark.parametrize(
    "path",
    ["/settings/", "/export/", "/export/backups/", "/mail/", "/calendars/", "/phone/", "/phone/pairings/", "/sign-in/"],
)
def test_what_stays_at_the_computer_is_not_the_phones(open_door: Computer, path: str) -> None:
    with open_door.paired() as phone:
        for answer in (phone.get(path), post(phone, path)):
            assert answer.status_code == 403
            assert "This is done at your computer." in answer.text


def test_a_form_from_another_origin_changes_nothing(open_door: Computer) -> None:
    with open_door.paired() as phone:
        phone.get("/phone/here/")
        token = phone.cookies.get("askaround-csrf", "")
        answer = phone.post(
            "/phone/here/leaving/", data={"csrfmiddlewaretoken": token}, headers={"Origin": "https://evil.example"}
        )
        assert answer.status_code == 403
        assert phone.get("/phone/here/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:8765", "127.0.0.1:1", ""])
def test_under_another_name_even_a_paired_phone_finds_it_closed(open_door: Computer, host: str) -> None:
    with open_door.paired() as phone:
        answer = phone.get("/interviews/", headers={"Host": host})
    assert answer.status_code == 400
    assert "Interviews" not in answer.text


def test_headers_that_claim_to_be_a_proxy_change_nothing(open_door: Computer) -> None:
    claims = {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "127.0.0.1", "Askaround-Hosts": "evil.example"}
    with open_door.phone(headers=claims) as stranger:
        assert is_closed(stranger.get("/people/"))


def test_the_pages_for_pairing_are_not_at_the_first_door(open_door: Computer) -> None:
    _, way_in = open_door.offer()
    assert open_door.desk.get(way_in).status_code == 404
    assert open_door.desk.get("/phone/waiting/").status_code == 404


def test_the_certificate_is_one_that_a_strict_reader_takes_and_a_stranger_does_not(open_door: Computer) -> None:
    strict = open_door.trust()
    strict.verify_flags |= ssl.VERIFY_X509_STRICT
    with (
        socket.create_connection(("127.0.0.1", open_door.port), timeout=5) as plain,
        strict.wrap_socket(plain, server_hostname="127.0.0.1") as encrypted,
    ):
        assert encrypted.version() in {"TLSv1.2", "TLSv1.3"}
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(f"{open_door.door}/")


def test_old_tls_and_no_tls_are_turned_away(open_door: Computer) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", open_door.port), timeout=5) as plain, pytest.raises(OSError):
        old.wrap_socket(plain)
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"http://127.0.0.1:{open_door.port}/")


def test_phones_get_in_while_strangers_hold_connections_and_say_nothing(open_door: Computer) -> None:
    """One address has six connections: as many as a browser opens, and not every worker."""
    with open_door.paired() as phone:
        held = [socket.create_connection(("127.0.0.1", open_door.port), timeout=5) for _ in range(4)]
        try:
            begun = time.monotonic()
            assert phone.get("/people/").status_code == 200
            assert time.monotonic() - begun < 5
        finally:
            for connection in held:
                connection.close()


def test_it_opens_again_with_the_app_and_phones_stay_paired(open_door: Computer) -> None:
    with open_door.paired() as phone:
        shown = (open_door.app.home / "phone/door.crt").read_bytes()
        assert open_door.app.stop() == 0
        assert not listens(open_door.port)
        environment = {name: value for name, value in open_door.app.environment.items() if "ASKAROUND" in name}
        environment.pop("ASKAROUND_HOME")
        open_door.app.process = Started(open_door.app.home, **environment).process
        assert (open_door.app.home / "phone/door.crt").read_bytes() == shown
        until = time.monotonic() + 10
        while not listens(open_door.port) and time.monotonic() < until:
            time.sleep(0.1)
        assert phone.get("/people/").status_code == 200


def test_a_backup_holds_no_key_and_no_phones_way_in(open_door: Computer, tmp_path: Path) -> None:
    with open_door.paired():
        assert open_door.app.other("backup", str(tmp_path / "a.zip")).returncode == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as whole:
        assert not [name for name in whole.namelist() if name.startswith("phone")]
        whole.extract("askaround.sqlite3", tmp_path)
    with closing(sqlite3.connect(tmp_path / "askaround.sqlite3")) as database:
        for table in ("accounts_paireddevice", "accounts_pairing"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_doctor_says_where_it_is_open(open_door: Computer) -> None:
    said = open_door.app.other("doctor").stdout
    assert re.search(rf"The second door is open at 127\.0\.0\.1, port {open_door.port}; its certificate is good", said)
