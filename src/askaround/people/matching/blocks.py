"""Where to look: keys that two records of one person share, so that only those are compared.

Exact keys (a profile, a mailbox, a number) are answered before anything else. The others are made of two parts at
least, so that no block grows with the notebook as a family name's alone would; a block that has grown past LARGEST all
the same says nothing any more and is passed over. So a record is compared with a number of others that does not grow
with the notebook, and everybody with everybody costs about as much again for as many again.
"""

from collections.abc import Iterator

from . import ways
from .names import Name
from .nicknames import heads
from .spelling import sound
from .traits import Traits

Key = tuple[object, ...]

LARGEST = 60
_START = 4


def exact(traits: Traits) -> Iterator[Key]:
    """Keys of their own: whoever shares one is looked at first."""
    for keys in traits.profiles.values():
        for key in keys:
            yield ("profile", key)
    for key in traits.emails:
        if not ways.is_shared(key):
            yield ("email", ways.mailbox(key))
    for key in traits.phones:
        yield ("phone", ways.phone_end(key) or key)


def fuzzy(traits: Traits, *, asking: bool) -> Iterator[Key]:
    """Everything else: the name as a whole and in parts, with the employer, with the address, parts of the address.

    Who is `asking` looks under some keys only where the others stand: "J. Smith" meets every J… Smith, but John Smith
    meets no Jane for it.
    """
    for key in traits.pages:
        yield ("page", key)
    for name in traits.names:
        if name.given and name.family:
            yield from _of_name(name, traits)
            yield from _of_initial(name, asking=asking)
        yield from _with_employer(name, traits)
    if traits.lines or traits.postcode:
        yield from _of_address(traits)


def _of_name(name: Name, traits: Traits) -> Iterator[Key]:
    """However the words are ordered and parted; by short forms and by sound; with a slip within either of the two."""
    letters = name.letters
    yield ("name", letters)
    for organization in traits.organizations:
        yield ("name at", letters, organization)
    if traits.connected_on:
        yield ("name on", letters, traits.connected_on)
    first = name.given.partition(" ")[0]
    heard_first = sound(first)
    for family in name.family.split():
        heard = sound(family)
        for form in heads(first) or (heard_first,):
            yield ("form", form, heard)
        yield ("family slip", heard_first, family[0], family[-1])
        yield ("given slip", first[0], first[-1], heard)


def _of_initial(name: Name, *, asking: bool) -> Iterator[Key]:
    first = name.given.partition(" ")[0]
    for family in name.family.split():
        yield ("full" if (len(first) > 1) != asking else "initial", first[0], sound(family))
        if asking and len(first) == 1:
            yield ("initial", first, sound(family))


def _with_employer(name: Name, traits: Traits) -> Iterator[Key]:
    for organization in traits.organizations:
        for word in (name.given.partition(" ")[0], *name.family.split()):
            if len(word) > 1:
                yield ("employer", organization, sound(word))


def _of_address(traits: Traits) -> Iterator[Key]:
    """A line; two of number, line, town and postcode; one of these with a name. Of words the beginning is enough."""
    starts = [line[:_START] for line in traits.lines]
    names = [word[:_START] for name in traits.names[:1] for word in (name.given, name.family) if word]
    for line in traits.lines:
        yield ("line", line)
    for place in filter(None, (traits.postcode, traits.town)):
        if traits.number:
            yield ("door", place, traits.number)
        for start in starts:
            yield ("corner", place, start)
        for word in names:
            yield ("lives", place, word)
