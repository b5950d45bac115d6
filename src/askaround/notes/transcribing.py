"""A transcript: brought after everybody agreed, who is who in it, and its words deleted for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from askaround.formats.transcript import Said, turns
from askaround.formats.transcript import Turn as SaidTurn
from askaround.formats.transcripts import read_transcript
from askaround.history import recording
from askaround.interviews.models import Interview
from askaround.people.models import Contact
from askaround.plain.text import cut, fold

from .models import Transcript

ME = "me"
# The shape of what was heard here from a recording; it names nobody, and may have misheard.
HEARD = "recording, heard here"


@dataclass(frozen=True)
class Turn:
    """One turn as the page shows it. `who` is the name in words; `contact` is theirs when one of the people said it."""

    number: int
    said: SaidTurn
    who: str
    contact: Contact | None
    mine: bool

    @property
    def text(self) -> str:
        """What was said."""
        return self.said.text

    @property
    def second(self) -> int | None:
        """When it began, in whole seconds from the start of the recording."""
        return self.second_of("")

    @property
    def clock(self) -> str:
        """When it began, as a clock of the recording shows it."""
        return clock(self.second)

    def second_of(self, words: str) -> int | None:
        """When these words of it were said."""
        moment = self.said.moment(max(self.text.find(words), 0))
        return None if moment is None else int(moment)


def clock(second: int | None) -> str:
    """How far into the recording: "12:04", with hours from the first on; empty where the file tells no time."""
    if second is None:
        return ""
    hours, rest = divmod(second, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60:02}:{rest % 60:02}"


def bring(interview: Interview, data: bytes, *, name: str, consent: str, my_name: str, at: datetime) -> Transcript:
    """Read a file and keep its words. Raises FormatError with a sentence; nothing is kept then.

    Whoever calls this has been told that everybody agreed: `consent` says how.
    """
    found = read_transcript(data)
    kept = Transcript(
        notebook_id=interview.notebook_id, interview=interview, name=cut(name, 200), shape=found.shape,
        pieces=[[piece.speaker, piece.text, piece.starts, piece.ends] for piece in found.pieces],
        about=list(found.about), speakers=guessed(found.speakers, interview.contacts, my_name),
        consent_at=at, consent=cut(consent, 300), created_at=at,
    )  # fmt: skip
    recording.create(kept, at=at, verb="transcript brought", contact=about_whom(interview))
    return kept


def say_who(transcript: Transcript, speakers: Mapping[str, str], *, at: datetime) -> bool:
    """Who of the file is who: the id of a contact, "me", or nothing for somebody else."""
    known = {name: speakers.get(name, "") for name in speakers_of(transcript)}
    kept = {name: who for name, who in known.items() if who}
    return recording.change(
        transcript, at=at, verb="said who spoke", contact=about_whom(transcript.interview), speakers=kept
    )


def delete(transcript: Transcript, *, at: datetime) -> None:
    """Delete its words for good, but for the search index, which `exchange` clears. Notes kept from it stay."""
    recording.remove(transcript, at=at, verb="transcript deleted", contact=about_whom(transcript.interview))


def speakers_of(transcript: Transcript) -> list[str]:
    """Everybody whom the file names, in the order in which they first speak."""
    return list(dict.fromkeys(str(speaker) for speaker, *_ in transcript.pieces if speaker))


def turns_of(transcript: Transcript, people: Sequence[Contact]) -> list[Turn]:
    """Every turn with who said it. With one person in the talk, whoever is not me is that person."""
    by_id = _by_id(people, set(transcript.speakers.values()) - {ME})
    mine = {name for name, who in transcript.speakers.items() if who == ME}
    told = []
    for number, said in enumerate(turns(Said(*piece) for piece in transcript.pieces)):
        contact = by_id.get(transcript.speakers.get(said.speaker, ""))
        is_me = said.speaker in mine
        if contact is None and mine and not is_me and len(people) == 1:
            contact = people[0]
        who = "You" if is_me else contact.name if contact else said.speaker
        told.append(Turn(number, said, who, contact, is_me))
    return told


def guessed(speakers: Sequence[str], people: Sequence[Contact], my_name: str) -> dict[str, str]:
    """Who is who, where a name in the file is that of somebody in the talk or the seeker's own."""
    found: dict[str, str] = {}
    for speaker in speakers:
        bare = set(fold(speaker.split("(")[0]).split())
        fitting = [contact for contact in people if _same(bare, contact.name)]
        if speaker.lower() in {"me", "you"} or (my_name and _same(bare, my_name)):
            found[speaker] = ME
        elif len(fitting) == 1:
            found[speaker] = str(fitting[0].pk)
    return found


def about_whom(interview: Interview) -> UUID | None:
    """The contact whose page tells of it: the first of the talk."""
    return next((contact.pk for contact in interview.contacts), None)


def _by_id(people: Sequence[Contact], named: set[str]) -> dict[str, Contact]:
    """The people of the talk by their ids, and by those of whoever was merged into them since they were named."""
    found = {str(contact.pk): contact for contact in people}
    if named - set(found):
        found |= {str(pk): contact for contact in people for pk in contact.all_merged()}
    return found


def _same(words: set[str], name: str) -> bool:
    """All words of one are words of the other, and the first name among them."""
    parts = fold(name).split()
    return bool(words and parts) and parts[0] in words and (words <= set(parts) or set(parts) <= words)
