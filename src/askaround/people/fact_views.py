"""One fact at a time: roles, ties, tags, research, promises, touches."""

from typing import Any
from uuid import UUID

from django import forms
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.history import recording
from askaround.history.undoing import way_back
from askaround.history.views import where_from
from askaround.web.flash import flash
from askaround.web.pages import page

from . import working
from .adding import add_research, add_tie
from .forms import PromiseForm, ResearchForm, RoleForm, TagForm, TieForm, TouchForm
from .levels import guess_level
from .models import Contact, Promise, ResearchNote, Role, Tie, TieKind
from .promising import promise
from .tagging import tag, untag


@require_http_methods(["GET", "POST"])
def role_new(request: Request, pk: UUID) -> HttpResponse:
    """What they are, or were, at an organization."""
    contact = _contact(request, pk)
    form = RoleForm(request.POST or None)
    if form.is_valid():
        working.take_up(contact, at=timezone.now(), **form.cleaned_data)
        return redirect(contact)
    return _form(request, form, contact, f"What does {contact.first_name} do, or did before?", "Add the role")


@require_http_methods(["GET", "POST"])
def role_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change a role."""
    role = get_object_or_404(Role.objects.of(request.user).select_related("contact", "organization"), pk=pk)
    form = RoleForm(request.POST or None, initial=model_to_dict(role) | {"organization": role.organization or ""})
    if form.is_valid():
        working.change_role(role, at=timezone.now(), **form.cleaned_data)
        return redirect(role.contact)
    guess = guess_level(role.title) if not role.level else ""
    more = {"removal": reverse("role-removal", args=[pk]), "guess": guess}
    return _form(request, form, role.contact, f"{role.contact.name}: {role}", "Save", **more)


@require_POST
def role_removal(request: Request, pk: UUID) -> HttpResponse:
    """This role was never theirs."""
    return _remove(
        request, get_object_or_404(Role.objects.of(request.user).select_related("contact"), pk=pk), "The role"
    )


@require_POST
def tie_new(request: Request, pk: UUID) -> HttpResponse:
    """How you know them."""
    contact = _contact(request, pk)
    form = TieForm(request.POST)
    if form.is_valid():
        add_tie(contact, form.cleaned_data["kind"], at=timezone.now(), detail=form.cleaned_data["detail"])
        return redirect("contact-edit", pk)
    return _form(request, form, contact, f"How do you know {contact.first_name}?", "Note the tie")


@require_POST
def tie_removal(request: Request, pk: UUID) -> HttpResponse:
    """This is not how you know them."""
    tie = get_object_or_404(Tie.objects.of(request.user).select_related("contact"), pk=pk)
    return _remove(request, tie, f"The tie “{TieKind(tie.kind).label}”")


@require_POST
def tag_new(request: Request, pk: UUID) -> HttpResponse:
    """Put a word of your own on them."""
    contact = _contact(request, pk)
    form = TagForm(request.POST)
    if form.is_valid():
        tag(contact, form.cleaned_data["tag"], at=timezone.now())
        return redirect("contact-edit", pk)
    return _form(request, form, contact, f"Which tag does {contact.first_name} get?", "Add the tag")


@require_POST
def tag_removal(request: Request, pk: UUID) -> HttpResponse:
    """Take a tag off."""
    contact = _contact(request, pk)
    untag(contact, request.POST.get("tag", ""), at=timezone.now())
    return redirect("contact-edit", pk)


@require_http_methods(["GET", "POST"])
def research_note_new(request: Request, pk: UUID) -> HttpResponse:
    """A fact found about them, with its source and date."""
    contact = _contact(request, pk)
    first = {"found_on": timezone.localdate(), "kind": request.GET.get("kind", "other")}
    form = ResearchForm(request.POST or None, initial=first)
    if form.is_valid():
        add_research(contact, at=timezone.now(), **form.cleaned_data)
        return redirect(contact)
    return _form(request, form, contact, f"What did you find out about {contact.first_name}?", "Keep it")


@require_http_methods(["GET", "POST"])
def research_note_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change what was found."""
    notes = ResearchNote.objects.of(request.user).select_related("contact", "organization")
    note = get_object_or_404(notes, pk=pk)
    form = ResearchForm(request.POST or None, initial=model_to_dict(note))
    about = note.contact or note.organization
    if form.is_valid():
        recording.change(note, at=timezone.now(), **form.cleaned_data)
        return redirect(_page_of(note))
    more = {"removal": reverse("research-note-removal", args=[pk])}
    return _form(request, form, about, f"What you found out about {about}", "Save", **more)


@require_POST
def research_note_removal(request: Request, pk: UUID) -> HttpResponse:
    """This is wrong, or no longer of use."""
    notes = ResearchNote.objects.of(request.user).select_related("contact", "organization")
    return _remove(request, get_object_or_404(notes, pk=pk), "What you found")


@require_http_methods(["GET", "POST"])
def promise_new(request: Request, pk: UUID) -> HttpResponse:
    """What you promised them, or they you."""
    contact = _contact(request, pk)
    form = PromiseForm(request.POST or None)
    if form.is_valid():
        promise(contact, at=timezone.now(), **form.cleaned_data)
        return redirect(contact)
    return _form(request, form, contact, f"What was promised between you and {contact.first_name}?", "Note the promise")


@require_POST
def promise_keeping(request: Request, pk: UUID) -> HttpResponse:
    """It is done."""
    kept = get_object_or_404(Promise.objects.of(request.user).select_related("contact"), pk=pk)
    kept.keep(at=timezone.now())
    flash(request, f"Kept: {kept.what}", undo=way_back(kept))
    came = where_from(request)
    return redirect(kept.contact if came == "/" else came)


@require_http_methods(["GET", "POST"])
def touch_new(request: Request, pk: UUID) -> HttpResponse:
    """You were in touch, outside of here."""
    contact = _contact(request, pk)
    form = TouchForm(request.POST or None, initial={"at": timezone.now()})
    if form.is_valid():
        flash(request, "Noted.", undo=way_back(contact.touch(**form.cleaned_data)))
        return redirect(contact)
    return _form(request, form, contact, f"When were you in touch with {contact.first_name}?", "Note it")


def _contact(request: Request, pk: UUID) -> Contact:
    contact: Contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    return contact


def _form(request: Request, form: forms.Form, about: Any, heading: str, submit: str, **more: str) -> HttpResponse:
    context = {"form": form, "about": about, "heading": heading, "submit": submit, "back": _address_of(about), **more}
    return page(request, "people/fact.html", context, status=422 if form.is_bound else 200)


def _remove(request: Request, row: Any, what: str) -> HttpResponse:
    recording.remove(row, at=timezone.now())
    flash(request, f"{what} is removed.", undo=way_back(row))
    return redirect(_page_of(row))


def _page_of(row: Any) -> str:
    return _address_of(row.contact or row.organization)


def _address_of(about: Any) -> str:
    return about.get_absolute_url() if isinstance(about, Contact) else reverse("organization", args=[about.pk])
