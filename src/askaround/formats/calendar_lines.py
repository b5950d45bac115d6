"""The lines of a calendar file (RFC 5545, and what is written in its name), as a tree of components. Never raises.

What can't be read is passed over and counted: a broken line costs that line, an END that is missing costs nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# A name, then parameters that may hold anything between quotes, then the value.
# A colon outside of quotes ends the parameters but for that of an address ("tzone://Microsoft/Utc").
_LINE = re.compile(r'\s*([A-Za-z0-9_.-]+)\s*((?:;(?:"[^"]*"|[^":]|:(?=//))*)?):(.*)', re.DOTALL)
# A parameter left open by a quote that is missing: up to the first colon.
_ROUGH = re.compile(r"\s*([A-Za-z0-9_.-]+)\s*((?:;[^:]*)?):(.*)", re.DOTALL)
_PARAMETER = re.compile(r';\s*([A-Za-z0-9_-]+)\s*=((?:"[^"]*"|[^";])*)')
_CARET = {"^n": "\n", "^N": "\n", "^'": '"', "^^": "^"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# A line that is no property goes on with the one before: some programs break lines without folding them.
_GOES_ON = {"DESCRIPTION", "COMMENT", "SUMMARY", "LOCATION", "X-ALT-DESC"}
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_DEEPEST = 20
_MOST_LINES = 5_000_000


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its name in capitals, its parameters by name in capitals, its value as it stands."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as text, with its escapes read."""
        return unescaped(self.value)


@dataclass(slots=True)
class Component:
    """One component: its name in capitals, its properties in order, the components in it."""

    name: str
    properties: list[Property] = field(default_factory=list)
    inside: list["Component"] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        """The first property of that name."""
        return next((each for each in self.properties if each.name == name), None)

    def every(self, name: str) -> list[Property]:
        """All properties of that name."""
        return [each for each in self.properties if each.name == name]

    def text(self, name: str) -> str:
        """The text of the first property of that name that has any."""
        return next((each.text for each in self.properties if each.name == name and each.value.strip()), "")

    def walk(self, *names: str) -> Iterator["Component"]:
        """The components of these names, in this one and at any depth."""
        if self.name in names:
            yield self
        for each in self.inside:
            yield from each.walk(*names)


def components(data: bytes, charset: str = "") -> tuple[Component, int]:
    """A root without a name that holds every component, and how many lines could not be read."""
    root = Component("")
    open_ones, unread = [root], 0
    for line in _unfolded(_decoded(data, charset)):
        found = _property(line)
        if found is None:
            unread += not _went_on(open_ones[-1], line)
        elif found.name == "BEGIN":
            _begin(open_ones, found.value.strip().upper())
        elif found.name == "END":
            _end(open_ones, found.value.strip().upper())
        else:
            open_ones[-1].properties.append(found)
    return root, unread


def unescaped(value: str) -> str:
    r"""Text with `\n`, `\,`, `\;` and `\\` read."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value) if "\\" in value else value


def _decoded(data: bytes, charset: str) -> str:
    """By its mark, the charset named, as UTF-8, else as Windows-1252."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace").lstrip("\ufeff").replace("\0", "")
    # Folding can cut a letter in two: whole again as bytes, before they are letters.
    data = _FOLD.sub(b"", data)
    for name in (charset.strip("\"' "), "utf-8"):
        try:
            return data.decode(name or "utf-8").replace("\0", "")
        except (LookupError, ValueError):
            continue
    return "\n".join(map(_line, data.splitlines())).replace("\0", "")


def _line(data: bytes) -> str:
    """One line that is in UTF-8 stays so though another in the file is not."""
    try:
        return data.decode()
    except ValueError:
        return data.decode("cp1252", "replace")


def _unfolded(text: str) -> Iterator[str]:
    """The lines made whole: one that begins with a blank or a tab belongs to the one before."""
    held: list[str] = []
    for line in re.split(r"\r\n|\n|\r", text)[:_MOST_LINES]:
        if line[:1] in {" ", "\t"} and held:
            held.append(line[1:])
            continue
        if held:
            yield "".join(held)
        held = [line] if line.strip() else []
    if held:
        yield "".join(held)


def _property(line: str) -> Property | None:
    found = _LINE.fullmatch(line) or _ROUGH.fullmatch(line)
    if not found:
        return None
    parameters: dict[str, str] = {}
    for name, value in _PARAMETER.findall(found[2]):
        parameters.setdefault(name.upper(), _plain(value))
    return Property(found[1].split(".")[-1].upper(), parameters, found[3])


def _plain(value: str) -> str:
    """A parameter's value without its quotes, with RFC 6868's carets read."""
    value = value.strip().replace('"', "")
    return re.sub(r"\^[nN'^]", lambda found: _CARET[found[0]], value) if "^" in value else value


def _went_on(component: Component, line: str) -> bool:
    """Whether the line was put to the text before it."""
    if not component.properties or component.properties[-1].name not in _GOES_ON:
        return False
    last = component.properties[-1]
    component.properties[-1] = Property(last.name, last.parameters, f"{last.value}\\n{line}")
    return True


def _begin(open_ones: list[Component], name: str) -> None:
    made = Component(name)
    # An event stands in no other: the END of the one before is missing.
    while name in {"VEVENT", "VTODO", "VTIMEZONE", "VFREEBUSY"} and open_ones[-1].name not in {"", "VCALENDAR"}:
        open_ones.pop()
    while name == "VCALENDAR" and len(open_ones) > 1:
        open_ones.pop()
    if len(open_ones) > _DEEPEST:
        open_ones.pop()
    open_ones[-1].inside.append(made)
    open_ones.append(made)


def _end(open_ones: list[Component], name: str) -> None:
    """Closes the nearest of that name and all in it; an END of nothing closes nothing."""
    for at in range(len(open_ones) - 1, 0, -1):
        if open_ones[at].name == name:
            del open_ones[at:]
            return
