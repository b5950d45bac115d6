"""“Your phone”, at the computer: the second door open or closed, phones paired and sent away."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from askaround.web.flash import flash
from askaround.web.pages import page

from .doors import Request
from .listening import Door, DoorError, hung
from .models import PairedDevice, Pairing
from .pairing import GOOD_FOR, confirm, is_open, is_waiting, offer, refuse, token_of
from .phone_forms import PhoneDoorForm

_TOO_LATE = "That was too late, or said already. Show a new code."


@require_safe
def phone(request: Request) -> HttpResponse:
    """How the second door stands, and which phones may come in by it."""
    return _page(request)


@require_POST
def phone_opening(request: Request) -> HttpResponse:
    """Switch the door on."""
    door = _door()
    form = PhoneDoorForm(door.standing(), request.POST)
    if not form.is_valid():
        return _page(request, form=form)
    try:
        door.open(address=form.cleaned_data["address"], host=form.host)
    except DoorError as error:
        form.add_error(None, error.sentence)
        return _page(request, form=form)
    flash(request, "The second door is open, for paired phones alone.")
    return redirect("phone")


@require_POST
def phone_closing(request: Request) -> HttpResponse:
    """Switch it off."""
    _door().close()
    flash(request, "The second door is closed: nothing listens in your network any more.")
    return redirect("phone")


@require_POST
def phone_pairings(request: Request) -> HttpResponse:
    """A new QR code."""
    if not _door().standing().is_open:
        flash(request, "Open the second door first.")
        return redirect("phone")
    return redirect("phone-offer", pk=offer(request.user, at=timezone.now()).pk)


@never_cache
@require_safe
def phone_offer(request: Request, pk: UUID) -> HttpResponse:
    """The QR code; then the code to compare; then how it ended. Asks for itself until somebody took it."""
    pairing, now = get_object_or_404(Pairing.objects.of(request.user), pk=pk), timezone.now()
    if request.headers.get("HX-Request") and _address(pairing) and is_open(pairing, at=now):
        # Nothing new: the picture under the camera stays as it is.
        return HttpResponse(status=204)
    context = {
        "pairing": pairing, "open": is_open(pairing, at=now), "waiting": is_waiting(pairing, at=now),
        "address": _address(pairing), "until": pairing.created_at + GOOD_FOR,
        "code": f"{pairing.code[:3]} {pairing.code[3:]}",
    }  # fmt: skip
    return page(request, "accounts/phone/offer.html", context, part="state")


@never_cache
@require_safe
def phone_code(request: Request, pk: UUID) -> HttpResponse:
    """The picture of an offer that is still open."""
    pairing = get_object_or_404(Pairing.objects.of(request.user), pk=pk)
    address = _address(pairing)
    if not address or not is_open(pairing, at=timezone.now()):
        raise Http404
    import segno

    out = BytesIO()
    # Black on white whatever the page looks like: cameras want it so.
    segno.make_qr(address, error="m").save(out, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=False)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


@require_POST
def phone_confirmation(request: Request, pk: UUID) -> HttpResponse:
    """Both screens show the same: let it in."""
    pairing = get_object_or_404(Pairing.objects.of(request.user), pk=pk)
    device = confirm(pairing, at=timezone.now())
    flash(request, f"{device.name} is paired." if device else _TOO_LATE)
    return redirect("phone")


@require_POST
def phone_refusal(request: Request, pk: UUID) -> HttpResponse:
    """They don’t, or it is not wanted any more."""
    refuse(get_object_or_404(Pairing.objects.of(request.user), pk=pk), at=timezone.now())
    flash(request, "Nothing was paired, and the code is good for nothing any more.")
    return redirect("phone")


@require_POST
def phone_revocation(request: Request, pk: UUID) -> HttpResponse:
    """A phone gets in no more."""
    device = get_object_or_404(PairedDevice.objects.of(request.user), pk=pk)
    device.revoke(at=timezone.now())
    flash(request, f"{device.name} gets in no more. Pair it again when you want it back.")
    return redirect("phone")


def _page(request: Request, **more: Any) -> HttpResponse:
    if not settings.LOCAL:
        raise Http404
    door = hung()
    standing = door.standing() if door else None
    devices = list(PairedDevice.objects.of(request.user).filter(revoked_at=None))
    authority = door.authority() if door else None
    context = {
        "standing": standing, "devices": devices, "form": PhoneDoorForm(standing) if standing else None,
        "fingerprint": _fingerprint(authority), **more,
    }  # fmt: skip
    return page(request, "accounts/phone/phone.html", context, status=422 if more else 200)


def _door() -> Door:
    door = hung()
    if door is None or not settings.LOCAL:
        raise Http404
    return door


def _address(pairing: Pairing) -> str:
    """What the QR code says; empty while the door is closed."""
    door = hung()
    standing = door.standing() if door else None
    if standing is None or not standing.is_open:
        return ""
    return standing.url + reverse("phone-pairing", args=[token_of(pairing)])


def _fingerprint(authority: bytes | None) -> list[str]:
    """In pieces of eight bytes, between which a line may end."""
    if authority is None:
        return []
    from askaround.formats.certificates import fingerprint

    whole = fingerprint(authority)
    return [whole[begin : begin + 24] for begin in range(0, len(whole), 24)]
