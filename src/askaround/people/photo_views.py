"""A contact's picture, served for who may see the contact."""

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from askaround.accounts.doors import Request

from .models import Contact
from .photos import photo_of


@require_GET
def contact_photo(request: Request, pk: object) -> HttpResponse:
    """The picture as what its bytes are, never as what a file said of it; nothing in it may run."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    tag = f'"{contact.photo}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag, "Cache-Control": "private, max-age=300"})
    photo = photo_of(contact)
    if photo is None:
        raise Http404
    headers = {
        "ETag": tag,
        "Cache-Control": "private, max-age=300",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": "inline",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(photo.data, content_type=photo.kind, headers=headers)
