"""Theme, ThemeNote, Apart, Skill, SkillNote, Gap."""

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
