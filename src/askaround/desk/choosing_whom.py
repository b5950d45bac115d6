"""Reading what choosing needs to know of everyone at the targets: a few queries, turned into plain values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from askaround.accounts.models import User
from askaround.interviews.models import InterviewPerson
from askaround.outreach.asking import facts_of
from askaround.outreach.models import Ask
from askaround.outreach.pacing import AskFacts, clearance
from askaround.outreach.practice import Practice
from askaround.people.levels import guess_function, guess_level
from askaround.people.models import Introduction, ResearchNote, Role
from askaround.people.shared_ground import ASSOCIATION, EMPLOYER, SCHOOL, Ground
from askaround.people.sharing import own_of, shared_with
from askaround.purpose.models import Campaign
from askaround.targets.known import matches, roles_at, tie_of, who_knows, words_of
from askaround.targets.models import Target

from .frame import Frame
from .whom_first import Candidate, promotion, whom_first

NAMED = frozenset({"referred", "stranger"})
SHARING = {
    "alumni": "studied where you did",
    "classmate": "was in class with you",
    "association": "belongs to an association of yours",
    "teacher": "taught you",
    "former boss": "led you before",
    "co-worker": "worked with you",
}


@dataclass(frozen=True)
class Choosing:
    """What is the same for everybody: the job that is looked into, who was asked, who could introduce whom."""

    campaign: Campaign
    now: datetime
    practice: Practice
    asked_at: Mapping[Any, list[AskFacts]]
    asked: Mapping[Any, AskFacts]
    talked: Mapping[Any, datetime]
    introducers: Mapping[Any, str]
    roles: Mapping[Any, list[Role]]
    found: Mapping[Any, str]
    knowing: Mapping[Any, tuple[Any, str]]
    ground: Mapping[Any, list[Ground]]

    @classmethod
    def of(cls, user: User, campaign: Campaign, contacts: Iterable[Any], now: datetime) -> "Choosing":
        """In a fixed number of queries."""
        assert now.tzinfo is not None
        contacts = list(contacts)
        people = [contact.pk for contact in contacts]
        asks = [facts_of(ask, now.tzinfo) for ask in Ask.objects.in_active(user).with_facts()]
        talks = InterviewPerson.objects.of(user).filter(contact__in=people, interview__ended_at__isnull=False)
        doors = Introduction.objects.of(user).filter(to__in=people, closed_at=None, offered_at__isnull=False)
        doors = doors.filter(by__trashed_at=None).select_related("by")
        notes = ResearchNote.objects.of(user).filter(contact__in=people, kind="shared ground")
        return cls(
            campaign=campaign, now=now, practice=Practice.read(campaign.practice), asked_at=_by_place(asks),
            asked={ask.person: ask for ask in sorted(asks, key=lambda ask: ask.sent)},
            talked=dict(talks.values_list("contact", "interview__ended_at")),
            introducers={door.to_id: door.by.first_name for door in doors},
            roles=_by_contact(Role.objects.of(user).filter(contact__in=people).select_related("organization")),
            found=dict(notes.order_by("found_on").values_list("contact", "fact")),
            knowing=who_knows({contact.pk for contact in contacts if _tie(contact, now) == "none"}, now),
            ground=shared_with(contacts, own_of(campaign.notebook_id)),
        )  # fmt: skip

    def held(self, contact: Any, organization: Any) -> tuple[str, bool]:
        """Why they are not to be asked now, and whether that is because it is done."""
        if talked := self.talked.get(contact.pk):
            return f"You talked on {_day(talked.astimezone(self.now.tzinfo))}.", True
        if ask := self.asked.get(contact.pk):
            return _asked(ask), True
        there = self.asked_at.get(organization.pk, []) if organization is not None else []
        mine = AskFacts(
            id=None, person=contact.pk, name=contact.name, organization=getattr(organization, "pk", None),
            organization_name=str(organization or ""), country=contact.country,
        )  # fmt: skip
        return clearance(mine, self.now, self.practice, there).sentence, False


def candidates(
    user: User, targets: list[Target], campaign: Campaign, now: datetime, *, roles: list[Role] | None = None
) -> dict[UUID, list[Candidate]]:
    """For each target, everybody there in the order in which to ask them, but for who wants to be left alone."""
    if roles is None:
        roles = roles_at(targets) if targets else []
    roles = [role for role in roles if not role.contact.do_not_contact_at]
    by_pk = {role.contact_id: role.contact for role in roles}
    choosing = Choosing.of(user, campaign, list(by_pk.values()), now)
    found: defaultdict[UUID, list[Candidate]] = defaultdict(list)
    for target in targets:
        there = (role for role in roles if matches(target, role))
        found[target.pk] = whom_first(_candidate(choosing, target, role, by_pk[role.contact_id]) for role in there)
    return found


def _candidate(choosing: Choosing, target: Target, role: Role, contact: Any) -> Candidate:
    roles = choosing.roles.get(contact.pk, [])
    organization = role.organization if role.current else _works_at(roles)
    held, over = choosing.held(contact, organization)
    acquaintance, _ = choosing.knowing.get(contact.pk, (None, ""))
    ways = {"email": contact.email, "profile": contact.profile_url, "phone": contact.phone}
    return Candidate(
        id=contact.pk, name=contact.name, first=contact.first_name, title=role.title,
        organization=str(role.organization or ""), work=work(role, occupation_of(target, choosing.campaign)),
        level=level_of(role), aim_level=choosing.campaign.level,
        shared=_shared(contact, choosing.found.get(contact.pk, ""), choosing.ground.get(contact.pk, [])),
        promoted=_promoted(roles, role),
        tie=_tie(contact, choosing.now), introducer=choosing.introducers.get(contact.pk, ""), ended=role.ended,
        acquaintance=acquaintance.first_name if acquaintance else "",
        ways=tuple(way for way, value in ways.items() if value), at_target=target.kind == "organization",
        current=role.current, recruiter=function_of(role) == "recruiting", held=held, over=over,
    )  # fmt: skip


def marks(user: User, roles: Iterable[Role], frame: Frame) -> dict[UUID, str]:
    """Of each role now: whether whoever has it would be the seeker's boss at a target, or is a peer."""
    if frame.campaign is None:
        return {}
    organizations = Target.objects.in_active(user).filter(kind="organization").values_list("organization", flat=True)
    places = set(organizations) if frame.targets else set()
    return {role.pk: _mark(role, frame.campaign, places) for role in roles if role.current}


def _mark(role: Role, campaign: Campaign, places: set[Any]) -> str:
    one = Candidate(
        id=role.contact_id, name="", first="", work=work(role, campaign.occupation), level=level_of(role),
        aim_level=campaign.level, at_target=role.organization_id in places, recruiter=function_of(role) == "recruiting",
    )  # fmt: skip
    return "would be your boss" if one.boss else "peer" if one.peer else ""


def occupation_of(target: Target, campaign: Campaign) -> str:
    """The job that is looked into: the target's own where it is one, else the campaign's."""
    return target.occupation if target.kind == "occupation" else campaign.occupation


def work(role: Role, occupation: str) -> str:
    """In which words somebody does the work that is looked into; empty when they do other work."""
    wanted, function = words_of(occupation), guess_function(occupation)
    if wanted and wanted <= words_of(role.title):
        return f"is {'an' if occupation[:1].lower() in 'aeio' else 'a'} {occupation[:1].lower()}{occupation[1:]}"
    return f"works in {function}" if function and function == function_of(role) else ""


def level_of(role: Role) -> str:
    """As it was said, else as the title suggests."""
    return role.level or guess_level(role.title, str(role.organization or ""))


def function_of(role: Role) -> str:
    """As it was said, else as the title suggests."""
    return role.function or guess_function(role.title)


def _tie(contact: Any, now: datetime) -> str:
    """How strong the tie is. Whoever was only named to the seeker is a stranger still."""
    touched = contact.met or contact.received or contact.sent
    return "none" if not touched and {tie.kind for tie in contact.ties.all()} <= NAMED else tie_of(contact, now).level


def _by_place(asks: list[AskFacts]) -> dict[Any, list[AskFacts]]:
    found: defaultdict[Any, list[AskFacts]] = defaultdict(list)
    for ask in asks:
        found[ask.organization].append(ask)
    return found


def _by_contact(rows: Iterable[Role]) -> dict[Any, list[Role]]:
    found: defaultdict[Any, list[Role]] = defaultdict(list)
    for role in rows:
        found[role.contact_id].append(role)
    return found


def _works_at(roles: list[Role]) -> Any:
    return next((role.organization for role in roles if role.current and role.organization), None)


def _promoted(roles: list[Role], role: Role) -> str:
    if not role.current or role.organization_id is None:
        return ""
    there = [other for other in roles if other.organization_id == role.organization_id]
    return promotion((one.title, level_of(one), one.began) for one in there)


def _shared(contact: Any, noted: str, ground: list[Ground]) -> str:
    """What links them with the seeker beyond work: what was found out, a school or employer of both, else the tie."""
    if noted:
        return f"shares ground with you ({noted.strip().rstrip('.')})"
    if found := next((each for each in ground if each.kind in {EMPLOYER, SCHOOL, ASSOCIATION}), None):
        return f"has {found.name} in common with you"
    return next((SHARING[tie.kind] for tie in contact.ties.all() if tie.kind in SHARING), "")


def _asked(ask: AskFacts) -> str:
    if ask.declined_at:
        return f"{ask.first_name} said no on {_day(ask.declined_at)}."
    return f"Asked on {_day(ask.sent[0])}." if ask.sent else "A letter is begun."


def _day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b}"
