"""What is heard in a recording, and how fast somebody spoke."""

import math
import re
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.formats import FormatError
from askaround.formats.transcript import Said
from askaround.language import recordings, speech
from askaround.language.keeping import Kept
from askaround.language.minilm import ModelMissingError
from askaround.language.speech import PAUSE, Pace, pace_of

# Two sentences with three seconds between them, spoken by espeak-ng 1.51: espeak-ng -v en-us -s 140 -g 4 -m '<speak>It
# took me three years to learn how a team decides. <break time="3s"/> You should talk to my colleague at the
# hospital.</speak>', then made Opus of 24 kbit/s.
TALK = Path(__file__).parent / "data" / "talk.ogg"
WORDS = "it took me three years to learn how a team decides you should talk to my colleague at the hospital"
SHAPES = [("wav", "pcm_s16le"), ("mp3", "libmp3lame"), ("ipod", "aac"), ("webm", "libopus"), ("flac", "flac")]
SHAPES += [("adts", "aac"), ("mp4", "aac")]

spoken_for_real = pytest.mark.skipif(bool(speech.available()), reason=f"extra “speech”: {speech.available()}")


def spoken(*pieces):
    return [Said("", text, starts, ends) for text, starts, ends in pieces]


def test_pace_counts_words_from_the_first_to_the_last():
    said = spoken(("I'd read twenty-five reports a week.", 10, 12), ("Then I wrote.", 12.5, 15))
    assert pace_of(said) == Pace(words=9, seconds=5, words_a_minute=108, longest_stretch=5)


def test_a_pause_of_two_seconds_ends_a_stretch_and_a_shorter_one_does_not():
    assert pace_of(spoken(("One.", 0, 3), ("Two.", 4.9, 6), ("Three.", 8, 9))).longest_stretch == 6
    assert pace_of(spoken(("One.", 0, 3), ("Two.", 5, 12))).longest_stretch == 7


def test_nothing_said_has_no_pace():
    assert pace_of([]) == Pace(0, 0, 0, 0)
    assert pace_of([Said("", "Two words.")]) == Pace(2, 0, 0, 0)


@given(st.lists(st.tuples(st.floats(0, 20), st.floats(0, 5)), max_size=40))
def test_the_longest_stretch_lies_within_the_whole_and_joins_no_pause(steps):
    said, now = [], 0.0
    for length, gap in steps:
        said.append(Said("", "word", now, now + length))
        now += length + gap
    pace = pace_of(said)
    assert 0 <= pace.longest_stretch <= pace.seconds or math.isclose(pace.longest_stretch, pace.seconds)
    if steps and all(gap >= PAUSE for _, gap in steps):
        assert math.isclose(pace.longest_stretch, max(length for length, _ in steps), abs_tol=1e-6)


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(speech, "_PACKAGES", ("no_such_package",))
    assert "make speech" in speech.available()
    with pytest.raises(ModelMissingError) as said:
        speech.heard(tmp_path / "talk.wav")
    assert said.value.sentence == speech.available()


@spoken_for_real
def test_a_recording_is_heard_word_for_word_and_nothing_is_asked_of_the_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    told = []
    said = speech.heard(TALK, progress=lambda done, total: told.append((done, total)))
    assert bare(said) == WORDS
    assert [piece.speaker for piece in said] == ["", ""]
    assert all(type(each) is float for piece in said for each in (piece.starts, piece.ends))
    assert said[1].starts - said[0].ends >= PAUSE
    assert told[-1][0] == pytest.approx(told[-1][1], abs=0.5)
    assert 3 < pace_of(said).longest_stretch < 6


@spoken_for_real
@pytest.mark.parametrize(("container", "codec"), SHAPES)
def test_every_usual_kind_of_file_is_heard(tmp_path, container, codec):
    path = tmp_path / "talk"
    rewritten(path, container, codec)
    assert recordings.kind_of(path.read_bytes()[:16])
    assert bare(speech.heard(path)) == WORDS


@spoken_for_real
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/hostname\n", recordings.NO_RECORDING),
        (b"RIFF\x24\0\0\0WAVEfmt nothing of the kind", recordings.BROKEN),
        (b"OggS" + bytes(400), recordings.BROKEN),
        (b"", recordings.NO_RECORDING),
    ],
)
def test_what_is_no_recording_says_what_to_do(tmp_path, data, says):
    path = tmp_path / "talk.mp3"
    path.write_bytes(data)
    with pytest.raises(FormatError) as said:
        speech.heard(path)
    assert said.value.sentence == says


@spoken_for_real
def test_a_video_without_sound_says_so(tmp_path):
    import av
    import numpy as np

    path = tmp_path / "talk.mp4"
    with av.open(path, "w", format="mp4") as file:
        stream = file.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 32
        for _ in range(5):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), dtype=np.uint8), format="rgb24")))
        file.mux(stream.encode(None))
    with pytest.raises(FormatError) as said:
        speech.heard(path)
    assert said.value.sentence == recordings.NO_SOUND


@spoken_for_real
@pytest.mark.parametrize("longest", [1.0, 3.3, 8.0, 240.0])
def test_cut_in_stretches_no_sound_is_lost_or_doubled(longest):
    import numpy as np

    whole = next(iter(recordings.stretches(TALK)))
    parts = list(recordings.stretches(TALK, longest=longest))
    assert np.array_equal(np.concatenate([part.samples for part in parts]), whole.samples)
    assert [part.starts for part in parts] == pytest.approx(
        [sum(part.seconds for part in parts[:place]) for place in range(len(parts))]
    )
    assert all(part.seconds <= longest for part in parts)


@spoken_for_real
def test_a_recording_of_days_is_refused(monkeypatch):
    monkeypatch.setattr(recordings, "LONGEST", 4.0)
    with pytest.raises(FormatError) as said:
        list(recordings.stretches(TALK, longest=2))
    assert "six hours" in said.value.sentence


@spoken_for_real
def test_a_model_that_was_changed_is_not_used(monkeypatch, tmp_path):
    for name in speech.SHA256:
        (tmp_path / name).write_bytes(b"another")
    monkeypatch.setattr(speech, "_folder", lambda: tmp_path)
    monkeypatch.setattr(speech, "_kept", Kept(speech._load))
    monkeypatch.setattr(speech, "_damaged", [])
    assert speech.available() == ""
    with pytest.raises(ModelMissingError) as said:
        speech.heard(TALK)
    assert said.value.sentence == speech.DAMAGED == speech.available()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"RIFF\0\0\0\0WAVEfmt ", "wav"), (b"RIFF\0\0\0\0AVI LIST", ""), (b"\0\0\0\x20ftypM4A ", "mov"),
        (b"OggS\0\x02", "ogg"), (b"fLaC\0", "flac"), (b"\x1aE\xdf\xa3\x01", "matroska"), (b"ID3\x04\0", "mp3"),
        (b"\xff\xfb\x90\x44", "mp3"), (b"\xff\xf1\x50\x80", "aac"), (b"\xff\xfeW\0E\0B\0", ""), (b"WEBVTT\n", ""),
        (b"", ""),
    ],
)  # fmt: skip
def test_the_kind_of_a_recording_is_told_by_its_bytes(head, kind):
    assert recordings.kind_of(head) == kind


def bare(said):
    return " ".join(re.findall(r"[a-z]+", " ".join(piece.text for piece in said).lower()))


def rewritten(path, container, codec):
    """The talk once more, as another kind of file."""
    import av

    with av.open(str(TALK)) as given, av.open(str(path), "w", format=container) as made:
        stream = made.add_stream(codec, rate=48000, layout="mono")
        resampler = av.AudioResampler(stream.format.name if codec != "pcm_s16le" else "s16", "mono", 48000)
        for frame in given.decode(audio=0):
            for each in resampler.resample(frame):
                made.mux(stream.encode(each))
        for each in resampler.resample(None):
            made.mux(stream.encode(each))
        made.mux(stream.encode(None))
