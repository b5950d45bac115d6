"""Where an import stands, as its pages show it: running, stopped, done, taken back."""

from typing import Any

from askaround.people.models import Upload
from askaround.tasks.progress import progress_of

from . import telling


class Standing:
    """An import that was begun, as its page shows it."""

    def __init__(self, upload: Upload) -> None:
        assert upload.batch is not None
        self.batch = upload.batch
        self.facts: dict[str, Any] = self.batch.facts
        self.undone = self.batch.undone_at is not None
        self.finished = bool(self.facts.get("finished"))
        task = progress_of(self.facts["task"]) if "task" in self.facts and not self.finished else None
        self.stopped = not self.undone and not self.finished and (task is None or task.failed)
        self.running = not (self.undone or self.finished or self.stopped)
        self.read, self.total = self.facts.get("read", 0), self.facts.get("total", 0)

    @property
    def heading(self) -> str:
        """What the page says first."""
        if self.undone:
            return telling.undone_heading(self.facts)
        if self.finished:
            return telling.done_heading(self.facts)
        if self.stopped:
            return "The import stopped before its end."
        return "Your people are being added."

    @property
    def sentences(self) -> list[str]:
        """What it says below."""
        return telling.done_sentences(self.facts) if self.finished and not self.undone else []

    @property
    def asks(self) -> bool:
        """True when some of the new ones may be somebody who was here."""
        return bool(self.finished and not self.undone and self.facts.get("alike"))

    @property
    def stayed(self) -> list[str]:
        """Who was left when it was taken back, being worked with since."""
        return list(self.facts.get("stayed_names", []))


class Former:
    """A line of the list of imports."""

    def __init__(self, upload: Upload) -> None:
        assert upload.batch is not None
        self.upload, self.batch = upload, upload.batch
        self.undone = self.batch.undone_at is not None
        self.finished = bool(self.batch.facts.get("finished"))
        self.brought = bool(self.batch.facts.get("created"))
        self.heading = (telling.undone_heading if self.undone else telling.done_heading)(self.batch.facts)
        if not self.undone and not self.finished:
            self.heading = "Not finished yet."


class Waiting:
    """A file that was looked at and not added yet."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.asks = bool(upload.preview.get("asks"))
        self.heading = telling.preview_heading(upload.preview)
        if self.asks:
            self.heading = "Say first what its columns are."
