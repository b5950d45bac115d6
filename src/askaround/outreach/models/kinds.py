"""How a letter goes out, and what it is for."""

from django.db import models


class Channel(models.TextChoices):
    """How a letter goes out."""

    EMAIL = "email"
    LINKEDIN_NOTE = "linkedin-note", "LinkedIn note"
    LINKEDIN_MESSAGE = "linkedin-message", "LinkedIn message"
    INMAIL = "inmail", "InMail"
    PHONE = "phone", "phone script"
    PAPER = "paper"


class LetterKind(models.TextChoices):
    """What a letter is for."""

    ASK = "ask"
    FOLLOW_UP = "follow-up", "follow-up"
    REPLY = "reply"
    CONFIRM = "confirm", "confirmation"
    RESCHEDULE = "reschedule", "request for another time"
    CANCEL = "cancel", "cancellation"
    THANK_YOU = "thank-you", "thank-you"
    BLURB = "blurb", "request for an introduction"
    FORWARD = "forward", "lines to forward"
    CHECK_IN = "check-in", "check-in"
    REPORT_BACK = "report-back", "report back"
    WHO_ELSE = "who-else", "question whom else to ask"
    NEWS = "news"
    KEEP_IN_TOUCH = "keep-in-touch", "keep in touch"
