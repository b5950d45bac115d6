"""Mails from bytes: the head, the text, what is attached; and whether somebody wrote it at all."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.formats.html_text import text_of
from askaround.formats.mail import Address, decoded, read_mail
from askaround.formats.mail_kind import AUTO_REPLY, BOUNCE, DELAYED, LIST, OWN, REPORT, kind_of
from askaround.formats.reply_text import new_text

REPLY = """\
From: =?utf-8?Q?Priya_R=C3=A1man?= <Priya@Northwind.example>
To: Alice Kern <alice@mail.example>
Cc: tom@northwind.example
Subject: =?utf-8?B?UmU6IFlvdXIgd29yaw==?=
Date: Tue, 24 Nov 2026 10:10:00 +0100
Message-ID: <two@northwind.example>
In-Reply-To: <one@mail.example>
References: <zero@mail.example>
 <one@mail.example>
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Gladly. The caf=E9 at ten?
"""


def mail(head, body="I am away until Monday."):
    return read_mail(f"{head}\n\n{body}\n".encode())


def test_a_reply_is_read():
    found = read_mail(REPLY.encode())
    assert found.sender == Address("priya@northwind.example", "Priya Ráman")
    assert [each.email for each in found.to] == ["alice@mail.example", "tom@northwind.example"]
    assert found.subject == "Re: Your work"
    assert found.at == datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
    assert found.text.strip() == "Gladly. The café at ten?"
    assert found.answers == ("<one@mail.example>", "<zero@mail.example>")
    assert kind_of(found).is_own_words


def test_the_plain_text_goes_before_the_html_and_a_calendar_is_kept():
    found = read_mail(
        b"From: priya@northwind.example\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: multipart/alternative; boundary=c\n\n"
        b"--c\nContent-Type: text/plain\n\nYes.\n--c\nContent-Type: text/html\n\n<p>Yes!</p>\n--c--\n"
        b"--b\nContent-Type: text/calendar; method=REPLY; charset=utf-8\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n"
        b'--b\nContent-Type: application/pdf; name="memo.pdf"\nContent-Disposition: attachment\n\n%PDF\n--b--\n'
    )
    assert found.text.strip() == "Yes."
    assert [(part.kind, part.name, part.method) for part in found.parts] == [
        ("text/calendar", "", "REPLY"), ("application/pdf", "memo.pdf", ""),
    ]  # fmt: skip


def test_html_alone_becomes_text_whose_quotation_is_known():
    found = read_mail(
        b"From: priya@northwind.example\nContent-Type: text/html; charset=utf-8\n\n"
        b"<html><head><style>p{}</style></head><body><p>Gladly.<br>Tuesday&nbsp;at ten?</p>"
        b"<div>On Mon, Nov 2, 2026 at 9:14 AM Alice Kern wrote:<blockquote><p>May I ask?</p><p>Alice</p></blockquote>"
        b"</div></body></html>"
    )
    assert found.text.splitlines()[:2] == ["Gladly.", "Tuesday at ten?"]
    assert "> May I ask?" in found.text
    assert new_text(found.text).text == "Gladly.\nTuesday at ten?"


def test_lines_that_flow_are_made_whole():
    found = mail("From: a@b.example\nContent-Type: text/plain; format=flowed", "A line that \ngoes on.\n> and \n> so")
    assert found.text.splitlines()[:2] == ["A line that goes on.", "> and so"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?q?Caf=C3=A9?= =?utf-8?q?_Nord?=", "Café Nord"),
        ("=?nonsense?b?Y2Fmw6k=?=", "café"),
        ("=?utf-8?b?broken", "=?utf-8?b?broken"),
        ("plain\n folded", "plain folded"),
    ],
)
def test_encoded_words(value, text):
    assert decoded(value) == text


def test_eight_bit_heads_and_unknown_charsets_are_read():
    found = read_mail("From: Jürgen <j@b.example>\nContent-Type: text/plain; charset=klingon\n\nGrüße".encode())
    assert (found.sender.name, found.text) == ("Jürgen", "Grüße")


DSN = """\
From: Mail Delivery System <MAILER-DAEMON@mail.example>
To: alice@mail.example
Subject: {subject}
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It did not get through.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; Priya@Northwind.example
Action: {action}
Status: 5.1.1
--b
Content-Type: message/rfc822

Message-ID: <one@mail.example>
Subject: Your work

Hello
--b--
"""


@pytest.mark.parametrize(("action", "kind"), [("failed", BOUNCE), ("delayed", DELAYED), ("relayed", DELAYED)])
def test_a_report_on_delivery_says_whose_and_which(action, kind):
    told = kind_of(read_mail(DSN.format(subject="Returned", action=action).encode()))
    assert (told.kind, told.recipients, told.about) == (kind, ("priya@northwind.example",), ("<one@mail.example>",))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("From: MAILER-DAEMON@mail.example\nSubject: failure notice", "<priya@northwind.example>:\n550 user unknown"),
        ("From: postmaster@mail.example\nSubject: Undeliverable: Your work", "The address was not found."),
        ("From: x@mail.example\nReturn-Path: <>\nSubject: Unzustellbar: Ihre Arbeit", "Nicht gefunden."),
        ("From: Mail Delivery Subsystem <m@mail.example>\nX-Failed-Recipients: p@n.example\nSubject: Hm", "No."),
    ],
)
def test_a_bounce_without_a_report_is_known_too(head, body):
    assert kind_of(mail(head, body)).kind == BOUNCE


@pytest.mark.parametrize(
    "head",
    [
        "From: priya@northwind.example\nAuto-Submitted: auto-replied\nSubject: Re: Your work",
        "From: priya@northwind.example\nX-Autoreply: yes\nSubject: Re: Your work",
        "From: priya@northwind.example\nPrecedence: auto_reply\nSubject: Re: Your work",
        "From: priya@northwind.example\nSubject: Automatic reply: Your work",
        "From: priya@northwind.example\nSubject: Abwesenheitsnotiz: Ihre Arbeit",
        "From: priya@northwind.example\nSubject: Out of Office",
        "From: priya@northwind.example\nSubject: Réponse automatique : Votre travail",
    ],
)
def test_an_automatic_answer_is_nobodys_words(head):
    assert kind_of(mail(head)).kind == AUTO_REPLY


@pytest.mark.parametrize(
    "head",
    [
        "From: priya@northwind.example\nAuto-Submitted: no\nSubject: Re: Your work",
        "From: priya@northwind.example\nSubject: Re: delivery failure at our warehouse",
        "From: priya@northwind.example\nSubject: Away with the fairies, a memo on remote work",
        "From: priya@northwind.example\nReturn-Path: <p@northwind.example>\nSubject: I could not deliver sooner",
        "From: priya@northwind.example\nIn-Reply-To: <one@mail.example>\nList-Id: <d.lists.example>\nSubject: Re: Hi",
        "From: bounce-expert@northwind.example\nSubject: Re: Your work",
    ],
)
def test_what_somebody_wrote_counts_as_theirs(head):
    assert kind_of(mail(head, "I would be glad to talk.")).kind == OWN


def test_a_list_and_a_receipt_are_told_apart():
    assert kind_of(mail("From: a@b.example\nList-Id: <data.lists.example>\nSubject: News")).kind == LIST
    receipt = "From: a@b.example\nContent-Type: multipart/report; report-type=disposition-notification; boundary=x"
    assert kind_of(mail(receipt)).kind == REPORT


@given(st.binary(max_size=2000))
def test_no_bytes_stop_the_reading(raw):
    found = read_mail(raw)
    kind_of(found)
    new_text(found.text)


@given(st.lists(st.sampled_from(REPLY.split("\n")), max_size=30), st.binary(max_size=40))
def test_no_mangled_mail_stops_the_reading(lines, noise):
    found = read_mail("\n".join(lines).encode() + noise)
    kind_of(found)


@given(st.text(st.sampled_from("<>/pdivbrlockquote &;#x1\n aé"), max_size=200))
def test_no_html_stops_the_reading(html):
    assert "\n\n\n" not in text_of(html)


def test_a_mail_nested_a_thousand_times_is_read_as_far_as_is_sensible():
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1000))
    assert read_mail(f"From: a@b.example\n{head}\nHello".encode()).sender.email == "a@b.example"
