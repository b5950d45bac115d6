"""Campaigns: started, switched, put away. One at a time is active."""

from datetime import UTC, datetime

from askaround.history.models import Entry
from askaround.purpose import profile, starting
from askaround.purpose.models import Aim, Campaign
from conftest import NOW, Seat

LATER = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def active(seat: Seat) -> Campaign | None:
    return Campaign.objects.active_of(seat.user)


def test_a_started_campaign_is_active_and_keeps_its_aims_in_order(alice: Seat) -> None:
    made = starting.start_campaign(alice.notebook, name="Becoming a baker", at=NOW, aims=["Hours", "Flour"])
    assert active(alice) == made
    assert [aim.text for aim in Aim.objects.in_active(alice.user)] == ["Hours", "Flour"]
    assert Entry.objects.filter(verb="started", subject_id=made.pk).exists()


def test_a_second_campaign_lets_the_first_rest(alice: Seat, campaign: Campaign) -> None:
    second = starting.start_campaign(alice.notebook, name="Becoming a baker", at=LATER)
    campaign.refresh_from_db()
    assert active(alice) == second
    assert not campaign.active
    starting.activate(campaign, at=LATER)
    assert active(alice) == campaign


def test_putting_the_active_campaign_away_brings_the_latest_other_one_forward(alice: Seat, campaign: Campaign) -> None:
    second = starting.start_campaign(alice.notebook, name="Becoming a baker", at=LATER)
    starting.put_away(second, at=LATER, trash=True)
    assert active(alice) == campaign
    starting.put_away(Campaign.objects.of(alice.user).get(), at=LATER)
    assert active(alice) is None


def test_an_aim_changes_places_with_its_neighbour_and_stops_at_the_ends(alice: Seat, campaign: Campaign) -> None:
    first, second = (starting.add_aim(campaign, text, at=NOW) for text in ("one", "two"))
    starting.move_aim(second, by=-1, at=NOW)
    assert [aim.text for aim in Aim.objects.in_active(alice.user)] == ["two", "one"]
    starting.move_aim(first, by=1, at=NOW)
    assert [aim.text for aim in Aim.objects.in_active(alice.user)] == ["two", "one"]


def test_a_notebook_has_one_profile_however_often_it_is_asked_for(alice: Seat) -> None:
    first = profile.profile_of(alice.notebook, at=NOW)
    assert profile.profile_of(alice.notebook, at=LATER) == first


def test_a_pitch_of_75_words_takes_half_a_minute() -> None:
    assert profile.spoken("word " * 75).seconds == 30
    assert profile.spoken("").words == 0
    assert "Longer than a minute" in profile.spoken("word " * 200).remark
