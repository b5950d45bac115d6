"""The pages of a letter: write it with the review beside, hand it over, mark it sent."""

from collections.abc import Callable
from typing import Any, Protocol

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history import recording
from askaround.history.undoing import way_back
from askaround.people.listing import ids
from askaround.people.models import Contact
from askaround.purpose.models import Campaign
from askaround.web.flash import flash
from askaround.web.pages import page

from . import drafts, sending, writing
from .beside import Beside, practised_of
from .forms import WAYS, LetterForm, OtherLetterForm, SentForm
from .models import AskError, Letter, TooSoon
from .shown import Reviewed
from .views import way_to


class Told(Protocol):
    """What later chapters know for a letter."""

    @property
    def noted(self) -> tuple[str, ...]: ...

    @property
    def facts(self) -> dict[str, Any]: ...


@require_http_methods(["GET", "POST"])
def letter(request: Request, pk: str) -> HttpResponse:
    """The letter as a sheet of paper, the remarks beside."""
    found = _letter(request, pk)
    if request.method == "POST":
        return _saved(request, found) or redirect(found)
    return page(request, "outreach/letter.html", _facts(found))


@require_POST
def letter_review(request: Request, pk: str) -> HttpResponse:
    """Remarks on what is typed now; nothing is saved. As a part for the page, or as the page without JavaScript."""
    found = _letter(request, pk)
    shown_as = {"shown_as": found.channel}  # the page keeps the ways out of the channel that it was opened with
    asked = tuple(request.POST.getlist("missing"))
    facts = _facts(_typed(found, LetterForm(request.POST)), asked)
    return page(request, "outreach/letter.html", facts | shown_as, part="review")


@require_safe
def letter_file(request: Request, pk: str) -> HttpResponse:
    """The letter as a file that a mail program opens."""
    found = _letter(request, pk)
    message = writing.as_message(found, drafts.profile(request.user))
    answer = HttpResponse(bytes(message), content_type="message/rfc822")
    answer["Content-Disposition"] = f'attachment; filename="{slugify(str(found)) or "letter"}.eml"'
    return answer


@require_safe
def letter_to_sign(request: Request, pk: str) -> HttpResponse:
    """The letter set on a sheet, to be printed and signed by hand."""
    found = _letter(request, pk)
    facts = {"letter": found, "profile": drafts.profile(request.user), "day": timezone.localdate()}
    return page(request, "outreach/to_sign.html", facts)


@require_POST
def letter_sending(request: Request, pk: str) -> HttpResponse:
    """“I sent it”: what is typed is kept, and the letter counts from that time."""
    found = _letter(request, pk)
    if "body" in request.POST:
        problem = _saved(request, found)
        if problem:
            return problem
    form = SentForm(request.POST)
    sent = form.cleaned_data if form.is_valid() else {}
    try:
        writing.send(
            found, at=min(sent.get("sent_at") or timezone.now(), timezone.now()), anyway=bool(sent.get("anyway"))
        )
    except AskError as error:
        facts = _facts(found) | {"refused": error.sentence, "may_override": isinstance(error, TooSoon)}
        return page(request, "outreach/letter.html", facts, status=422)
    flash(request, f"Sent to {found.contact.first_name}. Now it is their turn.")
    return _onwards(found)


@require_POST
def letter_removal(request: Request, pk: str) -> HttpResponse:
    """Throw a draft away."""
    found = _letter(request, pk)
    if found.sent_at:
        flash(request, "This letter has gone out; it stays.")
        return redirect(found)
    key = found.pk
    recording.remove(found, at=timezone.now())
    found.pk = key  # deleted rows lose it; history names them by it
    flash(request, "The draft is gone.", undo=way_back(found))
    return _onwards(found)


def begin_letter(request: Request, contact: Contact, told: Callable[[str], Told]) -> HttpResponse:
    """Any other letter: keep in touch, confirm, lines to forward. `told` is what later chapters know for its kind."""
    channel = way_to(contact)
    start = {"kind": request.GET.get("kind", "keep-in-touch"), "channel": channel}
    form = OtherLetterForm(request.POST or None, initial=start | {"place": request.GET.get("place", "")})
    if form.is_valid():
        campaign, known = Campaign.objects.active_of(request.user), told(form.cleaned_data["kind"])
        ask = contact.asks.filter(pk__in=ids([request.GET.get("ask", "")])).first()
        more: dict[str, Any] = {"campaign": campaign, "ask": ask, "noted": known.noted, "facts": known.facts}
        try:
            return redirect(drafts.begin_letter(contact, at=timezone.localtime(), **form.cleaned_data, **more))
        except AskError as error:
            form.add_error(None, error.sentence)
    facts = {"contact": contact, "form": form}
    return page(request, "outreach/letter_new.html", facts, status=422 if form.is_bound else 200)


def _onwards(found: Letter) -> HttpResponse:
    """To what the letter is about: its ask, the introduction it asks for, or else whom it goes to."""
    introduction = found.introduction
    if found.ask is None and introduction is not None and introduction.by_id == found.contact_id:
        return redirect("introduction", introduction.pk)
    return redirect(found.ask or found.contact)


def _letter(request: Request, pk: str) -> Letter:
    rows = Letter.objects.of(request.user).filter(contact__trashed_at__isnull=True)
    found: Letter = get_object_or_404(
        rows.select_related(
            "contact", "ask__introduction__by", "introduction__by", "introduction__to"
        ).prefetch_related("contact__ties", "contact__research_notes"),
        pk=pk,
    )
    return found


def _facts(found: Letter, asked: tuple[str, ...] = ()) -> dict[str, object]:
    mailing, now = sending.mailing_of(found), timezone.now()
    return {
        "mailing": mailing,
        "seconds_left": mailing.seconds_left(now),
        "letter": found,
        "reviewed": Reviewed(found, practised_of(found)),
        "beside": Beside(found, timezone.now(), asked),
        "channels": WAYS,
        "now": now,
    }


def _typed(found: Letter, form: LetterForm) -> Letter:
    """The letter with what is typed, not saved."""
    if form.is_valid():
        for name, value in form.typed.items():
            setattr(found, name, value)
    return found


def _saved(request: Request, found: Letter, said: str = "Saved.") -> HttpResponse | None:
    """Keep what is typed and say so; a page instead when it can't be."""
    form = LetterForm(request.POST)
    if not form.is_valid():
        problem = "Not saved: " + " ".join(str(error) for errors in form.errors.values() for error in errors)
        return page(request, "outreach/letter.html", _facts(found) | {"refused": problem}, status=422)
    try:
        clashes = writing.edit(found, version=form.cleaned_data["version"], at=timezone.now(), **form.typed)
    except AskError as error:
        return page(request, "outreach/letter.html", _facts(found) | {"refused": error.sentence}, status=422)
    if clashes:
        facts = {"letter": found, "clashes": clashes, "typed": form.typed}
        return page(request, "outreach/letter_clash.html", facts, status=409)
    if said:
        flash(request, said)
    return None
