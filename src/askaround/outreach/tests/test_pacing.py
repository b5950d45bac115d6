"""One ask, one follow-up, then silence."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.outreach.pacing import AskFacts, State, Turn, clearance, due, standing
from askaround.outreach.practice import Practice
from askaround.plain.workdays import add_working_days, counts_from, working_days_between

FRIDAY = datetime(2026, 11, 13, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def ask(**facts):
    return AskFacts(
        **{"id": 1, "person": 1, "name": "Priya Raman", "organization": 7, "organization_name": "Northwind", **facts}
    )


def other(**facts):
    return ask(**{"id": 2, "person": 2, "name": "Tom Okafor", **facts})


def test_a_follow_up_is_due_seven_working_days_after_the_ask():
    stands = standing(ask(sent=(FRIDAY,)), NOW)
    assert stands.state is State.FOLLOW_UP
    assert stands.due == date(2026, 11, 24)
    assert stands.sentence == "Priya has not answered for 7 working days. Time for the one follow-up."


def test_the_day_before_they_are_waited_for():
    stands = standing(ask(sent=(FRIDAY,)), NOW - timedelta(days=1))
    assert (stands.state, stands.turn) == (State.WAITING, Turn.THEIRS)
    assert stands.sentence == "Asked on Fri 13 Nov, 6 working days ago. If no answer comes, follow up on Tue 24 Nov."


def test_thanksgiving_in_their_country_moves_the_follow_up():
    sent = datetime(2026, 11, 20, 9, tzinfo=UTC)
    german, american = (standing(ask(sent=(sent,), country=c), NOW).due for c in ("DE", "US"))
    assert (german, american) == (date(2026, 12, 1), date(2026, 12, 2))


def test_after_the_follow_up_there_is_silence():
    stands = standing(ask(sent=(FRIDAY, NOW)), NOW + timedelta(days=20))
    assert stands.state is State.SILENT
    assert "Let it rest" in stands.sentence


def test_a_setting_allows_one_follow_up_more_and_never_two():
    practice = Practice.read({"outreach": {"follow_ups": 9}})
    assert practice.follow_ups == 2
    later = NOW + timedelta(days=20)
    assert standing(ask(sent=(FRIDAY, NOW)), later, practice).state is State.FOLLOW_UP
    assert standing(ask(sent=(FRIDAY, NOW, later)), later + timedelta(days=20), practice).state is State.SILENT


def test_an_alternate_may_be_asked_after_three_working_days():
    assert standing(ask(sent=(FRIDAY,)), NOW).alternate_from == date(2026, 11, 18)
    assert [d.kind for d in due([ask(sent=(FRIDAY,))], datetime(2026, 11, 18, 9, tzinfo=UTC))] == ["alternate"]


def test_nobody_else_is_offered_while_somebody_there_is_being_asked():
    assert standing(ask(sent=(FRIDAY,)), NOW, there=[other(sent=(NOW,))]).alternate_from is None


def test_two_people_at_one_organization_are_not_asked_within_three_working_days():
    clear = clearance(other(), NOW, there=[ask(sent=(datetime(2026, 11, 23, 9, tzinfo=UTC),))])
    assert not clear.ok
    assert clear.day == date(2026, 11, 26)
    assert clear.sentence == "Priya Raman at Northwind was asked on Mon 23 Nov. Wait until Thu 26 Nov."


def test_a_helper_found_stops_the_rest_there():
    clear = clearance(other(), NOW, there=[ask(sent=(FRIDAY,), accepted_at=NOW)])
    assert not clear.ok
    assert "already said yes" in clear.sentence


def test_ask_me_in_spring_reopens_on_that_day():
    later = ask(sent=(FRIDAY,), replied_at=NOW, not_before=date(2027, 3, 1))
    assert standing(later, NOW).state is State.LATER
    assert standing(later, datetime(2027, 3, 1, 8, tzinfo=UTC)).state is State.AGAIN
    again = ask(sent=(FRIDAY, datetime(2027, 3, 1, 9, tzinfo=UTC)), replied_at=NOW, not_before=date(2027, 3, 1))
    assert standing(again, datetime(2027, 3, 2, 9, tzinfo=UTC)).state is State.WAITING


def test_a_yes_wants_a_time_and_a_no_ends_it():
    assert standing(ask(sent=(FRIDAY,), replied_at=NOW, accepted_at=NOW), NOW).state is State.YES
    assert standing(ask(sent=(FRIDAY,), replied_at=NOW, declined_at=NOW), NOW).turn is Turn.NOBODY


def test_somebody_who_wants_to_be_left_alone_is_asked_nothing():
    assert due([ask(sent=(FRIDAY,), left_alone=True)], NOW) == []
    assert not clearance(ask(left_alone=True), NOW).ok


times = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@settings(deadline=None)  # the first look at a country loads its holidays
@given(times, st.integers(0, 40), st.sampled_from(["", "DE", "US"]), st.integers(0, 2))
def test_a_letter_is_due_only_after_its_wait_and_never_more_than_allowed(sent, days, country, follow_ups):
    practice = Practice(follow_ups=follow_ups)
    now = sent + timedelta(days=days)
    stands = standing(ask(sent=(sent,), country=country), now, practice)
    waited = working_days_between(counts_from(sent, country), now.date(), country)
    assert (stands.state is State.FOLLOW_UP) == (waited >= 7 and follow_ups > 0)
    assert (stands.state is State.SILENT) == (waited >= 7 and follow_ups == 0)


@given(times, st.integers(0, 12))
def test_whoever_may_be_asked_beside_another_comes_three_working_days_later(sent, days):
    now = sent + timedelta(days=days)
    free = add_working_days(counts_from(sent), 3)
    assert clearance(other(), now, there=[ask(sent=(sent,))]).ok == (now.date() >= free)


@given(st.lists(times, max_size=3), times, st.booleans(), st.booleans())
def test_every_ask_stands_somewhere_with_a_sentence(sent, now, answered, yes):
    facts = ask(sent=tuple(sorted(sent)), replied_at=now if answered else None, accepted_at=now if yes else None)
    stands = standing(facts, now)
    assert stands.sentence
    assert stands.turn in Turn
