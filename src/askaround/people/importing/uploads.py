"""The files that seekers bring, between upload and apply. They lie in the data folder and are deleted once read."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from askaround.accounts.models import Notebook, User
from askaround.formats import FormatError
from askaround.people.adding import fitting
from askaround.people.models import Upload
from askaround.plain.ids import new_id

LARGEST = 200 * 1024 * 1024
# A preview that nobody applied: its file goes after a day.
_FORGOTTEN = timedelta(days=1)


def folder() -> Path:
    """Where the files lie."""
    found = Path(settings.HOME) / "uploads"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def keep(notebook: Notebook, file: Any, *, user: User | None, at: datetime) -> Upload:
    """The file stored under a name of ours. Raises FormatError when it is empty or over 200 MB."""
    _forget_old(notebook, at=at)
    if not file.size:
        raise FormatError("The file is empty.")
    if file.size > LARGEST:
        size = file.size / 1024 / 1024
        raise FormatError(f"The file is {size:,.0f} MB; at most {LARGEST // 1024 // 1024} MB can be read.")
    path = folder() / new_id().hex
    with path.open("xb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    name = fitting(Upload, "name", Path(str(file.name).replace("\\", "/")).name) or "file"
    upload = Upload(notebook=notebook, name=name, path=path.name, by=user, created_at=at)
    upload.save(force_insert=True)
    return upload


def path_of(upload: Upload) -> Path:
    """Where the upload's bytes lie. Raises FormatError when they are gone."""
    path = folder() / Path(upload.path).name
    if not upload.path or not path.is_file():
        raise FormatError("The file is no longer here. Bring it once more.")
    return path


def throw_away(upload: Upload) -> None:
    """Delete the bytes; the row stays, for the list of imports."""
    if upload.path:
        (folder() / Path(upload.path).name).unlink(missing_ok=True)


def _forget_old(notebook: Notebook, *, at: datetime) -> None:
    for upload in Upload.objects.within(notebook).filter(batch__isnull=True, created_at__lt=at - _FORGOTTEN):
        throw_away(upload)


def forget(upload: Upload) -> None:
    """A file that could not be read: neither its bytes nor its row is kept."""
    throw_away(upload)
    upload.delete()
