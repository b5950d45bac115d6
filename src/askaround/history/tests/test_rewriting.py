"""Two tabs on one row: each field that only one of them changed is written; where both did, both are shown."""

import pytest

from askaround.history.models import Batch
from askaround.history.rewriting import Clash, changed, clashes
from conftest import NOW


@pytest.mark.parametrize(
    ("typed", "opened", "mine"),
    [
        ({"label": "Spring"}, {"label": "Spring"}, {}),
        ({"label": "One\r\ntwo "}, {"label": "One\ntwo"}, {}),
        ({"label": "Summer"}, {"label": "Spring"}, {"label": "Summer"}),
        ({"label": "Summer"}, {}, {"label": "Summer"}),
        ({"label": ""}, {"label": "Spring"}, {"label": ""}),
    ],
)
def test_mine_is_what_differs_from_what_was_opened(typed, opened, mine):
    assert changed(typed, opened) == mine


def test_a_clash_is_where_the_row_holds_neither(alice):
    now = Batch(notebook=alice.notebook, verb="sorted", label="Autumn", created_at=NOW)
    assert clashes(now, {"label": "Summer"}, {"label": "Spring"}) == [Clash("label", "Label", "Autumn", "Summer")]
    assert clashes(now, {"label": "Summer"}, {"label": "Spring"}, {"label": "Season"})[0].label == "Season"
    assert not clashes(now, {"label": "Summer"}, {"label": "Autumn"})
    assert not clashes(now, {"label": "Autumn"}, {"label": "Spring"})
