"""The mail servers of `mailbox`'s tests, and Alice's account on them."""

from askaround.mailbox.tests.conftest import _servers, account, dove, smtp

__all__ = ["_servers", "account", "dove", "smtp"]
