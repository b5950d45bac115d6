"""At what level and in what function somebody works, as far as their title tells: a guess."""

import re

_LEVELS = (
    ("founder", r"\b(co-?)?founder|\bowner\b|\bself-employed"),
    ("executive", r"\bchief\b|\bc[etfoimp]o\b|\bvice president\b|\b[se]?vp\b|\bpresident\b"),
    ("executive", r"^partner\b|\b(managing|general|equity) partner\b|\bexecutive director"),
    ("director", r"\bdirector\b|\bhead of\b|\bdean\b"),
    ("manager", r"\bmanager\b|\bsupervisor\b|\bteam ?lead(er)?\b"),
    ("lead", r"\blead\b|\bprincipal\b|\bstaff (\w+ )?(engineer|scientist|designer)|\barchitect\b"),
    ("experienced", r"\bsenior\b|\bsr\b|\bspecialist\b|\bprofessor\b|\bconsultant\b"),
    ("entry", r"\bjunior\b|\bjr\b|\bintern\b|\btrainee\b|\bassistant\b|\bgraduate\b|\bapprentice\b|\bassociate\b"),
)
# A manager by title who leads nobody.
_NO_BOSS = r"\b(product|project|program(me)?|account|community|office|brand|content|case|social media) manager"
_FUNCTIONS = (
    ("recruiter", r"recruit|talent acquisition|sourcer|headhunt"),
    ("human resources", r"human resources|\bhr\b|people (partner|operations)|\bpeople\b.*\b(manager|lead|officer)"),
    ("data", r"\bdata\b|\banalytics\b|\banalyst\b|machine learning|statistic"),
    ("design", r"design|\bux\b|\bui\b"),
    ("product", r"\bproduct\b"),
    ("engineering", r"engineer|developer|programmer|software|\bsre\b|devops"),
    ("marketing", r"marketing|\bbrand\b|communications|\bcontent\b|\bseo\b"),
    ("sales", r"\bsales\b|account (executive|manager)|business development"),
    ("finance", r"financ|account(ant|ing)|controller|audit|\bbank|treasur|\bcfo\b"),
    ("operations", r"operations|logistic|supply chain|\bcoo\b"),
    ("health", r"nurs|physician|doctor|\bclinic|therap|midwife|pharmac|hospital"),
    ("teaching", r"teacher|lecturer|instructor|\bschool\b|tutor"),
    ("research", r"research|scientist|postdoc|professor"),
    ("law", r"lawyer|attorney|solicitor|barrister|legal|counsel|paralegal"),
)


def level_of(title: str) -> str:
    """The level that a title names, or "" when it names none."""
    title = title.lower()
    if re.search(_NO_BOSS, title) and not re.search(r"\b(director|head|chief|vp)\b", title):
        return "experienced"
    return next((level for level, pattern in _LEVELS if re.search(pattern, title)), "")


def function_of(title: str) -> str:
    """The job function that a title names, or ""."""
    title = title.lower()
    return next((function for function, pattern in _FUNCTIONS if re.search(pattern, title)), "")
