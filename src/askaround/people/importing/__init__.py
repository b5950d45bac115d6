"""Bringing people from where they are: keep the file, preview it, apply it, take it back. One way for every source.

`uploads` keeps the bytes; `opening` reads them as a `Source`; `persons` makes a record comparable; `known` knows who is
here already; `planning` decides record by record; `counting` counts; `previewing` is the dry run; `applying` writes,
through `writing` (people), `keeping_in_touch` (messages and notes that `conversing` found) and `own` (the seeker's own
profile); `rows` is how thousands are written at once; `undoing` takes a whole import back.
"""

from .applying import apply, import_file, import_source, start
from .choosing import Choices
from .opening import source_of
from .previewing import preview
from .undoing import undo_import
from .uploads import keep

__all__ = ["Choices", "apply", "import_file", "import_source", "keep", "preview", "source_of", "start", "undo_import"]
