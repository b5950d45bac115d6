"""What the categories of questions are about, in words, so that an aim finds its questions."""

import re

# In the order of a talk: easy and personal first, hiring late, names and thanks last.
ORDER = {
    key: place
    for place, key in enumerate(
        ("path", "work", "conditions", "culture", "skills", "trends", "insights", "hiring", "advice", "resources",
         "assignments", "referral", "closing")
    )
}  # fmt: skip

# How much a category matters when nothing else speaks for it.
CATEGORY_WEIGHTS = {
    "work": 1.6, "skills": 1.6, "path": 1.4, "advice": 1.4, "insights": 1.2, "hiring": 1.0, "trends": 1.0,
    "conditions": 1.0, "culture": 0.9, "resources": 0.7, "assignments": 0.6, "referral": 1.0, "closing": 1.0,
}  # fmt: skip

_SUBJECTS = {
    "path": "path career background degree training study way road entry change changer switch start field",
    "work": "work day daily tasks duties responsibilities week routine really",
    "conditions": "conditions pay salary money hours shift remote travel family balance stress on-call night weekend",
    "skills": "skill tool certificate learn ability portfolio sql program master need",
    "trends": "trend future growth demand automation change market outlook industry",
    "insights": "surprise mistake lesson regret myth expectation hard",
    "culture": "culture team organization company people manager boss values decision environment",
    "hiring": "hire hiring recruit candidate interview selection chosen",
    "advice": "advice plan choose decide fit suited",
    "resources": "book read course group meetup community association blog",
    "assignments": "practise project exercise try next prepare",
}  # fmt: skip

_SMALL = frozenset(
    {
        "about", "above", "all", "and", "any", "are", "been", "before", "but", "can", "could", "did", "does", "doing",
        "for", "from", "get", "give", "had", "has", "have", "how", "into", "its", "like", "many", "may", "more",
        "most", "much", "off", "one", "other", "our", "out", "over", "really", "should", "some", "somebody", "than",
        "that", "the", "their", "them", "then", "there", "they", "this", "those", "too", "was", "were", "what",
        "when", "where", "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your", "job",
        "kind", "person", "place", "thing", "use", "used", "first", "last", "year", "people", "count", "keep", "half",
        "got", "else", "month", "find", "found", "want", "know", "tell", "say", "said", "think", "thought", "new",
        "good", "best", "well", "make", "made", "take", "took", "look", "come", "came", "talk", "speak", "normal",
        "usual", "mean",
    }
)  # fmt: skip


def words_of(*texts: str) -> frozenset[str]:
    """The words of some texts that say what they are about, cut to their stems."""
    found = re.findall(r"[^\W\d_][\w-]{2,}", " ".join(texts).lower())
    stems = {_stem(word) for word in found if word not in _SMALL}
    return frozenset(stems - _SMALL)


def subject_of(category: str) -> frozenset[str]:
    """The words that stand for what a category is about."""
    return words_of(_SUBJECTS.get(category, ""))


def _stem(word: str) -> str:
    for ending in ("ingly", "ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
