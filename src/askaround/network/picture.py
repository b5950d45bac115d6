"""The network as its page shows it: the drawn tree, the same as a list, and what each branch yielded."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from .folding import More, fold
from .growing import Grown, Person
from .opening import ALL, YOU, Opening
from .tree import FLAT, Drawing, Place, layout, spanning, walk

SAID = {
    "met": "met",
    "asked": "asked or introduced",
    "offered": "offered",
    "known": "known, not met yet",
    "closed": "nothing came of it",
}
LONGEST = 21
ROWS = 8


@dataclass(frozen=True, slots=True)
class Node:
    """One place of the drawing: a person, or those for whom there was no room (`person` is none)."""

    key: str
    person: Person | None
    place: Place
    state: str
    hidden: int
    opens: bool
    led_to: int
    toggle: str

    @property
    def label(self) -> str:
        """The name, cut to what fits between two columns."""
        if self.person is None:
            return f"and {self.hidden} more"
        name = self.person.name
        return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"

    @property
    def words(self) -> str:
        """What a screen reader says of it."""
        if self.person is None:
            return self.label
        led = f", led to {counted(self.led_to)}" if self.led_to else ""
        return f"{self.person.name}, {SAID[self.state]}{led}"

    @property
    def handle(self) -> int:
        """Where the handle stands that folds and opens the branch."""
        return self.place.x + FLAT


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the nested list; after it `closes` lists end."""

    person: Person
    state: str
    branch: "Branch"
    opens: bool
    closes: range

    @property
    def words(self) -> str:
        """How far it has come, and what their introductions led to."""
        led = self.branch
        if not led.led_to:
            return SAID[self.state]
        talks = f", {led.talks} talk{'s' * (led.talks != 1)}" if led.talks else ""
        heard = f", {led.heard} note{'s' * (led.heard != 1)} heard" if led.heard else ""
        return f"{SAID[self.state]}; led to {counted(led.led_to)}{talks}{heard}"


@dataclass(frozen=True, slots=True)
class Branch:
    """What somebody's introductions have led to, directly and through others."""

    person: Person
    led_to: int
    talks: int
    heard: int


class Picture:
    """What the page shows of a network, folded so that it can be read unless it is opened."""

    def __init__(self, grown: Grown, opening: Opening) -> None:
        self.grown, self.opening = grown, opening
        self.children = _tree(grown)
        opened = self.children if ALL in opening.opened else opening.opened
        self.folded = fold(YOU, self.children, opened=opened, shut=opening.shut)

    @cached_property
    def drawing(self) -> Drawing:
        """The part that is drawn, in its places."""
        return layout(YOU, self.folded.children)

    @property
    def you(self) -> Place:
        """Where the seeker stands."""
        return self.drawing.places[0]

    @cached_property
    def nodes(self) -> list[Node]:
        """Everybody drawn, and who stands for the rest, from top to bottom."""
        return [self._node(place) for place in self.drawing.places[1:]]

    @property
    def edges(self) -> list[tuple[str, str]]:
        """The lines of the drawing, one path for each state: a browser draws five faster than five hundred."""
        found: dict[str, list[str]] = {}
        for node in self.nodes:
            flat = f"M{node.place.x} {node.place.y:g}H{node.handle}" if node.opens else ""
            found.setdefault(node.state, []).append(node.place.curve + flat)
        return [(state, "".join(curves)) for state, curves in found.items()]

    @cached_property
    def lines(self) -> list[Line]:
        """Everybody, as the lines of a nested list."""
        order = walk(YOU, self.children)[1:]
        depths = [*(depth for _, _, depth in order[1:]), 1]
        return [
            Line(
                self.grown.people[key], self.grown.states[key], self._yields[key],
                opens=after > depth, closes=range(max(0, depth - after)),
            )
            for (key, _, depth), after in zip(order, depths, strict=True)
            if isinstance(key, UUID)
        ]  # fmt: skip

    @cached_property
    def branches(self) -> list[Branch]:
        """Everyone who introduced somebody, the widest first."""
        led = [branch for branch in self._yields.values() if branch.led_to]
        return sorted(led, key=lambda each: (-each.led_to, -each.talks, -each.heard, each.person.name))

    @property
    def widest(self) -> list[Branch]:
        """The branches that the page shows at once."""
        return self.branches[:ROWS]

    @property
    def narrower(self) -> int:
        """How many more branches there are; the list tells of each."""
        return max(0, len(self.branches) - ROWS)

    @property
    def people(self) -> int:
        """How many are in it."""
        return len(self.grown.people)

    @property
    def states(self) -> list[tuple[str, str]]:
        """The states that occur, with their words, for the legend."""
        there = set(self.grown.states.values())
        return [(state, words) for state, words in SAID.items() if state in there]

    @property
    def hidden(self) -> int:
        """How many people are not drawn."""
        return len(self.grown.people) - sum(1 for node in self.nodes if node.person)

    @property
    def heading(self) -> str:
        """What the page says first."""
        if not self.grown.people:
            return "Your network grows from here."
        led = len(self.grown.people) - len(self.children[YOU])
        if not led:
            return "Nobody has led you to anybody yet."
        first = [branch for branch in self.branches if branch.person.pk in set(self.children[YOU])]
        best = first[0]
        if len(first) == 1:
            return f"{best.person.name} led you to {self._name_of_the_one() if led == 1 else counted(led)}."
        return f"{counted(led)} came by introduction, {best.led_to} of them through {best.person.first_name}."

    def _name_of_the_one(self) -> str:
        mine = set(self.children[YOU])
        return next(one.name for key, one in self.grown.people.items() if key not in mine)

    def _node(self, place: Place) -> Node:
        hidden = self.folded.hidden.get(place.key, 0)
        if isinstance(place.key, More):
            toggle = self.opening.toggled(place.key.parent, drawn=False)
            return Node(f"more-{place.key.parent}", None, place, "more", hidden, opens=False, led_to=0, toggle=toggle)
        person, opens = self.grown.people[place.key], bool(self.folded.children.get(place.key))  # type: ignore[index]
        return Node(
            str(place.key), person, place, self.grown.states[person.pk], hidden, opens,
            led_to=self._yields[place.key].led_to, toggle=self.opening.toggled(place.key, drawn=opens),
        )  # fmt: skip

    @cached_property
    def _yields(self) -> dict[Hashable, Branch]:
        below: dict[Hashable, tuple[int, int, int]] = {}
        found: dict[Hashable, Branch] = {}
        for key, above, _ in reversed(walk(YOU, self.children)[1:]):
            led, talks, heard = below.pop(key, (0, 0, 0))
            person = self.grown.people[key]  # type: ignore[index]
            found[key] = Branch(person, led, talks, heard)
            # Of an earlier month only the people are told: talks and notes are counted until today.
            more = (1, 0, 0) if self.opening.month else (1, person.talks, person.heard)
            so_far = below.get(above, (0, 0, 0))
            below[above] = (so_far[0] + led + more[0], so_far[1] + talks + more[1], so_far[2] + heard + more[2])
        return found


def counted(people: int) -> str:
    """1 person, 3 people."""
    return "1 person" if people == 1 else f"{people:,} people"


def _tree(grown: Grown) -> dict[Hashable, list[Hashable]]:
    """Who led to whom, in order of time; whoever came by nobody hangs on the seeker."""
    links: list[tuple[Hashable, Hashable]] = [(row.by_id, row.to_id) for row in grown.introductions]
    tree = spanning(YOU, [*links, *((YOU, key) for key in grown.people)])
    for below in tree.values():
        below.sort(key=lambda key: grown.since[key])  # type: ignore[index]
    return tree
