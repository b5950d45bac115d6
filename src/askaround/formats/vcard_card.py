"""One card while it is read: each property goes to its field, or is kept word for word."""

from askaround.plain.text import clean, clean_lines

from .records import PersonRecord, Photo, Place, Way, WayKind
from .vcard_fields import CHILDREN, PARTNERS, label_of, plain_label
from .vcard_lines import Head, keepable
from .vcard_values import escape, unescaped

KEPT = "vCard "
# Longer values (a logo, a key, a sound) are left out, and said.
LONGEST_KEPT = 200_000
LEFT_OUT = "Left out of the vCard"
STRANGE = "Line of the vCard"


class Reading:
    """What was read of a card so far. Each property went through the function of `vcard_fields` that knows it."""

    __slots__ = (
        "addresses", "also", "depth", "extra", "family", "given", "kept_groups", "kind", "labels", "links", "members",
        "middle", "names", "notes", "organizations", "phonetic", "photo", "private", "related", "roles", "show_as",
        "titles", "uid", "ways",
    )  # fmt: skip

    def __init__(self) -> None:
        self.depth = 0
        self.given = self.middle = self.family = self.kind = self.uid = self.show_as = ""
        self.names: list[tuple[int, str]] = []
        self.also: list[str] = []
        self.phonetic: dict[str, str] = {}
        self.ways: list[tuple[int, WayKind, str, Head]] = []
        # Each town and country, the work address and the preferred one before the others.
        self.addresses: list[tuple[int, str, str]] = []
        self.organizations: list[tuple[str, str, str]] = []
        self.titles: list[tuple[str, str]] = []
        self.roles: list[str] = []
        self.labels: list[str] = []
        self.notes: list[str] = []
        self.members: list[str] = []
        self.related: list[tuple[Head, str]] = []
        # What X-ABLabel says of a group, as it stands.
        self.links: dict[str, tuple[Head, str]] = {}
        self.kept_groups: set[str] = set()
        self.photo: Photo | None = None
        self.private: dict[str, list[str]] = {}
        self.extra: dict[str, list[str]] = {}

    def keep(self, head: Head, value: str) -> None:
        """Keep it word for word under its head."""
        if len(value) > LONGEST_KEPT:
            self.leave_out(head.name, f"{len(value):,} characters")
            return
        if head.group:
            self.kept_groups.add(head.group)
        self.extra.setdefault(KEPT + head.kept, []).append(keepable(value))

    def leave_out(self, name: str, why: str) -> None:
        """Say that something was left out, and why."""
        self.extra.setdefault(LEFT_OUT, []).append(f"{name}: {why}")

    def keep_agent(self, lines: list[str]) -> None:
        """The card within the card, as 3.0 writes it: on one line, escaped."""
        self.extra.setdefault(KEPT + "AGENT", []).append(keepable(escape("\n".join(lines))))

    def strange_line(self, line: str) -> None:
        """A line without a colon or a name: no property, but somebody's words."""
        self.extra.setdefault(STRANGE, []).append(keepable(line[:LONGEST_KEPT]))

    def tell_privately(self, name: str, value: str) -> None:
        """What may only be brought when it is asked for."""
        if text := clean(unescaped(value)):
            self.private.setdefault(name, []).append(text)

    def is_organization(self) -> bool:
        """True when all that is named is an organization, and there is one."""
        if self.given or self.family:
            return False
        name = self.names[0][1] if self.names else ""
        return self.show_as == "company" or (name in {"", self.organizations[0][1]} and not self.also)

    def called(self) -> str:
        """The name in one: as the card has it, from its parts, a nickname, or the first email or phone."""
        said = min(self.names)[1] if self.names else ""
        if said and "," not in said:
            return said
        parts = " ".join(part for part in (self.given, self.middle, self.family) if part)
        if said.casefold() == f"{self.family}, {self.given}".casefold():
            return parts
        ways = (value for _, kind, value, _ in self.ways if kind in {"email", "phone"})
        return said or parts or next(iter(self.also), "") or next(ways, "")

    def spoken(self) -> str:
        """The name as it is spoken, in one: given, middle, family."""
        return " ".join(self.phonetic[key] for key in sorted(self.phonetic))

    def shown(self) -> str:
        """The card in a few words, for the list of what was skipped."""
        return (self.called() or next((name for _, name, _ in self.organizations), "") or self.uid)[:100]

    def record(self, line: int, name: str) -> PersonRecord:
        """The person whom the card tells of, called as `called` says."""
        if self.phonetic:
            self.also.append(self.spoken())
        if self.related:
            self._tell_relatives()
        ways = self._ways() if self.ways else ()
        if self.links:
            self._keep_labels()
        _, town, country = min(self.addresses) if self.addresses else (0, "", "")
        if len(self.names) > 1:
            self.also.extend(other for _, other in self.names if other != name)
        return PersonRecord(
            line=line,
            name=name,
            given=self.given,
            family=self.family,
            also_called=tuple(dict.fromkeys(each for each in self.also if each != name)) if self.also else (),
            ways=ways,
            places=self._places() if self.organizations or self.titles or self.roles else (),
            town=town,
            country=country,
            about=clean_lines("\n\n".join(self.notes)) if self.notes else "",
            labels=tuple(dict.fromkeys(self.labels)) if self.labels else (),
            uid=self.uid,
            photo=self.photo,
            private={key: "\n".join(values) for key, values in self.private.items()} if self.private else {},
            extra={key: "\n".join(values) for key, values in self.extra.items()} if self.extra else {},
        )

    def _ways(self) -> tuple[Way, ...]:
        """The ways with their labels, the preferred first; a profile before the other links."""
        if len(self.ways) > 1:
            self.ways.sort(key=_before)
        found = []
        for _, kind, value, head in self.ways:
            label = label_of(kind, head.types)
            if head.group and (said := self.links.get(head.group)):
                label = plain_label(said[1]) or label
            found.append(Way(kind, value, label))
        return tuple(dict.fromkeys(found)) if len({way.value for way in found}) < len(found) else tuple(found)

    def _places(self) -> tuple[Place, ...]:
        """Organizations and titles brought together: by their group, else in their order."""
        titles = list(self.titles) or [("", role) for role in self.roles[:1]]
        groups = {group for group, _, _ in self.organizations if group}
        found = []
        for group, name, department in self.organizations:
            mine = next((each for each in titles if group and each[0] == group), None)
            mine = mine or next((each for each in titles if each[0] not in groups), None)
            if mine:
                titles.remove(mine)
            found.append(Place(name, mine[1] if mine else "", department))
        return (*found, *(Place(title=title) for _, title in titles))

    def _tell_relatives(self) -> None:
        """X-ABRELATEDNAMES and X-ABDATE: who or what it is, their group's label says."""
        for head, value in self.related:
            label = plain_label(self.links[head.group][1]) if head.group in self.links else " ".join(head.types)
            if label in PARTNERS or label in CHILDREN:
                self.tell_privately("Spouse" if label in PARTNERS else "Children", value)
            elif label in {"anniversary", "birthday"}:
                self.tell_privately(label.capitalize(), value)
            elif head.name == "X-ABDATE":
                self.ways.append((head.pref, "date", clean(unescaped(value)), head))
            else:
                self.keep(head, value)

    def _keep_labels(self) -> None:
        """A label goes with what is kept of its group; one that labels nothing we know is kept as well."""
        known = {head.group for _, _, _, head in self.ways} | {head.group for head, _ in self.related}
        for group, (head, value) in self.links.items():
            if group in self.kept_groups or group not in known:
                self.keep(head, value)


def _before(way: tuple[int, WayKind, str, Head]) -> tuple[bool, int]:
    return not (way[1] == "link" and "linkedin.com/" in way[2]), way[0]
