"""Level and function guessed from a title: a guess, shown as one, one tap to correct. Plain."""

import re

# The first that fits wins, the highest first. "Head of" is a director's work in most organizations.
LEVELS = (
    ("founder", r"\b(co-?)?founder\b|\bowner\b"),
    ("executive", r"\bchief\b|\bc[efimot]o\b|\bpresident\b(?<!vice president)|\bpartner\b|\bmanaging director\b"),
    ("director", r"\bdirector\b|\bvp\b|\bvice president\b|\bhead of\b|\bhead,|\bdean\b"),
    ("manager", r"\bmanager\b|\bmanaging\b|\bsupervisor\b|\bteam lead(er)?\b"),
    ("lead", r"\blead\b|\bprincipal\b|\bstaff\b|\barchitect\b"),
    ("entry", r"\bintern\b|\bjunior\b|\bjr\b|\btrainee\b|\bassistant\b|\bgraduate\b|\bapprentice\b|\bstudent\b"),
)
FUNCTIONS = (
    ("recruiting", r"\brecruit|\btalent acquisition\b|\bsourcer\b"),
    ("people", r"\bhuman resources\b|\bhr\b|\bpeople (ops|operations|partner)\b"),
    ("data", r"\bdata\b|\banalytics?\b|\banalyst\b|\bmachine learning\b|\bstatistic"),
    ("design", r"\bdesign|\bux\b|\bui\b"),
    ("product", r"\bproduct\b"),
    ("engineering", r"\bengineer|\bdeveloper\b|\bsoftware\b|\bdevops\b|\bsre\b|\bprogrammer\b"),
    ("marketing", r"\bmarketing\b|\bbrand\b|\bcontent\b|\bcommunications?\b"),
    ("sales", r"\bsales\b|\baccount (executive|manager)\b|\bbusiness development\b"),
    ("finance", r"\bfinanc|\baccountant\b|\bcontroller\b|\bauditor?\b|\btax\b"),
    ("research", r"\bresearch|\bscientist\b|\bprofessor\b|\blecturer\b"),
    ("health", r"\bnurse\b|\bphysician\b|\bdoctor\b|\btherapist\b|\bclinical\b"),
    ("teaching", r"\bteacher\b|\beducator\b|\btutor\b"),
    ("law", r"\blawyer\b|\battorney\b|\bcounsel\b|\bparalegal\b|\blegal\b"),
    ("operations", r"\boperations?\b|\blogistics\b|\bsupply chain\b"),
)


def guess_level(title: str) -> str:
    """The level that a title suggests; "experienced" for a title that says none, empty for no title."""
    return _first(LEVELS, title) or ("experienced" if title.strip() else "")


def guess_function(title: str) -> str:
    """The function that a title suggests, or nothing."""
    return _first(FUNCTIONS, title)


def _first(table: tuple[tuple[str, str], ...], title: str) -> str:
    words = title.lower()
    return next((name for name, pattern in table if re.search(pattern, words)), "")
