"""One ask, one follow-up, then silence."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.outreach.pacing import AskFacts, State, Turn, clearance, due, rests_until, standing
from askaround.outreach.practice import Practice
from askaround.plain.workdays import add_working_days, counts_from, is_working_day, working_days_between

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


def test_whoever_was_silent_is_asked_again_after_three_months_and_not_before():
    earlier = other(person=1, sent=(FRIDAY,), closed_at=NOW)
    assert rests_until(earlier) == date(2027, 2, 11)
    held = clearance(ask(), NOW, there=[earlier])
    assert (held.ok, held.day) == (False, date(2027, 2, 11))
    assert held.sentence == "Priya has not answered your last letter. Let it rest until Thu 11 Feb."
    assert clearance(ask(), datetime(2027, 2, 11, 8, tzinfo=UTC), there=[earlier]).ok


def test_a_no_rests_as_long_and_a_yes_or_a_later_does_not():
    said_no = other(person=1, sent=(FRIDAY,), replied_at=NOW, declined_at=NOW, closed_at=NOW)
    assert "said no" in clearance(ask(), NOW, there=[said_no]).sentence
    for ended in ({"accepted_at": NOW}, {"not_before": date(2026, 11, 20)}, {}):
        answered = other(person=1, sent=(FRIDAY,), replied_at=NOW, closed_at=NOW, **ended)
        assert clearance(ask(), NOW, there=[answered]).ok


def test_no_more_than_three_people_at_one_organization_within_three_months():
    days = (
        datetime(2026, 9, 1, 9, tzinfo=UTC),
        datetime(2026, 9, 15, 9, tzinfo=UTC),
        datetime(2026, 10, 1, 9, tzinfo=UTC),
    )
    there = [other(id=n, person=n, sent=(at,), closed_at=NOW) for n, at in enumerate(days, 2)]
    held = clearance(ask(), NOW, there=there)
    assert held.sentence == "You asked 3 people at Northwind lately; that is enough for now. Wait until Mon 30 Nov."
    assert clearance(ask(), datetime(2026, 11, 30, 9, tzinfo=UTC), there=there).ok
    assert clearance(ask(introduced=True), NOW, there=there).ok
    assert clearance(ask(), NOW, Practice(there_at_most=5), there).ok


def test_a_helper_holds_the_others_back_for_a_time_and_opens_doors():
    helper = other(sent=(FRIDAY,), replied_at=NOW, accepted_at=NOW)
    held = clearance(ask(), NOW, there=[helper])
    assert held.day == date(2027, 2, 22)
    assert held.sentence.endswith("One helper there is enough, until Mon 22 Feb or until they introduce you.")
    assert clearance(ask(introduced=True), NOW, there=[helper]).ok
    assert clearance(ask(), datetime(2027, 2, 22, 9, tzinfo=UTC), there=[helper]).ok


def test_once_a_helper_is_found_nobody_else_there_gets_a_follow_up():
    helper = other(sent=(FRIDAY,), replied_at=NOW, accepted_at=NOW)
    before = standing(ask(sent=(FRIDAY,)), NOW - timedelta(days=2), there=[helper])
    assert (before.state, before.turn) == (State.LAST_WAIT, Turn.THEIRS)
    after = standing(ask(sent=(FRIDAY,)), NOW, there=[helper])
    assert after.state is State.SILENT
    assert after.sentence == "Tom Okafor at Northwind has said yes, so nothing more goes to Priya. Let it rest."


def test_a_holiday_of_their_region_moves_the_day():
    sent = datetime(2026, 12, 23, 9, tzinfo=UTC)
    hamburg, munich = (standing(ask(sent=(sent,), country=c), NOW).due for c in ("DE-HH", "DE-BY"))
    assert (hamburg, munich) == (date(2027, 1, 5), date(2027, 1, 5))
    sent = datetime(2026, 12, 28, 9, tzinfo=UTC)
    hamburg, munich = (standing(ask(sent=(sent,), country=c), NOW).due for c in ("DE-HH", "DE-BY"))
    assert (hamburg, munich) == (date(2027, 1, 7), date(2027, 1, 8))


def test_ask_me_in_spring_waits_for_their_working_day():
    later = ask(sent=(FRIDAY,), replied_at=NOW, not_before=date(2027, 5, 1), country="DE")
    assert standing(later, NOW).due == date(2027, 5, 3)
    assert standing(later, datetime(2027, 5, 2, 9, tzinfo=UTC)).state is State.LATER


times = st.datetimes(datetime(2026, 9, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
# After all that happened.
nows = st.datetimes(datetime(2027, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
maybe = st.none() | times
countries = st.sampled_from(["", "DE", "DE-BY", "US", "JP", "XX"])
practices = st.builds(
    Practice,
    follow_up_after=st.integers(3, 20), follow_ups=st.integers(0, 2), alternate_after=st.integers(1, 10),
    apart=st.integers(3, 10), noon=st.booleans(), rest_days=st.integers(30, 365), there_at_most=st.integers(1, 10),
)  # fmt: skip


PRIYA = st.just(1)


@st.composite
def asks(draw, identity=1, people=PRIYA):
    """An ask with facts in any order that may happen, and some that should not."""
    sent = tuple(sorted(draw(st.lists(times, max_size=3))))
    return ask(
        id=identity, person=draw(people), sent=sent, country=draw(countries), introduced=draw(st.booleans()),
        replied_at=draw(maybe), wrote_back_at=draw(maybe), accepted_at=draw(maybe), declined_at=draw(maybe),
        not_before=draw(st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))), closed_at=draw(maybe),
        left_alone=draw(st.booleans()),
    )  # fmt: skip


neighbours = st.integers(0, 4).flatmap(lambda n: st.tuples(*(asks(i, st.integers(1, 3)) for i in range(2, n + 2))))


@settings(deadline=None, max_examples=300)
@given(asks(), neighbours, nows, practices)
def test_in_every_state_it_is_exactly_one_turn_and_no_day_is_their_day_off(one, there, now, practice):
    stands = standing(one, now, practice, there)
    assert stands.sentence.endswith((".", "?"))
    assert stands.turn in Turn
    # What is the seeker's to do has a name, and what is ended has no day.
    assert (stands.turn is Turn.MINE) == bool(stands.due_kind)
    assert stands.turn is not Turn.NOBODY or stands.due is None
    if stands.state not in {State.ANSWERED, State.YES}:  # those are the days on which they wrote
        assert stands.due is None or is_working_day(stands.due, one.country)
    assert stands.alternate_from is None or is_working_day(stands.alternate_from, one.country)


@settings(deadline=None, max_examples=300)
@given(asks(), neighbours, nows, practices)
def test_no_state_is_a_dead_end(one, there, now, practice):
    """Waiting for them ends by itself on the day that is named, or never needs to: they wrote last, or it is over."""
    stands = standing(one, now, practice, there)
    if stands.turn is not Turn.THEIRS or stands.state is State.WROTE_BACK:
        return
    assert stands.due is not None
    assert stands.due > now.date()
    for _ in range(20):  # another reason to wait may begin where one ends; they come to an end, too
        then = datetime.combine(stands.due, now.timetz())
        stands = standing(one, then, practice, there)
        if stands.turn is not Turn.THEIRS:
            break
        assert stands.due is not None
        assert stands.due > then.date()
    assert stands.turn is Turn.MINE


ORDER = {
    State.HELD: 0, State.DRAFT: 1, State.WAITING: 2, State.FOLLOW_UP: 3, State.LAST_WAIT: 2, State.SILENT: 3,
    State.LATER: 2, State.AGAIN: 3,
}  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(asks(), neighbours, nows, st.integers(0, 400), practices)
def test_time_alone_only_moves_an_ask_forward(one, there, now, days, practice):
    """Facts all lie before: then nothing that was due stops being due."""
    stands = standing(one, now, practice, there)
    after = standing(one, now + timedelta(days=days), practice, there)
    if stands.state in ORDER and after.state in ORDER:
        assert ORDER[after.state] >= ORDER[stands.state]
    else:
        assert after.state is stands.state
    if stands.state is after.state and stands.state is not State.HELD:
        assert after.due == stands.due


@settings(deadline=None, max_examples=200)
@given(asks(), neighbours, nows, st.integers(0, 400), practices)
def test_who_may_be_asked_today_may_be_asked_tomorrow(one, there, now, days, practice):
    clear = clearance(one, now, practice, there)
    if clear.ok:
        assert clearance(one, now + timedelta(days=days), practice, there).ok
    elif clear.day:
        assert clear.day > now.date()
        assert is_working_day(clear.day, one.country)


@settings(deadline=None)  # the first look at a country loads its holidays
@given(times, st.integers(0, 40), countries, st.integers(0, 2))
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


@given(st.lists(times, max_size=2), st.integers(0, 200), practices)
def test_no_practice_lets_more_than_three_letters_go(sent, days, practice):
    """However often one does what is due, and whatever is set."""
    letters = sorted(sent)[:1] or [FRIDAY]
    for day in range(days):
        now = letters[0] + timedelta(days=day)
        if standing(ask(sent=tuple(letters)), now, practice).state is State.FOLLOW_UP:
            letters.append(now)
    assert len(letters) <= 1 + practice.follow_ups <= 3
