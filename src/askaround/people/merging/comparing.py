"""Two people side by side: what each entry says, what they agree in, and where they differ."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from askaround.people.matching import email_key, phone_key, url_key
from askaround.people.models import Contact, LookAlike, Role, Tagging, Tie

# What a value is, held against the other entry: both say it, they say different things, or only this one says any.
SAME, OTHER, ALONE = "same", "differs", "alone"
FACTS = (
    "Name", "Also called", "Role", "Email", "Phone", "Web page", "Where", "Tie", "Tag", "Connected",
    "Came from",
)  # fmt: skip
Said = dict[str, dict[Any, str]]


@dataclass(frozen=True)
class Value:
    """One thing that an entry says, and how it stands to the other entry."""

    text: str
    stands: str


@dataclass(frozen=True)
class Card:
    """One of the two entries."""

    contact: Contact
    lines: list[tuple[str, list[Value]]]

    @property
    def told(self) -> tuple[int, Any]:
        """How much it tells; of two that tell the same, the older one goes first."""
        it = self.contact
        said = sum(len(values) for _, values in self.lines)
        return said + it.sent + it.received + it.met + bool(it.about) + bool(it.photo), -it.pk.int


@dataclass(frozen=True)
class Pair:
    """Two cards, and which of the two would be kept when nobody chooses: the one that tells more."""

    cards: tuple[Card, Card]
    look_alike: LookAlike | None = None

    @property
    def kept(self) -> Contact:
        """The richer one."""
        return max(self.cards, key=lambda card: card.told).contact

    @property
    def other(self) -> Contact:
        """The one that would be merged into it."""
        return min(self.cards, key=lambda card: card.told).contact


def compared(twos: Iterable[tuple[Contact, Contact]]) -> list[tuple[Card, Card]]:
    """The cards of each two; three queries, however many there are."""
    listed = list(twos)
    said = _said([contact for two in listed for contact in two])
    return [(_card(a, said[a.pk], said[b.pk]), _card(b, said[b.pk], said[a.pk])) for a, b in listed]


def pairs_of(look_alikes: Iterable[LookAlike]) -> list[Pair]:
    """Look-alikes as pairs of cards; their contacts are loaded."""
    listed = list(look_alikes)
    cards = compared((one.a, one.b) for one in listed)
    return [Pair(two, one) for two, one in zip(cards, listed, strict=True)]


def _card(contact: Contact, mine: Said, theirs: Said) -> Card:
    held = ((fact, mine[fact], theirs.get(fact)) for fact in FACTS if mine.get(fact))
    return Card(
        contact,
        [(fact, [Value(text, _stands(key, their)) for key, text in values.items()]) for fact, values, their in held],
    )


def _stands(key: Any, theirs: dict[Any, str] | None) -> str:
    if not theirs:
        return ALONE
    return SAME if key in theirs else OTHER


def _said(contacts: list[Contact]) -> dict[Any, Said]:
    ids = [contact.pk for contact in contacts]
    found: dict[Any, Said] = {contact.pk: _own(contact) for contact in contacts}
    for role in Role.objects.filter(contact__in=ids).select_related("organization"):
        _say(found[role.contact_id], "Role", (role.organization_id, role.title.casefold()), _role(role))
    for tie in Tie.objects.filter(contact__in=ids):
        words = f"{tie.get_kind_display()}: {tie.detail}" if tie.detail else tie.get_kind_display()
        _say(found[tie.contact_id], "Tie", tie.kind, words)
    for tagging in Tagging.objects.filter(contact__in=ids).select_related("tag"):
        _say(found[tagging.contact_id], "Tag", tagging.tag_id, tagging.tag.name)
    return found


def _own(contact: Contact) -> Said:
    found: Said = defaultdict(dict)
    _say(found, "Name", contact.name.casefold(), contact.name)
    for line in contact.also_called.splitlines():
        _say(found, "Also called", line.casefold(), line)
    ways = [("email", contact.email), ("phone", contact.phone), ("link", contact.profile_url)]
    ways += [(way.get("kind", ""), str(way.get("value", ""))) for way in contact.ways]
    for kind, value in ways:
        if kind in _KEYS and value:
            fact, key = _KEYS[kind]
            _say(found, fact, key(value, contact.country) or value.casefold(), value)
    where = ", ".join(filter(None, (contact.town, contact.country)))
    _say(found, "Where", where.casefold(), where)
    if contact.connected_on:
        _say(found, "Connected", contact.connected_on, f"{contact.connected_on:%-d %b %Y}")
    _say(found, "Came from", contact.source, contact.source)
    return found


def _say(said: Said, fact: str, key: Any, text: str) -> None:
    if text:
        said.setdefault(fact, {}).setdefault(key, text)


def _role(role: Role) -> str:
    return str(role) + ("" if role.current else " (before)")


_KEYS: dict[str, tuple[str, Any]] = {
    "email": ("Email", lambda value, country: email_key(value)),
    "phone": ("Phone", phone_key),
    "link": ("Web page", lambda value, country: url_key(value)),
}
