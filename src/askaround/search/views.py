"""Search, as a page and as you type."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from askaround.accounts.doors import Request
from askaround.web.pages import page

from .finding import find
from .reading_on import read_on


@require_GET
def search(request: Request) -> HttpResponse:
    """What the notebook says about `?q=`; the part for htmx is the results alone."""
    query = request.GET.get("q", "").strip()[:200]
    complete = read_on(request.user)
    hits = find(request.user, query) if query else []
    return page(request, "search/search.html", {"q": query, "hits": hits, "complete": complete}, part="hits")
