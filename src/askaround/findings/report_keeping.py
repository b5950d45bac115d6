"""What the seeker settles about the field report: how people are called, whether they are quoted, own words."""

from datetime import datetime

from askaround.history import recording
from askaround.plain.refusal import RefusalError
from askaround.plain.text import clean_lines
from askaround.purpose.models import Campaign

from .models import Report, ReportWords

PLACES = {
    "beside": "Added to what is computed",
    "instead": "Instead of what is computed",
    "left out": "Leave this section out",
}
MOST_WORDS = 8000


class ReportError(RefusalError):
    """It cannot be done; `sentence` says why and what to do."""


def report_of(campaign: Campaign) -> Report:
    """What was settled; the careful standard, not yet kept, where nothing was."""
    found: Report | None = Report.objects.within(campaign.notebook_id).filter(campaign=campaign).first()
    return found or Report(notebook_id=campaign.notebook_id, campaign=campaign, created_at=campaign.created_at)


def words_of(campaign: Campaign) -> dict[str, ReportWords]:
    """The seeker's own words by section."""
    rows = ReportWords.objects.within(campaign.notebook_id).filter(campaign=campaign)
    return {row.section: row for row in rows}


def settle(campaign: Campaign, *, naming: str, quotes: bool, at: datetime) -> Report:
    """How people are called from now on, and whether they are quoted."""
    report = report_of(campaign)
    if report._state.adding:
        report.naming, report.quotes, report.created_at = naming, quotes, at
        recording.create(report, at=at, verb="settled")
    else:
        recording.change(report, at=at, verb="settled", naming=naming, quotes=quotes)
    return report


def write(campaign: Campaign, section: str, text: str, *, place: str, at: datetime) -> ReportWords | None:
    """Own words in a section. Nothing beside what is computed is no row; None then.

    Raises ReportError where nothing would take the place of what is computed.
    """
    text = clean_lines(text)
    if place == "instead" and not text:
        raise ReportError("Write what is to stand there, or leave the section out.")
    row = words_of(campaign).get(section)
    if row is None:
        if not text and place == "beside":
            return None
        row = ReportWords(
            notebook_id=campaign.notebook_id, campaign=campaign, section=section, text=text, place=place, created_at=at
        )
        recording.create(row, at=at, verb="written")
    else:
        recording.change(row, at=at, verb="written", text=text, place=place)
    return row
