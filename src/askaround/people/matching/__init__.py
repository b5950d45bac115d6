"""Who may be whom: whether two records are one person, how sure that is, and why.

Plain functions on plain values; nothing here knows the database. `Somebody` holds what a record says, as it says it:
addresses, emails and phone numbers are made comparable here. `compare` weighs two of them, `Index` finds who may be
whom among many, `pairs` does so for everybody at once.
"""

from .verdicts import UNSURE, Index, Somebody, Verdict, compare, pairs
from .ways import email_key, phone_key, url_key

__all__ = ["UNSURE", "Index", "Somebody", "Verdict", "compare", "email_key", "pairs", "phone_key", "url_key"]
