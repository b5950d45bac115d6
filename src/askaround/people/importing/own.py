"""The seeker's own profile and evidence from an export or a résumé: what is empty is filled, what is new is added."""

from datetime import datetime
from typing import Any

from askaround.accounts.models import Notebook
from askaround.formats.records import Achievement, Source
from askaround.history import recording
from askaround.history.models import Batch
from askaround.people.adding import fitting
from askaround.people.naming import whole_name
from askaround.plain.text import fold
from askaround.purpose.models import Evidence, Profile
from askaround.purpose.profile import profile_of


class Own:
    """What the source says about the seeker that the notebook does not hold yet."""

    def __init__(self, notebook: Notebook, source: Source) -> None:
        self.notebook = notebook
        self.told_by = "JSON Resume" if source.reader == "json-resume" else "LinkedIn"
        self.fill = _filling(notebook, source)
        self.evidence = _new_evidence(notebook, source.achievements)

    def counts(self) -> dict[str, int]:
        """How many facts of the profile and pieces of evidence would come, by kind."""
        found = {"profile": len(self.fill)} if self.fill else {}
        for piece in self.evidence:
            found[piece.kind] = found.get(piece.kind, 0) + 1
        return found

    def write(self, *, batch: Batch, at: datetime) -> None:
        """Fill the profile and add the evidence, as part of the import."""
        if self.fill:
            recording.change(profile_of(self.notebook, at=at), at=at, batch=batch, **self.fill)
        for piece in self.evidence:
            evidence = Evidence(
                notebook=self.notebook,
                kind=piece.kind,
                text=fitting(Evidence, "text", piece.text),
                detail=piece.detail,
                began=piece.began,
                ended=piece.ended,
                source=self.told_by,
                created_at=at,
            )
            recording.create(evidence, at=at, batch=batch)


def _filling(notebook: Notebook, source: Source) -> dict[str, Any]:
    own = source.profile
    if own is None:
        return {}
    now: Profile | None = Profile.objects.within(notebook).first()
    told = {
        "name": whole_name(own.given, own.family),
        "headline": own.headline,
        "background": own.summary,
        "town": own.place,
        "link": own.link,
        "email": own.email,
        "phone": own.phone,
        "country": own.country if len(own.country) == 2 else "",
    }
    return {
        field: value if field == "background" else fitting(Profile, field, value)
        for field, value in told.items()
        if value and not (now and getattr(now, field))
    }


def _new_evidence(notebook: Notebook, achievements: tuple[Achievement, ...]) -> list[Achievement]:
    if not achievements:
        return []
    here = {(kind, fold(text)) for kind, text in Evidence.objects.within(notebook).values_list("kind", "text")}
    new: list[Achievement] = []
    for piece in achievements:
        key = (piece.kind, fold(fitting(Evidence, "text", piece.text)))
        if piece.text and key not in here:
            here.add(key)
            new.append(piece)
    return new
