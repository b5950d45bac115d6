"""Every shape of a transcript, as the programs write it; and that no word of any is lost."""

import io
import time
import zipfile
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from askaround.formats import FormatError
from askaround.formats.transcript import Said, turns
from askaround.formats.transcripts import EMPTY, read_transcript

ZOOM_CLOUD = """WEBVTT

1
00:02:24.720 --> 00:02:32.850
Priya Raman: Thanks for making the time.

2
00:02:33.000 --> 00:02:40.000
Nora Lind: Of course: what would you like to know?

3
00:02:41.000 --> 00:02:43.000
Priya Raman: How you moved to data.
"""
TEAMS_VTT = """WEBVTT

d700e97e-1c7f-4753-9597-54e5e43b4642/18-0
00:00:03.203 --> 00:00:05.113
<v Priya Raman>Good morning,
can you hear me?</v>

d700e97e-1c7f-4753-9597-54e5e43b4642/21-1
00:00:05.500 --> 00:00:07.000
<v Nora Lind (Acme &amp; Co)>Loud and clear
"""
ZOOM_LOCAL = """[Priya Raman] 23:59:50
Thanks for making the time.

[Nora Lind] 00:00:05
Of course.
It is a pleasure.

"""
TEAMS_LINES = [
    "Talk-20260615_133555-Meeting Transcript", "15 June 2026, 03:35am", "27m 42s", "",
    "Priya Raman started transcription", "Priya Raman   0:03\nThanks for making the time.",
    "Nora Lind   1:02:07\nOf course.",
]  # fmt: skip
MEET = """A talk with Nora - 2026/06/15 15:51 GMT - Transcript
Attendees
Priya Raman, Nora Lind, Nora Lind's Presentation
Transcript
00:00:00

Priya Raman: Thanks for making the time.
Nora Lind: Of course.
00:05:00

Priya Raman: How did you move to data?
Transcription ended after 00:30:30
This editable transcript was computer generated and might contain errors.
"""
OTTER = """Priya Raman  0:01
Thanks for making the time.

Unknown Speaker  1:02:03\x20\x20
Of course.

1:02:10
Somebody coughs.

Transcribed by https://otter.ai
"""
SRT = """1
00:00:01,000 --> 00:00:02,500
{\\an8}<i>Priya</i>: Hello &amp; welcome.

2
00:00:03,000 --> 00:00:04,500
Priya: It's 10:30: late.
"""
SBV = "0:00:01.000,0:00:02.500\nHello.\n\n0:00:03.000,0:00:04.500\nTwo lines\nof text.\n"


def docx(paragraphs: list[str]) -> bytes:
    """A Word file as Word writes it: runs, breaks, and a tab stop that is no tab."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='720'/></w:tabs></w:pPr>"
        + "<w:r><w:br/></w:r>".join(f"<w:r><w:t xml:space='preserve'>{line}</w:t></w:r>" for line in text.split("\n"))
        + "</w:p>"
        for text in paragraphs
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document xmlns:w='{name}'><w:body>{body}</w:body></w:document>")
    return file.getvalue()


def said(text: str | bytes) -> list[tuple[str, str, float | None]]:
    found = read_transcript(text if isinstance(text, bytes) else text.encode())
    return [(piece.speaker, piece.text, piece.starts) for piece in found.pieces]


def test_zoom_names_the_speaker_before_a_colon_and_a_later_colon_stays() -> None:
    assert said(ZOOM_CLOUD) == [
        ("Priya Raman", "Thanks for making the time.", 144.72),
        ("Nora Lind", "Of course: what would you like to know?", 153.0),
        ("Priya Raman", "How you moved to data.", 161.0),
    ]


def test_teams_names_the_speaker_in_a_voice_tag_even_when_it_is_never_closed() -> None:
    found = read_transcript(TEAMS_VTT.encode())
    assert found.shape == "Teams"
    assert [(piece.speaker, piece.text) for piece in found.pieces] == [
        ("Priya Raman", "Good morning, can you hear me?"),
        ("Nora Lind (Acme & Co)", "Loud and clear"),
    ]


def test_two_voices_in_one_cue_are_two_pieces() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Ana>Hello.</v> <v Bo>Hi.</v>\n"
    assert said(text) == [("Ana", "Hello.", 1.0), ("Bo", "Hi.", 1.0)]


def test_zooms_saved_captions_count_from_the_first_past_midnight() -> None:
    assert said(ZOOM_LOCAL) == [
        ("Priya Raman", "Thanks for making the time.", 0.0),
        ("Nora Lind", "Of course. It is a pleasure.", 15.0),
    ]


def test_a_word_file_of_teams_keeps_its_head_beside() -> None:
    found = read_transcript(docx(TEAMS_LINES))
    assert found.shape == "Teams"
    assert [(piece.speaker, piece.text, piece.starts) for piece in found.pieces] == [
        ("Priya Raman", "Thanks for making the time.", 3.0),
        ("Nora Lind", "Of course.", 3727.0),
    ]
    assert "27m 42s" in found.about
    assert "Priya Raman started transcription" in found.about


@pytest.mark.parametrize("file", [MEET.encode(), docx(MEET.split("\n"))], ids=["text", "Word file"])
def test_google_meet_marks_the_time_every_few_minutes(file: bytes) -> None:
    found = read_transcript(file)
    assert found.shape == "Google Meet"
    assert [(piece.speaker, piece.starts) for piece in found.pieces] == [
        ("Priya Raman", 0.0),
        ("Nora Lind", 0.0),
        ("Priya Raman", 300.0),
    ]
    assert "Attendees" in found.about
    assert found.about[-1].startswith("This editable transcript")


def test_otter_leaves_a_line_with_a_time_alone_to_nobody() -> None:
    found = read_transcript(OTTER.encode())
    assert found.shape == "Otter"
    assert [(piece.speaker, piece.text, piece.starts) for piece in found.pieces] == [
        ("Priya Raman", "Thanks for making the time.", 1.0),
        ("Unknown Speaker", "Of course.", 3723.0),
        ("", "Somebody coughs.", 3730.0),
    ]


def test_srt_loses_its_markup_and_nothing_else() -> None:
    assert said(SRT) == [("Priya", "Hello & welcome.", 1.0), ("Priya", "It's 10:30: late.", 3.0)]


def test_sbv_is_read() -> None:
    assert said(SBV) == [("", "Hello.", 1.0), ("", "Two lines of text.", 3.0)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Me: Hello.\nThem: Hi there.\nMe: How are you?", ("Me", "Hello.", None)),
        ("**Nora Lind:** Hello.\n\n**Priya Raman:** Hi.", ("Nora Lind", "Hello.", None)),
        ("[00:01:05] Nora Lind: Hello.\n[00:01:09] Priya Raman: Hi.", ("Nora Lind", "Hello.", 65.0)),
        ("Nora Lind (01:05): Hello.\nPriya Raman (01:09): Hi.", ("Nora Lind", "Hello.", 65.0)),
        ("Nora Lind 0:05\nHello.\nPriya Raman 0:07\nHi.", ("Nora Lind", "Hello.", 5.0)),
        ("(Nora) Hello.\n(Priya) Hi.", ("Nora", "Hello.", None)),
        ("Nora van der Berg: Hello.\nNguyễn Thị Ánh: Hi.", ("Nora van der Berg", "Hello.", None)),
        ("山田太郎: こんにちは。\n山田太郎: はい。", ("山田太郎", "こんにちは。", None)),
        ("<div><p>Nora: Hello.</p><p>Priya: Hi.</p></div>", ("Nora", "Hello.", None)),
    ],
)
def test_text_of_any_hand_is_read_by_its_names(text: str, first: tuple[str, str, float | None]) -> None:
    assert said(text)[0] == first
    assert len(read_transcript(text.encode()).speakers) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "So here is the thing: nobody knows.\nWe went on.\nAnd then it was over.",
        "Note: this is from memory.\nWe talked about SQL.\nShe likes it.",
        "See https://acme.example for more.\nIt was 10:30 when we stopped.\nThat is all.",
    ],
)
def test_a_speaker_is_never_invented(text: str) -> None:
    found = read_transcript(text.encode())
    assert found.speakers == ()
    assert "\n".join(piece.text for piece in found.pieces) == text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        b"WEBVTT\n",
        b"%PDF-1.7",
        b"PK\x03\x04broken",
        b"ID3\x04",
        b"\0\0\0\x18ftypM4A ",
        b"1\n",
        b"{\\rtf1}",
    ],
)
def test_what_is_no_transcript_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(FormatError) as refused:
        read_transcript(data)
    assert refused.value.sentence[-1] in ".?)"


def test_a_file_of_ids_alone_says_that_nobody_speaks() -> None:
    with pytest.raises(FormatError) as refused:
        read_transcript(b"WEBVTT\n\n1\n00:01.000 --> 00:02.000\n\n")
    assert refused.value.sentence == EMPTY


def test_a_missing_time_or_a_broken_one_loses_no_words() -> None:
    cues = ["00:00.500 --> 00:07.000\nOne", "Two", "00:0x.000 --> 00:09.000\nThree", "00:09.000 --> 00:08.000\nFour"]
    text = "WEBVTT\n\n" + "\n\n".join(cues)
    found = read_transcript(text.encode())
    assert [piece.text for piece in found.pieces] == ["One", "Two", "Three", "Four"]
    assert [piece.starts for piece in found.pieces] == [0.5, None, None, 9.0]


NAMES = st.sampled_from(["Priya Raman", "Nora Lind", "Tom Okafor", "Lena Vogt"])
WORDS = st.text(st.characters(whitelist_categories=["Ll"], max_codepoint=0x24F), min_size=1, max_size=8)
SENTENCES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
TALK = st.lists(st.tuples(NAMES, SENTENCES), min_size=2, max_size=12)


def _clock(second: int, mark: str = ".") -> str:
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}{mark}000"


SHAPES = {
    "teams": lambda who, text, at: f"{at}/1-{at}\n{_clock(at)} --> {_clock(at + 4)}\n<v {who}>{text}</v>\n",
    "zoom": lambda who, text, at: f"{at}\n{_clock(at)} --> {_clock(at + 4)}\n{who}: {text}\n",
    "srt": lambda who, text, at: f"{at}\n{_clock(at, ',')} --> {_clock(at + 4, ',')}\n{who}: {text}\n",
    "otter": lambda who, text, at: f"{who}  {at // 60}:{at % 60:02d}\n{text}\n",
    "captions": lambda who, text, at: f"[{who}] {_clock(at)[:8]}\n{text}\n",
    "names": lambda who, text, at: f"{who}: {text}\n",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@given(talk=TALK)
@example(talk=[("Priya Raman", "a"), ("Priya Raman", "b")])
def test_what_was_said_comes_back_whole(shape: str, ends: str, talk: list[tuple[str, str]]) -> None:
    head = "WEBVTT\n\n" if shape in {"teams", "zoom"} else ""
    text = head + "\n".join(SHAPES[shape](who, text, 5 + 7 * number) for number, (who, text) in enumerate(talk))
    found = read_transcript(("\ufeff" + text).replace("\n", ends).encode())
    assert [(piece.speaker, piece.text) for piece in found.pieces] == talk


@given(st.text(max_size=400) | st.binary(max_size=400))
@example("a\n00:00.000 --> 00:01.000")
def test_any_file_is_read_or_refused(text: str | bytes) -> None:
    try:
        found = read_transcript(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    except FormatError as refused:
        assert refused.sentence
    else:
        assert found.pieces


@given(TALK)
def test_turns_lose_no_word_and_know_when_each_was_said(talk: list[tuple[str, str]]) -> None:
    pieces = [Said(who, text, 5.0 * number, 5.0 * number + 4) for number, (who, text) in enumerate(talk)]
    joined = turns(pieces)
    assert " ".join(turn.text for turn in joined) == " ".join(text for _, text in talk)
    assert all(a.speaker != b.speaker for a, b in pairwise(joined))
    last = joined[-1]
    assert last.moment(len(last.text) - 1) == pieces[-1].starts
    assert last.moment() == last.pieces[0].starts


def test_three_hours_are_read_within_a_second() -> None:
    text = "WEBVTT\n\n" + "\n".join(
        SHAPES["teams"]("Priya Raman", "so we went on with it " * 3, at) for at in range(0, 10800, 3)
    )
    began = time.perf_counter()
    assert len(read_transcript(text.encode()).pieces) == 3600
    assert time.perf_counter() - began < 1.0
