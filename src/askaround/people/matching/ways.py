"""Ways to reach somebody, made comparable: profile addresses, email addresses, phone numbers."""

from functools import lru_cache

import phonenumbers

from askaround.people.naming import profile_link
from askaround.plain.text import clean


def url_key(url: str) -> str:
    """A profile's address to compare by: `profile_link` without scheme, `www.`, case and the slash at the end."""
    kept = profile_link(url).lower()
    return kept.partition("://")[2].removeprefix("www.").rstrip("/")


def email_key(email: str) -> str:
    """An email address to compare by: without case and surrounding space; empty when it is none."""
    kept = clean(email).lower().removeprefix("mailto:")
    name, at, domain = kept.rpartition("@")
    return kept if at and name and "." in domain else ""


@lru_cache(maxsize=8192)
def phone_key(raw: str, country: str = "") -> str:
    """A phone number as E.164 ("+493012345"), read as if dialled in `country` (two letters) when it names none.

    Without a country a national number keeps its digits alone; fewer than five digits are no number.
    """
    text = clean(raw)
    try:
        parsed = phonenumbers.parse(text, country.upper() or None)
    except phonenumbers.NumberParseException:
        digits = "".join(letter for letter in text if letter.isdigit() and letter.isascii())
        return digits if len(digits) >= 5 else ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
