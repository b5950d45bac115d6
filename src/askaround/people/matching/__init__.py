"""Who may be whom: whether two records are one person, how likely that is, and why. Plain values; no database.

`compare` weighs two records, `Index` finds who may be whom among many, `pairs` does so for everybody at once, and
`assign` picks one for each where two lists hold everybody once. A verdict has a likeness (0 to 1), the reasons in short
sentences, and says whether it is sure.

**Likeness** is a probability from bits for and against (`weights` has the formula, its source and every weight). Names
agree letter for letter without case and accents, in another order or parted otherwise (Wang Xiao-Ming, Xiaoming Wang),
in another script (Юлия, Yuliya), by sound (Meyer, Maier), by short forms (Bill, William), by initials, in part
(double-barrelled, maiden and middle names, whatever `also_called` holds), and with slips of the hand. What few people
share says more than what many do: a rare family name more than Smith. From UNSURE on a pair is shown to the seeker.

**Sure** pairs merge unasked, and the rule is stricter than any likeness. Two records are surely one person

- with one profile page (LinkedIn, GitHub, Xing …), whatever else they say;
- with one email that is no office's (info@, jobs@), unless the given names differ (a couple's mailbox);
- with one mailbox written differently (plus-tags, Gmail's dots) or one phone number, and the same name;
- with the same given and family name in full, the same employer, day of connecting, web page or address, and no
  email, phone, employer, country, town or house number that differs; at one whole address also with a slip in the
  family name.

They never are with different pages on one site, days of connecting that differ, a junior beside a senior, or by name
and circumstances at two employers; nor by a name alone. Of several of one name at one employer none is sure.

The other modules: `somebody` holds the two nouns, `traits` a record made ready, `spelling` and `scripts` letters,
`nicknames` short forms, `names` and `evidence` what agrees, `weights` what that says, `verdicts` what follows,
`reasons` the words for it, `blocks` and `index` where to look.
"""

from .index import Index, assign, pairs
from .somebody import Somebody, Verdict
from .verdicts import UNSURE, compare
from .ways import email_key, phone_key, url_key

__all__ = ["UNSURE", "Index", "Somebody", "Verdict", "assign", "compare", "email_key", "pairs", "phone_key", "url_key"]
