"""JSON Resume, old (`work.company`, `website`) and 1.0.0 (`work.name`, `url`): the seeker and what they did.

Numbers are kept as they are written. A part that has another shape than the schema's is named as not read.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from askaround.plain.text import clean, clean_lines

from . import FormatError
from .dates import month_of
from .records import Achievement, OwnProfile, Source
from .tables import Opener, encoding_of

_MOST_BYTES = 10 * 1024 * 1024
_SECTIONS = frozenset({
    "basics", "work", "volunteer", "education", "awards", "certificates", "publications", "skills", "languages",
    "interests", "references", "projects", "meta", "$schema",
})  # fmt: skip
_OF_A_JOB = {"responsibilities", "qualifications"}
_BROAD = re.compile("[\u3400-\u9fff\uac00-\ud7af\u3040-\u30ff]")
_NETWORKS = ("linkedin", "xing")
Part = dict[str, Any]


def read_resume(open_it: Opener) -> Source:
    """The profile and achievements of a résumé. Raises FormatError for what is no JSON, or no résumé."""
    told = _parsed(open_it)
    if not isinstance(told, dict):
        raise FormatError("This JSON is a list, not one résumé. A JSON Resume begins with { and “basics”.")
    known = _SECTIONS & told.keys()
    if not told:
        raise FormatError("This JSON holds nothing.")
    if _OF_A_JOB & told.keys() and "basics" not in told:
        raise FormatError("This JSON describes a job, not a résumé.")
    if not known - {"meta", "$schema"} and told.keys() - {"meta", "$schema"}:
        seen = ", ".join(clean(str(key))[:30] for key in list(told)[:4]) or "nothing"
        raise FormatError(f"This is JSON, but no JSON Resume: it holds {seen}, and no “basics” or “work”.")
    reading = _Reading(told)
    profile, found = reading.profile(), tuple(reading.achievements())
    not_read = [str(key) for key in told if key not in _SECTIONS or key in {"interests", "references"}]
    return Source(
        "json-resume", "json-resume", lambda: iter(()), profile=profile, achievements=found,
        not_read=tuple(dict.fromkeys([*not_read, *reading.not_read])),
    )  # fmt: skip


def _parsed(open_it: Opener) -> Any:
    encoding = encoding_of(open_it)
    with open_it() as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise FormatError("This JSON is larger than 10 MB. That is no résumé.")
    text = data.decode(encoding, "replace" if encoding == "cp1252" else "strict").lstrip("\ufeff")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=str, parse_int=str)
    except json.JSONDecodeError as error:
        raise FormatError(f"Line {error.lineno} is not readable as JSON. Export the résumé once more.") from None
    except RecursionError:
        raise FormatError("This JSON is nested deeper than any résumé. It was not read.") from None


def _once(pairs: list[tuple[str, Any]]) -> Part:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise FormatError(f"“{clean(twice)[:60]}” stands twice in one part of this JSON. Put the two together.")
    return found


def _no_number(word: str) -> Any:
    raise FormatError(f"This JSON holds {word}, which is no number that JSON knows. Put the number in quotes.")


class _Reading:
    """Takes the résumé apart; what has an unknown shape is named in `not_read`."""

    def __init__(self, told: Part) -> None:
        self._told = told
        self.not_read: list[str] = []

    def profile(self) -> OwnProfile | None:
        """Nothing when `basics` says nothing."""
        basics = self._told.get("basics") or {}
        if not isinstance(basics, dict):
            self.not_read.append("basics")
            return None
        get = self._getter("basics", basics)
        place = basics.get("location") or {}
        where = self._getter("basics.location", place if isinstance(place, dict) else {"city": place})
        given, family = _split(clean(get("name")))
        links = self._links(basics, get("url", "website"))
        found = OwnProfile(
            given, family, clean(get("label")), get("summary"), clean(where("city") or where("region")),
            links[0] if links else "", clean(get("email")), clean(get("phone")), clean(where("countryCode")), links,
        )  # fmt: skip
        return found if found != OwnProfile() else None

    def achievements(self) -> Iterator[Achievement]:
        """Every section that speaks of what the seeker did, learned or can."""
        readers: tuple[tuple[str, Callable[[Callable[..., str]], Achievement]], ...] = (
            ("work", _work), ("volunteer", _volunteer), ("education", _education), ("awards", _award),
            ("certificates", _certificate), ("publications", _publication), ("skills", _skill),
            ("languages", _language), ("projects", _project),
        )  # fmt: skip
        for section, read in readers:
            for number, part in enumerate(self._parts(section), start=1):
                achievement = read(self._getter(f"{section} {number}", part))
                if achievement.text:
                    yield achievement
                elif part:
                    self.not_read.append(f"{section} {number}")

    def _parts(self, section: str) -> Iterator[Part]:
        told = self._told.get(section)
        for part in told if isinstance(told, list) else [] if told is None else [told]:
            if isinstance(part, dict):
                yield part
            elif isinstance(part, str):
                yield {"name": part, "language": part, "title": part, "institution": part, "organization": part}
            else:
                self.not_read.append(section)

    def _getter(self, where: str, part: Part) -> Callable[..., str]:
        def get(*names: str) -> str:
            for name in names:
                value = _text(part.get(name))
                if value:
                    return value
                if part.get(name) and value is None:
                    self.not_read.append(f"{where}: {name}")
            return ""

        return get

    def _links(self, basics: Part, own: str) -> tuple[str, ...]:
        """The pages, a professional profile first."""
        profiles = basics.get("profiles") or []
        found = []
        for each in profiles if isinstance(profiles, list) else [profiles]:
            if isinstance(each, dict):
                get = self._getter("basics.profiles", each)
                found.append((get("network").casefold(), get("url")))
            else:
                self.not_read.append("basics.profiles")
        first = [url for network, url in found if network in _NETWORKS]
        return tuple(dict.fromkeys(filter(None, map(clean, [*first, own, *(url for _, url in found)]))))


def _text(value: Any) -> str | None:
    """Text, or the lines of a list of texts; None for any other shape."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return clean_lines(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(filter(None, map(clean_lines, value)))
    return None


def _split(name: str) -> tuple[str, str]:
    """Given and family name, such that the two put together are the name again."""
    given, _, family = name.rpartition(" ")
    return (name, "") if _BROAD.search(name) or not given else (given, family)


def _named(*parts: str) -> str:
    return clean(", ".join(filter(None, parts)))


def _detail(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _span(get: Callable[..., str]) -> tuple[str, str]:
    return month_of(get("startDate")), month_of(get("endDate"))


def _work(get: Callable[..., str]) -> Achievement:
    detail = _detail(get("location"), get("description"), get("summary"), get("highlights"), get("url", "website"))
    return Achievement("position", _named(get("position"), get("name", "company")), detail, *_span(get))


def _volunteer(get: Callable[..., str]) -> Achievement:
    detail = _detail(get("summary"), get("highlights"), get("url", "website"))
    return Achievement("association", _named(get("position"), get("organization")), detail, *_span(get))


def _education(get: Callable[..., str]) -> Achievement:
    degree = " ".join(filter(None, (get("studyType"), get("area"))))
    score = get("score", "gpa")
    detail = _detail(f"Score: {score}" if score else "", get("courses"), get("url", "website"))
    return Achievement("education", _named(degree, get("institution")), detail, *_span(get))


def _award(get: Callable[..., str]) -> Achievement:
    detail = _detail("Award", get("summary"))
    return Achievement("certificate", _named(get("title"), get("awarder")), detail, month_of(get("date")))


def _certificate(get: Callable[..., str]) -> Achievement:
    return Achievement("certificate", _named(get("name"), get("issuer")), get("url"), month_of(get("date")))


def _publication(get: Callable[..., str]) -> Achievement:
    detail = _detail("Publication", get("summary"), get("url", "website"))
    return Achievement("project", _named(get("name"), get("publisher")), detail, month_of(get("releaseDate")))


def _skill(get: Callable[..., str]) -> Achievement:
    words = get("keywords").replace("\n", ", ")
    return Achievement("skill", _named(get("name")), _detail(get("level"), words))


def _language(get: Callable[..., str]) -> Achievement:
    return Achievement("skill", _named(get("language", "name")), get("fluency", "level"))


def _project(get: Callable[..., str]) -> Achievement:
    detail = _detail(
        get("description"), get("summary"), get("highlights"), get("keywords").replace("\n", ", "),
        get("roles").replace("\n", ", "), get("entity"), get("url", "website"),
    )  # fmt: skip
    return Achievement("project", _named(get("name")), detail, *_span(get))
