"""The second door from the phone’s side: it takes an offer, waits for the yes, and learns whom to trust."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.web.pages import page

from .doors import Request
from .listening import hung
from .pairing import GOOD_FOR, UNSEEN_FOR, claim, device_with, open_offer, waiting_with
from .phone_forms import PhoneNameForm, guessed_name
from .phone_gate import DEVICE_COOKIE, OFFER_COOKIE, PhoneRequest, by_the_second_door


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def phone_pairing(request: HttpRequest, token: str) -> HttpResponse:
    """What the QR code leads to: GET asks for a name, POST takes the offer."""
    pairing = open_offer(token, at=timezone.now()) if by_the_second_door(request) else None
    if pairing is None:
        raise Http404
    form = PhoneNameForm(request.POST or None, initial={"name": guessed_name(request.headers.get("User-Agent", ""))})
    if not form.is_valid():
        answer = page(request, "accounts/phone/pair.html", {"form": form}, status=422 if form.is_bound else 200)
        # With it the page may load its style, which strangers may not.
        return _keep(answer, OFFER_COOKIE, token, seconds=GOOD_FOR.total_seconds())
    secret = claim(pairing, form.cleaned_data["name"], at=timezone.now())
    if secret is None:
        raise Http404
    return _keep(redirect("phone-waiting"), DEVICE_COOKIE, secret, seconds=4 * UNSEEN_FOR.total_seconds())


@login_not_required
@never_cache
@require_safe
def phone_waiting(request: HttpRequest) -> HttpResponse:
    """The code to compare, until the seeker said yes at the computer; a paired phone goes on from here."""
    secret, now = request.COOKIES.get(DEVICE_COOKIE, ""), timezone.now()
    if by_the_second_door(request) and device_with(secret, at=now):
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": request.path})
        return redirect("phone-here")
    pairing = waiting_with(secret, at=now) if by_the_second_door(request) else None
    if pairing is None:
        raise Http404
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    context = {"code": f"{pairing.code[:3]} {pairing.code[3:]}", "name": pairing.name}
    return page(request, "accounts/phone/waiting.html", context)


@require_safe
def phone_here(request: Request) -> HttpResponse:
    """This phone: paired since, how to have it trust the computer, and how to end it."""
    if not isinstance(request, PhoneRequest):
        return redirect("phone")
    return page(request, "accounts/phone/here.html", {"device": request.device})


@require_POST
def phone_leaving(request: Request) -> HttpResponse:
    """This phone gets in no more; the next page that it asks for is closed."""
    if isinstance(request, PhoneRequest) and request.device:
        request.device.revoke(at=timezone.now())
    return redirect("phone")


@require_safe
def phone_authority(request: Request) -> HttpResponse:
    """The certificate of this home’s own authority, to be installed on the phone."""
    door = hung()
    authority = door.authority() if door else None
    if authority is None:
        raise Http404
    from askaround.formats.certificates import as_der

    answer = HttpResponse(as_der(authority), content_type="application/x-x509-ca-cert")
    answer.headers["Content-Disposition"] = 'attachment; filename="askaround.crt"'
    return answer


def _keep(answer: HttpResponse, name: str, value: str, *, seconds: float) -> HttpResponse:
    answer.set_cookie(name, value, max_age=int(seconds), secure=True, httponly=True, samesite="Lax")
    return answer
