import base64
from email.message import EmailMessage

import pytest

from reporter.evidence.pasted import read_pasted

OPTIONS = "OPTIONS sip:1002@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1\r\nCall-ID: plain-12345@x\r\n\r\n"


def mail(text: str, **options: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "customer@example.com"
    message["Subject"] = "call_id=subject-12345"
    message["Message-ID"] = "<20261122@example.com>"
    message.set_content(text, **options)
    return message


def call_ids(text: str) -> list[str]:
    return [seen.message.call_id for seen in read_pasted(text).seen]


@pytest.mark.parametrize("cte", ["7bit", "quoted-printable", "base64"])
def test_a_mail_is_decoded(cte):
    read = read_pasted(mail(OPTIONS, cte=cte).as_string())

    assert read.form == "mail"
    assert [seen.message.call_id for seen in read.seen] == ["plain-12345@x"]
    assert read.unsure == ("subject-12345",)


def test_the_plain_part_is_read_and_not_the_same_in_html():
    message = mail(OPTIONS)
    message.add_alternative("<p>OPTIONS sip:x SIP/2.0<br>Call-ID: plain-12345@x<br><br></p>", subtype="html")

    assert call_ids(message.as_string()) == ["plain-12345@x"]


def test_a_trace_that_somebody_put_between_the_lines_of_a_mail_is_found():
    message = mail("hello", cte="base64")
    head, rest = message.as_string().split("\n\n", 1)

    assert call_ids(f"{head}\n{OPTIONS}\n\n{rest}") == ["plain-12345@x"]


def test_a_mail_of_html_alone_is_read():
    message = mail("")
    message.set_content("<p>OPTIONS sip:x SIP/2.0<br>Call-ID: html-12345@x<br><br></p>", subtype="html")

    assert call_ids(message.as_string()) == ["html-12345@x"]


def test_text_files_and_forwarded_mails_within_are_read():
    message = mail("see below")
    message.add_attachment(OPTIONS, filename="trace.txt")
    message.add_attachment(mail(OPTIONS.replace("plain", "inner")))

    assert call_ids(message.as_string()) == ["plain-12345@x", "inner-12345@x"]


def test_an_unknown_charset_and_broken_base64_are_read_as_far_as_they_go():
    odd = mail(OPTIONS).as_string().replace('charset="utf-8"', 'charset="x-klingon"')
    broken = mail(OPTIONS, cte="base64").as_string().rstrip("\n=") + "!"

    assert call_ids(odd) == ["plain-12345@x"]
    assert call_ids(broken) == ["plain-12345@x"]


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_base64_is_read_to_its_last_letter(length):
    end = "y" * length

    assert end in read_pasted(mail(f"call_id=abc-1234567{end}", cte="base64").as_string()).unsure[-1]


@pytest.mark.parametrize("charset", ["punycode", "idna", "hex", "unicode_escape", "", "utf-8; x"])
def test_a_charset_that_is_none_is_taken_for_utf_8(charset):
    text = mail(OPTIONS, cte="base64").as_string().replace('charset="utf-8"', f'charset="{charset}"')

    assert call_ids(text) == ["plain-12345@x"]


def test_letters_that_no_mail_may_hold_do_not_trip_the_reader():
    text = mail(OPTIONS, cte="base64").as_string()

    for odd in ("\xe4", "\ud800", "\x00"):
        read_pasted(text.replace("base64", f"base64{odd}").replace("Subject: ", f"Subject: {odd}") + odd)


def test_latin_letters_are_read_in_their_charset():
    raw = base64.b64encode("Größe\r\n".encode("latin-1") + OPTIONS.encode()).decode()
    head = "From: a@example.com\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\n"

    read = read_pasted(f"{head}Content-Transfer-Encoding: base64\n\n{raw}\n")

    assert "Größe" in read.text
    assert [seen.message.call_id for seen in read.seen] == ["plain-12345@x"]


def test_a_sip_message_without_its_first_line_is_no_mail():
    text = "From: <sip:1001@example.com>\nSubject: hello\nVia: SIP/2.0/UDP 192.0.2.1\nCall-ID: one-12345\n"

    read = read_pasted(f"{text}MIME-Version: 1.0\n\nx")

    assert (read.form, read.unsure) == ("", ("one-12345",))


def test_parts_within_parts_without_end_are_read_as_text():
    head = "From: a@example.com\nSubject: x\nMIME-Version: 1.0\n"
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))

    assert read_pasted(f"{head}{nested}\n{OPTIONS}").form != "mail"
