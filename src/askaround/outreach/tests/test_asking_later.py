"""“Not now, ask me in spring”: days are proposed from their words, and only a choice is kept."""

from datetime import date

import pytest
from django.urls import reverse

from askaround.outreach import drafts
from askaround.outreach.models import Ask
from askaround.people.models import Contact
from askaround.purpose.models import Campaign
from conftest import NOW, Seat

SAID = {"outcome": "later", "channel": "email", "text": "Not now, sorry. Ask me in spring."}


@pytest.fixture
def sent(alice: Seat, campaign: Campaign, lena: Contact) -> Ask:
    letter = drafts.begin_ask(campaign, lena, None, reason="Why not", minutes=20, channel="email", at=NOW)
    letter.send(at=NOW)
    return Ask.objects.of(alice.user).get()


def test_their_words_propose_a_day_and_decide_nothing(alice: Seat, sent: Ask) -> None:
    answer = alice.post(reverse("answer", args=[sent.pk]), SAID)
    assert answer.status_code == 422
    assert "“in spring”: from Mon 1 Mar 2027" in answer.content.decode()
    sent.refresh_from_db()
    assert (sent.not_before, sent.answered_at) == (None, None)


def test_a_chosen_day_is_kept_with_their_words(alice: Seat, sent: Ask) -> None:
    alice.post(reverse("answer", args=[sent.pk]), SAID | {"until": "2027-03-01"})
    sent.refresh_from_db()
    assert sent.not_before == date(2027, 3, 1)
    assert sent.replies.get().text == SAID["text"]


def test_words_without_a_time_ask_for_the_day(alice: Seat, sent: Ask) -> None:
    shown = alice.post(reverse("answer", args=[sent.pk]), SAID | {"text": "Not now."}).content.decode()
    assert "From which day may you ask again?" in shown
    assert "may mean" not in shown


def test_an_answer_that_came_by_mail_proposes_on_the_page_of_the_ask(alice: Seat, sent: Ask) -> None:
    sent.answer(at=NOW, text="Happy to, but only after the holidays.")
    shown = alice.get(reverse("ask", args=[sent.pk])).content.decode()
    assert "“after the holidays”: ask again from Thu 7 Jan 2027?" in shown
    form = alice.get(reverse("answer", args=[sent.pk]) + "?outcome=later&until=2027-01-07").content.decode()
    assert 'value="2027-01-07"' in form
