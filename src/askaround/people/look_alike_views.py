"""Who may be one person: looked at pair by pair, or all that are sure at once; and one's own choice of two."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history.models import Batch
from askaround.history.undoing import way_back
from askaround.history.views import where_from
from askaround.web.flash import flash
from askaround.web.pages import page

from . import listing, look_alikes
from .filters import Filters
from .merging import MERGES, MergeError, merge, merge_all, plan, take_apart
from .merging.comparing import Pair, compared, pairs_of
from .merging.foretelling import foretold
from .models import Contact, LookAlike
from .narrowing import narrowed

# As many sure pairs are merged by one click; the rest by the next one.
AT_ONCE = 100
FOUND = 12


@require_safe
def look_alikes_page(request: Request) -> HttpResponse:
    """One pair, with what agrees and what differs; the next one follows."""
    waiting = LookAlike.objects.of(request.user).waiting()
    done, skip = _number(request.GET, "done"), _number(request.GET, "skip")
    left = waiting.count()
    skip = skip if skip < left else 0
    shown = pairs_of(waiting.select_related("a", "b")[skip : skip + 1])
    context = {
        "pair": shown[0] if shown else None, "done": done, "skip": skip, "left": left, "total": done + left,
        "place": done + skip + 1, "next": urlencode({"done": done, "skip": (skip + 1) % max(left, 1)}),
        "sure": waiting.filter(sure=True).count(),
        "everybody": Contact.objects.of(request.user).count() if not left else 0,
    }  # fmt: skip
    return page(request, "people/look_alikes.html", context)


@require_POST
def look_alike_merging(request: Request, pk: UUID) -> HttpResponse:
    """They are the same person; the one that was chosen is kept."""
    pair = get_object_or_404(LookAlike.objects.of(request.user).select_related("a", "b"), pk=pk)
    kept, other = (pair.b, pair.a) if request.POST.get("kept") == str(pair.b_id) else (pair.a, pair.b)
    _merge(request, kept, other)
    return _onwards(request)


@require_POST
def look_alike_keeping(request: Request, pk: UUID) -> HttpResponse:
    """They are two, and are not shown as perhaps one any more."""
    pair = get_object_or_404(LookAlike.objects.of(request.user).select_related("a", "b"), pk=pk)
    pair.keep_apart(at=timezone.now())
    flash(request, f"{pair.a.name} and {pair.b.name} are two people.", undo=way_back(pair))
    return _onwards(request)


@require_POST
def look_alikes_search(request: Request) -> HttpResponse:
    """Compare everybody with everybody: now when they are few, else in the background."""
    if request.user.active_notebook is not None:
        look_alikes.find_later(request.user.active_notebook, at=timezone.now())
    found = LookAlike.objects.of(request.user).waiting().exists()
    everybody = Contact.objects.of(request.user).count()
    if everybody > look_alikes.AT_ONCE:
        flash(request, f"{everybody:,} people are being compared. Whoever looks alike appears here.")
    elif not found:
        flash(request, "Everybody was compared with everybody. Nobody looks alike.")
    return redirect("look-alikes")


@require_http_methods(["GET", "POST"])
def look_alikes_sure(request: Request) -> HttpResponse:
    """Every pair that is sure, to look through; a POST merges those that are ticked."""
    sure = LookAlike.objects.of(request.user).waiting().filter(sure=True).select_related("a", "b")
    if request.method == "POST":
        ticked = sure.filter(pk__in=listing.ids(request.POST.getlist("pair")))
        _merge_sure(request, pairs_of(ticked[:AT_ONCE]))
        return redirect("look-alikes")
    context = {"pairs": pairs_of(sure[:AT_ONCE]), "all": sure.count()}
    return page(request, "people/look_alikes_sure.html", context)


@require_http_methods(["GET", "POST"])
def merging(request: Request, pk: UUID) -> HttpResponse:
    """This is the same person as …: choose whom, see what it would do, then do it."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    chosen = listing.ids([request.POST.get("other", ""), request.GET.get("other", "")])
    other = Contact.objects.of(request.user).filter(pk__in=chosen).exclude(pk=pk).first()
    if other is None:
        query = request.GET.get("q", "").strip()
        context = {"contact": contact, "q": query, "found": _found(request, contact, query)}
        return page(request, "people/merging.html", context, part="found")
    turned = "turned" in {*request.GET, *request.POST}
    kept, gone = (other, contact) if turned else (contact, other)
    if request.method == "POST":
        _merge(request, kept, gone)
        return redirect(kept)
    pair = Pair(compared([(kept, gone)])[0])
    context = {"contact": contact, "pair": pair, "kept": kept, "gone": gone, "turned": turned}
    context["sentences"] = foretold(plan(kept, gone, at=timezone.now()))
    return page(request, "people/merging_preview.html", context)


@require_POST
def merge_undo(request: Request, pk: UUID) -> HttpResponse:
    """Take apart what was merged, one pair or many; what was edited since stays, and is named."""
    batch = get_object_or_404(Batch.objects.of(request.user).filter(verb__in=MERGES), pk=pk)
    stayed = sorted(set(take_apart(batch, at=timezone.now()) or ()))
    said = "Taken apart again."
    if stayed:
        said += f" You edited since, so it stays as it is: {', '.join(stayed)}."
    flash(request, said)
    return redirect(where_from(request))


def _merge(request: Request, kept: Contact, other: Contact) -> None:
    try:
        batch = merge(kept, other, at=timezone.now())
    except MergeError as error:
        flash(request, error.sentence)
    else:
        flash(request, f"{kept.name} and {other.name} are one now.", undo=reverse("merge-undo", args=[batch.pk]))


def _merge_sure(request: Request, pairs: Sequence[Pair]) -> None:
    if not pairs or request.user.active_notebook is None:
        flash(request, "Tick the pairs that are one person first.")
        return
    two = [(pair.kept, pair.other) for pair in pairs]
    batch = merge_all(request.user.active_notebook, two, at=timezone.now())
    number = batch.facts["merged"]
    said = "1 pair is one person now." if number == 1 else f"{number} pairs are one person each now."
    flash(request, said, undo=reverse("merge-undo", args=[batch.pk]))


def _found(request: Request, contact: Contact, query: str) -> list[Any]:
    """Whom it may be: those that look alike, until a name is typed."""
    if query:
        left = narrowed(request.user, Filters(q=query), now=timezone.now(), counted=False)
        return list(left.rows.exclude(pk=contact.pk).order_by("sort_key", "id")[:FOUND])
    pairs = LookAlike.objects.of(request.user).waiting().touching(contact).select_related("a", "b")
    return [pair.b if pair.a_id == contact.pk else pair.a for pair in pairs[:FOUND]]


def _onwards(request: Request) -> HttpResponse:
    """To the next pair, one more being done."""
    onwards = {"done": _number(request.POST, "done") + 1, "skip": _number(request.POST, "skip")}
    return redirect(reverse("look-alikes") + "?" + urlencode(onwards))


def _number(said: Any, name: str) -> int:
    text = said.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
