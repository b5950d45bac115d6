"""Whom a contact knows: seen, said, changed, taken back; guesses confirmed or waved away."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history import recording
from askaround.history.undoing import way_back
from askaround.people.acquainting import acquaint, deny
from askaround.people.adding import add_contact
from askaround.people.listing import ids
from askaround.people.models import Acquaintance, Contact
from askaround.web.flash import flash
from askaround.web.pages import page

from .acquainted import acquainted, guess_about
from .forms import AcquaintanceForm, HowForm


@require_safe
def acquaintances(request: Request, pk: UUID) -> HttpResponse:
    """Whom somebody knows, as facts and as guesses."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    return page(request, "network/acquaintances.html", {"contact": contact, "it": acquainted(contact, timezone.now())})


@require_http_methods(["GET", "POST"])
def acquaintance_new(request: Request, pk: UUID) -> HttpResponse:
    """Somebody knows somebody."""
    contact = get_object_or_404(Contact.objects.of(request.user).select_related("notebook"), pk=pk)
    form = AcquaintanceForm(contact, request.POST or None, initial={"name": request.GET.get("name", "")[:300]})
    if form.is_valid():
        now, name = timezone.now(), form.cleaned_data["name"]
        found = form.found or add_contact(contact.notebook, name=name, at=now, source="acquaintance")
        made = acquaint(contact, found, at=now, how=form.cleaned_data["how"], source="typed")
        flash(request, f"{contact.first_name} knows {found.name}.", undo=way_back(made))
        return redirect("acquaintances", pk)
    context = {"form": form, "contact": contact, "heading": f"Whom does {contact.first_name} know?"}
    return page(request, "network/acquaintance.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def acquaintance(request: Request, pk: UUID) -> HttpResponse:
    """How two people know each other."""
    row = get_object_or_404(Acquaintance.objects.of(request.user).select_related("a", "b"), pk=pk)
    form = HowForm(request.POST or None, initial={"how": row.how})
    if form.is_valid():
        recording.change(row, at=timezone.now(), contact=row.a_id, how=form.cleaned_data["how"])
        flash(request, "Noted.", undo=way_back(row))
        return redirect("acquaintances", row.a_id)
    context = {"form": form, "contact": row.a, "removal": reverse("acquaintance-removal", args=[pk])}
    context["heading"] = f"{row.a.name} and {row.b.name} know each other."
    return page(request, "network/acquaintance.html", context, status=422 if form.is_bound else 200)


@require_POST
def acquaintance_removal(request: Request, pk: UUID) -> HttpResponse:
    """It was noted by mistake."""
    row = get_object_or_404(Acquaintance.objects.of(request.user).select_related("a", "b"), pk=pk)
    recording.remove(row, at=timezone.now(), contact=row.a_id)
    flash(request, f"That {row.a.first_name} and {row.b.first_name} know each other is removed.", undo=way_back(row))
    return redirect("acquaintances", row.a_id)


@require_POST
def guess_confirmation(request: Request, pk: UUID) -> HttpResponse:
    """What was a guess is a fact: they know each other."""
    contact, found = _two(request, pk)
    now = timezone.now()
    how = guess_about(contact, found, now).partition(";")[0]
    made = acquaint(contact, found, at=now, how=how, source="guess")
    flash(request, f"{contact.first_name} knows {found.name}.", undo=way_back(made))
    return _back(request, contact)


@require_POST
def guess_denial(request: Request, pk: UUID) -> HttpResponse:
    """They do not know each other, and it is not guessed again."""
    contact, found = _two(request, pk)
    made = deny(contact, found, at=timezone.now())
    flash(request, f"{contact.first_name} does not know {found.name}. Noted.", undo=way_back(made))
    return _back(request, contact)


def _two(request: Request, pk: UUID) -> tuple[Contact, Contact]:
    mine = Contact.objects.of(request.user)
    found = get_object_or_404(mine.exclude(pk=pk), pk__in=ids(request.POST.getlist("contact")[:1]))
    return get_object_or_404(mine, pk=pk), found


def _back(request: Request, contact: Contact) -> HttpResponse:
    """To the paths that were asked for, if it came from there."""
    to = ids(request.POST.getlist("to")[:1])
    return redirect(f"{reverse('paths')}?to={to[0]}") if to else redirect("acquaintances", contact.pk)
