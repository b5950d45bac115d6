"""Review: what a letter's text can show against the practice, each remark at the words it is about.

Rules are data and small plain functions. Each names its level, its reason and where the practice says so, and carries
a good and a bad sample that a test runs. `must` is kept for what spoils the letter; everything else is `should`.
"""

from .meaning import nearby
from .practised import CHOICES, STANDARD, Practised
from .reading import Reading
from .reviewing import OF_MEANING, RULES, FileReview, review, review_file, skipped
from .rule import Facts, Remark, Rule, Sample

__all__ = [
    "CHOICES", "OF_MEANING", "RULES", "STANDARD", "Facts", "FileReview", "Practised", "Reading", "Remark", "Rule",
    "Sample", "nearby", "review", "review_file", "skipped",
]  # fmt: skip
