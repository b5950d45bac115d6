"""Readers and writers of the files people really have. Plain: no Django, streaming, one clear error each.

A reader tells what a file is by its content, never by its name. What it cannot read it refuses with a FormatError,
whose sentence is shown as it is.
"""

from askaround.plain.refusal import RefusalError


class FormatError(RefusalError):
    """The file cannot be read; `sentence` says why, and what to do."""
