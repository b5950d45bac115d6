from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from askaround.interviews.models import Interview
    from askaround.interviews.planning import Heard


class Findings(AppConfig):
    name = "askaround.findings"
    label = "findings"

    def ready(self) -> None:
        """From now on the planner of a talk is told what the talks before it have answered."""
        from askaround.interviews import suggesting

        suggesting.told_by(_answered)


def _answered(interview: "Interview") -> "Heard":
    from .answered import answered

    return answered(interview)
