"""The page on letters names every rule of the review, and no rule that does not exist."""

import re
from pathlib import Path

from askaround.outreach.review import RULES
from askaround.outreach.review.groups import GROUPS

TOLD = (Path(__file__).parent.parent / "docs/using/letters.md").read_text()


def test_every_rule_stands_in_the_table_with_its_source():
    rows = [line for line in TOLD.splitlines() if line.startswith("| ") and "`" in line]
    named = {name for row in rows for name in re.findall(r"`([a-z0-9-]+)`", row)}
    assert named == {rule.id for rule in RULES}


def test_every_rule_is_in_one_group_of_the_page():
    grouped = [rule.id for _, rules in GROUPS for rule in rules]
    assert sorted(grouped) == sorted(rule.id for rule in RULES)
