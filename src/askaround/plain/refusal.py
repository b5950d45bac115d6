"""What every domain error has in common: the sentence that is shown as it is."""


class RefusalError(Exception):
    """It cannot be done; `sentence` says why, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
