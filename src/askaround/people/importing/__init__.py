"""Bringing people from where they are: keep the file, preview it, apply it, take it back.

`uploads` keeps the bytes; `matching` knows who is here already; `planning` decides row by row and counts; `applying`
writes; `rows` is how thousands are written at once; `own` fills the seeker's own profile; `undoing` takes a whole
import back.
"""

from .applying import apply, import_file, start
from .planning import preview
from .undoing import undo_import
from .uploads import keep

__all__ = ["apply", "import_file", "keep", "preview", "start", "undo_import"]
