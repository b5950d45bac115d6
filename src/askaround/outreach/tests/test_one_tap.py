"""One tap on a letter: another way to say it, a gap filled, a cut, a phrase kept; and the rules with their switches."""

import pytest
from django.urls import reverse

from askaround.history.models import Entry
from askaround.outreach import drafts, phrasing
from askaround.outreach.drafting import missing_in
from askaround.outreach.models import Letter, LetterKind, Phrase, Template
from askaround.outreach.review import RULES, Practised
from askaround.purpose.models import Profile
from conftest import NOW, contact_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def letter(campaign, priya):
    return drafts.begin_ask(campaign, priya, None, reason="you moved to data", minutes=20, channel="email", at=NOW)


def typed(letter, **more):
    return {
        "subject": letter.subject,
        "body": letter.body,
        "channel": letter.channel,
        "version": letter.version,
        **more,
    }


def tap(seat, name, letter, **more):
    answer = seat.post(reverse(name, args=[letter.pk]), typed(letter, **more))
    letter.refresh_from_db()
    return answer


def html(seat, name, *args):
    return seat.get(reverse(name, args=args)).content.decode()


def undo(seat):
    """Take back what was done last."""
    seat.post(reverse("undo", args=[Entry.objects.order_by("-number")[0].number]))


def test_three_ways_stand_side_by_side_and_one_tap_takes_one(alice, letter):
    page = html(alice, "letter", letter.pk)
    for name in ("What links you first", "Your reason first", "The question first, short"):
        assert name in page
    answer = tap(alice, "letter-draft", letter, way="short")
    assert answer.status_code == 302
    assert "could we talk for 20 minutes" in letter.body


def test_another_way_loses_nothing_that_was_typed(alice, letter):
    tap(alice, "letter-draft", letter, way="reason", body="My very own words.")
    assert "You moved to data" in letter.body
    undo(alice)
    letter.refresh_from_db()
    assert letter.body == "My very own words."


def test_a_template_of_ones_own_is_one_of_the_ways(alice, letter):
    own = Template.objects.create(
        notebook=alice.notebook, name="My way", body="Dear {first_name}, it is me.", created_at=NOW
    )
    assert "My way" in html(alice, "letter", letter.pk)
    tap(alice, "letter-draft", letter, way=str(own.pk))
    assert letter.body == "Dear Priya, it is me."


def test_another_channel_offers_to_draft_it_anew(alice, letter):
    url = reverse("letter-review", args=[letter.pk])
    page = alice.post(url, typed(letter, channel="linkedin-note"), **HTMX).content.decode()
    assert "This was written as an email. Now it goes as a LinkedIn note." in page
    tap(alice, "letter-draft", letter, channel="linkedin-note", way="")
    assert letter.channel == "linkedin-note"
    assert len(letter.body) <= 200
    assert "This was written as" not in html(alice, "letter", letter.pk)


def test_what_is_missing_is_asked_for_and_put_in(alice, letter):
    page = html(alice, "letter", letter.pk)
    assert "things are missing." in page
    assert "School" in page
    tap(alice, "letter-gaps", letter, missing=["school", "your name"], answer=["Bonn", "Alice"])
    assert "We both studied at Bonn." in letter.body
    assert letter.body.endswith("Alice")


def test_an_answer_that_begins_a_sentence_gets_its_capital_and_one_full_stop(alice, letter):
    body = "Hi Priya,\n\n[What you will do with it, beginning with I]. Thank you."
    tap(
        alice,
        "letter-gaps",
        letter,
        body=body,
        missing=["What you will do with it, beginning with I"],
        answer=["i read it."],
    )
    assert letter.body == "Hi Priya,\n\nI read it. Thank you."


def test_the_gaps_are_shown_anew_only_when_they_have_changed(alice, letter):
    url, gaps = reverse("letter-review", args=[letter.pk]), [*missing_in(f"{letter.subject}\n{letter.body}")]
    assert 'id="missing"' not in alice.post(url, typed(letter, missing=gaps), **HTMX).content.decode()
    assert 'id="missing"' in alice.post(url, typed(letter, missing=["something"]), **HTMX).content.decode()


def test_a_cut_is_one_tap_and_can_be_taken_back(alice, letter):
    body = "Hi Priya,\n\nWe both studied at Bonn. Please keep me in mind for openings. Could we talk for 20 minutes?"
    page = alice.post(reverse("letter-review", args=[letter.pk]), typed(letter, body=body), **HTMX).content.decode()
    assert "Cut it" in page
    value = next(rest.split('"')[0] for rest in page.split('value="') if rest.startswith("job-"))
    tap(alice, "letter-cut", letter, body=body, cut=value)
    assert letter.body == "Hi Priya,\n\nWe both studied at Bonn. Could we talk for 20 minutes?"
    undo(alice)
    letter.refresh_from_db()
    assert letter.body == body


def test_a_cut_of_a_letter_that_has_moved_on_changes_nothing(alice, letter):
    before = letter.body
    for cut in ("job-openings:5", "nonsense", "job-openings:x", ""):
        assert tap(alice, "letter-cut", letter, cut=cut).status_code == 302
    assert letter.body == before


def test_a_letter_that_has_gone_out_stays(alice, letter):
    letter.send(at=NOW)
    before = letter.body
    for name, more in (
        ("letter-draft", {"way": "short"}),
        ("letter-gaps", {"missing": ["school"], "answer": ["Bonn"]}),
    ):
        alice.post(reverse(name, args=[letter.pk]), more)
    letter.refresh_from_db()
    assert letter.body == before


def test_selected_words_become_a_phrase_that_the_next_draft_uses(alice, campaign, letter, tom):
    body = "Hi Priya,\n\nWe both studied at Bonn. Could we talk for 20 minutes?\n\nWith a bow,\nAlice"
    start = body.index("With a bow,")
    tap(alice, "letter-phrase", letter, body=body, **{"from": start, "to": start + len("With a bow,")})
    phrase = Phrase.objects.get()
    assert (phrase.text, phrase.place) == ("With a bow,", "sign-off")
    second = drafts.begin_ask(campaign, tom, None, reason="", minutes=20, channel="email", at=NOW)
    assert "With a bow,\n" in second.body
    assert [used.times for used in phrasing.with_use(alice.notebook.pk)] == [2]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (0, 2), (400, 900), (-1, 5)])
def test_a_selection_that_is_no_phrase_is_said_back(alice, letter, start, end):
    tap(alice, "letter-phrase", letter, **{"from": start, "to": end})
    assert not Phrase.objects.exists()


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("We both studied at Bonn.", "opening"),
        ("I study data.", "who"),
        ("Could we talk for 20 minutes?", "question"),
        ("It would help me a lot.", "closing"),
        ("Warmly,", "sign-off"),
        ("You moved to data.", "why"),
    ],
)
def test_where_words_stand_says_where_they_fit(words, place):
    body = (
        "Hi Priya,\n\nWe both studied at Bonn. You moved to data. I study data.\n\n"
        "Could we talk for 20 minutes? It would help me a lot.\n\nWarmly,\nAlice"
    )
    start = body.index(words)
    assert phrasing.place_of(body, start, start + len(words)) == place


def test_a_phrase_that_asks_for_a_job_is_in_no_draft_and_the_page_says_so(alice, campaign, priya):
    alice.post(reverse("phrases"), {"text": "Please keep me in mind for openings.", "place": "closing"})
    assert "Not used in drafts" in html(alice, "phrases")
    letter = drafts.begin_ask(campaign, priya, None, reason="", minutes=20, channel="email", at=NOW)
    assert "keep me in mind" not in letter.body


def test_phrases_are_changed_and_thrown_away_and_brought_back(alice):
    alice.post(reverse("phrases"), {"text": "Warmly,", "place": "sign-off"})
    alice.post(reverse("phrases"), {"text": "Warmly,", "place": "sign-off"})
    phrase = Phrase.objects.get()
    alice.post(reverse("phrase-edit", args=[phrase.pk]), {"text": "Yours,", "place": "sign-off"})
    phrase.refresh_from_db()
    assert phrase.text == "Yours,"
    alice.post(reverse("phrase-removal", args=[phrase.pk]))
    assert not Phrase.objects.exists()
    undo(alice)
    assert Phrase.objects.get().text == "Yours,"


def test_the_same_words_stand_once_in_a_place(alice):
    for text in ("Warmly,", "Yours,"):
        alice.post(reverse("phrases"), {"text": text, "place": "sign-off"})
    second = Phrase.objects.get(text="Yours,")
    answer = alice.post(reverse("phrase-edit", args=[second.pk]), {"text": "Warmly,", "place": "sign-off"})
    assert answer.status_code == 422


def test_bob_sees_nothing_of_it(alice, bob, letter):
    phrase = Phrase.objects.create(notebook=alice.notebook, text="Warmly,", place="sign-off", created_at=NOW)
    on_letter = ("letter-draft", "letter-gaps", "letter-cut", "letter-phrase")
    for name in (*on_letter, "phrase-edit", "phrase-removal"):
        row = letter if name in on_letter else phrase
        assert bob.post(reverse(name, args=[row.pk])).status_code == 404
    assert "Warmly" not in html(bob, "phrases")


def test_a_list_of_phrases_takes_no_more_queries_when_it_grows(alice, queries):
    def grow(start, end):
        for n in range(start, end):
            Phrase.objects.create(notebook=alice.notebook, text=f"Words {n}", place="who", created_at=NOW)

    grow(0, 1)
    few = queries(alice, reverse("phrases"))
    grow(1, 20)
    assert queries(alice, reverse("phrases")) == few


def test_every_rule_stands_on_its_page_with_reason_samples_and_switch(alice, campaign):
    page = html(alice, "review-rules")
    for rule in RULES:
        assert f'id="{rule.id}"' in page
    assert "Sources differ" in page
    assert f"{len(RULES)} rules read your letters, as the practice has them." in page


def test_a_rule_switched_off_is_silent_in_this_campaign_and_can_be_brought_back(alice, campaign, letter):
    body = "Hi Priya,\n\nI hope this email finds you well. We studied at Bonn. Could we talk for 20 minutes? Thank you."
    url = reverse("letter-review", args=[letter.pk])
    assert "Anybody could write this line" in alice.post(url, typed(letter, body=body), **HTMX).content.decode()
    alice.post(reverse("review-switch"), {"rule": "empty-opening", "state": "off"})
    assert "Anybody could write this line" not in alice.post(url, typed(letter, body=body), **HTMX).content.decode()
    assert "1 of them as you set them" in html(alice, "review-rules")
    undo(alice)
    assert "Anybody could write this line" in alice.post(url, typed(letter, body=body), **HTMX).content.decode()


def test_a_job_rule_may_be_made_softer_and_the_page_says_what_that_means(alice, campaign):
    alice.post(reverse("review-switch"), {"rule": "job-openings", "state": "softer"})
    campaign.refresh_from_db()
    assert Practised.read(campaign.practice).lowered == {"job-openings"}
    assert "against asking for a job says less here" in html(alice, "review-rules")


def test_a_rule_that_rests_can_be_switched_on(alice, campaign):
    alice.post(reverse("review-switch"), {"rule": "denial-missing", "state": "on"})
    campaign.refresh_from_db()
    assert Practised.read(campaign.practice).on == {"denial-missing"}


@pytest.mark.parametrize(
    "data", [{}, {"rule": "no-such-rule", "state": "off"}, {"rule": "empty-opening", "state": "x"}]
)
def test_a_switch_that_is_none_is_not_there(alice, campaign, data):
    assert alice.post(reverse("review-switch"), data).status_code == 404


def test_the_settings_count_for_the_page_and_leave_others_alone(alice, campaign, letter):
    campaign.practice = {"outreach": {"minutes": 30}}
    campaign.save(update_fields=["practice"])
    chosen = {"words": 100, "minutes": 20, "questions": 1, "resume": 0, "note_fits": 300}
    assert alice.post(reverse("review-choices"), chosen).status_code == 302
    campaign.refresh_from_db()
    assert campaign.practice["outreach"] == {"minutes": 30}
    assert Practised.read(campaign.practice) == Practised(words=100, minutes=20, questions=1, note_fits=300)
    assert "100 at best, 125 at most" in html(alice, "letter", letter.pk)


def test_an_unknown_field_of_a_template_is_refused_with_the_nearest(alice):
    data = {"name": "Mine", "kind": "ask", "channel": "email", "subject": "", "body": "Dear {firstname}"}
    answer = alice.post(reverse("template-new"), data)
    assert answer.status_code == 422
    assert "Did you mean {first_name}?" in answer.content.decode()
    assert not Template.objects.exists()


def test_a_template_is_previewed_with_a_real_contact(alice, campaign, priya):
    Profile.objects.create(notebook=alice.notebook, name="Alice", created_at=NOW)
    data = {"name": "", "kind": "ask", "channel": "email", "subject": "", "contact": str(priya.pk),
            "body": "Dear {first_name} at {organization}, {reason} {my_name}"}  # fmt: skip
    part = alice.post(reverse("template-preview"), data, **HTMX).content.decode()
    assert "Dear Priya at Northwind, [reason] Alice" in part
    assert "<html" not in part
    assert "<html" in alice.post(reverse("template-preview"), data).content.decode()
    assert not Template.objects.exists()


def test_the_fields_stand_beside_the_editor(alice, campaign):
    page = html(alice, "template-new")
    assert "{first_name}" in page
    assert "their first name" in page


@pytest.mark.parametrize("kind", [kind for kind in LetterKind.values if kind not in ("ask", "follow-up", "check-in")])
def test_every_kind_is_begun_from_the_contact(alice, campaign, kind):
    lou = contact_of(alice, "Lou Marchetti", email="lou@acme.example")
    alice.post(reverse("keep-in-touch", args=[lou.pk]), {"kind": kind, "channel": "email"})
    assert Letter.objects.get().kind == kind
