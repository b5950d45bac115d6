"""How much there is: what an export would hold, what an erasure would take."""

from askaround.accounts.models import Notebook
from askaround.history.models import Entry
from askaround.interviews.models import Interview, InterviewPerson
from askaround.notes.models import Note
from askaround.outreach.models import Letter, Reply
from askaround.people.models import Contact, Promise, ResearchNote, Touch

Weight = list[tuple[str, int]]


def weight(notebook: Notebook | None) -> Weight:
    """What a notebook holds, by the words on the screen (one, many)."""
    counted = {
        "person,people": Contact,
        "letter,letters": Letter,
        "interview,interviews": Interview,
        "note,notes": Note,
    }
    found = [(words, model.objects.within(notebook).count()) for words, model in counted.items()]
    return [*found, ("line of history,lines of history", Entry.objects.within(notebook).count())]


def weight_of(contact: Contact) -> Weight:
    """What hangs on one person; words that stand for nothing are left out."""
    counted = {
        "letter,letters": Letter,
        "reply,replies": Reply,
        "note,notes": Note,
        "research note,research notes": ResearchNote,
        "promise,promises": Promise,
        "contact,contacts by letter or call": Touch,
        "talk,talks": InterviewPerson,
    }
    found = [
        (words, model.objects.within(contact.notebook_id).filter(contact=contact).count())
        for words, model in counted.items()
    ]
    return [(words, number) for words, number in found if number]
