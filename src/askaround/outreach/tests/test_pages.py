"""The pages of asking, through HTTP."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from django.urls import reverse

from askaround.history.models import Entry
from askaround.outreach import asking, drafts
from askaround.outreach.models import Ask, Letter, Reply, Template
from conftest import NOW, contact_of


@pytest.fixture
def letter(campaign, priya):
    return drafts.begin_ask(campaign, priya, None, reason="you moved to data", minutes=20, channel="email", at=NOW)


@pytest.fixture
def ask(letter):
    letter.send(at=datetime(2026, 11, 13, 9, tzinfo=UTC))
    return Ask.objects.get()


def page_of(seat, name, *args):
    response = seat.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def typed(letter, **more):
    return {
        "subject": letter.subject,
        "body": letter.body,
        "channel": letter.channel,
        "version": letter.version,
        **more,
    }


def test_an_empty_list_says_how_to_begin(alice, campaign):
    assert "Nobody has been asked yet." in page_of(alice, "asks")


def test_asking_drafts_a_letter_from_what_is_known(alice, campaign, priya):
    reply = alice.post(
        reverse("ask-new", args=[priya.pk]), {"reason": "You moved to data", "minutes": 20, "channel": "email"}
    )
    letter = Letter.objects.get()
    assert reply.status_code == 302
    assert reply.url == letter.get_absolute_url()
    assert "You moved to data." in letter.body
    assert letter.ask.reason == "You moved to data"
    assert letter.message_id.startswith("<")


def test_what_links_them_stands_beside_the_new_ask(alice, campaign, priya):
    priya.how_we_met = "we met at the June meetup"
    priya.save(update_fields=["how_we_met"])
    page = page_of(alice, "ask-new", priya.pk)
    assert "we met at the June meetup" in page
    assert "Data platform manager" in page


def test_a_second_ask_to_the_same_person_is_refused(alice, campaign, priya, letter):
    reply = alice.post(reverse("ask-new", args=[priya.pk]), {"reason": "", "minutes": 20, "channel": "email"})
    assert reply.status_code == 422
    assert Ask.objects.count() == 1


def test_somebody_who_wants_to_be_left_alone_is_not_asked(alice, campaign, priya):
    priya.do_not_contact_at = NOW
    priya.save(update_fields=["do_not_contact_at"])
    reply = alice.post(reverse("ask-new", args=[priya.pk]), {"reason": "", "minutes": 20, "channel": "email"})
    assert reply.status_code == 422
    assert "asked not to be contacted" in reply.content.decode()


def test_the_review_stands_at_its_words(alice, letter):
    body = "Hi Priya,\n\nPlease keep me in mind for openings. Could we talk for 20 minutes? Thank you."
    reply = alice.post(reverse("letter-review", args=[letter.pk]), typed(letter, body=body), **{"HX-Request": "true"})
    page = reply.content.decode()
    assert '<mark data-level="must">' in page
    assert "keep me in mind" in page
    assert "must change before it goes" in page
    assert "<html" not in page
    letter.refresh_from_db()
    assert letter.body != body


def test_without_javascript_the_check_is_the_whole_page_with_what_was_typed(alice, letter):
    reply = alice.post(reverse("letter-review", args=[letter.pk]), typed(letter, body="Can I <b>pick your brain</b>?"))
    page = reply.content.decode()
    assert "<html" in page
    assert "Can I &lt;b&gt;pick your brain&lt;/b&gt;?" in page


def test_saving_keeps_what_was_typed_and_raises_the_version(alice, letter):
    alice.post(letter.get_absolute_url(), typed(letter, body="Hi Priya,\r\n\r\nCould we talk?"))
    letter.refresh_from_db()
    assert letter.body == "Hi Priya,\n\nCould we talk?"
    assert letter.version == 2
    assert Entry.objects.filter(subject_id=letter.pk, verb="changed").exists()


def test_two_tabs_that_change_different_fields_both_win(alice, letter):
    mine, other = typed(letter, subject="From the first tab"), typed(letter, body="From the second tab")
    alice.post(letter.get_absolute_url(), mine)
    assert alice.post(letter.get_absolute_url(), other).status_code == 302
    letter.refresh_from_db()
    assert (letter.subject, letter.body) == ("From the first tab", "From the second tab")


def test_two_tabs_that_change_the_same_field_see_both_and_choose(alice, letter):
    opened = typed(letter)
    alice.post(letter.get_absolute_url(), {**opened, "body": "From the first tab"})
    reply = alice.post(letter.get_absolute_url(), {**opened, "body": "From the second tab"})
    page = reply.content.decode()
    assert reply.status_code == 409
    assert "From the first tab" in page
    assert "From the second tab" in page
    letter.refresh_from_db()
    assert letter.body == "From the first tab"
    chosen = {**opened, "body": "From the second tab", "version": letter.version}
    assert alice.post(letter.get_absolute_url(), chosen).status_code == 302


def test_sent_the_letter_begins_the_count_and_touches_the_contact(alice, priya, letter):
    alice.post(
        reverse("letter-sending", args=[letter.pk]), typed(letter, subject="Two questions", sent_at="2026-11-23T08:00")
    )
    letter.refresh_from_db()
    priya.refresh_from_db()
    assert letter.subject == "Two questions"
    assert letter.sent_at == datetime(2026, 11, 23, 7, tzinfo=UTC)
    assert letter.ask.sent_at == letter.sent_at
    assert priya.sent == 1


def test_a_letter_is_not_sent_in_the_future(alice, letter):
    alice.post(reverse("letter-sending", args=[letter.pk]), {"sent_at": "2030-01-01T08:00"})
    letter.refresh_from_db()
    assert letter.sent_at == NOW


def test_two_people_at_one_organization_are_not_asked_at_once(alice, campaign, letter, tom):
    letter.send(at=NOW)
    second = drafts.begin_ask(campaign, tom, None, reason="", minutes=20, channel="email", at=NOW)
    reply = alice.post(reverse("letter-sending", args=[second.pk]), {})
    assert reply.status_code == 422
    assert "Priya Raman at Northwind was asked on Tue 24 Nov." in reply.content.decode()
    alice.post(reverse("letter-sending", args=[second.pk]), {"anyway": "on"})
    second.refresh_from_db()
    assert second.sent_at


def test_a_letter_that_has_gone_out_stays_as_it_was_sent(alice, ask):
    letter = ask.letters.get()
    reply = alice.post(letter.get_absolute_url(), typed(letter, body="Something else"))
    assert reply.status_code == 422
    alice.post(reverse("letter-removal", args=[letter.pk]))
    letter.refresh_from_db()
    assert letter.body != "Something else"


def test_the_file_opens_in_a_mail_program(alice, letter):
    reply = alice.get(reverse("letter-file", args=[letter.pk]))
    message = message_from_bytes(reply.content, policy=policy.default)
    assert reply["Content-Type"] == "message/rfc822"
    assert message["To"] == "Priya Raman <priya@northwind.example>"
    assert message["Message-ID"] == letter.message_id
    assert message["Subject"] == letter.subject
    assert message.get_content().strip() == letter.body.strip()


def test_a_line_break_in_a_subject_smuggles_no_header(alice, letter):
    Letter.objects.filter(pk=letter.pk).update(subject="Hi\nBcc: all@example.org")
    message = message_from_bytes(alice.get(reverse("letter-file", args=[letter.pk])).content, policy=policy.default)
    assert message["Bcc"] is None


def test_a_follow_up_is_drafted_when_it_is_due_and_answers_the_first_letter(alice, ask):
    assert "Time for the one follow-up." in page_of(alice, "ask", ask.pk)
    assert "one wants a follow-up" in page_of(alice, "asks")
    alice.post(reverse("follow-up", args=[ask.pk]))
    follow_up = Letter.objects.get(kind="follow-up")
    assert follow_up.subject.startswith("Re: ")
    assert "13 November" in follow_up.body
    reply = alice.get(reverse("letter-file", args=[follow_up.pk]))
    message = message_from_bytes(reply.content, policy=policy.default)
    assert message["In-Reply-To"] == ask.letters.get(kind="ask").message_id
    alice.post(reverse("follow-up", args=[ask.pk]))
    assert Letter.objects.filter(kind="follow-up").count() == 1


def test_a_follow_up_before_its_day_is_refused_with_the_day(alice, letter):
    letter.send(at=NOW)
    reply = alice.client.post(reverse("follow-up", args=[letter.ask_id]), follow=True)
    assert "follow up on" in reply.content.decode()
    assert not Letter.objects.filter(kind="follow-up").exists()


def test_after_the_follow_up_comes_silence(alice, ask, clock):
    drafts.begin_follow_up(ask, at=NOW).send(at=NOW)
    clock.shift(timedelta(days=20))
    assert "Let it rest" in page_of(alice, "ask", ask.pk)
    reply = alice.client.post(reverse("follow-up", args=[ask.pk]), follow=True)
    assert "Let it rest" in reply.content.decode()
    assert Letter.objects.count() == 2


def test_after_three_working_days_somebody_else_there_may_be_asked(alice, ask, tom):
    assert "Tom Okafor" in page_of(alice, "ask", ask.pk)
    alice.post(reverse("alternate", args=[ask.pk]), {"contact": tom.pk})
    other = Ask.objects.get(contact=tom)
    assert other.instead_of == ask
    assert other.organization == ask.organization
    assert "Asked instead of" in page_of(alice, "ask", other.pk)


def test_an_alternate_whom_nobody_knows_is_not_there(alice, letter):
    for data in ({}, {"contact": "x"}):
        assert alice.post(reverse("alternate", args=[letter.ask_id]), data).status_code == 404


def test_an_alternate_before_its_day_is_refused(alice, letter, tom):
    letter.send(at=NOW)
    alice.post(reverse("alternate", args=[letter.ask_id]), {"contact": tom.pk})
    assert Ask.objects.count() == 1


def test_a_yes_leads_to_agreeing_a_time(alice, ask):
    reply = alice.post(reverse("answer", args=[ask.pk]), {"outcome": "yes", "text": "Gladly", "channel": "phone"})
    ask.refresh_from_db()
    assert ask.accepted_at
    assert Reply.objects.get().text == "Gladly"
    assert reply.url.endswith(f"?ask={ask.pk}")
    assert "said yes" in page_of(alice, "asks")


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Gladly!\n\nOn Mon, Nov 2, 2026 at 9:14 AM Alice wrote:\n> May I ask?", "Gladly!"),
        ("> May I ask?", "> May I ask?"),
    ],
)
def test_of_a_pasted_answer_what_they_newly_wrote_is_kept(alice, ask, pasted, kept):
    alice.post(reverse("answer", args=[ask.pk]), {"outcome": "yes", "text": pasted, "channel": "email"})
    assert ask.replies.get().text == kept


def test_ask_me_later_wants_a_day_to_come(alice, ask):
    url = reverse("answer", args=[ask.pk])
    assert alice.post(url, {"outcome": "later", "channel": "email"}).status_code == 422
    assert alice.post(url, {"outcome": "later", "channel": "email", "until": "2026-11-01"}).status_code == 422
    assert not Reply.objects.exists()
    alice.post(url, {"outcome": "later", "channel": "email", "until": "2027-03-01"})
    ask.refresh_from_db()
    assert ask.not_before == date(2027, 3, 1)
    assert "asked again from Mon 1 Mar" in page_of(alice, "ask", ask.pk)


def test_a_no_ends_it_and_leaves_room_for_another_time(alice, campaign, priya, ask):
    alice.post(reverse("refusal", args=[ask.pk]))
    ask.refresh_from_db()
    assert ask.declined_at
    assert ask.closed_at
    assert asking.start_ask(campaign, priya, reason="", minutes=20, at=NOW)


def test_closing_lets_it_rest(alice, ask):
    alice.post(reverse("ask-closing", args=[ask.pk]))
    ask.refresh_from_db()
    assert ask.closed_at


def test_any_other_letter_can_be_written(alice, campaign, priya):
    alice.post(reverse("keep-in-touch", args=[priya.pk]), {"kind": "keep-in-touch", "channel": "email"})
    letter = Letter.objects.get()
    assert (letter.kind, letter.ask) == ("keep-in-touch", None)
    assert "Hi Priya" in page_of(alice, "letter", letter.pk)


def test_a_letter_of_ones_own_is_where_drafts_begin(alice, campaign, priya):
    own = {
        "name": "Mine",
        "kind": "ask",
        "channel": "email",
        "subject": "Hello {first_name}",
        "body": "Dear {first_name}, {reason}",
    }
    alice.post(reverse("template-new"), own)
    template = Template.objects.get()
    alice.post(reverse("template-edit", args=[template.pk]), {**own, "body": "Dear {first_name}, {reason}?"})
    alice.post(reverse("ask-new", args=[priya.pk]), {"reason": "why", "minutes": 20, "channel": "email"})
    assert Letter.objects.get().body == "Dear Priya, why?"
    alice.post(reverse("template-removal", args=[template.pk]))
    assert not Template.objects.exists()


@pytest.mark.parametrize("channel", ["email", "linkedin-note", "linkedin-message", "inmail", "phone"])
def test_a_letter_has_its_page_in_every_channel(alice, campaign, priya, channel):
    letter = drafts.begin_ask(campaign, priya, None, reason="you moved to data", minutes=20, channel=channel, at=NOW)
    page = page_of(alice, "letter", letter.pk)
    assert ("mailto:" in page) == (channel == "email")


def test_bob_cannot_tell_that_alices_asks_exist(bob, campaign, priya, ask):
    letter = ask.letters.get()
    for name in ("ask", "answer", "refusal", "ask-closing", "follow-up", "alternate"):
        assert bob.post(reverse(name, args=[ask.pk])).status_code in (404, 405)
        assert bob.get(reverse(name, args=[ask.pk])).status_code in (404, 405)
    for name in ("letter", "letter-review", "letter-file", "letter-sending", "letter-removal"):
        assert bob.post(reverse(name, args=[letter.pk])).status_code in (404, 405)
        assert bob.get(reverse(name, args=[letter.pk])).status_code in (404, 405)
    for name in ("ask-new", "keep-in-touch"):
        assert bob.get(reverse(name, args=[priya.pk])).status_code == 404


def test_the_list_takes_the_same_queries_for_one_ask_and_for_twenty(alice, campaign, priya, ask, queries):
    url = reverse("asks")
    few = queries(alice, url)
    for number in range(20):
        contact = contact_of(alice, f"Person {number}", f"Firm {number}", "Analyst")
        drafts.begin_ask(campaign, contact, None, reason="", minutes=20, channel="email", at=NOW).send(at=NOW)
    assert queries(alice, url) == few


def test_an_ask_page_takes_the_same_queries_with_many_letters(alice, ask, queries):
    url = reverse("ask", args=[ask.pk])
    few = queries(alice, url)
    for _ in range(20):
        ask.answer(at=NOW, text="and another thing")
    assert queries(alice, url) <= few


def test_a_draft_thrown_away_can_be_taken_back(alice, letter):
    page = alice.client.post(reverse("letter-removal", args=[letter.pk]), follow=True).content.decode()
    assert not Letter.objects.exists()
    number = Entry.objects.get(subject_id=letter.pk, verb="removed").number
    assert reverse("undo", args=[number]) in page
    alice.post(reverse("undo", args=[number]))
    assert Letter.objects.get().body == letter.body


def test_closing_can_be_taken_back(alice, ask):
    alice.post(reverse("ask-closing", args=[ask.pk]))
    alice.post(reverse("undo", args=[Entry.objects.get(subject_id=ask.pk, verb="closed").number]))
    ask.refresh_from_db()
    assert ask.is_open


def test_a_letter_can_be_printed_and_signed(alice, bob, letter):
    shown = page_of(alice, "letter-to-sign", letter.pk)
    assert "24 November 2026" in shown
    assert "Priya Raman" in shown
    assert bob.get(reverse("letter-to-sign", args=[letter.pk])).status_code == 404
