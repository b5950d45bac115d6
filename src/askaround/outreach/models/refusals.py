"""What can't be done with an ask or a letter, and why."""

from askaround.people.models import Contact
from askaround.plain.refusal import RefusalError


class AskError(RefusalError):
    """It cannot be done; `sentence` says why and what to do."""


class DoorClosed(AskError):  # noqa: N818 - the word for it
    """They asked not to be contacted."""

    @classmethod
    def refuse(cls, contact: Contact) -> None:
        """Raise when the contact asked to be left alone."""
        if contact.do_not_contact_at:
            raise cls(f"{contact.first_name} asked not to be contacted. That stays so.")


class AlreadyAsked(AskError):  # noqa: N818 - the word for it
    """An ask to this person is open."""


class TooSoon(AskError):  # noqa: N818 - the word for it
    """Not yet: the wait is not over."""


class Enough(AskError):  # noqa: N818 - the word for it
    """No more letters: silence has begun, or somebody there has said yes."""
