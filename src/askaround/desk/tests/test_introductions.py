"""The pages of introductions: whose turn it is, the letters around one, and what sending them does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from askaround.notes.referring import refer
from askaround.notes.tests.cast import held, noted
from askaround.outreach.models import Letter
from askaround.outreach.review import review
from askaround.people.introducing import offer, wish
from askaround.people.models import Introduction
from askaround.purpose.models import Profile
from conftest import NOW, contact_of


def html(answer):
    return answer.content.decode()


@pytest.fixture
def profile(alice):
    return Profile.objects.create(
        notebook=alice.notebook, name="Alice Winter", headline="Analyst, becoming a data engineer",
        email="alice@example.org", created_at=NOW,
    )  # fmt: skip


@pytest.fixture
def offered(campaign, profile, priya, lena):
    return offer(priya, lena, at=NOW - timedelta(days=2))


def begun(alice, introduction, kind):
    answer = alice.post(reverse("introduction-letter", args=[introduction.pk]) + f"?kind={kind}")
    return Letter.objects.get(pk=answer["Location"].strip("/").split("/")[-1])


def sent(alice, letter):
    letter.send(at=NOW)
    found = letter.introduction
    found.refresh_from_db()
    return found


def test_an_empty_list_says_where_introductions_come_from(alice, campaign):
    said = html(alice.get("/introductions/"))
    assert "Nobody has offered you an introduction yet." in said
    assert "ask who else you should talk to" in said


def test_the_heading_says_what_waits_and_for_whom(alice, offered, tom, lena):
    assert "One waits for you." in html(alice.get("/introductions/"))
    offer(tom, lena, at=NOW, may_use_name="ask first")
    assert "One waits for you, one for somebody else." in html(alice.get("/introductions/"))
    Introduction.objects.update(met_at=NOW)
    assert "Priya and Tom have not heard how it went." in html(alice.get("/introductions/"))
    Introduction.objects.update(reported_at=NOW)
    assert "Every introduction has come to its end." in html(alice.get("/introductions/"))


def test_the_request_holds_lines_to_forward_that_pass_the_review(alice, offered):
    letter = begun(alice, offered, "blurb")
    assert letter.contact == offered.by
    assert "Thank you for offering to introduce me to Lena Fischer." in letter.body
    assert "I am finding out what the work is really like." in letter.body
    assert "not about a job" in letter.body
    assert not [r for r in review(letter.body, kind="blurb", subject=letter.subject) if r.level == "must"]
    assert begun(alice, offered, "blurb") == letter


def test_sent_the_request_is_asked_and_its_lines_are_kept(alice, offered):
    found = sent(alice, begun(alice, offered, "blurb"))
    assert found.asked_at == NOW
    assert found.blurb.startswith("Dear Lena,")
    assert found.blurb.endswith("Alice Winter\nalice@example.org")
    said = html(alice.get(f"/introductions/{found.pk}/"))
    assert "You asked Priya to introduce you to Lena Fischer." in said
    assert "Lines to forward" in said


def test_a_wish_asks_without_thanking_for_an_offer(alice, campaign, profile, tom, lena):
    letter = begun(alice, wish(tom, lena, at=NOW), "blurb")
    assert "You know Lena Fischer, whom I would like to meet. Would you introduce me?" in letter.body


def test_a_check_in_is_one_line_and_noted_when_sent(alice, offered):
    offered.reach("asked", at=NOW - timedelta(days=8))
    assert "Check in with Priya Raman" in html(alice.get("/"))
    letter = begun(alice, offered, "check-in")
    assert "How does it stand with Lena Fischer since I wrote on 16 November?" in letter.body
    assert sent(alice, letter).checked_in_at == NOW
    assert "Check in with" not in html(alice.get("/"))


def test_telling_how_it_went_thanks_as_well(alice, offered):
    offered.reach("met", at=NOW - timedelta(days=1))
    assert "Tell Priya Raman" in html(alice.get("/"))
    found = sent(alice, begun(alice, offered, "report-back"))
    assert (found.thanked_at, found.reported_at) == (NOW, NOW)
    assert "Tell Priya" not in html(alice.get("/"))


def test_thanks_for_the_introduction_are_no_report(alice, offered):
    offered.reach("made", at=NOW)
    letter = begun(alice, offered, "thank-you")
    assert "Thank you for introducing me to Lena Fischer." in letter.body
    found = sent(alice, letter)
    assert (found.thanked_at, found.reported_at) == (NOW, None)


def test_a_draft_takes_the_place_of_the_button(alice, offered):
    letter = begun(alice, offered, "blurb")
    said = html(alice.get(f"/introductions/{offered.pk}/"))
    assert letter.get_absolute_url() in said
    today = html(alice.get("/"))
    assert today.count(letter.get_absolute_url()) and "Send your request" not in today


def test_nobody_who_is_left_alone_gets_a_letter(alice, offered, priya):
    priya.close_door(at=NOW)
    answer = alice.post(reverse("introduction-letter", args=[offered.pk]))
    assert answer["Location"] == f"/introductions/{offered.pk}/"
    assert not Letter.objects.exists()
    assert "Ask Priya</button>" not in html(alice.get("/introductions/"))
    assert alice.post(reverse("introduction-letter", args=[offered.pk]) + "?kind=ask").status_code == 404


def test_every_referral_note_begins_one_with_its_note(alice, campaign, priya):
    note = noted(held(campaign, priya), priya, "referral", "Talk to Ana Ruiz at Contoso, she will not mind")
    found = refer(note, name="Ana Ruiz", at=NOW, may_use_name="yes", organization="Contoso")
    said = html(alice.get(f"/introductions/{found.pk}/"))
    assert reverse("note-edit", args=[note.pk]) in said
    assert "You may use it" in said
    page = html(alice.get(reverse("referral", args=[note.pk])))
    assert "May I use Priya’s name?" in page


def test_a_talk_before_the_offer_is_not_how_they_met(alice, campaign, offered, lena):
    interview = held(campaign, lena)
    interview.ended_at = NOW - timedelta(days=30)
    interview.began_at = NOW - timedelta(days=30, minutes=20)
    interview.save(update_fields=["began_at", "ended_at"])
    assert "You met" not in html(alice.get(f"/introductions/{offered.pk}/"))
    interview.ended_at = NOW
    interview.save(update_fields=["ended_at"])
    assert "You met Lena Fischer. Thank Priya." in html(alice.get(f"/introductions/{offered.pk}/"))


def test_whoever_is_known_can_be_asked_whom_they_would_introduce(alice, campaign, profile, priya):
    assert f"{reverse('keep-in-touch', args=[priya.pk])}?kind=who-else" in html(alice.get(f"/people/{priya.pk}/"))
    page = html(alice.get(f"/people/{priya.pk}/letter/?kind=who-else&place=Acme"))
    assert 'value="Acme"' in page
    alice.post(f"/people/{priya.pk}/letter/", {"kind": "who-else", "channel": "email", "place": "Acme"})
    letter = Letter.objects.get()
    assert "what the work at Acme is like" in letter.body
    assert "Whom would you talk to in my place?" in letter.body
    assert not [r for r in review(letter.body, kind="who-else", subject=letter.subject) if "job" in r.rule]


def test_lines_to_forward_that_are_long_or_missing_are_remarked():
    long = "Hi Sofia\n\n---\n\n" + "word " * 101
    assert "forward-over-100-words" in {r.rule for r in review(long, kind="blurb")}
    assert "forward-missing" in {r.rule for r in review("Would you introduce me to Lou?", kind="blurb")}


def test_a_contacts_page_says_boss_or_peer(alice, campaign, priya):
    assert "would be your boss" not in html(alice.get(f"/people/{priya.pk}/"))
    alice.post("/targets/new/", {"kind": "organization", "name": "Northwind"})
    assert "would be your boss" in html(alice.get(f"/people/{priya.pk}/"))
    peer = contact_of(alice, "Ana Ruiz", "Contoso", "Junior data engineer")
    assert '<span class="chip">peer</span>' in html(alice.get(f"/people/{peer.pk}/"))


def test_the_pages_take_the_same_queries_however_many_there_are(alice, offered, priya, queries):
    letter = begun(alice, offered, "blurb")
    pages = ["/introductions/", f"/introductions/{offered.pk}/", "/"]
    before = [queries(alice, page) for page in pages]
    for number in range(20):
        offer(priya, contact_of(alice, f"Ana {number}", "Contoso", "Analyst"), at=NOW)
        Letter.objects.create(
            notebook=alice.notebook, contact=priya, introduction=offered, kind="check-in", body=letter.body,
            message_id=f"<{number}>", sent_at=NOW, created_at=NOW,
        )  # fmt: skip
    assert [queries(alice, page) for page in pages] == before


def test_alices_introduction_is_not_there_for_bob(bob, offered):
    assert bob.get(f"/introductions/{offered.pk}/").status_code == 404
    assert bob.post(reverse("introduction-letter", args=[offered.pk])).status_code == 404
    assert not Letter.objects.exists()
