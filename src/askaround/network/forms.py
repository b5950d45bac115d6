"""What is typed about who knows whom."""

from typing import Any

from django import forms

from askaround.people.models import Contact
from askaround.plain.text import clean

# So many of one name are told apart by a choice.
NAMESAKES = 8


class AcquaintanceForm(forms.Form):
    """Whom a contact knows, and how."""

    name = forms.CharField(max_length=300, label="Whom", help_text="Somebody in your list is found by the same name.")
    which = forms.ChoiceField(required=False, widget=forms.RadioSelect, label="Which of them")
    how = forms.CharField(
        max_length=200, required=False, label="How they know each other", help_text="Same team, same choir, cousins."
    )

    def __init__(self, contact: Contact, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.contact = contact
        self.found: Contact | None = None
        same = self._same(clean(str(self.data.get("name", ""))))
        if len(same) < 2:
            del self.fields["which"]
        else:
            self.fields["which"].choices = [(str(one.pk), _told(one)) for one in same]  # type: ignore[attr-defined]
            self.fields["which"].required = True

    def clean(self) -> dict[str, Any]:
        """Exactly one person of that name, chosen when there are several; none means somebody new."""
        told = super().clean() or {}
        same = self._same(clean(told.get("name", "")))
        if len(same) == 1:
            self.found = same[0]
        elif told.get("which"):
            self.found = next(one for one in same if str(one.pk) == told["which"])
        if self.found == self.contact:
            self.add_error("name", f"{self.contact.name} knows themselves. Name somebody else.")
        return told

    def _same(self, name: str) -> list[Contact]:
        if not name:
            return []
        rows = Contact.objects.within(self.contact.notebook_id).out_of_trash().filter(name__iexact=name)
        return list(rows.prefetch_related("roles__organization").order_by("sort_key", "pk")[:NAMESAKES])


class HowForm(forms.Form):
    """How two contacts know each other."""

    how = forms.CharField(max_length=200, required=False, label="How they know each other")


def _told(contact: Contact) -> str:
    role = next(iter(contact.roles.all()), None)
    return ", ".join(part for part in (contact.name, str(role or ""), contact.town) if part)
