"""The page of address books: add one, pull it, give another password, remove it."""

from urllib.parse import urlsplit
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.accounts.forms import ServerPasswordForm
from askaround.accounts.sealing import UnreadableError, seal_facts, unseal_facts
from askaround.formats.carddav import Book
from askaround.history.undoing import way_back
from askaround.plain.fetching import FetchError
from askaround.tasks.progress import Progress
from askaround.web.flash import flash
from askaround.web.pages import page, wants_part
from askaround.web.templatetags.kit import ago, plural

from . import address_books
from .models import AddressBook

MOST_BOOKS = 100


class AddressBookForm(forms.Form):
    """Where the address book is, and how to get in."""

    address = forms.CharField(
        label="Server, email address or URL", max_length=400, help_text="As in “cloud.example.org” or “me@icloud.com”."
    )
    username = forms.CharField(label="User name", max_length=254, required=False)
    password = forms.CharField(
        label="Password",
        max_length=500,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="An app password where the server knows such. It is kept sealed on this computer and never exported.",
    )

    def found(self) -> list[Book]:
        """What the server has; its refusal is told at the field that is to blame."""
        given = self.cleaned_data
        try:
            return address_books.find(given["address"], username=self.user(), password=given["password"])
        except FetchError as error:
            self.add_error("password" if "password" in error.sentence else "address", error.sentence)
            return []

    def user(self) -> str:
        """The user name; an email address is one."""
        given = self.cleaned_data
        address = given["address"].strip()
        return given["username"].strip() or (address if "@" in address and "/" not in address else "")


@require_http_methods(["GET", "POST"])
def address_books_page(request: Request) -> HttpResponse:
    """Those that are kept, and a form for one more; several on one server are chosen from."""
    form = AddressBookForm(request.POST or None)
    books = form.found()[:MOST_BOOKS] if form.is_valid() else []
    if len(books) == 1:
        return _kept(request, books, form.user(), form.cleaned_data["password"])
    if books:
        state = {"user": form.user(), "password": form.cleaned_data["password"]}
        state |= {"books": [[book.url, book.name] for book in books]}
        return page(request, "people/address_books_found.html", {"books": books, "state": seal_facts(state)})
    return _page(request, form)


@require_POST
def address_books_choice(request: Request) -> HttpResponse:
    """Those that were ticked."""
    try:
        state = unseal_facts(request.POST.get("state", ""))
    except UnreadableError:
        state = {}
    ticked = set(request.POST.getlist("book"))
    books = [Book(url, name) for url, name in state.get("books", []) if url in ticked]
    if not books:
        flash(request, "No address book was ticked, so none was added.")
        return redirect("address-books")
    return _kept(request, books, state["user"], state["password"])


@require_POST
def address_book_pull(request: Request, pk: UUID) -> HttpResponse:
    """Pull now: what changed, or all of it anew."""
    address_books.pull_later(_book(request, pk), anew="anew" in request.POST)
    return redirect("address-books")


@require_http_methods(["GET", "POST"])
def address_book_password(request: Request, pk: UUID) -> HttpResponse:
    """Another password, tried on the server before it is kept."""
    book = _book(request, pk)
    form = ServerPasswordForm(request.POST or None, initial={"username": book.username})
    if form.is_valid():
        given = form.cleaned_data
        try:
            address_books.find(book.url, username=given["username"], password=given["password"])
        except FetchError as error:
            form.add_error("password", error.sentence)
        else:
            address_books.change_password(book, at=timezone.now(), **given)
            address_books.pull_later(book)
            return redirect("address-books")
    context = {"form": form, "book": book}
    return page(request, "people/address_book_password.html", context, status=422 if form.is_bound else 200)


@require_POST
def address_book_removal(request: Request, pk: UUID) -> HttpResponse:
    """Forget the address book and its password; its people stay."""
    book = _book(request, pk)
    address_books.remove(book, at=timezone.now())
    flash(request, f"{book.name} is removed; its people stay.", undo=way_back(book))
    return redirect("address-books")


def _kept(request: Request, books: list[Book], username: str, password: str) -> HttpResponse:
    notebook = request.user.active_notebook
    if notebook is not None:
        address_books.add(notebook, books, username=username, password=password, at=timezone.now())
    return redirect("address-books")


def _book(request: Request, pk: UUID) -> AddressBook:
    found: AddressBook = get_object_or_404(AddressBook.objects.of(request.user), pk=pk)
    return found


def _page(request: Request, form: AddressBookForm) -> HttpResponse:
    books = list(AddressBook.objects.of(request.user)[:MOST_BOOKS])
    going = address_books.running_of(books)
    shown = [_Shown(book, going.get(str(book.pk))) for book in books]
    context = {"form": form, "books": shown, "going": bool(going), "heading": _heading(books)}
    if wants_part(request) and request.method == "GET":
        return page(request, "people/address_books_list.html", context)
    return page(request, "people/address_books.html", context, status=422 if form.is_bound else 200)


class _Shown:
    """A book as the page shows it; `going` is how far its pull is, while there is one."""

    def __init__(self, book: AddressBook, going: Progress | None) -> None:
        self.book, self.going = book, going
        self.host = urlsplit(book.url).hostname or ""

    @property
    def sentence(self) -> str:
        """When it was last pulled, and what that brought."""
        if self.book.succeeded_at is None:
            return "Not pulled yet."
        told = self.book.told
        new, filled = told.get("created", 0), told.get("filled", 0)
        came = [f"{new:,} new" if new else "", f"{filled:,} with news" if filled else ""]
        what = " and ".join(filter(None, came)) or "nothing new"
        cards = plural(len(self.book.pulled), "card,cards")
        return f"{cards}; pulled {ago(self.book.succeeded_at)}: {what}."


def _heading(books: list[AddressBook]) -> str:
    wrong = [book for book in books if book.error]
    if wrong:
        return f"{wrong[0].name} could not be pulled." if len(wrong) == 1 else f"{len(wrong)} could not be pulled."
    if books:
        return "Your address book comes along." if len(books) == 1 else f"{len(books)} address books come along."
    return "Bring an address book, and keep it coming."
