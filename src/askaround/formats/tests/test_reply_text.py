"""What is new in a reply: every sentence of its writer, and nothing of anybody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.formats.reply_text import new_text

LETTER = "Hi Priya,\nMay I ask you about your work?\nAlice"
QUOTED = "\n".join(f"> {line}" for line in LETTER.splitlines())
INTROS = [
    "On Mon, Nov 2, 2026 at 9:14 AM Alice Kern <alice@mail.example> wrote:",
    "On Mon, Nov 2, 2026 at 9:14 AM Alice Kern\n<alice@mail.example> wrote:",
    "On 2. Nov 2026, at 09:14, Alice Kern <alice@mail.example> wrote:",
    "Am 02.11.2026 um 09:14 schrieb Alice Kern:",
    "Am Mo., 2. Nov. 2026 um 09:14 Uhr schrieb Alice Kern\n<alice@mail.example>:",
    "Le lun. 2 nov. 2026 à 09:14, Alice Kern <alice@mail.example> a écrit :",
    "El lun, 2 nov 2026 a las 9:14, Alice Kern (<alice@mail.example>) escribió:",
    "Il giorno lun 2 nov 2026 alle ore 09:14 Alice Kern <alice@mail.example> ha scritto:",
    "Em seg., 2 de nov. de 2026 às 09:14, Alice Kern <alice@mail.example> escreveu:",
    "Op ma 2 nov 2026 om 09:14 schreef Alice Kern <alice@mail.example>:",
    "Den mån 2 nov. 2026 kl 09:14 skrev Alice Kern <alice@mail.example>:",
    "pon., 2 lis 2026 o 09:14 Alice Kern <alice@mail.example> napisał(a):",
    "2026-11-02 9:14 GMT+01:00 Alice Kern <alice@mail.example>:",
    "2026年11月2日(月) 9:14 Alice Kern <alice@mail.example>:",
]
HEADS = [
    "-----Original Message-----\nFrom: Alice Kern\nSent: Monday\nTo: Priya\nSubject: Your work",
    "________________________________\nFrom: Alice Kern <alice@mail.example>\nSent: Monday\nTo: Priya\nSubject: Work",
    "Von: Alice Kern\nGesendet: Montag, 2. November 2026 09:14\nAn: Priya\nBetreff: Ihre Arbeit",
    "De : Alice Kern\nEnvoyé : lundi 2 novembre 2026\nÀ : Priya\nObjet : Votre travail",
    "*From:* Alice Kern\n*Sent:* Monday\n*To:* Priya\n*Subject:* Work",
    "Begin forwarded message:",
    "-------- Ursprüngliche Nachricht --------",
]
SAID = "Gladly. Tuesday at ten would suit me.\nShall we say twenty minutes?"


@pytest.mark.parametrize("intro", INTROS)
def test_what_is_quoted_below_an_announcement_is_not_new(intro):
    assert new_text(f"{SAID}\n\n{intro}\n\n{QUOTED}").text == SAID


@pytest.mark.parametrize("intro", INTROS)
def test_a_quotation_without_marks_is_known_by_its_announcement(intro):
    assert new_text(f"{SAID}\n\n{intro}\n\n{LETTER}").text == SAID


@pytest.mark.parametrize("head", HEADS)
def test_a_message_put_below_with_its_head_is_not_new(head):
    reply = new_text(f"{SAID}\n\n{head}\n\n{LETTER}")
    assert reply.text == SAID
    assert "May I ask" in reply.quoted


def test_answers_between_the_lines_are_all_kept():
    text = f"{INTROS[0]}\n> Which day?\nTuesday.\n> And where?\n\nAt the station."
    assert new_text(text).text == "Tuesday.\n\nAt the station."


def test_an_answer_below_the_quotation_is_kept():
    assert new_text(f"{INTROS[3]}\n{QUOTED}\n\n{SAID}").text == SAID


@pytest.mark.parametrize(
    "sentence",
    [
        "On Monday I told her what you wrote: keep it short.",
        "On Tuesday Ana wrote to me as well: she would like to join.",
        "From: the station, take tram 5.",
        "I said it before: ask for less.",
        "Sent from my desk, since the phone is broken.",
        "Best thing you can do is to read the memo.",
        "In my first job I wrote the following rule on a card:",
        "Am Montag schrieb ich dazu eine Notiz: kurz halten.",
    ],
)
def test_a_sentence_that_only_looks_like_a_mark_is_kept(sentence):
    text = f"Hello Alice,\n{sentence}\nAnd then we shall see."
    assert new_text(text).text == text


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nPriya Raman\nNorthwind GmbH\n+49 30 1234567",
        "--\nPriya",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon téléphone",
        "Get Outlook for iOS",
        "This e-mail and any attachments are confidential and intended for the addressee.\nIf not, delete it.",
        "CONFIDENTIALITY NOTICE: do not read this.",
        "_______________________________________________\nData mailing list\nhttp://lists.example/listinfo/data",
    ],
)
def test_what_programs_and_signatures_add_is_left_out(signature):
    reply = new_text(f"{SAID}\n\n{signature}\n\n{INTROS[0]}\n{QUOTED}")
    assert reply.text == SAID
    assert signature.splitlines()[-1] in reply.signature


def test_the_regards_and_the_name_stay_and_the_firm_goes():
    text = f"{SAID}\n\nKind regards,\nPriya\n\nPriya Raman\nHead of Data, Northwind GmbH\nT: +49 30 1234567"
    assert new_text(text).text == f"{SAID}\n\nKind regards,\nPriya"


def test_a_postscript_below_the_name_stays():
    text = f"{SAID}\n\nBest,\nPriya\n\nP.S. Bring the memo that you told me about."
    assert new_text(text).text == text


def test_numbers_at_the_end_without_regards_are_a_signature():
    assert new_text(f"{SAID}\n\nPriya Raman\n+49 30 1234567\nwww.northwind.example").text == SAID


def test_a_letter_that_goes_on_below_two_dashes_is_no_signature():
    text = "First thing.\n--\nThe second thing is that you should talk to Ana about it."
    assert new_text(text).text == text


@pytest.mark.parametrize("text", ["", "\n\n", QUOTED, f"{INTROS[0]}\n{QUOTED}"])
def test_a_reply_that_says_nothing_new_is_empty(text):
    assert new_text(text).text == ""


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=40))
def test_any_text_is_taken_apart_without_a_loss(lines):
    text = "\n".join(lines)
    reply = new_text(text)
    together = "".join(f"{reply.text}\n{reply.quoted}\n{reply.signature}".split())
    assert sorted(together) == sorted("".join(text.replace("\u2028", "\n").split()))


@given(
    st.lists(st.sampled_from(["I agree.", "Tuesday suits me well.", "Ask Ana, she knows more."]), min_size=1),
    st.sampled_from(INTROS),
)
def test_the_writers_sentences_survive_any_quotation(said, intro):
    own = "\n".join(said)
    assert new_text(f"{own}\n\n{intro}\n{QUOTED}").text == own


def test_a_long_text_takes_time_in_proportion():
    text = "On " * 200_000 + "\n" + "a: " * 100_000
    assert new_text(text).text.startswith("On On")
