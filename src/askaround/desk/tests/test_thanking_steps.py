"""Thanks on Today when two people were talked to at once."""

from dataclasses import replace
from uuid import uuid4

from askaround.desk.steps import every_step

from .test_steps import NOW, held, known


def test_thanks_to_two_people_of_one_talk_are_two_steps():
    both = (held(), replace(held(), who=replace(held().who, id=uuid4())))
    steps = [step for step in every_step(known(interviews=both), NOW) if step.kind == "thank"]
    assert len({step.id for step in steps}) == 2
