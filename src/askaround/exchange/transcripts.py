"""One page a transcript, in Markdown: which talk, how they agreed, and who said what, when."""

from collections.abc import Iterator

from askaround.accounts.models import Notebook
from askaround.notes.models import Transcript
from askaround.notes.transcribing import Turn, turns_of

from .markdown import file_name


def every_page(notebook: Notebook) -> Iterator[tuple[str, str]]:
    """File name and page of each transcript, in the order in which they were brought; read one at a time."""
    rows = Transcript.objects.within(notebook).select_related("interview__notebook")
    for found in rows.prefetch_related("interview__people__contact").order_by("created_at", "id").iterator(1):
        day = found.interview.starts_at or found.created_at
        yield f"{day:%Y-%m-%d}-{file_name(found.interview.names, str(found.pk))}", page(found)


def page(found: Transcript) -> str:
    """The transcript's page."""
    talk = found.interview
    head = [f"# {_line(found.name)}\n", f"- Talk with: {_line(talk.names)}", f"- Kind of file: {found.shape}"]
    head += [f"- Agreed: {found.consent_at:%Y-%m-%d}" + (f", {_line(found.consent)}" if found.consent else "")]
    said = [_said(turn) for turn in turns_of(found, talk.contacts)]
    about = ["## In the file, and no speech", *(_line(line) for line in found.about)] if found.about else []
    return "\n".join(head) + "\n\n" + "\n\n".join([*said, *about]) + "\n"


def _said(turn: Turn) -> str:
    who = " ".join(filter(None, [turn.clock, f"**{_line(turn.who)}**" if turn.who else ""]))
    return f"{who}: {turn.text}" if who else turn.text


def _line(text: str) -> str:
    return " ".join(text.split())
