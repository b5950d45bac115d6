"""Vector: what one text means to one model."""

from django.db import models

from askaround.accounts.models import Owned


class Vector(Owned):
    """A text's vector, found by the text's hash. It can be made again from the text, and so is in no export."""

    text_hash = models.CharField(max_length=64)
    model = models.CharField(max_length=60)
    # 384 numbers of 32 bits, the lowest byte first.
    numbers = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notebook", "model", "text_hash"], name="vector_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.text_hash[:8]}"
