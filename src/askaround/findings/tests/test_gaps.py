"""Skills named, held against the profile; answers side by side; what the work is like."""

import pytest

from askaround.findings import skilling
from askaround.findings.models import Gap, Skill
from askaround.history.models import Batch
from askaround.history.undoing import undo_batch
from askaround.interviews.models import ChosenQuestion
from askaround.notes.models import DebriefAnswer
from askaround.purpose.models import Evidence
from conftest import NOW

from .cast import noted, talks

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(alice, campaign):
    return talks(alice, campaign, "Priya Raman", "Tom Okafor", "Lena Fischer")


def gaps(alice):
    return alice.get("/findings/gaps/").content.decode()


def test_a_skill_is_named_by_people_and_held_against_the_profile(alice, campaign, three):
    for interview in (three[0], three[0], three[2]):
        noted(interview, "You will need dbt and query plans")
    noted(three[1], "We use dbtools")
    assert alice.post("/findings/gaps/", {"name": "dbt"}).status_code == 302
    text = gaps(alice)
    assert "2 of 3" in text
    assert "<h1>dbt is not visible in your résumé.</h1>" in text
    assert "lack" not in text
    Evidence.objects.create(notebook=alice.notebook, kind="skill", text="DBT", created_at=NOW)
    assert "Every skill that was named is shown." in gaps(alice)


def test_naming_can_be_taken_back(alice, campaign, three):
    noted(three[0], "You will need dbt")
    alice.post("/findings/gaps/", {"name": "dbt"})
    undo_batch(Batch.objects.get(), at=NOW)
    assert not Skill.objects.exists()


def test_a_skill_that_nobody_named_is_refused_in_words(alice, campaign, three):
    page = alice.post("/findings/gaps/", {"name": "Kafka"})
    assert page.status_code == 422
    assert "No note mentions “Kafka”." in page.content.decode()
    assert 'value="Kafka"' in page.content.decode()


def test_a_plan_says_how_until_when_and_what_proves_it(alice, campaign, three):
    skill = skilling.name_skill(noted(three[0], "dbt"), "dbt", at=NOW)
    form = {"plan": "Take the course", "until": "2027-01-31", "proof": "A public project"}
    alice.post(f"/findings/skills/{skill.pk}/", form)
    gap = Gap.objects.get()
    assert (gap.plan, str(gap.until), gap.closed_at) == ("Take the course", "2027-01-31", None)
    assert "Take the course · until Sun 31 Jan 2027" in gaps(alice)
    alice.post(f"/findings/skills/{skill.pk}/", form | {"closed": "on"})
    gap.refresh_from_db()
    assert gap.closed_at == NOW
    assert "A public project" in gaps(alice)


def test_a_day_that_is_none_is_said_back(alice, campaign, three):
    skill = skilling.name_skill(noted(three[0], "dbt"), "dbt", at=NOW)
    page = alice.post(f"/findings/skills/{skill.pk}/", {"plan": "Take the course", "until": "soon"})
    assert page.status_code == 422
    assert "Take the course" in page.content.decode()


def test_a_removed_skill_comes_back_with_its_plan(alice, campaign, three):
    skill = skilling.name_skill(noted(three[0], "dbt"), "dbt", at=NOW)
    skilling.plan(campaign, skill, at=NOW, plan="Course")
    alice.post(f"/findings/skills/{skill.pk}/removal/")
    assert not Skill.objects.exists()
    undo_batch(Batch.objects.get(), at=NOW)
    assert Skill.objects.get().gaps.get().plan == "Course"


@pytest.mark.parametrize(
    ("text", "large"),
    [
        ("Learn PostgreSQL and dbt before Spark.", ["PostgreSQL", "Spark"]),
        ("Python first. SQL second!", ["SQL"]),
        ("They ask for C++, CI/CD and a CompTIA Security+ badge", ["C++", "CI/CD", "CompTIA", "Security+"]),
        ("nothing here", []),
    ],
)
def test_tokens_written_large_are_suggested(text, large):
    assert skilling.written_large(text) == large


def test_people_and_firms_are_never_suggested_and_marked_words_come_first(alice, campaign, three):
    noted(three[0], "Ask Tom about Airflow on Monday", marks=[])
    noted(three[1], "learn dbt", marks=[{"kind": "skill", "start": 6, "end": 9}])
    found = skilling.suggestions(campaign, names=["Tom Okafor"])
    assert found == [("dbt", 1), ("Airflow", 1)]
    assert "Keep as a skill?" in gaps(alice)


def test_bob_cannot_see_alices_skill(bob, campaign, three):
    from askaround.purpose.models import Campaign

    Campaign.objects.create(notebook=bob.notebook, name="Bob’s", active=True, created_at=NOW)
    skill = skilling.name_skill(noted(three[0], "dbt"), "dbt", at=NOW)
    assert bob.get(f"/findings/skills/{skill.pk}/").status_code == 404
    assert bob.post(f"/findings/skills/{skill.pk}/removal/").status_code == 404
    assert "dbt" not in bob.get("/findings/gaps/").content.decode()


def test_answers_to_the_same_question_stand_side_by_side(alice, campaign, three, queries):
    def answer(interview, text):
        question = ChosenQuestion.objects.create(
            notebook=alice.notebook, interview=interview, text="What does a week look like?", created_at=NOW
        )
        return noted(interview, text, question=question)

    answer(three[0], "Two days of meetings")
    few = queries(alice, "/findings/questions/")
    answer(three[1], "Mostly on-call")
    for number in range(18):
        answer(three[2], f"Answer {number}")
    assert queries(alice, "/findings/questions/") == few
    text = alice.get("/findings/questions/").content.decode()
    assert text.count("What does a week look like?") == 1
    assert "3 people" in text
    assert "Two days of meetings" in text
    assert "and 8 more notes" in text


def test_the_work_page_tells_what_the_debriefs_saw(alice, campaign, three, queries):
    def told(interview, key, text):
        DebriefAnswer.objects.create(notebook=alice.notebook, interview=interview, key=key, text=text, created_at=NOW)

    told(three[0], "environment", "Open plan, quiet")
    few = queries(alice, "/findings/work/")
    told(three[1], "opening", "Said a junior place opens in spring")
    told(three[2], "paths", "Analytics engineer")
    assert queries(alice, "/findings/work/") == few
    text = alice.get("/findings/work/").content.decode()
    for words in ("Open plan, quiet", "Said a junior place opens in spring", "Analytics engineer", "Lena Fischer"):
        assert words in text


def test_the_gaps_take_no_more_queries_for_twenty_skills(alice, campaign, three, queries):
    skilling.name_skill(noted(three[0], "dbt"), "dbt", at=NOW)
    few = queries(alice, "/findings/gaps/")
    for number in range(19):
        skilling.name_skill(noted(three[1], f"Tool{number}"), f"Tool{number}", at=NOW)
    assert queries(alice, "/findings/gaps/") == few
