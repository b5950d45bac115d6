"""Days and months as exports write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.formats.dates import day_of, moment_of, month_of


@pytest.mark.parametrize(
    "text",
    ["08 Feb 2026", "8-Feb-26", "2026-02-08", "2026/02/08", "2026-02-08 14:03:22 UTC", "2026-02-08T10:00:00Z",
     "2/8/26, 2:37 PM", "2/8/2026", "08.02.2026", "Feb 8, 2026", "February 8 2026", "8 février 2026", "8. Feb. 2026",
     "8 de fev. de 2026", "08 FEB 2026", "2026年2月8日", "2026. 2. 8.", "8 февраля 2026", "8 helmikuuta 2026"],
)  # fmt: skip
def test_one_day_in_many_ways(text):
    assert day_of(text) == date(2026, 2, 8)


def test_a_month_that_cannot_be_is_the_day():
    assert day_of("29/1/2026") == date(2026, 1, 29)


@pytest.mark.parametrize("text", ["", "yesterday", "30 Feb 2026", "2026-13-01", "8 Xyz 2026", "0/0/0000", "1" * 1000])
def test_what_is_no_day_is_none(text):
    assert day_of(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [("Jan 2024", "2024-01"), ("2024", "2024"), ("2024-03", "2024-03"), ("September 2019", "2019-09"),
     ("März 2020", "2020-03"), ("2024-05-06", "2024-05"), ("2024年5月", "2024-05"), ("des 2024", "2024-12"),
     ("marraskuuta 2024", "2024-11"), ("maaliskuuta 2024", "2024-03"), ("", ""), ("someday", "")],
)  # fmt: skip
def test_months(text, month):
    assert month_of(text) == month


@given(st.dates(min_value=date(2003, 1, 1)))
def test_any_day_comes_back(day):
    assert day_of(f"{day:%d %b %Y}") == day_of(day.isoformat()) == day


@given(st.text())
def test_any_text_is_a_day_or_not(text):
    assert day_of(text) is None or isinstance(day_of(text), date)
    assert len(month_of(text)) in {0, 4, 7}


@pytest.mark.parametrize(
    "text",
    ["2025-06-01 14:03:22 UTC", "2025-06-01T14:03:22Z", "6/1/25, 2:03:22 PM", "6/1/25, 2:03:22\u202fPM",
     "2025-06-01 16:03:22 +0200", "1 June 2025 14:03:22", "2025-06-01 14:03:22", "Jun 1, 2025 at 2:03:22 p.m."],
)  # fmt: skip
def test_one_moment_in_many_ways(text):
    assert moment_of(text) == datetime(2025, 6, 1, 14, 3, 22, tzinfo=UTC)


def test_a_day_without_a_clock_is_its_noon():
    assert moment_of("2025-06-01") == datetime(2025, 6, 1, 12, tzinfo=UTC)
    assert moment_of("12/9/25, 12:00 AM") == datetime(2025, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "soon", "14:03", "2025-06-01 25:03", "6/1/25, 14:03 PM", "0001-01-01 00:00 +2359", "9" * 500]
)
def test_what_is_no_moment_is_none(text):
    assert moment_of(text) is None


@given(st.text(st.sampled_from("0123456789/-:., APMTZutc+年月日 "), max_size=40))
def test_any_text_is_a_moment_or_not(text):
    found = moment_of(text)
    assert found is None or found.tzinfo is UTC
