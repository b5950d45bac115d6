"""The floor of the pages: a bare view with our middleware and session that lists 50 of 30,000 rows plainly."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import include, path

from askaround.people.models import Contact

TEMPLATE = Engine(autoescape=True).from_string(
    "<!doctype html><title>Floor</title><ul>"
    "{% for row in rows %}<li>{{ row.name }}, {{ row.email }}</li>{% endfor %}</ul>"
)


def floor(request: HttpRequest) -> HttpResponse:
    """Fifty rows in a plain list."""
    rows = Contact.objects.filter(notebook=request.user.active_notebook_id).order_by("sort_key", "id")[:50]
    return HttpResponse(TEMPLATE.render(Context({"rows": rows})))


urlpatterns = [path("floor/", floor, name="floor"), path("", include("askaround.config.urls"))]
