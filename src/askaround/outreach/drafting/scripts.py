"""What is said on the phone: an opening, what it is about, the way out, and a voicemail of half a minute."""

from . import sentences as say
from .known import Known

WORDS_A_MINUTE = 150  # an easy pace
VOICEMAIL_SECONDS = 30
VOICEMAIL = "Voicemail:"


def seconds(text: str) -> int:
    """How long it takes to say, at an easy pace."""
    return round(sum(any(c.isalnum() for c in word) for word in text.split()) * 60 / WORDS_A_MINUTE)


def voicemail_of(script: str) -> str:
    """The part of a script that is left on a machine; all of it when none is marked."""
    return script.rpartition(VOICEMAIL)[2].strip()


def voicemail_fits(script: str) -> bool:
    """Whether it can be said in half a minute."""
    return seconds(voicemail_of(script)) <= VOICEMAIL_SECONDS


def script(kind: str, text: str, known: Known) -> str:
    """The script of a call. `text` is what the letter would say."""
    hello = f"Hello {known.first_name}, this is {say.signed(known)}."
    said = " ".join(text.replace("\n- ", ", ").replace("- ", "").split())
    number = f"My number is {known.my_phone or '[your number]'}. Thank you."
    blocks = [f"Opening:\n{hello} Is this a good moment?", f"What you say:\n{said}"]
    if kind == "ask":
        blocks.append("If it is no:\nThat is fine, and thank you. Who else should I talk to?")
    return "\n\n".join([*blocks, f"{VOICEMAIL}\n{hello} {_in_short(kind, said, known)} {number}"])


def _in_short(kind: str, said: str, known: Known) -> str:
    """What fits on a machine: the link and the request of an ask, the first sentences of anything else."""
    if kind == "ask":
        return f"{say.shortened(say.tie_sentence(known), 20)} May I ask for {known.minutes} minutes?"
    return say.shortened(said, 34)
