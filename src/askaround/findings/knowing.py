"""What is known of those who were talked to, for `voices`: three queries, however many they are."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from askaround.people.levels import guess_function, guess_level
from askaround.people.models import Introduction, Role, Tie, TieKind

from .models import Theme, ThemeNote
from .voices import Voice, Voices


def voices_of(notebook: UUID, labels: Mapping[str, str]) -> Voices:
    """The people of these ids, each with the label that heads their column, in that order."""
    roles = _roles(notebook, labels)
    ties = _ties(notebook, labels)
    led = _led(notebook, labels)
    nothing = ("", "", "")
    return Voices(
        tuple(
            Voice(key, label, *roles.get(key, nothing), ties=tuple(ties[key]), led_by=frozenset(led[key]))
            for key, label in labels.items()
        )
    )


def links_of(theme: Theme) -> list[str]:
    """Why some of those who speak of a theme are not independent, a sentence each."""
    rows = ThemeNote.objects.within(theme.notebook_id).filter(
        theme=theme, note__trashed_at=None, note__archived_at=None
    )
    people = rows.order_by("note__interview__starts_at", "note__contact__name").values_list(
        "note__contact_id", "note__contact__given", "note__contact__name"
    )
    labels = {str(key): given or name.split(" ")[0] for key, given, name in people}
    return voices_of(theme.notebook_id, labels).links(labels)


def _roles(notebook: UUID, people: Mapping[str, str]) -> dict[str, tuple[str, str, str]]:
    """The first current role of each: employer, level, function; as noted, else as the title says."""
    rows = Role.objects.within(notebook).filter(contact__in=list(people), current=True).select_related("organization")
    found: dict[str, tuple[str, str, str]] = {}
    for row in rows:
        place = row.organization.name if row.organization else ""
        level, function = row.level or guess_level(row.title), row.function or guess_function(row.title)
        found.setdefault(str(row.contact_id), (place, level, function))
    return found


def _ties(notebook: UUID, people: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    rows = Tie.objects.within(notebook).filter(contact__in=list(people)).values_list("contact_id", "kind")
    for contact, kind in rows:
        found[str(contact)].append(TieKind(kind).label if kind in TieKind.values else kind)
    return found


def _led(notebook: UUID, people: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    rows = Introduction.objects.within(notebook).filter(by__in=list(people), to__in=list(people))
    for by, to in rows.values_list("by_id", "to_id"):
        found[str(to)].add(str(by))
    return found
