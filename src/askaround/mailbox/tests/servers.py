"""Real mail servers on loopback: a Dovecot of one's own, an SMTP server, and a line between that can be cut."""

import contextlib
import logging
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from tools.dovecot import dovecot

EMAIL, PASSWORD = "alice@mail.example", "app-pass word"
logging.getLogger("mail.log").setLevel(logging.ERROR)
_CONF = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
info_log_path = {home}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 1
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
ssl_dh =
disable_plaintext_auth = no
auth_mechanisms = plain login {mechanisms}
mail_location = {format}:{home}/mail/%u
mail_max_userip_connections = 100
{oauth}
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
  mailbox Junk {{
    auto = subscribe
    special_use = \\Junk
  }}
}}
service imap-login {{
  chroot =
  process_min_avail = 0
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {port_tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""
_OAUTH = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {home}/oauth.conf
}}
"""


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_certificate(home: Path) -> None:
    """A certificate for localhost that signs itself; who trusts it is told by SSL_CERT_FILE."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30)).not_valid_after(now + timedelta(days=365))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (home / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (home / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )  # fmt: skip


@dataclass
class Dovecot:
    """A Dovecot with one mailbox. Mails are put into it as files, as another program would deliver them."""

    home: Path
    port: int
    port_tls: int
    process: Any = None
    count: int = 0

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        """The raw mails of a folder."""
        return [path.read_bytes() for part in ("cur", "new") for path in sorted((self._at(folder) / part).glob("*"))]

    def deliver(self, raw: bytes, folder: str = "INBOX") -> None:
        """A mail arrives."""
        place = self._at(folder)
        for part in ("cur", "new", "tmp"):
            if not (place / part).is_dir():
                (place / part).mkdir(parents=True)
                self._own(place, place / part)
        self.count += 1
        name = f"{time.time_ns()}.M{self.count}P{os.getpid()}.localhost"
        (place / "tmp" / name).write_bytes(raw)
        self._own(place / "tmp" / name)
        (place / "tmp" / name).rename(place / "new" / name)

    def empty(self) -> None:
        """Throw every mail and folder away; their numbers begin anew."""
        shutil.rmtree(self._at("INBOX"), ignore_errors=True)

    def _at(self, folder: str) -> Path:
        root = self.home / "mail" / EMAIL
        return root if folder == "INBOX" else root / f".{folder}"

    def _own(self, *paths: Path) -> None:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            for path in (self.home / "mail" / EMAIL, *paths):
                os.chown(path, nobody.pw_uid, nobody.pw_gid)


@contextmanager
def running_dovecot(*, kept_as: str = "maildir", oauth: str = "") -> Iterator[Dovecot]:
    """Start one as a plain process with a folder of its own; `oauth` is where it asks whose an access token is."""
    home = Path(tempfile.mkdtemp(prefix="dove-", dir="/tmp"))
    home.chmod(0o755)
    make_certificate(home)
    root = os.geteuid() == 0
    me, nobody = pwd.getpwuid(os.geteuid()), pwd.getpwnam("nobody")
    facts = {
        "home": home, "port": free_port(), "port_tls": free_port(), "format": kept_as,
        "internal": "dovecot" if root else me.pw_name, "login": "dovenull" if root else me.pw_name,
        "group": "dovecot" if root else me.pw_gid, "uid": nobody.pw_uid if root else me.pw_uid,
        "gid": nobody.pw_gid if root else me.pw_gid, "mechanisms": "xoauth2" if oauth else "",
        "oauth": _OAUTH.format(home=home) if oauth else "",
    }  # fmt: skip
    (home / "conf").write_text(_CONF.format(**facts))
    (home / "users").write_text(f"{EMAIL}:{{PLAIN}}{PASSWORD}::::::\n")
    (home / "oauth.conf").write_text(
        f"introspection_mode = post\nintrospection_url = {oauth}\nusername_attribute = email\n"
        "active_attribute = active\nactive_value = true\n"
    )
    (home / "mail").mkdir()
    if root:
        os.chown(home / "mail", nobody.pw_uid, nobody.pw_gid)
    started = Dovecot(home, int(facts["port"]), int(facts["port_tls"]))
    started.process = subprocess.Popen([dovecot(), "-F", "-c", str(home / "conf")], stderr=subprocess.PIPE)
    try:
        _until_it_answers(started)
        yield started
    finally:
        started.process.terminate()
        started.process.wait(10)
        started.process.stderr.close()
        shutil.rmtree(home, ignore_errors=True)


def _until_it_answers(started: Dovecot) -> None:
    for _ in range(200):
        if started.process.poll() is not None:
            log = started.home / "log"
            said = started.process.stderr.read().decode() + (log.read_text() if log.exists() else "")
            raise RuntimeError(f"Dovecot stopped: {said}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", started.port), 1) as probe:
            if probe.recv(4) == b"* OK":
                return
        time.sleep(0.05)
    raise RuntimeError("Dovecot does not answer.")


@dataclass
class Post:
    """What the SMTP server was handed, and how it is to behave: an answer by the step it is given at."""

    mails: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    token: str = ""
    # Called with the mail before it is answered.
    before_answer: Callable[[], None] | None = None
    port: int = 0
    port_tls: int = 0
    # Where a copy is filed, as some providers do.
    files_into: Dovecot | None = None

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, address: str, _how: Any) -> str:  # noqa: N802
        envelope.mail_from = address
        return self.answers.get("mail", "250 OK")

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _how: Any) -> str:  # noqa: N802
        answer = self.answers.get(f"rcpt {address}", self.answers.get("rcpt", "250 OK"))
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.answers.get("data", "250 OK")
        if answer.startswith("250"):
            self.mails.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
            if self.files_into:
                self.files_into.deliver(envelope.content, "Sent")
        if self.before_answer:
            self.before_answer()
        return answer


class _Server(SMTP):
    """With XOAUTH2 beside the usual ways."""

    async def auth_XOAUTH2(self, _server: Any, args: list[str]) -> AuthResult:  # noqa: N802
        import base64

        words = base64.b64decode(args[1]).decode()
        good = f"user={EMAIL}\1auth=Bearer {self.event_handler.token}\1\1"
        return AuthResult(success=words == good and bool(self.event_handler.token))


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Server(self.handler, **self.SMTP_kwargs)


def _authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    good = isinstance(data, LoginPassword) and data.login == EMAIL.encode() and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=False)


@contextmanager
def running_smtp(home: Path) -> Iterator[Post]:
    """An SMTP server that asks for the password, once in the clear (for loopback), once over TLS."""
    post = Post(port=free_port(), port_tls=free_port())
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(home / "cert.pem", home / "key.pem")
    told = {"authenticator": _authenticate, "auth_require_tls": False}
    plain = _Controller(post, hostname="127.0.0.1", port=post.port, tls_context=context, **told)
    safe = _Controller(post, hostname="127.0.0.1", port=post.port_tls, ssl_context=context, **told)
    for controller in (plain, safe):
        controller.start()
    try:
        yield post
    finally:
        for controller in (plain, safe):
            controller.stop()


@contextmanager
def cut_line(port: int, *, to_server: int | None = None, to_client: int | None = None) -> Iterator[int]:
    """A port that leads on to `port` until so many bytes have gone one way; then the line is dead both ways."""
    listening = socket.create_server(("127.0.0.1", 0))
    open_sockets: list[socket.socket] = [listening]

    def pump(source: socket.socket, target: socket.socket, most: int | None) -> None:
        left = most
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                target.sendall(data if left is None else data[:left])
                left = None if left is None else left - len(data)
                if left is not None and left <= 0:
                    break
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listening.accept()
                server = socket.create_connection(("127.0.0.1", port))
                open_sockets.extend((client, server))
                threading.Thread(target=pump, args=(client, server, to_server), daemon=True).start()
                threading.Thread(target=pump, args=(server, client, to_client), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        for each in open_sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


def mail(
    sender: str, text: str = "Gladly!", *, to: str = EMAIL, subject: str = "Re: A question", at: datetime | None = None,
    message_id: str = "", answers: str = "", **head: str,
) -> bytes:  # fmt: skip
    """A mail as it arrives."""
    lines = {"From": sender, "To": to, "Subject": subject, "Date": format_datetime(at or datetime.now(UTC))}
    lines["Message-ID"] = message_id or make_msgid(domain="northwind.example")
    if answers:
        lines |= {"In-Reply-To": answers, "References": answers}
    lines |= {name.replace("_", "-"): value for name, value in head.items()}
    lines.setdefault("Content-Type", "text/plain; charset=utf-8")
    return ("".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n" + text + "\r\n").encode()
