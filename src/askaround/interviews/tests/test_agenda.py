"""The minutes of a talk: settled by hand where they are settled, and adding up everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.interviews.agenda import NAMES, TABLE, phases

ORDER = [key for key, _ in NAMES]


@pytest.mark.parametrize("minutes", sorted(TABLE))
def test_the_settled_minutes_are_kept_to_the_letter(minutes: int) -> None:
    assert tuple(phase.minutes for phase in phases(minutes)) == TABLE[minutes]
    assert [phase.key for phase in phases(minutes)] == ORDER


@given(st.integers(5, 180))
def test_the_phases_add_up_and_follow_each_other(minutes: int) -> None:
    found = phases(minutes)
    assert sum(phase.minutes for phase in found) == minutes
    assert all(phase.minutes >= 1 for phase in found)
    assert [phase.starts for phase in found[1:]] == [phase.ends for phase in found[:-1]]
    assert found[0].starts == 0
    assert found[-1].ends == minutes
    assert [phase.key for phase in found] == [key for key in ORDER if key in {phase.key for phase in found}]


@given(st.integers(5, 180))
def test_questions_get_the_most_and_no_talk_ends_without_thanks(minutes: int) -> None:
    found = {phase.key: phase.minutes for phase in phases(minutes)}
    assert found["questions"] == max(found.values())
    assert found["thanks"] >= 1
    assert found["else"] >= 1


@given(st.integers(5, 179))
def test_a_longer_talk_never_has_less_time_for_questions(minutes: int) -> None:
    def share(total: int) -> int:
        return next(phase.minutes for phase in phases(total) if phase.key == "questions")

    assert share(minutes + 1) >= share(minutes)
