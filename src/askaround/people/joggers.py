"""Whom one forgets when listing everyone one knows: a question or two for each kind of tie."""

JOGGERS = (
    ("relative", "Relatives", "Who among parents, cousins and in-laws works, or knows somebody who does?"),
    ("former boss", "Former bosses", "Who ever paid you, took you as an intern, or led your shift?"),
    ("co-worker", "Co-workers", "Who sat near you, left before you, or moved somewhere you would like to see?"),
    ("classmate", "Classmates", "Who from school, courses and projects works by now?"),
    ("alumni", "Alumni", "Whom does your school’s directory or reunion list name?"),
    ("teacher", "Teachers", "Which teachers and supervisors would remember you?"),
    ("association", "Associations", "Who is with you in a club, a choir, a meetup, a professional body?"),
    ("referred", "Named by others", "Whom has somebody told you to talk to?"),
    ("friend", "Friends", "Who are your friends, and their partners and parents?"),
    ("acquaintance", "Acquaintances", "Neighbours, whom you buy from, parents at the school gate: whom do you greet?"),
)
