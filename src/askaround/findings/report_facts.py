"""What a campaign's field report is made of: a fixed number of queries, however much was said."""

from datetime import date
from uuid import UUID

from askaround.interviews.models import InterviewPerson
from askaround.people.models import Contact, Promise
from askaround.purpose.models import Aim, Campaign, Profile

from . import quoting, saturation, skilling, wording
from .heard import Heard
from .knowing import voices_of
from .models import ThemeNote
from .report_keeping import report_of, words_of
from .report_naming import Known, Names
from .reporting import Facts, Ledger, Opinion
from .voices import spread


def facts_of(campaign: Campaign) -> Facts:
    """Read them."""
    settled, heard = report_of(campaign), Heard.of(campaign.notebook_id, campaign.pk)
    people = tuple(person.key for person in heard.people)
    names = Names(_known(campaign, people), settled.naming)
    counts, brought = saturation.incidence(heard.interviews), saturation.new_themes(heard.interviews)
    quotes = _quotes(campaign) if settled.quotes else {}
    profile = Profile.objects.within(campaign.notebook_id).first()
    return Facts(
        campaign.name, names, profile.name if profile else "", campaign.learn,
        tuple(aim.text for aim in Aim.objects.within(campaign.notebook_id).filter(campaign=campaign)),
        people, _talks(campaign, [talk.key for talk in heard.talks]), tuple(brought),
        tuple(Opinion(s.name, tuple(s.saying), tuple(s.against), tuple(quotes.get(s.key, ()))) for s in heard.themes),
        wording.enough(counts, brought), spread(heard.voices.people).sentence,
        tuple((about, row.text) for about, rows in quoting.work(campaign) for row in rows[:6]),
        tuple(_ledger(one) for one in skilling.named(campaign, of=len(people))),
        _promises(campaign, people), settled.quotes,
        {key: (row.text, row.place) for key, row in words_of(campaign).items()},
    )  # fmt: skip


def _known(campaign: Campaign, met: tuple[str, ...]) -> tuple[Known, ...]:
    """Everybody of the notebook, those met first and in that order: any of them may be named in a note."""
    rows = Contact.objects.within(campaign.notebook_id).prefetch_related("roles__organization")
    place = {key: number for number, key in enumerate(met)}
    voices = {one.key: one for one in voices_of(campaign.notebook_id, dict.fromkeys(met, "")).people}
    found = []
    for row in sorted(rows, key=lambda row: place.get(str(row.pk), len(place))):
        key, roles = str(row.pk), list(row.roles.all())
        now, voice = next((role for role in roles if role.current), None), voices.get(key)
        places = tuple(role.organization.name for role in roles if role.organization)
        found.append(Known(
            key, row.name, row.given, row.family, tuple(filter(None, row.also_called.splitlines())),
            now.title if now else "", now.organization.name if now and now.organization else "",
            voice.level if voice else "", voice.function if voice else "", key in place, places,
        ))  # fmt: skip
    return tuple(found)


def _talks(campaign: Campaign, talks: list[str]) -> tuple[tuple[str, ...], ...]:
    rows = InterviewPerson.objects.within(campaign.notebook_id).filter(interview__in=talks).order_by("created_at")
    found: dict[str, list[str]] = {key: [] for key in talks}
    for interview, contact in rows.values_list("interview_id", "contact_id"):
        found[str(interview)].append(str(contact))
    return tuple(tuple(keys) for keys in found.values())


def _quotes(campaign: Campaign) -> dict[str, list[tuple[str, str]]]:
    rows = ThemeNote.objects.within(campaign.notebook_id).filter(
        theme__campaign=campaign, note__trashed_at=None, note__archived_at=None
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for theme, contact, text in rows.order_by("created_at", "id").values_list(
        "theme_id", "note__contact_id", "note__text"
    ):
        said = found.setdefault(str(theme), [])
        if str(contact) not in {who for who, _ in said}:
            said.append((str(contact), text))
    return found


def _ledger(one: skilling.Named) -> Ledger:
    gap = one.gap
    return Ledger(one.skill.name, one.people, one.state, one.open, gap.plan if gap else "", gap.until if gap else None)


def _promises(campaign: Campaign, people: tuple[str, ...]) -> tuple[tuple[str, date | None], ...]:
    rows = Promise.objects.within(campaign.notebook_id).filter(
        contact__in=[UUID(key) for key in people], whose="mine", kept_at=None, let_go_at=None
    )
    return tuple(rows.values_list("what", "until"))
