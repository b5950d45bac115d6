"""Pictures of people: files of the notebook, named by the sum of what they hold.

They lie in the notebook's folder of the default storage, so that export, import, backup and erasing carry them. The
same picture is there once, however often it came.
"""

import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage

from askaround.accounts.models import Notebook
from askaround.formats import pictures
from askaround.formats.records import Photo
from askaround.plain.refusal import RefusalError

from .models import Contact

# A picture that no contact has may come back with an undo, for as long as the trash is kept.
FORGOTTEN = timedelta(days=30)
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


class NotKeptError(RefusalError):
    """The picture is not kept; `sentence` says why."""


def keep(notebook: Notebook, photo: Photo) -> str:
    """Keep the picture, and give the name that `Contact.photo` holds. Raises NotKeptError when it is too large.

    What it is, its own bytes say.
    """
    found = pictures.sniff(photo.data)
    refused = pictures.refusal(photo.data)
    if refused or found is None:
        raise NotKeptError(refused)
    name = f"photos/{hashlib.sha256(photo.data).hexdigest()}.{_ENDINGS[found.kind]}"
    path = _folder(notebook.pk) / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        beside.write_bytes(photo.data)
        beside.replace(path)
    return name


def photo_of(contact: Contact) -> Photo | None:
    """The contact's picture; None when there is none, or its file is gone or no picture."""
    path = _path(contact.notebook_id, contact.photo)
    if path is None or not path.is_file():
        return None
    data = path.read_bytes()
    found = pictures.sniff(data)
    return Photo(found.kind, data) if found else None


def let_go(notebook_id: UUID, name: str) -> None:
    """Delete the picture, unless some contact of the notebook still has it."""
    path = _path(notebook_id, name)
    if path is not None and not Contact.objects.within(notebook_id).filter(photo=name).exists():
        path.unlink(missing_ok=True)


def forget_unused(*, now: datetime) -> int:
    """Delete the pictures that no contact has had for thirty days. Returns how many."""
    count = 0
    for notebook in Notebook.objects.all():
        used = set(Contact.objects.within(notebook).exclude(photo="").values_list("photo", flat=True))
        for path in _folder(notebook.pk).glob("photos/*"):
            age = now.timestamp() - path.stat().st_mtime
            if f"photos/{path.name}" not in used and age > FORGOTTEN.total_seconds():
                path.unlink(missing_ok=True)
                count += 1
    return count


def _folder(notebook_id: UUID) -> Path:
    return Path(default_storage.path(str(notebook_id)))


def _path(notebook_id: UUID, name: str) -> Path | None:
    """Where the picture lies; a name that is none of ours leads nowhere."""
    folder, _, file = name.partition("/")
    if folder != "photos" or not file or Path(file).name != file or file.startswith("."):
        return None
    return _folder(notebook_id) / name
