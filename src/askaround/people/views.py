"""The list of people and what is done from it; a contact's own facts; putting somebody away and taking them back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history import recording
from askaround.history.models import Batch
from askaround.history.rewriting import Clash
from askaround.history.undoing import way_back
from askaround.web.flash import flash
from askaround.web.pages import page

from . import editing, listing, tagging
from .adding import AlreadyHere, add_contact
from .filters import Filters
from .forms import ContactForm, DoorForm, NewContactForm, TagForm, TieForm
from .joggers import JOGGERS
from .models import Contact, LookAlike


@require_safe
def people(request: Request) -> HttpResponse:
    """Everyone, fifty a page, narrowed as you type."""
    filters = Filters.read(request.GET)
    shown = listing.Shown.of(request.user, filters, now=timezone.now())
    context: dict[str, Any] = listing.context_of(request.user, filters, shown)
    context["joggers"] = JOGGERS if not shown.rows and not filters.narrowed else ()
    # Asked for by the template, so only where the whole page is shown.
    context["look_alikes"] = LookAlike.objects.of(request.user).waiting().order_by()[:100].count
    return page(request, "people/list.html", context, part="rows")


@require_http_methods(["GET", "POST"])
def contact_new(request: Request) -> HttpResponse:
    """A new person: the name is enough."""
    form = NewContactForm(request.POST or None, initial={"tie": request.GET.get("tie", "")})
    if form.is_valid() and request.user.active_notebook:
        try:
            contact = add_contact(request.user.active_notebook, at=timezone.now(), **form.cleaned_data)
        except AlreadyHere as error:
            form.add_error("profile_url", error.sentence)
        else:
            flash(request, f"{contact.name} is among your people.")
            again = reverse("contact-new") + f"?tie={form.cleaned_data['tie']}"
            return redirect(again if "again" in request.POST else contact)
    return page(request, "people/new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def contact_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change what is known; where another tab was quicker, both are shown."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    form = ContactForm(contact, request.POST or None)
    clashes: list[Clash] = []
    if form.is_valid():
        clashes = editing.edit(contact, form.typed, form.was, at=timezone.now())
        if not clashes:
            flash(request, "Saved.")
            return redirect(contact)
        form = form.opened_anew(contact)
    status = 409 if clashes else 422 if form.is_bound else 200
    context = {"form": form, "contact": contact, "clashes": clashes, "tie_form": TieForm(), "tag_form": TagForm()}
    context |= {"ties": contact.ties.all(), "taggings": contact.taggings.select_related("tag")}
    return page(request, "people/edit.html", context, status=status)


@require_POST
def contact_archive(request: Request, pk: UUID) -> HttpResponse:
    """Out of the way; or back, when they are there already."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    if contact.archived_at:
        recording.change(contact, at=timezone.now(), verb="unarchived", archived_at=None)
        said = f"{contact.name} is out of the archive."
    else:
        recording.change(contact, at=timezone.now(), verb="archived", archived_at=timezone.now())
        said = f"{contact.name} is archived."
    flash(request, said, undo=way_back(contact))
    return redirect(contact)


@require_POST
def contact_trash(request: Request, pk: UUID) -> HttpResponse:
    """Into the trash, for 30 days."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    recording.change(contact, at=timezone.now(), verb="trashed", trashed_at=timezone.now())
    flash(request, f"{contact.name} is in the trash for 30 days.", undo=reverse("contact-restoral", args=[pk]))
    return redirect("people")


@require_POST
def contact_restoral(request: Request, pk: UUID) -> HttpResponse:
    """Out of the trash. Somebody who is not in it stays as they are."""
    contact = Contact.objects.in_trash(request.user).filter(pk=pk).first()
    contact = contact or get_object_or_404(Contact.objects.of(request.user), pk=pk)
    recording.change(contact, at=timezone.now(), verb="restored", trashed_at=None)
    flash(request, f"{contact.name} is back.")
    return redirect(contact)


@require_http_methods(["GET", "POST"])
def do_not_contact(request: Request, pk: UUID) -> HttpResponse:
    """Leave somebody alone, with the reason; or open the door again."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    form = DoorForm(request.POST or None, initial={"why": contact.do_not_contact_why})
    if "open" in request.POST:
        contact.open_door(at=timezone.now())
    elif form.is_valid():
        contact.close_door(at=timezone.now(), why=form.cleaned_data["why"])
    else:
        context = {"form": form, "contact": contact}
        return page(request, "people/door.html", context, status=422 if form.is_bound else 200)
    closed = contact.do_not_contact_at
    flash(request, f"{contact.name} {'is left alone' if closed else 'may be contacted'}.", undo=way_back(contact))
    return redirect(contact)


@require_POST
def people_tagging(request: Request) -> HttpResponse:
    """Put a tag on everyone ticked."""
    name = request.POST.get("bulk-tag", "").strip()
    return _in_bulk(
        request, lambda book, who: tagging.tag_all(book, who, name, at=timezone.now()), f"tagged “{name}”", name
    )


@require_POST
def people_untagging(request: Request) -> HttpResponse:
    """Take a tag off everyone ticked."""
    name = request.POST.get("bulk-tag", "").strip()
    verb = f"no longer tagged “{name}”"
    return _in_bulk(request, lambda book, who: tagging.untag_all(book, who, name, at=timezone.now()), verb, name)


@require_POST
def people_archive(request: Request) -> HttpResponse:
    """Archive everyone ticked."""
    return _in_bulk(request, lambda book, who: tagging.archive_all(book, who, at=timezone.now()), "archived")


@require_POST
def people_trash(request: Request) -> HttpResponse:
    """Throw everyone ticked away."""
    return _in_bulk(request, lambda book, who: tagging.throw_away_all(book, who, at=timezone.now()), "in the trash")


def _in_bulk(request: Request, verb: Callable[..., Batch], done: str, needed: str = "x") -> HttpResponse:
    """Do it to whom the seeker ticked, then back to the list they came from."""
    ids = listing.ids(request.POST.getlist("who"))
    contacts = list(Contact.objects.of(request.user).filter(pk__in=ids))
    if not contacts or not needed.strip():
        flash(request, "Tick some people first." if needed.strip() else "Write the tag first.")
    else:
        batch = verb(request.user.active_notebook, contacts)
        who = contacts[0].name if len(contacts) == 1 else f"{len(contacts)} people"
        flash(request, f"{who}: {done}.", undo=reverse("batch-undo", args=[batch.pk]))
    return redirect(reverse("people") + Filters.read(request.POST).address())
