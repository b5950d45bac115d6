"""The verdict on two records: how likely they are one person, whether that is sure, and the reasons in words."""

from .evidence import Evidence, evidence
from .names import Agreement
from .reasons import reasons
from .somebody import Somebody, Verdict
from .traits import Traits, traits_of
from .weights import Frequencies, weigh

# From this likeness on two records are shown to the seeker as perhaps one person: more likely one than two.
UNSURE = 0.5
_SURE = 0.99
# The most that two with different names can be alike: relatives at one address, and everybody else.
_RELATIVE = 0.7
_SOMEBODY_ELSE = 0.4
_GIVEN_FITS = frozenset({"exact", "spelt", "short", "part"})
_FAMILY_FITS = frozenset({"exact", "spelt", "part", "near"})
_HARDLY_DIFFERENT = frozenset({"same", "near"})


def compare(a: Somebody, b: Somebody, among: Frequencies | None = None) -> Verdict:
    """The verdict on two records, the same whichever comes first; names are as frequent as `among` says."""
    return judge(traits_of(a), traits_of(b), among or Frequencies())


def judge(a: Traits, b: Traits, among: Frequencies) -> Verdict:
    """`compare` for records made ready."""
    seen = evidence(a, b)
    sure = is_sure(seen)
    likeness = min(likeness_of(weigh(seen, a, b, among)), _most(seen))
    if likeness < UNSURE and not sure:
        return Verdict(likeness, sure=False, reasons=())
    return Verdict(max(likeness, _SURE) if sure else likeness, sure, reasons(seen, a, b))


def _most(seen: Evidence) -> float:
    """Who has another given name is mostly of the family, who has another family name a colleague: so only those are
    asked about who share a home, a mailbox or a number, the former last and while nothing else differs."""
    if seen.name is None or "different" not in {seen.name.given, seen.name.family}:
        return 1.0
    home = any(how != "different" for *_, how in seen.lines) or (
        seen.number == "same" and bool({seen.town, seen.postcode} & _HARDLY_DIFFERENT)
    )
    if not (home or seen.email in {"same", "mailbox"} or seen.phone == "same" or seen.profile == "same"):
        return _SOMEBODY_ELSE
    if seen.name.given != "different":
        return 1.0
    return _SOMEBODY_ELSE if "different" in {seen.email, seen.phone, seen.employer, seen.connected} else _RELATIVE


def likeness_of(bits: float) -> float:
    """Bits for and against as a probability."""
    return float(1 / (1 + 2.0 ** -max(-60.0, min(60.0, bits))))


def is_sure(seen: Evidence) -> bool:
    """Whether two records are one person beyond a question to the seeker. The package's docstring tells the rule."""
    if seen.profile:
        return seen.profile == "same"
    if "different" in {seen.connected, seen.generation} or seen.generation == "one":
        return False
    return _by_a_way(seen) or (_nothing_against(seen) and (_by_name(seen) or _by_address(seen)))


def by_a_way(seen: Evidence) -> bool:
    """Sure by a profile, an address or a number of their own, and not by name and circumstances alone."""
    return seen.profile == "same" or _by_a_way(seen)


def _by_a_way(seen: Evidence) -> bool:
    if seen.email == "same" and (seen.name is None or _one_reader(seen.name)):
        return True
    if seen.email == "mailbox" and (seen.nameless or _one_name(seen.name)):
        return True
    return seen.phone == "same" and (seen.nameless or _one_name(seen.name))


def _one_reader(name: Agreement) -> bool:
    """Names that one may have who reads a mailbox: all but another given name, which is somebody of the family."""
    if name.family in {"different", "unlike"}:
        return name.given in _GIVEN_FITS
    return name.given not in {"different", "unlike"} and {name.given, name.family} != {"missing"}


def _one_name(name: Agreement | None) -> bool:
    """The same given and the same family name, however they are written; or one name alone, the same."""
    if name is None:
        return False
    if {name.given, name.family} == {"exact", "missing"}:
        return name.givens[0] == name.givens[1] and name.families[0] == name.families[1]
    return name.given in _GIVEN_FITS and name.family in _FAMILY_FITS


def _whole(name: Agreement | None) -> bool:
    """Given and family name told in full and the same letter for letter, but for accents and order."""
    return (
        name is not None and name.given == name.family == "exact" and min(map(len, (*name.givens, *name.families))) > 1
    )


def _nothing_against(seen: Evidence) -> bool:
    return "different" not in {seen.email, seen.phone, seen.employer, seen.country, seen.town, seen.number}


def _by_name(seen: Evidence) -> bool:
    """The whole name, and what makes it one person: the employer, the day they connected, or a page."""
    return _whole(seen.name) and (seen.employer == "same" or seen.connected == "same" or bool(seen.page))


def _by_address(seen: Evidence) -> bool:
    """The whole name at one door; or with a slip in the family name, if the address is told in full."""
    lines, places = [how for *_, how in seen.lines], (seen.town, seen.postcode)
    if seen.name is None or seen.number != "same" or "same" not in lines or "different" in {*lines, *places}:
        return False
    if _whole(seen.name):
        return any(places)
    slip = seen.name.given == "exact" and seen.name.family in {"near", "spelt"} and len(seen.name.givens[0]) > 1
    return slip and all(places) and not seen.name.turned
