"""Days and months as exports write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.formats.dates import day_of, month_of


@pytest.mark.parametrize(
    "text",
    ["08 Feb 2026", "8-Feb-26", "2026-02-08", "2026/02/08", "2026-02-08 14:03:22 UTC", "2026-02-08T10:00:00Z",
     "2/8/26, 2:37 PM", "2/8/2026", "08.02.2026", "Feb 8, 2026", "February 8 2026", "8 février 2026", "8. Feb. 2026",
     "8 de fev. de 2026", "08 FEB 2026"],
)  # fmt: skip
def test_one_day_in_many_ways(text):
    assert day_of(text) == date(2026, 2, 8)


def test_a_month_that_cannot_be_is_the_day():
    assert day_of("29/1/2026") == date(2026, 1, 29)


@pytest.mark.parametrize("text", ["", "yesterday", "30 Feb 2026", "2026-13-01", "8 Xyz 2026", "0/0/0000"])
def test_what_is_no_day_is_none(text):
    assert day_of(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [("Jan 2024", "2024-01"), ("2024", "2024"), ("2024-03", "2024-03"), ("September 2019", "2019-09"),
     ("März 2020", "2020-03"), ("2024-05-06", "2024-05"), ("", ""), ("someday", "")],
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
