"""“It may take a while”, from the seeker's own asks only."""

from hypothesis import given
from hypothesis import strategies as st

from askaround.outreach.odds import ENOUGH, OVER_AFTER, Waited, odds


def test_of_those_that_waited_as_long_some_were_answered_after_all():
    past = [
        Waited(1, 40),
        Waited(2, 40),
        Waited(6, 40),
        Waited(9, 40),
        Waited(None, 40),
        Waited(None, 60),
        Waited(12, 30),
    ]
    found = odds(past, 5)
    assert found is not None
    assert found.sentence == "Of 5 asks of yours that had waited as long, 3 were answered after all."


def test_an_ask_that_may_still_be_answered_tells_nothing_yet():
    assert odds([Waited(None, 10)] * 20, 5) is None


def test_few_tell_nothing():
    assert odds([Waited(9, 40)] * (ENOUGH - 1), 5) is None


waits = st.lists(st.builds(Waited, st.none() | st.floats(0, 60), st.floats(0, 90)), max_size=30)


@given(waits, st.floats(0, 40))
def test_the_odds_are_a_count_of_ones_own(past, days):
    found = odds(past, days)
    if found is not None:
        assert ENOUGH <= found.of <= len(past)
        assert found.count == sum(one.answered_after is not None and one.answered_after > days for one in past)
        silent = sum(one.answered_after is None and one.since >= OVER_AFTER for one in past)
        assert found.of == found.count + silent
