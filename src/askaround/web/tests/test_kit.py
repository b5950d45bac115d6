"""The words of the kit: days, moments, counts, pictures, forms."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone

from askaround.web.templatetags.kit import ago, day, moment, plural
from conftest import NOW


@pytest.fixture(autouse=True)
def _still(clock):
    with timezone.override("UTC"):
        yield


@pytest.mark.parametrize(
    ("when", "words"),
    [(None, ""), (NOW, "Tue 24 Nov"), (date(2026, 12, 1), "Tue 1 Dec"), (date(2025, 1, 3), "Fri 3 Jan 2025")],
)
def test_a_day_in_words(when, words):
    assert day(when) == words


def test_a_moment_is_told_in_the_zone_of_who_reads():
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert moment(late) == "Tue 24 Nov, 23:30"
    with timezone.override("Asia/Tokyo"):
        assert moment(late) == "Wed 25 Nov, 08:30"
    assert moment(None) == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "yesterday"), (2, "2 days ago"), (13, "13 days ago"), (14, "2 weeks ago"), (29, "4 weeks ago"),
     (30, "1 month ago"), (364, "12 months ago"), (365, "1 year ago"), (800, "2 years ago"),
     (-1, "in 1 day"), (-3, "in 3 days")],
)  # fmt: skip
def test_how_long_ago(days, words):
    assert ago(NOW - timedelta(days=days)) == words


@pytest.mark.parametrize(("number", "words"), [(0, "0 notes"), (1, "1 note"), (3, "3 notes"), (30_000, "30,000 notes")])
def test_a_count_in_words(number, words):
    assert plural(number, "note,notes") == words


def drawn(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


def test_a_picture_is_for_eyes_only():
    assert 'aria-hidden="true"' in drawn('{% icon "undo" %}')
    assert "icons.svg#undo" in drawn('{% icon "undo" %}')


class Asking(forms.Form):
    minutes = forms.IntegerField(max_value=90, help_text="20 is a good start.")
    why = forms.CharField(required=False, widget=forms.Textarea)
    how = forms.ChoiceField(
        choices=[("a", "Email"), ("b", "Phone")], widget=forms.RadioSelect, help_text="One of them."
    )
    sure = forms.BooleanField(required=False)


FORM = '{% include "web/form.html" with form=form submit="Ask" %}'


def test_a_field_has_a_label_its_help_and_says_when_it_may_be_left():
    page = drawn(FORM, form=Asking())
    assert '<label for="id_minutes">Minutes</label>' in page
    assert 'aria-describedby="id_minutes_helptext"' in page
    assert "<legend>How</legend>" in page
    assert page.count("optional") == 1
    assert ">Ask</button>" in page


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept():
    page = drawn(FORM, form=Asking({"minutes": "900", "why": "<kept>", "how": "a"}))
    assert 'value="900"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_minutes_helptext id_minutes_error"' in page
    assert page.count('id="id_minutes_error"') == 1
    assert "&lt;kept&gt;" in page


def test_what_is_wrong_with_the_whole_form_is_said_at_its_top():
    form = Asking({"minutes": "20", "how": "a"})
    form.add_error(None, "Priya asked not to be contacted.")
    page = drawn(FORM, form=form)
    assert 'role="alert"' in page
    assert page.index("Priya asked") < page.index("Minutes")
