"""The calendar file of an interview, for the seeker's own calendar or to send along."""

from datetime import datetime
from zoneinfo import ZoneInfo

from askaround.formats.calendar import Event, Person, write
from askaround.purpose.models import Profile

from .models import Format, Interview


def event_of(interview: Interview, profile: Profile | None, *, now: datetime) -> Event:
    """The interview as an event. Its UID never changes; its sequence rises with each move."""
    organizer = Person(profile.email, profile.name) if profile and profile.email else None
    return Event(
        uid=f"{interview.pk}@askaround",
        summary=_summary(interview, profile),
        starts_at=interview.starts_at,
        ends_at=interview.ends_at,
        zone=interview.my_zone,
        stamp=now,
        sequence=interview.sequence,
        location=interview.place or interview.link,
        description=_description(interview),
        cancelled=interview.is_cancelled,
        organizer=organizer,
        remind=60 if interview.format == Format.FACE_TO_FACE else 15,
    )


def calendar_file(interview: Interview, profile: Profile | None, *, now: datetime) -> bytes:
    """The bytes of the .ics file."""
    return write([event_of(interview, profile, now=now)])


def _summary(interview: Interview, profile: Profile | None) -> str:
    """Both names, since the file may go to the other side too."""
    mine = profile.name if profile else ""
    return f"Talk: {interview.names} and {mine}" if mine else f"Talk with {interview.names}"


def _description(interview: Interview) -> str:
    """Plain facts only: nothing of the brief is in a file that others may read."""
    theirs = interview.starts_at.astimezone(ZoneInfo(interview.their_zone))
    lines = [f"{interview.minutes} minutes, {interview.format}."]
    if interview.my_start.utcoffset() != theirs.utcoffset():
        lines.append(f"{interview.my_start:%H:%M} {interview.my_zone}, {theirs:%H:%M} {interview.their_zone}.")
    if interview.place and interview.link:
        lines.append(interview.link)
    return "\n".join(lines)
