"""The findings page: themes across people, in words and numbers that count people, not notes."""

from datetime import timedelta

import pytest
from django.db import connection

from askaround.findings import wording
from askaround.findings.figure import bars
from askaround.findings.heard import Heard
from askaround.findings.saturation import incidence, new_themes, themes_of
from askaround.findings.theming import assign, make_theme
from askaround.history.recording import change
from askaround.interviews import choosing
from askaround.notes.models import Note
from askaround.people.models import Introduction, Organization, Role
from askaround.purpose.bank import question_named
from conftest import NOW, contact_of

from .cast import held, noted, talks

pytestmark = pytest.mark.django_db
SEVEN = ("Priya Raman", "Tom Okafor", "Ana Ruiz", "Jun Sato", "Sara Lind", "Ben Ito", "Lou Marchetti")


@pytest.fixture
def seven(alice, campaign):
    return talks(alice, campaign, *SEVEN)


def say(campaign, name, *interviews, kind="advice", against=False):
    theme = make_theme(campaign, name, at=NOW)
    for interview in interviews:
        assign(theme, noted(interview, f"{name}, they said", kind), at=NOW, against=against)
    return theme


def page(alice, query=""):
    return alice.get(f"/findings/{query}").content.decode()


def test_the_heading_says_the_strongest_finding(alice, campaign, seven):
    say(campaign, "SQL depth beats frameworks", *seven[:5])
    say(campaign, "On-call is part of the job", *seven[:4], kind="information")
    text = page(alice)
    assert "<h1>Five of seven say SQL depth beats frameworks.</h1>" in text
    assert "5 of 7" in text
    assert "4 of 7" in text


def test_people_are_counted_not_notes(alice, campaign, seven):
    say(campaign, "Start in analytics, then move", seven[4], seven[4], seven[4])
    text = page(alice)
    assert "heard from Sara only so far" in text
    assert "<h1>Each thing was heard from one person so far.</h1>" in text
    assert "outlier" not in text


def test_disagreement_stands_side_by_side(alice, campaign, seven):
    theme = say(campaign, "A certificate opens the door", seven[0], seven[3])
    for interview in (seven[1], seven[6]):
        assign(theme, noted(interview, "Certificates do nothing"), at=NOW, against=True)
    text = page(alice)
    assert "2 say so, 2 not" in text
    assert text.count('class="dot ring" role="img" aria-label="advice, says not"') == 2
    assert "<h1>Two say a certificate opens the door; two say not.</h1>" in text


def test_somebody_met_twice_counts_once(alice, campaign, priya):
    first, again = held(campaign, priya, 9), held(campaign, priya, 2)
    say(campaign, "Write it down", first, again)
    found = Heard.of(campaign.notebook_id, campaign.pk)
    assert len(found.people) == 1
    assert found.lines()[0].heard == "heard from Priya only so far"


def test_what_lies_in_the_trash_was_not_heard(alice, campaign, seven):
    say(campaign, "SQL depth beats frameworks", *seven[:2])
    Note.objects.filter(interview=seven[0]).update(trashed_at=NOW)
    assert Heard.of(campaign.notebook_id, campaign.pk).lines()[0].heard == "heard from Tom only so far"


def test_two_of_one_first_name_are_told_apart(alice, campaign):
    talks(alice, campaign, "Ana Ruiz", "Ana Okoro", "Tom Ito")
    assert [person.label for person in Heard.of(campaign.notebook_id, campaign.pk).people] == [
        "Ana R.",
        "Ana O.",
        "Tom",
    ]


@pytest.mark.parametrize(
    ("notes", "heading"),
    [
        (0, "Only names were noted so far."),
        (1, "1 note waits to be sorted into themes."),
        (3, "3 notes wait to be sorted into themes."),
    ],
)
def test_before_there_are_themes_the_heading_says_what_waits(alice, campaign, priya, notes, heading):
    interview = held(campaign, priya)
    for number in range(notes):
        noted(interview, f"Note {number}")
    noted(interview, "Ask Ana", "referral")
    assert f"<h1>{heading}</h1>" in page(alice)
    assert Heard.of(campaign.notebook_id, campaign.pk).unsorted == notes


def test_an_empty_campaign_is_told_where_findings_come_from(alice, campaign):
    assert "Nothing has been heard yet." in page(alice)
    assert "Findings come from talks" in page(alice)


def test_without_a_campaign_the_first_steps_come_first(alice):
    for path in ("", "sorting/", "questions/", "gaps/", "work/"):
        assert alice.get(f"/findings/{path}").headers["Location"] == "/first-steps/"


def test_coverage_is_said_from_three_talks_on(alice, campaign, seven):
    say(campaign, "A thing", *seven[:2])
    assert "About" not in wording.enough(incidence(themes_of(["a", "a"])), [1, 0])
    assert "About all of what such people would tell you has been heard" in page(alice)


def test_the_fixture_in_plain_words():
    eight = themes_of(["abcd", "abe", "acf", "bdg", "abh", "aci", "abc", "ab"])
    assert wording.enough(incidence(eight), new_themes(eight)) == (
        "The last two brought 0% of all themes. About 80% of what such people would tell you has been heard, by"
        " estimate. Every second talk should still bring one new theme."
    )


def test_new_themes_per_talk_are_bars_with_their_table(alice, campaign, seven):
    say(campaign, "One", *seven[:3])
    say(campaign, "Two", seven[1])
    text = page(alice)
    assert "New themes each interview brought: Priya 1, Tom 1, Ana 0" in text
    drawn = bars(Heard.of(campaign.notebook_id, campaign.pk).talks, [1, 1, 0, 0, 0, 0, 0])
    assert drawn[0].height == 108
    assert drawn[2].height == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SQL depth beats frameworks", "Two of three say SQL depth beats frameworks."),
        ("On-call is part of the job.", "Two of three say on-call is part of the job."),
        ("Write it down first", "Two of three say: write it down first."),
        ("Python is enough", "Two of three say: Python is enough."),
        ("dbt is everywhere", "Two of three say dbt is everywhere."),
    ],
)
def test_a_theme_reads_well_after_say(name, words):
    assert wording.says(name, 2, 3) == words


def test_everybody_is_said_so():
    assert wording.says("SQL matters", 3, 3) == "All three say SQL matters."


def test_the_page_takes_no_more_queries_for_twenty_themes(alice, campaign, queries, seven):
    say(campaign, "One", seven[0])
    few = queries(alice, "/findings/")
    for number in range(19):
        say(campaign, f"Theme {number}", *seven)
    assert queries(alice, "/findings/") == few


def test_five_thousand_notes_of_fifty_people_stay_a_small_page(alice, campaign, django_assert_max_num_queries):
    people = talks(alice, campaign, *(f"Person{n} Name{n}" for n in range(50)))
    for number in range(60):
        say(campaign, f"Theme {number} that some people talk about at length", *people[number % 7 :: 3])
    with django_assert_max_num_queries(7):
        Heard.of(campaign.notebook_id, campaign.pk)
    first, last = alice.get("/findings/"), alice.get("/findings/?page=99")
    assert len(first.content) < 60_000
    assert len(last.content) < 60_000
    assert "The last 16 of 50 people stand here" in first.content.decode()
    assert "3 of 3" in last.content.decode()


def test_bob_sees_nothing_of_alices_findings(alice, bob, campaign, seven):
    from askaround.purpose.models import Campaign

    say(campaign, "SQL depth beats frameworks", *seven[:5])
    Campaign.objects.create(notebook=bob.notebook, name="Bob’s", active=True, created_at=NOW)
    assert "SQL" not in bob.get("/findings/").content.decode()
    assert Heard.of(campaign.notebook_id, campaign.pk).people[0].name == "Priya Raman"


def test_a_talk_that_did_not_end_was_not_heard(alice, campaign, priya, seven):
    interview = held(campaign, contact_of(alice, "Zoe Park"))
    interview.ended_at = None
    interview.save(update_fields=["ended_at"])
    say(campaign, "Early", interview)
    assert Heard.of(campaign.notebook_id, campaign.pk).lines()[0].heard == "no notes yet"
    assert interview.starts_at < NOW + timedelta(days=1)


def test_the_page_remembers_until_something_happens(alice, campaign, queries, seven):
    theme = say(campaign, "SQL depth beats frameworks", *seven[:3])
    first, again = queries(alice, "/findings/"), queries(alice, "/findings/")
    assert again < first or connection.vendor != "sqlite"
    assert "<h1>Three of seven say SQL depth beats frameworks.</h1>" in page(alice)
    assign(theme, noted(seven[3], "Plans, plans"), at=NOW)
    assert "<h1>Four of seven say SQL depth beats frameworks.</h1>" in page(alice)
    change(seven[3].people.get().contact, at=NOW, given="Juno")
    assert '<span title="Jun Sato">Juno</span>' in page(alice)
    change(Note.objects.get(text="Plans, plans"), at=NOW, verb="trashed", trashed_at=NOW)
    assert "<h1>Three of seven say" in page(alice)


def at_work(contact, place, title="Data engineer"):
    organization, _ = Organization.objects.get_or_create(
        notebook=contact.notebook, key=place.lower(), defaults={"name": place, "created_at": NOW}
    )
    Role.objects.create(
        notebook=contact.notebook, contact=contact, organization=organization, title=title, created_at=NOW
    )


def test_how_sure_a_share_is_stands_beside_it(alice, campaign, seven):
    say(campaign, "SQL depth beats frameworks", *seven[:5])
    assert "36 to 92%" in page(alice)


def test_voices_of_one_employer_are_flagged_and_explained(alice, campaign, seven):
    for talk in seven[:2]:
        at_work(talk.people.get().contact, "Northwind")
    theme = say(campaign, "SQL depth beats frameworks", *seven[:5])
    assert "4 independent" in page(alice)
    assert "Priya and Tom are both at Northwind." in alice.get(f"/findings/themes/{theme.pk}/").content.decode()


def test_who_led_to_whom_is_not_independent(alice, campaign, seven):
    priya, tom = (talk.people.get().contact for talk in seven[:2])
    Introduction.objects.create(notebook=campaign.notebook, by=priya, to=tom, created_at=NOW)
    say(campaign, "SQL depth beats frameworks", *seven[:2])
    assert "not independent" in page(alice)


def test_what_differs_between_employers_varies(alice, campaign, seven):
    for talk, place in zip(seven, ("Northwind", "Northwind", "Acme"), strict=False):
        at_work(talk.people.get().contact, place)
    theme = say(campaign, "Nights are rare", *seven[:2])
    assign(theme, noted(seven[2], "Every second night"), at=NOW, against=True)
    assert "varies by employer" in page(alice)


def test_rows_stand_by_how_many_by_newest_and_by_question(alice, campaign, seven):
    say(campaign, "Old and shared", *seven[:4])
    say(campaign, "Latest", seven[6])
    asked = choosing.choose(seven[0], [question_named("surprised")], at=NOW)[0]
    theme = make_theme(campaign, "Answers it", at=NOW)
    assign(theme, noted(seven[0], "Meetings", question=asked), at=NOW)

    def order(query):
        text = page(alice, query)
        return sorted(("Old and shared", "Latest", "Answers it"), key=lambda name: text.index(f">{name}<"))

    assert order("") == ["Old and shared", "Answers it", "Latest"]
    assert order("?by=newest") == ["Latest", "Old and shared", "Answers it"]
    assert order("?by=question") == ["Answers it", "Old and shared", "Latest"]
    text = page(alice, "?by=question")
    assert (
        text.index(question_named("surprised").text) < text.index("Answers it") < text.index("Said without a question")
    )
    assert order("?by=nonsense") == order("")


def test_what_all_who_were_asked_have_in_common_is_said(alice, campaign, seven):
    for talk in seven:
        at_work(talk.people.get().contact, "Northwind", "Engineering manager")
    say(campaign, "Nights are rare", *seven[:2])
    assert "All 7 are at the level manager" in page(alice)
    assert "not heard yet: entry, experienced, lead, director, executive, founder" in page(alice)
