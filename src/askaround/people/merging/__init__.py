"""Two contacts turn out to be one person: merging them, seeing before what it does, and taking it back.

The one that is merged keeps its row and lies in no list and no trash; all that hangs on it, from every chapter, moves
to the one that is kept. A merge is one batch of history, so it can be taken apart for as long as the notebook lives.

How rows of a later chapter meet is said by their model, in words that this package asks for (duck-typed, so that a
later chapter need not import anything):

- `sameness` (property): two rows of one contact that are equal in it say the same; one of them stays behind on the
  merged contact. Where a unique constraint forbids two, that is seen without it.
- `meet(standing, filled, *, at)`: what becomes of the two when this row may not come to stand beside `standing`. Gives
  the new values of `standing` (`filled` is what they would be without this: what is empty filled, texts joined), and
  those with which this row moves after all, or None: it stays behind.
- `needless_twice = True`: a row that would stay behind is taken away instead (and comes back when taken apart).
- `smaller_first = ("a_id", "b_id")`: a pair of which the smaller id stands first.
- `points_without_key = ("subject_id",)`: columns that hold a contact's id without being a foreign key.
"""

from .joining import MergeError, merge
from .many import merge_all
from .parting import ALONG, MERGES, take_apart, unmerge, unmerge_all
from .planning import Plan, plan
from .telling import Merged, merged_of

__all__ = [
    "ALONG", "MERGES", "MergeError", "Merged", "Plan", "merge", "merge_all", "merged_of", "plan", "take_apart",
    "unmerge", "unmerge_all",
]  # fmt: skip
