"""The steps as plain functions: what is due when, in which order, in which words."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.desk.dream_employer import Dream
from askaround.desk.steps import every_step
from askaround.desk.steps.known import (
    Known,
    KnownAsk,
    KnownDraft,
    KnownInterview,
    KnownIntroduction,
    KnownPromise,
    KnownQuiet,
)
from askaround.desk.steps.step import Pull, Who, at_clock, left, on_day

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 10, 10, tzinfo=BERLIN)
ROOT = UUID(int=1)


def who(name: str, **facts) -> Who:
    return Who(uuid5(ROOT, name), name, name.split(maxsplit=1)[0], **facts)


LOU, NOOR, LENA, DANA, TOM = (who(n) for n in ("Lou Marchetti", "Noor Haddad", "Lena Fischer", "Dana Wu", "Tom Okafor"))


def known(**facts) -> Known:
    return Known(campaign=ROOT, learn="What the work is like", people=30, targets=3, **facts)


def held(person: Who = LOU, hours: float = 19, **facts) -> KnownInterview:
    end = NOW - timedelta(hours=hours)
    begin = end - timedelta(minutes=30)
    return KnownInterview(
        uuid5(ROOT, "talk" + person.name), person, begin, end, began_at=begin, ended_at=end,
        **{"debriefed_at": NOW, **facts},
    )  # fmt: skip


def planned(person: Who = NOOR, *, hours: float, minutes: int = 30, **facts) -> KnownInterview:
    begin = NOW + timedelta(hours=hours)
    facts = {"brief_written": True, "questions": 6, **facts}
    return KnownInterview(uuid5(ROOT, person.name), person, begin, begin + timedelta(minutes=minutes), **facts)


def asked(person: Who = LENA, days: int = 11, **facts) -> KnownAsk:
    sent = NOW - timedelta(days=days)
    return KnownAsk(uuid5(ROOT, "ask" + person.name), person, sent, sent=(sent,), **facts)


def due(facts: Known, now: datetime = NOW) -> list[tuple[str, str]]:
    """Kind and heading of what is due now; whom to ask next has a test of its own."""
    steps = [step for step in every_step(facts, now) if step.starts <= now]
    return [(step.kind, step.heading) for step in steps if step.kind not in {"first-ask", "next-ask"}]


def kinds(facts: Known, now: datetime = NOW) -> list[str]:
    return [kind for kind, _ in due(facts, now)]


def test_thanks_are_due_24_hours_after_the_end():
    assert due(known(interviews=(held(hours=19),))) == [("thank", "Thank Lou before 15:10.")]
    [step] = every_step(known(interviews=(held(hours=19),)), NOW)
    assert (step.when, step.due) == ("5 h left", NOW + timedelta(hours=5))


def test_right_after_the_talk_the_clock_ends_tomorrow():
    assert due(known(interviews=(held(hours=1),))) == [("thank", "Thank Lou before 09:10 tomorrow.")]


def test_late_thanks_are_still_thanks_and_end_after_a_month():
    assert due(known(interviews=(held(hours=30),)))[0][1] == "Thank Lou today: the 24 hours have passed."
    longer = known(interviews=(held(hours=19),), thanks_hours=72)
    assert due(longer)[0][1] == "Thank Lou before 15:10 on Thursday."
    assert kinds(known(interviews=(held(hours=24 * 31),))) == []


def test_thanked_is_done():
    assert kinds(known(interviews=(held(thanked_at=NOW),))) == []


def test_the_thank_you_repeats_what_was_said():
    facts = known(interviews=(held(),), quotes={held().id: ("Write the memo first.", "the reading group")})
    assert (
        every_step(facts, NOW)[0].detail
        == "Two things worth repeating: “Write the memo first” and “the reading group”."
    )


def test_an_interview_today_names_its_minutes_place_and_brief():
    [step] = [
        s for s in every_step(known(interviews=(planned(hours=5.5, place="Caffè Nero"),)), NOW) if s.kind == "interview"
    ]
    assert (step.heading, step.when) == ("Meet Noor at 15:40.", "15:40")
    assert (step.text, step.more) == ("Interview with Noor Haddad", ", 30 min, Caffè Nero")
    assert step.detail == "The brief is ready, with 6 questions."


def test_within_the_hour_the_interview_comes_before_late_thanks():
    facts = known(interviews=(held(hours=40), planned(hours=0.5)))
    assert kinds(facts)[0] == "interview"
    assert every_step(facts, NOW)[0].door.name == "talk"


def test_a_talk_under_way_is_first():
    talk = planned(hours=-0.1, began_at=NOW)
    assert due(known(interviews=(talk,)))[0] == ("interview", "You are talking with Noor.")


def test_a_brief_that_is_not_ready_is_due_the_day_before():
    talk = planned(hours=30, questions=0)
    assert kinds(known(interviews=(talk,))) == ["confirm", "prepare-brief"]
    assert "prepare-brief" not in kinds(known(interviews=(talk,)), NOW - timedelta(days=2))


def test_confirming_opens_48_hours_before_and_a_letter_counts_as_it():
    assert kinds(known(interviews=(planned(hours=49),))) == []
    assert kinds(known(interviews=(planned(hours=47),))) == ["confirm"]
    assert kinds(known(interviews=(planned(hours=47, last_contact_at=NOW),))) == []
    assert "confirm" not in kinds(known(interviews=(planned(hours=2),)))


def test_a_time_that_passed_asks_whether_they_met():
    assert kinds(known(interviews=(planned(hours=-2),))) == ["tell-held"]
    assert kinds(known(interviews=(planned(hours=-2, cancelled_at=NOW),))) == []
    assert kinds(known(interviews=(planned(hours=-2, no_show_at=NOW),))) == []


def test_an_interview_with_two_people_is_looked_back_on_once_and_thanked_for_twice():
    one = held(debriefed_at=None)
    two = KnownInterview(**{**one.__dict__, "who": NOOR})
    found = kinds(known(interviews=(one, two)))
    assert found.count("debrief") == 1
    assert found.count("thank") == 2
    assert known(interviews=(one, two)).held == 1


def test_a_follow_up_after_seven_working_days():
    assert due(known(asks=(asked(days=11),))) == [("follow-up", "Follow up with Lena today.")]
    [step] = every_step(known(asks=(asked(days=11),)), NOW)
    assert step.when == "Day 7"
    assert step.detail.startswith("Asked on 13 Nov, no answer.")
    assert kinds(known(asks=(asked(days=10),))) == ["follow-up"] or kinds(known(asks=(asked(days=8),))) == []
    assert kinds(known(asks=(asked(days=6),))) == []


def test_a_second_follow_up_never():
    ask = asked(days=40)
    again = KnownAsk(**{**ask.__dict__, "sent": (*ask.sent, NOW - timedelta(days=4))})
    assert "follow-up" not in kinds(known(asks=(again,)))
    silent = KnownAsk(**{**ask.__dict__, "sent": (*ask.sent, NOW - timedelta(days=20))})
    assert due(known(asks=(silent,)))[0] == ("let-rest", "Let the ask to Lena rest.")


def test_after_three_working_days_somebody_else_there_may_be_asked():
    ask = asked(days=5, organization="Acme", organization_id=ROOT)
    assert due(known(asks=(ask,), others={ask.id: TOM})) == [("alternate", "Ask Tom at Acme meanwhile.")]
    assert kinds(known(asks=(asked(days=1, organization="Acme", organization_id=ROOT),), others={ask.id: TOM})) == []


def test_an_answer_waits_for_its_meaning_then_for_a_time():
    assert kinds(known(asks=(asked(answered_at=NOW),))) == ["answer-waiting"]
    assert kinds(known(asks=(asked(answered_at=NOW, accepted_at=NOW),))) == ["agree-time"]
    assert kinds(known(asks=(asked(answered_at=NOW, accepted_at=NOW, agreed=True),))) == []
    assert "answer-waiting" not in kinds(known(asks=(asked(answered_at=NOW, declined_at=NOW),)))


def test_ask_me_in_spring():
    later = asked(answered_at=NOW - timedelta(days=3), not_before=date(2026, 11, 24))
    assert kinds(known(asks=(later,))) == ["reopen"]
    spring = asked(answered_at=NOW - timedelta(days=3), not_before=date(2027, 3, 1))
    assert kinds(known(asks=(spring,))) == []


def introduction(**facts) -> KnownIntroduction:
    facts = {"created_at": NOW - timedelta(days=1), "offered_at": NOW - timedelta(days=1), **facts}
    return KnownIntroduction(ROOT, LOU, DANA, role="Hiring manager, Acme", **facts)


def test_a_name_that_may_be_used_is_the_next_approach():
    may = introduction(may_use_name="yes")
    assert due(known(introductions=(may,))) == [("ask-introduced", "Ask Dana, whom Lou offered to introduce.")]
    step, *_ = every_step(known(introductions=(may,)), NOW)
    assert step.detail == "Hiring manager, Acme. Let Lou know when you have met."
    assert (step.when, step.pull) == ("This week", Pull.WEEK)


def test_where_nothing_is_said_of_the_name_the_introducer_is_asked():
    assert due(known(introductions=(introduction(),))) == [("ask-to-introduce", "Ask Lou to introduce you to Dana.")]
    wish = introduction(offered_at=None)
    step, *_ = every_step(known(introductions=(wish,)), NOW)
    assert step.detail == "Lou does not know yet that you would like it. With lines to forward it is easy."
    assert (step.button.name, step.button.query, step.button.posts) == ("introduction-letter", "kind=blurb", True)
    assert kinds(known(introductions=(introduction(asked_at=NOW),))) == []


def test_who_wants_to_ask_first_is_asked_after_a_week_and_once():
    waits = introduction(may_use_name="ask first")
    assert kinds(known(introductions=(waits,))) == []
    week = introduction(may_use_name="ask first", offered_at=NOW - timedelta(days=8))
    assert due(known(introductions=(week,))) == [("check-in", "Ask Lou how it stands with Dana.")]
    asked = introduction(may_use_name="ask first", offered_at=NOW - timedelta(days=20), checked_in_at=NOW)
    assert kinds(known(introductions=(asked,))) == []
    made = introduction(may_use_name="ask first", asked_at=NOW, made_at=NOW)
    assert kinds(known(introductions=(made,))) == ["ask-introduced"]


@pytest.mark.parametrize(
    ("days", "when"), [(6, None), (7, "Day 7"), (8, "Day 8"), (10, "Day 10"), (11, "Late"), (30, "Late")]
)
def test_a_check_in_is_due_on_day_seven_and_late_after_day_ten(days, when):
    asked = introduction(may_use_name="yes", asked_at=NOW - timedelta(days=days))
    found = [step for step in every_step(known(introductions=(asked,)), NOW) if step.kind == "check-in"]
    shown = [step for step in found if step.starts <= NOW]
    assert [step.when for step in shown] == ([when] if when else [])
    assert (found[0].due < NOW) == (when == "Late")


def test_an_introduction_that_was_made_is_answered_within_a_day():
    made = introduction(may_use_name="yes", made_at=NOW)
    step, *_ = every_step(known(introductions=(made,)), NOW)
    assert (step.kind, step.pull, step.when) == ("ask-introduced", Pull.DAY, "Introduced")
    assert step.due.date() == NOW.date() + timedelta(days=1)
    assert "blind copy" in step.detail


def test_whoever_opened_the_door_hears_how_it_went():
    met = introduction(approached=True, talked_at=NOW)
    assert due(known(introductions=(met,))) == [("report-back", "Tell Lou how it went with Dana.")]
    thanked = introduction(met_at=NOW, thanked_at=NOW)
    [step] = [step for step in every_step(known(introductions=(thanked,)), NOW) if step.kind == "report-back"]
    assert "Thanks went out" in step.detail
    assert kinds(known(introductions=(introduction(approached=True, met_at=NOW, reported_at=NOW),))) == []


def test_a_letter_begun_for_an_introduction_is_named_once():
    met = introduction(met_at=NOW)
    draft = KnownDraft(uuid5(ROOT, "draft"), LOU, "report-back", NOW, introduction=ROOT)
    [step] = [
        step for step in every_step(known(introductions=(met,), drafts=(draft,)), NOW) if step.kind != "first-ask"
    ]
    assert (step.kind, step.label, step.door.name, step.button) == ("report-back", "Finish", "letter", None)
    early = introduction(may_use_name="yes", asked_at=NOW)
    begun = KnownDraft(uuid5(ROOT, "draft"), LOU, "check-in", NOW, introduction=ROOT)
    assert kinds(known(introductions=(early,), drafts=(begun,))) == ["send"]


def test_before_the_dream_employer_one_practises():
    acme = {"dream": {ROOT: Dream("Acme", 1)}, "practise_first": 2}
    ask = KnownAsk(uuid5(ROOT, "ask"), DANA, NOW, organization="Acme", organization_id=ROOT)
    draft = KnownDraft(uuid5(ROOT, "draft"), DANA, "ask", NOW, ask=ask.id)
    facts = known(asks=(ask,), drafts=(draft,), **acme)
    assert due(facts) == [("send", "Practise before you write to Dana.")]
    step = next(step for step in every_step(facts, NOW) if step.kind == "send")
    assert step.detail.startswith("Acme is number 1 on your list, and you have held no talk yet.")
    assert (step.pull, step.button.name) == (Pull.ANY, "whom-first")
    named = introduction(may_use_name="yes", organization_id=ROOT)
    assert due(known(introductions=(named,), **acme)) == [("ask-introduced", "Practise before you ask Dana.")]
    made = introduction(made_at=NOW, organization_id=ROOT)
    assert due(known(introductions=(made,), **acme)) == [("ask-introduced", "Ask Dana, whom Lou introduced you to.")]
    practised = (held(LOU, thanked_at=NOW), held(NOOR, thanked_at=NOW))
    assert due(known(asks=(ask,), drafts=(draft,), interviews=practised, **acme)) == [("send", "Send Dana your ask.")]


def test_promises_come_three_days_before_and_are_late_after():
    mine = KnownPromise(ROOT, LOU, "send the article", NOW, until=date(2026, 11, 26))
    assert kinds(known(promises=(mine,))) == ["promise"]
    late, *_ = every_step(
        known(promises=(KnownPromise(ROOT, LOU, "send the article", NOW, until=date(2026, 11, 20)),)), NOW
    )
    assert late.when == "Late"
    assert kinds(known(promises=(KnownPromise(ROOT, LOU, "send it", NOW, until=date(2027, 1, 5)),))) == []
    theirs = KnownPromise(ROOT, LOU, "send slides", NOW, whose="theirs", until=date(2026, 11, 20))
    assert kinds(known(promises=(theirs,))) == []
    assert kinds(known(promises=(theirs,)), NOW + timedelta(days=5)) == ["their-promise"]


def test_ninety_days_of_silence_are_enough():
    assert kinds(known(quiet=(KnownQuiet(LOU, NOW - timedelta(days=89)),))) == []
    assert due(known(quiet=(KnownQuiet(LOU, NOW - timedelta(days=91)),))) == [("keep-in-touch", "Send Lou some news.")]
    many = tuple(KnownQuiet(who(f"Person {n}"), NOW - timedelta(days=100 + n)) for n in range(9))
    assert len(due(known(quiet=many))) == 3


def test_a_draft_waits_but_thanks_are_not_named_twice():
    draft = KnownDraft(uuid5(ROOT, "draft"), LOU, "thank-you", NOW)
    assert kinds(known(drafts=(draft,), interviews=(held(thanks_letter=draft.id),))) == ["thank"]
    assert kinds(known(drafts=(KnownDraft(ROOT, TOM, "ask", NOW),))) == ["send"]


def test_pairs_that_an_import_left_come_last_and_calmly():
    facts = known(look_alikes=4, drafts=(KnownDraft(ROOT, LOU, "ask", NOW - timedelta(days=1)),))
    steps = every_step(facts, NOW)
    assert steps[-1].kind == "look-alikes" or steps[-1].pull == steps[-2].pull
    assert "Look at 4 pairs who each may be one person." in [step.heading for step in steps]
    assert "Look at a pair who may be one person." in [step.heading for step in every_step(known(look_alikes=1), NOW)]


def test_who_asked_to_be_left_alone_is_left_alone():
    away = who("Gil Amsel", reachable=False)
    facts = known(
        asks=(asked(away, days=20),), interviews=(held(away),), drafts=(KnownDraft(ROOT, away, "ask", NOW),),
        introductions=(KnownIntroduction(ROOT, LOU, away, NOW, offered_at=NOW),),
        quiet=(KnownQuiet(away, NOW - timedelta(days=200)),),
    )  # fmt: skip
    assert kinds(facts) == []


def test_a_young_campaign_is_led_by_the_hand():
    young = Known(campaign=ROOT, introduced_self=False)
    assert kinds(young) == ["add-people", "add-targets", "say-who-you-are", "state-purpose"]


def test_whom_to_ask_first_and_next():
    assert [step.kind for step in every_step(known(), NOW)] == ["first-ask"]
    over = known(asks=(asked(closed_at=NOW),), interviews=(held(thanked_at=NOW),))
    assert [step.kind for step in every_step(over, NOW)] == ["next-ask"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(5, "5 min left"), (300, "5 h left"), (-30, "30 min late"), (-600, "10 h late"), (-4321, "3 days late")],
)
def test_words_for_what_is_left(minutes, words):
    assert left(NOW + timedelta(minutes=minutes), NOW) == words


def test_words_for_days():
    assert [on_day(NOW.date() + timedelta(days=n), NOW) for n in (-1, 0, 1, 3, 10, 60)] == [
        "yesterday", "today", "tomorrow", "Friday", "Fri 4 Dec", "23 Jan 2027",
    ]  # fmt: skip
    assert at_clock(datetime(2026, 11, 24, 14, 30, tzinfo=UTC), NOW) == "15:30"


moments = st.integers(-60 * 24 * 60, 60 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))
maybe = st.none() | moments
people = st.sampled_from([LOU, NOOR, LENA, DANA, TOM, who("Gil Amsel", reachable=False)])


@st.composite
def talks(draw):
    begin, person = draw(moments), draw(people)
    end = begin + timedelta(minutes=draw(st.sampled_from([15, 30, 60])))
    took_place = draw(st.booleans())
    return KnownInterview(
        uuid5(ROOT, f"{begin}{person.name}"), person, begin, end, began_at=begin if took_place else None,
        ended_at=end if took_place else None, cancelled_at=draw(maybe), no_show_at=draw(maybe),
        debriefed_at=draw(maybe), thanked_at=draw(maybe), questions=draw(st.integers(0, 9)),
        brief_written=draw(st.booleans()), last_contact_at=draw(maybe),
    )  # fmt: skip


@st.composite
def asks(draw):
    created, person = draw(moments), draw(people)
    sent = tuple(sorted(draw(st.lists(moments.filter(lambda m: m <= NOW), max_size=2))))
    return KnownAsk(
        uuid5(ROOT, f"ask{created}{person.name}"), person, created, organization="Acme",
        organization_id=draw(st.none() | st.just(ROOT)), sent=sent, answered_at=draw(maybe) if sent else None,
        accepted_at=draw(maybe), declined_at=draw(maybe), closed_at=draw(maybe),
    )  # fmt: skip


@given(st.lists(talks(), max_size=5), st.lists(asks(), max_size=5))
def test_whatever_the_facts_steps_are_in_order_and_complete(interviews, asked_for):
    facts = known(interviews=tuple(interviews), asks=tuple(asked_for))
    found = every_step(facts, NOW)
    assert [step.order for step in found] == sorted(step.order for step in found)
    for step in found:
        assert step.heading.endswith(".")
        assert step.due.tzinfo and step.starts.tzinfo
        assert step.text and step.detail and step.label and step.when


@given(st.lists(talks(), max_size=5), moments)
def test_the_same_facts_give_the_same_ids(interviews, now):
    facts = known(interviews=tuple(interviews))
    assert [step.id for step in every_step(facts, now)] == [step.id for step in every_step(facts, now)]


def test_every_kind_of_step_is_in_the_docs():
    steps = Path(__file__).parent.parent / "steps"
    code = "\n".join(path.read_text() for path in steps.glob("*.py"))
    named = set(re.findall(r'kind="([a-z-]+)"', code)) | set(re.findall(r'known,\s+now,\s+"([a-z-]+)"', code))
    page = (steps.parents[3] / "docs" / "using" / "today.md").read_text()
    assert named == set(re.findall(r"^\| `([a-z-]+)`", page, re.MULTILINE))
    assert len(named) > 20
