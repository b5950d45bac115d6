"""What the pieces say, joined, is what the file says less its markup: over generated files of every shape.

A file is written here from pieces of two kinds, words and markup; what must come back are the words, in their order.
"""

import html
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from askaround.formats import FormatError
from askaround.formats.transcripts import read_transcript

from .test_transcripts import docx

NAMES = ("Priya Raman", "Nora van der Berg", "Tom Okafor (Acme & Co)", "Nguyễn Thị Ánh", "山田太郎", "O’Neil-Smith")
# Words that look like something else: times, ids, names, markup, blocks. Each is what somebody may say.
ODD = (
    "10:30", "it’s", "3", "2026", "NOTE", "STYLE", "WEBVTT", "R&D", "<3", "a<b", "x > y", "AT&T", "so:", "Note:", "C++",
    "https://acme.example/a?b=c", "“well,”", "um…", "e-mail", "[laughs]", "(crosstalk)", "*really*", "don't", "50%",
    "Ångström", "café", "北京", "שלום", "{no}", "1/2", "A-1/2", "00:05", "--", "-->", "Speaker:", "you know", "#1",
)  # fmt: skip
WORD = st.text(st.characters(categories=["Ll"], max_codepoint=0x24F), min_size=1, max_size=8) | st.sampled_from(ODD)
PLAIN = st.text(st.characters(categories=["Ll"], max_codepoint=0x24F), min_size=1, max_size=8)
# A line of speech begins with a word: what a line of "5" or "10:30" alone is, nobody can tell.
LINE = st.tuples(PLAIN, st.lists(WORD, max_size=7)).map(lambda parts: " ".join([parts[0], *parts[1]]))
SAID = st.tuples(st.sampled_from(NAMES), st.lists(LINE, min_size=1, max_size=3))
TALK = st.lists(SAID, min_size=3, max_size=10)
Talk = list[tuple[str, list[str]]]


def clock(second: float, mark: str = ".", *, hours: bool = True) -> str:
    whole, rest = int(second), round(second % 1 * 1000)
    front = f"{whole // 3600:02d}:" if hours else ""
    return f"{front}{whole // 60 % 60:02d}:{whole % 60:02d}{mark}{rest:03d}"


def short(second: int) -> str:
    """As Otter and Teams write it: "0:05", and "1:02:03" after an hour."""
    hours = f"{second // 3600}:" if second >= 3600 else ""
    return f"{hours}{second // 60 % 60:02d}:{second % 60:02d}"


def webvtt(talk: Talk) -> str:
    """Notes, styles, ids, settings, voices, classes, and times within the words."""
    parts = ["WEBVTT - a talk\nKind: captions", "STYLE\n::cue { color: red }", "NOTE\nmade by a program"]
    for number, (who, lines) in enumerate(talk):
        at = 5.25 * number
        tagged = [
            f"<i>{html.escape(lines[0], quote=False)}</i>",
            *(html.escape(line, quote=False) for line in lines[1:]),
        ]
        voice = (
            f"<v.loud {html.escape(who, quote=False)}>"
            + f"<{clock(at + 1)}>".join(tagged[:1])
            + "".join(f"\n<c.yellow>{line}</c>" for line in tagged[1:])
        )
        parts.append(
            f"cue {number}\n{clock(at, hours=number % 2 == 0)} --> {clock(at + 4)} align:start position:0%\n"
            + voice
            + ("</v>" if number % 3 else "")
        )
    return "\n\n".join(parts) + "\n"


def teams(talk: Talk) -> str:
    return "WEBVTT\n\n" + "\n\n".join(
        f"d700e97e-1c7f-4753-9597-54e5e43b4642/{number}-0\n{clock(5 * number)} --> {clock(5 * number + 4)}\n"
        f"<v {html.escape(who, quote=False)}>" + html.escape("\n".join(lines), quote=False) + "</v>"
        for number, (who, lines) in enumerate(talk)
    )  # fmt: skip


def zoom_cloud(talk: Talk) -> str:
    return "WEBVTT\n\n" + "\n\n".join(
        f"{number + 1}\n{clock(5 * number)} --> {clock(5 * number + 4)}\n{who}: " + "\n".join(lines)
        for number, (who, lines) in enumerate(talk)
    )


def srt(talk: Talk) -> str:
    return "\n\n".join(
        f"{number + 1}\n{clock(5 * number, ',')} --> {clock(5 * number + 4, ',')}\n{{\\an8}}{who}: " + "\n".join(lines)
        for number, (who, lines) in enumerate(talk)
    )


def sbv(talk: Talk) -> str:
    return "\n\n".join(
        f"{clock(5 * number)[1:]},{clock(5 * number + 4)[1:]}\n{who}: " + "\n".join(lines)
        for number, (who, lines) in enumerate(talk)
    )


def zoom_local(talk: Talk) -> str:
    return "\n\n".join(
        f"[{who}] {clock(36_000 + 3 * number)[:8]}\n" + "\n".join(lines) for number, (who, lines) in enumerate(talk)
    )


def otter(talk: Talk) -> str:
    said = (f"{who}  {short(5 * number)}\n" + "\n".join(lines) for number, (who, lines) in enumerate(talk))
    return "\n\n".join(said) + "\n\nTranscribed by https://otter.ai\n"


def teams_word(talk: Talk) -> bytes:
    head = [
        "A talk-20260615_133555-Meeting Transcript",
        "15 June 2026, 03:35am",
        "27m 42s",
        f"{NAMES[0]} started transcription",
    ]
    said = [
        html.escape(f"{who}   {short(5 * number)}\n" + "\n".join(lines), quote=False)
        for number, (who, lines) in enumerate(talk)
    ]
    return docx(head + said)


def meet(talk: Talk) -> str:
    head = "A talk - 2026/06/15 15:51 GMT - Transcript\nAttendees\n" + ", ".join(NAMES) + "\nTranscript\n00:00:00\n\n"
    said = "\n".join(f"{who}: " + "\n".join(lines) for who, lines in talk)
    return head + said + "\nTranscription ended after 00:30:30\n"


def markdown(talk: Talk) -> str:
    return "\n\n".join(f"**{who}:** " + "\n".join(lines) for who, lines in talk)


def names(talk: Talk) -> str:
    return "\n".join(f"{who}: " + "\n".join(lines) for who, lines in talk)


def web_page(talk: Talk) -> str:
    return (
        "<html><body>"
        + "".join(f"<p>{html.escape(who)}: {'<br>'.join(map(html.escape, lines))}</p>" for who, lines in talk)
        + "</body></html>"
    )


NAMED = (webvtt, teams, zoom_cloud, srt, sbv, zoom_local, otter, teams_word, meet, markdown, names, web_page)


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("shape", NAMED, ids=lambda shape: shape.__name__)
@given(talk=TALK)
@example(talk=[("Priya Raman", ["a"]), ("Priya Raman", ["a"]), ("Priya Raman", ["a -- 10:30"])])
def test_the_pieces_say_what_the_file_says_less_its_markup(
    shape: Callable[[Talk], str | bytes], ends: str, talk: Talk
) -> None:
    # Everybody speaks twice: who speaks once in a file of names is left in the text, which loses nothing either.
    whole = talk + talk
    made = shape(whole)
    found = read_transcript(made if isinstance(made, bytes) else made.replace("\n", ends).encode())
    assert words(" ".join(piece.text for piece in found.pieces)) == words(" ".join(" ".join(line) for _, line in whole))
    assert {piece.speaker for piece in found.pieces} == {who for who, _ in whole}


# Lines in any order, whole or broken: heads of every program, marks, times, and words beside and between them.
_TIME = st.integers(0, 9000).map(short)
_WHO = st.sampled_from(NAMES) | st.lists(PLAIN, min_size=1, max_size=4).map(" ".join)
_HEADS = st.one_of(
    *(
        st.builds(form.format, who=_WHO, time=_TIME)
        for form in ("{who}  {time} ", "{who} {time} ", "{who} ({time}): ", "{time} {who}: ", "{who}: ", "**{who}:** ",
                     "({who}) ", "{who} started transcription")
    ),
    st.builds("[{}] 10:03:{:02}".format, _WHO, st.integers(0, 59)),
    st.builds("10:03:{:02} From {} to Everyone: ".format, st.integers(0, 59), _WHO),
    st.builds(lambda at: f"{clock(at)} --> {clock(at + 3)} ", st.integers(0, 9000)),
    st.integers(0, 99).map(str),
    st.sampled_from(["", "Transcript", "Transcription ended after 00:30:30", "WEBVTT ", "NOTE this"]),
)  # fmt: skip
_WORDS = st.lists(WORD.filter(lambda word: word != "-->"), min_size=1, max_size=6).map(" ".join)
_TOLD = re.compile(r"[^\W\d_]{2,}")
_MARKUP = {"WEBVTT", "NOTE", "STYLE", "From", "to", "Everyone"}


@given(lines=st.lists(st.builds("{}{}".format, _HEADS, _WORDS) | _HEADS | _WORDS, min_size=1, max_size=12))
@example(lines=["Chapter One", "00:00:00.000 --> 00:00:03.000", "hello you"])
@example(lines=["00:00:00.000 --> 00:00:03.000 hello you"])
@example(lines=["hello", "you there", "00:00:00.000 --> 00:00:03.000", "well"])
@example(lines=["Priya Raman  00:03", "hello", "We meet at  10:30", "Priya Raman  00:05", "well"])
def test_every_word_of_every_line_is_said_or_named_or_told_beside(lines: list[str]) -> None:
    try:
        found = read_transcript("\n".join(lines).encode())
    except FormatError:
        return
    out = " ".join([*found.about, *found.speakers, *(piece.text for piece in found.pieces)])
    # A single word right above a cue is its id.
    wanted = {word for line in lines if len(_TOLD.findall(line)) > 1 for word in _TOLD.findall(line)}
    assert wanted - _MARKUP <= set(_TOLD.findall(out))


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("shape", NAMED, ids=lambda shape: shape.__name__)
def test_three_hours_of_any_shape_are_read_within_a_second(shape: Callable[[Talk], str | bytes]) -> None:
    talk = [
        (NAMES[number % 2], ["so we went on with it, and then: what is next?", "well, R&D said no"])
        for number in range(3600)
    ]
    made = shape(talk)
    data = made if isinstance(made, bytes) else made.encode()
    began = time.process_time()
    found = read_transcript(data)
    took = time.process_time() - began
    assert len(found.pieces) >= 3600
    assert took < 1.0
