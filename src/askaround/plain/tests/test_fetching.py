"""Fetching from servers that a person names, and from no others."""

import socket
import threading
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from askaround.plain import fetching
from askaround.plain.fetching import Fetcher, FetchError


class Silent(WSGIRequestHandler):
    def log_message(self, format, *args):  # noqa: A002
        pass


@pytest.fixture
def serve():
    servers: list[WSGIServer] = []

    def start(app):
        server = make_server("127.0.0.1", 0, app, handler_class=Silent)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def answering(status="200 OK", headers=(), body=b"hello", seen=None):
    def app(environ, start):
        if seen is not None:
            seen.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], environ.get("HTTP_AUTHORIZATION", "")))
        start(status, list(headers))
        return [body]

    return app


def sentence(url, *, local, **how):
    with Fetcher(local=local, **how) as fetcher, pytest.raises(FetchError) as error:
        fetcher.ask("GET", url)
    return error.value.sentence


def test_on_the_seekers_own_machine_its_own_servers_may_be_asked(serve):
    with Fetcher(local=True) as fetcher:
        answer = fetcher.ask("GET", serve(answering(headers=[("X-A", "b")])) + "/x")
    assert (answer.status, answer.body, answer.headers["x-a"]) == (200, b"hello", "b")


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_hosted_app_asks_nothing_inside_its_network(serve, name):
    url = serve(answering()).replace("127.0.0.1", name)
    assert "without encryption" in sentence(url, local=False)
    assert "not a server of the public internet" in sentence(url.replace("http:", "https:"), local=False)


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "127.8.8.8", "224.0.0.1",
        "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "2002:7f00:1::", "64:ff9b::7f00:1",
        "255.255.255.255", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_of_the_public_internet(address, monkeypatch):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    told = [(family, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: told)
    assert "not a server of the public internet" in sentence("https://carddav.example/", local=False)


def test_one_bad_address_among_good_ones_is_enough(monkeypatch):
    told = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: told)
    assert "public internet" in sentence("https://carddav.example/", local=False)


def test_plain_http_goes_to_this_machine_alone(monkeypatch):
    told = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.1.9", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: told)
    assert "without encryption" in sentence("http://nas.example/", local=True)


def test_redirects_are_followed_with_their_method_and_judged_again(serve):
    seen: list[tuple[str, str, str]] = []
    end = serve(answering(seen=seen))
    begin = serve(answering("301 Moved", [("Location", f"{end}/there")]))
    with Fetcher(local=True, user="alice", password="secret") as fetcher:
        assert fetcher.ask("PROPFIND", begin).body == b"hello"
    # Another port is another server: it does not get the password.
    assert seen == [("PROPFIND", "/there", "")]
    inside = serve(answering("302 Found", [("Location", "http://10.0.0.1/secret")]))
    assert "without encryption" in sentence(inside, local=True)


def test_the_password_stays_with_the_server_it_was_given_for(serve):
    seen: list[tuple[str, str, str]] = []
    url = serve(answering(seen=seen))
    with Fetcher(local=True, user="ålice", password="pä:ss") as fetcher:
        fetcher.ask("GET", url)
        for other, trusted in (
            ("https://a.example/", False),
            (url.replace("http", "https"), False),
        ):
            assert fetcher._is_trusted(other) is trusted
    with Fetcher(local=True, user="a") as fetcher:
        fetcher._home = "https://contacts.icloud.example/"
        assert fetcher._is_trusted("https://p12-contacts.icloud.example:443/x")
        assert not fetcher._is_trusted("http://p12-contacts.icloud.example/")
        assert not fetcher._is_trusted("https://icloud.example.evil.example/")
        assert not fetcher._is_trusted("https://evilicloud.example/")
    assert seen[0][2].startswith("Basic ")


def test_a_ring_of_redirects_ends(serve):
    assert "without an end" in sentence(serve(answering("302 Found", [("Location", "/again")])), local=True)


def test_too_much_is_refused_while_it_comes(serve):
    url = serve(answering(body=b"x" * 3_000_000))
    assert "more than 2 MB" in sentence(url, local=True, most_bytes=2 * 1024 * 1024)


def test_too_slow_is_refused(serve, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_SECONDS", -1.0)
    assert "too slow" in sentence(serve(answering()), local=True)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example",
        "file:///etc/passwd",
        "https://",
        "a",
        "https://user:pass@a.example/",
        "https://a:b/",
        "https://[::1",
    ],
)
def test_what_is_no_address_of_the_web(url):
    assert sentence(url, local=True).startswith("This is not an address of the web.")


def test_a_server_that_is_not_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert (
        sentence(f"http://127.0.0.1:{port}/", local=True)
        == "127.0.0.1 does not answer. Is the address right, and the server up?"
    )
    assert "no server called" in sentence("https://nowhere.invalid/", local=True)


def test_what_is_no_https_is_said(serve):
    url = serve(answering()).replace("http:", "https:")
    assert "certificate of 127.0.0.1" in sentence(url, local=True)
