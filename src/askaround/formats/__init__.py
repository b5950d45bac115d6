"""Readers and writers of the files people really have. Plain: no Django, streaming, one clear error each.

A reader tells what a file is by its content, never by its name. What it cannot read it refuses with a FormatError,
whose sentence is shown as it is.
"""


class FormatError(Exception):
    """The file cannot be read; `sentence` says why, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
