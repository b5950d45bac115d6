"""First steps, purpose, campaigns, profile and questions, through the browser's door."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from askaround.history.models import Entry
from askaround.purpose import own_questions, profile, starting
from askaround.purpose.differing import BY_KEY, SETTINGS, limits_of
from askaround.purpose.models import Aim, Campaign, Evidence, Profile, Question
from askaround.purpose.practice import current
from conftest import NOW, Seat

STEPS = {
    "name": "Becoming a data engineer", "occupation": "Data engineer", "level": "entry",
    "learn": "What the work is really like", "know": "Hiring managers", "expect": "Advice", "expect_not": "A job",
    "goal": "8", "aims": "- What a day looks like\n\n• How pay develops\nWhat a day looks like\n",
}  # fmt: skip
ABOUT_ME = {"name": "Alice Example", "pitch": "I taught physics.", "country": "de"}
QUESTION = {"text": "What would you do again?", "category": "advice", "seeks": "advice", "level": "any"}


def active(seat: Seat) -> Campaign:
    found = Campaign.objects.active_of(seat.user)
    assert found is not None
    return found


def test_the_first_steps_make_a_campaign_with_its_aims(alice: Seat) -> None:
    assert alice.get(reverse("first-steps")).status_code == 200
    answer = alice.post(reverse("first-steps"), STEPS)
    assert answer.status_code == 302
    assert active(alice).learn == "What the work is really like"
    assert [aim.text for aim in Aim.objects.in_active(alice.user)] == ["What a day looks like", "How pay develops"]


def test_an_unfinished_first_step_keeps_what_was_typed(alice: Seat) -> None:
    answer = alice.post(reverse("first-steps"), STEPS | {"name": "", "know": "People who made the change"})
    assert answer.status_code == 422
    assert "People who made the change" in answer.content.decode()
    assert not Campaign.objects.of(alice.user).exists()


@pytest.mark.parametrize(("goal", "status"), [("2", 422), ("3", 302), ("20", 302), ("21", 422), ("many", 422)])
def test_a_goal_from_3_to_20_can_be_set(alice: Seat, goal: str, status: int) -> None:
    assert alice.post(reverse("first-steps"), STEPS | {"goal": goal}).status_code == status


def test_a_goal_outside_5_to_15_is_remarked_upon(alice: Seat, campaign: Campaign) -> None:
    alice.post(reverse("purpose-edit"), STEPS | {"goal": "3"})
    assert "one unusual opinion weighs a lot" in alice.get(reverse("purpose")).content.decode()


def test_without_a_campaign_the_purpose_leads_to_the_first_steps(alice: Seat) -> None:
    assert alice.get(reverse("purpose")).headers["Location"] == reverse("first-steps")


def test_the_purpose_page_says_it_in_words(alice: Seat, campaign: Campaign) -> None:
    text = alice.get(reverse("purpose")).content.decode()
    assert "What the work is really like</h1>" in text
    assert "Eight interviews" in text
    assert "Hiring managers at mid-sized companies" in text


def test_editing_writes_only_what_changed(alice: Seat, campaign: Campaign) -> None:
    kept = {name: getattr(campaign, name) for name in ("name", "occupation", "level", "learn", "know", "expect")}
    alice.post(reverse("purpose-edit"), kept | {"expect_not": "An offer", "goal": "8"})
    last = Entry.objects.filter(subject_id=campaign.pk).last()
    assert last is not None
    assert (last.before, last.after) == ({"expect_not": "A job"}, {"expect_not": "An offer"})


def test_aims_are_added_changed_moved_and_removed(alice: Seat, campaign: Campaign) -> None:
    for text in ("One", "Two"):
        assert alice.post(reverse("aim-new"), {"text": text}).status_code == 302
    one, two = Aim.objects.in_active(alice.user)
    alice.post(reverse("aim-place", args=[two.pk]), {"to": "up"})
    alice.post(reverse("aim-edit", args=[one.pk]), {"text": "First"})
    assert [aim.text for aim in Aim.objects.in_active(alice.user)] == ["Two", "First"]
    alice.post(reverse("aim-removal", args=[two.pk]))
    assert [aim.text for aim in Aim.objects.in_active(alice.user)] == ["First"]


def test_an_empty_aim_is_told_so(alice: Seat, campaign: Campaign) -> None:
    assert alice.post(reverse("aim-new"), {"text": " "}).status_code == 422
    aim = starting.add_aim(campaign, "One", at=NOW)
    assert alice.post(reverse("aim-edit", args=[aim.pk]), {"text": ""}).status_code == 422


def usual(**chosen: int) -> dict[str, str]:
    """The form of the practice, everything as it is by default but for what is chosen."""
    return {setting.key: str(chosen.get(setting.key, setting.default)) for setting in SETTINGS}


def test_the_settings_are_kept_under_the_chapter_that_reads_them(alice: Seat, campaign: Campaign) -> None:
    assert alice.post(reverse("practice"), usual(minutes=30, thanks_hours=48)).status_code == 302
    campaign.refresh_from_db()
    assert campaign.practice == {"outreach": {"minutes": 30}, "notes": {"thanks_hours": 48}}
    assert "48 hours" in alice.get(reverse("purpose")).content.decode()


def test_every_setting_says_its_standard_and_what_it_rests_on(alice: Seat, campaign: Campaign) -> None:
    shown = alice.get(reverse("practice")).content.decode()
    for setting in SETTINGS:
        assert escape(f"Standard: {setting.standard}. {setting.source}") in shown


def test_the_settings_go_back_to_standard_at_once_and_that_can_be_undone(alice: Seat, campaign: Campaign) -> None:
    campaign.practice = {"review": {"words": 100}}
    campaign.save(update_fields=["practice"])
    alice.post(reverse("practice"), usual(minutes=30, follow_ups=0))
    assert "in 2 of" in alice.get(reverse("practice")).content.decode()
    alice.post(reverse("practice-standard"))
    campaign.refresh_from_db()
    assert campaign.practice == {"review": {"words": 100}}
    assert "so you decide" in alice.get(reverse("practice")).content.decode()


def test_a_setting_nobody_offers_is_refused(alice: Seat, campaign: Campaign) -> None:
    assert alice.post(reverse("practice"), usual(minutes=90, follow_ups=9)).status_code == 422


def test_a_host_may_cap_the_settings(alice: Seat, campaign: Campaign, settings: Any) -> None:
    settings.PRACTICE_LIMITS = limits_of("follow_ups<=1, follow_up_after>=7")
    assert alice.post(reverse("practice"), usual(follow_ups=2)).status_code == 422
    assert alice.post(reverse("practice"), usual(follow_ups=0)).status_code == 302
    # What was chosen before the host said so is read as the limit.
    found = current({"outreach": {"follow_ups": 2, "follow_up_after": 5}})
    assert (found["follow_ups"], found["follow_up_after"]) == (1, 7)


@pytest.mark.parametrize(
    "said", ["follow_ups<=1x", "patience<=3", "minutes<=10", "minutes=20", "minutes<=20, minutes>=30"]
)
def test_a_limit_that_makes_no_sense_says_so(said: str) -> None:
    with pytest.raises(ValueError, match=r"follow_ups<=1|leaves no choice"):
        limits_of(said)


@given(st.dictionaries(st.sampled_from(["outreach", "notes", "people", "desk"]), st.dictionaries(
    st.sampled_from([setting.key for setting in SETTINGS]), st.none() | st.integers() | st.booleans() | st.text()
) | st.integers()))  # fmt: skip
def test_whatever_is_kept_a_setting_is_within_its_bounds(practice: dict[str, Any]) -> None:
    for key, value in current(practice).items():
        assert BY_KEY[key].least <= value <= BY_KEY[key].most


def test_campaigns_are_switched_archived_and_thrown_away(alice: Seat, campaign: Campaign) -> None:
    alice.post(reverse("campaign-new"), STEPS | {"name": "Becoming a baker"})
    assert active(alice).name == "Becoming a baker"
    alice.post(reverse("campaign-activation", args=[campaign.pk]))
    assert active(alice) == campaign
    alice.post(reverse("campaign-archive", args=[campaign.pk]))
    assert active(alice).name == "Becoming a baker"
    assert "Archived" in alice.get(reverse("campaigns")).content.decode()
    baker = active(alice)
    alice.post(reverse("campaign-trash", args=[baker.pk]))
    assert baker not in Campaign.objects.of(alice.user)
    alice.post(reverse("campaign-restoral", args=[baker.pk]))
    assert baker in Campaign.objects.of(alice.user)


def test_the_profile_is_made_when_it_is_first_saved_and_not_before(alice: Seat) -> None:
    assert alice.get(reverse("profile")).status_code == 200
    assert not Profile.objects.of(alice.user).exists()
    assert alice.post(reverse("profile"), ABOUT_ME).status_code == 302
    assert Profile.objects.of(alice.user).get().country == "DE"


def test_the_profile_says_how_long_the_pitch_takes(alice: Seat) -> None:
    alice.post(reverse("profile"), ABOUT_ME | {"pitch": "word " * 75})
    assert "Your pitch takes 30 seconds." in alice.get(reverse("profile")).content.decode()


def test_a_country_of_three_letters_is_told_and_nothing_is_lost(alice: Seat) -> None:
    answer = alice.post(reverse("profile"), ABOUT_ME | {"country": "9x"})
    assert answer.status_code == 422
    assert "I taught physics." in answer.content.decode()


def test_evidence_is_added_and_removed(alice: Seat) -> None:
    assert alice.post(reverse("evidence-new"), {"kind": "skill", "text": "SQL"}).status_code == 302
    assert alice.post(reverse("evidence-new"), {"kind": "magic", "text": ""}).status_code == 422
    evidence = Evidence.objects.of(alice.user).get()
    alice.post(reverse("evidence-removal", args=[evidence.pk]))
    assert not Evidence.objects.of(alice.user).exists()


def test_questions_of_ones_own_are_written_changed_and_removed(alice: Seat) -> None:
    assert alice.post(reverse("question-new"), QUESTION).status_code == 302
    assert alice.post(reverse("question-new"), QUESTION | {"text": ""}).status_code == 422
    question = Question.objects.of(alice.user).get()
    alice.post(reverse("question-edit", args=[question.pk]), QUESTION | {"probe": "And then?"})
    assert "And then?" in alice.get(reverse("questions")).content.decode()
    alice.post(reverse("question-removal", args=[question.pk]))
    assert not Question.objects.of(alice.user).exists()


def test_the_bank_is_shown_a_subject_at_a_time(alice: Seat) -> None:
    assert "May I use your name?" in alice.get(reverse("questions") + "?about=referral").content.decode()
    assert alice.get(reverse("questions") + "?about=nonsense").status_code == 200


def test_bob_cannot_reach_anything_of_alices(alice: Seat, bob: Seat, campaign: Campaign) -> None:
    aim = starting.add_aim(campaign, "One", at=NOW)
    evidence = profile.add_evidence(alice.notebook, kind="skill", text="SQL", at=NOW)
    question = own_questions.add_question(alice.notebook, text="Why?", at=NOW)
    doors = {
        "aim-edit": aim, "aim-removal": aim, "aim-place": aim, "campaign-activation": campaign,
        "campaign-archive": campaign, "campaign-trash": campaign, "evidence-removal": evidence,
        "question-edit": question, "question-removal": question,
    }  # fmt: skip
    for name, row in doors.items():
        assert bob.post(reverse(name, args=[row.pk]), {"text": "Mine"}).status_code == 404, name
    assert Aim.objects.of(alice.user).get().text == "One"


@pytest.mark.parametrize("name", ["first-steps", "purpose", "campaigns", "profile", "questions", "question-new"])
def test_a_visitor_is_sent_to_the_door(visitor: Client, name: str) -> None:
    assert visitor.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", ["purpose", "campaigns", "profile", "questions"])
def test_a_page_takes_as_many_queries_for_twenty_rows_as_for_one(
    alice: Seat, campaign: Campaign, queries: Callable[[Seat, str], int], name: str
) -> None:
    def fill(count: int) -> None:
        for n in range(count):
            starting.add_aim(campaign, f"Aim {n}", at=NOW)
            profile.add_evidence(alice.notebook, kind="skill", text=f"Skill {n}", at=NOW)
            own_questions.add_question(alice.notebook, text=f"Question {n}?", at=NOW)
            Campaign.objects.create(notebook=alice.notebook, name=f"Campaign {n}", created_at=NOW)

    fill(1)
    few = queries(alice, reverse(name))
    fill(19)
    assert queries(alice, reverse(name)) == few
