"""A notebook with a row in every table, made by hand so that it needs no later chapter."""

from datetime import timedelta
from typing import Any

from askaround.calendars.models import CalendarAccount, CalendarEvent
from askaround.desk.models import Reminder, ReminderSettings, Snooze
from askaround.findings.models import Apart, Gap, Report, ReportWords, Skill, SkillNote, Theme, ThemeNote
from askaround.history.models import Batch
from askaround.history.recording import acting, change, create, remove
from askaround.interviews.models import (
    Brief,
    ChosenQuestion,
    Interview,
    InterviewPerson,
    InvitationReply,
    Rehearsal,
    ThankYou,
)
from askaround.mailbox.models import MailAccount
from askaround.notes.models import DebriefAnswer, Note, Transcript
from askaround.outreach.models import Ask, Letter, Offer, Phrase, Reply, Template
from askaround.people.models import (
    Acquaintance,
    AddressBook,
    Contact,
    Industry,
    Introduction,
    LookAlike,
    Mapping,
    Organization,
    Promise,
    ResearchNote,
    Role,
    Tag,
    Tagging,
    Tie,
    Touch,
)  # fmt: skip
from askaround.purpose.models import Aim, Campaign, Evidence, Pitch, PreparedAnswer, Profile, Question
from askaround.targets.models import Target
from conftest import NOW, Seat


def fill(seat: Seat) -> dict[str, Any]:
    """Every noun once or twice, with history. Returns those that tests ask for."""
    notebook = seat.notebook

    def make(model: Any, **fields: Any) -> Any:
        row = model(notebook=notebook, created_at=NOW, **fields)
        create(row, at=NOW)
        return row

    with acting(seat.user):
        return _fill(make, notebook)


def _fill(make: Any, notebook: Any) -> dict[str, Any]:
    campaign = make(Campaign, name="Becoming a data engineer", learn="What it is like", active=True)
    make(Aim, campaign=campaign, text="What a week looks like")
    question = make(Question, text="What do you wish you had known?")
    make(Pitch, campaign=campaign, seconds=30, text="I am an analyst.")
    make(PreparedAnswer, campaign=campaign, bank_key="why this field", question="Why this field?", text="I like it.")
    make(Rehearsal, campaign=campaign, aimed=30, took=33, words=75)
    make(Profile, name="Alice", headline="Analyst")
    make(Evidence, kind="skill", text="SQL")
    industry = make(Industry, name="Logistics")
    northwind = make(Organization, name="Northwind", key="northwind", industry=industry)
    batch = Batch(notebook=notebook, verb="imported", label="Connections.csv", created_at=NOW)
    batch.save(force_insert=True)
    priya = make(
        Contact, name="Priya Raman", given="Priya", family="Raman", email="priya@northwind.example", batch=batch,
        extra={"Motto": "=cmd()"}, about="Café, 北京, 🙂\nsecond line", country="IN", town="Pune",
    )  # fmt: skip
    tom = make(Contact, name="=Tom Okafor", given="Tom", family="Okafor")
    make(Role, contact=priya, organization=northwind, title="Data platform manager", began="2022-03")
    make(Tie, contact=priya, kind="alumni", detail="class of 2019")
    tag = make(Tag, name="warm")
    make(Tagging, contact=priya, tag=tag)
    make(Acquaintance, a=priya, b=tom, how="worked together")
    make(LookAlike, a=priya, b=tom, likeness=0.7, reasons=["one organization"], kept_apart_at=NOW)
    make(AddressBook, name="Phone", url="https://dav.example/alice/", username="alice", sync_token="7")
    make(MailAccount, email="alice@mail.example", imap_host="imap.mail.example", smtp_host="smtp.mail.example")
    calendar = make(CalendarAccount, kind="caldav", name="Mine", url="https://dav.example/alice/me/", writes=True)
    make(CalendarEvent, account=calendar, uid="7@askaround", href="/alice/me/7.ics", etag='"1"', sequence=1)
    make(Mapping, fingerprint="0123abcd", columns={"Shoe size": "extra"})
    introduction = make(Introduction, by=priya, to=tom, offered_at=NOW)
    make(ResearchNote, contact=priya, fact="Spoke in June", source="a programme", found_on=NOW.date())
    make(Promise, contact=priya, what="Send the article")
    make(Touch, contact=priya, at=NOW, direction="sent", channel="email", text="Hello")
    make(Target, campaign=campaign, kind="organization", organization=northwind)
    first = make(Ask, campaign=campaign, contact=tom, closed_at=NOW)
    ask = make(Ask, campaign=campaign, contact=priya, instead_of=first, introduction=introduction, reason="Her talk")
    letter = make(Letter, contact=priya, ask=ask, subject="A question", body="Dear Priya", sent_at=NOW)
    make(Reply, contact=priya, ask=ask, letter=letter, at=NOW, text="Gladly")
    make(Template, name="Short", body="Dear {first_name}")
    make(Phrase, text="Warmly,", place="sign-off")
    make(Offer, contact=priya, ask=ask, letter=letter, times=[NOW.isoformat()], expires_at=NOW)
    talk = make(Interview, campaign=campaign, ask=ask, starts_at=NOW, ends_at=NOW + timedelta(minutes=30))
    make(InterviewPerson, interview=talk, contact=priya)
    make(InvitationReply, interview=talk, contact=priya, answer="COUNTER", uid=f"{talk.pk}@askaround", at=NOW)
    make(
        Brief,
        interview=talk,
        goals="Listen",
        checked={"route": NOW.isoformat()},
        route="Platform 3",
        dress="Blue",
        coffee="Mine",
        card="Two",
    )
    chosen = make(ChosenQuestion, interview=talk, question=question, text=question.text)
    make(ThankYou, interview=talk, contact=priya, letter=letter)
    note = make(Note, interview=talk, contact=priya, kind="advice", text="Learn SQL first", question=chosen, second=61)
    said = [["Priya", "Hello", 0, 2], ["Alice", "Good to see you", 3.5, 5]]
    make(
        Transcript, interview=talk, name="talk.vtt", shape="WebVTT", pieces=said, about=["Weekly"], consent_at=NOW,
        consent="Asked at the start", speakers={"Priya": str(priya.pk), "Alice": "me"},
    )  # fmt: skip
    make(DebriefAnswer, interview=talk, key="confidence", rating=4)
    theme = make(Theme, campaign=campaign, name="SQL before tools")
    make(ThemeNote, theme=theme, note=note)
    other = make(Note, interview=talk, contact=priya, kind="advice", text="Skip certificates", second=90, number=2)
    make(Apart, note=note, other=other)
    make(Report, campaign=campaign, quotes=True)
    make(ReportWords, campaign=campaign, section="met", text="Seven people, most of them engineers.")
    skill = make(Skill, name="SQL")
    make(SkillNote, skill=skill, note=note)
    make(Gap, campaign=campaign, skill=skill, plan="A course")
    make(Snooze, kind="follow-up", subject_id=ask.pk, until=NOW)
    make(ReminderSettings, digest="daily", digest_hour=6, feed_nonce="9f2c")
    make(Reminder, way="mail", kind="digest", key="digest 2026-11-24", to="alice@mail.example", due_at=NOW, sent_at=NOW)
    change(priya, at=NOW, phone="+91 20 5550 0100", batch=batch)
    gone = make(Tag, name="cold")
    remove(gone, at=NOW)
    return {"priya": priya, "tom": tom, "talk": talk, "note": note, "letter": letter, "campaign": campaign}
