"""Ways to reach somebody, made comparable: profile addresses, email addresses, phone numbers.

Each `…_key` gives an empty text for what is none of its kind, and its own result for its own result.
"""

import re
from functools import lru_cache
from pathlib import Path

from askaround.people.naming import profile_link
from askaround.plain.text import clean

# Where a page is one person's, and what its path looks like.
_PROFILES = {
    "linkedin.com": re.compile(r"/(?:in|pub)/[^/?#]+"),
    "xing.com": re.compile(r"/profile/[^/?#]+"),
    "github.com": re.compile(r"/[\w-]+$"),
    "gitlab.com": re.compile(r"/[\w.-]+$"),
    "twitter.com": re.compile(r"/\w+$"),
    "facebook.com": re.compile(r"/(?:profile\.php\?id=\d+|[\w.]{5,})$"),
    "instagram.com": re.compile(r"/[\w.]+$"),
    "medium.com": re.compile(r"/@[\w.-]+$"),
    "orcid.org": re.compile(r"/[\dx-]+$"),
    "researchgate.net": re.compile(r"/profile/[^/?#]+$"),
    "stackoverflow.com": re.compile(r"/users/\d+"),
    "bsky.app": re.compile(r"/profile/[^/?#]+$"),
    "about.me": re.compile(r"/[\w.-]+$"),
    "t.me": re.compile(r"/\w+$"),
}
_SAME_SITES = {"x.com": "twitter.com", "m.facebook.com": "facebook.com", "de-de.facebook.com": "facebook.com"}
# LinkedIn shows one person by a name of their own choice, by an older address, or by a number in letters.
_MEMBER_NUMBER = re.compile(r"linkedin\.com/in/aco[\w-]{20,}", re.ASCII)

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# Mailboxes that many people read and write from.
_ROLES = frozenset(Path(__file__).with_name("shared_mailboxes.txt").read_text(encoding="utf-8").split())
_DOTLESS = frozenset({"gmail.com", "googlemail.com"})
_E164 = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)


@lru_cache(maxsize=8192)
def url_key(url: str) -> str:
    """A page's address to compare by: `naming.profile_link` without scheme, "www." and case."""
    kept = profile_link(url).lower()
    host, _, path = kept.partition("://")[2].removeprefix("www.").partition("/")
    return f"{_SAME_SITES.get(host, host)}/{path}".rstrip("/") if host else ""


def profile_site(key: str) -> str:
    """The site that a `url_key` is one person's page of, else nothing. Two pages of one site are two people."""
    host, _, path = key.partition("/")
    shape = _PROFILES.get(host)
    if shape is None or not shape.match(f"/{path}"):
        return ""
    if host == "linkedin.com":
        return "linkedin.com number" if _MEMBER_NUMBER.match(key) else f"linkedin.com {path.partition('/')[0]}"
    return host


@lru_cache(maxsize=8192)
def email_key(email: str) -> str:
    """An email address to compare by: without case, "mailto:" and surrounding space."""
    kept = clean(email).lower().removeprefix("mailto:").strip(" <>")
    return kept if _EMAIL.fullmatch(kept) else ""


def mailbox(key: str) -> str:
    """The mailbox behind an `email_key`: without what follows a plus, without the dots that Gmail ignores."""
    name, _, domain = key.rpartition("@")
    name = name.partition("+")[0] or name
    return f"{name.replace('.', '')}@gmail.com" if domain in _DOTLESS else f"{name}@{domain}"


def is_shared(key: str) -> bool:
    """True for the address of an office and not of a person: info@, jobs@, office.berlin@."""
    name = key.rpartition("@")[0].partition("+")[0]
    return name in _ROLES or re.split(r"[.\-_\d]", name, maxsplit=1)[0] in _ROLES


@lru_cache(maxsize=8192)
def phone_key(raw: str, country: str = "") -> str:
    """A phone number as E.164 ("+493012345"), read as if dialled in `country` (two letters) when it names none.

    Without a country a national number keeps its digits alone; fewer than five digits are no number.
    """
    if _E164.fullmatch(raw) and "0" not in raw[2:5]:
        return raw
    import phonenumbers  # its tables would be a twentieth of the start

    text = clean(raw).removeprefix("tel:")
    try:
        parsed = phonenumbers.parse(text, country.upper() or None)
    except phonenumbers.NumberParseException:
        digits = "".join(letter for letter in text if letter.isascii() and letter.isdigit())
        return digits if 5 <= len(digits) <= 20 else ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def phone_end(key: str) -> str:
    """The last eight digits of a `phone_key`, by which it meets the same number without its country; else nothing."""
    return key[-8:] if len(key) >= 9 else ""
