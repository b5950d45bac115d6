"""Theme, ThemeNote, Apart, Skill, SkillNote, Gap, Report, ReportWords."""

from django.db import models
from django.db.models.functions import Lower

from askaround.accounts.models import Owned
from askaround.notes.models import Note
from askaround.purpose.models import InCampaign


class Theme(InCampaign):
    """What several notes say in other words. Its name is the seeker's."""

    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint("campaign", Lower("name"), name="theme_name_once")]

    def __str__(self) -> str:
        return self.name


class ThemeNote(Owned):
    """A note of a theme; `against` where it says the contrary, `proposed` while nobody has looked at it."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="theme_notes")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="theme_notes")
    against = models.BooleanField(default=False)
    proposed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "note"], name="theme_note_once")]


class Apart(Owned):
    """Two notes that somebody has put apart: no proposal brings them together again."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "other"], name="apart_once")]


class Skill(Owned):
    """A skill, tool or certificate that notes name."""

    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("notebook", Lower("name"), name="skill_name_once")]

    def __str__(self) -> str:
        return self.name


class SkillNote(Owned):
    """A note that names a skill."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="skill_notes")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="skill_notes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["skill", "note"], name="skill_note_once")]


class Gap(InCampaign):
    """A skill that the work needs and the résumé does not show, with the plan to close it."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="gaps")
    plan = models.TextField(blank=True, default="")
    until = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=300, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["campaign", "skill"], name="gap_once")]


class Naming(models.TextChoices):
    """How the people met are called in the report that is handed on."""

    ANONYMOUS = "anonymous", "By what they do: “a manager in data”"
    INITIALS = "initials", "By their initials, without their employer"
    NAMED = "named", "By name, with title and employer"


class Report(InCampaign):
    """What a campaign's field report shows of others. Its words are computed, or stand in `ReportWords`."""

    naming = models.CharField(max_length=20, choices=Naming, default=Naming.ANONYMOUS)
    quotes = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign"], name="report_one_per_campaign")]


class ReportWords(InCampaign):
    """The seeker's own words in one section of the report; they stay when what is computed there changes."""

    section = models.CharField(max_length=20)
    text = models.TextField(blank=True, default="")
    # What becomes of the computed part: it stays and the text is added, the text takes its place, or all is left out.
    place = models.CharField(
        max_length=20, choices=[(place, place) for place in ("beside", "instead", "left out")], default="beside"
    )

    class Meta:
        verbose_name_plural = "report words"
        constraints = [models.UniqueConstraint(fields=["campaign", "section"], name="report_words_once_a_section")]
