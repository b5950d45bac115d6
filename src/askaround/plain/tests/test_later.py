"""“Ask me in spring”: proposals, in the words of the answer."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.plain.later import LONGEST, MANY, SEASONS, easter, proposals, season_begins
from askaround.plain.workdays import is_working_day

TODAY = date(2026, 11, 24)


def days(text, country="", today=TODAY):
    return [one.day.isoformat() for one in proposals(text, today, country)]


@pytest.mark.parametrize(
    ("text", "country", "meant"),
    [
        ("Not now, ask me in spring.", "US", ["2027-03-01"]),
        ("Ask me again in spring", "AU", ["2027-09-01"]),
        ("Ask me again in spring", "", ["2027-03-01", "2027-09-01"]),
        ("After the holidays would be better", "GB", ["2027-01-07"]),
        ("after the holidays", "NZ", ["2027-01-07", "2027-02-01"]),
        ("I could do 3 March", "DE", ["2027-03-03"]),
        ("March 3rd, 2027 works", "US", ["2027-03-03"]),
        ("say 3/4/2027", "", ["2027-03-04", "2027-04-05"]),
        ("say 3/4/2027", "US", ["2027-03-04"]),
        ("say 3/4/2027", "FR", ["2027-04-05"]),
        ("Try me in January", "DE-BY", ["2027-01-04"]),
        ("mid-March, please", "DE", ["2027-03-10"]),
        ("at the end of March", "US", ["2027-03-22"]),
        ("in a few weeks", "US", ["2026-12-15"]),
        ("Give me two months", "US", ["2027-01-25"]),
        ("next month", "", ["2026-12-01"]),
        ("some time in the new year", "US", ["2027-01-07"]),
        ("after Christmas", "US", ["2027-01-07"]),
        ("after Easter", "DE", ["2027-03-30"]),
        ("Q2 is calmer", "US", ["2027-04-01"]),
        ("next Tuesday", "US", ["2026-12-01"]),
        ("after the summer", "DE", ["2027-09-01"]),
        ("circle back after Thanksgiving", "US", ["2026-11-30"]),
        ("in 3 weeks or in April", "US", ["2026-12-15", "2027-04-01"]),
        ("I may march on, thanks.", "US", []),
        ("We fall behind and spring into action.", "US", []),
        ("2027-02-30", "US", []),
        ("Not now, sorry.", "US", []),
        ("I was there on 3 March 2020", "US", []),
    ],
)
def test_what_an_answer_may_mean(text, country, meant):
    assert days(text, country) == meant


def test_in_july_the_holidays_are_the_summer():
    assert days("after the holidays", "FR", date(2026, 7, 6)) == ["2026-09-01"]


def test_easter_falls_where_the_almanacs_have_it():
    assert [easter(year) for year in (2024, 2025, 2026, 2027, 2038)] == [
        date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25),
    ]  # fmt: skip


some_day = st.dates(date(2020, 1, 1), date(2035, 12, 31))
countries = st.sampled_from(["", "US", "DE-BY", "AU", "ZA", "XX"])
hints = st.sampled_from([
    "in spring", "next summer", "after the holidays", "in May", "mid-June", "on 31 January", "in 6 weeks", "next week",
    "after Easter", "Q3", "on Friday", "29 February", "in a month", "after Thanksgiving", "next year",
])  # fmt: skip


@settings(deadline=None)
@given(hints, some_day, countries)
def test_every_hint_gives_a_working_day_that_is_still_to_come(text, today, country):
    found = proposals(text, today, country)
    assert text == "29 February" or found
    for one in found:
        assert today < one.day <= today + LONGEST
        assert is_working_day(one.day, country)
        assert one.words.lower() in text.lower()


@settings(deadline=None)
@given(st.text(max_size=300), some_day, countries)
def test_any_text_gives_few_days_or_none(text, today, country):
    assert len(proposals(text, today, country)) <= MANY


@given(st.sampled_from(sorted(SEASONS)), some_day)
def test_a_season_begins_half_a_year_apart_on_both_sides_of_the_equator(season, today):
    north, south = (season_begins(season, today, south=south) for south in (False, True))
    assert 0 < (north - today).days <= 366
    assert abs((north.month - south.month) % 12) == 6
    assert north - today <= timedelta(days=366)
