"""Steps around a time: offered, sent, heard, none fits, moved, confirmed."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid5

import pytest

from askaround.desk.steps.known import KnownOffer
from askaround.desk.steps.step import Who

from .test_steps import LENA, NOOR, NOW, ROOT, asked, due, kinds, known, planned


def test_a_confirmed_talk_asks_for_no_word_and_tomorrows_is_called_so():
    assert kinds(known(interviews=(planned(hours=47, confirmed_at=NOW),))) == []
    assert due(known(interviews=(planned(hours=25),)))[0] == ("confirm", "Confirm tomorrow’s talk with Noor.")


def offered(person: Who = LENA, *, days: int = 0, **facts) -> KnownOffer:
    then = NOW - timedelta(days=days)
    return KnownOffer(
        uuid5(ROOT, "offer" + person.name), person, then, NOW + timedelta(days=7),
        **{"ask": uuid5(ROOT, "ask" + person.name), "offered_at": then, **facts},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"offered_at": None}, ["Send Lena the times."]),
        ({}, []),
        ({"days": 2}, ["Hear which time suits Lena."]),
        ({"none_fits_at": NOW}, ["None of the times suits Lena."]),
        ({"expires_at": NOW - timedelta(hours=1)}, ["Offer Lena other times."]),
    ],
)
def test_after_a_yes_the_step_follows_the_times(facts, said):
    yes = asked(answered_at=NOW, accepted_at=NOW)
    offer = replace(offered(), **facts) if "expires_at" in facts else offered(**facts)
    assert [heading for _, heading in due(known(asks=(yes,), offers=(offer,)))] == said


def test_times_for_a_talk_that_moves_are_a_step_of_their_own():
    talk = planned(hours=100)
    offer = offered(NOOR, ask=None, talk=talk.id, none_fits_at=NOW)
    assert kinds(known(interviews=(talk,), offers=(offer,))) == ["move-time"]
