"""A town tells its region only where that is sure."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.plain.regions import place_of
from askaround.plain.workdays import holidays_of, is_working_day


@pytest.mark.parametrize(
    ("country", "town", "place"),
    [
        ("DE", "München", "DE-BY"),
        ("de", "Munich, Bavaria", "DE-BY"),
        ("US", "Austin, TX", "US-TX"),
        ("US", "Springfield, Illinois, USA", "US-IL"),
        ("US", "Springfield", "US"),
        ("GB", "Edinburgh", "GB-SCT"),
        ("AU", "Melbourne, VIC", "AU-VIC"),
        ("FR", "Paris", "FR"),
        ("DE", "Berlin", "DE-BE"),
        ("", "Berlin", ""),
        ("XX", "Berlin, BE", "XX"),
        ("US", "Washington", "US"),
    ],
)
def test_a_region_is_told_where_it_is_sure(country, town, place):
    assert place_of(country, town) == place


def test_epiphany_is_kept_in_munich_and_worked_in_hamburg():
    epiphany = date(2027, 1, 6)
    assert not is_working_day(epiphany, place_of("DE", "Munich"))
    assert is_working_day(epiphany, place_of("DE", "Hamburg"))
    assert is_working_day(epiphany, "DE")


def test_a_region_that_a_country_does_not_have_counts_as_the_country():
    assert holidays_of("DE-TX", 2026) == holidays_of("DE", 2026)


@settings(deadline=None)  # the first look at a country loads its holidays
@given(st.sampled_from(["DE", "US", "GB", "FR", "ZZ", "", "A1"]), st.text(max_size=40))
def test_any_town_whatever_gives_a_place_with_at_least_the_holidays_of_its_country(country, town):
    place = place_of(country, town)
    assert place.startswith(country)
    assert holidays_of(place, 2026) >= holidays_of(country, 2026) or "-" in place
