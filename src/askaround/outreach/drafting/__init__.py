"""Drafting: letters composed from facts by kind, tie and channel, in the seeker's own phrases, without any model.

Three variants to choose from; what is missing is asked for in [brackets] and never invented. Plain values in and out.
"""

from .composing import compose, missing_in, variants
from .fields import FIELDS, fill, unknown_fields, values_of
from .known import Draft, Known, Meeting
from .scripts import VOICEMAIL_SECONDS, seconds, voicemail_of
from .sentences import lower, reason_sentence, sentence, tie_sentence

__all__ = [
    "FIELDS", "VOICEMAIL_SECONDS", "Draft", "Known", "Meeting", "compose", "fill", "lower", "missing_in",
    "reason_sentence", "seconds", "sentence", "tie_sentence", "unknown_fields", "values_of", "variants", "voicemail_of",
]  # fmt: skip
