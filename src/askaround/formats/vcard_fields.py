"""What each property of a vCard is to us. What says more than our field holds is kept word for word besides."""

import re
from binascii import Error as HexError
from binascii import unhexlify
from collections.abc import Callable
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from askaround.plain.text import clean

from . import pictures
from .records import Photo, WayKind
from .vcard_lines import Head
from .vcard_values import components, from_base64, raw_components, unescaped

if TYPE_CHECKING:
    from .vcard_card import Reading

PARTNERS = frozenset({"spouse", "wife", "husband", "partner", "domestic partner", "domesticpartner"})
CHILDREN = frozenset({"child", "son", "daughter", "children"})
# Properties of their own for what 4.0 writes as IMPP.
SERVICES = (
    "aim", "icq", "msn", "yahoo", "jabber", "skype", "gtalk", "google-talk", "qq", "gadugadu", "groupwise", "twitter",
    "telegram", "matrix", "sip",
)  # fmt: skip
_SYSTEM_LABELS = frozenset({"mycontacts"})
_UNSAID_TYPES: dict[str, frozenset[str]] = {
    "email": frozenset({"internet", "x-internet"}),
    "phone": frozenset({"voice"}),
    "address": frozenset({"postal", "parcel", "intl", "dom"}),
}
_URIS = {"phone": "tel:", "email": "mailto:"}
_URN = re.compile(r"urn:uuid:[0-9a-f-]{36}")
_APPLE = re.compile(r"_\$!<(.*?)>!\$_")
_DATA = re.compile(r"data:[^,]{0,200};base64\\?,", re.IGNORECASE)
_IS_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{100,}+={0,2}\s*+\Z")
# Android's numbers for relations: domestic partner, partner, spouse; child.
_ANDROID_PARTNERS, _ANDROID_CHILD = frozenset({"4", "10", "14"}), "3"
_RELATIVES = re.compile(r"SPOUSE|CHILD(?:REN)?$|PARTNER|:(?:SON|DAUGHTER|WIFE|HUSBAND)$", re.IGNORECASE)


@lru_cache(maxsize=2048)
def label_of(kind: str, types: tuple[str, ...]) -> str:
    """The types of a way as its label: "home", "work fax"."""
    unsaid = _UNSAID_TYPES.get(kind, frozenset())
    return " ".join(each for each in types if each not in unsaid)


@lru_cache(maxsize=2048)
def plain_label(value: str) -> str:
    """A label without Apple's marks around its own words: `_$!<Work>!$_` is "work"."""
    text = clean(unescaped(value))
    return found[1].strip().lower() if (found := _APPLE.fullmatch(text)) else text


def _name(card: "Reading", head: Head, value: str) -> None:
    if text := clean(unescaped(value)):
        card.names.append((head.pref, text))


def _parts(card: "Reading", head: Head, value: str) -> None:
    parts = [_listed(part) for part in raw_components(value)]
    if card.given or card.family:
        # The same name in another script or language.
        if other := " ".join(filter(None, (*parts[1:3], parts[0]))):
            card.also.append(other)
        return
    card.family = parts[0]
    card.given = parts[1] if len(parts) > 1 else ""
    card.middle = parts[2] if len(parts) > 2 else ""
    if any(parts[2:]) or head.more:
        card.keep(head, value)


def _listed(part: str) -> str:
    return clean(" ".join(components(part, ",")) if "," in part else unescaped(part)) if part else ""


def _also(card: "Reading", head: Head, value: str) -> None:
    card.also.extend(name for each in components(value, ",") if (name := clean(each)))
    if head.more or head.name != "NICKNAME":
        card.keep(head, value)


def _phonetic(card: "Reading", head: Head, value: str) -> None:
    place = next(str(at) for at, word in enumerate(("FIRST", "MIDDLE", "LAST", "")) if word in head.name)
    if text := clean(unescaped(value)):
        card.phonetic[place] = text
    card.keep(head, value)


def _sound(card: "Reading", head: Head, value: str) -> None:
    """Japanese phones write the reading of a name as a sound."""
    if "x-irmc-n" in head.types and (text := clean(" ".join(components(value)))):
        card.also.append(text)
    card.keep(head, value)


def _way(kind: WayKind, card: "Reading", head: Head, value: str) -> None:
    text = clean(unescaped(value))
    if kind in _URIS and text[:12].lower().startswith(_URIS[kind]):
        text = clean(text[text.index(":") + 1 :])
    if not text:
        return
    card.ways.append((head.pref, kind, text, head))
    if head.more:
        card.keep(head, value)


def _service(card: "Reading", head: Head, value: str) -> None:
    text = clean(unescaped(value))
    if text:
        service = head.name.removeprefix("X-").removesuffix("-USERNAME").removesuffix("-ID").lower()
        known = Head(head.group, head.name, (service, *head.types))
        card.ways.append((head.pref, "message", text, known))
    if head.more:
        card.keep(head, value)


def _address(card: "Reading", head: Head, value: str) -> None:
    """A place to write to. Town and country alone are no such place: they are where somebody lives."""
    parts = [_lines_in(part) for part in raw_components(value)]
    if not any(parts):
        return
    box, further, street, town, region, postcode, country = (parts + [""] * 7)[:7]
    rank = head.pref + (0 if "work" in head.types else 500)
    if town or country:
        card.addresses.append((rank, town, country))
    if not (box or further or street or postcode):
        if region or head.more:
            card.keep(head, value)
        return
    district = " ".join(part for part in (region, postcode) if part)
    lines = (box, further, street, ", ".join(part for part in (town, district) if part), country)
    card.ways.append((head.pref, "address", "\n".join(line for line in lines if line), head))
    if any((box, further, town, region, postcode, country)) or head.more:
        card.keep(head, value)


def _lines_in(part: str) -> str:
    """One component of an address, its own line ends kept."""
    if not part:
        return ""
    if "\\" not in part and "," not in part:
        return clean(part)
    lines = ", ".join(each for each in components(part, ",") if each.strip()).split("\n")
    return "\n".join(line for each in lines if (line := clean(each)))


def _organization(card: "Reading", head: Head, value: str) -> None:
    name, *departments = [clean(part) for part in components(value)]
    department = ", ".join(part for part in departments if part)
    if name or department:
        card.organizations.append((head.group, name, department))
    if department or head.more or (head.types and (name or department)):
        card.keep(head, value)


def _title(card: "Reading", head: Head, value: str) -> None:
    if text := clean(unescaped(value)):
        card.titles.append((head.group, text))


def _role(card: "Reading", head: Head, value: str) -> None:
    if text := clean(unescaped(value)):
        card.roles.append(text)
    card.keep(head, value)


def _labels(card: "Reading", head: Head, value: str) -> None:
    for each in components(value, ","):
        label = clean(each)
        if label.lower() in _SYSTEM_LABELS:
            card.keep(Head("", "CATEGORIES", kept="CATEGORIES"), label)
        elif label:
            card.labels.append(label)


def _note(card: "Reading", head: Head, value: str) -> None:
    if text := unescaped(value).strip():
        card.notes.append(text)


def _uid(card: "Reading", head: Head, value: str) -> None:
    """The id. One that stands as it is made from a UUID need not be kept besides."""
    uid = clean(unescaped(value))
    if uid and (card.uid or not _URN.fullmatch(value)):
        card.keep(head, value)
    card.uid = card.uid or uid


def _kind(card: "Reading", head: Head, value: str) -> None:
    card.kind = clean(unescaped(value)).lower()
    card.keep(head, value)


def _show_as(card: "Reading", head: Head, value: str) -> None:
    card.show_as = value.strip().lower()
    card.keep(head, value)


def _member(card: "Reading", head: Head, value: str) -> None:
    card.members.append(value)


def _label_of_group(card: "Reading", head: Head, value: str) -> None:
    if head.group and head.group not in card.links:
        card.links[head.group] = (head, value)
    else:
        card.keep(head, value)


def _relative(card: "Reading", head: Head, value: str) -> None:
    """Apple's relatives and dates wait for their label; 4.0 says the relation as a type."""
    if head.name == "RELATED" and not head.group:
        words = PARTNERS.intersection(head.types), CHILDREN.intersection(head.types)
        if any(words):
            card.tell_privately("Spouse" if words[0] else "Children", value)
        else:
            card.keep(head, value)
    else:
        card.related.append((head, value))


def _privately(name: str, card: "Reading", head: Head, value: str) -> None:
    card.tell_privately(name, value)


def _photo(card: "Reading", head: Head, value: str) -> None:
    """An inline picture; a link to one is kept and never fetched."""
    found = _DATA.match(value)
    inline = value[found.end() :] if found else value
    if not inline.strip():
        return
    if not (found or head.encoding == "b" or _IS_BASE64.match(inline)):
        card.keep(head, value)
        return
    data = from_base64(inline) if len(inline) <= 2 * pictures.MOST_BYTES else b""
    refused = (
        f"{len(inline) * 3 / 4 / 1024 / 1024:.1f} MB; at most 1 MB is kept." if not data else pictures.refusal(data)
    )
    picture = pictures.sniff(data) if data and not refused else None
    if picture is None or data is None:
        card.leave_out("PHOTO", refused or "It is damaged.")
    elif card.photo is None:
        card.photo = Photo(picture.kind, data)
    else:
        card.keep(head, value)


def _android(card: "Reading", head: Head, value: str) -> None:
    """Android's own: `vnd.android.cursor.item/nickname;Bob;1;;;` and relations and days by number."""
    what, text, number, *_ = [*components(value), "", "", ""]
    what = what.rpartition("/")[2]
    if what == "relation" and (number in _ANDROID_PARTNERS or number == _ANDROID_CHILD):
        card.tell_privately("Children" if number == _ANDROID_CHILD else "Spouse", text)
    elif what == "contact_event" and number in {"1", "3"}:
        card.tell_privately("Anniversary" if number == "1" else "Birthday", text)
    else:
        if what == "nickname" and clean(text):
            card.also.append(clean(text))
        card.keep(head, value)


def _ignored(card: "Reading", head: Head, value: str) -> None:
    """Says nothing of the person: which version of vCard it is."""


def _agent(card: "Reading", head: Head, value: str) -> None:
    """In 2.1 the card within the card stands on the lines that follow."""
    if value.strip():
        card.keep(head, value)


def kept_or_private(card: "Reading", head: Head, value: str) -> None:
    """A property that no field is meant for: kept word for word, but for a program's own spouse and children."""
    if _says_relatives(head.name):
        card.tell_privately("Children" if "CHILD" in head.name else "Spouse", value)
    else:
        card.keep(head, value)


@lru_cache(maxsize=2048)
def _says_relatives(name: str) -> bool:
    """FullContact encodes such names: X-FCENCODED-582D… is "X-FC-RelatedNames:Spouse"."""
    if name.startswith("X-FCENCODED-"):
        try:
            name = unhexlify(name.removeprefix("X-FCENCODED-")).decode(errors="replace")
        except (HexError, ValueError):
            return False
    return bool(_RELATIVES.search(name))


FIELDS: dict[str, Callable[["Reading", Head, str], None]] = {
    "VERSION": _ignored, "AGENT": _agent,
    "FN": _name, "N": _parts, "NICKNAME": _also, "X-MAIDENNAME": _also, "X-NICKNAME": _also,
    "X-PHONETIC-FIRST-NAME": _phonetic, "X-PHONETIC-MIDDLE-NAME": _phonetic, "X-PHONETIC-LAST-NAME": _phonetic,
    "SOUND": _sound, "EMAIL": partial(_way, "email"), "TEL": partial(_way, "phone"), "URL": partial(_way, "link"),
    "X-SOCIALPROFILE": partial(_way, "link"), "SOCIALPROFILE": partial(_way, "link"),
    "IMPP": partial(_way, "message"), "X-MS-IMADDRESS": partial(_way, "message"), "ADR": _address,
    "ORG": _organization, "TITLE": _title, "ROLE": _role, "CATEGORIES": _labels, "NOTE": _note, "UID": _uid,
    "KIND": _kind, "X-ADDRESSBOOKSERVER-KIND": _kind, "MEMBER": _member, "X-ADDRESSBOOKSERVER-MEMBER": _member,
    "X-ABSHOWAS": _show_as, "X-ABLABEL": _label_of_group, "X-ABRELATEDNAMES": _relative, "X-ABDATE": _relative,
    "RELATED": _relative, "PHOTO": _photo, "X-ANDROID-CUSTOM": _android, "BDAY": partial(_privately, "Birthday"),
    "ANNIVERSARY": partial(_privately, "Anniversary"), "X-ANNIVERSARY": partial(_privately, "Anniversary"),
    "X-MS-ANNIVERSARY": partial(_privately, "Anniversary"), "X-MS-CHILD": partial(_privately, "Children"),
    "X-EVOLUTION-ANNIVERSARY": partial(_privately, "Anniversary"),
    "X-KADDRESSBOOK-X-ANNIVERSARY": partial(_privately, "Anniversary"), "GENDER": partial(_privately, "Gender"),
    "X-GENDER": partial(_privately, "Gender"), "X-WAB-GENDER": partial(_privately, "Gender"),
    "X-CHILDREN": partial(_privately, "Children"),
    "X-SABRE-BDAY": partial(_privately, "Birthday"), "BIRTHPLACE": partial(_privately, "Birthplace"),
    "DEATHDATE": partial(_privately, "Day of death"), "DEATHPLACE": partial(_privately, "Place of death"),
    **{f"X-{service.upper()}{ending}": _service for service in SERVICES for ending in ("", "-USERNAME", "-ID")},
}  # fmt: skip
