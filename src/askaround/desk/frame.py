"""What every page stands in: the campaign, its siblings, the notebook, the counts. One query a page."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from askaround.accounts.models import Notebook, User
from askaround.accounts.prepared import Prepared
from askaround.interviews.models import Interview
from askaround.outreach.models import Ask
from askaround.people.models import Contact
from askaround.purpose.models import Campaign, Profile
from askaround.targets.models import Target

NOBODY = UUID(int=0)
COLUMNS = tuple(field.attname for field in Campaign._meta.concrete_fields)


@dataclass(frozen=True)
class Frame:
    """The active campaign and what the navigation counts."""

    notebook: dict[str, Any]
    campaign: Campaign | None = None
    campaigns: tuple[Campaign, ...] = ()
    people: int = 0
    asks: int = 0
    interviews: int = 0
    targets: int = 0
    introduced_self: bool = False


def frame_of(user: User) -> Frame:
    """The frame of the user's active notebook, asked once for each user object, which lives as long as a request."""
    kept: tuple[Any, Frame] | None = getattr(user, "_frame", None)
    if kept is None or kept[0] != user.active_notebook_id:
        kept = (user.active_notebook_id, _ask(user))
        setattr(user, "_frame", kept)  # noqa: B010 - a cache that the model need not know
    return kept[1]


def _ask(user: User) -> Frame:
    rows = _CAMPAIGNS.rows(user)
    if not rows:
        notebook = Notebook.objects.filter(pk=user.active_notebook_id or NOBODY).first()
        return Frame(
            {"id": user.active_notebook_id, "name": str(notebook or ""), "demo": bool(notebook and notebook.demo)}
        )
    first = rows[0]
    campaigns = tuple(Campaign.from_db("default", COLUMNS, [row[name] for name in COLUMNS]) for row in rows)
    return Frame(
        notebook={"id": user.active_notebook_id, "name": first["notebook__name"], "demo": first["notebook__demo"]},
        campaign=next((each for each in campaigns if each.active), None), campaigns=campaigns, people=first["people"],
        asks=first["open_asks"], interviews=first["talks"], targets=first["target_count"],
        introduced_self=first["introduced_self"],
    )  # fmt: skip


def _campaigns(user: User) -> QuerySet[Campaign, dict[str, Any]]:
    """The campaigns with the counts of the active one on each row: subselects that the database runs once."""
    active, notebook = Q(campaign__active=True), user.active_notebook_id
    asks = Ask.objects.within(notebook)
    profile = Profile.objects.within(notebook).exclude(background="", pitch="")
    counted: QuerySet[Campaign, dict[str, Any]] = Campaign.objects.of(user).current().values(
        *COLUMNS, "notebook__name", "notebook__demo",
        people=_number(Contact.objects.within(notebook).current()),
        open_asks=_number(asks.filter(active, closed_at=None, declined_at=None, interviews=None)),
        talks=_number(Interview.objects.within(notebook).filter(active, cancelled_at=None, no_show_at=None)),
        target_count=_number(Target.objects.within(notebook).filter(active)),
        introduced_self=Exists(profile),
    )  # fmt: skip
    return counted


def _number(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("notebook").annotate(number=Count("*")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


_CAMPAIGNS = Prepared(_campaigns)
