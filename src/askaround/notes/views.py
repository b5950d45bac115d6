"""The doors of notes: the notes of a talk, the debrief, the thank-you, the referral. The talk: `talk_views`."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.history.undoing import way_back
from askaround.interviews.models import Interview, InterviewError, InterviewPerson
from askaround.outreach.models import AskError, Channel
from askaround.plain.ids import new_id
from askaround.web.flash import flash
from askaround.web.pages import page

from . import debriefing, noting, ratings, referring, thanking
from .aftermath import Aftermath
from .forms import DebriefForm, MendForm, NoteForm, QuickForm, ReferralForm
from .models import Note
from .parking import parked
from .posted import by_script, first_wrong, kept, refused, tapped_at
from .talk_forms import TalkNoteForm
from .talk_views import note_or_trashed, talk_page


@require_http_methods(["GET", "POST"])
def notes(request: Request, pk: UUID) -> HttpResponse:
    """The notes of one talk; posting one takes it, once."""
    interview = _interview(request, pk)
    if request.method == "GET":
        return _notes_page(request, interview, NoteForm(interview))
    form, now = TalkNoteForm(interview, request.POST), timezone.now()
    if not form.is_valid():
        return _refused(request, interview, form)
    try:
        _, made = noting.take_note(interview, form.person, at=tapped_at(request.POST, now=now), **form.facts)
    except noting.NoteElsewhere:
        raise Http404 from None
    if by_script(request):
        return kept(request, new=made, status=201 if made else 200)
    return redirect("note-new" if interview.is_held or not interview.began_at else "talk", pk)


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Mend a note: its words, its kind, its marks."""
    note = _note(request, pk)
    form = MendForm(note, request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        changed = noting.mend(note, at=timezone.now(), text=given["text"], kind=given["kind"], marks=form.marks)
        if changed:
            flash(request, "Note mended.", undo=way_back(note))
        return redirect(f"{reverse('note-new', args=[note.interview_id])}#note-{note.pk}")
    return page(request, "notes/edit.html", {"note": note, "form": form}, status=422 if form.is_bound else 200)


@require_POST
def trash(request: Request, pk: UUID) -> HttpResponse:
    """Throw a note away; the next page can take it back."""
    note, now = note_or_trashed(request, pk), timezone.now()
    noting.throw_away(note, at=tapped_at(request.POST, now=now))
    if by_script(request):
        return kept(request)
    flash(request, "The note is in the trash.", undo=way_back(note))
    return redirect("note-new", note.interview_id)


@require_POST
def archive(request: Request, pk: UUID) -> HttpResponse:
    """Set a note aside, or let it count again."""
    note = _note(request, pk)
    if note.archived_at:
        noting.bring_back(note, at=timezone.now())
    else:
        noting.set_aside(note, at=timezone.now())
    said = "The note is set aside: findings leave it out." if note.archived_at else "The note counts again."
    flash(request, said, undo=way_back(note))
    return redirect("note-new", note.interview_id)


@require_GET
def self_ratings(request: Request) -> HttpResponse:
    """How the seeker gets better at it, talk by talk."""
    return page(request, "notes/self_ratings.html", {"progress": ratings.progress(request.user)})


@require_http_methods(["GET", "POST"])
def quick(request: Request) -> HttpResponse:
    """A note from anywhere."""
    data = request.POST if request.method == "POST" else None
    form = QuickForm(request.user, data, initial={"id": new_id(), "kind": "information"})
    if form.is_valid():
        given = form.cleaned_data
        interview = given.pop("interview")
        try:
            note, _ = noting.take_note(interview, interview.contacts[0], at=timezone.now(), **given)
        except noting.NoteElsewhere:
            raise Http404 from None
        flash(request, "Noted.", undo=way_back(note))
        return redirect(f"{reverse('note-new', args=[interview.pk])}#note-{note.pk}")
    return page(request, "notes/quick.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def debrief(request: Request, pk: UUID) -> HttpResponse:
    """Three minutes after the talk: what it brought, how it went, whom to thank."""
    interview = _interview(request, pk)
    form = DebriefForm(interview, request.POST if request.method == "POST" else None)
    if form.is_valid():
        now = timezone.now()
        try:
            if form.told:
                interview.tell_held(began_at=form.told[0], ended_at=form.told[1], at=now)
            debriefing.debrief(interview, form.answers, at=now, promised_to=form.cleaned_data.get("promised_to"))
        except InterviewError as error:
            form.add_error(None, error.sentence)
        else:
            flash(request, "Debrief kept.")
            return redirect("debrief", pk)
    after = Aftermath.of(interview, now=timezone.now())
    context = {"interview": interview, "form": form, "after": after, "parked": parked(interview)}
    return page(request, "notes/debrief.html", context, status=422 if form.is_bound else 200)


@require_POST
def thank_you(request: Request, pk: UUID, contact: UUID) -> HttpResponse:
    """Draft the thank-you and go to it: by mail, or on paper."""
    person = _person(request, pk, contact)
    channel = Channel.PAPER if request.POST.get("channel") == Channel.PAPER else Channel.EMAIL
    try:
        letter = thanking.begin(person.interview, person.contact, at=timezone.now(), channel=channel)
    except AskError as error:
        flash(request, error.sentence)
        return redirect("debrief", pk)
    return redirect("letter", letter.pk)


@require_POST
def thanked_otherwise(request: Request, pk: UUID, contact: UUID) -> HttpResponse:
    """Thanked in person, by hand or on the phone."""
    person = _person(request, pk, contact)
    thanking.thanked_otherwise(person.interview, person.contact, at=timezone.now())
    flash(request, f"{person.contact.first_name} has been thanked.")
    return redirect("debrief", pk)


@require_http_methods(["GET", "POST"])
def referral(request: Request, pk: UUID) -> HttpResponse:
    """Who was named becomes a contact with an introduction."""
    note = _note(request, pk)
    names = referring.names_in(note)
    data = request.POST if request.method == "POST" else None
    first = names[0] if names else ""
    form = ReferralForm(note, data, initial={"name": first, "same": True})
    here = referring.already_here(note, form["name"].value() or "")
    if form.is_valid():
        same = here if form.cleaned_data["same"] else None
        made = referring.refer(note, at=timezone.now(), contact=same, **form.facts)
        flash(request, f"{made.to.name} is among your people.")
        return redirect("contact", made.to_id)
    context = {"note": note, "form": form, "names": names, "here": here}
    return page(request, "notes/referral.html", context, status=422 if form.is_bound else 200)


@require_POST
def introduction(request: Request, pk: UUID) -> HttpResponse:
    """One tap: who was named is among the people, introduced by who named them; one more takes it back."""
    note = _note(request, pk)
    name = request.POST.get("name", "")
    if name not in referring.names_in(note):
        flash(request, "Say who it is: the note names nobody like that.")
        return redirect("referral", pk)
    made, batch = referring.refer_at_once(note, name=name, at=timezone.now())
    flash(request, f"{made.to.name} is among your people.", undo=reverse("batch-undo", args=[batch.pk]))
    return redirect("debrief", note.interview_id)


def _interview(request: Request, pk: UUID) -> Interview:
    found: Interview = get_object_or_404(Interview.objects.of(request.user).with_people(), pk=pk)
    return found


def _note(request: Request, pk: UUID) -> Note:
    notes = Note.objects.of(request.user).select_related("contact", "interview__notebook")
    found: Note = get_object_or_404(notes, pk=pk)
    return found


def _person(request: Request, pk: UUID, contact: UUID) -> InterviewPerson:
    people = InterviewPerson.objects.of(request.user).select_related("interview", "contact")
    found: InterviewPerson = get_object_or_404(people, interview=pk, contact=contact)
    return found


def _refused(request: Request, interview: Interview, form: NoteForm) -> HttpResponse:
    if by_script(request):
        return refused(first_wrong(form), status=422)
    if interview.is_agreed and interview.began_at:
        return talk_page(request, interview, form)
    return _notes_page(request, interview, form)


def _notes_page(request: Request, interview: Interview, form: NoteForm) -> HttpResponse:
    said = Note.objects.of(request.user).filter(interview=interview).select_related("contact", "question").in_order()
    names = {note.pk for note in Aftermath.of(interview, now=timezone.now()).open_referrals}
    context = {"interview": interview, "notes": list(said), "form": form, "note_id": new_id(), "open_names": names}
    return page(request, "notes/notes.html", context, status=422 if form.is_bound else 200)
